//! Files that hold anything but what they should.

use super::*;

/// What a stranger may have put into any file.
const CONTENTS: [&[u8]; 5] = [b"", b"\0\0\0\0", b"\xff\xfe\x80\x9b31m", b"{\"stt\":1", b"[[[[[[[[[[[[[[[["];

/// The files of the archive and below `output/`.
fn kept_by_us(world: &Workspace) -> Vec<String> {
    let kept = |name: &String| name.starts_with("data/luu-vt") || name.starts_with("output");
    world.files(".").into_keys().filter(kept).collect()
}

#[test]
fn whatever_stands_in_a_file_nothing_outside_changes_and_it_is_said() {
    let names = kept_by_us(&Stranger::office().world);
    for (at, name) in names.iter().enumerate() {
        let bad = Stranger::office();
        bad.world.remove(name);
        bad.world.write(name, CONTENTS[at % CONTENTS.len()]);
        for args in LOOKING.iter().chain(CHANGING) {
            let outcome = bad.run(args);
            assert!(outcome.code == 0 || !outcome.stderr.is_empty() || !outcome.stdout.is_empty(), "{name}: {args:?}");
        }
    }
}

/// The shipped year, with templates of the office's own and data for Word templates.
fn whole_office() -> Stranger {
    let world = Workspace::shipped().overlay(&super::super::workspace::fixture("vi-du"));
    assert_eq!(world.run(&["mau", "xuat", "--ra", "templates"]).code, 0);
    for name in ["ma-dinh-danh.yaml", "linh-vuc-cchc.yaml", "muc-thuong.yaml"] {
        let built_in = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).ok();
        world.write(&format!("data/{name}"), built_in.unwrap_or_else(|| b"loai: ma_dinh_danh\n".to_vec()));
    }
    world.write("ds.csv", "Họ tên,Chức vụ\nAn,Văn thư\n");
    world.write("ds.json", "[{\"ho_ten\": \"An\", \"chuc_vu\": \"Văn thư\"}]");
    world.write("tra-loi.yaml", "a: b\n");
    Stranger::of(world)
}

fn ends(name: &str, end: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found == end)
}

/// The commands that read a file.
fn readers(name: &str) -> Vec<Vec<&str>> {
    let fill =
        |data| vec!["dien", "--mau", "templates/danh-sach.docx", "--du-lieu", data, "--ra", "ra.docx", "--ghi-de"];
    match name {
        name if ends(name, "docx") => vec![vec!["mau", "kiem-tra", name], vec!["mau", "bien", name]],
        name if ends(name, "tera") => vec![vec!["lap", "2020"]],
        "tra-loi.yaml" => vec![vec!["nam-moi", "2021", "--tra-loi", "tra-loi.yaml"]],
        "ds.csv" => vec![fill("ds.csv"), vec!["so", "nhap", "ds.csv", "--thu"]],
        "ds.xlsx" => vec![fill("ds.xlsx"), vec!["so", "nhap", "ds.xlsx", "--thu"]],
        "ds.json" => vec![fill("ds.json")],
        "chung.yaml" => vec![fill("chung.yaml")],
        _ => vec![vec!["lap", "2020"], vec!["nam-moi", "2021", "--ghi-de"]],
    }
}

#[test]
fn every_record_table_template_and_data_file_is_forged_once() {
    let office = whole_office();
    let names: Vec<String> = office.world.files(".").into_keys().collect();
    assert!(names.len() > 50, "{}", names.len());
    let mut silent = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let whole = office.world.read(name);
        let content = CONTENTS[at % CONTENTS.len()];
        office.world.write(name, content);
        let codes: Vec<i32> = readers(name).iter().map(|args| office.run(args).code).collect();
        // Any text is a template, and not every one is used.
        let template = ends(name, "tera") && std::str::from_utf8(content).is_ok();
        if codes.iter().all(|code| *code == 0) && !template {
            silent.push(name.as_str());
        }
        office.world.write(name, whole);
    }
    // The editor reads it, we do not.
    silent.retain(|name| *name != "data/thidua.schema.json");
    assert_eq!(silent, Vec::<&str>::new(), "what stands in these is not told");
}

#[test]
fn looking_at_a_folder_changes_nothing_in_it() {
    let office = Stranger::office();
    assert!(office.look().iter().all(|outcome| outcome.code == 0));
    assert!(office.outside().is_dir());
}

#[test]
fn whatever_stands_in_a_backup_it_is_not_believed() {
    let whole = Stranger::office();
    assert_eq!(whole.run(&["luu", "sao-luu", "ban-sao"]).code, 0);
    let names = whole.world.files("ban-sao").into_keys();
    for (at, name) in names.enumerate() {
        let bad = Stranger::office();
        assert_eq!(bad.run(&["luu", "sao-luu", "ban-sao"]).code, 0);
        // The state's name holds the digest of a log with the time in it.
        let states = std::fs::read_dir(bad.world.root().join("ban-sao/ban")).unwrap();
        let state = states.map(|state| state.unwrap().file_name().into_string().unwrap()).next().unwrap();
        let file = name.rsplit('/').next().unwrap();
        let place = if name.starts_with("ban/") { format!("ban/{state}/{file}") } else { name.clone() };
        if !bad.world.root().join("ban-sao").join(&place).exists() {
            continue;
        }
        bad.world.remove(&format!("ban-sao/{place}"));
        bad.world.write(&format!("ban-sao/{place}"), CONTENTS[at % CONTENTS.len()]);
        assert_ne!(bad.run(&["luu", "xac-minh", "--ban-sao-luu", "ban-sao"]).code, 0, "{place}");
        assert_ne!(bad.run(&["luu", "phuc-hoi", "ban-sao", "--ghi-de"]).code, 0, "{place}");
        assert_eq!(bad.run(&["luu", "xac-minh"]).code, 0, "{place}: the archive stays");
    }
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_endless_files_do_not_hold_the_program_up() {
    for name in ["output/2020/vb-3.docx", "output/2020/phat-hanh/03-TB-STC.docx", "data/luu-vt/nhat-ky.jsonl"] {
        let office = Stranger::office();
        let place = office.world.root().join(name);
        let _ = std::fs::remove_file(&place);
        assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
        for args in LOOKING.iter().chain(CHANGING) {
            office.run(args);
        }
        std::fs::remove_file(&place).unwrap();
        // A file of 40 GB that takes no room on the disk.
        std::fs::File::create(&place).unwrap().set_len(40 << 30).unwrap();
        for args in [&["lap"][..], &["so"], &["phat-hanh", "vb-4", "--ngay", "01/03/2020"]] {
            office.run(args);
        }
        std::fs::remove_file(place).unwrap();
    }
}
