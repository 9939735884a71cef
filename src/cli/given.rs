//! Files that are named on the command line: templates, data, and what the data names.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tera::Context;

use super::Args;
use crate::diag::{Report, nearest};
use crate::fill::input::{self, Format, Input};
use crate::fill::{Files, WordTemplate};
use crate::source::Sources;
use crate::template;

/// A Word template as it was found.
pub struct Template {
    /// How messages call it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Finds a template: the file as typed, else in `templates/`, else the built-in one of this name.
pub fn template(args: &Args, path: &Path) -> Result<Template, String> {
    for candidate in [args.folder.join(path), args.folder.join("templates").join(path)] {
        match std::fs::read(&candidate) {
            Ok(bytes) => return Ok(Template { name: shown(args, &candidate), bytes }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(args, &candidate, &error)),
        }
    }
    let built_in = template::built_in_word();
    let name = path.to_string_lossy();
    if let Some((_, bytes)) = built_in.iter().find(|(known, _)| *known == name) {
        return Ok(Template { name: format!("{name} (mẫu có sẵn)"), bytes: bytes.to_vec() });
    }
    let hint = match nearest(&name, built_in.iter().map(|(name, _)| *name)) {
        Some(near) => format!("có phải mẫu có sẵn “{near}”?"),
        None => {
            let names: Vec<&str> = built_in.iter().map(|(name, _)| *name).collect();
            format!("kiểm tra lại đường dẫn; các mẫu có sẵn: {}", names.join(", "))
        }
    };
    Err(format!("không có mẫu “{name}”\n  gợi ý: {hint}"))
}

/// Compiles a template; its faults go to the report.
pub fn compile(template: &Template, report: &mut Report) -> Option<WordTemplate> {
    match WordTemplate::compile(&template.name, template.bytes.clone()) {
        Ok(compiled) => Some(compiled),
        Err(faults) => {
            report.extend(faults);
            None
        }
    }
}

/// Reads a file of data; its faults go to the report.
fn one(
    args: &Args,
    path: &Path,
    sheets: &[String],
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Context>, String> {
    let found = args.folder.join(path);
    let bytes = std::fs::read(&found).map_err(|error| unreadable(args, &found, &error))?;
    Ok(input::read(Input { name: &shown(args, &found), bytes, sheets }, sources, report))
}

/// Reads files of data as one; the sheets wanted are those of workbooks where there are other files too.
pub fn data(
    args: &Args,
    paths: &[PathBuf],
    sheets: &[String],
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Context>, String> {
    let books = paths.iter().filter(|path| Format::of(path) == Some(Format::Xlsx)).count();
    let mut parts = Vec::new();
    for path in paths {
        let for_another = books > 0 && Format::of(path) != Some(Format::Xlsx);
        let found = one(args, path, if for_another { &[] } else { sheets }, sources, report)?;
        parts.push((shown(args, &args.folder.join(path)), found));
    }
    Ok(input::together(parts, report))
}

fn unreadable(args: &Args, path: &Path, error: &io::Error) -> String {
    let path = shown(args, path);
    match error.kind() {
        ErrorKind::NotFound => format!(
            "không có tệp “{path}”\n  gợi ý: kiểm tra lại tên và thư mục; tên có dấu cách phải đặt trong dấu \" \""
        ),
        ErrorKind::PermissionDenied => {
            format!("không có quyền đọc “{path}”\n  gợi ý: xin quyền đọc tệp, hoặc chép tệp ra chỗ khác")
        }
        _ if Path::new(&path).is_dir() => format!("“{path}” là một thư mục, cần một tệp"),
        _ => format!("không đọc được “{path}”: {error}"),
    }
}

/// Returns a path below the working folder as it is typed there.
pub fn shown(args: &Args, path: &Path) -> String {
    let path = path.strip_prefix(&args.folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

/// The files that values name: pictures and documents, from the folder of the data.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder a file lies in.
    pub fn of(args: &Args, file: &Path) -> Self {
        Self(args.folder.join(file.parent().unwrap_or(Path::new(""))))
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}
