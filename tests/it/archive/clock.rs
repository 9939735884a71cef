//! A clock that is wrong once: questioned before it is written into the log, and a way out where it has been.

use super::*;

fn at_the(year: i32) -> Actor {
    Actor { at: at(year, 11, 30), ..actor() }
}

fn open(world: &Workspace, year: i32) -> Result<Archive, ArchiveError> {
    Archive::open(world.root(), at_the(year), "thử", Patience::seconds(1), false)
}

#[test]
fn a_clock_ten_years_ahead_is_questioned_before_anything_is_written() {
    let world = notices(2);
    let first = open(&world, 2046).err().unwrap().to_string();
    assert!(first.starts_with("đồng hồ máy đang chỉ 08:00 ngày 30/11/2046"), "{first}");
    assert!(first.contains("dữ liệu mới nhất là của năm 2020; tệp dữ liệu được ghi lần cuối lúc"), "{first}");
    issued(&world, "vb-1", "01/03/2020");
    let before = world.files("data/luu-vt");
    let later = open(&world, 2046).err().unwrap();
    assert!(later.to_string().contains("nhật ký ghi lần cuối lúc"), "{later}");
    assert!(later.advice().contains("thidua luu xac-nhan-gio"));
    assert_eq!(world.files("data/luu-vt"), before);
    issued(&world, "vb-2", "01/03/2020");
}

#[test]
fn a_clock_years_behind_the_records_is_questioned() {
    let world = notices(1);
    let error = open(&world, 2015).err().unwrap();
    assert!(matches!(error, ArchiveError::ClockFar { .. }), "{error}");
    assert!(open(&world, 2020).is_ok(), "who is in the year of the records is at work");
}

/// An office into whose log a clock twenty years ahead has written.
fn ahead() -> Workspace {
    let world = notices(3);
    issued(&world, "vb-1", "01/03/2020");
    Archive::confirm_clock(world.root(), at_the(2046), Patience::seconds(1), "gõ nhầm").unwrap();
    world
}

#[test]
fn after_a_clock_ten_years_ahead_a_line_of_the_log_lets_all_work_go_on() {
    let world = ahead();
    for args in [&["phat-hanh", "vb-2", "--ngay", "01/03/2020"][..], &["luu", "sao-luu", "../usb"]] {
        let outcome = world.run(args);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("mục cuối của nhật ký ghi lúc 08:00 ngày 30/11/2046"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("thidua luu xac-nhan-gio --ly-do"), "{}", outcome.stderr);
    }
    assert_ne!(world.run(&["luu", "xac-nhan-gio"]).code, 0, "not without a reason");
    let told = world.run(&["luu", "xac-nhan-gio", "--ly-do", "máy chạy nhầm năm 2046, đã chỉnh"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(told.stdout.contains("mục trước đó ghi lúc 08:00 ngày 30/11/2046"), "{}", told.stdout);
    issued(&world, "vb-2", "01/03/2020");
    for args in [
        &["luu", "sao-luu", "../usb"][..],
        &["luu", "mo-khoa"],
        &["luu", "phuc-hoi", "../usb", "--ghi-de"],
        &["phat-hanh", "vb-3", "--ngay", "02/03/2020"],
        &["luu", "sao-luu", "../usb"],
    ] {
        let outcome = world.run(args);
        assert_eq!(outcome.code, 0, "{args:?} {outcome:?}");
    }
    assert_eq!(entries(world.root())["vb-3"].number, 3);
    let done = whole(world.root());
    assert!(done.report.is_empty(), "what is explained in the log is no finding");
    assert!(String::from_utf8(world.read("data/luu-vt/nhat-ky.jsonl")).unwrap().contains("máy chạy nhầm năm 2046"));
}

#[test]
fn a_backup_from_a_clock_ahead_can_be_put_back_and_a_lock_of_another_machine_freed() {
    let world = ahead();
    Archive::confirm_clock(world.root(), at_the(2046), Patience::seconds(1), "vẫn nhầm").unwrap();
    let usb = world.root().join("../usb");
    thidua::archive::backup::back_up(world.root(), &usb, at_the(2046), Patience::seconds(1)).unwrap();
    let other = notices(2);
    let outcome = other.run(&["luu", "phuc-hoi", usb.to_str().unwrap()]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    issued(&other, "vb-2", "01/03/2020");
    assert!(whole(other.root()).report.is_empty());

    world.write("data/luu-vt/khoa.json", r#"{"luc":"2046-11-30T08:00:00","ai":"hoa","may":"may-cua-hoa","chuong_trinh":"0","tien_trinh":1,"lam":"phát hành vb-9"}"#);
    assert_eq!(world.run(&["luu", "mo-khoa"]).code, 0);
    assert_eq!(issue(&world, "vb-2", "01/03/2020").code, 2, "freeing a lock does not set the clock right");
    assert_eq!(world.run(&["luu", "xac-nhan-gio", "--ly-do", "đã chỉnh"]).code, 0);
    issued(&world, "vb-2", "01/03/2020");
    assert!(whole(world.root()).report.is_empty());
}
