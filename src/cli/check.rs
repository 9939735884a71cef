//! `thidua kiem-tra`: the form of any Word file held against the decree.

mod copies;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};
use walkdir::WalkDir;

use super::given::here;
use super::typed::{flag, option, sub, word};
use super::{Align, Args, Table, say};
use crate::check::{self, Checked, House, Options, Profile, Rule, Severity, rules};
use crate::diag::{Report, nearest};
use crate::output::{self, Overwrite};
use crate::record;
use crate::source::Sources;
use crate::source::open::{self, Reach};
use crate::validate;

/// The largest file that is read.
pub(super) const MOST: u64 = 256 * 1024 * 1024;

/// What a check was asked for.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
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
    /// Where to write copies with comments: a file, or a folder for several.
    pub annotated: Option<PathBuf>,
    /// Whether what the office has settled is not heeded.
    pub decree_only: bool,
    /// Where to write the file mended.
    pub mend: Option<PathBuf>,
    /// Whether the mending is tracked as changes.
    pub tracked: bool,
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let paths = Arg::new("paths").value_name("TỆP").required(true).num_args(1..).value_parser(value_parser!(PathBuf));
    let codes =
        |id, long, help| option(id, long, "MÃ", help).value_delimiter(',').action(ArgAction::Append).value_parser(word);
    sub("kiem-tra", "Kiểm tra thể thức của tệp Word bất kỳ (cũng gõ được: check)")
        .alias("check")
        .override_usage("thidua kiem-tra <TỆP…> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua kiem-tra van-ban.docx\n  thidua kiem-tra thu-muc --bo TE,ND09\n  thidua kiem-tra van-ban.docx --nhan-dien\n  thidua kiem-tra van-ban.docx --sua van-ban-sua.docx")
        .arg(paths.help_heading("Tham số").help("Tệp .docx, hoặc thư mục có tệp .docx"))
        .arg(option("profile", "the-thuc", "TÊN", "Kiểm tra theo nd30-2020 hay tt01-2011\n[mặc định: theo ngày của văn bản]").value_parser(word))
        .arg(codes("only", "chon", "Chỉ kiểm tra những quy tắc này: TR03, hoặc cả nhóm: TR"))
        .arg(codes("without", "bo", "Bỏ qua những quy tắc này"))
        .arg(flag("sarif", "sarif", "Trả lời bằng SARIF 2.1.0, cho chương trình khác đọc"))
        .arg(option("html", "html", "TỆP", "Ghi kết quả thành một trang .html để gửi đi").value_parser(value_parser!(PathBuf)))
        .arg(option("annotated", "chu-thich", "TỆP", "Ghi bản sao có lời bình luận ở từng chỗ sai;\nkiểm tra nhiều tệp thì ghi tên một thư mục").value_parser(value_parser!(PathBuf)))
        .arg(option("mend", "sua", "TỆP", "Ghi bản đã sửa ra tệp .docx này; tệp gốc giữ nguyên").value_parser(value_parser!(PathBuf)).conflicts_with_all(["sarif", "html", "annotated", "recognised"]))
        .arg(flag("tracked", "theo-doi-sua", "Với --sua: ghi chỗ sửa thành Track Changes để duyệt").requires("mend"))
        .arg(flag("recognised", "nhan-dien", "In các thành phần nhận ra được và dấu hiệu của chúng"))
        .arg(flag("decree-only", "bo-quy-dinh", "Không theo quy định riêng của cơ quan (khóa kiem_tra trong data/)"))
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
        annotated: found.get_one("annotated").cloned(),
        decree_only: found.get_flag("decree-only"),
        mend: found.get_one("mend").cloned(),
        tracked: found.get_flag("tracked"),
    }
}

/// A file and what came of it.
struct Told {
    path: PathBuf,
    outcome: Result<Checked, String>,
    /// The copy with comments.
    copy: Option<PathBuf>,
}

/// Returns what is wished and the files meant; nothing where that cannot be done, which has been told.
pub(super) fn ready(args: &Args, asked: &Asked) -> Option<(Options, Vec<PathBuf>)> {
    let house = house(args, asked)?;
    let ready = options(args, asked, house).and_then(|options| Ok((options, files(args, asked)?)));
    ready.map_err(|message| say::failure(args, &message)).ok()
}

/// Checks and tells; returns the exit code.
pub fn run(args: &Args, asked: &Asked) -> u8 {
    let Some((options, paths)) = ready(args, asked) else { return 2 };
    let copies = match copies::targets(args, asked, &paths) {
        Ok(copies) => copies,
        Err(message) => {
            say::failure(args, &message);
            return 2;
        }
    };
    let paths: Vec<_> = paths.into_iter().zip(copies).collect();
    let told = check_all(&paths, &options);
    let read = || told.iter().filter_map(|told| Some((here(args, &told.path), told.outcome.as_ref().ok()?)));
    let unread =
        || told.iter().filter_map(|told| Some((here(args, &told.path), told.outcome.as_ref().err()?.as_str())));
    if let Some(path) = &asked.html {
        let path = args.folder.join(path);
        let page = check::html::page(read(), unread());
        if let Err(error) = output::write(&path, page.as_bytes(), Overwrite::Keep, is_ours) {
            say::failure(args, &format!("{error}\n  gợi ý: {}", error.advice()));
            return 2;
        }
    }
    if asked.sarif {
        unread().for_each(|(name, why)| say::failure(args, &format!("{name}: {why}")));
        say::data(&check::sarif::log(read()).to_string());
    } else if args.json {
        let files: Vec<Value> = told.iter().map(|told| as_json(args, told)).collect();
        let codes = |rules: &[&Rule]| rules.iter().map(|rule| rule.code).collect::<Vec<_>>();
        let off = options.house.silenced().into_iter();
        let off: Vec<Value> = off.map(|(off, rules)| json!({ "ma": codes(&rules), "ly_do": off.reason })).collect();
        say::data(&json!({ "tep": files, "tat": off }).to_string());
    } else {
        for told in &told {
            tell(args, told, asked.recognised);
        }
        if told.len() > 1 {
            say::data(summary(args, &told).to_string().trim_end());
        }
        for (off, rules) in options.house.silenced() {
            say::speech(&check::house::silence(off, &rules));
        }
    }
    code(&told)
}

/// Tells whether a file is a page of ours, which may be replaced.
fn is_ours(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains("<title>Kiểm tra thể thức</title>")
}

/// Returns what the office of the working folder has settled, in the newest of its years; nothing where it says something
/// that cannot be heeded, which is told.
fn house(args: &Args, asked: &Asked) -> Option<House> {
    let year = record::newest_year(&args.folder).ok().filter(|_| !asked.decree_only);
    let Some(year) = year else { return Some(House::default()) };
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let reach = Reach::of(&args.folder).and(&args.allowed);
    let records = match record::load_office(&reach, year, &mut sources, &mut report) {
        Ok(records) => records,
        Err(error) => {
            say::failure(args, &format!("{error}; hoặc thêm --bo-quy-dinh để kiểm tra theo Nghị định"));
            return None;
        }
    };
    validate::house::check(&records, &mut report);
    if report.has_errors() {
        say::report(args, &report, &sources);
        let advice = "sửa tệp dữ liệu của cơ quan, hoặc thêm --bo-quy-dinh để chỉ kiểm tra theo Nghị định";
        say::failure(args, &format!("chưa kiểm tra: không rõ cơ quan quy định riêng những gì\n  gợi ý: {advice}"));
        return None;
    }
    Some(records.office.as_ref().map(validate::house::house).unwrap_or_default())
}

fn options(args: &Args, asked: &Asked, house: House) -> Result<Options, String> {
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
    let facts = super::known::facts(&Reach::of(&args.folder).and(&args.allowed));
    Ok(Options { profile, only: asked.only.clone(), without: asked.without.clone(), house, facts })
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
                .filter(|path| is_word(path) && !copies::is_copy(args, asked, path)),
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

fn check_all(paths: &[(PathBuf, Option<PathBuf>)], options: &Options) -> Vec<Told> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Told)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, (path, copy))) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, paths.get(at)?)))
                {
                    let told = check_one(path, copy.as_deref(), options);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, told));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, told)| told).collect()
}

fn check_one(path: &Path, copy: Option<&Path>, options: &Options) -> Told {
    match try_check(path, copy, options) {
        Ok((checked, copy)) => Told { path: path.to_owned(), outcome: Ok(checked), copy },
        Err(message) => Told { path: path.to_owned(), outcome: Err(message), copy: None },
    }
}

/// Says why a file cannot be read, and what to do where the message does not say it itself.
fn advised(error: &impl std::fmt::Display, advice: Option<&str>) -> String {
    advice.map_or_else(|| error.to_string(), |advice| format!("{error}\n  gợi ý: {advice}"))
}

/// Checks a file, and writes its copy with comments where one is wanted and anything was found.
fn try_check(path: &Path, copy: Option<&Path>, options: &Options) -> Result<(Checked, Option<PathBuf>), String> {
    let bytes = open::read(path, MOST).map_err(|error| format!("{error}\n  gợi ý: {}", error.hint()))?;
    let (mut checked, annotated) = match copy {
        None => (check::check(&bytes, options).map_err(|error| advised(&error, error.advice()))?, None),
        Some(_) => check::annotate::annotate(&bytes, options).map_err(|error| advised(&error, error.advice()))?,
    };
    if checked.profile == Profile::Party {
        return Err("văn bản của Đảng, trình bày theo Hướng dẫn 05-HD/VPTW chứ không theo Nghị định 30/2020/NĐ-CP nên không kiểm tra được".to_owned());
    }
    let written = copy.zip(annotated).map(|(target, annotated)| copies::write(target, &annotated)).transpose()?;
    // Many files are held until all are checked: what is not told of them is not kept.
    checked.findings.iter_mut().for_each(|finding| finding.places.truncate(1));
    Ok((checked, written))
}

fn as_json(args: &Args, told: &Told) -> Value {
    let name = here(args, &told.path);
    match &told.outcome {
        Ok(checked) => {
            let mut answer = check::json::file(&name, checked);
            if let Some(copy) = &told.copy {
                answer["chu_thich"] = here(args, copy).into();
            }
            answer
        }
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
    findings(&name, &checked.findings);
    if let Some(copy) = &told.copy {
        say::data(&format!("đã ghi bản có lời bình luận: {}", here(args, copy)));
    }
    let kind = checked.kind.map_or("không rõ loại", |kind| kind.name);
    say::speech(&format!("{name}: {} ({kind}, {})", counts(checked), checked.profile.id()));
}

/// Tells findings one after the other.
pub(super) fn findings(name: &str, findings: &[check::Finding]) {
    for finding in findings {
        let times = if finding.count > 1 { format!(" (và {} chỗ nữa)", finding.count - 1) } else { String::new() };
        let rule = finding.rule;
        say::data(&format!("{} {}: {}; cần {}", rule.severity.word(), rule.code, finding.seen, finding.wanted));
        say::data(&format!("  ở: {name}, {}{times}", finding.place()));
        say::data(&format!("  căn cứ: {}", rule.clause));
        say::data(&format!("  gợi ý: {}\n", finding.hint));
    }
}

pub(super) fn counts(checked: &Checked) -> String {
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

/// Returns a row for each file, and one for all.
fn summary(args: &Args, told: &[Told]) -> Table {
    let right = |name| (name, Align::Right);
    let mut table = Table::new(&[("Tệp", Align::Left), right("Lỗi"), right("Cảnh báo"), right("Gợi ý")]);
    let mut sums = [0; 3];
    for told in told {
        let name = here(args, &told.path);
        let Ok(checked) = &told.outcome else {
            table.row([name, "không đọc được".to_owned()]);
            continue;
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Hint]
            .map(|severity| checked.findings.iter().filter(|found| found.rule.severity == severity).count());
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        table.row(std::iter::once(name).chain(counts.map(|count| count.to_string())));
    }
    let unread = told.iter().filter(|told| told.outcome.is_err()).count();
    let unread = if unread > 0 { format!(", {unread} không đọc được") } else { String::new() };
    let all = format!("Cộng: {} tệp{unread}", told.len());
    table.row(std::iter::once(all).chain(sums.map(|sum| sum.to_string())));
    table
}

/// 2 when a file could not be read, 1 when a document has an error, else 0.
fn code(told: &[Told]) -> u8 {
    let unread = told.iter().any(|told| told.outcome.is_err());
    let errors = told.iter().any(|told| told.outcome.as_ref().is_ok_and(Checked::has_errors));
    if unread { 2 } else { u8::from(errors) }
}
