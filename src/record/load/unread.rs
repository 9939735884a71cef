//! Files that look like records and are not read: by their name, or by where they lie.

use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{KINDS, code, is_record, name};
use crate::diag::{Diagnostic, Report};
use crate::filename::native;
use crate::record::reading::read_bytes;
use crate::source::open::Reach;

/// Bytes that are looked at to see whether a file says what kind of record it is.
const PROBE: u64 = 4096;

/// Endings of copies that editors and people keep beside a file.
const SPARE: &[&str] = &["bak", "old", "orig", "tmp", "swp", "save"];

/// Reports files below the year's folder, and beside the years, that look like records and are not read; returns their
/// names.
pub fn report(root: &Path, data: &Path, files: &[PathBuf], report: &mut Report) -> Vec<String> {
    let mut unread = Vec::new();
    for path in files.iter().filter(|path| !is_record(path)) {
        if let Some(hint) = looks_like_a_record(path) {
            unread.push(name(path, root));
            let message = "tệp này giống tệp dữ liệu nhưng không được đọc vì tên không kết thúc bằng .yaml";
            report.push(Diagnostic::warning(&code::UNREAD, message).in_file(name(path, root)).hint(hint));
        }
    }
    for path in beside(data) {
        unread.push(name(&path, root));
        let message = "tệp dữ liệu này không được đọc vì không nằm trong thư mục của năm nào";
        let found = Diagnostic::warning(&code::UNREAD, message).in_file(name(&path, root));
        report.push(found.hint("chuyển tệp vào thư mục của năm, ví dụ data/2020"));
    }
    for (folder, year) in misnamed(data) {
        unread.push(name(&folder, root));
        let message = "thư mục này có tệp dữ liệu nhưng không được đọc vì tên không phải là bốn chữ số của năm";
        let found = Diagnostic::warning(&code::UNREAD, message).in_file(name(&folder, root));
        report.push(found.hint(format!("đổi tên thư mục thành {year}")));
    }
    unread
}

/// Folders beside the years that hold the records of a year which has no folder of its own: `data/Năm 2026`.
pub fn misnamed(data: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(data).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path());
    let meant = |folder: PathBuf| {
        let called = folder.file_name()?.to_string_lossy().into_owned();
        let mut words = called.split(|c: char| !c.is_ascii_digit());
        let year = words.find(|word| word.len() == 4 && ["19", "20", "21"].contains(&&word[..2]))?.to_owned();
        if called == year || data.join(&year).exists() {
            return None;
        }
        let inside =
            WalkDir::new(&folder).max_depth(2).sort_by_file_name().into_iter().filter_map(Result::ok).take(200);
        let mut files = inside.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        files.any(|path| is_record(&path) && says_its_kind(&path)).then_some((folder, year))
    };
    let mut found: Vec<(PathBuf, String)> = folders.filter_map(meant).collect();
    found.sort();
    found
}

/// Leaves out files whose names are those of copies of a file beside them, and reports each: what stands twice would
/// be told line by line.
pub fn without_copies(reach: &Reach, root: &Path, files: &[PathBuf], report: &mut Report) -> Vec<PathBuf> {
    let original = |path: &Path| {
        let end = path.extension()?.to_string_lossy().into_owned();
        let stem = path.file_stem()?.to_string_lossy().into_owned();
        let meant = path.with_file_name(format!("{}.{end}", copied(&stem)?));
        files.contains(&meant).then_some(meant)
    };
    let mut kept = Vec::with_capacity(files.len());
    for path in files {
        let Some(original) = original(path) else {
            kept.push(path.clone());
            continue;
        };
        let read = |path: &Path| read_bytes(reach, path).unwrap_or_default();
        let (copy, first) = (read(path), read(&original));
        // A copy that was made to write another document has been given an id of its own.
        if !shares_an_id(&copy, &first) {
            kept.push(path.clone());
            continue;
        }
        let same = copy == first;
        let (file, original) = (name(path, root), native(&name(&original, root)));
        let hint = if same {
            "hai tệp giống hệt nhau: xóa tệp này".to_owned()
        } else {
            format!("hai tệp khác nhau: chép những gì đã sửa ở tệp này sang {original} rồi xóa tệp này")
        };
        let message = format!("tên tệp cho thấy đây là bản sao của {original}");
        report.push(Diagnostic::error(&code::COPY, message).in_file(file).hint(hint));
    }
    kept
}

/// Tells whether two files bear the same id, or none at all.
fn shares_an_id(copy: &[u8], first: &[u8]) -> bool {
    let text = String::from_utf8_lossy(first);
    let first: Vec<&str> = ids(&text).collect();
    let text = String::from_utf8_lossy(copy);
    let mut own = ids(&text).peekable();
    own.peek().is_none() || own.any(|id| first.contains(&id))
}

fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("ma:")).map(str::trim)
}

/// Returns the name of which a name is that of a copy, as Explorer, browsers and people make it: `nguoi - Copy (2)`,
/// `nguoi (1)`, `Copy of nguoi`, `nguoi - Bản sao`.
fn copied(stem: &str) -> Option<&str> {
    const BEFORE: &[&str] = &["copy of ", "bản sao của ", "sao chép của ", "sao chép "];
    const BEHIND: &[&str] = &["- copy", "- bản sao", "- sao chép", " copy", " bản sao", "-copy", "_copy", "- sao"];
    let low = stem.to_lowercase();
    // Lower case may be longer or shorter in some other scripts.
    if low.len() != stem.len() {
        return None;
    }
    if let Some(before) = BEFORE.iter().find(|before| low.starts_with(**before)) {
        return stem.get(before.len()..);
    }
    let numbered = low
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .filter(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    let bare = numbered.map_or(low.as_str(), |(rest, _)| rest.trim_end());
    let behind = BEHIND.iter().find_map(|behind| bare.strip_suffix(behind)).map(str::trim_end);
    let length = behind.or(numbered.map(|_| bare))?.len();
    stem.get(..length).filter(|name| !name.is_empty())
}

/// Records that lie in `data/` itself.
fn beside(data: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(data).into_iter().flatten().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())).map(|entry| entry.path());
    let mut found: Vec<PathBuf> = files.filter(|path| is_record(path) && says_its_kind(path)).collect();
    found.sort();
    found
}

/// Returns what to do about a file that is not read, where it looks like a record.
fn looks_like_a_record(path: &Path) -> Option<String> {
    let file = path.file_name()?.to_string_lossy().into_owned();
    // What Office and Macs put beside an open or a copied file.
    if file.starts_with("~$") || file.starts_with("._") || file.starts_with(".#") {
        return None;
    }
    let low = file.to_lowercase();
    let bare = file.trim_start_matches(['.', '~']);
    if bare.len() < file.len() {
        let hidden = is_record(Path::new(bare)) && !path.with_file_name(bare).exists() && says_its_kind(path);
        return hidden.then(|| format!("bỏ dấu {} ở đầu tên: đổi tên thành {bare}", &file[..1]));
    }
    if let Some(at) = [".yaml", ".yml"].iter().filter_map(|end| low.find(end).map(|at| at + end.len())).min() {
        let meant = file.get(..at)?;
        let end = low.get(at..)?.trim_start_matches(['.', '~', ' ']);
        let spare = low.ends_with('~') || SPARE.contains(&end);
        if spare && path.with_file_name(meant).exists() {
            return None;
        }
        return Some(format!(
            "đổi tên thành {meant}; trong Notepad, khi lưu chọn Kiểu tệp (Save as type) là Mọi tệp (All files); \
             trong Windows Explorer, bật xem đuôi tệp (View → File name extensions)"
        ));
    }
    let end = Path::new(&low).extension().map(|end| end.to_string_lossy().into_owned());
    let text = end.as_deref().is_none_or(|end| !SPARE.contains(&end));
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    (text && says_its_kind(path)).then(|| format!("đổi tên thành {stem}.yaml nếu là tệp dữ liệu của năm"))
}

/// Tells whether a line at the beginning says which kind of record the file is.
fn says_its_kind(path: &Path) -> bool {
    let mut bytes = Vec::new();
    // What is no file may wait for ever.
    if !path.symlink_metadata().is_ok_and(|about| about.is_file()) {
        return false;
    }
    let read = std::fs::File::open(path).and_then(|file| file.take(PROBE).read_to_end(&mut bytes));
    if read.is_err() {
        return false;
    }
    // Notepad may have saved two bytes a letter.
    bytes.retain(|byte| *byte != 0);
    let text = String::from_utf8_lossy(&bytes);
    let kind =
        |line: &str| line.trim_start_matches('\u{feff}').strip_prefix("loai:").map(|rest| rest.trim().to_owned());
    let known = |kind: String| KINDS.iter().any(|known| kind.split_whitespace().next() == Some(known.id));
    text.lines().filter_map(kind).any(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_lead_to_the_name_that_was_copied() {
        for copy in [
            "nguoi - Copy",
            "nguoi - Copy (2)",
            "nguoi (1)",
            "nguoi(1)",
            "Copy of nguoi",
            "nguoi - Bản sao",
            "Bản sao của nguoi",
            "nguoi copy",
        ] {
            assert_eq!(copied(copy), Some("nguoi"), "{copy}");
        }
        for name in ["nguoi", "copy", "ban-sao", "giay-khen-2", "nguoi (cũ)", "(1)"] {
            assert_eq!(copied(name), None, "{name}");
        }
    }
}
