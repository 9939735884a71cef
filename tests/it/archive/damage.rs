//! Any damage to an archive is found.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// Every file of a small archive with all that can happen to a document.
static SAMPLE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let world = notices(4).with("quet.pdf", b"%PDF-1.7 minh hoa");
    for id in ["vb-1", "vb-2", "vb-3"] {
        issued(&world, id, "01/03/2020");
    }
    assert_eq!(world.run(&["luu", "nhan", "vb-1", "quet.pdf"]).code, 0);
    assert_eq!(world.run(&["thu-hoi", "vb-2", "--ly-do", "nhầm"]).code, 0);
    whole(world.root());
    world.files("data/luu-vt")
});

#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, Index, u8),
    Delete(Index),
    Truncate(Index, Index),
    Cut(Index, Index, usize),
    Insert(Index, Index, Vec<u8>),
    SwapFiles(Index, Index),
    SwapBytes(Index, Index, Index),
    Stranger(String, Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), at(), 1u8..).prop_map(|(file, place, mask)| Damage::Flip(file, place, mask)),
        1 => at().prop_map(Damage::Delete),
        2 => (at(), at()).prop_map(|(file, place)| Damage::Truncate(file, place)),
        2 => (at(), at(), 1usize..600).prop_map(|(file, place, count)| Damage::Cut(file, place, count)),
        2 => (at(), at(), prop::collection::vec(any::<u8>(), 1..40)).prop_map(|(f, p, bytes)| Damage::Insert(f, p, bytes)),
        1 => (at(), at()).prop_map(|(one, two)| Damage::SwapFiles(one, two)),
        2 => (at(), at(), at()).prop_map(|(file, one, two)| Damage::SwapBytes(file, one, two)),
        1 => ("(kho/([0-9a-f]{2}/)?)?[a-z0-9]{1,8}", prop::collection::vec(any::<u8>(), 0..9))
            .prop_map(|(name, bytes)| Damage::Stranger(name, bytes)),
    ]
}

/// Does the damage to the files.
fn done(files: &mut BTreeMap<String, Vec<u8>>, damage: &Damage) {
    let names: Vec<String> = files.keys().filter(|name| !name.starts_with("khoa")).cloned().collect();
    let name = |index: &Index| index.get(&names).clone();
    match damage {
        Damage::Flip(file, place, mask) => {
            let bytes = files.get_mut(&name(file)).unwrap();
            let place = place.index(bytes.len());
            bytes[place] ^= mask;
        }
        Damage::Delete(file) => drop(files.remove(&name(file))),
        Damage::Truncate(file, place) => {
            let bytes = files.get_mut(&name(file)).unwrap();
            bytes.truncate(place.index(bytes.len()));
        }
        Damage::Cut(file, place, count) => {
            let bytes = files.get_mut(&name(file)).unwrap();
            let start = place.index(bytes.len());
            bytes.drain(start..(start + count).min(bytes.len()));
        }
        Damage::Insert(file, place, more) => {
            let bytes = files.get_mut(&name(file)).unwrap();
            let at = place.index(bytes.len() + 1);
            bytes.splice(at..at, more.iter().copied());
        }
        Damage::SwapFiles(one, two) => {
            let (one, two) = (name(one), name(two));
            let (first, second) = (files[&one].clone(), files[&two].clone());
            files.insert(one, second);
            files.insert(two, first);
        }
        Damage::SwapBytes(file, one, two) => {
            let bytes = files.get_mut(&name(file)).unwrap();
            let (one, two) = (one.index(bytes.len()), two.index(bytes.len()));
            bytes.swap(one, two);
        }
        Damage::Stranger(name, bytes) => {
            let blocked = files.keys().any(|known| known.starts_with(&format!("{name}/"))) || name.starts_with("khoa");
            if !blocked {
                files.insert(name.clone(), bytes.clone());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_flip_deletion_truncation_swap_and_insertion_is_found(damage in damage()) {
        let mut files = SAMPLE.clone();
        done(&mut files, &damage);
        if files == *SAMPLE {
            return Ok(());
        }
        let world = Workspace::empty();
        for (name, bytes) in &files {
            world.write(&format!("data/luu-vt/{name}"), bytes);
        }
        let found = verified(world.root());
        prop_assert!(found.report.has_errors(), "{damage:?} is not found");
    }
}

#[test]
fn a_finding_names_the_file_and_the_document_and_exits_with_1() {
    let world = notices(1);
    issued(&world, "vb-1", "01/03/2020");
    let digest = entries(world.root())["vb-1"].file(Part::Document).unwrap().digest.to_string();
    let path = format!("data/luu-vt/kho/{}/{}", &digest[..2], &digest[2..]);
    std::fs::remove_file(world.root().join(&path)).unwrap();
    let outcome = world.run(&["luu", "xac-minh"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("mất tệp Word của văn bản số 01/TB-STC"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(&path) && outcome.stdout.contains("CÓ CHỖ HỎNG"), "{outcome:?}");
}

/// Changes the register by hand, as one who knows SQL and seals it again.
fn by_hand(sql: &str) -> String {
    let world = notices(3).with("quet.pdf", b"%PDF-1.7 minh hoa");
    for id in ["vb-1", "vb-2", "vb-3"] {
        issued(&world, id, "01/03/2020");
    }
    assert_eq!(world.run(&["luu", "nhan", "vb-1", "quet.pdf"]).code, 0);
    let folder = world.root().join("data/luu-vt");
    let register = rusqlite::Connection::open(folder.join("so.sqlite")).unwrap();
    register.execute_batch(sql).unwrap();
    register.close().unwrap();
    thidua::archive::seal::put(&folder).unwrap();
    let outcome = world.run(&["luu", "xac-minh"]);
    assert_eq!(outcome.code, 1, "{sql}");
    outcome.stderr
}

#[test]
fn a_register_changed_by_hand_and_sealed_again_is_found_row_by_row() {
    for (sql, said) in [
        ("UPDATE van_ban SET so = 9 WHERE stt = 1", "văn bản thứ 1 không tìm được theo số"),
        ("UPDATE van_ban SET khoa = khoa + 7 WHERE stt = 3", "văn bản thứ 3 không tìm được theo số"),
        ("UPDATE van_ban SET ma = 'vb-9' WHERE stt = 2", "văn bản thứ 2 không tìm được theo số"),
        (
            "UPDATE van_ban SET noi_dung = replace(noi_dung, 'thứ 1', 'thứ 7') WHERE stt = 1",
            "văn bản số 01/TB-STC trong sổ khác với nhật ký",
        ),
        (
            "UPDATE van_ban SET noi_dung = replace(noi_dung, 'thứ 3', 'thứ 7') WHERE stt = 3",
            "văn bản số 03/TB-STC trong sổ khác với nhật ký",
        ),
        ("DELETE FROM van_ban WHERE stt = 2", "văn bản số 02/TB-STC có trong nhật ký mà không có trong sổ"),
        ("DELETE FROM van_ban WHERE stt = 3", "văn bản số 03/TB-STC có trong nhật ký mà không có trong sổ"),
        (
            "INSERT INTO van_ban SELECT 4, nam, day_so, 4, ky_hieu, co_quan, ngay, loai, nguoi_ky, nam_ho_so, 'vb-4',
             replace(replace(noi_dung, '\"stt\":3', '\"stt\":4'), '\"so\":3', '\"so\":4'), mat, khoa + 1 FROM van_ban WHERE stt = 3",
            "văn bản số 04/TB-STC có trong sổ mà không có trong nhật ký",
        ),
    ] {
        let found = by_hand(sql);
        assert!(found.contains(said), "{sql}: {found}");
    }
}
