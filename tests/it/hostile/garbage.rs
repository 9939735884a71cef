//! Files that hold anything but what they should.

use super::*;

/// What a stranger may have put into any file.
const CONTENTS: [&[u8]; 5] = [b"", b"\0\0\0\0", b"\xff\xfe\x80\x9b31m", b"{\"stt\":1", b"[[[[[[[[[[[[[[[["];

/// The files of the archive and below `output/`, and some others.
fn read_by_us(world: &Workspace) -> Vec<String> {
    let every = |name: &String| name.starts_with("data/luu-vt") || name.starts_with("output");
    let names = world.files(".").into_keys().enumerate();
    names.filter(|(at, name)| every(name) || at % 7 == 0).map(|(_, name)| name).collect()
}

#[test]
fn whatever_stands_in_a_file_nothing_outside_changes_and_it_is_said() {
    let names = read_by_us(&Stranger::office().world);
    for (at, name) in names.iter().enumerate() {
        let bad = Stranger::office();
        bad.world.remove(name);
        bad.world.write(name, CONTENTS[at % CONTENTS.len()]);
        for args in LOOKING.iter().chain(CHANGING) {
            let outcome = bad.run(args);
            assert!(outcome.code == 0 || !outcome.stderr.is_empty() || !outcome.stdout.is_empty(), "{name}: {args:?}");
        }
    }
}

#[test]
fn looking_at_a_folder_changes_nothing_in_it() {
    let office = Stranger::office();
    assert!(office.look().iter().all(|outcome| outcome.code == 0));
    assert!(office.outside().is_dir());
}
