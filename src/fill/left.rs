//! Tags that stand where none is filled: they would be left in the file without a word.

use std::io::{Cursor, Read};

use super::code;
use super::paragraph::decode;
use super::part::Part;
use crate::diag::{Diagnostic, Report};

/// Longest piece of a tag that is told, in characters.
const QUOTED: usize = 40;
/// More of one part is not told one by one.
const MOST: usize = 20;
/// So much of a file in the file is looked at, uncompressed.
const MOST_BYTES: u64 = 64 << 20;

/// A tag that is not filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The part that it stands in.
    pub part: String,
    /// Its beginning.
    pub tag: String,
}

/// Tells whether XML may hold a tag, as it is, as references or in percent form.
pub fn may_hold_tags(xml: &str) -> bool {
    xml.contains(['{', '}']) || xml.contains("&#") || xml.contains("%7B") || xml.contains("%7b")
}

/// Returns the finding.
pub fn told(file: &str, part: &str, tag: &str) -> Diagnostic {
    let message = format!("phần “{part}” có thẻ {tag} ở chỗ chương trình không điền; thẻ còn nguyên trong tệp làm ra");
    let hint = "đặt thẻ ở chữ của văn bản, hoặc xóa thẻ khỏi chỗ ấy; giữ nguyên nếu đó là chữ có chủ ý";
    Diagnostic::warning(&code::LEFT, message).in_file(file).hint(hint)
}

/// Tells whether a run leaves a tag in a file: the file is made, and somebody has to look at it.
pub fn is_left(report: &Report) -> bool {
    report.iter().any(|found| found.code.id == code::LEFT.id)
}

/// Looks at a part that is not filled.
pub fn in_part(name: &str, content: &[u8]) -> Option<Left> {
    let tag = Some(content).filter(|_| is_xml(name)).and_then(|content| first(&String::from_utf8_lossy(content)))?;
    Some(Left { part: name.to_owned(), tag })
}

/// Tells whether a part is a file of Office in the file, such as the workbook behind a chart.
pub fn is_embedded(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xlsx", ".xlsm", ".docx", ".docm", ".pptx"].iter().any(|end| name.ends_with(end))
}

/// Looks at a file of Office in the file; the cells of a workbook may be filled.
pub fn in_embedded(name: &str, content: &[u8], cells_filled: bool) -> Vec<Left> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(content)) else { return Vec::new() };
    let (mut found, mut room) = (Vec::new(), MOST_BYTES);
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else { continue };
        let filled =
            cells_filled && ["sharedStrings", "worksheets/", "tables/"].iter().any(|part| entry.name().contains(part));
        if found.len() < MOST && is_xml(entry.name()) && !filled {
            let (inner, mut xml) = (format!("{name}/{}", entry.name()), Vec::new());
            // What cannot be read of it is Word's to complain of.
            let _ = entry.take(room).read_to_end(&mut xml);
            room -= xml.len() as u64;
            found.extend(in_part(&inner, &xml));
        }
    }
    found
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xml", ".rels", ".vml"].iter().any(|end| name.ends_with(end))
}

/// Returns the first tag of the text and attributes of XML.
fn first(xml: &str) -> Option<String> {
    if !may_hold_tags(xml) {
        return None;
    }
    let chars: Vec<char> = decode(xml).into_iter().map(|(c, _)| c).collect();
    let at = chars.windows(2).position(|pair| matches!(pair, ['{', '{' | '%']))?;
    let rest: String = chars[at..].iter().take(QUOTED).collect();
    let end = ["}}", "%}"].iter().filter_map(|close| rest.find(close).map(|at| at + 2)).min();
    Some(match end {
        Some(end) => rest[..end].to_owned(),
        None => rest.split(['<', '>', '"', '\'']).next().unwrap_or_default().trim_end().to_owned(),
    })
}

/// Returns the tags in attributes of a part that are no text.
pub fn in_attributes(part: &Part<'_>) -> impl Iterator<Item = String> {
    let tree = &part.tree;
    let starts = |joined: usize, at: usize| part.paragraphs[joined].chars[at].source.start;
    let mut known: Vec<usize> = (0..part.tags.len()).map(|tag| part.start(tag)).collect();
    known.extend(part.strays.iter().map(|(joined, stray)| starts(*joined, stray.at)));
    known.sort_unstable();
    let is_known = move |open: &std::ops::Range<usize>| {
        known.get(known.partition_point(|start| *start < open.start)).is_some_and(|start| open.contains(start))
    };
    let open = (0..tree.len()).filter(|id| tree.name(*id) != "w:fldSimple" && tree.tag(*id).contains('{'));
    open.filter(move |id| !is_known(&tree.get(*id).open)).filter_map(|id| first(tree.tag(id))).take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_in_a_part_that_is_not_filled_is_found_with_its_name() {
        let tags = |name: &str, xml: &str| -> Vec<String> {
            in_part(name, xml.as_bytes()).into_iter().map(|one| format!("{} {}", one.part, one.tag)).collect()
        };
        assert_eq!(tags("word/a.xml", "<a b=\"{{ ten }}\"/>"), ["word/a.xml {{ ten }}"]);
        assert_eq!(tags("word/a.xml", "<a>&#123;&#x25; if x</a>"), ["word/a.xml {% if x"]);
        assert_eq!(tags("word/a.xml", "<a b=\"{5C7E}\">}}</a>"), [""; 0]);
        assert_eq!(tags("word/a.png", "{{ ten }}"), [""; 0]);
    }

    #[test]
    fn attributes_that_are_no_text_are_found_and_others_are_not() {
        let xml =
            "<w:p><w:a w:val=\"{{ x }}\"/><w:hyperlink w:tooltip=\"{{ y }}\"/><w:r><w:t>{{ z }}</w:t></w:r></w:p>";
        let part = Part::read(xml).unwrap();
        assert_eq!(in_attributes(&part).collect::<Vec<_>>(), ["{{ x }}"]);
        assert_eq!(part.tags.len(), 2);
    }
}
