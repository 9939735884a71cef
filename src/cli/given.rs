//! Files that are named on the command line: templates, data, and what the data names.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tera::Context;

use super::Args;
use crate::diag::{Report, nearest};
use crate::filename::native;
use crate::fill::input::{self, Format, Input};
use crate::fill::{WordTemplate, font};
use crate::office::Fault;
use crate::source::Sources;
use crate::source::open::{self, MOST, OpenError, Reach};
use crate::template;

/// A Word template as it was found.
pub struct Template {
    /// How messages call it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Finds a template: the file as typed, else in `templates/`, else the built-in one of this name.
pub fn template(args: &Args, path: &Path) -> Result<Template, Fault> {
    for candidate in [args.folder.join(path), args.folder.join("templates").join(path)] {
        match open::read(&candidate, MOST) {
            Ok(bytes) => return Ok(Template { name: shown(args, &candidate), bytes }),
            Err(OpenError::Missing) => {}
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
    Err(Fault::new(format!("không có mẫu “{name}”"), hint))
}

/// Gives a template fonts of Unicode; what is left of older text goes to the report.
pub fn renew_fonts(template: &mut Template, report: &mut Report) {
    // Why one cannot be read is told when it is compiled.
    if let Ok(Some(renewed)) = font::renewed(&template.name, &template.bytes) {
        template.bytes = renewed.bytes;
        report.extend(renewed.findings);
    }
}

/// Compiles a template; its faults go to the report.
pub fn compile(template: &Template, report: &mut Report) -> Option<WordTemplate> {
    match WordTemplate::compile(&template.name, template.bytes.clone()) {
        Ok(compiled) => {
            report.extend(compiled.left().iter().cloned());
            Some(compiled)
        }
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
) -> Result<Option<Context>, Fault> {
    let found = args.folder.join(path);
    let bytes = open::read(&found, MOST).map_err(|error| unreadable(args, &found, &error))?;
    Ok(input::read(Input { name: &shown(args, &found), bytes, sheets }, sources, report))
}

/// Reads files of data as one; the sheets wanted are those of workbooks where there are other files too.
pub fn data(
    args: &Args,
    paths: &[PathBuf],
    sheets: &[String],
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Context>, Fault> {
    let books = paths.iter().filter(|path| Format::of(path) == Some(Format::Xlsx)).count();
    let mut parts = Vec::new();
    for path in paths {
        let for_another = books > 0 && Format::of(path) != Some(Format::Xlsx);
        let found = one(args, path, if for_another { &[] } else { sheets }, sources, report)?;
        parts.push((shown(args, &args.folder.join(path)), found));
    }
    Ok(input::together(parts, report))
}

fn unreadable(args: &Args, path: &Path, error: &OpenError) -> Fault {
    let path = shown(args, path);
    match error {
        OpenError::Missing => {
            let hint = "kiểm tra lại tên và thư mục; tên có dấu cách phải đặt trong dấu \" \"";
            Fault::new(format!("không có tệp “{path}”"), hint)
        }
        OpenError::World(error) if error.kind() == ErrorKind::PermissionDenied => {
            Fault::new(format!("không có quyền đọc “{path}”"), "xin quyền đọc tệp, hoặc chép tệp ra chỗ khác")
        }
        OpenError::Other("thư mục") => format!("“{path}” là một thư mục, cần một tệp").into(),
        error => Fault::new(format!("không đọc được “{path}”: {error}"), error.hint()),
    }
}

/// Returns a path below the working folder as people type it there.
pub fn here(args: &Args, path: &Path) -> String {
    native(&shown(args, path))
}

/// Returns a path below the working folder, with `/` on every system.
pub fn shown(args: &Args, path: &Path) -> String {
    let path = path.strip_prefix(&args.folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

/// Returns where the files lie that values name: names are taken from the folder of the first file of data, and may lead
/// to where the others and the template lie, to the working folder, and to what the clerk allows.
pub fn reach(args: &Args, data: &[PathBuf], template: &Path) -> Reach {
    let beside = |file: &Path| args.folder.join(file.parent().unwrap_or(Path::new("")));
    let first = data.first().map_or(args.folder.clone(), |file| beside(file));
    Reach::of(first)
        .and(data.iter().map(|file| beside(file)))
        .and([beside(template), args.folder.clone()])
        .and(&args.allowed)
}
