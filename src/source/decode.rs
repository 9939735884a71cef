//! Bytes of a file to text: UTF-8 only, and plain advice for everything else.

use super::{FileId, Sources, letters};
use crate::diag::code::{ENCODING, FILE_SIZE};
use crate::diag::{Diagnostic, Place, Report};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Bytes looked at to recognise UTF-16.
const PROBE: usize = 512;
/// Bytes shown on either side of a bad byte.
const AROUND: usize = 200;

const NOTEPAD: &str =
    "mở tệp bằng Notepad, chọn Tệp → Lưu như (File → Save as), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu đè";
const VSCODE: &str =
    "hoặc bằng VS Code: bấm vào tên bảng mã ở góc dưới bên phải, chọn Save with Encoding, rồi chọn UTF-8";

/// Adds the text of a file to the sources, without its BOM and with its own line breaks.
///
/// Bytes that are not UTF-8, UTF-16 and files over [`MAX_BYTES`] are reported instead.
pub fn decode(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<FileId> {
    match text(name, bytes) {
        Ok(text) => Some(sources.add(name, text)),
        Err(fault) => {
            report.push(*fault);
            None
        }
    }
}

fn text(name: &str, mut bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        let size = bytes.len().div_ceil(1024 * 1024);
        let message = format!("tệp nặng {size} MB, chỉ đọc được tệp đến 64 MB");
        let fault = Diagnostic::error(&FILE_SIZE, message).in_file(name);
        return Err(Box::new(fault.hint("tách dữ liệu ra nhiều tệp nhỏ hơn")));
    }
    if let Some((kind, advice)) = foreign(&bytes) {
        let message = format!("tệp này thật ra là {kind}, không phải tệp chữ thuần");
        return Err(Box::new(Diagnostic::error(&ENCODING, message).in_file(name).hint(advice)));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if let Some(order) = utf16(&bytes) {
        return Err(Box::new(utf16_fault(name, &bytes, order)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => nul(name, &text).map_or(Ok(text), |fault| Err(Box::new(fault))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(Box::new(byte_fault(name, error.as_bytes(), at)))
        }
    }
}

/// Recognises files of other programs by how they begin; says what it is and what to do.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const WORD: &str = "đổi đuôi tên không đổi được loại tệp: mở bằng Word, chép chữ sang Notepad rồi lưu với mã UTF-8, \
                        tên kết thúc bằng .yaml";
    const EXCEL: &str = "đổi đuôi tên không đổi được loại tệp: chép từng ô sang tệp .yaml soạn bằng Notepad, mỗi ô một dòng \
                         `khóa: nội dung`";
    const OTHER: &str =
        "kiểm tra lại tên tệp; tệp dữ liệu soạn bằng Notepad, lưu với mã UTF-8, tên kết thúc bằng .yaml";
    let holds = |part: &[u8]| {
        let (head, tail) = (&bytes[..bytes.len().min(65_536)], &bytes[bytes.len().saturating_sub(65_536)..]);
        [head, tail].iter().any(|half| half.windows(part.len()).any(|at| at == part))
    };
    let text = bytes.trim_ascii_start();
    let opens = |tag: &[u8]| text.get(..tag.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(tag));
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] if holds(b"word/") => ("tệp Word (.docx)", WORD),
        [b'P', b'K', 3, 4, ..] if holds(b"xl/") => ("tệp Excel (.xlsx)", EXCEL),
        [b'P', b'K', 3, 4, ..] => ("tệp nén (.zip)", OTHER),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ("tệp Word hoặc Excel kiểu cũ (.doc, .xls)", WORD),
        [b'%', b'P', b'D', b'F', ..] => ("tệp PDF", OTHER),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => ("ảnh", OTHER),
        _ if opens(b"{\\rtf") => ("tệp RTF", WORD),
        _ if opens(b"<!doctype html") || opens(b"<html") => ("trang web (HTML)", OTHER),
        _ => return None,
    })
}

/// Order of the two bytes of a UTF-16 unit.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

/// Recognises UTF-16 by its BOM, or without one by NULs that fill only one half of the pairs.
fn utf16(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(Order::Little),
        [0xFE, 0xFF, ..] => return Some(Order::Big),
        _ => {}
    }
    let sample = bytes.get(..PROBE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let high = pairs.iter().filter(|pair| pair[0] == 0).count();
    let low = pairs.iter().filter(|pair| pair[1] == 0).count();
    let many = pairs.len().div_ceil(3).max(1);
    match (high, low) {
        (0, low) if low >= many => Some(Order::Little),
        (high, 0) if high >= many => Some(Order::Big),
        _ => None,
    }
}

fn utf16_fault(name: &str, bytes: &[u8], order: Order) -> Diagnostic {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().take(AROUND).map(|&pair| match order {
        Order::Little => u16::from_le_bytes(pair),
        Order::Big => u16::from_be_bytes(pair),
    });
    let text: String = char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|&unit| unit != '\u{feff}')
        .collect();
    let message = "tệp lưu theo bảng mã UTF-16 (“Unicode”), phải là UTF-8";
    encoding(message, at(name, 1, 1, text.lines().next().unwrap_or("")))
}

fn byte_fault(name: &str, bytes: &[u8], bad: usize) -> Diagnostic {
    let (before, after) = bytes.split_at(bad.min(bytes.len()));
    let line = 1 + breaks(before);
    let start = before.iter().rposition(|&b| is_break(b)).map_or(0, |at| at + 1);
    let head = String::from_utf8_lossy(&before[start..]);
    let end = after.iter().position(|&b| is_break(b)).unwrap_or(after.len());
    let tail = String::from_utf8_lossy(&after[..end.min(AROUND)]);
    let place = at(name, line, 1 + letters(&head), &format!("{head}{tail}"));
    let place = match place {
        // The excerpt is marked by characters, the column counts letters.
        Place::At { file, line, column, excerpt, .. } if head.chars().count() + 1 != column => {
            let excerpt = unicode_normalization::UnicodeNormalization::nfc(&*excerpt).collect();
            Place::At { file, line, column, excerpt, width: 1 }
        }
        other => other,
    };
    encoding("tệp chưa lưu theo UTF-8", place).hint(
        "nếu văn bản gõ bằng bảng mã cũ (TCVN3, VNI…), chuyển sang Unicode trước, ví dụ bằng UniKey (Ctrl+Shift+F6)",
    )
}

/// A NUL in UTF-8 text: some other kind of file, or a damaged one.
fn nul(name: &str, text: &str) -> Option<Diagnostic> {
    let bad = text.find('\0')?;
    let line = 1 + breaks(&text.as_bytes()[..bad]);
    let start = text[..bad].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let shown: String = text[start..].chars().take_while(|&c| c != '\n' && c != '\r').collect();
    let message = "tệp có ký tự NUL: không phải tệp văn bản, hoặc đã hỏng";
    let place = at(name, line, 1 + letters(&text[start..bad]), &shown);
    Some(
        Diagnostic::error(&ENCODING, message)
            .place(place)
            .hint("kiểm tra xem có nhầm tệp Word, Excel hay tệp nén không; dữ liệu phải là tệp văn bản .yaml"),
    )
}

const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Number of line breaks; `\r\n` is one.
fn breaks(bytes: &[u8]) -> usize {
    let ends = bytes.iter().enumerate();
    ends.filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))).count()
}

fn at(name: &str, line: usize, column: usize, excerpt: &str) -> Place {
    Place::At { file: name.to_owned(), line, column, excerpt: excerpt.to_owned(), width: 1 }
}

fn encoding(message: &str, place: Place) -> Diagnostic {
    Diagnostic::error(&ENCODING, message).place(place).hint(NOTEPAD).hint(VSCODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        match decode("a.yaml", bytes.to_vec(), &mut sources, &mut report) {
            Some(file) => Ok(sources.get(file).text().to_owned()),
            None => Err(Box::new(report.iter().next().cloned().unwrap())),
        }
    }

    fn place(bytes: &[u8]) -> (usize, usize, String) {
        match read(bytes).unwrap_err().place {
            Place::At { line, column, excerpt, .. } => (line, column, excerpt),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_bom_is_dropped_and_crlf_is_kept() {
        assert_eq!(read(b"\xEF\xBB\xBFa: 1\r\n").unwrap(), "a: 1\r\n");
        assert_eq!(read(b"").unwrap(), "");
    }

    #[test]
    fn a_bad_byte_is_shown_at_its_line_and_column() {
        let bytes = [b"a: 1\r\n\xC4\x90: ".as_slice(), b"\xD4x\nb"].concat();
        assert_eq!(place(&bytes), (2, 4, "Đ: \u{fffd}x".to_owned()));
        let fault = read(&bytes).unwrap_err();
        assert_eq!(fault.message, "tệp chưa lưu theo UTF-8");
        assert_eq!(fault.hints.len(), 3);
    }

    #[test]
    fn a_bad_byte_behind_combining_marks_keeps_its_column() {
        let bytes = ["e\u{302}\u{301}: ".as_bytes(), b"\xFF"].concat();
        assert_eq!(place(&bytes), (1, 4, "ế: \u{fffd}".to_owned()));
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_a_bom() {
        let text = "ten: Đông\nb: 1\n";
        for (bom, big) in [(true, false), (true, true), (false, false), (false, true)] {
            let units = bom.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
            let bytes: Vec<u8> =
                units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            assert_eq!(place(&bytes), (1, 1, "ten: Đông".to_owned()));
        }
    }

    #[test]
    fn a_nul_in_a_text_is_refused() {
        assert_eq!(place(b"a: 1\nbc\0d e f g h i\nx"), (2, 3, "bc\0d e f g h i".to_owned()));
    }

    #[test]
    fn a_file_over_64_mb_is_refused() {
        let fault = read(&vec![b'a'; MAX_BYTES + 1]).unwrap_err();
        assert_eq!(fault.message, "tệp nặng 65 MB, chỉ đọc được tệp đến 64 MB");
    }
}
