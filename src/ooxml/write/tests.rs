//! What a package is, byte for byte.

use super::*;
use std::io::{Cursor, Read};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn sample() -> Package<'static> {
    let styles = Arc::new(Precompressed::new(b"<styles/>").unwrap());
    let link = Relationship::outside("rId9", relation::HYPERLINK, "https://a.vn/?b=1&c=2");
    Package::new()
        .root_part(
            relation::DOCUMENT,
            Part::stream("word/document.xml", content::DOCUMENT, |w| w.write_all(b"<a>text</a>")).related([link]),
        )
        .part(Part::shared("word/styles.xml", content::STYLES, &styles))
        .part(Part::bytes("word/media/a.png", None, b"PNG".to_vec()))
        .property("loại <văn bản>", "Kế hoạch & \"báo cáo\"")
}

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let mut data = Vec::new();
            file.read_to_end(&mut data).unwrap();
            (file.name().to_owned(), data)
        })
        .collect()
}

/// Writes the entries anew, as another program would.
fn rezipped(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn parts_stand_in_their_order_with_content_types_first_and_properties_last() {
    let names: Vec<_> = entries(&sample().write().unwrap()).into_iter().map(|e| e.0).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/media/a.png",
            "docProps/custom.xml"
        ]
    );
}

#[test]
fn equal_packages_are_equal_to_the_byte_and_hold_no_clock_and_no_extra_field() {
    let bytes = sample().write().unwrap();
    assert_eq!(bytes, sample().write().unwrap());
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for i in 0..archive.len() {
        let file = archive.by_index_raw(i).unwrap();
        let time = file.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
        assert!(file.extra_data().is_none_or(<[u8]>::is_empty), "{}", file.name());
    }
}

#[test]
fn addresses_and_properties_are_escaped_and_read_back() {
    let bytes = sample().write().unwrap();
    let all = entries(&bytes);
    let rels = String::from_utf8(all[3].1.clone()).unwrap();
    assert!(rels.contains(r#"Target="https://a.vn/?b=1&amp;c=2" TargetMode="External"/>"#));
    let found = properties(&bytes).unwrap();
    assert_eq!(found[0], ("loại <văn bản>".into(), "Kế hoạch & \"báo cáo\"".into()));
    assert_eq!((found[1].0.as_str(), found[1].1.len()), (FINGERPRINT, 64));
}

#[test]
fn a_file_as_written_is_untouched_even_when_packed_anew() {
    let bytes = sample().write().unwrap();
    assert_eq!(fingerprint_state(&bytes), FingerprintState::Untouched);
    assert_eq!(fingerprint_state(&rezipped(&entries(&bytes))), FingerprintState::Untouched);
}

#[test]
fn one_changed_letter_anywhere_is_an_edit() {
    let all = entries(&sample().write().unwrap());
    for (at, from, to) in [(2, "text", "tekt"), (6, "Kế", "Hế"), (0, "png", "pnG")] {
        let mut edited = all.clone();
        let text = String::from_utf8(edited[at].1.clone()).unwrap();
        edited[at].1 = text.replacen(from, to, 1).into_bytes();
        assert_eq!(fingerprint_state(&rezipped(&edited)), FingerprintState::Edited, "{from}");
    }
}

#[test]
fn an_added_or_missing_part_is_an_edit() {
    let mut all = entries(&sample().write().unwrap());
    all.push(("word/comments.xml".into(), b"<c/>".to_vec()));
    assert_eq!(fingerprint_state(&rezipped(&all)), FingerprintState::Edited);
    all.truncate(7);
    all.remove(5);
    assert_eq!(fingerprint_state(&rezipped(&all)), FingerprintState::Edited);
}

#[test]
fn garbage_and_files_of_others_are_unknown() {
    let mut all = entries(&sample().write().unwrap());
    all.pop();
    assert_eq!(fingerprint_state(&rezipped(&all)), FingerprintState::Unknown);
    for bytes in [&b""[..], b"PK\x03\x04", b"kh\xC3\xB4ng ph\xE1\xBA\xA3i zip"] {
        assert_eq!(fingerprint_state(bytes), FingerprintState::Unknown);
    }
}

#[test]
fn damage_is_never_taken_for_untouched_content() {
    let bytes = sample().write().unwrap();
    let whole = entries(&bytes);
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        if fingerprint_state(&damaged) == FingerprintState::Untouched {
            // Flags and times of the container may differ, the content may not.
            assert_eq!(entries(&damaged), whole, "byte {at}");
        }
        fingerprint_state(&bytes[..at]);
    }
}

#[test]
fn a_sound_file_beside_hides_no_damage() {
    let (bytes, other) = (sample().write().unwrap(), Package::new().write().unwrap());
    for sound in [&bytes, &other] {
        assert_eq!(fingerprint_state_beside(&bytes, sound), FingerprintState::Untouched);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            assert_eq!(fingerprint_state_beside(&damaged, sound), fingerprint_state(&damaged), "byte {at}");
        }
    }
}

#[test]
fn bad_and_double_names_are_refused() {
    for name in ["/a.xml", "a//b.xml", "../a.xml", "tên.xml", "", "docProps/custom.xml", "a b"] {
        let package = Package::new().part(Part::bytes(name, None, b"".as_slice()));
        assert!(matches!(package.write(), Err(PackageError::Name(_))), "{name}");
    }
    let twice = Package::new().part(Part::bytes("a.xml", None, b"".as_slice())).part(Part::bytes(
        "A.xml",
        None,
        b"".as_slice(),
    ));
    assert!(matches!(twice.write(), Err(PackageError::Name(_))));
}
