//! Names in data and records lead to files of the folder and nowhere else, and what is no file is never waited for.

use std::process::Command;

use thidua::ooxml::write::Repack;

use super::super::archive::{issued, notices};
use super::super::workspace::{Outcome, Workspace};
use super::in_time;

/// The smallest picture.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0";

/// A folder with a template that inserts the picture `a`, and a picture inside and outside.
fn desk() -> Workspace {
    let world = Workspace::empty();
    assert_eq!(world.run(&["mau", "xuat", "danh-sach.docx", "--ra", "."]).code, 0);
    let shipped = world.read("danh-sach.docx");
    let mut package = Repack::open(&shipped).unwrap();
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let body = "<w:p><w:r><w:t>{{ a | anh }}</w:t></w:r></w:p><w:sectPr/>";
    package.put("word/document.xml", format!("<w:document {names}><w:body>{body}</w:body></w:document>"));
    world.write("mau.docx", package.finish().unwrap());
    world.write("trong.png", PNG);
    let outside = world.root().parent().unwrap().join("ngoai");
    std::fs::create_dir_all(&outside).unwrap();
    std::fs::write(outside.join("a.png"), PNG).unwrap();
    world
}

#[track_caller]
fn fill(world: &Workspace, name: &str, more: &[&str]) -> Outcome {
    world.write("ds.yaml", format!("a: '{name}'\n"));
    let args = [&["dien", "--mau", "mau.docx", "--du-lieu", "ds.yaml", "--ra", "ra.docx"], more].concat();
    in_time(world.root(), &args)
}

#[test]
fn a_picture_outside_the_folder_is_read_only_when_its_folder_is_named() {
    let world = desk();
    let there = world.root().parent().unwrap().join("ngoai/a.png");
    let there = there.to_str().unwrap();
    assert_eq!(fill(&world, "trong.png", &[]).code, 0);
    for outside in ["../ngoai/a.png", there, "\\\\may\\chung\\a.png", "//may/chung/a.png", "/etc/passwd"] {
        let outcome = fill(&world, outside, &[]);
        assert_eq!(outcome.code, 1, "{outside}");
        assert!(outcome.stderr.contains("nằm ngoài các thư mục được đọc"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("--cho-doc"), "{}", outcome.stderr);
    }
    for outside in ["../ngoai/a.png", there] {
        assert_eq!(fill(&world, outside, &["--cho-doc", "khac", "--cho-doc", "../ngoai"]).code, 0, "{outside}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_leave_and_what_is_no_file_are_refused_without_waiting() {
    let world = desk();
    std::os::unix::fs::symlink("../ngoai/a.png", world.root().join("ra.png")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", world.root().join("khong.png")).unwrap();
    assert!(Command::new("mkfifo").arg(world.root().join("ong.png")).status().unwrap().success());
    for (name, words) in [("ra.png", "nằm ngoài"), ("khong.png", "nằm ngoài"), ("ong.png", "không phải tệp thường")]
    {
        let outcome = fill(&world, name, &[]);
        assert!(outcome.code == 1 && outcome.stderr.contains(words), "{name}: {}", outcome.stderr);
    }
    for file in ["ong.png", "/dev/zero"] {
        let outcome = in_time(world.root(), &["dien", "--mau", file, "--du-lieu", "ds.yaml", "--ra", "ra.docx"]);
        assert!(outcome.code == 2 && outcome.stderr.contains("không phải tệp thường"), "{file}: {}", outcome.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_records_or_templates_is_told_and_not_waited_for() {
    for name in ["data/2020/ong.yaml", "templates/ong.tera"] {
        let world = Workspace::minimal();
        std::fs::create_dir_all(world.root().join("templates")).unwrap();
        assert!(Command::new("mkfifo").arg(world.root().join(name)).status().unwrap().success());
        let outcome = in_time(world.root(), &["lap"]);
        assert!(outcome.code > 0 && outcome.stderr.contains("không phải tệp thường"), "{name}: {}", outcome.stderr);
    }
}

/// Every command that reads records, with what it may be asked when `01/TB-STC` is issued.
#[cfg(unix)]
const READING: &[&[&str]] = &[
    &["lap"],
    &["phat-hanh", "vb-2", "--ngay", "01/03/2020", "--thu"],
    &["so", "--thieu"],
    &["so", "them", "--loai", "KH", "--trich-yeu", "Kiểm tra", "--ngay", "01/03/2020", "--thu"],
    &["so", "nhap", "so.csv", "--thu"],
    &["thay-the", "01/TB-STC", "--soan", "vb-moi", "--ly-do", "thử"],
    &["sua-doi", "01/TB-STC", "--soan", "vb-sua", "--ly-do", "thử", "--tai", "mục I", "--moi", "chữ mới"],
    &["dinh-chinh", "01/TB-STC", "--soan", "vb-dc", "--ly-do", "thử", "--tai", "mục I", "--sai", "a", "--dung", "b"],
    &["thu-hoi", "01/TB-STC", "--soan", "vb-thu", "--ly-do", "thử"],
    &["sao-y", "01/TB-STC", "--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ", "--thu"],
    &["trich-sao", "01/TB-STC", "--nguoi-ky", "an", "--doan", "1", "--thu"],
    &["luu", "dung-lai", "01/TB-STC"],
    &["luu", "nhan-so", "--thu"],
    &["luu", "ho-so"],
    &["luu", "het-han"],
    &["so-sanh", "2020", "2020"],
    &["nam-moi", "2021"],
];

#[cfg(unix)]
#[test]
fn records_behind_a_link_that_leaves_are_read_by_every_command_when_their_folder_is_named() {
    let old = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu\n1/KH-STC;02/01/2018;Kế hoạch A\n";
    let world = notices(2).with("so.csv", old);
    issued(&world, "vb-1", "01/03/2020");
    let outside = world.root().parent().unwrap().join("ngoai");
    std::fs::create_dir_all(&outside).unwrap();
    let place = world.root().join("data/2020/nguoi.yaml");
    std::fs::rename(&place, outside.join("nguoi.yaml")).unwrap();
    std::os::unix::fs::symlink("../../../ngoai/nguoi.yaml", &place).unwrap();
    let refused = |outcome: &Outcome| outcome.stderr.contains("liên kết dẫn tới tệp nằm ngoài");
    for args in READING {
        let outcome = in_time(world.root(), args);
        let told = refused(&outcome) && outcome.stderr.contains("--cho-doc");
        assert!(told || args[..2] == ["luu", "nhan-so"], "{args:?}: {}", outcome.stderr);
        let outcome = in_time(world.root(), &[args, &["--cho-doc", "../ngoai"][..]].concat());
        let known = !outcome.stderr.contains("tùy chọn");
        assert!(!refused(&outcome) && known, "{args:?}: {}", outcome.stderr);
    }
}
