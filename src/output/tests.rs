//! Tests of writing: what is kept, what is replaced, what a failure leaves behind.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    time::{Duration, SystemTime},
};

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

/// Stands for the mark the real documents carry.
fn ours(bytes: &[u8]) -> bool {
    bytes.starts_with(b"OURS")
}

fn desk() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn names(desk: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn keep(path: &Path, bytes: &[u8]) -> Written {
    write(path, bytes, Overwrite::Keep, ours).unwrap()
}

#[test]
fn a_new_file_is_created_with_the_folders_above_it() {
    let desk = desk();
    let path = desk.path().join("output/2020/Kế hoạch thi đua/kế hoạch số 1.docx");
    assert_eq!(keep(&path, b"OURS 1"), Written::Created);
    assert_eq!(fs::read(&path).unwrap(), b"OURS 1");
}

#[test]
fn an_older_one_of_ours_is_updated() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::write(&path, b"OURS 1").unwrap();
    assert_eq!(keep(&path, b"OURS 2"), Written::Updated);
    assert_eq!(fs::read(&path).unwrap(), b"OURS 2");
    assert_eq!(names(&desk), ["a.docx"]);
}

#[test]
fn the_same_bytes_are_not_written_again() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::write(&path, b"OURS 1").unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_001);
    fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(keep(&path, b"OURS 1"), Written::Unchanged);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn an_edited_file_is_kept_and_ours_goes_beside() {
    let desk = desk();
    let path = desk.path().join("báo cáo.docx");
    fs::write(&path, b"edited").unwrap();
    let beside = desk.path().join("báo cáo.moi.docx");
    assert_eq!(keep(&path, b"OURS 1"), Written::Beside(beside.clone()));
    assert_eq!(keep(&path, b"OURS 2"), Written::Beside(beside.clone()));
    assert_eq!(fs::read(&path).unwrap(), b"edited");
    assert_eq!(fs::read(&beside).unwrap(), b"OURS 2");
    assert_eq!(names(&desk), ["báo cáo.docx", "báo cáo.moi.docx"]);
}

#[test]
fn an_edited_file_beside_is_kept_too() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    for name in ["a.docx", "a.moi.docx", "a.moi-2.docx"] {
        fs::write(desk.path().join(name), b"edited").unwrap();
    }
    assert_eq!(keep(&path, b"OURS"), Written::Beside(desk.path().join("a.moi-3.docx")));
    assert_eq!(fs::read(desk.path().join("a.moi.docx")).unwrap(), b"edited");
    assert_eq!(fs::read(desk.path().join("a.moi-2.docx")).unwrap(), b"edited");
}

#[test]
fn after_99_edited_files_beside_nothing_is_written() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::write(&path, b"edited").unwrap();
    for turn in 1..=MAX_BESIDE {
        fs::write(name_beside(&path, turn), b"edited").unwrap();
    }
    let error = write(&path, b"OURS", Overwrite::Keep, ours).unwrap_err();
    assert!(matches!(error, OutputError::TooManyEdited(_)));
    assert_eq!(names(&desk).len(), 100);
}

#[test]
fn replace_overwrites_an_edited_file() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::write(&path, b"edited").unwrap();
    let written = write(&path, b"OURS", Overwrite::Replace, ours).unwrap();
    assert_eq!(written, Written::Updated);
    assert_eq!(names(&desk), ["a.docx"]);
}

#[test]
fn staged_files_appear_only_when_all_are_placed_and_are_gone_when_dropped() {
    let desk = desk();
    fs::write(desk.path().join("b.docx"), b"OURS old").unwrap();
    let batch = Batch::new(2, Overwrite::Keep);
    let stage = |name: &str| batch.stage(&desk.path().join(name), b"OURS", ours).unwrap();
    let (one, two) = (stage("a.docx"), stage("b.docx"));
    assert!(!desk.path().join("a.docx").exists());
    assert_eq!(fs::read(desk.path().join("b.docx")).unwrap(), b"OURS old");
    drop(two);
    assert_eq!(batch.place(vec![one]).unwrap(), [Written::Created]);
    assert_eq!(names(&desk), ["a.docx", "b.docx"]);
    assert_eq!(fs::read(desk.path().join("b.docx")).unwrap(), b"OURS old");
}

#[test]
fn many_files_are_each_created_updated_kept_or_left_as_they_are() {
    let desk = desk();
    let path = |number: usize| desk.path().join(format!("thư mục {}/{number}.docx", number % 3));
    let bytes = |number: usize| format!("OURS {number}").into_bytes();
    for number in 0..20 {
        keep(&path(number), &[b"OURS older".to_vec(), b"Edited".to_vec(), bytes(number)][number % 3]);
    }
    let batch = Batch::new(40, Overwrite::Keep);
    let staged = (0..40).map(|number| batch.stage(&path(number), &bytes(number), ours).unwrap()).collect();
    for (number, written) in batch.place(staged).unwrap().into_iter().enumerate() {
        let (expected, at) = match number {
            20.. => (Written::Created, path(number)),
            _ if number % 3 == 0 => (Written::Updated, path(number)),
            _ if number % 3 == 2 => (Written::Unchanged, path(number)),
            _ => {
                let beside = path(number).with_extension("moi.docx");
                (Written::Beside(beside.clone()), beside)
            }
        };
        assert_eq!((written, fs::read(at).unwrap()), (expected, bytes(number)), "{number}");
    }
    assert_eq!(fs::read(path(1)).unwrap(), b"Edited");
    assert!(names(&desk).iter().all(|name| {
        fs::read_dir(desk.path().join(name))
            .unwrap()
            .all(|entry| !entry.unwrap().file_name().to_string_lossy().ends_with(".tmp"))
    }));
}

#[test]
fn names_beside_keep_dots_and_missing_extensions() {
    let beside = |path: &str| name_beside(Path::new(path), 1);
    assert_eq!(beside("x/12.KH-STC.docx"), Path::new("x/12.KH-STC.moi.docx"));
    assert_eq!(beside("x/README"), Path::new("x/README.moi"));
}

#[test]
fn a_folder_in_the_place_of_the_file_is_refused() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::create_dir(&path).unwrap();
    for overwrite in [Overwrite::Keep, Overwrite::Replace] {
        let error = write(&path, b"OURS", overwrite, ours).unwrap_err();
        assert!(matches!(error, OutputError::IsFolder(_)), "{error}");
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_refused_and_kept() {
    let desk = desk();
    fs::write(desk.path().join("output"), b"a file").unwrap();
    for below in ["output/a.docx", "output/2020/a.docx"] {
        let error = write(&desk.path().join(below), b"OURS", Overwrite::Replace, ours);
        let error = error.unwrap_err();
        assert!(matches!(error, OutputError::FolderIsFile(_)), "{error}");
    }
    assert_eq!(fs::read(desk.path().join("output")).unwrap(), b"a file");
}

#[test]
fn a_name_that_is_too_long_is_refused() {
    let desk = desk();
    let path = desk.path().join("ế".repeat(200) + ".docx");
    let error = write(&path, b"OURS", Overwrite::Keep, ours).unwrap_err();
    assert!(matches!(error, OutputError::BadName(_)), "{error}");
    assert!(names(&desk).is_empty());
}

#[test]
fn a_producer_that_fails_half_way_leaves_the_old_file_whole_and_no_rubbish() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    fs::write(&path, b"old").unwrap();
    let error = write_with(&path, |file| {
        file.write_all(&vec![b'x'; 100_000])?;
        Err(ErrorKind::StorageFull.into())
    });
    assert!(matches!(error.unwrap_err(), OutputError::DiskFull(_)));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(&desk), ["a.docx"]);
}

#[test]
fn a_producer_that_fails_on_a_new_file_leaves_nothing() {
    let desk = desk();
    let path = desk.path().join("a.docx");
    let error = write_with(&path, |_| Err(io::Error::other("mẫu hỏng"))).unwrap_err();
    assert!(error.to_string().ends_with("a.docx` (mẫu hỏng)"), "{error}");
    assert!(names(&desk).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_really_full_is_recognised() {
    // Every write to this device fails as on a full disk.
    let Ok(mut full) = fs::File::options().write(true).open("/dev/full") else {
        return;
    };
    let desk = desk();
    let path = desk.path().join("a.docx");
    let error = write_with(&path, |_| full.write_all(b"x")).unwrap_err();
    assert!(matches!(error, OutputError::DiskFull(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    fs::set_permissions(desk.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere; then there is nothing to see here.
    if fs::write(desk.path().join("probe"), b"").is_ok() {
        return;
    }
    let error = write(&desk.path().join("a.docx"), b"OURS", Overwrite::Keep, ours).unwrap_err();
    fs::set_permissions(desk.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(error, OutputError::NotWritable(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_any_file_and_are_kept_on_update() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let desk = desk();
    let (path, plain) = (desk.path().join("a.docx"), desk.path().join("plain"));
    fs::write(&plain, b"").unwrap();
    keep(&path, b"OURS 1");
    assert_eq!(mode(&path), mode(&plain));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    keep(&path, b"OURS 2");
    assert_eq!(mode(&path), 0o640);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_written_in_turn_an_edited_file_survives(
        steps in prop::collection::vec((any::<bool>(), 0u8..4), 1..12)
    ) {
        let desk = desk();
        let path = desk.path().join("a.docx");
        let mut edits: Vec<Vec<u8>> = Vec::new();
        for (clerk, what) in steps {
            let target = match write(&path, &[b"OURS", &[what][..]].concat(), Overwrite::Keep, ours).unwrap() {
                Written::Beside(beside) => beside,
                _ => path.clone(),
            };
            prop_assert!(fs::read(&target).unwrap().ends_with(&[what]));
            if clerk {
                let edit = format!("edited {}", edits.len()).into_bytes();
                fs::write(&target, &edit).unwrap();
                edits.push(edit);
            }
        }
        let left: Vec<Vec<u8>> = names(&desk)
            .iter()
            .map(|name| fs::read(desk.path().join(name)).unwrap())
            .collect();
        prop_assert!(edits.iter().all(|edit| left.contains(edit)));
    }
}
