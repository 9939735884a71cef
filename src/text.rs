//! Texts that people wrote: byte spans, lines and columns.

use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

/// One file of a [`Sources`]; only [`Sources::add`] makes it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct FileId(u32);

/// A range of bytes in the raw text of one file, `start` included, `end` not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Span {
    /// The file the offsets belong to.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// First byte behind the range.
    pub end: u32,
}

impl Span {
    /// Makes a span of byte offsets; offsets behind 4 GiB are cut off.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The offsets as an index into the text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text and the name under which the user knows it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    /// Offset of the first byte of every line; few files have a fault that asks for it.
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    fn new(name: String, text: String) -> Self {
        Self { name, text, lines: OnceLock::new() }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }

    /// The name shown to the user: a relative path with `/` separators.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The raw text, with its own line breaks and without a BOM.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of the line that holds the byte, 1-based.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines().partition_point(|&start| start as usize <= offset).max(1)
    }

    /// The raw bytes of a 1-based line without its line break; empty for a line that is not there.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let offset = |index: usize| self.lines().get(index).map(|&start| start as usize);
        let Some(start) = line.checked_sub(1).and_then(offset) else {
            return self.text.len()..self.text.len();
        };
        let end = offset(line).unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or("");
        start..start + text.trim_end_matches(['\r', '\n']).len()
    }

    /// Moves an offset into the text and back to the start of the character it is in.
    pub fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }
}

/// Starts of lines; a line ends with `\n`, `\r\n` or a lone `\r`, as YAML has it.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    let starts = ends.filter_map(|(at, _)| u32::try_from(at + 1).ok());
    let mut lines: Vec<u32> = std::iter::once(0).chain(starts).collect();
    lines.shrink_to_fit();
    lines
}

/// What a foreign [`FileId`] shows: nothing.
static NO_FILE: SourceFile = SourceFile { name: String::new(), text: String::new(), lines: OnceLock::new() };

/// Every file read so far; files are added and never removed or changed.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Makes an empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under the name shown to the user.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(name.into(), text));
        id
    }

    /// The file of an id; an id of another arena gives an empty file.
    pub fn get(&self, file: FileId) -> &SourceFile {
        self.files.get(file.0 as usize).unwrap_or(&NO_FILE)
    }

    /// Every file with its id, in the order they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Line and column of the span's start, 1-based. The column counts characters as people see
    /// them: a letter written as base and combining marks is one.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let file = self.get(span.file);
        let offset = file.floor(span.start as usize);
        let line = file.line_at(offset);
        let before = file.text.get(file.line_range(line).start..offset);
        (line, 1 + letters(before.unwrap_or("")))
    }

    /// The raw text of a span; empty if the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }
}

/// Counts characters, leaving out combining marks.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|&c| !is_combining_mark(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, start: usize) -> (usize, usize) {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", text.to_owned());
        sources.line_column(Span::new(file, start, start))
    }

    #[test]
    fn a_column_counts_letters_not_bytes() {
        assert_eq!(place("Đường: x", "Đường: ".len()), (1, 8));
        assert_eq!(place("Đ", 1), (1, 1));
        assert_eq!(place("Đ", 99), (1, 2));
    }

    #[test]
    fn a_letter_with_combining_marks_is_one_column() {
        assert_eq!(place("e\u{302}\u{301}: x", "e\u{302}\u{301}: ".len()), (1, 4));
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        assert_eq!(place("a\nb\r\nc\rd", 2), (2, 1));
        assert_eq!(place("a\nb\r\nc\rd", 5), (3, 1));
        assert_eq!(place("a\nb\r\nc\rd", 7), (4, 1));
        let file = SourceFile::new(String::new(), "a\r\nbc\r\n".to_owned());
        assert_eq!(file.line_range(1), 0..1);
        assert_eq!(file.line_range(2), 3..5);
        assert_eq!(file.line_range(3), 7..7);
        assert_eq!(file.line_range(9), 7..7);
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty_text() {
        let mut sources = Sources::new();
        let file = sources.add("a", "Đ".to_owned());
        assert_eq!(sources.slice(Span::new(file, 1, 2)), "");
        assert_eq!(sources.slice(Span::new(FileId(7), 0, 1)), "");
        assert_eq!(sources.line_column(Span::new(FileId(7), 5, 9)), (1, 1));
    }
}
