//! Links in the place of files and folders: what is written through them would be written elsewhere.

use std::os::unix::fs::symlink;

use super::*;

/// Every file and folder that is written to when a document is issued.
const PLACES: [&str; 15] = [
    "data",
    "data/luu-vt",
    "data/luu-vt/kho",
    "data/luu-vt/so.sqlite",
    "data/luu-vt/so.sqlite-wal",
    "data/luu-vt/so.sqlite-journal",
    "data/luu-vt/nhat-ky.jsonl",
    "data/luu-vt/so.niem-phong",
    "data/luu-vt/khoa",
    "data/luu-vt/khoa-cho",
    "data/luu-vt/khoa.json",
    "data/luu-vt.phuc-hoi",
    "output",
    "output/2020",
    "output/2020/phat-hanh",
];

/// Moves a thing outside and puts a link to it in its place; where nothing stands, the link leads to a folder of ours.
fn linked(office: &mut Stranger, name: &str) {
    let (place, moved) = (office.world.root().join(name), office.outside().join("chuyen"));
    if place.exists() {
        std::fs::rename(&place, &moved).unwrap();
        symlink(&moved, place).unwrap();
    } else {
        symlink(office.outside(), place).unwrap();
    }
    office.settle();
}

#[test]
fn nothing_is_written_through_a_link() {
    for name in PLACES {
        let mut office = Stranger::office();
        linked(&mut office, name);
        for args in LOOKING.iter().chain(CHANGING) {
            office.run(args);
        }
        let outcome = office.run(&["phat-hanh", "vb-4", "--ngay", "01/03/2020"]);
        assert_eq!(outcome.code, 2, "{name}: {}", outcome.stdout);
        assert!(outcome.stderr.contains("liên kết") && outcome.stderr.contains("gợi ý"), "{name}: {}", outcome.stderr);
    }
}

#[test]
fn records_are_written_through_no_link() {
    for name in ["data/2020/van-ban", "data/2021"] {
        let mut office = Stranger::office();
        linked(&mut office, name);
        office.run(&["thay-the", "01/TB-STC", "--soan", "vb-moi", "--ly-do", "thử"]);
        let outcome = office.run(&["nam-moi", "2021", "--ghi-de"]);
        assert!(name != "data/2021" || (outcome.code == 2 && outcome.stderr.contains("liên kết")), "{outcome:?}");
    }
}

#[test]
fn folders_of_the_store_and_its_files_are_no_links() {
    let names: Vec<String> = Stranger::office().world.files("data/luu-vt/kho").into_keys().collect();
    let folders = names.iter().filter_map(|name| name.split_once('/')).map(|(folder, _)| folder.to_owned());
    for name in folders.chain(names.clone()) {
        let mut office = Stranger::office();
        linked(&mut office, &format!("data/luu-vt/kho/{name}"));
        let seen = office.run(&["luu", "xac-minh"]);
        assert_ne!(seen.code, 0, "{name}: {}", seen.stdout);
        for args in CHANGING {
            office.run(args);
        }
    }
}

#[test]
fn a_backup_that_lies_elsewhere_by_a_link_is_refused() {
    for name in ["ban-sao/kho", "ban-sao/ban"] {
        let mut office = Stranger::office();
        assert_eq!(office.run(&["luu", "sao-luu", "ban-sao"]).code, 0);
        linked(&mut office, name);
        let outcome = office.run(&["luu", "sao-luu", "ban-sao"]);
        assert!(outcome.code == 2 && outcome.stderr.contains("liên kết"), "{name}: {}", outcome.stderr);
        assert_ne!(office.run(&["luu", "phuc-hoi", "ban-sao", "--ghi-de"]).code, 0);
    }
}

#[test]
fn a_pipe_in_the_place_of_a_file_does_not_hold_the_program_up() {
    for name in ["khoa.json", "so.sqlite", "nhat-ky.jsonl", "so.niem-phong", "khoa", "kho/ab/cd"] {
        let office = Stranger::office();
        let place = office.world.root().join("data/luu-vt").join(name);
        let _ = std::fs::remove_file(&place);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
        for args in [&["so"][..], &["luu", "xac-minh"], &["phat-hanh", "vb-3", "--ngay", "01/03/2020"]] {
            office.run(args);
        }
    }
}

#[test]
fn a_journal_that_names_another_file_does_not_make_sqlite_remove_it() {
    let mut office = Stranger::office();
    let victim = office.outside().join(".bashrc");
    std::fs::write(&victim, "x\0").unwrap();
    office.settle();
    let name = victim.to_string_lossy().into_owned();
    let sum: u32 = name.bytes().map(u32::from).sum();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.extend([0xff; 4].into_iter().chain([0; 12]).chain(512u32.to_be_bytes()).chain(4096u32.to_be_bytes()));
    journal.resize(512, 0);
    journal.extend([0, 0, 0, 9].into_iter().chain(name.bytes()));
    journal.extend(u32::try_from(name.len()).unwrap().to_be_bytes().into_iter().chain(sum.to_be_bytes()));
    journal.extend([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    for args in LOOKING.iter().chain(CHANGING) {
        office.world.write("data/luu-vt/so.sqlite-journal", &journal);
        office.run(args);
    }
}
