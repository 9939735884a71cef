//! `thidua khoi-tao`: a first working folder, from answers or options.

use std::io::BufRead;
use std::path::Path;

use chrono::{DateTime, Datelike};
use serde_json::json;

use super::{Args, say};
use crate::office::Fault;
use crate::output::{self, Overwrite};
use crate::start::{self, File, Founder, abbreviation, head_of};

/// What `khoi-tao` was told; what is absent is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Init {
    /// Bring the sample year instead.
    pub sample: bool,
    /// Bring every document of a year, not only the plan.
    pub full: bool,
    /// The first year.
    pub year: Option<i32>,
    /// The agency above.
    pub superior: Option<String>,
    /// The office.
    pub name: Option<String>,
    /// Its abbreviation.
    pub symbol: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// Who signs.
    pub signer: Option<String>,
    /// The signer's post.
    pub post: Option<String>,
    /// The theme of the campaign.
    pub theme: Option<String>,
}

impl Init {
    /// Tells whether anything is left to ask.
    fn lacks_answers(&self) -> bool {
        let told = [&self.superior, &self.name, &self.symbol, &self.place, &self.signer, &self.post, &self.theme];
        self.year.is_none() || told.iter().any(|one| one.is_none())
    }
}

/// Asks, writes and tells; returns the exit code.
pub fn run(args: &Args, told: &Init) -> u8 {
    try_run(args, told).map_or_else(|fault| say::refused(args, &fault), |()| 0)
}

fn try_run(args: &Args, told: &Init) -> Result<(), Fault> {
    let data = args.folder.join("data");
    if data.exists() {
        let hint = "chạy trong một thư mục trống, hoặc chỉ thư mục khác bằng -C THƯ-MỤC; thêm năm mới thì dùng `thidua nam-moi`";
        return Err(Fault::new("thư mục này đã có data/, không thay đổi gì", hint));
    }
    let (files, year) = if told.sample {
        (start::sample(), 2020)
    } else {
        let founder = ask(told, &mut std::io::stdin().lock())?;
        (founder.files(), founder.year)
    };
    write(&args.folder, &files)?;
    tell(args, &files, year);
    Ok(())
}

fn write(folder: &Path, files: &[File]) -> Result<(), Fault> {
    for (name, text) in files {
        output::inside(folder, name.as_ref())
            .and_then(|path| output::write(&path, text.as_bytes(), Overwrite::Keep, |_| false))?;
    }
    Ok(())
}

fn tell(args: &Args, files: &[File], year: i32) {
    let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
    if args.json {
        return say::data(&json!({ "nam": year, "tep": names }).to_string());
    }
    say::data(&format!("Đã tạo {} tệp:", names.len()));
    for name in names {
        say::data(&format!("  {name}"));
    }
    let at = folder_shown(&args.folder);
    say::data(&format!(
        "\nLập văn bản: thidua{at} lap {year}\nSửa nội dung: các tệp trong data/{year}/, rồi lập lại\nHướng dẫn: thidua tro-giup bat-dau"
    ));
}

/// Returns the option that leads to a working folder elsewhere, for commands that are shown.
fn folder_shown(folder: &Path) -> String {
    match folder.to_string_lossy() {
        here if here == "." => String::new(),
        there if there.contains(' ') => format!(" -C \"{there}\""),
        there => format!(" -C {there}"),
    }
}

/// One question: what is asked, what an option says instead, and the answer when nothing is typed.
struct Question<'a> {
    text: &'a str,
    option: &'a str,
    told: Option<&'a String>,
    usual: Option<String>,
    /// Says what is wrong with an answer.
    check: fn(&str) -> Result<(), String>,
}

fn ask(told: &Init, input: &mut dyn BufRead) -> Result<Founder, Fault> {
    if told.lacks_answers() {
        say::speech("Trả lời từng câu; giá trị trong ngoặc vuông thì bấm Enter nếu đúng. Bấm Ctrl+C để thôi.\n");
    }
    let mut put = |text, option, told, usual| {
        let check: fn(&str) -> Result<(), String> = if option == "--nam" { is_year } else { |_| Ok(()) };
        answer(&Question { text, option, told, usual, check }, input)
    };
    let name = put("Tên cơ quan, ví dụ Sở Tài chính", "--co-quan", told.name.as_ref(), None)?;
    let superior = put(
        "Cơ quan chủ quản, ví dụ UBND tỉnh Khánh Hòa; không có thì gõ -",
        "--chu-quan",
        told.superior.as_ref(),
        None,
    )?;
    let place = put("Địa danh ghi trên văn bản, ví dụ Khánh Hòa", "--dia-danh", told.place.as_ref(), None)?;
    let symbol =
        put("Chữ viết tắt của cơ quan trong ký hiệu", "--viet-tat", told.symbol.as_ref(), Some(abbreviation(&name)))?;
    let signer = put("Họ và tên người ký", "--nguoi-ky", told.signer.as_ref(), None)?;
    let post = put("Chức vụ người đứng đầu", "--chuc-vu", told.post.as_ref(), Some(head_of(&name).to_owned()))?;
    let theme = put("Chủ đề thi đua", "--chu-de", told.theme.as_ref(), Some("cải cách hành chính".to_owned()))?;
    let year = told.year.map(|year| year.to_string());
    let year = put("Năm", "--nam", year.as_ref(), Some(this_year().to_string()))?;
    let year =
        super::typed::year(&year).map_err(|why| Fault::new(format!("năm “{year}” {why}"), "ví dụ --nam 2026"))?;
    let superior = Some(superior).filter(|superior| superior != "-");
    Ok(Founder { superior, name, symbol, place, signer, post, theme, year, full: told.full })
}

fn answer(question: &Question, input: &mut dyn BufRead) -> Result<String, Fault> {
    if let Some(told) = question.told {
        return Ok(told.clone());
    }
    let usual = question.usual.as_ref().map(|usual| format!(" [{usual}]")).unwrap_or_default();
    loop {
        say::prompt(&format!("{}{usual}: ", question.text));
        let mut line = String::new();
        let read = input.read_line(&mut line).unwrap_or(0);
        match (line.trim(), &question.usual) {
            ("", Some(usual)) => return Ok(usual.clone()),
            (typed, _) if !typed.is_empty() && read > 0 && (question.check)(typed).is_err() => {
                let why = (question.check)(typed).err().unwrap_or_default();
                say::speech(&format!("  “{typed}” {why}; gõ lại"));
            }
            ("", None) if read == 0 => {
                let hint = format!("gõ câu trả lời, hoặc ghi tùy chọn {}", question.option);
                return Err(Fault::new(format!("chưa trả lời: {}", question.text), hint));
            }
            ("", None) => {}
            (typed, _) => return Ok(typed.to_owned()),
        }
    }
}

fn is_year(typed: &str) -> Result<(), String> {
    super::typed::year(typed).map(drop)
}

/// Returns the year that is offered to the clerk, who may type another; the files depend on what is typed only.
#[expect(clippy::disallowed_methods, reason = "the clock only offers an answer to a question")]
fn this_year() -> i32 {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    DateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0), 0).map_or(2026, |now| now.year())
}
