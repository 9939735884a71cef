//! `thidua nam-moi`: next year's records from this year's.

use std::path::Path;

use serde_json::json;

use super::{Args, say};
use crate::diag::{self, Report};
use crate::office::Fault;
use crate::output::{self, Overwrite};
use crate::renew::{self, Open, Renewed, Wish};
use crate::source::Sources;

/// What `nam-moi` was asked for.
pub struct NewYear<'a> {
    /// The year to make.
    pub year: i32,
    /// The year to start from.
    pub from: Option<i32>,
    /// A file of answers.
    pub answers: Option<&'a Path>,
    /// Whether records of the year that are there already may be replaced.
    pub overwrite: bool,
}

/// Makes the year, writes and tells; returns the exit code.
pub fn run(args: &Args, wanted: &NewYear) -> u8 {
    try_run(args, wanted).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_run(args: &Args, wanted: &NewYear) -> Result<u8, Fault> {
    let folder = args.folder.join("data").join(wanted.year.to_string());
    if !wanted.overwrite && has_files(&folder) {
        let message = format!("đã có dữ liệu năm {0} trong data/{0}, không thay đổi gì", wanted.year);
        let hint = "xóa hoặc đổi tên thư mục ấy, hoặc thêm --ghi-de để làm lại từ đầu (mất những gì đã sửa)";
        return Err(Fault::new(message, hint));
    }
    let answers = wanted.answers.map(|path| args.folder.join(path));
    let wish = Wish {
        root: &args.folder,
        from: wanted.from,
        to: wanted.year,
        answers: answers.as_deref(),
        allowed: &args.allowed,
    };
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let renewed = renew::renew(&wish, &mut sources, &mut report)?;
    if let Some(renewed) = &renewed {
        write(args, renewed)?;
    }
    tell(args, wanted.year, renewed.as_ref(), &report, &sources);
    let open = renewed.as_ref().is_none_or(|renewed| !renewed.open.is_empty());
    Ok(u8::from(open || report.has_errors()))
}

fn has_files(folder: &Path) -> bool {
    walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).any(|entry| entry.file_type().is_file())
}

fn write(args: &Args, renewed: &Renewed) -> Result<(), Fault> {
    for (name, text) in &renewed.files {
        output::inside(&args.folder, name.as_ref())
            .and_then(|path| output::write(&path, text.as_bytes(), Overwrite::Replace, |_| true))?;
    }
    Ok(())
}

fn tell(args: &Args, year: i32, renewed: Option<&Renewed>, report: &Report, sources: &Sources) {
    if args.json {
        return say::data(&as_json(year, renewed, report, sources).to_string());
    }
    say::report(args, report, sources);
    let Some(renewed) = renewed else { return };
    say::data(&format!(
        "Đã lập dữ liệu năm {year} theo năm {}: {} tệp trong data/{year}/",
        renewed.from,
        renewed.files.len()
    ));
    if !renewed.notes.is_empty() {
        say::data("\nChương trình đã đổi, nên xem lại:");
        renewed.notes.iter().for_each(|note| say::data(&format!("  - {note}")));
    }
    if renewed.open.is_empty() {
        return say::data(&format!("\nKhông còn câu hỏi nào. Lập văn bản: thidua lap {year}"));
    }
    say::data(&format!("\nCòn {} câu hỏi, trong tệp đánh dấu bằng ??:", renewed.open.len()));
    renewed.open.iter().for_each(|open| say::data(&shown(open)));
    say::data(&format!(
        "\nTrả lời thay cho mỗi đoạn từ ?? đến ??, rồi lập văn bản: thidua lap {year}\nXem trước bản nháp: thidua lap {year} --nhap"
    ));
}

fn shown(open: &Open) -> String {
    format!("  {}:{}  {}\n      {}", open.file, open.line, open.text, open.key)
}

fn as_json(year: i32, renewed: Option<&Renewed>, report: &Report, sources: &Sources) -> serde_json::Value {
    let found = diag::json::to_json(report, sources);
    let Some(renewed) = renewed else { return json!({ "nam": year, "phat_hien": found }) };
    let questions = renewed
        .open
        .iter()
        .map(|open| json!({ "khoa": open.key, "cau_hoi": open.text, "tep": open.file, "dong": open.line }));
    json!({
        "nam": year,
        "theo_nam": renewed.from,
        "tep": renewed.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "cau_hoi": questions.collect::<Vec<_>>(),
        "nen_xem_lai": renewed.notes,
        "phat_hien": found,
    })
}
