//! `thidua xem`: the pages of a document as they will be printed, as PDF or as pictures.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::given::{here, shown};
use super::typed::{allowed, option, sub, word, year};
use super::{Args, say};
use crate::office::{Fault, known};
use crate::output::{self, Access, Overwrite};
use crate::pdf::Preview;
use crate::pipeline::{Made, Wish, generate};
use crate::record;
use crate::typeset::raster::DPI;

/// The most pages of one document that are drawn at once.
const MOST_PAGES: usize = 500;

/// What is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The document's id.
    pub id: String,
    /// The year; the newest when absent.
    pub year: Option<i32>,
    /// Where to write instead of `output/<năm>/xem`.
    pub out: Option<PathBuf>,
    /// Which pages to draw as pictures, as typed: `1,3-5`.
    pub pages: Option<String>,
    /// Dots to the inch.
    pub dpi: u32,
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let id = Arg::new("id").value_name("MÃ").required(true).value_parser(word);
    let dpi = value_parser!(u32).range(i64::from(*DPI.start())..=i64::from(*DPI.end()));
    sub("xem", "Xem trang in của một văn bản: PDF hoặc ảnh (cũng gõ được: view)")
        .alias("view")
        .override_usage("thidua xem <MÃ> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua xem ke-hoach\n  thidua xem bao-cao-nam --trang 1,3-5 --dpi 150")
        .arg(id.help_heading("Tham số").help("Mã văn bản trong tệp dữ liệu"))
        .arg(option("year", "nam", "NĂM", "Năm của dữ liệu [mặc định: năm mới nhất trong data/]").value_parser(year))
        .arg(
            option("out", "ra", "THƯ MỤC", "Ghi vào thư mục này [mặc định: output/<năm>/xem]")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("pages", "trang", "TRANG", "Ghi ảnh PNG của những trang này thay cho PDF:\n1, 2-4, hoặc het")
                .value_parser(word),
        )
        .arg(option("dpi", "dpi", "SỐ", "Độ mịn của ảnh, điểm trên inch [mặc định: 100]").value_parser(dpi))
        .arg(allowed())
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Asked {
    Asked {
        id: found.get_one("id").cloned().unwrap_or_default(),
        year: found.get_one("year").copied(),
        out: found.get_one("out").cloned(),
        pages: found.get_one("pages").cloned(),
        dpi: found.get_one("dpi").copied().unwrap_or(100),
    }
}

/// Makes the document, sets it onto pages and writes them; returns the exit code.
pub fn run(args: &Args, asked: &Asked) -> u8 {
    try_run(args, asked).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_run(args: &Args, asked: &Asked) -> Result<u8, Fault> {
    let year = asked.year.map_or_else(|| record::newest_year(&args.folder), Ok)?;
    let issued = known::read(&args.folder, year)?;
    // Open questions are printed and marked, as in a draft: this is a look, nothing that is sent.
    let wish = Wish {
        year: Some(year),
        ids: vec![asked.id.clone()],
        draft: true,
        issued,
        allowed: args.allowed.clone(),
        ..Wish::default()
    };
    let run = generate(&args.folder, &wish, &|_| ())?;
    if !args.json {
        say::report(args, &run.report, &run.sources);
    }
    let folder = asked
        .out
        .as_ref()
        .map_or_else(|| args.folder.join("output").join(year.to_string()).join("xem"), |out| args.folder.join(out));
    let (mut files, mut count) = (Vec::new(), 0);
    for made in &run.made {
        let preview = Preview::of(&made.bytes).map_err(|error| Fault::from(error.to_string()))?;
        count += preview.pages().pages.len();
        match &asked.pages {
            Some(pages) => pictures(made, &preview, pages, asked.dpi, &folder, &mut files)?,
            None => {
                let pdf = preview.pdf().map_err(|error| Fault::from(error.to_string()))?;
                let path = output::below(&folder, &format!("{}.pdf", made.id))?;
                files.push(output::printed::write(&path, &pdf, made.secret)?);
            }
        }
    }
    if args.json {
        let files: Vec<_> = files.iter().map(|path| shown(args, path)).collect();
        let found = crate::diag::json::to_json(&run.report, &run.sources);
        say::data(&json!({ "nam": year, "so_trang": count, "tep": files, "phat_hien": found }).to_string());
    } else {
        for path in &files {
            say::data(&here(args, path));
        }
        if !run.made.is_empty() {
            say::speech(&format!("“{}” in ra {count} trang.{}", asked.id, whose(&run.made)));
        }
    }
    Ok(u8::from(run.report.has_errors()))
}

/// Says that a Word template's own layout is only near what Word prints.
fn whose(made: &[Made]) -> &'static str {
    if made.iter().any(|made| made.filled) {
        " Văn bản này lập từ mẫu Word của cơ quan: trang ở đây chỉ gần đúng, muốn chắc chắn hãy mở tệp bằng Word."
    } else {
        ""
    }
}

fn pictures(
    made: &Made,
    preview: &Preview,
    pages: &str,
    dpi: u32,
    folder: &Path,
    files: &mut Vec<PathBuf>,
) -> Result<(), Fault> {
    let all = &preview.pages().pages;
    let mut raster = preview.raster();
    for number in numbers(pages, all.len())? {
        let Some(png) = raster.png(&all[number - 1], dpi) else {
            return Err(Fault::new("khổ giấy quá lớn để vẽ thành ảnh", "giảm --dpi"));
        };
        let path = output::below(folder, &format!("{}-trang-{number}.png", made.id))?;
        let access = if made.secret { Access::Owner } else { Access::All };
        // A picture is drawn from the records again at any time.
        output::write_as(access, &path, &png, Overwrite::Replace, |_| true)?;
        files.push(path);
    }
    Ok(())
}

/// Reads `1,3-5` or `het` (all) as numbers of pages.
fn numbers(typed: &str, last: usize) -> Result<Vec<usize>, Fault> {
    let wrong = || {
        Fault::new(
            format!("không hiểu trang “{typed}”; văn bản có {last} trang"),
            "ghi như 1, 2-4 hoặc 1,3-5; cả văn bản thì ghi het",
        )
    };
    if typed == "het" || typed == "hết" {
        return Ok((1..=last.min(MOST_PAGES)).collect());
    }
    let mut found = Vec::new();
    for part in typed.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| (1..=last).contains(number));
        let (from, to) = number(from).zip(number(to)).filter(|(from, to)| from <= to).ok_or_else(wrong)?;
        found.extend(from..=to);
    }
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbers_ranges_or_all() {
        assert_eq!(numbers("1,3-5", 6).unwrap(), [1, 3, 4, 5]);
        assert_eq!(numbers("het", 3).unwrap(), [1, 2, 3]);
        for wrong in ["0", "4", "2-1", "a", "", "1-9"] {
            assert!(numbers(wrong, 3).is_err(), "{wrong}");
        }
    }
}
