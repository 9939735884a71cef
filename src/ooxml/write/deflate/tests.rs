//! Deflated by us, inflated by a library.

use std::io::{Read, Write};

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;

use super::*;

fn deflated(content: &[u8]) -> Vec<u8> {
    let (mut deflater, mut out) = (Deflater::default(), Vec::new());
    deflater.write(content, &mut out);
    deflater.finish(&mut out);
    out
}

/// Inflates with a library.
fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut content).unwrap();
    content
}

/// What level 6 of a library makes of it.
fn level_6(content: &[u8]) -> usize {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap().len()
}

/// Numbers without a pattern, the same every time.
fn noise() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(1_u32), |last| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)))
        .map(|n| n >> 8)
}

/// A table as Word has it: names of a few words, rows that differ in nothing else.
fn table(rows: usize) -> Vec<u8> {
    let words =
        ["Nguyễn", "Thị", "Văn", "Đặng", "Phòng", "Tài chính", "Hòa", "Bích", "Chuyên viên", "UBND xã", "Dũng", "Mỹ"];
    let mut noise = noise();
    let mut xml = String::new();
    for row in 0..rows {
        xml.push_str("<w:tr>");
        for width in [680, 2154, 1701, 1928] {
            let word = |noise: &mut dyn Iterator<Item = u32>| words[noise.next().unwrap() as usize % words.len()];
            let (one, two, three) = (word(&mut noise), word(&mut noise), word(&mut noise));
            xml.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:type=\"dxa\" w:w=\"{width}\"/></w:tcPr><w:p><w:pPr><w:spacing w:after=\"0\"/>\
                 <w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr><w:t>{one} {two} {three} {row}</w:t></w:r></w:p></w:tc>"
            ));
        }
        xml.push_str("</w:tr>");
    }
    xml.into_bytes()
}

/// Deflates in segments, each behind what stands before it.
fn deflated_in(content: &[u8], segment: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for from in (0..content.len().max(1)).step_by(segment) {
        let to = content.len().min(from + segment);
        let mut deflater = Deflater::default();
        deflater.begin_behind(&content[..from]);
        deflater.write(&content[from..to], &mut out);
        if to == content.len() { deflater.finish(&mut out) } else { deflater.pause(&mut out) }
    }
    out
}

#[test]
fn segments_are_hardly_larger_than_one_stream() {
    let content = table(20_000);
    let (whole, parted) = (deflated(&content), deflated_in(&content, 1024 * 1024));
    assert_eq!(inflated(&parted), content);
    assert!(parted.len() * 1000 < whole.len() * 1005, "{} {}", parted.len(), whole.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn segments_of_any_length_are_one_stream(
        letters in prop::collection::vec(any::<u8>(), 0..300),
        times in 1_usize..400,
        segment in 1_usize..100_000,
    ) {
        let content = letters.repeat(times);
        let segment = segment.max(content.len() / 50);
        prop_assert_eq!(inflated(&deflated_in(&content, segment)), content);
    }
}

#[test]
fn tables_are_as_small_as_a_general_compressor_makes_them() {
    for rows in [1, 10, 100, 3000] {
        let content = table(rows);
        let (own, theirs) = (deflated(&content), level_6(&content));
        assert_eq!(inflated(&own), content);
        assert!(own.len() * 100 <= theirs * 105, "{rows} rows: {}, level 6: {theirs}", own.len());
    }
}

#[test]
fn what_cannot_be_made_smaller_is_stored() {
    let content: Vec<u8> = noise().map(|number| number as u8).take(400_000).collect();
    let bytes = deflated(&content);
    assert!(bytes.len() < content.len() + 100, "{}", bytes.len());
    assert_eq!(inflated(&bytes), content);
}

#[test]
fn edges_of_what_deflate_can_tell() {
    for length in (0..20).chain(250..270).chain(510..530).chain([65_535, 65_536, WINDOW + GATHERED]) {
        let content = vec![b'a'; length];
        assert_eq!(inflated(&deflated(&content)), content, "{length}");
        // A match as far back as may be, and one byte further.
        let apart: Vec<u8> = noise().map(|number| number as u8).take(length).collect();
        let content = [b"a match of some length".as_slice(), &apart, b"a match of some length"].concat();
        assert_eq!(inflated(&deflated(&content)), content, "{length}");
    }
    for apart in WINDOW - 30..WINDOW + 3 {
        let between: Vec<u8> = noise().map(|number| number as u8 | 0x80).take(apart).collect();
        let content = [b"a match of some length".as_slice(), &between, b"a match of some length"].concat();
        assert_eq!(inflated(&deflated(&content)), content, "{apart}");
    }
}

#[test]
fn places_are_counted_anew_before_they_run_over() {
    let content = table(2000);
    let mut deflater = Deflater { base: FAR - 300_000, start: FAR - 300_000, ..Deflater::default() };
    for _ in 0..3 {
        let mut out = Vec::new();
        deflater.write(&content, &mut out);
        deflater.finish(&mut out);
        assert_eq!(inflated(&out), content);
    }
}

#[test]
fn no_code_is_longer_than_it_may_be() {
    let counts: Vec<u32> =
        std::iter::successors(Some((1, 1)), |(one, two)| Some((*two, one + two))).map(|n| n.0).take(40).collect();
    for most in [7, 15] {
        let lengths = huffman::lengths(&counts, most);
        let used: f64 = lengths.iter().map(|length| 0.5_f64.powi((*length).into())).sum();
        assert!(lengths.iter().all(|length| (1..=most).contains(length)), "{lengths:?}");
        assert!((used - 1.0).abs() < 1e-9, "every bit pattern means something: {used}");
    }
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    let letters = prop_oneof![Just(b'<'), Just(b'>'), Just(b'"'), b'a'..b'f', any::<u8>()];
    let piece =
        (prop::collection::vec(letters, 0..300), 1_usize..60).prop_map(|(letters, times)| letters.repeat(times));
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_deflated_is_inflated_again(content in content()) {
        prop_assert_eq!(inflated(&deflated(&content)), content);
    }

    #[test]
    fn neither_pieces_nor_what_was_before_make_a_difference(before in content(), content in content(), size in 1_usize..5000) {
        let mut deflater = Deflater::default();
        let mut out = Vec::new();
        deflater.write(&before, &mut out);
        if size % 2 == 0 { deflater.finish(&mut out) } else { deflater.restart() }
        out.clear();
        content.chunks(size).for_each(|piece| deflater.write(piece, &mut out));
        deflater.finish(&mut out);
        prop_assert_eq!(out, deflated(&content));
    }
}
