//! `thidua phat-hanh`: number, date, register, archive and the published file, in one step.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::typed::{allowed, flag, option, sub, word, year};
use super::{Align, Args, Table, clock, given, say};
use crate::archive::Part;
use crate::archive::entry::Entry;
use crate::check;
use crate::diag;
use crate::office::issue::{Done, Outcome, Request, issue};
use crate::office::{Failure, Fault, Office};
use crate::output;
use crate::pdf::Preview;
use crate::source::Sources;
use crate::source::open;
use crate::viet;

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let documents = Arg::new("documents").value_name("MÃ").required(true).action(ArgAction::Append).value_parser(word);
    sub("phat-hanh", "Cấp số, vào sổ, lưu, xuất văn bản đã ký (cũng gõ được: issue)")
        .alias("issue")
        .override_usage("thidua phat-hanh <MÃ>… [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua phat-hanh ke-hoach --ngay 20/02/2020\n  thidua phat-hanh ke-hoach --thu\n  \
             thidua phat-hanh cong-van --tu-tep output/2020/cong-van.docx",
        )
        .arg(
            documents
                .help_heading("Tham số")
                .help("Mã văn bản trong tệp dữ liệu; nhiều mã thì cách nhau bằng dấu cách"),
        )
        .arg(
            option(
                "year",
                "nam",
                "NĂM",
                "Năm của dữ liệu [mặc định: năm của --ngay hoặc\nhôm nay nếu data/ có; không thì năm mới nhất]",
            )
            .value_parser(year),
        )
        .arg(option("date", "ngay", "NGÀY", "Ngày ghi trên văn bản [mặc định: hôm nay]").value_parser(word))
        .arg(
            option("number", "so", "SỐ", "Lấy số này thay cho số tiếp theo\n(cần --ly-do nếu nhảy số)")
                .value_parser(value_parser!(u32).range(1..=999_999)),
        )
        .arg(
            option("reason", "ly-do", "CHỮ", "Lý do lấy số hoặc ngày không theo thứ tự, ghi vào sổ").value_parser(word),
        )
        .arg(allowed())
        .arg(flag("pdf", "pdf", "Ghi thêm bản PDF/A cạnh tệp phát hành, để ký số"))
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ làm gì, không thay đổi gì"))
        .arg(
            option(
                "file",
                "tu-tep",
                "TỆP",
                "Lấy tệp Word đã sửa tay này làm bản phát hành;\nsố và ngày phải ghi sẵn trong tệp",
            )
            .value_parser(value_parser!(PathBuf)),
        )
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Request {
    Request {
        documents: found.get_many("documents").into_iter().flatten().cloned().collect(),
        year: found.get_one("year").copied(),
        date: found.get_one("date").cloned(),
        number: found.get_one("number").copied(),
        reason: found.get_one("reason").cloned(),
        dry: found.get_flag("dry"),
        pdf: found.get_flag("pdf"),
        file: found.get_one("file").cloned(),
    }
}

/// Issues and tells; returns the exit code.
pub fn run(args: &Args, request: &Request) -> u8 {
    let Outcome { done, stopped, own_layout, sources } = match issue(&office(args), request) {
        Ok(outcome) => outcome,
        Err(failure) => return fail(args, failure, &Sources::new()),
    };
    if let Some(failure) = stopped {
        return stop(args, request, &done, failure, &sources);
    }
    let printed = if request.pdf && !request.dry { print(args, &done, &own_layout) } else { Ok(Vec::new()) };
    if args.json {
        let pdf = printed.as_ref().map(|paths| paths.iter().map(|path| given::shown(args, path)).collect::<Vec<_>>());
        say::data(&json!({ "phat_hanh": listed(request, &done), "pdf": pdf.unwrap_or_default() }).to_string());
    } else {
        tell(request, &done);
    }
    match printed {
        Ok(paths) => {
            if !args.json {
                for path in &paths {
                    say::data(&format!("PDF: {}", given::here(args, path)));
                }
            }
            0
        }
        // What was issued stays issued; only the PDF is missing.
        Err(fault) => say::refused(args, &fault.after("đã phát hành; chưa ghi được bản PDF: ")),
    }
}

/// Writes the PDF beside each published Word file: ours are set here, what has a layout of its own goes through LibreOffice.
fn print(args: &Args, done: &[Done], own_layout: &[String]) -> Result<Vec<PathBuf>, Fault> {
    let mut written = Vec::new();
    for (id, entry) in done {
        for file in entry.files.iter().filter(|file| file.part == Part::Document) {
            let path = output::below(&args.folder, &entry.place(file))?;
            if own_layout.contains(id) {
                let folder = path.parent().unwrap_or(&args.folder);
                written.extend(
                    output::pdf::convert(std::slice::from_ref(&path), folder, &|_| entry.secrecy.is_some())?
                        .into_iter()
                        .map(|pdf| pdf.path),
                );
                continue;
            }
            let bytes = open::read(&path, open::MOST)
                .map_err(|error| Fault::from(format!("không đọc được tệp ({error:?})")))?;
            let preview = Preview::of(&bytes).map_err(|error| Fault::from(error.to_string()))?;
            let pdf = preview.pdf().map_err(|error| Fault::from(error.to_string()))?;
            written.push(output::printed::write(&path.with_extension("pdf"), &pdf, entry.secrecy.is_some())?);
        }
    }
    Ok(written)
}

/// Returns the office at work: what the command line and this machine say of it.
pub(super) fn office(args: &Args) -> Office<'_> {
    Office {
        place: clock::place(&args.folder),
        allowed: &args.allowed,
        actor: clock::actor(),
        told: Box::new(|fault| say::warning(args, fault)),
    }
}

/// Tells what has been done, why it ends there and what is left; returns the exit code.
fn stop(args: &Args, request: &Request, done: &[Done], failure: Failure, sources: &Sources) -> u8 {
    let (here, rest) = (&request.documents[done.len()], &request.documents[done.len() + 1..]);
    // What has become of the document at which it stops.
    let (issued, open) = (matches!(failure, Failure::Unfinished(..)), matches!(failure, Failure::Unclear(_)));
    let left = if issued || open { rest } else { &request.documents[done.len()..] };
    if args.json {
        let code = u8::from(!matches!(failure, Failure::Findings(_))) + 1;
        say::data(&to_json(request, done, failure, sources, left).to_string());
        return code;
    }
    tell(request, done);
    let form = matches!(&failure, Failure::Findings(report) if report.iter().any(is_of_form));
    let code = fail(args, failure, sources);
    if form {
        say::speech(
            "Văn bản còn lỗi thể thức thì không phát hành, chưa cấp số nào. Sửa dữ liệu hoặc mẫu rồi phát hành lại; tệp sửa \
             tay thì `thidua kiem-tra TỆP --sua TỆP-MỚI` sửa giúp. Cơ quan có quy định khác thì tắt quy tắc ấy ở `kiem_tra: tat` \
             trong bản ghi cơ quan, kèm lý do (`thidua tro-giup kiem-tra-the-thuc`).",
        );
    }
    if request.documents.len() > 1 && !request.dry {
        let done = match done.len() {
            0 if issued || open => String::new(),
            0 => "chưa phát hành văn bản nào; ".to_owned(),
            count => format!("đã phát hành trọn vẹn {count} văn bản kê ở trên; "),
        };
        let here = match (issued, open) {
            (true, _) => format!("“{here}” đã cấp số nhưng chưa làm xong"),
            (_, true) => format!("chưa rõ “{here}” đã cấp số hay chưa"),
            _ => format!("dừng ở “{here}”"),
        };
        let left = if left.is_empty() { "không còn văn bản nào".to_owned() } else { left.join(", ") };
        say::speech(&format!("{done}{here}; chưa phát hành: {left}"));
    }
    code
}

/// Tells whether a finding is one of the checker, against the decree's form.
fn is_of_form(found: &diag::Diagnostic) -> bool {
    found.severity == diag::Severity::Error && check::rules::find(found.code.id).is_some()
}

/// What has been done and what has not, for machines.
fn to_json(request: &Request, done: &[Done], failure: Failure, sources: &Sources, left: &[String]) -> Value {
    let here = &request.documents[done.len()];
    let mut told = json!({ "phat_hanh": listed(request, done), "chua_phat_hanh": left });
    match failure {
        Failure::Findings(report) => told["phat_hien"] = diag::json::to_json(&report, sources),
        Failure::World(fault) | Failure::Damaged { fault, .. } | Failure::Records { fault, .. } => {
            told["loi"] = fault.to_string().into();
        }
        Failure::Unclear(fault) => (told["loi"], told["chua_ro"]) = (fault.to_string().into(), json!([here])),
        Failure::Unfinished(entry, fault) => {
            let (mut all, message) = (listed(request, done), fault.to_string());
            for mut one in entry.map(|entry| listed(request, &[(here.clone(), *entry)])).into_iter().flatten() {
                one["con_thieu"] = message.clone().into();
                all.push(one);
            }
            (told["loi"], told["phat_hanh"]) = (message.into(), all.into());
        }
    }
    told
}

/// Tells why something was not done; returns the exit code.
pub(super) fn fail(args: &Args, failure: Failure, sources: &Sources) -> u8 {
    match failure {
        Failure::Findings(report) => {
            say::report(args, &report, sources);
            return 1;
        }
        Failure::Damaged { fault, report } => {
            say::failure(args, &fault);
            say::report(args, &report, sources);
            return 1;
        }
        Failure::Records { report, sources, fault } => {
            say::report(args, &report, &sources);
            say::failure(args, &fault);
        }
        Failure::World(fault) => say::failure(args, &fault),
        Failure::Unfinished(entry, fault) => say::failed(args, &fault, json!({ "da_ghi_so": true, "van_ban": entry })),
        Failure::Unclear(fault) => say::failed(args, &fault, json!({ "da_ghi_so": null })),
    }
    2
}

fn place(entry: &Entry) -> String {
    let folder = entry.series.folder();
    let mut files = entry.files.iter().filter(|file| file.part == Part::Document);
    match files.clone().count() {
        0 => format!("{folder}/{}.docx", entry.stem()),
        1 => files.next().map(|file| entry.place(file)).unwrap_or_default(),
        count => format!("{folder}/{}-….docx ({count} tệp)", entry.stem()),
    }
}

/// What was done, for machines.
fn listed(request: &Request, done: &[Done]) -> Vec<Value> {
    let file = |(id, entry): &Done| {
        let files = entry.files.iter().filter(|file| file.part == Part::Document);
        let mut files: Vec<String> = files.map(|file| entry.place(file)).collect();
        if files.is_empty() {
            files.push(place(entry));
        }
        json!({ "ma": id, "tep": files[0], "cac_tep": files, "thu": request.dry, "van_ban": entry })
    };
    done.iter().map(file).collect()
}

fn tell(request: &Request, done: &[Done]) {
    if done.is_empty() {
        return;
    }
    let file = if request.dry { "Sẽ ghi tệp" } else { "Tệp" };
    let mut table = Table::new(&[
        ("Mã", Align::Left),
        ("Số, ký hiệu", Align::Left),
        ("Ngày", Align::Left),
        ("Dãy số", Align::Left),
        ("Người ký", Align::Left),
        (file, Align::Left),
    ]);
    for (id, entry) in done {
        let (day, series) = (viet::date::short(entry.date), entry.series.to_string());
        table.row([id.clone(), entry.printed(), day, series, entry.signer.name.clone(), place(entry)]);
    }
    say::data(table.to_string().trim_end());
    if request.dry {
        say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
    }
}
