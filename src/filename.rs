//! A name that is the name of one file or folder, on every system: whatever is read from a file of someone's and
//! becomes a part of a path is read as a [`FileName`] first.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// Longest name, in bytes: what Linux allows, less room for `.moi-99` beside it.
pub const LONGEST: usize = 240;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// Signs that part names, name drives and streams, or are not allowed in a name on Windows.
const SIGNS: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The name of one file or folder: no path, no device, nothing that hides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// Why a text is not the name of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{}” không dùng làm tên tệp được: {fault}", shown(.text))]
pub struct NoName {
    text: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is there.
    Empty,
    /// This sign parts names or names a drive.
    Sign(char),
    /// A control character, or a sign that turns or hides text.
    Hidden,
    /// The folder itself or the one above.
    Folder,
    /// It begins with a space, or ends with a space or a full stop.
    Edge,
    /// A device of Windows.
    Device,
    /// It has too many bytes.
    Long,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("bỏ trống"),
            Self::Sign(sign) => write!(f, "có dấu {sign}"),
            Self::Hidden => f.write_str("có ký tự điều khiển hoặc ký tự ẩn"),
            Self::Folder => f.write_str("chỉ sang thư mục khác"),
            Self::Edge => f.write_str("có dấu cách ở đầu, hoặc dấu cách, dấu chấm ở cuối"),
            Self::Device => f.write_str("là tên Windows dành cho thiết bị"),
            Self::Long => write!(f, "dài quá {LONGEST} byte"),
        }
    }
}

impl FileName {
    /// Reads a name.
    ///
    /// # Errors
    ///
    /// What is not the name of a file or folder on every system.
    pub fn parse(text: &str) -> Result<Self, NoName> {
        match fault(text) {
            None => Ok(Self(text.to_owned())),
            Some(fault) => Err(NoName { text: text.to_owned(), fault }),
        }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn fault(text: &str) -> Option<Fault> {
    if text.is_empty() {
        return Some(Fault::Empty);
    }
    if text == "." || text == ".." {
        return Some(Fault::Folder);
    }
    if let Some(sign) = text.chars().find(|sign| SIGNS.contains(sign)) {
        return Some(Fault::Sign(sign));
    }
    if text.chars().any(|sign| sign.is_control() || is_hidden(sign)) {
        return Some(Fault::Hidden);
    }
    if text.starts_with(' ') || text.ends_with([' ', '.']) {
        return Some(Fault::Edge);
    }
    if is_device(text) {
        return Some(Fault::Device);
    }
    (text.len() > LONGEST).then_some(Fault::Long)
}

/// Tells whether Windows would take the name for a device: `con`, `Aux.txt`, `com1 .docx`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    let port = |start: &str| {
        let first = stem.get(..3).is_some_and(|first| first.eq_ignore_ascii_case(start));
        let mut rest = stem.get(3..).filter(|_| first).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || port("COM") || port("LPT")
}

/// Tells whether a sign turns the text around it or cannot be seen, though it is no control character.
pub const fn is_hidden(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns a path as people write it on this system; within the program, and for machines, it has `/`.
pub fn native(path: &str) -> String {
    with_separator(path, std::path::MAIN_SEPARATOR)
}

/// Returns a path of the disk as people write it on this system, also where parts were joined with `/`.
pub fn of_disk(path: &std::path::Path) -> String {
    native(&path.to_string_lossy())
}

/// Returns a sentence in which the paths below `data/` that it names are written as on this system.
///
/// What stands in quotation marks or backticks is what somebody has typed or is to type: it stays.
pub fn native_within(sentence: &str) -> Cow<'_, str> {
    within(sentence, std::path::MAIN_SEPARATOR)
}

fn within(sentence: &str, separator: char) -> Cow<'_, str> {
    if separator == '/' || !sentence.contains("data/") {
        return Cow::Borrowed(sentence);
    }
    let mut quoted = false;
    let words = sentence.split_inclusive(char::is_whitespace).map(|word| {
        let starts_here = word.trim_start_matches(['(', '[']).starts_with("data/");
        let written = if starts_here && !quoted { with_separator(word, separator) } else { word.to_owned() };
        let turns = word.matches(['`', '“', '”']).count();
        quoted ^= turns % 2 == 1;
        written
    });
    Cow::Owned(words.collect())
}

/// Returns a path as people write it where this sign stands between folders.
fn with_separator(path: &str, separator: char) -> String {
    path.replace('/', separator.encode_utf8(&mut [0; 4]))
}

/// Begins a long text, so that a message stays one.
fn shown(text: &str) -> String {
    let mut letters = text.chars();
    let begin: String = letters.by_ref().take(80).collect();
    if letters.next().is_some() { begin + "…" } else { begin }
}

impl TryFrom<String> for FileName {
    type Error = NoName;

    fn try_from(text: String) -> Result<Self, NoName> {
        match fault(&text) {
            None => Ok(Self(text)),
            Some(fault) => Err(NoName { text, fault }),
        }
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl Deref for FileName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<std::path::Path> for FileName {
    fn as_ref(&self) -> &std::path::Path {
        self.0.as_ref()
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for FileName {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for FileName {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_path_is_shown_with_the_sign_of_the_system() {
        assert_eq!(with_separator("data/2026/nguoi.yaml", '\\'), "data\\2026\\nguoi.yaml");
        assert_eq!(with_separator("data/2026/nguoi.yaml", '/'), "data/2026/nguoi.yaml");
        let told = "sửa `data/x` (data/luu-vt) hay “nạp data/y.jpg”, rồi data/muc-thuong.yaml: 1/2";
        assert_eq!(
            within(told, '\\'),
            "sửa `data/x` (data\\luu-vt) hay “nạp data/y.jpg”, rồi data\\muc-thuong.yaml: 1/2"
        );
        assert!(matches!(within(told, '/'), Cow::Borrowed(_)));
        assert_eq!(native("a/b"), ["a", "b"].join(std::path::MAIN_SEPARATOR_STR));
    }

    #[test]
    fn names_that_are_paths_devices_or_hide_something_are_refused_and_it_is_said_why() {
        let cases = [
            ("", Fault::Empty),
            (".", Fault::Folder),
            ("..", Fault::Folder),
            ("../x", Fault::Sign('/')),
            ("/etc/passwd", Fault::Sign('/')),
            ("a\\..\\x", Fault::Sign('\\')),
            ("C:x", Fault::Sign(':')),
            ("05.docx:an", Fault::Sign(':')),
            ("a?", Fault::Sign('?')),
            ("a\0b", Fault::Hidden),
            ("a\u{1b}[31m", Fault::Hidden),
            ("a\u{9b}31m", Fault::Hidden),
            ("a\u{202e}xcod.exe", Fault::Hidden),
            ("a\u{200b}", Fault::Hidden),
            (" a", Fault::Edge),
            ("a ", Fault::Edge),
            ("a.", Fault::Edge),
            ("...", Fault::Edge),
            ("con", Fault::Device),
            ("Aux.docx", Fault::Device),
            ("nul .txt", Fault::Device),
            ("COM1", Fault::Device),
            ("lpt³.pdf", Fault::Device),
            ("conout$", Fault::Device),
            (&"a".repeat(241), Fault::Long),
        ];
        for (text, fault) in cases {
            assert_eq!(FileName::parse(text).unwrap_err().fault, fault, "{text:?}");
            let json = serde_json::to_string(text).unwrap();
            assert!(serde_json::from_str::<FileName>(&json).is_err(), "{text:?}");
        }
        let said = FileName::parse("../../x").unwrap_err().to_string();
        assert_eq!(said, "“../../x” không dùng làm tên tệp được: có dấu /");
    }

    #[test]
    fn names_of_an_office_are_names() {
        for text in ["05-KH-STC.docx", "01-GM-STC-Nguyễn Văn Ân.docx", "com10.txt", "con-so.docx", ".an", "a b.c"] {
            assert_eq!(FileName::parse(text).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn a_name_is_one_step_below_its_folder(text in "\\PC{0,12}|[./\\\\:a]{0,6}") {
            if let Ok(name) = FileName::parse(&text) {
                let path = std::path::Path::new("a").join(&name);
                prop_assert_eq!(path.parent(), Some(std::path::Path::new("a")));
                prop_assert_eq!(path.file_name(), Some(std::ffi::OsStr::new(&text)));
            }
        }
    }
}
