//! Any text as a template: findings, or a document that can be read again; Tera, markup, tables, layout and reader.

#![no_main]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use thidua::docx::DocxView;
use thidua::pipeline::{Wish, generate};

static FOLDER: OnceLock<TempDir> = OnceLock::new();

fuzz_target!(|template: &str| -> Corpus {
    // A template may loop for as long as it likes: that is known, and not what is looked for.
    if template.contains("range") {
        return Corpus::Reject;
    }
    let root = FOLDER.get_or_init(folder).path();
    fs::write(root.join("templates/thu.tera"), template).expect("the folder can be written");
    let Ok(run) = generate(root, &Wish::default(), &|_| {}) else { return Corpus::Keep };
    assert!(!run.made.is_empty() || run.report.has_errors(), "nothing made and nothing said");
    for made in &run.made {
        DocxView::read(&made.bytes).expect("what we write can be read");
    }
    Corpus::Keep
});

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in [("co-quan", OFFICE), ("nguoi", HEAD), ("thu", PAPER)] {
        write(folder.path(), &format!("data/2020/{name}.yaml"), text);
    }
    write(folder.path(), "templates/thu.tera", "");
    folder
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap_or(root)).expect("there is room for a folder");
    fs::write(path, text).expect("the folder can be written");
}

const OFFICE: &str = "\
loai: co_quan
ten: Sở Tài chính
viet_tat: STC
dia_danh: Ninh Thuận
tham_quyen: Giám đốc Sở Tài chính
";

const HEAD: &str = "loai: nguoi\ndanh_sach:\n  - {ma: giam-doc, ho_ten: Trần Minh Khải, chuc_vu: Giám đốc}\n";

const PAPER: &str = "\
loai: van_ban
ma: thu
ten_loai: ke_hoach
mau: thu.tera
trich_yeu: Thử mẫu
nguoi_ky: {nguoi: giam-doc}
noi_nhan: [Như trên]
luu: [VT]
du_lieu:
  dong:
    - {a: 1, b: '*x* | <y>'}
    - {a: '2,5', b: ''}
";
