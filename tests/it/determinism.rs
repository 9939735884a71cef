//! The same records give the same bytes: on another day, in another place, in whatever order the disk lists them.

use std::collections::BTreeMap;

use super::workspace::{Workspace, files};

fn built(world: &Workspace, variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let outcome = world.run_with(&["lap", "2020", "--ra", "ra"], variables);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let files = world.files("ra");
    assert_eq!(files.len(), 8);
    std::fs::remove_dir_all(world.root().join("ra")).unwrap();
    files
}

/// Names the files that differ, for bytes say nothing to a reader.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    assert!(a.keys().eq(b.keys()), "{:?}\n{:?}", a.keys(), b.keys());
    a.iter().filter(|(name, bytes)| b[*name] != **bytes).map(|(name, _)| name.clone()).collect()
}

#[test]
fn two_runs_on_one_or_many_threads_in_any_place_and_language_give_the_same_bytes() {
    let world = Workspace::shipped();
    let first = built(&world, &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LANG", "C")]);
    for variables in [
        [("RAYON_NUM_THREADS", "8"), ("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8")],
        [("RAYON_NUM_THREADS", "2"), ("TZ", "America/Los_Angeles"), ("LC_ALL", "tr_TR.UTF-8")],
    ] {
        assert_eq!(differing(&first, &built(&world, &variables)), Vec::<String>::new(), "{variables:?}");
    }
    let elsewhere = Workspace::called("nơi khác");
    let elsewhere = elsewhere.overlay(world.root());
    assert_eq!(differing(&first, &built(&elsewhere, &[])), Vec::<String>::new(), "another folder");
}

#[test]
fn files_under_other_names_in_other_folders_give_the_same_bytes() {
    let world = Workspace::shipped();
    let first = world.documents();
    let renamed = Workspace::empty();
    for (at, name) in files(&world.root().join("data/2020")).iter().enumerate() {
        // Tasks keep their order among themselves: it is the order of the ledger.
        let name_there =
            if name.starts_with("nhiem-vu/") { format!("z/{at:02}.yml") } else { format!("a/{}.yaml", 99 - at) };
        renamed.write(&format!("data/2020/{name_there}"), world.read(&format!("data/2020/{name}")));
    }
    assert_eq!(differing(&first, &renamed.documents()), Vec::<String>::new());
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let world = Workspace::shipped();
    let first = world.run(&["lap"]);
    assert_eq!(first.stdout.matches("mới").count(), 8, "{}", first.stdout);
    let times = |world: &Workspace| -> Vec<std::time::SystemTime> {
        let folder = world.root().join("output/2020");
        files(&folder).iter().map(|name| folder.join(name).metadata().unwrap().modified().unwrap()).collect()
    };
    let before = times(&world);
    let second = world.run(&["lap"]);
    assert_eq!((second.code, second.stdout.matches("không đổi").count()), (0, 8), "{}", second.stdout);
    assert_eq!(times(&world), before);
    assert_eq!(world.files("output/2020").len(), 8, "nothing is left beside the documents");
}

#[test]
fn a_document_does_not_depend_on_which_others_are_made_with_it() {
    let world = Workspace::shipped();
    let all = world.documents();
    for id in ["ke-hoach", "bao-cao-nam"] {
        let outcome = world.run(&["lap", "--van-ban", id, "--ra", id]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert!(world.files(id) == BTreeMap::from([(format!("{id}.docx"), all[id].clone())]), "{id}");
    }
}
