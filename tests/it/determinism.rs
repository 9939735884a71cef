//! The same records give the same bytes, whoever runs the program, where, when and in how many threads.

use super::workspace::Workspace;

fn built(variables: &[(&str, &str)]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let place = Workspace::shipped();
    let outcome = place.run_with(&["lap", "2020"], variables);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    place.files("output/2020")
}

#[test]
fn two_processes_give_the_same_bytes_in_any_time_zone_language_and_number_of_threads() {
    let first = built(&[("RAYON_NUM_THREADS", "1")]);
    assert_eq!(first.len(), 8);
    let second =
        built(&[("RAYON_NUM_THREADS", "8"), ("TZ", "Pacific/Kiritimati"), ("LANG", "vi_VN.UTF-8"), ("LC_ALL", "C")]);
    assert!(first == second, "the bytes differ");
}

#[test]
fn other_names_of_files_and_folders_change_nothing() {
    let first = Workspace::shipped();
    let second = Workspace::empty();
    // The order of tasks is that of their files, so those keep their order; all else is turned round.
    for (index, (name, content)) in first.files("data/2020").into_iter().enumerate() {
        let path = if name.starts_with("nhiem-vu/") {
            format!("data/2020/k/{name}")
        } else {
            format!("data/2020/{:02}/{}.yaml", 90 - index, index * 7 % 10)
        };
        second.write(&path, content);
    }
    assert!(first.documents() == second.documents(), "the bytes differ");
}

#[test]
fn a_second_run_touches_no_file() {
    let place = Workspace::shipped();
    assert_eq!(place.run(&["lap"]).code, 0);
    let times = || -> Vec<_> {
        let folder = place.root().join("output/2020");
        let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        let mut times: Vec<_> =
            files.map(|file| (file.file_name(), file.metadata().unwrap().modified().unwrap())).collect();
        times.sort();
        times
    };
    let before = times();
    let again = place.run(&["lap"]);
    assert_eq!(again.stdout.matches("không đổi").count(), 8, "{}", again.stdout);
    assert_eq!(times(), before);
}
