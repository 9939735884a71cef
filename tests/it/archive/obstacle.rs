//! What stands in the way: locks, lost and old files, a clock set back, a disk that is full.

use super::*;

#[test]
fn a_second_clerk_is_told_who_is_at_work_and_since_when() {
    let world = notices(1);
    let mine = Archive::open(world.root(), actor(), "phát hành vb-1", Patience::seconds(1), false).unwrap();
    let error = Archive::open(world.root(), actor(), "phát hành vb-1", Patience::seconds(0), false).err().unwrap();
    let said = error.to_string();
    assert!(matches!(error, ArchiveError::Held(_)), "{said}");
    assert!(said.contains("thử trên máy") && said.contains("đang phát hành vb-1, từ "), "{said}");
    drop(mine);
    issued(&world, "vb-1", "01/03/2020");
}

/// Leaves a note as if a process had died on this machine.
fn dead_note(world: &Workspace, machine: &str) {
    let note = format!(
        r#"{{"luc":"2020-03-01T08:00:00","ai":"hoa","may":"{machine}","chuong_trinh":"0","tien_trinh":1,"lam":"phát hành vb-9"}}"#
    );
    world.write("data/luu-vt/khoa.json", note);
}

#[test]
fn a_lock_left_by_a_dead_process_is_freed_told_and_logged() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    dead_note(&world, &machine());
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("đã gỡ khóa bị bỏ lại") && outcome.stderr.contains("hoa trên máy"),
        "{}",
        outcome.stderr
    );
    let log = String::from_utf8(world.read("data/luu-vt/nhat-ky.jsonl")).unwrap();
    assert!(log.contains("\"viec\":\"go_khoa\""), "{log}");
    assert_eq!(whole(world.root()).lines, 3);
}

#[test]
fn a_note_of_another_machine_is_freed_only_when_asked() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    dead_note(&world, "may-cua-hoa");
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("may-cua-hoa") && outcome.stderr.contains("luu mo-khoa"), "{}", outcome.stderr);
    assert_eq!(world.run(&["luu", "mo-khoa"]).code, 0);
    issued(&world, "vb-2", "01/03/2020");
    whole(world.root());
}

#[test]
fn without_its_register_an_archive_gives_no_numbers() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let world = world.without("data/luu-vt/so.sqlite");
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("mất tệp sổ"), "{}", outcome.stderr);
    assert_eq!(world.run(&["luu", "xac-minh"]).code, 1);
    assert!(!world.root().join("data/luu-vt/so.sqlite").exists(), "no empty register takes its place");
}

#[test]
fn a_register_put_back_to_an_older_state_gives_no_numbers() {
    let world = notices(3);
    issued(&world, "vb-1", "01/03/2020");
    let old = world.read("data/luu-vt/so.sqlite");
    issued(&world, "vb-2", "01/03/2020");
    let new = world.read("data/luu-vt/so.sqlite");
    world.write("data/luu-vt/so.sqlite", old);
    let outcome = issue(&world, "vb-3", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("sổ có 1 mục, nhật ký có 2 mục"), "{}", outcome.stderr);
    world.write("data/luu-vt/so.sqlite", new);
    issued(&world, "vb-3", "01/03/2020");
    whole(world.root());
}

#[test]
fn a_clock_set_back_gives_no_numbers() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let early = Actor { at: at(2021, 1, 1), ..actor() };
    let error = Archive::open(world.root(), early, "thử", Patience::seconds(1), false).err().unwrap();
    assert!(error.to_string().starts_with("đồng hồ máy chạy lùi"), "{error}");
    issued(&world, "vb-2", "01/03/2020");
    whole(world.root());
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_gives_no_number_and_the_next_run_carries_on() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    // No file may grow beyond 8 kB: what writing past the limit meets is much like a full disk.
    for blocks in [0, 1, 4, 8, 16] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" phat-hanh vb-2 --ngay 01/03/2020");
        let command = std::process::Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_thidua")])
            .current_dir(world.root())
            .env("THIDUA_TRANG_THAI", world.memory())
            .output()
            .unwrap();
        let said = String::from_utf8(command.stderr).unwrap();
        assert_eq!(command.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.contains("gợi ý"), "{blocks}: {said}");
    }
    issued(&world, "vb-2", "01/03/2020");
    assert_eq!(entries(world.root())["vb-2"].number, 2);
    whole(world.root());
}

/// What issuing a document says when the program is run by one who may not write, root or not.
#[cfg(unix)]
fn as_nobody(world: &Workspace) -> std::process::Output {
    let program = world.root().join("thidua");
    std::fs::copy(env!("CARGO_BIN_EXE_thidua"), &program).unwrap();
    let line = "if [ \"$(id -u)\" = 0 ]; then exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$0\" \"$@\"; else exec \"$0\" \"$@\"; fi";
    std::process::Command::new("bash")
        .args(["-c", line])
        .arg(&program)
        .args(["phat-hanh", "vb-2", "--ngay", "01/03/2020"])
        .current_dir(world.root())
        .env("THIDUA_TRANG_THAI", world.memory())
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_gives_no_number_and_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(world.root().parent().unwrap(), 0o755);
    let folder = world.root().join("data/luu-vt");
    mode(&folder, 0o555);
    let output = as_nobody(&world);
    mode(&folder, 0o755);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("không có quyền") && said.contains("chưa số nào bị cấp"), "{said}");
    std::fs::remove_file(world.root().join("thidua")).unwrap();
    issued(&world, "vb-2", "01/03/2020");
    assert_eq!(entries(world.root())["vb-2"].number, 2);
    whole(world.root());
}

#[test]
fn a_register_of_a_later_version_is_left_alone_and_said_to_be_one() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let whole_before = world.read("data/luu-vt/so.sqlite");
    let mut newer = whole_before.clone();
    // The version stands in the header of every SQLite file, at 60.
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    world.write("data/luu-vt/so.sqlite", &newer);
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("sổ do phiên bản mới hơn của thidua ghi (cấu trúc số 99"), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("cài phiên bản thidua mới nhất rồi chạy lại; sổ chưa bị thay đổi"),
        "{}",
        outcome.stderr
    );
    assert_eq!(world.read("data/luu-vt/so.sqlite"), newer);
    world.write("data/luu-vt/so.sqlite", whole_before);
    issued(&world, "vb-2", "01/03/2020");
    whole(world.root());
}

#[test]
fn a_log_with_a_torn_last_line_gives_no_numbers_and_is_found() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let log = world.read("data/luu-vt/nhat-ky.jsonl");
    world.write("data/luu-vt/nhat-ky.jsonl", &log[..log.len() - 40]);
    let outcome = issue(&world, "vb-2", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("nhật ký `nhat-ky.jsonl` không khớp với sổ"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("thidua luu xac-minh"), "{}", outcome.stderr);
    let found = world.run(&["luu", "xac-minh"]);
    assert!(found.code == 1 && found.stderr.contains("từ mục 1 trở đi khác với nhật ký trong sổ"), "{}", found.stderr);
    world.write("data/luu-vt/nhat-ky.jsonl", log);
    issued(&world, "vb-2", "01/03/2020");
    whole(world.root());
}

#[test]
fn a_log_torn_by_a_death_is_made_up_from_the_register() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let log = world.read("data/luu-vt/nhat-ky.jsonl");
    world.write("data/luu-vt/nhat-ky.jsonl", &log[..log.len() - 40]);
    dead_note(&world, &machine());
    issued(&world, "vb-2", "01/03/2020");
    assert_eq!(whole(world.root()).lines, 3);
}

#[test]
fn a_step_begun_before_midnight_of_the_last_day_is_of_the_old_year() {
    let world = notices(2);
    let begun = |year, month, day, hour, minute| {
        let time = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 59).unwrap();
        Archive::open(world.root(), Actor { at: time, ..actor() }, "thử", Patience::seconds(1), false).unwrap()
    };
    let commit = |mut archive: Archive, on: NaiveDate| {
        let series = thidua::archive::Series { year: chrono::Datelike::year(&on), name: "chung".to_owned() };
        let wanted = thidua::archive::Wanted { series, number: None, date: on, reason: None };
        archive.reserve(wanted).and_then(|held| held.cancel("KH-STC", "Sở Tài chính", "thử"))
    };
    let (old, new) = (NaiveDate::from_ymd_opt(2020, 12, 31).unwrap(), NaiveDate::from_ymd_opt(2021, 1, 1).unwrap());
    // The time is read once, before the lock: however long the work takes, it is of the day on which it was begun.
    let before = begun(2020, 12, 31, 23, 59);
    assert_eq!(before.today(), old);
    let entry = commit(before, old).unwrap();
    assert_eq!((entry.number, entry.series.year), (1, 2020));
    let error = commit(begun(2020, 12, 31, 23, 59), new).unwrap_err();
    assert_eq!(error.to_string(), "ngày 01/01/2021 chưa đến (hôm nay là 31/12/2020)");
    let entry = commit(begun(2021, 1, 1, 0, 0), new).unwrap();
    assert_eq!((entry.number, entry.series.year), (1, 2021));
    let entry = commit(begun(2021, 1, 1, 0, 0), old).unwrap();
    assert_eq!((entry.number, entry.series.year), (2, 2020), "signed on the last day, registered on the next");
}

#[test]
fn of_several_documents_those_before_a_fault_are_issued_and_told() {
    let world = notices(4).edited("data/2020/van-ban/vb-3.yaml", "luu:", "ngay: 28/02/2020\nluu:");
    let ids = ["phat-hanh", "vb-1", "vb-2", "vb-3", "vb-4", "--nam", "2020"];
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "luu:", "ngay: 01/03/2020\nluu:").edited(
        "data/2020/van-ban/vb-2.yaml",
        "luu:",
        "ngay: 01/03/2020\nluu:",
    );
    let outcome = world.run(&ids);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stdout.contains("01/TB-STC") && outcome.stdout.contains("02/TB-STC"), "{}", outcome.stdout);
    let said = "đã phát hành trọn vẹn 2 văn bản kê ở trên; dừng ở “vb-3”; chưa phát hành: vb-3, vb-4";
    assert!(
        outcome.stderr.contains("lùi trước ngày 01/03/2020") && outcome.stderr.contains(said),
        "{}",
        outcome.stderr
    );
    assert_eq!(whole(world.root()).documents, 2);
    let again = world.run(&["phat-hanh", "vb-3", "vb-4", "--nam", "2020", "--json"]);
    assert_eq!(again.code, 2);
    let told: Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(told["phat_hanh"], serde_json::json!([]));
    assert_eq!(told["chua_phat_hanh"], serde_json::json!(["vb-3", "vb-4"]));
    assert!(told["loi"].as_str().unwrap().contains("lùi trước"), "{told}");
}
