//! What is damaged is neither sealed nor built upon, and what is said of a step agrees with the register.

use super::*;

/// Changes one bit of a file of the archive.
fn flip(world: &Workspace, name: &str, place: usize) {
    let mut bytes = world.read(name);
    bytes[place] ^= 0x10;
    world.write(name, bytes);
}

/// An archive of three documents, with the files of its folder.
fn three() -> (Workspace, BTreeMap<String, Vec<u8>>) {
    let world = notices(4);
    for id in ["vb-1", "vb-2", "vb-3"] {
        issued(&world, id, "01/03/2020");
    }
    let files = world.files("data/luu-vt");
    (world, files)
}

fn put_back(world: &Workspace, files: &BTreeMap<String, Vec<u8>>) {
    std::fs::remove_dir_all(world.root().join("data/luu-vt")).unwrap();
    let _ = std::fs::remove_dir_all(world.root().join("output/2020/phat-hanh"));
    for (name, bytes) in files {
        world.write(&format!("data/luu-vt/{name}"), bytes);
    }
}

#[test]
fn a_flipped_byte_is_found_also_where_another_document_is_issued_before_anyone_verifies() {
    let (world, files) = three();
    let (mut refused, mut seed) = (0, 7_u64);
    for turn in 0..40 {
        put_back(&world, &files);
        // Most bytes of a small archive lie in the register.
        let name = ["so.sqlite", "so.sqlite", "so.sqlite", "so.niem-phong", "nhat-ky.jsonl"][turn % 5];
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(seed >> 33).unwrap() % files[name].len();
        flip(&world, &format!("data/luu-vt/{name}"), place);
        let outcome = issue(&world, "vb-4", "01/03/2020");
        refused += i32::from(outcome.code != 0);
        if outcome.code != 0 {
            assert!(outcome.stderr.contains("chưa số nào bị cấp"), "{name} {place}: {}", outcome.stderr);
        }
        let found = world.run(&["luu", "xac-minh"]);
        assert_eq!(found.code, 1, "{name} {place}, issuing ended with {}: {}", outcome.code, outcome.stderr);
    }
    assert!(refused > 5, "a step does not build upon what is damaged: {refused}");
}

#[test]
fn a_page_that_a_step_would_write_again_with_its_damage_is_refused_before_the_number_is_given() {
    let (world, files) = three();
    // The subject of the first document, which lies in the page that the next document comes into.
    let register = &files["so.sqlite"];
    let subject = "Kết luận cuộc họp thứ 1".as_bytes();
    let places = (0..register.len() - subject.len()).filter(|at| register[*at..].starts_with(subject));
    for place in places {
        put_back(&world, &files);
        flip(&world, "data/luu-vt/so.sqlite", place + subject.len() - 1);
        let outcome = issue(&world, "vb-4", "01/03/2020");
        assert_eq!(outcome.code, 2, "{place}");
        assert!(outcome.stderr.contains("khác với dấu niêm phong"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("thidua luu xac-minh"), "{}", outcome.stderr);
        assert_eq!(world.run(&["luu", "xac-minh"]).code, 1);
    }
}

#[test]
fn a_doubled_a_missing_an_added_and_an_edited_line_of_the_log_stop_issuing() {
    let (world, files) = three();
    let text = String::from_utf8(files["nhat-ky.jsonl"].clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let [first, second, third] = lines[..] else { panic!("{text}") };
    let edited = second.replace("Văn phòng", "Văn phong");
    for wrong in [
        vec![first, second, third, third],
        vec![first, first, second, third],
        vec![first, third],
        vec![first, second],
        vec![second, third],
        vec![first, second, third, ""],
        vec![first, &edited.replace("thứ 2", "thứ 7"), third],
        vec![first, third, second],
    ] {
        put_back(&world, &files);
        world.write("data/luu-vt/nhat-ky.jsonl", wrong.join("\n") + "\n");
        let outcome = issue(&world, "vb-4", "01/03/2020");
        assert_eq!(outcome.code, 2, "{wrong:?}");
        assert!(outcome.stderr.contains("nhật ký") && outcome.stderr.contains("chưa số nào bị cấp"), "{outcome:?}");
        assert_eq!(world.run(&["luu", "xac-minh"]).code, 1, "{wrong:?}");
    }
    put_back(&world, &files);
    issued(&world, "vb-4", "01/03/2020");
    assert_eq!(whole(world.root()).documents, 4);
}

#[test]
fn the_log_of_an_archive_sealed_by_an_earlier_version_is_compared_once_as_a_whole() {
    let (world, mut files) = three();
    let seal = files.get_mut("so.niem-phong").unwrap();
    seal[..32].copy_from_slice(b"thidua niem phong so.sqlite v1\r\n");
    put_back(&world, &files);
    assert_eq!(whole(world.root()).documents, 3);
    issued(&world, "vb-4", "01/03/2020");
    assert!(world.read("data/luu-vt/so.niem-phong").starts_with(b"thidua niem phong so v2"));
    let text = String::from_utf8(files["nhat-ky.jsonl"].clone()).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    files.insert("nhat-ky.jsonl".to_owned(), format!("{first}\n{first}\n{rest}").into_bytes());
    put_back(&world, &files);
    assert_eq!(issue(&world, "vb-4", "01/03/2020").code, 2);
}

#[test]
fn an_index_that_would_find_other_documents_is_found_although_the_file_is_sealed() {
    for sql in [
        "DELETE FROM tim WHERE rowid = (SELECT khoa FROM van_ban WHERE stt = 1)",
        "INSERT INTO tim (rowid, chu) SELECT khoa + 9, 'ket luan' FROM van_ban WHERE stt = 1",
        "INSERT OR REPLACE INTO tim (rowid, chu) SELECT khoa, 'ket luan' FROM van_ban WHERE stt = 2",
        "UPDATE tim_data SET block = replace(block, 'hop', 'hot') WHERE instr(block, 'hop') > 0",
    ] {
        let world = notices(3);
        for id in ["vb-1", "vb-2", "vb-3"] {
            issued(&world, id, "01/03/2020");
        }
        let folder = world.root().join("data/luu-vt");
        let register = rusqlite::Connection::open(folder.join("so.sqlite")).unwrap();
        register.execute_batch(sql).unwrap();
        register.close().unwrap();
        thidua::archive::seal::put(&folder).unwrap();
        let outcome = world.run(&["luu", "xac-minh"]);
        assert_eq!(outcome.code, 1, "{sql}");
        assert!(
            outcome.stderr.contains("chỉ mục tìm kiếm") || outcome.stderr.contains("kiểm tra cấu trúc"),
            "{outcome:?}"
        );
    }
}

#[test]
fn an_index_of_words_that_only_sqlite_can_split_is_whole() {
    let world = notices(2);
    let world =
        world.edited("data/2020/van-ban/vb-2.yaml", "Kết luận cuộc họp thứ 2", "Ωμέγα № 5, Ǆ ﬁ — 日本 a\u{301}b ½");
    issued(&world, "vb-1", "01/03/2020");
    issued(&world, "vb-2", "01/03/2020");
    whole(world.root());
}

/// Puts a file where the folder of published files should be: the commit succeeds, publishing does not.
fn blocked(world: &Workspace) {
    let folder = world.root().join("output/2020/phat-hanh");
    if folder.exists() {
        std::fs::rename(&folder, world.root().join("output/2020/cho")).unwrap();
    }
    world.write("output/2020/phat-hanh", "vướng");
}

fn unblocked(world: &Workspace) {
    std::fs::remove_file(world.root().join("output/2020/phat-hanh")).unwrap();
    let aside = world.root().join("output/2020/cho");
    if aside.exists() {
        std::fs::rename(aside, world.root().join("output/2020/phat-hanh")).unwrap();
    }
}

#[test]
fn a_document_that_has_its_number_but_could_not_be_published_is_said_to_be_issued() {
    let world = notices(3);
    issued(&world, "vb-1", "01/03/2020");
    blocked(&world);
    let outcome = world.run(&["phat-hanh", "vb-2", "vb-3", "--ngay", "01/03/2020"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("đã cấp số 02/TB-STC và ghi vào sổ"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("`thidua luu mo-khoa`"), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("“vb-2” đã cấp số nhưng chưa làm xong; chưa phát hành: vb-3"),
        "{}",
        outcome.stderr
    );
    assert!(!outcome.stderr.contains("chưa số nào") && !outcome.stderr.contains("--ra"), "{}", outcome.stderr);
    unblocked(&world);
    // What the message advises does the rest.
    assert_eq!(world.run(&["luu", "mo-khoa"]).code, 0);
    let entry = &entries(world.root())["vb-2"];
    let published = world.read("output/2020/phat-hanh/02-TB-STC.docx");
    assert_eq!(entry.file(Part::Document).unwrap().digest, Digest::of(&published));
    assert_eq!(whole(world.root()).documents, 2);
}

#[test]
fn machines_are_told_the_same_of_a_document_that_could_not_be_published() {
    let world = notices(3);
    issued(&world, "vb-1", "01/03/2020");
    blocked(&world);
    let outcome = world.run(&["phat-hanh", "vb-2", "vb-3", "--ngay", "01/03/2020", "--json"]);
    assert_eq!(outcome.code, 2);
    let told: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(told["phat_hanh"][0]["ma"], "vb-2");
    assert_eq!(told["phat_hanh"][0]["van_ban"]["so"], 2);
    assert!(told["phat_hanh"][0]["con_thieu"].as_str().unwrap().contains("đã cấp số 02/TB-STC"), "{told}");
    assert_eq!(told["chua_phat_hanh"], serde_json::json!(["vb-3"]));
    assert!(told["loi"].as_str().unwrap().contains("đã cấp số 02/TB-STC"), "{told}");
}

#[test]
fn every_command_that_commits_says_so_when_what_follows_fails() {
    let world = notices(2).with("quet.pdf", b"%PDF-1.7 minh hoa");
    issued(&world, "vb-1", "01/03/2020");
    let cases: [(&[&str], &str); 3] = [
        (&["luu", "nhan", "vb-1", "quet.pdf"], "đã nhận tệp"),
        (
            &["sao-y", "01/TB-STC", "--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ", "--ngay", "02/03/2020"],
            "đã cấp số 01/SY-STC",
        ),
        (
            &["so", "them", "--loai", "TB", "--trich-yeu", "Ngoài", "--ngay", "03/03/2020", "--tep", "quet.pdf"],
            "đã ghi số 02/TB-STC vào sổ",
        ),
    ];
    for (command, said) in cases {
        blocked(&world);
        let outcome = world.run(&[command, &["--json"]].concat());
        assert_eq!(outcome.code, 2, "{command:?}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(said) && !outcome.stderr.contains("chưa số nào"), "{}", outcome.stderr);
        let told: Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(told["da_ghi_so"], true, "{told}");
        assert!(told["van_ban"]["so"].is_u64(), "{told}");
        unblocked(&world);
        assert_eq!(world.run(&["luu", "mo-khoa"]).code, 0);
        whole(world.root());
    }
}
