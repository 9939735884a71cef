//! Backups: what they hold, what they refuse, what is left when one is cut short.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// How often backing up and putting back are killed.
const KILLS: u32 = 60;

fn office(count: u32) -> Workspace {
    let world = notices(count);
    for number in 1..=count {
        issued(&world, &format!("vb-{number}"), "01/03/2020");
    }
    world
}

#[track_caller]
fn done(world: &Workspace, args: &[&str]) -> Outcome {
    let outcome = world.run(args);
    assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
    outcome
}

#[track_caller]
fn refused(outcome: &Outcome, code: i32, words: &str) {
    assert!(outcome.code == code && outcome.stderr.contains(words), "{outcome:?}");
}

fn states(world: &Workspace) -> Vec<String> {
    let names = std::fs::read_dir(world.root().join("../usb/ban")).unwrap();
    let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_holds_everything_and_the_next_copies_only_what_is_new() {
    let world = office(3);
    let first = done(&world, &["luu", "sao-luu", "../usb"]);
    assert!(first.stdout.contains("3 văn bản, 6 tệp, 3 mục nhật ký; chép 6 tệp mới"), "{}", first.stdout);
    assert_eq!(world.run(&["huy-so", "04/TB-STC", "--nam", "2020", "--ly-do", "thử"]).code, 0);
    let second = done(&world, &["luu", "sao-luu", "../usb"]);
    assert!(second.stdout.contains("4 văn bản, 6 tệp, 5 mục nhật ký; chép 0 tệp mới"), "{}", second.stdout);
    done(&world, &["luu", "sao-luu", "../usb"]);
    assert_eq!(states(&world).len(), 2, "the last state and the one before it");
    let seen = done(&world, &["luu", "xac-minh", "--ban-sao-luu", "../usb"]);
    assert!(seen.stdout.contains("bản sao lưu nguyên vẹn: 4 văn bản"), "{}", seen.stdout);
    assert_eq!(whole(world.root()).lines, 7, "each backup is a line of the log");
}

#[test]
fn a_lost_archive_comes_back_whole_with_its_published_files_and_goes_on() {
    let world = office(3);
    let before = entries(world.root());
    done(&world, &["luu", "sao-luu", "../usb"]);
    let world = world.without("data/luu-vt").without("output");
    done(&world, &["luu", "phuc-hoi", "../usb"]);
    assert_eq!(entries(world.root()), before);
    for file in before.values().flat_map(|entry| &entry.files) {
        assert_eq!(Digest::of(&world.read(&format!("output/2020/phat-hanh/{}", file.name))), file.digest);
    }
    assert_eq!(world.run(&["huy-so", "04/TB-STC", "--nam", "2020", "--ly-do", "thử"]).code, 0);
    done(&world, &["luu", "sao-luu", "../usb"]);
    whole(world.root());
}

#[test]
fn an_archive_newer_than_the_backup_is_replaced_only_when_told_and_moved_aside() {
    let world = office(2);
    done(&world, &["luu", "sao-luu", "../usb"]);
    let tried = world.run(&["luu", "phuc-hoi", "../usb"]);
    refused(&tried, 2, "lưu trữ có 3 mục nhật ký, bản sao lưu chỉ có 2");
    let told = done(&world, &["luu", "phuc-hoi", "../usb", "--ghi-de"]);
    assert!(told.stderr.contains("được giữ ở data/luu-vt.cu-"), "{}", told.stderr);
    let aside = std::fs::read_dir(world.root().join("data")).unwrap().map(|entry| entry.unwrap().path());
    let aside = aside.into_iter().find(|path| path.to_string_lossy().contains("luu-vt.cu-")).unwrap();
    let old = std::fs::read_to_string(aside.join("nhat-ky.jsonl")).unwrap();
    assert_eq!(old.lines().count(), 3, "what was there is kept");
    assert_eq!(whole(world.root()).lines, 3, "two lines, and the one that says it was put back");
}

#[test]
fn an_archive_put_back_to_an_older_state_does_not_spoil_the_newer_backup() {
    let world = office(2);
    done(&world, &["luu", "sao-luu", "../usb"]);
    let old = world.files("data/luu-vt");
    done(&world, &["luu", "sao-luu", "../usb"]);
    done(&world, &["luu", "sao-luu", "../usb"]);
    let world = world.without("data/luu-vt");
    for (name, content) in &old {
        world.write(&format!("data/luu-vt/{name}"), content);
    }
    let before = world.files("../usb");
    refused(&world.run(&["luu", "sao-luu", "../usb"]), 2, "bản sao lưu mới hơn lưu trữ");
    assert_eq!(world.files("../usb"), before);
}

#[test]
fn a_backup_of_another_archive_is_neither_added_to_nor_put_back() {
    let (world, other) = (office(2), office(3));
    done(&world, &["luu", "sao-luu", "../usb"]);
    let usb = world.root().join("../usb").to_string_lossy().into_owned();
    refused(&other.run(&["luu", "sao-luu", &usb]), 2, "không phải của lưu trữ này");
    done(&other, &["luu", "phuc-hoi", &usb, "--ghi-de"]);
    assert_eq!(whole(other.root()).documents, 2);
}

#[test]
fn a_backup_inside_the_archive_and_a_folder_without_backup_are_refused() {
    let world = office(1);
    for inside in ["data/luu-vt", "data/luu-vt/sao", "./data/../data/luu-vt/kho"] {
        refused(&world.run(&["luu", "sao-luu", inside]), 2, "không được nằm trong chính thư mục lưu trữ");
    }
    refused(&world.run(&["luu", "phuc-hoi", "../khong-co"]), 2, "không có bản sao lưu nào");
    assert_eq!(whole(world.root()).lines, 1);
}

/// Breaks a file of the store.
fn spoil(world: &Workspace, store: &str) {
    let file = world.files(store).into_keys().next().unwrap();
    let path = world.root().join(store).join(file);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(path, "hỏng").unwrap();
}

#[test]
fn a_damaged_archive_is_not_backed_up_and_the_backup_stays() {
    let world = office(2);
    done(&world, &["luu", "sao-luu", "../usb"]);
    let before = states(&world);
    assert_eq!(world.run(&["huy-so", "03/TB-STC", "--nam", "2020", "--ly-do", "thử"]).code, 0);
    let text = String::from_utf8(world.read("data/luu-vt/nhat-ky.jsonl")).unwrap();
    world.write("data/luu-vt/nhat-ky.jsonl", text.replacen("\"stt\":1,", "\"stt\":9,", 1));
    refused(&world.run(&["luu", "sao-luu", "../usb"]), 1, "lưu trữ có chỗ hỏng");
    assert_eq!(states(&world), before);
    assert_eq!(done(&world, &["luu", "xac-minh", "--ban-sao-luu", "../usb"]).code, 0);
}

#[test]
fn a_damaged_backup_is_not_put_back_and_the_next_backup_repairs_it() {
    let world = office(2);
    done(&world, &["luu", "sao-luu", "../usb"]);
    spoil(&world, "../usb/kho");
    let before = world.files("data/luu-vt");
    refused(&world.run(&["luu", "xac-minh", "--ban-sao-luu", "../usb"]), 1, "đã bị thay đổi");
    refused(&world.run(&["luu", "phuc-hoi", "../usb", "--ghi-de"]), 1, "bản sao lưu có chỗ hỏng");
    assert_eq!(world.files("data/luu-vt"), before);
    let told = done(&world, &["luu", "sao-luu", "../usb"]);
    assert!(told.stderr.contains("1 tệp trong bản sao lưu đã hỏng và được chép lại"), "{}", told.stderr);
    done(&world, &["luu", "xac-minh", "--ban-sao-luu", "../usb"]);
}

/// A number that looks random, the same in every run of the test.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Starts the program and kills it after part of the time that it usually takes; tells whether it was killed.
fn cut_short(world: &Workspace, args: &[&str], usual: Duration, seed: &mut u64) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    command.args(args).current_dir(world.root()).env("THIDUA_TRANG_THAI", world.memory());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let micros = u64::try_from(usual.as_micros()).unwrap();
    std::thread::sleep(Duration::from_micros(next(seed) % (micros + 1)));
    let killed = child.try_wait().unwrap().is_none();
    let _ = child.kill();
    child.wait().unwrap();
    killed
}

#[test]
fn killed_while_backing_up_or_putting_back_one_whole_state_is_left_on_both_sides() {
    let world = office(4);
    done(&world, &["luu", "sao-luu", "../usb"]);
    let before = entries(world.root());
    let began = Instant::now();
    done(&world, &["luu", "phuc-hoi", "../usb", "--ghi-de"]);
    let (usual, mut seed, mut killed) = (began.elapsed(), 2020, 0);
    while killed < KILLS {
        killed += u32::from(cut_short(&world, &["luu", "phuc-hoi", "../usb", "--ghi-de"], usual, &mut seed));
        whole(world.root());
        assert_eq!(entries(world.root()), before);
    }
    killed = 0;
    done(&world, &["luu", "sao-luu", "../usb-2"]);
    while killed < KILLS {
        killed += u32::from(cut_short(&world, &["luu", "sao-luu", "../usb-2"], usual, &mut seed));
        done(&world, &["luu", "xac-minh", "--ban-sao-luu", "../usb-2"]);
        whole(world.root());
    }
}

#[test]
fn killed_while_backing_up_over_an_empty_folder_there_is_no_false_alarm() {
    let world = office(3);
    let began = Instant::now();
    done(&world, &["luu", "sao-luu", "../usb"]);
    let (usual, mut seed, mut killed) = (began.elapsed(), 2021, 0);
    for turn in 0.. {
        if killed == KILLS / 2 {
            break;
        }
        let usb = format!("../usb-{turn}");
        std::fs::create_dir(world.root().join(&usb)).unwrap();
        killed += u32::from(cut_short(&world, &["luu", "sao-luu", &usb], usual, &mut seed));
        whole(world.root());
        let looked = world.run(&["luu", "xac-minh", "--ban-sao-luu", &usb]);
        let said =
            ["chưa có bản nào trọn vẹn", "không có bản sao lưu nào"].iter().any(|said| looked.stderr.contains(said));
        assert!(looked.code == 0 || (looked.code == 2 && said), "{looked:?}");
        done(&world, &["luu", "sao-luu", &usb]);
        done(&world, &["luu", "xac-minh", "--ban-sao-luu", &usb]);
        let mut names =
            std::fs::read_dir(world.root().join(&usb).join("ban")).unwrap().map(|name| name.unwrap().path());
        assert!(!names.any(|path| path.to_string_lossy().ends_with(".tmp")), "what was never whole is taken away");
    }
}

#[test]
fn what_a_death_may_leave_in_a_backup_is_no_damage() {
    let world = office(2);
    std::fs::create_dir_all(world.root().join("../usb/kho/ff")).unwrap();
    refused(&world.run(&["luu", "xac-minh", "--ban-sao-luu", "../usb"]), 2, "chưa có bản nào trọn vẹn");
    world.write("../usb/ban/.thidua-000002-0a1b2c3d4e5f.tmp/so.sqlite", "mo");
    world.write("../usb/kho/fe/.thidua-a.tmp", "mo");
    done(&world, &["luu", "sao-luu", "../usb"]);
    done(&world, &["luu", "xac-minh", "--ban-sao-luu", "../usb"]);
    assert_eq!(states(&world).len(), 1);
}

#[test]
fn no_empty_register_is_begun_while_an_archive_lies_aside_or_half_put_back() {
    for place in ["data/luu-vt.cu-20200301-080000", "data/luu-vt.phuc-hoi/data/luu-vt"] {
        let world = notices(2);
        issued(&world, "vb-1", "01/03/2020");
        let to = world.root().join(place);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::rename(world.root().join("data/luu-vt"), &to).unwrap();
        let outcome = issue(&world, "vb-2", "02/03/2020");
        refused(&outcome, 2, "trong khi còn một lưu trữ ở");
        assert!(outcome.stderr.contains(place), "{}", outcome.stderr);
        assert!(!world.root().join("data/luu-vt/so.sqlite").exists());
        assert!(!world.root().join("data/luu-vt").exists(), "nothing is in the way of putting it back");
        std::fs::rename(&to, world.root().join("data/luu-vt")).unwrap();
        issued(&world, "vb-2", "02/03/2020");
        assert_eq!(entries(world.root())["vb-2"].number, 2, "the number after the last one");
    }
}

#[test]
fn who_looks_in_while_an_archive_is_put_back_does_not_take_its_mark_away() {
    let world = office(1);
    let ready = world.root().join("data/luu-vt.phuc-hoi/san-sang");
    for name in ["so.sqlite", "nhat-ky.jsonl"] {
        let content = world.read(&format!("data/luu-vt/{name}"));
        world.write(&format!("data/luu-vt.phuc-hoi/data/luu-vt/{name}"), content);
    }
    world.write("data/luu-vt.phuc-hoi/san-sang", "\n");
    let held = Archive::open(world.root(), actor(), "phục hồi", Patience::seconds(1), false);
    assert!(!ready.exists(), "of one that nobody is at any more it is taken away");
    world.write("data/luu-vt.phuc-hoi/san-sang", "\n");
    assert!(Archive::open(world.root(), actor(), "khác", Patience::seconds(0), false).is_err());
    assert!(ready.exists());
    drop(held);
}
