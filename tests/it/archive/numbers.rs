//! Numbers and dates: in turn, by series, from 01 each year.

use super::*;

#[test]
fn numbers_follow_one_another_over_all_kinds() {
    let world = Workspace::minimal();
    issued(&world, "thong-bao", "01/03/2020");
    issued(&world, "quyet-dinh", "01/03/2020");
    let all = entries(world.root());
    assert_eq!(all.values().map(Entry::printed).collect::<Vec<_>>(), ["02/QĐ-STC", "01/TB-STC"]);
}

#[test]
fn an_office_may_count_each_kind_on_its_own() {
    let world = Workspace::minimal().edited("data/2020/co-quan.yaml", "dia_danh:", "danh_so: theo_loai\ndia_danh:");
    issued(&world, "thong-bao", "01/03/2020");
    issued(&world, "quyet-dinh", "01/02/2020");
    let all = entries(world.root());
    assert_eq!(all.values().map(Entry::printed).collect::<Vec<_>>(), ["01/QĐ-STC", "01/TB-STC"]);
}

#[test]
fn a_date_runs_backwards_only_with_a_reason_which_the_register_keeps() {
    let world = notices(2);
    issued(&world, "vb-1", "10/03/2020");
    let back = issue(&world, "vb-2", "09/03/2020");
    assert_eq!(back.code, 2);
    assert!(back.stderr.contains("ngày 09/03/2020 lùi trước ngày 10/03/2020 của số 01/TB-STC"), "{}", back.stderr);
    let reason = ["phat-hanh", "vb-2", "--ngay", "09/03/2020", "--ly-do", "ký trước, chuyển muộn"];
    assert_eq!(world.run(&reason).code, 0);
    assert!(world.run(&["so"]).stdout.contains("ký trước, chuyển muộn"));
}

#[test]
fn the_first_day_of_january_begins_at_01_again() {
    let world = notices(3);
    issued(&world, "vb-1", "31/12/2020");
    issued(&world, "vb-2", "01/01/2021");
    issued(&world, "vb-3", "31/12/2020");
    let all = entries(world.root());
    let seen: Vec<_> = all.values().map(|entry| (entry.series.year, entry.number)).collect();
    assert_eq!(seen, [(2020, 1), (2021, 1), (2020, 2)]);
    assert!(world.root().join("output/2021/phat-hanh/01-TB-STC.docx").exists());
    whole(world.root());
}

#[test]
fn a_day_that_has_not_come_is_refused() {
    let world = notices(1).edited("data/2020/van-ban/vb-1.yaml", "luu:", "ngay: 01/01/2021\nluu:");
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "ngay: 01/01/2021", "");
    let outcome = world.run(&["phat-hanh", "vb-1"]);
    assert_eq!(outcome.code, 1, "today is no day of 2020");
    assert!(outcome.stderr.contains("không thuộc năm 2020"), "{}", outcome.stderr);
    let mut archive =
        Archive::open(world.root(), Actor { at: at(2020, 3, 1), ..actor() }, "thử", Patience::seconds(1), false)
            .unwrap();
    let series = thidua::archive::Series { year: 2020, name: "chung".to_owned() };
    let date = NaiveDate::from_ymd_opt(2020, 3, 2).unwrap();
    let wanted = thidua::archive::Wanted { series, number: None, date, reason: Some("vội".to_owned()) };
    let error = archive.reserve(wanted).err().unwrap();
    assert_eq!(error.to_string(), "ngày 02/03/2020 chưa đến (hôm nay là 01/03/2020)");
}

#[test]
fn a_number_that_the_record_states_must_be_the_one_that_is_given() {
    let world = notices(1).edited("data/2020/van-ban/vb-1.yaml", "luu:", "so: 3\nluu:");
    let outcome = issue(&world, "vb-1", "01/03/2020");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("số 3 không phải là số tiếp theo"), "{}", outcome.stderr);
}

#[test]
fn a_reservation_that_is_dropped_gives_the_number_back() {
    let world = notices(1);
    let wanted = || {
        let series = thidua::archive::Series { year: 2020, name: "chung".to_owned() };
        thidua::archive::Wanted { series, number: None, date: at(2020, 3, 1).date(), reason: None }
    };
    let mut archive = Archive::open(world.root(), actor(), "thử", Patience::seconds(1), false).unwrap();
    assert_eq!(archive.reserve(wanted()).unwrap().number(), 1);
    assert_eq!(archive.reserve(wanted()).unwrap().number(), 1);
}
