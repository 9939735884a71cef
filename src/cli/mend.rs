//! `thidua kiem-tra --sua`: a file mended, what was done to it, and what is left for a person.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::check::{Asked, MOST, counts, findings, ready};
use super::given::here;
use super::{Args, say};
use crate::check::{self, Options, Profile};
use crate::mend::{Done, Mended, mend};
use crate::office::Fault;
use crate::ooxml::write::{FingerprintState, fingerprint_state, seal};
use crate::output::{self, Overwrite, Written};
use crate::source::open;

/// Mends the one file that is meant to `out` and tells; returns the exit code.
pub(super) fn run(args: &Args, asked: &Asked, out: &Path) -> u8 {
    let Some((options, paths)) = ready(args, asked) else { return 2 };
    match mended(args, &paths, out, asked.tracked, &options) {
        Ok(code) => code,
        Err(fault) => {
            say::failure(args, &fault.to_string());
            2
        }
    }
}

fn mended(args: &Args, paths: &[PathBuf], out: &Path, tracked: bool, options: &Options) -> Result<u8, Fault> {
    let out = args.folder.join(out);
    let path = only(paths, &out)?;
    let bytes = open::read(path, MOST).map_err(|error| Fault::new(error.to_string(), error.hint()))?;
    let before = check::check(&bytes, options).map_err(|error| error.to_string())?;
    if before.profile == Profile::Party {
        return Err(Fault::new(
            "văn bản của Đảng có thể thức riêng, không sửa theo Nghị định 30/2020/NĐ-CP",
            "sửa tay theo Hướng dẫn 05-HD/VPTW",
        ));
    }
    let mended = mend(&bytes, options, tracked).map_err(|error| error.to_string())?;
    let sealed = seal(&mended.bytes).map_err(|error| error.to_string())?;
    let untouched = |bytes: &[u8]| fingerprint_state(bytes) == FingerprintState::Untouched;
    let written = match output::write(&out, &sealed, Overwrite::Keep, untouched)? {
        Written::Beside(beside) => beside,
        _ => out,
    };
    let name = here(args, path);
    if args.json {
        let mut file = check::json::file(&name, &before);
        file["da_sua"] = mended.done.iter().map(as_json).collect();
        file["con_lai"] = mended.left.findings.iter().map(check::json::finding).collect();
        file["tep_sua"] = here(args, &written).into();
        say::data(&json!({ "tep": [file] }).to_string());
    } else {
        tell(&name, &here(args, &written), &mended);
    }
    Ok(u8::from(mended.left.has_errors()))
}

/// Returns the one file that is mended, which is never the one written.
fn only<'p>(paths: &'p [PathBuf], out: &Path) -> Result<&'p Path, Fault> {
    let [path] = paths else {
        let message = format!("--sua sửa từng tệp một, ở đây có {} tệp", paths.len());
        return Err(Fault::new(message, "gõ lệnh cho từng tệp, mỗi tệp một tên sau --sua"));
    };
    let same = |a: &Path, b: &Path| a == b || a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a));
    if same(path, out) {
        return Err(Fault::new("--sua ghi lên chính tệp gốc", "ghi tên khác sau --sua: tệp gốc luôn được giữ nguyên"));
    }
    if !out.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx")) {
        return Err(Fault::new("bản đã sửa phải là tệp .docx", "ghi tên có đuôi .docx sau --sua"));
    }
    Ok(path)
}

fn as_json(done: &Done) -> Value {
    json!({
        "ma": done.code, "viec": done.what, "truoc": done.before, "sau": done.after,
        "so_lan": done.count, "doi_chu": done.words,
    })
}

fn tell(name: &str, written: &str, mended: &Mended) {
    if !mended.done.is_empty() {
        say::data("Đã sửa:");
    }
    for done in &mended.done {
        let times = if done.count > 1 { format!(" ({} chỗ)", done.count) } else { String::new() };
        let words = if done.words { ", đổi chữ" } else { "" };
        say::data(&format!("  {}{words}: {} → {}{times}", done.code.unwrap_or("tệp"), done.before, done.after));
    }
    if mended.left.findings.is_empty() {
        say::data("\nKhông còn gì phải sửa.");
    } else {
        say::data("\nCòn lại cho người xem:\n");
        findings(written, &mended.left.findings);
    }
    let count: usize = mended.done.iter().map(|done| done.count).sum();
    say::speech(&format!("{name}: đã sửa {count} chỗ, ghi {written}; còn lại: {}", counts(&mended.left)));
}
