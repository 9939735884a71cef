//! What is printed: data to stdout, speech to stderr. All of it may quote files of anyone, and reaches the terminal harmless.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

use serde_json::{Value, json};

use super::{Args, ColorChoice};
use crate::diag::{Report, harmless, text};
use crate::filename::native_within;
use crate::office::Fault;
use crate::output::Written;
use crate::source::Sources;

/// Prints data. A closed pipe is the reader's choice, not a fault.
pub fn data(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", harmless(text));
}

/// Prints a piece of data that goes on.
pub fn piece(text: &str) {
    let _ = write!(std::io::stdout().lock(), "{}", harmless(text));
}

/// Prints speech.
pub fn speech(text: &str) {
    painted_speech(&for_people(text));
}

/// Returns words for people: harmless to the terminal, with paths as this system has them.
fn for_people(text: &str) -> String {
    harmless(&native_within(text)).into_owned()
}

/// Prints speech that may be coloured; what it quotes is harmless already.
fn painted_speech(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints a question, after which the answer is typed on the same line.
pub fn prompt(text: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = write!(stderr, "{}", harmless(text)).and_then(|()| stderr.flush());
}

/// Prints the findings, unless there are none.
pub fn report(args: &Args, report: &Report, sources: &Sources) {
    if !report.is_empty() {
        painted_speech(text::render(report, sources, colored(args)).trim_end());
    }
}

/// Prints why the work could not be done.
pub fn failure(args: &Args, message: &(impl Display + ?Sized)) {
    failed(args, message, json!({}));
}

/// Prints why the work could not be done; returns the exit code.
pub fn refused(args: &Args, fault: &Fault) -> u8 {
    failure(args, fault);
    2
}

/// Prints why the work could not be done, and tells machines what else is so.
pub fn failed(args: &Args, message: &(impl Display + ?Sized), mut told: Value) {
    let message = message.to_string();
    if args.json {
        told["loi"] = message.as_str().into();
        data(&told.to_string());
    }
    painted_speech(&format!("{} {}", painted(args, "31;1", "lỗi:"), for_people(&message)));
}

/// Prints something to be heeded.
pub fn warning(args: &Args, message: &(impl Display + ?Sized)) {
    painted_speech(&format!("{} {}", painted(args, "33;1", "cảnh báo:"), for_people(&message.to_string())));
}

/// Says that a file edited by hand was kept.
pub fn kept(args: &Args, kept: &str, beside: &str) {
    let hint = "so hai bản rồi giữ một, hoặc thêm --ghi-de để thay bản sửa tay";
    warning(args, &format!("{kept} đã được sửa tay nên giữ nguyên; bản mới ghi ở {beside}\n  gợi ý: {hint}"));
}

/// Says what became of a file.
pub fn outcome(written: &Written) -> &'static str {
    match written {
        Written::Created => "mới",
        Written::Updated => "cập nhật",
        Written::Unchanged => "không đổi",
        Written::Beside(_) => "bản mới, giữ bản sửa tay",
    }
}

fn painted(args: &Args, style: &str, text: &str) -> String {
    if colored(args) { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}

fn colored(args: &Args) -> bool {
    match args.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Tells what was done, for machines if they asked; returns the exit code.
pub(super) fn answer(args: &Args, value: &serde_json::Value, told: &str) -> u8 {
    if args.json {
        data(&value.to_string());
    } else {
        data(told);
    }
    0
}
