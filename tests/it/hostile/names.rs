//! Names in register, log and backups that would become paths: all are forged so that digests, chain and seal fit.

use thidua::archive::{Digest, seal};
use thidua::filename::FileName;

use super::*;

/// What a stranger may call a file or a series.
const NAMES: [&str; 14] = [
    "../../../../ben-ngoai/x",
    "/tmp/thidua-ben-ngoai",
    "..",
    "a/b",
    "..\\\\..\\\\x",
    "C:x",
    "05.docx:an",
    "con",
    "AUX.docx",
    "com1.xml",
    "x.",
    "x\\u001b[31m",
    "x\\u009b31m",
    "x\\u202excod.exe",
];

/// Replaces text in log and rows of an archive or of a state in a backup, and makes digests, chain and seal fit.
fn forge(folder: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join("nhat-ky.jsonl")).unwrap();
    let mut before = Digest::ZERO.to_string();
    let mut lines = Vec::new();
    for line in text.lines() {
        let (body, _) = line.rsplit_once(",\"bam\":\"").unwrap();
        let (start, _) = body.rsplit_once("\"truoc\":\"").unwrap();
        let body = format!("{}\"truoc\":\"{before}\"}}", start.replace(from, to));
        before = Digest::of(body.as_bytes()).to_string();
        lines.push(format!("{},\"bam\":\"{before}\"}}", &body[..body.len() - 1]));
    }
    assert!(lines.concat().contains(to), "{from} stands nowhere");
    std::fs::write(folder.join("nhat-ky.jsonl"), lines.join("\n") + "\n").unwrap();
    let register = rusqlite::Connection::open(folder.join("so.sqlite")).unwrap();
    register.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    for (line, at) in lines.iter().zip(1..) {
        register.execute("UPDATE nhat_ky SET dong = ?1 WHERE stt = ?2", rusqlite::params![line, at]).unwrap();
    }
    register.execute("UPDATE van_ban SET noi_dung = replace(noi_dung, ?1, ?2)", [from, to]).unwrap();
    drop(register);
    seal::put(folder).unwrap();
}

#[test]
fn a_forged_file_name_is_found_and_neither_backed_up_put_back_exported_nor_published() {
    for name in NAMES {
        let office = Stranger::office();
        forge(&office.world.root().join("data/luu-vt"), "\"ten\":\"01-TB-STC.docx\"", &format!("\"ten\":\"{name}\""));
        std::fs::remove_dir_all(office.world.root().join("output")).unwrap();
        let seen = office.run(&["luu", "xac-minh"]);
        assert!(seen.code == 1 && seen.stderr.contains("không dùng làm tên tệp được"), "{name}: {}", seen.stderr);
        for args in LOOKING.iter().chain(CHANGING) {
            office.run(args);
        }
        assert_ne!(office.run(&["luu", "sao-luu", "noi-khac"]).code, 0);
        // Nothing at all where the log is refused before the backup is begun.
        let states = std::fs::read_dir(office.world.root().join("noi-khac/ban")).into_iter().flatten();
        let whole = states.filter(|state| !state.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
        assert_eq!(whole.count(), 0, "{name}");
    }
}

#[test]
fn a_forged_backup_is_not_put_back_and_writes_nothing_outside() {
    for (from, name) in NAMES.iter().flat_map(|name| [("01-TB-STC.docx", *name), ("chung", *name)]) {
        let office = Stranger::office();
        assert_eq!(office.run(&["luu", "sao-luu", "ban-sao"]).code, 0);
        let states = office.world.root().join("ban-sao/ban");
        let state = std::fs::read_dir(&states).unwrap().next().unwrap().unwrap().path();
        let to = if from == "chung" { format!("{name}.mat") } else { name.to_owned() };
        // What ends with a level of secrecy may be a name though what it begins with is none.
        if FileName::parse(&serde_json::from_str::<String>(&format!("\"{to}\"")).unwrap()).is_ok() {
            continue;
        }
        forge(&state, &format!("\"ten\":\"{from}\""), &format!("\"ten\":\"{to}\""));
        std::fs::remove_dir_all(office.world.root().join("data/luu-vt")).unwrap();
        std::fs::remove_dir_all(office.world.root().join("output")).unwrap();
        let seen = office.run(&["luu", "xac-minh", "--ban-sao-luu", "ban-sao"]);
        assert!(seen.code == 1 && seen.stderr.contains("không dùng làm tên tệp được"), "{to}: {}", seen.stderr);
        assert_eq!(office.run(&["luu", "phuc-hoi", "ban-sao"]).code, 1, "{to}");
        assert!(!office.world.root().join("output").exists());
    }
}

#[test]
fn an_id_that_names_a_device_makes_no_file() {
    for id in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
        let world = notices(1).edited("data/2020/van-ban/vb-1.yaml", "ma: vb-1", &format!("ma: {id}"));
        let stranger = Stranger::of(world);
        for args in [&["lap"][..], &["phat-hanh", id, "--ngay", "01/03/2020"]] {
            let outcome = stranger.run(args);
            assert!(outcome.code != 0 && outcome.stderr.contains("Windows"), "{id}: {}", outcome.stderr);
        }
        assert!(!stranger.world.root().join("output").exists());
    }
}

#[test]
fn names_in_an_exported_zip_stay_below_its_folder() {
    let world = Workspace::shipped();
    for (id, day) in [("ke-hoach", "20/02/2020"), ("cong-van-don-doc", "20/11/2020"), ("bao-cao-nam", "25/12/2020")] {
        issued(&world, id, day);
    }
    let records = String::from_utf8(world.read("data/2020/ho-so.yaml")).unwrap();
    let office = Stranger::of(world);
    for notation in ["../../x", "..", "C:\\x", "con", "a\u{202e}b", "/x", &"a".repeat(300)] {
        office.world.write("data/2020/ho-so.yaml", records.replace("01.TĐKT", &format!("'{notation}'")));
        let outcome = office.run(&["luu", "xuat", "--ho-so", notation, "--nam", "2020"]);
        if outcome.code != 0 {
            continue;
        }
        let zips = office.world.files("output/2020/ho-so");
        for (name, bytes) in zips {
            assert!(FileName::parse(&name).is_ok(), "{notation}: {name}");
            let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for path in zip.file_names() {
                assert!(path.split('/').all(|part| FileName::parse(part).is_ok()), "{notation}: {path}");
            }
        }
        std::fs::remove_dir_all(office.world.root().join("output/2020/ho-so")).unwrap();
    }
}
