//! Who runs the program, on which machine, what time it is in Viet Nam, and where the machine remembers archives: read
//! here, handed in everywhere else.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Duration, NaiveDateTime};

use crate::archive::{Actor, Place};

/// The variable that names the clerk where the system's user does not.
const WHO: &str = "THIDUA_NGUOI_DUNG";

/// The variable that names the folder in which the machine remembers archives; empty, it remembers nothing.
const MEMORY: &str = "THIDUA_TRANG_THAI";

/// Returns the working folder, with the folder in which the machine remembers archives.
pub fn place(root: &Path) -> Place {
    let memory = match std::env::var_os(MEMORY) {
        Some(folder) => Some(PathBuf::from(folder)).filter(|folder| !folder.as_os_str().is_empty()),
        None => usual_memory(),
    };
    Place { root: root.to_owned(), memory }
}

/// Returns the folder of the system for what a program remembers of its user.
fn usual_memory() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let state = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")))
    };
    state.map(|state| state.join("thidua"))
}

/// Returns who acts, when and where.
pub fn actor() -> Actor {
    let known =
        |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok().filter(|found| !found.is_empty()));
    let who = known(&[WHO, "USER", "USERNAME", "LOGNAME"]).unwrap_or_else(|| "không rõ tên".to_owned());
    let machine = host().or_else(|| known(&["COMPUTERNAME", "HOSTNAME"])).unwrap_or_else(|| "không rõ máy".to_owned());
    Actor { at: now(), who, machine, program: env!("CARGO_PKG_VERSION").to_owned() }
}

fn host() -> Option<String> {
    let text =
        ["/proc/sys/kernel/hostname", "/etc/hostname"].iter().find_map(|path| std::fs::read_to_string(path).ok())?;
    Some(text.trim().to_owned()).filter(|name| !name.is_empty())
}

// Viet Nam is at UTC+7 all year; a server set to another zone must not date a document a day early.
fn now() -> NaiveDateTime {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let utc = DateTime::from_timestamp(i64::try_from(since).unwrap_or(0), 0).unwrap_or_default();
    utc.naive_utc() + Duration::hours(7)
}
