//! `BagIt` (RFC 8493): files with a manifest of checksums, in one zip.

use std::io;

use crate::archive::Digest;
use crate::ooxml::write::Container;

/// Packs a payload; the same payload gives the same bytes.
///
/// The day of packing is not written: it would make every export another file. The log knows it.
pub fn bag(name: &str, about: &[(&str, String)], payload: Vec<(String, Vec<u8>)>) -> io::Result<Vec<u8>> {
    let mut files: Vec<(String, Vec<u8>)> =
        payload.into_iter().map(|(name, content)| (format!("data/{name}"), content)).collect();
    files.sort();
    let bytes: usize = files.iter().map(|(_, content)| content.len()).sum();
    let oxum = ("Payload-Oxum", format!("{bytes}.{}", files.len()));
    let info = about.iter().chain([&oxum]).map(|(key, value)| format!("{key}: {}\n", plain(value)));
    let info = info.collect::<Vec<_>>().concat();
    let declared = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec();
    let tags = vec![
        ("bag-info.txt".to_owned(), info.into_bytes()),
        ("bagit.txt".to_owned(), declared),
        ("manifest-sha256.txt".to_owned(), manifest(&files)),
    ];
    let sums = ("tagmanifest-sha256.txt".to_owned(), manifest(&tags));
    let mut zip = Container::with_capacity(bytes + 4096);
    for (file, content) in tags.iter().chain([&sums]).chain(&files) {
        zip.add(&format!("{name}/{file}"), content)?;
    }
    zip.finish()
}

fn manifest(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let line = |(name, content): &(String, Vec<u8>)| format!("{}  {name}\n", Digest::of(content));
    files.iter().map(line).collect::<Vec<_>>().concat().into_bytes()
}

/// A value stands on one line.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
