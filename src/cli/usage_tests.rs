//! Every page of help and every kind of fault, word by word.

use std::{ffi::OsString, path::PathBuf};

use proptest::prelude::*;

use super::super::args::{Args, ColorChoice, Command, Fill, Inspect, Stop, definition, parse};

fn typed(line: &[&str]) -> Result<Args, Stop> {
    parse(std::iter::once("thidua").chain(line.iter().copied()).map(OsString::from))
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The text of a fault, which always goes to stderr with exit code 2.
fn fault(line: &str) -> String {
    let stop = typed(&words(line)).unwrap_err();
    assert!(!stop.to_stdout, "{line}");
    assert_eq!(stop.exit_code, 2, "{line}");
    stop.text
}

/// The text of help or version, which goes to stdout with exit code 0.
fn shown(line: &str) -> String {
    let stop = typed(&words(line)).unwrap_err();
    assert!(stop.to_stdout, "{line}");
    assert_eq!(stop.exit_code, 0, "{line}");
    stop.text
}

fn understood(line: &str) -> Args {
    typed(&words(line)).unwrap_or_else(|stop| panic!("{line}: {}", stop.text))
}

const HELP: &str = "\
Lập văn bản thi đua, khen thưởng đúng thể thức Nghị định 30/2020/NĐ-CP.

Cách dùng: thidua <LỆNH> [TÙY CHỌN]

Lệnh:
  lap         Lập mọi văn bản của năm vào output/<năm>/ (cũng gõ được: build)
  dien        Điền mẫu Word từ YAML, JSON, Excel hoặc CSV (cũng gõ được: fill)
  mau         Xem, kiểm tra, xuất mẫu (cũng gõ được: template)
  khoi-tao    Tạo thư mục làm việc đầu tiên (cũng gõ được: init)
  nam-moi     Làm dữ liệu năm mới theo năm trước (cũng gõ được: new-year)
  so-sanh     So dữ liệu và văn bản của hai năm (cũng gõ được: compare)
  xem         Xem trang in của một văn bản: PDF hoặc ảnh (cũng gõ được: view)
  kiem-tra    Kiểm tra thể thức của tệp Word bất kỳ (cũng gõ được: check)
  phat-hanh   Cấp số, vào sổ, lưu, xuất văn bản đã ký (cũng gõ được: issue)
  thu-hoi     Thu hồi văn bản đã phát hành: giữ nguyên, không dùng lại số
  sua-doi     Ghi nhận văn bản được sửa đổi, bổ sung; văn bản vẫn còn hiệu lực
  thay-the    Ghi nhận văn bản sai nội dung được văn bản khác thay thế
  dinh-chinh  Ghi nhận công văn đính chính văn bản sai thể thức
  huy-so      Hủy một số chưa có văn bản; số ấy không dùng lại
  sao-y       Sao y văn bản đã phát hành, số sao riêng (cũng gõ được: copy)
  trich-sao   Trích sao một phần văn bản đã phát hành (cũng gõ được: extract)
  sao-luc     Sao lục từ một bản sao y (cũng gõ được: copy-again)
  so          Xem, tìm, xuất sổ đăng ký văn bản đi (cũng gõ được: register)
  luu         Lưu trữ: xác minh, bản ký, hồ sơ, sao lưu (cũng gõ được: archive)
  tro-giup    Xem hướng dẫn theo chủ đề, có ví dụ; hoặc tìm chữ
  giai-thich  Giải thích một lỗi theo mã của nó (cũng gõ được: explain)
  schema      In JSON Schema của tệp dữ liệu, để trình soạn thảo gợi ý khi nhập
  hoan-thanh  In đoạn lệnh để cửa sổ lệnh tự điền tiếp tên lệnh, tùy chọn
  trang-man   In trang hướng dẫn cho lệnh man của Linux, macOS

Tùy chọn chung:
  -C, --thu-muc <THƯ MỤC>  Thư mục làm việc, chứa data/, templates/, output/
                           [mặc định: thư mục hiện tại]
      --json               Trả lời bằng JSON, cho chương trình khác đọc
      --mau-sac <KIỂU>     Màu: auto (tự chọn), always (luôn), never (không)
                           [mặc định: auto]
  -h, --help               In trang này (cũng gõ được: --tro-giup)
  -V, --version            In phiên bản (cũng gõ được: --phien-ban)

Ví dụ:
  thidua lap 2020                     lập mọi văn bản năm 2020
  thidua lap 2020 --van-ban ke-hoach  chỉ lập một văn bản
  thidua lap --tro-giup               xem cách dùng một lệnh
";

const HELP_OF_LAP: &str = "\
Lập mọi văn bản của năm vào output/<năm>/ (cũng gõ được: build)

Cách dùng: thidua lap [NĂM] [TÙY CHỌN]

Tham số:
  [NĂM]  Năm của dữ liệu, bốn chữ số [mặc định: năm mới nhất trong data/]

Tùy chọn:
      --van-ban <MÃ>       Chỉ lập văn bản có mã này;
                           nhiều mã thì lặp lại hoặc cách nhau bằng dấu phẩy
      --ra <THƯ MỤC>       Ghi vào thư mục này [mặc định: output/<năm>]
      --ngay <NGÀY>        Tính số liệu đến ngày này,
                           như 2020-12-15 hoặc 15/12/2020
                           [mặc định: ngày chốt số liệu của từng văn bản]
      --pdf                Ghi thêm bản PDF/A cạnh tệp Word
                           (mẫu Word của cơ quan: cần LibreOffice)
      --theo-doi           Lập xong thì chờ; sửa dữ liệu, mẫu đến đâu
                           lập lại đến đó; dừng bằng Ctrl+C
      --nhap               Lập bản nháp: câu hỏi chưa trả lời
                           được in ra và tô vàng
      --ghi-de             Ghi đè cả tệp đã sửa tay
                           [mặc định: giữ lại, bản mới ghi bên cạnh]
      --ca-da-phat-hanh    Lập lại cả văn bản đã phát hành
                           [mặc định: chỉ lập lại khi gọi tên bằng --van-ban]
      --khong-doc-so       Không đọc sổ: số, ngày văn bản đã phát hành để trống
      --giu-tep-cu         Để lại tệp cũ lần này không lập nữa
                           [mặc định: bỏ, nếu chưa ai sửa]
      --cho-doc <THƯ MỤC>  Cho đọc tệp mà các tệp dữ liệu nhắc đến (ảnh, văn bản
                           chèn, mẫu) cả trong thư mục này; lặp lại được

Tùy chọn chung:
  -C, --thu-muc <THƯ MỤC>  Thư mục làm việc, chứa data/, templates/, output/
                           [mặc định: thư mục hiện tại]
      --json               Trả lời bằng JSON, cho chương trình khác đọc
      --mau-sac <KIỂU>     Màu: auto (tự chọn), always (luôn), never (không)
                           [mặc định: auto]
  -h, --help               In trang này (cũng gõ được: --tro-giup)
  -V, --version            In phiên bản (cũng gõ được: --phien-ban)

Ví dụ:
  thidua lap 2020
  thidua lap 2020 --van-ban ke-hoach,bao-cao-nam --pdf
  thidua lap 2020 --ngay 15/12/2020 --ra ban-thao
  thidua lap --theo-doi
";

/// What is typed wrongly, and the answer without its last line.
const FAULTS: &[(&str, &str)] = &[
    (
        "lap 20",
        "lỗi: giá trị `20` của `NĂM` không dùng được: phải là năm bốn chữ số, từ 2000 đến 2099\n  gợi ý: gõ `thidua lap 2020`",
    ),
    (
        "lap năm-2021",
        "lỗi: giá trị `năm-2021` của `NĂM` không dùng được: phải là năm bốn chữ số, từ 2000 đến 2099\n  gợi ý: gõ `thidua lap 2021`",
    ),
    (
        "lap abc",
        "lỗi: giá trị `abc` của `NĂM` không dùng được: phải là năm bốn chữ số, từ 2000 đến 2099\n  gợi ý: để lập riêng một văn bản, gõ `thidua lap --van-ban abc`",
    ),
    (
        "lap 2020 2021",
        "lỗi: thừa `2021` sau `thidua lap`\n  gợi ý: mỗi lần lập một năm; tên thư mục có dấu cách phải đặt trong dấu \" \"",
    ),
    ("schema x", "lỗi: `LOẠI` không nhận giá trị `x`\n  gợi ý: các giá trị được dùng: kiem-tra"),
    ("lap --vanban a", "lỗi: `thidua lap` không có tùy chọn `--vanban`\n  gợi ý: có phải `--van-ban`?"),
    ("lap --ghi-đè", "lỗi: `thidua lap` không có tùy chọn `--ghi-đè`\n  gợi ý: có phải `--ghi-de`?"),
    (
        "schema -x",
        "lỗi: `thidua schema` không có tùy chọn `-x`\n  gợi ý: các tùy chọn có: --thu-muc, --json, --mau-sac, --help, --version",
    ),
    (
        "--pdf lap",
        "lỗi: `thidua` không có tùy chọn `--pdf`\n  gợi ý: tùy chọn này đứng sau lệnh: gõ `thidua lap --pdf`",
    ),
    ("lập 2020", "lỗi: không có lệnh `lập`\n  gợi ý: có phải `lap`? gõ `thidua lap`"),
    ("2020", "lỗi: không có lệnh `2020`\n  gợi ý: để lập văn bản của năm, gõ `thidua lap 2020`"),
    ("mau xyz", "lỗi: không có lệnh `xyz`\n  gợi ý: các lệnh có: bien, kiem-tra, xuat"),
    ("mau kiemtra x", "lỗi: không có lệnh `kiemtra`\n  gợi ý: có phải `kiem-tra`? gõ `thidua mau kiem-tra`"),
    (
        "mau bien",
        "lỗi: `thidua mau bien` còn thiếu <MẪU>\n  gợi ý: gõ `thidua mau bien <MẪU>`, thay <MẪU> bằng giá trị cần dùng",
    ),
    (
        "mau bien x --ghi-de",
        "lỗi: `thidua mau bien` không có tùy chọn `--ghi-de`\n  gợi ý: các tùy chọn có: --thu-muc, --json, --mau-sac, --help, --version",
    ),
    ("dien --mau a.docx --dulieu b", "lỗi: `thidua dien` không có tùy chọn `--dulieu`\n  gợi ý: có phải `--du-lieu`?"),
    (
        "xyz",
        "lỗi: không có lệnh `xyz`\n  gợi ý: các lệnh có: lap, dien, mau, khoi-tao, nam-moi, so-sanh, xem, kiem-tra, phat-hanh, thu-hoi, sua-doi, thay-the, dinh-chinh, huy-so, sao-y, trich-sao, sao-luc, so, luu, tro-giup, giai-thich, schema, hoan-thanh, trang-man",
    ),
    (
        "giai-thich",
        "lỗi: `thidua giai-thich` còn thiếu <MÃ>\n  gợi ý: gõ `thidua giai-thich <MÃ>`, thay <MÃ> bằng giá trị cần dùng",
    ),
    ("lap --ra", "lỗi: sau `--ra <THƯ MỤC>` phải có giá trị\n  gợi ý: gõ giá trị ngay sau tùy chọn này"),
    ("lap --ra=", "lỗi: sau `--ra <THƯ MỤC>` phải có giá trị\n  gợi ý: gõ giá trị ngay sau tùy chọn này"),
    ("lap --van-ban a,,b", "lỗi: `--van-ban <MÃ>` không được để trống"),
    (
        "lap --mau-sac alwys",
        "lỗi: `--mau-sac <KIỂU>` không nhận giá trị `alwys`\n  gợi ý: có phải `always`? các giá trị được dùng: auto, always, never",
    ),
    (
        "lap --mau-sac xanh",
        "lỗi: `--mau-sac <KIỂU>` không nhận giá trị `xanh`\n  gợi ý: các giá trị được dùng: auto, always, never",
    ),
    (
        "in",
        "lỗi: không có lệnh `in`\n  gợi ý: chương trình không in ra giấy: lập bằng `thidua lap`, rồi mở tệp trong output/ bằng Word để in; cần PDF thì gõ `thidua lap --pdf`",
    ),
    (
        "phat hanh ke-hoach --thu",
        "lỗi: không có lệnh `phat`\n  gợi ý: tên lệnh viết liền bằng gạch nối: gõ `thidua phat-hanh ke-hoach --thu`",
    ),
    (
        "lap –van-ban ke-hoach",
        "lỗi: `–van-ban` bắt đầu bằng dấu “–”, tùy chọn phải bắt đầu bằng hai dấu gạch nối\n  gợi ý: gõ `thidua lap --van-ban ke-hoach`",
    ),
    ("--lap", "lỗi: `thidua` không có tùy chọn `--lap`\n  gợi ý: lệnh không có dấu gạch ở đầu: gõ `thidua lap`"),
    ("lap --pdf=x", "lỗi: `--pdf` không nhận thêm giá trị `x`\n  gợi ý: chỉ gõ `--pdf`"),
    ("lap --pdf --pdf", "lỗi: `--pdf` ghi nhiều lần\n  gợi ý: chỉ giữ lại một"),
    ("-C a -C b lap", "lỗi: `--thu-muc <THƯ MỤC>` ghi nhiều lần\n  gợi ý: chỉ giữ lại một"),
];

#[test]
fn help_of_the_program_word_by_word() {
    for line in ["-h", "--help", "--tro-giup", "--json --help"] {
        assert_eq!(shown(line), HELP);
    }
}

#[test]
fn help_of_lap_word_by_word() {
    for line in ["lap -h", "lap --help", "build --tro-giup", "lap 2020 --help"] {
        assert_eq!(shown(line), HELP_OF_LAP);
    }
}

#[test]
fn version_is_one_line() {
    let expected = format!("thidua {}\n", env!("CARGO_PKG_VERSION"));
    for line in ["-V", "--version", "--phien-ban", "lap -V"] {
        assert_eq!(shown(line), expected);
    }
}

#[test]
fn without_a_command_help_goes_to_stderr_and_the_exit_code_is_2() {
    assert_eq!(fault(""), HELP);
    assert_eq!(fault("--json"), format!("lỗi: chưa gõ lệnh nào\n\n{HELP}"));
}

#[test]
fn every_fault_word_by_word() {
    for (line, expected) in FAULTS {
        let text = fault(line);
        let (found, last) = text.trim_end().rsplit_once('\n').unwrap();
        assert_eq!(found, *expected, "{line}");
        assert!(last.starts_with("  xem cách dùng: gõ `thidua"), "{line}: {last}");
    }
}

#[test]
fn the_last_line_names_the_help_of_the_command_that_was_typed() {
    let last = |line: &str| fault(line).lines().last().unwrap_or_default().to_owned();
    assert_eq!(last("build 20"), "  xem cách dùng: gõ `thidua lap --tro-giup`");
    assert_eq!(last("-C x explain"), "  xem cách dùng: gõ `thidua giai-thich --tro-giup`");
    assert_eq!(last("xyz"), "  xem cách dùng: gõ `thidua --tro-giup`");
}

#[cfg(unix)]
#[test]
fn letters_that_are_not_utf_8_are_refused_as_ids_but_not_as_folders() {
    use std::os::unix::ffi::OsStringExt;
    let line = |option: &str| {
        let bad = OsString::from_vec(vec![b'a', 0xff]);
        parse(["thidua", "lap", option].map(OsString::from).into_iter().chain([bad]))
    };
    let text = line("--van-ban").unwrap_err().text;
    assert!(text.starts_with("lỗi: có chữ không đọc được (không phải UTF-8)\n"), "{text}");
    assert!(line("--ra").is_ok());
}

/// Every page of help.
const PAGES: [&str; 33] = [
    "-h",
    "lap -h",
    "dien -h",
    "mau -h",
    "mau bien -h",
    "mau kiem-tra -h",
    "mau xuat -h",
    "phat-hanh -h",
    "thu-hoi -h",
    "sua-doi -h",
    "thay-the -h",
    "dinh-chinh -h",
    "huy-so -h",
    "so -h",
    "so them -h",
    "so nhap -h",
    "luu xac-minh -h",
    "luu nhan -h",
    "luu dung-lai -h",
    "luu mo-khoa -h",
    "sao-y -h",
    "trich-sao -h",
    "sao-luc -h",
    "luu ho-so -h",
    "luu het-han -h",
    "luu xuat -h",
    "luu sao-luu -h",
    "luu phuc-hoi -h",
    "giai-thich -h",
    "schema -h",
    "tro-giup -h",
    "hoan-thanh -h",
    "trang-man -h",
];

#[test]
fn no_english_word_of_clap_appears_anywhere() {
    const ENGLISH: &[&str] = &[
        "usage",
        "options",
        "option",
        "commands",
        "command",
        "error",
        "tip",
        "help",
        "print",
        "possible",
        "values",
        "value",
        "default",
        "for",
        "more",
        "information",
        "required",
        "unexpected",
        "argument",
        "arguments",
        "found",
        "try",
        "invalid",
        "similar",
        "exists",
        "cannot",
        "multiple",
        "times",
        "aliases",
        "subcommand",
        "unrecognized",
        "version",
    ];
    let faults = FAULTS.iter().map(|(line, _)| fault(line));
    let help = PAGES.map(shown);
    for text in faults.chain(help).chain([fault(""), fault("--json"), fault("lap --phd")]) {
        // The long names of options are a contract, not words.
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        let plain = words.filter(|word| !word.starts_with('-')).map(str::to_lowercase);
        for word in plain {
            assert!(!ENGLISH.contains(&word.as_str()), "`{word}` in:\n{text}");
        }
    }
}

#[test]
fn no_line_of_help_is_wider_than_a_small_window() {
    for line in PAGES {
        for text in shown(line).lines() {
            assert!(text.chars().count() <= 80, "{text}");
        }
    }
}

#[test]
fn lap_with_everything() {
    let line = "lap 2020 --van-ban a,b --van-ban c --ra x --ngay 15/12/2020 --pdf --ghi-de \
                -C y --cho-doc z --json --mau-sac luon";
    let expected = Args {
        folder: PathBuf::from("y"),
        allowed: vec![PathBuf::from("z")],
        json: true,
        color: ColorChoice::Always,
        command: Command::Build {
            year: Some(2020),
            documents: ["a", "b", "c"].map(str::to_owned).into(),
            out: Some(PathBuf::from("x")),
            date: Some("15/12/2020".to_owned()),
            pdf: true,
            overwrite: true,
            draft: false,
            watch: false,
            again: false,
            blind: false,
            leave: false,
        },
    };
    assert_eq!(understood(line), expected);
}

#[test]
fn lap_with_nothing() {
    let nothing = Command::Build {
        year: None,
        documents: vec![],
        out: None,
        date: None,
        pdf: false,
        overwrite: false,
        draft: false,
        watch: false,
        again: false,
        blind: false,
        leave: false,
    };
    for line in ["lap", "build"] {
        let args = understood(line);
        assert_eq!(args.command, nothing);
        assert_eq!((args.folder, args.json), (PathBuf::from("."), false));
        assert_eq!(args.color, ColorChoice::Auto);
    }
}

#[test]
fn the_other_commands() {
    assert_eq!(understood("schema").command, Command::Schema { check: false });
    assert_eq!(understood("schema kiem-tra").command, Command::Schema { check: true });
    for line in ["giai-thich DL10", "explain DL10"] {
        assert_eq!(understood(line).command, Command::Explain { code: "DL10".to_owned() });
    }
}

#[test]
fn dien_with_everything() {
    let line = "dien --mau m.docx --du-lieu d.xlsx --du-lieu chung.yaml --trang-tinh A --trang-tinh B --danh-sach dong --gop --doi-phong --ghi-de --ra o.docx";
    let expected = Fill {
        template: PathBuf::from("m.docx"),
        data: vec![PathBuf::from("d.xlsx"), PathBuf::from("chung.yaml")],
        sheets: vec!["A".to_owned(), "B".to_owned()],
        out: "o.docx".to_owned(),
        list: Some("dong".to_owned()),
        join: true,
        fonts: true,
        overwrite: true,
        leave: false,
    };
    assert_eq!(understood(line).command, Command::Fill(expected));
    assert_eq!(understood("fill --mau m --du-lieu d --ra o"), understood("dien --ra o --du-lieu d --mau m"));
    assert!(fault("dien --mau m --du-lieu d --ra o --gop").contains("--danh-sach"));
}

#[test]
fn what_mau_can_do() {
    assert_eq!(understood("template bien m.docx").command, Command::Variables { template: PathBuf::from("m.docx") });
    let inspect = understood("mau kiem-tra m.docx --du-lieu d.yaml --danh-sach ds --chu-thich o.docx").command;
    let expected = Inspect {
        template: PathBuf::from("m.docx"),
        data: vec![PathBuf::from("d.yaml")],
        sheets: Vec::new(),
        list: Some("ds".to_owned()),
        comments: Some(PathBuf::from("o.docx")),
    };
    assert_eq!(inspect, Command::Inspect(expected));
    let export = Command::Export { names: vec!["a.tera".to_owned()], out: Some(PathBuf::from("x")), overwrite: false };
    assert_eq!(understood("mau xuat a.tera --ra x").command, export);
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    assert_eq!(understood("-C a --json schema"), understood("schema --thu-muc a --json"));
    assert_eq!(understood("--mau-sac khong lap").color, ColorChoice::Never);
    assert_eq!(understood("lap --mau-sac tu-dong").color, ColorChoice::Auto);
}

#[test]
fn the_definition_is_one_clap_accepts() {
    definition().debug_assert();
}

proptest! {
    #[test]
    fn whatever_is_typed_the_answer_is_args_or_text_with_a_line_break(
        line in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "lap", "build", "schema", "giai-thich", "--van-ban", "--ra", "--pdf", "--json",
                "-C", "--mau-sac", "2020", "20", "-h", "-V", "--", "-", "", ",", "--pdf=", "-Cx",
            ]).prop_map(str::to_owned),
            "\\PC{0,6}",
        ], 0..7)
    ) {
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        if let Err(stop) = typed(&line) {
            prop_assert!(stop.text.ends_with('\n'));
            prop_assert_eq!(stop.to_stdout, stop.exit_code == 0);
        }
    }
}

/// What stands in backticks and begins with the program's name, in a text.
fn mentions(text: &str) -> impl Iterator<Item = &str> {
    text.split("`thidua ").skip(1).filter_map(|rest| rest.split_once('`')).map(|(line, _)| line)
}

/// Returns the first word of a mentioned line that the command line does not know.
fn unknown(line: &str) -> Option<String> {
    let root = definition();
    let mut command = &root;
    for word in line.split_whitespace() {
        if let Some(option) = word.strip_prefix("--") {
            let option = option.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let known = command.get_arguments().chain(root.get_arguments()).any(|arg| arg.get_long() == Some(option));
            if !known && !["tro-giup", "phien-ban"].contains(&option) {
                return Some(word.to_owned());
            }
        } else if let Some(found) = command.find_subcommand(word) {
            command = found;
        } else if command.get_name() == "thidua" && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Some(word.to_owned());
        }
    }
    None
}

#[test]
fn every_command_and_option_that_a_hint_or_the_guide_names_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources =
        walkdir::WalkDir::new(root.join("src")).into_iter().map(Result::unwrap).map(walkdir::DirEntry::into_path);
    let texts = sources.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let texts = texts.filter(|path| !path.ends_with("usage_tests.rs"));
    let (mut seen, mut wrong) = (0, Vec::new());
    for path in texts.chain([root.join("docs/huong-dan.md"), root.join("README.md")]) {
        for line in mentions(&std::fs::read_to_string(&path).unwrap()) {
            seen += 1;
            wrong.extend(unknown(line).map(|word| format!("{}: {word} in thidua {line}", path.display())));
        }
    }
    assert!(seen > 100, "{seen}");
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(unknown("phat-hanh MÃ --ra TỆP"), Some("--ra".to_owned()), "the test sees what lacks");
}

#[test]
fn what_a_refused_number_advises_can_be_typed_after_every_command_that_gives_one() {
    for command in ["phat-hanh", "so them", "sao-y", "trich-sao", "sao-luc"] {
        for option in ["so", "ngay", "ly-do"] {
            assert_eq!(unknown(&format!("{command} --{option}")), None, "{command}");
        }
    }
}
