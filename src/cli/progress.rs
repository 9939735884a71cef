//! A progress bar on stderr, for work that takes longer than a moment.

use std::{
    fmt,
    io::IsTerminal,
    sync::Once,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::harmless;

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts finished pieces of work; may be shared between threads.
///
/// The bar appears with the first [`Progress::tick`] after one second, on a terminal only, and is
/// wiped away at the end, also when dropped early. Lines printed meanwhile belong inside
/// [`Progress::aside`].
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    patience: Duration,
    show: Once,
    target: fn() -> ProgressDrawTarget,
}

impl Progress {
    /// Starts counting to `total`; `label` stands before the bar. Never shows when not `enabled`.
    pub fn new(total: usize, label: &str, enabled: bool) -> Self {
        let target = if enabled && std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr
        } else {
            ProgressDrawTarget::hidden
        };
        Self::to(target, PATIENCE, total, label)
    }

    fn to(target: fn() -> ProgressDrawTarget, patience: Duration, total: usize, label: &str) -> Self {
        let total = u64::try_from(total).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        bar.set_style(style());
        bar.set_prefix(label.to_owned());
        Self { bar, start: Instant::now(), patience, show: Once::new(), target }
    }

    /// Counts one finished piece and shows its name.
    pub fn tick(&self, name: &str) {
        if self.start.elapsed() >= self.patience {
            self.show.call_once(|| self.bar.set_draw_target((self.target)()));
        }
        self.bar.set_message(harmless(name).into_owned());
        self.bar.inc(1);
    }

    /// Does something that prints, with the bar out of its way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Says how many pieces there are, once that is known.
    pub fn expect(&self, total: usize) {
        self.bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
    }

    /// Wipes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Progress({}/{:?})", self.bar.position(), self.bar.length())
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{prefix} [{bar:30}] {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io,
        sync::{Mutex, MutexGuard},
        thread,
    };

    static SCREEN: Mutex<String> = Mutex::new(String::new());
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    #[derive(Debug)]
    struct Screen;

    impl indicatif::TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            SCREEN.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn clean_screen() -> MutexGuard<'static, ()> {
        let turn = ONE_AT_A_TIME.lock().unwrap();
        SCREEN.lock().unwrap().clear();
        turn
    }

    fn screen() -> ProgressDrawTarget {
        ProgressDrawTarget::term_like(Box::new(Screen))
    }

    #[test]
    fn short_work_shows_nothing() {
        let _turn = clean_screen();
        let progress = Progress::to(screen, PATIENCE, 2, "Lập văn bản");
        progress.tick("kế hoạch");
        progress.tick("báo cáo");
        drop(progress);
        assert_eq!(*SCREEN.lock().unwrap(), "");
    }

    #[test]
    fn long_work_shows_label_count_and_name() {
        let _turn = clean_screen();
        let progress = Progress::to(screen, Duration::from_millis(20), 4, "Lập văn bản");
        progress.tick("kế hoạch");
        thread::sleep(Duration::from_millis(30));
        progress.tick("báo cáo");
        let shown = SCREEN.lock().unwrap().clone();
        assert!(shown.contains("Lập văn bản [===============>              ] 2/4 báo cáo"), "{shown}");
    }

    #[test]
    fn threads_share_one_count_and_it_need_not_be_enabled() {
        fn shared<T: Send + Sync>(_: &T) {}
        let progress = Progress::new(40, "Lập văn bản", false);
        shared(&progress);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..10).for_each(|_| progress.tick("x")));
            }
        });
        assert_eq!(format!("{progress:?}"), "Progress(40/Some(40))");
        assert_eq!(progress.aside(|| 7), 7);
    }
}
