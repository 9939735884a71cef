//! `thidua kiem-tra`: the form of any Word file held against the decree.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};
use walkdir::WalkDir;

use super::args::{flag, option, sub, word};
use super::given::here;
use super::{Align, Args, Table, say};
use crate::check::{self, Checked, Options, Profile, Severity, rules};
use crate::diag::nearest;
use crate::output::{self, Overwrite};
use crate::source::open;

/// The largest file that is read.
const MOST: u64 = 256 * 1024 * 1024;

/// What a check was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Files, and folders whose Word files are meant.
    pub paths: Vec<PathBuf>,
    /// The profile, as typed.
    pub profile: Option<String>,
    /// Only these codes or beginnings of codes.
    pub only: Vec<String>,
    /// Not these.
    pub without: Vec<String>,
    /// Tell what was recognised.
    pub recognised: bool,
    /// Answer in SARIF.
    pub sarif: bool,
    /// Where to write a page of what was found.
    pub html: Option<PathBuf>,
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let paths = Arg::new("paths").value_name("TỆP").required(true).num_args(1..).value_parser(value_parser!(PathBuf));
    let codes =
        |id, long, help| option(id, long, "MÃ", help).value_delimiter(',').action(ArgAction::Append).value_parser(word);
    sub("kiem-tra", "Kiểm tra thể thức của tệp Word bất kỳ (cũng gõ được: check)")
        .alias("check")
        .override_usage("thidua kiem-tra <TỆP…> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua kiem-tra van-ban.docx\n  thidua kiem-tra thu-muc --bo TE,ND09\n  thidua kiem-tra van-ban.docx --nhan-dien")
        .arg(paths.help_heading("Tham số").help("Tệp .docx, hoặc thư mục có tệp .docx"))
        .arg(option("profile", "the-thuc", "TÊN", "Kiểm tra theo nd30-2020 hay tt01-2011\n[mặc định: theo ngày của văn bản]").value_parser(word))
        .arg(codes("only", "chon", "Chỉ kiểm tra những quy tắc này: TR03, hoặc cả nhóm: TR"))
        .arg(codes("without", "bo", "Bỏ qua những quy tắc này"))
        .arg(flag("sarif", "sarif", "Trả lời bằng SARIF 2.1.0, cho chương trình khác đọc"))
        .arg(option("html", "html", "TỆP", "Ghi kết quả thành một trang .html để gửi đi").value_parser(value_parser!(PathBuf)))
        .arg(flag("recognised", "nhan-dien", "In các thành phần nhận ra được và dấu hiệu của chúng"))
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Asked {
    let codes = |id: &str| found.get_many::<String>(id).into_iter().flatten().map(|code| code.to_uppercase()).collect();
    Asked {
        paths: found.get_many("paths").into_iter().flatten().cloned().collect(),
        profile: found.get_one("profile").cloned(),
        only: codes("only"),
        without: codes("without"),
        recognised: found.get_flag("recognised"),
        sarif: found.get_flag("sarif"),
        html: found.get_one("html").cloned(),
    }
}

/// A file and what came of it.
struct Told {
    path: PathBuf,
    outcome: Result<Checked, String>,
}

/// Checks and tells; returns the exit code.
pub fn run(args: &Args, asked: &Asked) -> u8 {
    let (options, paths) = match options(asked).and_then(|options| Ok((options, files(args, asked)?))) {
        Ok(ready) => ready,
        Err(message) => {
            say::failure(args, &message);
            return 2;
        }
    };
    let told = check_all(&paths, &options);
    let read = || told.iter().filter_map(|told| Some((here(args, &told.path), told.outcome.as_ref().ok()?)));
    if let Some(path) = &asked.html {
        let path = args.folder.join(path);
        let page = check::html::page(read());
        if let Err(error) = output::write(&path, page.as_bytes(), Overwrite::Keep, is_ours) {
            say::failure(args, &format!("{error}\n  gợi ý: {}", error.advice()));
            return 2;
        }
    }
    if asked.sarif {
        say::data(&check::sarif::log(read()).to_string());
    } else if args.json {
        let files: Vec<Value> = told.iter().map(|told| as_json(args, told)).collect();
        say::data(&json!({ "tep": files }).to_string());
    } else {
        for told in &told {
            tell(args, told, asked.recognised);
        }
        if told.len() > 1 {
            say::data(summary(args, &told).to_string().trim_end());
        }
    }
    code(&told)
}

/// Tells whether a file is a page of ours, which may be replaced.
fn is_ours(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains("<title>Kiểm tra thể thức</title>")
}

fn options(asked: &Asked) -> Result<Options, String> {
    let profile = match &asked.profile {
        None => None,
        Some(name) => Some(
            Profile::find(name)
                .filter(|profile| *profile != Profile::Party)
                .ok_or_else(|| format!("không có thể thức “{name}”\n  gợi ý: ghi nd30-2020 hoặc tt01-2011"))?,
        ),
    };
    for code in asked.only.iter().chain(&asked.without) {
        if !rules::ALL.iter().any(|rule| rule.code.starts_with(code.as_str())) {
            let hint = nearest(code, rules::ALL.iter().map(|rule| rule.code));
            let hint =
                hint.map_or_else(|| "xem các mã ở docs/quy-tac.md".to_owned(), |near| format!("có phải là “{near}”?"));
            return Err(format!("không có quy tắc “{code}”\n  gợi ý: {hint}"));
        }
    }
    Ok(Options { profile, only: asked.only.clone(), without: asked.without.clone() })
}

/// Returns the files meant; of folders all Word files in them, without the marks Word leaves beside open ones.
fn files(args: &Args, asked: &Asked) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in &asked.paths {
        let path = args.folder.join(path);
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let inside = WalkDir::new(&path).sort_by_file_name().into_iter().filter_map(Result::ok);
        let before = files.len();
        files.extend(
            inside
                .filter(|entry| entry.file_type().is_file())
                .map(walkdir::DirEntry::into_path)
                .filter(|path| is_word(path)),
        );
        if files.len() == before {
            return Err(format!("{} không có tệp .docx nào", here(args, &path)));
        }
    }
    Ok(files)
}

fn is_word(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    !name.starts_with("~$") && [".docx", ".docm", ".dotx", ".dotm"].iter().any(|end| name.ends_with(end))
}

fn check_all(paths: &[PathBuf], options: &Options) -> Vec<Told> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Told)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, path)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, paths.get(at)?)))
                {
                    let told = Told { path: path.clone(), outcome: check_one(path, options) };
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, told));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, told)| told).collect()
}

fn check_one(path: &Path, options: &Options) -> Result<Checked, String> {
    let bytes = open::read(path, MOST).map_err(|error| format!("{error}\n  gợi ý: {}", error.hint()))?;
    let checked = check::check(&bytes, options).map_err(|error| error.to_string())?;
    if checked.profile == Profile::Party {
        return Err("văn bản của Đảng, trình bày theo Hướng dẫn 05-HD/VPTW chứ không theo Nghị định 30/2020/NĐ-CP nên không kiểm tra được".to_owned());
    }
    Ok(checked)
}

fn as_json(args: &Args, told: &Told) -> Value {
    let name = here(args, &told.path);
    match &told.outcome {
        Ok(checked) => check::json::file(&name, checked),
        Err(message) => json!({ "tep": name, "loi": message }),
    }
}

fn tell(args: &Args, told: &Told, recognised: bool) {
    let name = here(args, &told.path);
    let checked = match &told.outcome {
        Ok(checked) => checked,
        Err(message) => return say::failure(args, &format!("{name}: {message}")),
    };
    if recognised {
        say::data(parts(checked).to_string().trim_end());
    }
    for finding in &checked.findings {
        let times = if finding.count > 1 { format!(" (và {} chỗ nữa)", finding.count - 1) } else { String::new() };
        let rule = finding.rule;
        say::data(&format!("{} {}: {}; cần {}", rule.severity.word(), rule.code, finding.seen, finding.wanted));
        say::data(&format!("  ở: {name}, {}{times}", finding.place));
        say::data(&format!("  căn cứ: {}", rule.clause));
        say::data(&format!("  gợi ý: {}\n", finding.hint));
    }
    let kind = checked.kind.map_or("không rõ loại", |kind| kind.name);
    say::speech(&format!("{name}: {} ({kind}, {})", counts(checked), checked.profile.id()));
}

fn counts(checked: &Checked) -> String {
    let count = |severity| checked.findings.iter().filter(|finding| finding.rule.severity == severity).count();
    let all = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| (count(severity), severity.word()));
    let told: Vec<String> =
        all.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if told.is_empty() { "không thấy lỗi thể thức".to_owned() } else { told.join(", ") }
}

fn parts(checked: &Checked) -> Table {
    let mut table = Table::new(&[
        ("Thành phần", Align::Left),
        ("Chắc", Align::Left),
        ("Ở", Align::Left),
        ("Dấu hiệu", Align::Left),
    ]);
    for found in &checked.recognised {
        let place = check::Where { part: None, ..found.place.clone() };
        let sure = if found.sure { "có" } else { "chưa" };
        table.row([found.part.name(), sure, &place.to_string(), &found.evidence.join(", ")]);
    }
    table
}

fn summary(args: &Args, told: &[Told]) -> Table {
    let right = |name| (name, Align::Right);
    let mut table = Table::new(&[("Tệp", Align::Left), right("Lỗi"), right("Cảnh báo"), right("Gợi ý")]);
    for told in told {
        let name = here(args, &told.path);
        match &told.outcome {
            Ok(checked) => {
                let count = |severity| {
                    checked.findings.iter().filter(|found| found.rule.severity == severity).count().to_string()
                };
                table.row([name, count(Severity::Error), count(Severity::Warning), count(Severity::Hint)]);
            }
            Err(_) => {
                table.row([name, "không đọc được".to_owned()]);
            }
        }
    }
    table
}

/// 2 when a file could not be read, 1 when a document has an error, else 0.
fn code(told: &[Told]) -> u8 {
    let unread = told.iter().any(|told| told.outcome.is_err());
    let errors = told.iter().any(|told| told.outcome.as_ref().is_ok_and(Checked::has_errors));
    if unread { 2 } else { u8::from(errors) }
}
