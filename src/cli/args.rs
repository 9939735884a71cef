//! What may be typed after `thidua`, and the values it gives.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    Arg, ArgAction, ArgMatches, Command as Definition, ValueEnum,
    builder::{EnumValueParser, PossibleValue},
    value_parser,
};

use super::init::Init;
pub use super::typed::Stop;
use super::typed::{TEMPLATE, allowed, flag, option, sub, word, year};
use super::{amend, archive, check, copy, issue, register, usage, view};

mod aid;
mod words;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Args {
    /// The working folder that holds `data/`, `templates/`, `output/`.
    pub folder: PathBuf,
    /// Folders besides the working folder in which documents and data may name files.
    pub allowed: Vec<PathBuf>,
    /// Answer for machines.
    pub json: bool,
    /// Whether to use colours.
    pub color: ColorChoice,
    /// What to do.
    pub command: Command,
}

/// Whether to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal only.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `lap`: generate the documents of a year.
    Build {
        /// The year; absent means the only or the latest one there is.
        year: Option<i32>,
        /// Only these ids; empty means all.
        documents: Vec<String>,
        /// Where to write instead of `output/<năm>`.
        out: Option<PathBuf>,
        /// The date as typed, `YYYY-MM-DD` or `DD/MM/YYYY`, not yet checked; absent means the own day of each document.
        date: Option<String>,
        /// Make PDFs too.
        pdf: bool,
        /// Replace files edited by hand.
        overwrite: bool,
        /// Leave the questions of a new year open.
        draft: bool,
        /// Watch, and build again what a change concerns.
        watch: bool,
        /// Make issued documents too.
        again: bool,
        /// Do not read the register.
        blind: bool,
        /// Leave files that are no longer made.
        leave: bool,
    },
    /// `khoi-tao`: make a first working folder.
    Init(Init),
    /// `nam-moi`: make next year's records from this year's.
    NewYear {
        /// The year to make.
        year: i32,
        /// The year to start from; absent means the newest one before.
        from: Option<i32>,
        /// A file of answers.
        answers: Option<PathBuf>,
        /// Replace records of the year that are there already.
        overwrite: bool,
    },
    /// `dien`: fill a Word template from a file of data.
    Fill(Fill),
    /// `mau bien`: list the variables of a Word template.
    Variables {
        /// The template.
        template: PathBuf,
    },
    /// `mau kiem-tra`: report every fault of a Word template.
    Inspect(Inspect),
    /// `mau xuat`: write out built-in templates.
    Export {
        /// Their names; empty means all.
        names: Vec<String>,
        /// Where to write instead of `templates/`.
        out: Option<PathBuf>,
        /// Replace files that are there.
        overwrite: bool,
    },
    /// `so-sanh`: what is different between two years.
    Compare {
        /// The years, as typed.
        years: (i32, i32),
        /// Only these ids; empty means all, and the records too.
        documents: Vec<String>,
        /// Where to write Word files with tracked changes.
        out: Option<PathBuf>,
        /// Replace files edited by hand.
        overwrite: bool,
    },
    /// `xem`: look at a document's pages.
    View(view::Asked),
    /// `phat-hanh`: give a number, register, archive, publish.
    Issue(crate::office::issue::Request),
    /// `thu-hoi`, `thay-the`, `dinh-chinh`, `sua-doi`, `huy-so`: what comes after.
    Amend(crate::office::amend::Request),
    /// `sao-y`, `trich-sao`, `sao-luc`: make a copy of an issued document.
    Copy(crate::office::copy::Request),
    /// `so`: the register.
    Register(register::Asked),
    /// `luu`: the archive.
    Keep(archive::Keep),
    /// `tro-giup`: show a chapter of the guide.
    Guide {
        /// The topic as typed; absent means the list.
        topic: Option<String>,
    },
    /// `hoan-thanh`: print what makes a shell complete commands.
    Complete(clap_complete::Shell),
    /// `trang-man`: print the manual page.
    Manual,
    /// `schema`: print the JSON Schema of the records.
    Schema {
        /// Of what `kiem-tra --json` prints instead of the records.
        check: bool,
    },
    /// `kiem-tra`: hold Word files against the decree.
    Check(check::Asked),
    /// `giai-thich`: print the page of a rule or check.
    Explain {
        /// The code as typed.
        code: String,
    },
}

/// What `dien` was asked for.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The template.
    pub template: PathBuf,
    /// The files of data: facts of all items in one, the list in another.
    pub data: Vec<PathBuf>,
    /// Sheets of a workbook.
    pub sheets: Vec<String>,
    /// The file to write; with a list, a pattern.
    pub out: String,
    /// The list that gives one file per item.
    pub list: Option<String>,
    /// Join the items' files into one.
    pub join: bool,
    /// Give the template fonts of Unicode in place of older ones.
    pub fonts: bool,
    /// Replace files edited by hand.
    pub overwrite: bool,
    /// Leave files of earlier runs that are no longer made.
    pub leave: bool,
}

/// What `mau kiem-tra` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspect {
    /// The template.
    pub template: PathBuf,
    /// Files of data to check it against.
    pub data: Vec<PathBuf>,
    /// Sheets of a workbook.
    pub sheets: Vec<String>,
    /// The list whose items the template is for.
    pub list: Option<String>,
    /// Where to write a copy with a comment at each fault.
    pub comments: Option<PathBuf>,
}

/// Reads the command line; the first argument is the program's own name.
///
/// # Errors
///
/// A [`Stop`] holds what to print and how to exit.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, Stop> {
    let args: Vec<OsString> = args.into_iter().collect();
    match definition().try_get_matches_from(&args) {
        Ok(matches) => read(&matches).ok_or_else(|| usage::without_command(&definition())),
        Err(error) => Err(usage::stop(&error, &args, &definition())),
    }
}

fn read(matches: &ArgMatches) -> Option<Args> {
    let command = match matches.subcommand()? {
        ("lap", found) => build(found),
        ("khoi-tao", found) => Command::Init(init(found)),
        ("nam-moi", found) => Command::NewYear {
            year: *found.get_one::<i32>("year")?,
            from: found.get_one("from").copied(),
            answers: found.get_one("answers").cloned(),
            overwrite: found.get_flag("overwrite"),
        },
        ("dien", found) => Command::Fill(fill(found)?),
        ("mau", found) => template(found)?,
        ("so-sanh", found) => Command::Compare {
            years: (*found.get_one::<i32>("before")?, *found.get_one::<i32>("after")?),
            documents: found.get_many("documents").into_iter().flatten().cloned().collect(),
            out: found.get_one("out").cloned(),
            overwrite: found.get_flag("overwrite"),
        },
        ("phat-hanh", found) => Command::Issue(issue::read(found)),
        ("so", found) => Command::Register(register::read(found)?),
        ("luu", found) => Command::Keep(archive::read(found)?),
        ("tro-giup", found) => {
            let words: Vec<&str> =
                found.get_many::<String>("topic").into_iter().flatten().map(String::as_str).collect();
            Command::Guide { topic: (!words.is_empty()).then(|| words.join(" ")) }
        }
        ("hoan-thanh", found) => Command::Complete(*found.get_one("shell")?),
        ("trang-man", _) => Command::Manual,
        ("schema", found) => Command::Schema { check: found.contains_id("of") },
        ("xem", found) => Command::View(view::read(found)),
        ("kiem-tra", found) => Command::Check(check::read(found)),
        ("giai-thich", found) => Command::Explain { code: found.get_one::<String>("code")?.clone() },
        (name, found) => match copy::read(name, found) {
            Some(copying) => Command::Copy(copying),
            None => Command::Amend(amend::read(name, found)?),
        },
    };
    Some(Args {
        folder: matches.get_one("folder").cloned().unwrap_or_else(|| PathBuf::from(".")),
        allowed: allowed_in(matches),
        json: matches.get_flag("json"),
        color: matches.get_one("color").copied().unwrap_or_default(),
        command,
    })
}

/// Returns the folders named after any command that has the option.
fn allowed_in(matches: &ArgMatches) -> Vec<PathBuf> {
    let own = matches.try_get_many("allowed").ok().flatten().into_iter().flatten().cloned();
    let inner = matches.subcommand().map(|(_, found)| allowed_in(found)).unwrap_or_default();
    own.chain(inner).collect()
}

fn init(found: &ArgMatches) -> Init {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    Init {
        sample: found.get_flag("sample"),
        full: found.get_one::<String>("kit").is_some_and(|kit| kit == FULL_KIT),
        year: found.get_one("year").copied(),
        superior: text("superior"),
        name: text("name"),
        symbol: text("symbol"),
        place: text("place"),
        signer: text("signer"),
        post: text("post"),
        theme: text("theme"),
    }
}

fn build(found: &ArgMatches) -> Command {
    Command::Build {
        year: found.get_one("year").copied(),
        documents: found.get_many("documents").into_iter().flatten().cloned().collect(),
        out: found.get_one("out").cloned(),
        date: found.get_one("date").cloned(),
        pdf: found.get_flag("pdf"),
        overwrite: found.get_flag("overwrite"),
        draft: found.get_flag("draft"),
        watch: found.get_flag("watch"),
        again: found.get_flag("again"),
        blind: found.get_flag("blind"),
        leave: found.get_flag("leave"),
    }
}

fn fill(found: &ArgMatches) -> Option<Fill> {
    Some(Fill {
        template: found.get_one("template").cloned()?,
        data: found.get_many("data")?.cloned().collect(),
        sheets: found.get_many("sheets").into_iter().flatten().cloned().collect(),
        out: found.get_one("out").cloned()?,
        list: found.get_one("list").cloned(),
        join: found.get_flag("join"),
        fonts: found.get_flag("fonts"),
        overwrite: found.get_flag("overwrite"),
        leave: found.get_flag("leave"),
    })
}

fn template(found: &ArgMatches) -> Option<Command> {
    Some(match found.subcommand()? {
        ("bien", found) => Command::Variables { template: found.get_one("template").cloned()? },
        ("kiem-tra", found) => Command::Inspect(Inspect {
            template: found.get_one("template").cloned()?,
            data: found.get_many("data").into_iter().flatten().cloned().collect(),
            sheets: found.get_many("sheets").into_iter().flatten().cloned().collect(),
            list: found.get_one("list").cloned(),
            comments: found.get_one("comments").cloned(),
        }),
        ("xuat", found) => Command::Export {
            names: found.get_many("names").into_iter().flatten().cloned().collect(),
            out: found.get_one("out").cloned(),
            overwrite: found.get_flag("overwrite"),
        },
        _ => return None,
    })
}

/// The whole command line as clap wants it.
pub(super) fn definition() -> Definition {
    Definition::new("thidua")
        .about("Lập văn bản thi đua, khen thưởng đúng thể thức Nghị định 30/2020/NĐ-CP.")
        .override_usage("thidua <LỆNH> [TÙY CHỌN]")
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .after_help(usage::EXAMPLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .args(global())
        .subcommands([lap(), words::dien(), words::mau(), khoi_tao(), new_year(), so_sanh()])
        .subcommands([view::definition(), check::definition(), issue::definition()])
        .subcommands(amend::definitions())
        .subcommands(copy::definitions())
        .subcommands([register::definition(), archive::definition()])
        .subcommands([aid::tro_giup(), explain()])
        .subcommands([schema(), aid::hoan_thanh(), aid::trang_man()])
}

fn lap() -> Definition {
    let year = Arg::new("year")
        .value_name("NĂM")
        .value_parser(year)
        .help("Năm của dữ liệu, bốn chữ số [mặc định: năm mới nhất trong data/]");
    sub("lap", "Lập mọi văn bản của năm vào output/<năm>/ (cũng gõ được: build)")
        .alias("build")
        .override_usage("thidua lap [NĂM] [TÙY CHỌN]")
        .after_help(usage::LAP_EXAMPLES)
        .arg(year.help_heading("Tham số"))
        .arg(
            option(
                "documents",
                "van-ban",
                "MÃ",
                "Chỉ lập văn bản có mã này;\nnhiều mã thì lặp lại hoặc cách nhau bằng dấu phẩy",
            )
            .action(ArgAction::Append)
            .value_delimiter(',')
            .value_parser(word),
        )
        .arg(
            option("out", "ra", "THƯ MỤC", "Ghi vào thư mục này [mặc định: output/<năm>]")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option(
                "date",
                "ngay",
                "NGÀY",
                "Tính số liệu đến ngày này,\nnhư 2020-12-15 hoặc 15/12/2020\n[mặc định: ngày chốt số liệu của từng văn bản]",
            )
            .value_parser(word),
        )
        .arg(flag("pdf", "pdf", "Ghi thêm bản PDF/A cạnh tệp Word\n(mẫu Word của cơ quan: cần LibreOffice)"))
        .arg(
            flag("watch", "theo-doi", "Lập xong thì chờ; sửa dữ liệu, mẫu đến đâu\nlập lại đến đó; dừng bằng Ctrl+C")
                .conflicts_with("pdf"),
        )
        .arg(flag("draft", "nhap", "Lập bản nháp: câu hỏi chưa trả lời\nđược in ra và tô vàng"))
        .arg(flag("overwrite", "ghi-de", "Ghi đè cả tệp đã sửa tay\n[mặc định: giữ lại, bản mới ghi bên cạnh]"))
        .arg(flag(
            "again",
            "ca-da-phat-hanh",
            "Lập lại cả văn bản đã phát hành\n[mặc định: chỉ lập lại khi gọi tên bằng --van-ban]",
        ))
        .arg(flag("blind", "khong-doc-so", "Không đọc sổ: số, ngày văn bản đã phát hành để trống"))
        .arg(flag("leave", "giu-tep-cu", "Để lại tệp cũ lần này không lập nữa\n[mặc định: bỏ, nếu chưa ai sửa]"))
        .arg(allowed())
}

/// The kit that has every document of a year.
const FULL_KIT: &str = "day-du";

fn khoi_tao() -> Definition {
    let kit = option("kit", "bo", "BỘ", "ke-hoach: chỉ bản kế hoạch (mặc định);\nday-du: đủ văn bản của một năm")
        .value_parser(["ke-hoach", FULL_KIT])
        .hide_possible_values(true);
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    sub("khoi-tao", "Tạo thư mục làm việc đầu tiên (cũng gõ được: init)")
        .alias("init")
        .override_usage("thidua khoi-tao [TÙY CHỌN]")
        .after_help(usage::INIT_EXAMPLES)
        .arg(flag("sample", "vi-du", "Chép năm mẫu 2020 thay vì hỏi về cơ quan mình"))
        .arg(kit)
        .arg(text("name", "co-quan", "TÊN", "Tên cơ quan, ví dụ \"Sở Tài chính\""))
        .arg(text("superior", "chu-quan", "TÊN", "Cơ quan chủ quản; không có thì ghi -").allow_hyphen_values(true))
        .arg(text("place", "dia-danh", "TÊN", "Địa danh ghi trên văn bản"))
        .arg(text("symbol", "viet-tat", "CHỮ", "Chữ viết tắt trong ký hiệu, ví dụ STC"))
        .arg(text("signer", "nguoi-ky", "TÊN", "Họ và tên người ký"))
        .arg(text("post", "chuc-vu", "CHỨC VỤ", "Chức vụ người đứng đầu, ví dụ \"Giám đốc\""))
        .arg(text("theme", "chu-de", "CHỦ ĐỀ", "Chủ đề thi đua, ví dụ \"cải cách hành chính\""))
        .arg(option("year", "nam", "NĂM", "Năm đầu tiên [mặc định: năm nay]").value_parser(year))
}

fn new_year() -> Definition {
    let make = Arg::new("year").value_name("NĂM").required(true).value_parser(year);
    sub("nam-moi", "Làm dữ liệu năm mới theo năm trước (cũng gõ được: new-year)")
        .alias("new-year")
        .override_usage("thidua nam-moi <NĂM> [TÙY CHỌN]")
        .after_help(usage::NEW_YEAR_EXAMPLES)
        .arg(make.help_heading("Tham số").help("Năm mới, bốn chữ số"))
        .arg(option("from", "tu", "NĂM", "Làm theo năm này [mặc định: năm gần nhất trước đó]").value_parser(year))
        .arg(
            option("answers", "tra-loi", "TỆP", "Tệp .yaml ghi sẵn câu trả lời, mỗi dòng `câu hỏi: câu trả lời`")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("overwrite", "ghi-de", "Làm lại cả khi đã có dữ liệu năm ấy (mất những gì đã sửa)"))
        .arg(allowed())
}

fn so_sanh() -> Definition {
    let typed = |id, value, help| {
        Arg::new(id).value_name(value).required(true).value_parser(year).help_heading("Tham số").help(help)
    };
    let documents = option("documents", "van-ban", "MÃ", "Chỉ so văn bản có mã này, không so dữ liệu");
    sub("so-sanh", "So dữ liệu và văn bản của hai năm (cũng gõ được: compare)")
        .alias("compare")
        .override_usage("thidua so-sanh <NĂM> <NĂM> [TÙY CHỌN]")
        .after_help(usage::COMPARE_EXAMPLES)
        .arg(typed("before", "NĂM", "Năm trước"))
        .arg(typed("after", "NĂM SAU", "Năm sau"))
        .arg(documents.action(ArgAction::Append).value_delimiter(',').value_parser(word))
        .arg(
            option(
                "out",
                "ra",
                "NƠI GHI",
                "Ghi tệp Word có theo dõi thay đổi: thư mục,\nhoặc tên tệp .docx khi chỉ so một văn bản",
            )
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("overwrite", "ghi-de", "Ghi đè cả tệp đã sửa tay").requires("out"))
        .arg(allowed())
}

fn explain() -> Definition {
    let code = Arg::new("code").value_name("MÃ").required(true).value_parser(word);
    sub("giai-thich", "Giải thích một lỗi theo mã của nó (cũng gõ được: explain)")
        .alias("explain")
        .override_usage("thidua giai-thich <MÃ> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua giai-thich DL10")
        .arg(code.help_heading("Tham số").help("Mã in ở đầu thông báo, như DL10"))
}

fn schema() -> Definition {
    let of = Arg::new("of").value_name("LOẠI").value_parser(["kiem-tra"]).hide_possible_values(true);
    sub("schema", "In JSON Schema của tệp dữ liệu, để trình soạn thảo gợi ý khi nhập")
        .override_usage("thidua schema [kiem-tra] [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua schema > thidua.schema.json\n  thidua schema kiem-tra")
        .arg(of.help_heading("Tham số").help("In JSON Schema của kết quả thidua kiem-tra --json"))
}

fn global() -> [Arg; 5] {
    let folder = option(
        "folder",
        "thu-muc",
        "THƯ MỤC",
        "Thư mục làm việc, chứa data/, templates/, output/\n[mặc định: thư mục hiện tại]",
    )
    .short('C')
    .value_parser(value_parser!(PathBuf));
    let color =
        option("color", "mau-sac", "KIỂU", "Màu: auto (tự chọn), always (luôn), never (không)\n[mặc định: auto]")
            .hide_possible_values(true)
            .value_parser(EnumValueParser::<ColorChoice>::new());
    let end = |id, short, long, alias, action, help| {
        Arg::new(id).short(short).long(long).alias(alias).action(action).help(help)
    };
    let all = [
        folder,
        flag("json", "json", "Trả lời bằng JSON, cho chương trình khác đọc"),
        color,
        end("help", 'h', "help", "tro-giup", ArgAction::Help, "In trang này (cũng gõ được: --tro-giup)"),
        end("version", 'V', "version", "phien-ban", ArgAction::Version, "In phiên bản (cũng gõ được: --phien-ban)"),
    ];
    all.map(|arg| arg.global(true).help_heading("Tùy chọn chung"))
}

impl ValueEnum for ColorChoice {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Auto => PossibleValue::new("auto").alias("tu-dong"),
            Self::Always => PossibleValue::new("always").alias("luon"),
            Self::Never => PossibleValue::new("never").alias("khong"),
        })
    }
}
