//! Secret documents: readable by their owner only, and not carried out of the archive without being asked for.

use std::io::Cursor;

use super::*;

/// The shipped year with the documents of its first hồ sơ issued, one of them a secret.
fn filed() -> Workspace {
    let paper = "data/2020/van-ban/cong-van-don-doc.yaml";
    let world = Workspace::shipped();
    let text = String::from_utf8(world.read(paper)).unwrap();
    world.write(paper, format!("{}\ndo_mat: mat\n", text.trim_end()));
    for (id, day) in [("ke-hoach", "20/02/2020"), ("cong-van-don-doc", "20/11/2020"), ("bao-cao-nam", "25/12/2020")] {
        issued(&world, id, day);
    }
    world
}

fn packed(world: &Workspace) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(world.read("output/2020/ho-so/2020-01-TDKT.zip"))).unwrap();
    zip.file_names().map(str::to_owned).collect()
}

#[test]
fn a_secret_document_is_left_out_of_an_export_unless_asked_for_and_it_is_said() {
    let world = filed();
    let outcome = world.run(&["luu", "xuat", "--ho-so", "01.TĐKT"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("gồm 2 văn bản"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("đã bỏ 1 văn bản mật khỏi tệp xuất: 01/STC-VP"), "{}", outcome.stderr);
    assert!(!packed(&world).iter().any(|name| name.contains("STC-VP")), "{:?}", packed(&world));

    let outcome = world.run(&["luu", "xuat", "--ho-so", "01.TĐKT", "--mat"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(packed(&world).iter().any(|name| name.contains("01-STC-VP.docx")), "{:?}", packed(&world));
    #[cfg(unix)]
    assert_eq!(mode(&world.root().join("output/2020/ho-so/2020-01-TDKT.zip")), 0o600);
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    std::os::unix::fs::MetadataExt::mode(&path.metadata().unwrap()) & 0o777
}

/// Makes sure that files of the secret document are its owner's alone, and those of the others are not.
#[cfg(unix)]
fn owned(world: &Workspace, store: &str) {
    let folder = thidua::archive::store::FolderStore::new(world.root().join(store));
    for (id, entry) in entries(world.root()) {
        for file in &entry.files {
            let others = mode(&folder.path(file.digest)) & 0o077;
            assert_eq!(others == 0, id == "cong-van-don-doc", "{store}: {}", file.name);
        }
    }
}

#[cfg(unix)]
#[test]
fn files_of_a_secret_document_are_readable_by_their_owner_only_in_archive_backup_and_after_putting_back() {
    let world = filed();
    let scan = world.root().join("quet.pdf");
    std::fs::write(&scan, "%PDF-1.4\n").unwrap();
    assert_eq!(world.run(&["luu", "nhan", "01/STC-VP", "quet.pdf"]).code, 0);
    let published = |world: &Workspace| {
        for name in ["01-STC-VP.docx", "01-STC-VP.xml", "01-STC-VP.pdf"] {
            assert_eq!(mode(&world.root().join("output/2020/phat-hanh/mat").join(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&world.root().join("output/2020/phat-hanh/mat")), 0o700);
        assert_ne!(mode(&world.root().join("output/2020/phat-hanh/01-KH-STC.docx")) & 0o044, 0);
    };
    published(&world);
    owned(&world, "data/luu-vt/kho");
    assert_eq!(world.run(&["luu", "sao-luu", "ban-sao"]).code, 0);
    owned(&world, "ban-sao/kho");
    let world = world.without("data/luu-vt").without("output");
    let outcome = world.run(&["luu", "phuc-hoi", "ban-sao"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    owned(&world, "data/luu-vt/kho");
    published(&world);
}

#[cfg(unix)]
#[test]
fn drafts_of_secret_documents_and_their_register_are_their_owners_alone() {
    let paper = "data/2020/van-ban/cong-van-don-doc.yaml";
    let world = Workspace::shipped();
    assert_eq!(world.run(&["lap", "2020"]).code, 0);
    let draft = world.root().join("output/2020/cong-van-don-doc.docx");
    assert_ne!(mode(&draft) & 0o077, 0, "it is no secret yet");
    let text = String::from_utf8(world.read(paper)).unwrap();
    world.write(paper, format!("{}\ndo_mat: mat\n", text.trim_end()));
    for _ in 0..2 {
        assert_eq!(world.run(&["lap", "2020"]).code, 0);
        assert_eq!(mode(&draft), 0o600);
        assert_ne!(mode(&world.root().join("output/2020/ke-hoach.docx")) & 0o077, 0);
        assert_ne!(mode(&world.root().join("output/2020")) & 0o077, 0);
    }
    issued(&world, "cong-van-don-doc", "20/11/2020");
    issued(&world, "ke-hoach", "20/02/2020");
    for name in ["so.csv", "so.json", "so.xlsx", "so.docx"] {
        assert_eq!(world.run(&["so", "2020", "--mat", "--ra", name]).code, 0);
        assert_eq!(mode(&world.root().join(name)), 0o600, "{name}");
        assert_eq!(world.run(&["so", "2020", "--day-so", "mat", "--ra", name]).code, 0);
        assert_eq!(mode(&world.root().join(name)), 0o600, "{name}");
        world.remove(name);
        assert_eq!(world.run(&["so", "2020", "--ra", name]).code, 0);
        assert_ne!(mode(&world.root().join(name)) & 0o077, 0, "{name}");
    }
}
