//! Finding LibreOffice on this machine and running it without a window, for a limited time.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::PdfError;

/// The variable that names the program where it cannot be found.
const VARIABLE: &str = "THIDUA_SOFFICE";

/// The folder, below the one it works in, where LibreOffice puts what it makes.
pub(super) const OUT: &str = "out";

/// Where installers put it when it is not on `PATH`.
const USUAL: &[&str] = &[
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
];

/// Returns the program: `THIDUA_SOFFICE`, else from `PATH`, else from the usual folders.
pub(super) fn find() -> Result<PathBuf, PdfError> {
    find_in(env::var_os(VARIABLE), env::var_os("PATH").as_deref(), USUAL)
}

fn find_in(chosen: Option<OsString>, path: Option<&OsStr>, usual: &[&str]) -> Result<PathBuf, PdfError> {
    if let Some(chosen) = chosen.filter(|text| !text.is_empty()).map(PathBuf::from) {
        return if chosen.is_file() { Ok(absolute(chosen)) } else { Err(PdfError::WrongProgram(chosen)) };
    }
    let folders: Vec<PathBuf> = path.into_iter().flat_map(env::split_paths).collect();
    let on_path = folders.iter().flat_map(|folder| names().iter().map(|name| folder.join(name)));
    on_path
        .chain(usual.iter().map(PathBuf::from))
        .find(|program| program.is_file())
        .map(absolute)
        .ok_or(PdfError::NotInstalled)
}

// LibreOffice is started in another folder, where a relative path would mean another file.
fn absolute(program: PathBuf) -> PathBuf {
    std::path::absolute(&program).unwrap_or(program)
}

fn names() -> &'static [&'static str] {
    // The .com one waits for the end; the .exe one does so only when started by a program.
    if cfg!(windows) { &["soffice.com", "soffice.exe"] } else { &["soffice", "libreoffice"] }
}

/// Converts the files of these names in `desk` to PDF, into `desk/out`, and returns what it said.
pub(super) fn run(program: &Path, desk: &Path, names: &[String], limit: Duration) -> Result<String, PdfError> {
    run_to("pdf", program, desk, names, limit)
}

/// Like [`run`], to any format.
pub(super) fn run_to(
    format: &str,
    program: &Path,
    desk: &Path,
    names: &[String],
    limit: Duration,
) -> Result<String, PdfError> {
    let said = desk.join("said.txt");
    let mut command = command(format, program, desk, names);
    // A file, not a pipe: a pipe nobody empties would stop it.
    let log = File::create(&said).map_err(|_| PdfError::NoTemporary)?;
    let log_too = log.try_clone().map_err(|_| PdfError::NoTemporary)?;
    command.stdin(Stdio::null()).stdout(log).stderr(log_too);
    let started = command.spawn().map_err(|_| PdfError::NotStarted(program.to_path_buf()))?;
    wait(started, limit)?;
    Ok(String::from_utf8_lossy(&fs::read(&said).unwrap_or_default()).into_owned())
}

fn command(format: &str, program: &Path, desk: &Path, names: &[String]) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(desk)
        .arg(format!("-env:UserInstallation={}", file_url(&desk.join("profile"))))
        .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"])
        .args(["--convert-to", format, "--outdir", OUT])
        .args(names);
    own_group(&mut command);
    command
}

// LibreOffice starts children; in a group of their own they can be stopped together.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// Waits for the end; past the limit stops it and everything it has started.
fn wait(mut child: Child, limit: Duration) -> Result<Option<ExitStatus>, PdfError> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(50)),
            Ok(None) => {
                stop(&mut child);
                return Err(PdfError::TimedOut(limit));
            }
            Ok(status) => return Ok(status),
            // Nothing is known of it: what it made, or did not, tells.
            Err(_) => return Ok(None),
        }
    }
}

fn stop(child: &mut Child) {
    let id = child.id();
    let all = if cfg!(windows) {
        quiet("taskkill", &["/T", "/F", "/PID", &id.to_string()])
    } else {
        quiet("kill", &["-KILL", "--", &format!("-{id}")])
    };
    if all.is_err() {
        let _ = child.kill();
    }
    let _ = child.wait();
}

fn quiet(program: &str, args: &[&str]) -> io::Result<()> {
    let null = Stdio::null;
    let done = Command::new(program).args(args).stdin(null()).stdout(null()).stderr(null()).status()?;
    if done.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

/// Writes an absolute path as a `file:` URL; all but plain letters is percent-encoded UTF-8.
fn file_url(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    url_of(&text)
}

fn url_of(text: &str) -> String {
    // Windows: `C:/x` has its third slash before the drive, `//server/share` is `file://server`.
    let (head, rest) = match (text.strip_prefix("//"), text.starts_with('/')) {
        (Some(server), _) => ("file://", server),
        (None, true) => ("file://", text),
        (None, false) => ("file:///", text),
    };
    let mut url = head.to_owned();
    for byte in rest.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => url.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            _ => url.extend(percent(byte)),
        }
    }
    url
}

fn percent(byte: u8) -> [char; 3] {
    let figure = |value: u8| char::from_digit(value.into(), 16).map_or('0', |c| c.to_ascii_uppercase());
    ['%', figure(byte >> 4), figure(byte & 15)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_diacritics_are_encoded_in_urls() {
        assert_eq!(url_of("/tmp/Thi đua 1%"), "file:///tmp/Thi%20%C4%91ua%201%25");
        assert_eq!(url_of("C:/Users/Nguyễn/x"), "file:///C:/Users/Nguy%E1%BB%85n/x");
        assert_eq!(url_of("//may-chu/chung/x"), "file://may-chu/chung/x");
    }

    #[test]
    fn a_chosen_program_that_is_not_there_is_an_error_even_when_another_is() {
        let error = find_in(Some("/no/soffice".into()), env::var_os("PATH").as_deref(), USUAL).unwrap_err();
        assert_eq!(error.to_string(), "biến THIDUA_SOFFICE trỏ tới `/no/soffice`, ở đó không có chương trình");
    }

    #[test]
    fn without_libreoffice_the_advice_names_word() {
        let error = find_in(None, Some("/no/such/folder".as_ref()), &[]).unwrap_err();
        assert!(matches!(error, PdfError::NotInstalled));
        assert!(error.advice().contains("Word") && error.advice().contains("libreoffice.org"));
    }

    #[test]
    fn an_empty_choice_is_no_choice() {
        let found = find_in(Some("".into()), None, &[]);
        assert!(matches!(found, Err(PdfError::NotInstalled)));
    }

    // Written by another process: a program our own threads may still hold open does not start.
    #[cfg(unix)]
    fn script(desk: &Path, text: &str) -> PathBuf {
        let path = desk.join("soffice");
        let write = r#"printf '#!/bin/sh\n%s\n' "$1" > "$2"; chmod 755 "$2""#;
        let done = Command::new("sh").args(["-c", write, "sh", text]).arg(&path).status();
        assert!(done.unwrap().success());
        path
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_stopped_with_its_children() {
        let desk = tempfile::tempdir().unwrap();
        let program = script(desk.path(), "(sleep 2; touch late) &\nsleep 60");
        let start = Instant::now();
        let error = run(&program, desk.path(), &[], Duration::from_millis(300)).unwrap_err();
        assert!(matches!(error, PdfError::TimedOut(_)));
        assert!(start.elapsed() < Duration::from_secs(2));
        thread::sleep(Duration::from_millis(2500));
        assert!(!desk.path().join("late").exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_the_program_says_is_returned() {
        let desk = tempfile::tempdir().unwrap();
        let program = script(desk.path(), "echo one; echo two >&2; exit 1");
        let said = run(&program, desk.path(), &[], Duration::from_secs(9)).unwrap();
        assert_eq!(said, "one\ntwo\n");
    }

    #[test]
    fn a_program_that_does_not_start_is_named() {
        let desk = tempfile::tempdir().unwrap();
        let text = desk.path().join("soffice");
        fs::write(&text, "").unwrap();
        let error = run(&text, desk.path(), &[], Duration::from_secs(9)).unwrap_err();
        assert!(error.to_string().starts_with("không chạy được LibreOffice"), "{error}");
    }
}
