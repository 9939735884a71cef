//! Numbers that were given before: whatever still knows of them is believed, and no published file is written over.

use std::collections::BTreeMap;

use super::*;

/// No folder outside remembers anything.
const FORGETFUL: [(&str, &str); 1] = [("THIDUA_TRANG_THAI", "")];

/// What can know of a number that the register has lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witness {
    Published,
    Store,
    Aside,
    Backup,
    Memory,
}

fn office(count: u32) -> Workspace {
    let world = notices(count + 2);
    for number in 1..=count {
        issued(&world, &format!("vb-{number}"), "01/03/2020");
    }
    world
}

#[track_caller]
fn done(world: &Workspace, args: &[&str]) -> Outcome {
    let outcome = world.run(args);
    assert_eq!(outcome.code, 0, "{args:?} {}{}", outcome.stdout, outcome.stderr);
    outcome
}

fn put(world: &Workspace, files: &BTreeMap<String, Vec<u8>>) {
    for (name, content) in files {
        let path = world.root().join("data/luu-vt").join(name);
        let _ = std::fs::remove_file(&path);
        world.write(&format!("data/luu-vt/{name}"), content);
    }
}

/// Takes away every witness but one.
fn leave(world: &Workspace, only: Witness) {
    let gone = |path: &Path| {
        if path.exists() {
            std::fs::remove_dir_all(path).unwrap();
        }
    };
    if only != Witness::Published {
        gone(&world.root().join("output"));
    }
    if only != Witness::Backup {
        gone(&world.root().join("../usb"));
    }
    if only != Witness::Aside {
        for entry in std::fs::read_dir(world.root().join("data")).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().starts_with("luu-vt.") {
                gone(&entry.path());
            }
        }
    }
    if only == Witness::Store {
        return;
    }
    // What no row names is taken out of the store.
    let known: Vec<String> =
        entries(world.root()).values().flat_map(|entry| &entry.files).map(|file| file.digest.to_string()).collect();
    for name in world.files("data/luu-vt/kho").into_keys() {
        if !known.contains(&name.replace('/', "")) {
            std::fs::remove_file(world.root().join("data/luu-vt/kho").join(name)).unwrap();
        }
    }
}

/// Tries to issue, with what the machine remembers or without.
fn tried(world: &Workspace, id: &str, only: Witness) -> Outcome {
    let variables = if only == Witness::Memory { &[][..] } else { &FORGETFUL };
    world.run_with(&["phat-hanh", id, "--ngay", "02/03/2020"], variables)
}

#[track_caller]
fn refused(outcome: &Outcome, only: Witness, number: &str) {
    let said = &outcome.stderr;
    assert_eq!(outcome.code, 2, "{only:?}: {outcome:?}");
    let words = if only == Witness::Memory {
        "Máy này nhớ"
    } else {
        "sổ không có những số đã cấp trước đây"
    };
    assert!(said.contains(words) && said.contains(number), "{only:?}: {said}");
    assert!(said.contains("luu phuc-hoi") && said.contains("luu nhan-so"), "{only:?}: {said}");
}

#[test]
fn the_archive_deleted_or_renamed_no_01_is_given_again_and_the_published_01_stays() {
    for name in ["", "data/luu-vt - Copy", "data/luu-vt.bak", "data/cu", "luu-vt cũ", "cất đi/luu-vt"] {
        let world = office(2);
        let before = world.files("output");
        let folder = world.root().join("data/luu-vt");
        if name.is_empty() {
            std::fs::remove_dir_all(&folder).unwrap();
        } else {
            std::fs::create_dir_all(world.root().join(name).parent().unwrap()).unwrap();
            std::fs::rename(&folder, world.root().join(name)).unwrap();
        }
        for args in [
            &["phat-hanh", "vb-3", "--ngay", "02/03/2020"][..],
            &["phat-hanh", "vb-3", "--ngay", "02/03/2020", "--thu"],
            &["so", "them", "--loai", "KH", "--trich-yeu", "Kiểm tra", "--ngay", "02/03/2020"],
        ] {
            let outcome = world.run_with(args, &FORGETFUL);
            let known =
                if name.is_empty() { "02/TB-STC năm 2020 (thấy ở output/2020/phat-hanh/02-TB-STC." } else { name };
            assert!(outcome.code == 2 && outcome.stderr.contains(known), "{name} {args:?}: {outcome:?}");
        }
        assert_eq!(world.files("output"), before);
        assert!(!folder.exists(), "no empty register is begun");
        if !name.is_empty() {
            std::fs::rename(world.root().join(name), &folder).unwrap();
            issued(&world, "vb-3", "02/03/2020");
            assert_eq!(entries(world.root())["vb-3"].number, 3);
        }
    }
}

#[test]
fn the_archive_and_all_that_was_published_deleted_the_machine_still_remembers() {
    let world = office(2).without("data/luu-vt").without("output");
    let outcome = issue(&world, "vb-3", "02/03/2020");
    refused(&outcome, Witness::Memory, "số 02/TB-STC ngày 01/03/2020");
    assert!(outcome.stderr.contains("nhật ký đã đến mục 2"), "{}", outcome.stderr);
    assert!(!world.root().join("data/luu-vt").exists());
    done(&world, &["luu", "nhan-so", "--ly-do", "hỏng ổ đĩa"]);
    issued(&world, "vb-3", "02/03/2020");
    assert_eq!(entries(world.root())["vb-3"].number, 3);
}

#[test]
fn a_backup_put_back_over_a_newer_archive_gives_no_number_again() {
    for only in [Witness::Published, Witness::Aside, Witness::Memory] {
        let world = office(2);
        done(&world, &["luu", "sao-luu", "../usb"]);
        issued(&world, "vb-3", "02/03/2020");
        let told = done(&world, &["luu", "phuc-hoi", "../usb", "--ghi-de"]);
        assert!(told.stderr.contains("bản sao lưu chưa có hết") && told.stderr.contains("03/TB-STC"), "{told:?}");
        leave(&world, only);
        let before = world.files("output");
        refused(&tried(&world, "vb-4", only), only, "03/TB-STC");
        assert_eq!(world.files("output"), before);
    }
}

#[test]
fn register_log_and_seal_replaced_by_an_older_set_give_no_number_again() {
    for only in [Witness::Published, Witness::Store, Witness::Backup, Witness::Memory] {
        let world = office(2);
        done(&world, &["luu", "sao-luu", "../usb"]);
        let mut old = world.files("data/luu-vt");
        old.retain(|name, _| !name.starts_with("kho"));
        issued(&world, "vb-3", "02/03/2020");
        done(&world, &["luu", "sao-luu", "../usb"]);
        put(&world, &old);
        leave(&world, only);
        refused(&tried(&world, "vb-4", only), only, "03/TB-STC");
    }
}

#[test]
fn last_weeks_archive_copied_back_over_this_weeks_gives_no_number_again() {
    // A copy laid over leaves what it does not have; one put in place of the other leaves nothing.
    for (over, only) in [
        (true, Witness::Store),
        (true, Witness::Published),
        (false, Witness::Published),
        (false, Witness::Memory),
        (false, Witness::Backup),
    ] {
        let mut world = office(2);
        let old = world.files("data/luu-vt");
        done(&world, &["luu", "sao-luu", "../usb"]);
        issued(&world, "vb-3", "02/03/2020");
        done(&world, &["luu", "sao-luu", "../usb"]);
        if !over {
            world = world.without("data/luu-vt");
        }
        put(&world, &old);
        leave(&world, only);
        refused(&tried(&world, "vb-4", only), only, "03/TB-STC");
    }
}

#[test]
fn numbers_taken_back_stand_in_the_register_with_their_files_and_numbering_goes_on() {
    for only in [Witness::Published, Witness::Store, Witness::Aside, Witness::Backup] {
        let world = office(2);
        let old = world.files("data/luu-vt");
        issued(&world, "vb-3", "02/03/2020");
        let lost = entries(world.root())["vb-3"].clone();
        done(&world, &["luu", "sao-luu", "../usb"]);
        if only == Witness::Aside {
            std::fs::rename(world.root().join("data/luu-vt"), world.root().join("data/luu-vt.bak")).unwrap();
        }
        put(&world, &old);
        leave(&world, only);
        let before = world.files(".");
        let shown = world.run_with(&["luu", "nhan-so", "--thu"], &FORGETFUL);
        assert!(shown.code == 0 && shown.stdout.contains("03/TB-STC"), "{only:?} {shown:?}");
        assert_eq!(world.files("."), before, "trying changes nothing");
        done(&world, &["luu", "nhan-so", "--ly-do", "chép nhầm bản cũ"]);
        let all = entries(world.root());
        let back = all.values().find(|entry| entry.number == 3).unwrap();
        assert_eq!((back.printed(), back.date, &back.subject), (lost.printed(), lost.date, &lost.subject));
        assert!(back.remarks.iter().any(|text| text.contains("chép nhầm bản cũ")), "{:?}", back.remarks);
        if only != Witness::Store {
            assert_eq!(back.files, lost.files, "{only:?}");
            whole(world.root());
        }
        let again = world.run(&["luu", "nhan-so", "--ly-do", "lần nữa"]);
        assert!(again.stdout.contains("sổ không thiếu số nào đã cấp"), "{again:?}");
        issued(&world, "vb-4", "02/03/2020");
        assert_eq!(entries(world.root())["vb-4"].number, 4);
        let log = String::from_utf8(world.read("data/luu-vt/nhat-ky.jsonl")).unwrap();
        assert!(log.contains("\"viec\":\"nhan_so\"") && log.contains("chép nhầm bản cũ"), "{log}");
    }
}

#[test]
fn all_numbers_of_a_deleted_register_are_taken_back_secret_ones_and_items_too() {
    let world = office(2);
    let secret = world.run(&[
        "so",
        "them",
        "--loai",
        "KH",
        "--trich-yeu",
        "Kiểm tra",
        "--ngay",
        "01/03/2020",
        "--do-mat",
        "mat",
        "--tep",
        "output/2020/phat-hanh/01-TB-STC.docx",
    ]);
    assert_eq!(secret.code, 0, "{secret:?}");
    let before = world.files("output");
    let world = world.without("data/luu-vt");
    done(&world, &["luu", "nhan-so", "--ly-do", "xóa nhầm"]);
    let seen: Vec<_> = world
        .files("output")
        .into_iter()
        .filter(|(name, content)| before.get(name) != Some(content))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(seen, Vec::<String>::new(), "what was published stays as it was");
    let reading = Reading::open(world.root(), Patience::seconds(1)).unwrap();
    let all = reading.register.entries(0, 9).unwrap();
    drop(reading);
    let rows: Vec<_> =
        all.iter().map(|entry| (entry.series.name.as_str(), entry.printed(), entry.files.len())).collect();
    let expected = [("chung", "01/TB-STC", 2), ("chung", "02/TB-STC", 2), ("mat", "01/KH-STC", 2)];
    assert_eq!(rows, expected.map(|(series, printed, files)| (series, printed.to_owned(), files)));
    issued(&world, "vb-3", "02/03/2020");
    whole(world.root());
}

#[test]
fn one_lost_document_may_be_registered_by_hand_and_its_published_files_stay() {
    let world = office(2);
    let old = world.files("data/luu-vt");
    issued(&world, "vb-3", "02/03/2020");
    put(&world, &old);
    leave(&world, Witness::Published);
    let before = world.files("output");
    let add = |number: &[&str]| {
        let told = ["so", "them", "--loai", "TB", "--trich-yeu", "Kết luận", "--ngay", "02/03/2020", "--tep"];
        let args = [&told[..], &["output/2020/phat-hanh/03-TB-STC.docx"], number].concat();
        world.run_with(&args, &FORGETFUL)
    };
    assert_eq!(add(&[]).code, 2, "the next number is not given to another document");
    assert_eq!(add(&["--so", "3"]).code, 0);
    let after = world.files("output");
    assert!(before.iter().all(|(name, content)| after.get(name) == Some(content)), "{:?}", after.keys());
    let outcome = world.run_with(&["phat-hanh", "vb-4", "--ngay", "02/03/2020"], &FORGETFUL);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(entries(world.root())["vb-4"].number, 4);
}

#[test]
fn numbers_are_not_cancelled_or_copied_into_while_others_are_missing() {
    let world = office(2);
    let old = world.files("data/luu-vt");
    issued(&world, "vb-3", "02/03/2020");
    put(&world, &old);
    for args in [
        &["huy-so", "03/TB-STC", "--nam", "2020", "--ly-do", "thử"][..],
        &["sao-y", "01/TB-STC", "--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ"],
    ] {
        let outcome = world.run(args);
        assert!(outcome.code == 2, "{args:?} {outcome:?}");
    }
    assert_eq!(entries(world.root()).len(), 2);
}

#[test]
fn a_file_that_stands_where_one_is_to_be_published_is_kept_and_no_number_is_given() {
    let world = office(2).with("output/2020/phat-hanh/03-TB-STC.xml", "của người khác");
    let outcome = world.run_with(&["phat-hanh", "vb-3", "--ngay", "02/03/2020"], &FORGETFUL);
    assert!(outcome.code == 2 && outcome.stderr.contains("03-TB-STC.xml"), "{outcome:?}");
    let signed = "output/2020/phat-hanh/02-TB-STC.pdf";
    let world = world.without("output/2020/phat-hanh/03-TB-STC.xml").with(signed, "%PDF-1.7 của người khác");
    world.write("quet.pdf", "%PDF-1.7 bản quét");
    let outcome = world.run(&["luu", "nhan", "02/TB-STC", "quet.pdf"]);
    assert!(outcome.code == 2 && outcome.stderr.contains(signed), "{outcome:?}");
    assert!(outcome.stderr.contains("chương trình không ghi đè tệp đã phát hành"), "{}", outcome.stderr);
    assert_eq!(world.read(signed), b"%PDF-1.7 c\xe1\xbb\xa7a ng\xc6\xb0\xe1\xbb\x9di kh\xc3\xa1c");
    issued(&world, "vb-3", "02/03/2020");
    whole(world.root());
}

#[test]
fn a_published_file_edited_before_a_step_is_ended_after_a_death_is_kept_and_told() {
    let world = office(1);
    let entry = entries(world.root())["vb-1"].clone();
    let path = format!("output/2020/phat-hanh/{}", entry.files[0].name);
    world.write(&path, "sửa tay");
    let note = format!(
        r#"{{"luc":"2020-03-01T08:00:00","ai":"hoa","may":"{}","chuong_trinh":"0","tien_trinh":1,"lam":"phát hành vb-1","dang_ghi":{{"nhat_ky":0,"kho":[],"ra":[["{path}","{}"]]}}}}"#,
        machine(),
        entry.files[0].digest
    );
    world.write("data/luu-vt/khoa.json", note);
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains(&format!("{path} khác với bản trong kho nên giữ nguyên")), "{}", outcome.stderr);
    assert_eq!(world.read(&path), "sửa tay".as_bytes());
}

#[test]
fn what_a_clerk_does_with_published_files_is_no_alarm() {
    let world = office(2);
    let folder = "output/2020/phat-hanh";
    let page = world.read(&format!("{folder}/02-TB-STC.docx"));
    for name in
        ["~$-TB-STC.docx", "02-TB-STC (1).docx", "02-TB-STC - Copy.docx", "02-TB-STC_ky.pdf", "2020-Bao-cao.docx"]
    {
        world.write(&format!("{folder}/{name}"), &page);
    }
    world.write(&format!("{folder}/02-TB-STC.docx"), "sửa tay");
    issued(&world, "vb-3", "02/03/2020");
    let told = done(&world, &["luu", "xac-minh"]);
    assert!(told.stderr.contains("cảnh báo LT14") && told.stderr.contains("02-TB-STC.docx"), "{}", told.stderr);
    let world = world.without("output");
    issued(&world, "vb-4", "02/03/2020");
    assert!(whole(world.root()).report.is_empty());
}

#[test]
fn a_working_folder_may_move_and_a_copy_of_it_may_be_tried() {
    let world = office(2);
    let old = world.root().to_owned();
    let copy = old.with_file_name("tap su");
    let memory = world.memory().to_string_lossy().into_owned();
    let state = [("THIDUA_TRANG_THAI", memory.as_str())];
    let run = |folder: &Path, id: &str| {
        let folder = folder.to_string_lossy().into_owned();
        world.run_with(&["phat-hanh", id, "--ngay", "02/03/2020", "-C", &folder], &state)
    };
    for (name, content) in world.files(".") {
        let path = copy.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let tried = run(&copy, "vb-3");
    assert_eq!((tried.code, tried.stderr.as_str()), (0, ""), "a copy goes on from where it was made");
    let here = run(&old, "vb-4");
    assert_eq!(here.code, 0, "{here:?}");
    assert!(here.stderr.contains("lưu trữ này còn một bản ở") && here.stderr.contains("tap su"), "{}", here.stderr);
    std::fs::remove_dir_all(&copy).unwrap();
    let moved = old.with_file_name("chuyen nha");
    std::fs::rename(&old, &moved).unwrap();
    std::fs::create_dir_all(&old).unwrap();
    let there = run(&moved, "vb-3");
    assert_eq!((there.code, there.stderr.as_str()), (0, ""));
}

#[test]
fn a_folder_made_anew_under_the_same_name_is_another_one() {
    let world = office(2).without("data").without("output").overlay(notices(1).root());
    let outcome = issue(&world, "vb-1", "01/03/2020");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(entries(world.root())["vb-1"].number, 1);
}

#[test]
fn a_new_year_begins_at_01_while_the_old_years_files_lie_there() {
    let world = office(2);
    issued(&world, "vb-3", "01/01/2021");
    let all = entries(world.root());
    assert_eq!((all["vb-3"].series.year, all["vb-3"].number), (2021, 1));
    issued(&world, "vb-4", "31/12/2020");
}

#[test]
fn an_old_register_may_be_taken_over_while_published_numbers_are_missing_and_makes_them_known() {
    let world = office(3);
    done(&world, &["so", "2020", "--ra", "so.xlsx"]);
    let world = world.without("data/luu-vt");
    let taken = world.run_with(&["so", "nhap", "so.xlsx"], &FORGETFUL);
    assert_eq!(taken.code, 0, "{taken:?}");
    let outcome = world.run_with(&["phat-hanh", "vb-4", "--ngay", "02/03/2020"], &FORGETFUL);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(entries(world.root())["vb-4"].number, 4);
}
