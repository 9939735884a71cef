//! Names that lead out, links, pipes and devices.

use super::*;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["viec/anh/a.png", "khac/b.png"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "ab").unwrap();
    }
    folder
}

#[test]
fn names_lead_to_files_below_the_folders_and_nowhere_else() {
    let folder = folder();
    let (work, other) = (folder.path().join("viec"), folder.path().join("khac"));
    std::os::unix::fs::symlink(other.join("b.png"), work.join("ra.png")).unwrap();
    std::os::unix::fs::symlink(&other, work.join("ra")).unwrap();
    std::os::unix::fs::symlink("anh/a.png", work.join("trong.png")).unwrap();
    let reach = Reach::of(&work);
    for inside in ["anh/a.png", "./anh/../anh/a.png", "trong.png", work.join("anh/a.png").to_str().unwrap()] {
        assert_eq!(reach.read(inside, 2).unwrap(), b"ab", "{inside}");
    }
    let there = other.join("b.png");
    let there = there.to_str().unwrap();
    for outside in ["../khac/b.png", "anh/../../khac/b.png", there, "ra.png", "ra/b.png", "\\\\may\\a.png", "//may/a"] {
        assert!(matches!(reach.read(outside, 2), Err(OpenError::Outside | OpenError::Link)), "{outside}");
    }
    let reach = reach.and([&other]);
    for allowed in ["../khac/b.png", there, "ra.png", "ra/b.png"] {
        assert_eq!(reach.read(allowed, 2).unwrap(), b"ab", "{allowed}");
    }
    assert!(matches!(reach.read("khong-co", 2), Err(OpenError::Missing)));
    assert!(matches!(reach.read("anh/a.png", 1), Err(OpenError::Large(2, 1))));
    assert!(matches!(reach.read("anh", 1), Err(OpenError::Other("thư mục"))));
}

#[test]
fn what_never_ends_is_not_begun() {
    let folder = folder();
    let pipe = folder.path().join("ong");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/zero"), Path::new("/dev/null")] {
        assert!(matches!(read(path, MOST), Err(OpenError::Other(_))), "{}", path.display());
    }
}
