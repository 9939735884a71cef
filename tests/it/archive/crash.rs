//! Killed at any moment, and many at once: no number is lost, doubled or skipped.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// How often the process is killed.
const KILLS: u32 = 500;

/// How many documents a folder has; then a new one is begun.
const DOCUMENTS: u32 = 25;

fn start(world: &Workspace, ids: &[String]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_thidua"))
        .arg("phat-hanh")
        .args(ids)
        .args(["--ngay", "01/03/2020"])
        .current_dir(world.root())
        .env("THIDUA_TRANG_THAI", world.memory())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A number that looks random, the same in every run of the test.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Checks that the documents issued are the first numbers, each once, and that every published file is whole.
fn all_is_well(world: &Workspace, at_least: usize) -> usize {
    // Who looks finds no damage and writes nothing; who writes next sets right what was left undone.
    let left = world.root().join("data/luu-vt/khoa.json").exists();
    if left && world.root().join("data/luu-vt/nhat-ky.jsonl").exists() {
        let before = super::super::hostile::inside(world.root());
        let seen = whole(world.root()).documents;
        assert_eq!(super::super::hostile::inside(world.root()), before, "looking has written");
        assert_eq!(world.run(&["luu", "mo-khoa"]).code, 0);
        assert_eq!(whole(world.root()).documents, seen);
    }
    let done = whole(world.root());
    let entries = entries(world.root());
    assert_eq!(entries.len(), done.documents, "no document is issued twice");
    assert!(done.documents >= at_least);
    let mut numbers: Vec<u32> = entries.values().map(|entry| entry.number).collect();
    numbers.sort_unstable();
    let count = u32::try_from(numbers.len()).unwrap();
    assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
    for file in entries.values().flat_map(|entry| &entry.files) {
        let published = world.read(&format!("output/2020/phat-hanh/{}", file.name));
        assert_eq!(Digest::of(&published), file.digest, "{} is not whole", file.name);
    }
    done.documents
}

#[test]
fn killed_at_500_moments_no_number_is_lost_doubled_or_skipped_and_no_file_is_torn() {
    let mut seed = 2020;
    let (mut kills, mut interrupted) = (0, 0);
    while kills < KILLS {
        let world = notices(DOCUMENTS);
        let began = Instant::now();
        assert!(start(&world, &["vb-1".to_owned()]).wait().unwrap().success());
        let usual = began.elapsed();
        let mut at = 2;
        while at <= DOCUMENTS && kills < KILLS {
            let mut child = start(&world, &[format!("vb-{at}")]);
            let micros = next(&mut seed) % u64::try_from(usual.as_micros() + 1).unwrap();
            std::thread::sleep(Duration::from_micros(micros));
            match child.try_wait().unwrap() {
                // It was issued now, or by the run before, which was killed after its commit.
                Some(_) => at += 1,
                None => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    kills += 1;
                    interrupted += u32::from(world.root().join("data/luu-vt/khoa.json").exists());
                    // Every other time the next run has to cope by itself.
                    if kills % 4 == 0 {
                        all_is_well(&world, usize::try_from(at).unwrap() - 1);
                    }
                }
            }
        }
        let rest: Vec<String> = (1..=DOCUMENTS).map(|number| format!("vb-{number}")).collect();
        for id in rest {
            start(&world, &[id]).wait().unwrap();
        }
        assert_eq!(all_is_well(&world, 0), usize::try_from(DOCUMENTS).unwrap());
    }
    assert!(interrupted > KILLS / 10, "only {interrupted} of {kills} kills met the program at its writing");
}

#[test]
fn eight_processes_issue_1000_documents_with_the_numbers_1_to_1000_each_once() {
    let world = notices(1000);
    let ids = |from: usize| (1..=1000).skip(from).step_by(8).map(|number| format!("vb-{number}")).collect::<Vec<_>>();
    let mut processes: Vec<Child> = (0..8).map(|from| start(&world, &ids(from))).collect();
    let codes: Vec<Option<i32>> = processes.iter_mut().map(|process| process.wait().unwrap().code()).collect();
    assert_eq!(codes, [Some(0); 8]);
    assert_eq!(all_is_well(&world, 1000), 1000);
}
