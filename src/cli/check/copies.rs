//! `--chu-thich`: where copies with comments are written, and their writing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Asked;
use crate::cli::Args;
use crate::ooxml::comments;
use crate::output::{self, Overwrite, Written};

/// Returns where the copy of each file belongs; nothing where no copies are wanted.
///
/// One file has the copy that is named; of several files each has its own, in the folder that is named, under its name below
/// the folder that was given.
pub(super) fn targets(args: &Args, asked: &Asked, paths: &[PathBuf]) -> Result<Vec<Option<PathBuf>>, String> {
    let Some(out) = &asked.annotated else { return Ok(vec![None; paths.len()]) };
    let target = args.folder.join(out);
    let shown = out.display();
    let single = asked.paths.len() == 1 && !args.folder.join(&asked.paths[0]).is_dir();
    let named = target.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"));
    match (single, named) {
        (true, true) => return Ok(vec![Some(target)]),
        (true, false) if !target.is_dir() => {
            let hint = "ghi tên tệp, ví dụ --chu-thich van-ban-nhan-xet.docx";
            return Err(format!("--chu-thich “{shown}” không phải tên tệp .docx\n  gợi ý: {hint}"));
        }
        (false, true) => {
            let hint = "ghi tên một thư mục, ví dụ --chu-thich nhan-xet: mỗi văn bản một bản sao trong đó";
            return Err(format!("--chu-thich “{shown}” là một tệp, mà có nhiều tệp được kiểm tra\n  gợi ý: {hint}"));
        }
        _ => {}
    }
    let targets: Vec<PathBuf> = paths.iter().map(|path| target.join(name(args, asked, path))).collect();
    let mut known: HashMap<&PathBuf, &PathBuf> = HashMap::new();
    for (path, target) in paths.iter().zip(&targets) {
        if let Some(other) = known.insert(target, path) {
            let (one, two) = (other.display(), path.display());
            let hint = "kiểm tra từng thư mục một, mỗi lần một thư mục --chu-thich riêng";
            return Err(format!("bản sao của {one} và của {two} sẽ cùng tên\n  gợi ý: {hint}"));
        }
    }
    Ok(targets.into_iter().map(Some).collect())
}

/// Returns the name of a copy: as below the folder that was given, always that of a document without macros.
fn name(args: &Args, asked: &Asked, path: &Path) -> PathBuf {
    let given = asked.paths.iter().map(|given| args.folder.join(given));
    let below = given.filter_map(|given| path.strip_prefix(given).ok().map(Path::to_owned));
    let below = below.filter(|below| below.file_name().is_some()).max_by_key(|below| below.components().count());
    let name = below.or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    name.with_extension("docx")
}

/// Tells whether a file lies in the folder of copies: those are not checked again with the folder they lie in.
pub(super) fn is_copy(args: &Args, asked: &Asked, path: &Path) -> bool {
    let folder = asked.annotated.as_ref().map(|out| args.folder.join(out));
    folder.is_some_and(|folder| {
        path.starts_with(&folder) && !asked.paths.iter().any(|given| args.folder.join(given) == folder)
    })
}

/// Writes a copy; one that stands there already is replaced if its comments are ours. Returns where it was written.
pub(super) fn write(target: &Path, copy: &[u8]) -> Result<PathBuf, String> {
    match output::write(target, copy, Overwrite::Keep, comments::is_annotated) {
        Ok(Written::Beside(beside)) => Ok(beside),
        Ok(_) => Ok(target.to_owned()),
        Err(error) => Err(format!("{error}\n  gợi ý: {}", error.advice())),
    }
}
