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
