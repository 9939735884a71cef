//! A stranger's working folder: whatever stands in its files, nothing outside of it changes, nothing panics or hangs,
//! and it is said what is wrong.

mod forged;
mod garbage;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod links;
mod names;
mod note;
#[cfg(unix)]
mod reads;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::archive::{issued, notices};
use super::workspace::{Outcome, Workspace};

/// Nothing that a stranger has put into a folder may take longer.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 10 });

/// A working folder that came from a stranger, in a folder with things of ours that must stay as they are.
pub struct Stranger {
    /// The folder.
    pub world: Workspace,
    outside: BTreeMap<PathBuf, Thing>,
}

/// What stands under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Folder(u32),
    File(u32, Vec<u8>),
    Link(PathBuf),
    Other,
}

impl Stranger {
    /// A folder in which `vb-1` and `vb-2` have been issued, and `vb-3` and `vb-4` have not.
    pub fn office() -> Self {
        let world = notices(4);
        issued(&world, "vb-1", "01/03/2020");
        issued(&world, "vb-2", "01/03/2020");
        Self::of(world)
    }

    /// This folder.
    pub fn of(world: Workspace) -> Self {
        let around = world.root().parent().unwrap();
        for (name, text) in [("ben-ngoai/.bashrc", "của tôi"), ("ben-ngoai/kho/ab/tep", "của tôi"), ("tep", "của tôi")]
        {
            std::fs::create_dir_all(around.join(name).parent().unwrap()).unwrap();
            std::fs::write(around.join(name), text).unwrap();
        }
        std::fs::create_dir_all(around.join("ben-ngoai/trong")).unwrap();
        std::fs::write(around.join("ben-ngoai/.thidua-a1.tmp"), "của tôi").unwrap();
        let outside = things(around, world.root());
        Self { world, outside }
    }

    /// A folder outside that holds files and folders of ours.
    pub fn outside(&self) -> PathBuf {
        self.world.root().parent().unwrap().join("ben-ngoai")
    }

    /// Takes what stands outside now for what must stay.
    #[cfg(unix)]
    pub fn settle(&mut self) {
        self.outside = things(self.world.root().parent().unwrap(), self.world.root());
    }

    /// Runs the program here; fails where it panics, hangs, is killed, or changes anything outside.
    #[track_caller]
    pub fn run(&self, args: &[&str]) -> Outcome {
        let outcome = in_time(self.world.root(), args);
        let said = format!("thidua {}\n{}{}", args.join(" "), outcome.stdout, outcome.stderr);
        assert!([0, 1, 2].contains(&outcome.code), "ended with {}: {said}", outcome.code);
        assert!(!outcome.stderr.contains("panicked"), "{said}");
        assert_eq!(things(self.world.root().parent().unwrap(), self.world.root()), self.outside, "{said}");
        let raw = |text: &str| text.chars().any(|c| c.is_control() && c != '\n');
        assert!(!raw(&outcome.stdout) && !raw(&outcome.stderr), "control characters reach the terminal: {said:?}");
        outcome
    }

    /// Runs everything that only looks, and makes sure that it does only that.
    #[track_caller]
    pub fn look(&self) -> Vec<Outcome> {
        let before = inside(self.world.root());
        let look = |args: &&[&str]| {
            let outcome = self.run(args);
            let after = inside(self.world.root());
            let changed = |(path, thing): &(&PathBuf, &Thing)| before.get(*path) != Some(*thing);
            let changed: Vec<_> = after.iter().filter(changed).map(|(path, _)| path).collect();
            assert!(before.len() == after.len() && changed.is_empty(), "thidua {} writes {changed:?}", args.join(" "));
            outcome
        };
        LOOKING.iter().map(look).collect()
    }
}

/// The commands that only look.
pub const LOOKING: &[&[&str]] = &[
    &["so"],
    &["luu", "xac-minh"],
    &["luu", "ho-so"],
    &["luu", "het-han"],
    &["luu", "dung-lai", "01/TB-STC"],
    &["phat-hanh", "vb-3", "--ngay", "01/03/2020", "--thu"],
];

/// Commands that change something.
pub const CHANGING: &[&[&str]] = &[
    &["lap"],
    &["phat-hanh", "vb-3", "--ngay", "01/03/2020"],
    &["thu-hoi", "02/TB-STC", "--ly-do", "thử"],
    &["luu", "mo-khoa"],
    &["luu", "sao-luu", "ban-sao"],
    &["luu", "phuc-hoi", "ban-sao", "--ghi-de"],
];

fn in_time(root: &Path, args: &[&str]) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(args)
        .current_dir(root)
        .env("THIDUA_TRANG_THAI", "")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let read = |from: Option<Box<dyn std::io::Read + Send>>| {
        let mut from = from.unwrap();
        std::thread::spawn(move || {
            let mut said = Vec::new();
            std::io::Read::read_to_end(&mut from, &mut said).unwrap();
            String::from_utf8(said).unwrap()
        })
    };
    let stdout = read(child.stdout.take().map(|pipe| Box::new(pipe) as _));
    let stderr = read(child.stderr.take().map(|pipe| Box::new(pipe) as _));
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("thidua {} does not end", args.join(" "));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let code = status.code().unwrap_or(-1);
    Outcome { stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap(), code }
}

/// Everything in a folder, followed through no link, but for one folder.
fn things(folder: &Path, but: &Path) -> BTreeMap<PathBuf, Thing> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.path() != but);
    walk.map(Result::unwrap).map(|entry| (entry.path().to_owned(), thing(entry.path()))).collect()
}

/// Everything in the folder itself.
pub fn inside(folder: &Path) -> BTreeMap<PathBuf, Thing> {
    let all = things(folder, Path::new(""));
    all.into_iter().filter(|(path, _)| path.file_name() != Some(OsStr::new("thidua"))).collect()
}

fn thing(path: &Path) -> Thing {
    let found = path.symlink_metadata().unwrap();
    match found.file_type() {
        kind if kind.is_symlink() => Thing::Link(std::fs::read_link(path).unwrap()),
        kind if kind.is_dir() => Thing::Folder(mode(&found)),
        kind if kind.is_file() => Thing::File(mode(&found), std::fs::read(path).unwrap_or_default()),
        _ => Thing::Other,
    }
}

#[cfg(unix)]
fn mode(found: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(found)
}

#[cfg(not(unix))]
fn mode(_: &std::fs::Metadata) -> u32 {
    0
}
