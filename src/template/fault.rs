//! What Tera says of a fault, in Vietnamese and with its place.

use tera::{Error, ErrorKind};

use super::capped::FULL;
use super::guard::{Excess, Guarded};
use super::{budget, code};
use crate::diag::{Code, Diagnostic, Place, nearest};

/// A fault in a template, with its place in the template's own text.
pub struct Fault {
    /// What kind of fault.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The template, when Tera names one.
    pub template: Option<String>,
    /// Bytes of the template's text.
    pub range: std::ops::Range<usize>,
    /// Line (from 1) and column (from 0), as Tera counts them.
    pub line_column: (usize, usize),
}

impl Fault {
    /// Reads a Tera error.
    pub fn of(error: &Error) -> Fault {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let (message, hint) = syntax(report.message());
                Fault::at(&code::SYNTAX, message, hint, report)
            }
            ErrorKind::RenderingError(report) => {
                let (code, message, hint) = rendering(report.message());
                Fault::at(code, message, hint, report)
            }
            ErrorKind::Io(kind) if *kind == FULL => {
                Fault::general("mẫu sinh ra quá nhiều chữ, hơn 32 MB", "xem lại các vòng lặp {% for … %} lồng nhau")
            }
            ErrorKind::CircularInclude { .. } | ErrorKind::CircularExtend { .. } => {
                Fault::general("mẫu gọi vòng tròn đến chính nó", "bỏ bớt một thẻ {% include … %} hoặc {% extends … %}")
            }
            ErrorKind::MissingParent { parent, .. } => Fault {
                code: &code::UNKNOWN,
                ..Fault::general(&format!("không có mẫu con “{parent}”"), "kiểm tra lại tên trong thẻ {% extends … %}")
            },
            kind => Fault::placeless(&kind.to_string()),
        }
    }

    /// A template that is not run.
    pub fn excess(excess: &Excess, text: &str) -> Fault {
        let mut fault = Fault::general(&excess.message, excess.hint);
        fault.range = excess.at..excess.at + 2;
        fault.line_column = line_column(text, excess.at);
        fault
    }

    /// Leads the place back to the text as it was before it was guarded.
    #[must_use]
    pub fn back(mut self, guarded: &Guarded, text: &str) -> Fault {
        let (line, column) = self.line_column;
        if line == 0 {
            return self;
        }
        let before: usize = guarded.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let inside: usize = guarded.text[before..].chars().take(column).map(char::len_utf8).sum();
        let at = guarded.original(before + inside);
        self.line_column = line_column(text, at);
        if !self.range.is_empty() {
            self.range = guarded.original(self.range.start)..guarded.original(self.range.end);
        }
        self
    }

    fn at(code: &'static Code, message: String, hint: String, report: &tera::ReportError) -> Fault {
        let span = report.span();
        Fault {
            code,
            message,
            hint,
            template: Some(report.filename().to_owned()).filter(|name| !name.is_empty()),
            range: span.range.clone(),
            line_column: (span.start_line, span.start_col),
        }
    }

    /// A fault of the template as a whole.
    fn general(message: &str, hint: &str) -> Fault {
        Fault {
            code: &code::RENDER,
            message: message.to_owned(),
            hint: hint.to_owned(),
            template: None,
            range: 0..0,
            line_column: (0, 0),
        }
    }

    /// Reads an error whose place is only in its text: unknown filters, functions, tests, templates.
    fn placeless(text: &str) -> Fault {
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let (code, message, hint) = unknown(first)
            .unwrap_or_else(|| (&code::RENDER, format!("không điền được: {first}"), "xem lại mẫu".to_owned()));
        let place = text.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.trim().parse::<usize>().ok()).unwrap_or(1);
        let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
        let template = parts.next().map(str::to_owned);
        Fault { code, message, hint, template, range: 0..0, line_column: (line, column.saturating_sub(1)) }
    }

    /// Returns the finding, placed in a template whose text is given.
    pub fn diagnostic(self, file: &str, text: &str) -> Diagnostic {
        let (line, column) = self.line_column;
        let excerpt = line.checked_sub(1).and_then(|index| text.lines().nth(index));
        let place = match excerpt {
            Some(excerpt) => Place::At {
                file: file.to_owned(),
                line,
                column: column + 1,
                excerpt: excerpt.to_owned(),
                width: text.get(self.range.clone()).map_or(1, |found| found.chars().count().max(1)),
            },
            None => Place::File(file.to_owned()),
        };
        Diagnostic::error(self.code, self.message).place(place).hint(self.hint)
    }
}

/// Returns line (from 1) and column (from 0) of a byte.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count())
}

/// Returns what stands between the first pair of backquotes.
fn quoted(text: &str) -> &str {
    text.split('`').nth(1).unwrap_or_default()
}

fn rendering(text: &str) -> (&'static Code, String, String) {
    if let Some(advice) = budget::advice(text) {
        return (&code::RENDER, text.to_owned(), advice.to_owned());
    }
    if text.starts_with("Variable `") || text.starts_with("Field `") {
        return undefined(text);
    }
    if text.starts_with("Tried to render a variable that is undefined") || text.starts_with("Cannot index into") {
        let hint = "kiểm tra tên biến; nếu có thể thiếu thì thêm | default(value=\"…\")";
        return (&code::UNDEFINED, "biến này không có giá trị".to_owned(), hint.to_owned());
    }
    if text.starts_with("Iteration not possible") && quoted(text) == "undefined" {
        let hint = "kiểm tra tên danh sách: chữ sau `in`, hoặc dòng `nguon:` của khối bảng";
        return (&code::UNDEFINED, "không có danh sách này để lặp qua".to_owned(), hint.to_owned());
    }
    if text.starts_with("Iteration not possible") {
        let message = format!("không lặp được qua giá trị kiểu {}", kind_name(quoted(text)));
        return (&code::RENDER, message, "chỉ lặp ({% for … %}) qua danh sách".to_owned());
    }
    if text.starts_with("Missing keyword argument") {
        let message = format!("thiếu tham số “{}”", quoted(text));
        return (&code::RENDER, message, format!("viết: ({}=…)", quoted(text)));
    }
    if text.starts_with("Invalid type for the value") {
        let kinds: Vec<&str> = text.split('`').collect();
        let (wanted, found) = (kinds.get(1).copied().unwrap_or(""), kinds.get(3).copied().unwrap_or(""));
        let message = format!("giá trị kiểu {}, cần {}", kind_name(found), kind_name(wanted));
        return (&code::RENDER, message, "kiểm tra biến hoặc bộ lọc đứng trước".to_owned());
    }
    if text.starts_with("Cannot divide by 0") {
        return (&code::RENDER, "chia cho 0".to_owned(), "thêm {% if %} để không chia khi mẫu số bằng 0".to_owned());
    }
    if text.starts_with("Math operations") || text.starts_with("Cannot compare") || text.contains("both operands") {
        let message = "phép tính hoặc so sánh giữa các giá trị khác kiểu".to_owned();
        return (&code::RENDER, message, "chỉ tính toán với số".to_owned());
    }
    if let Some(found) = unknown(text) {
        return found;
    }
    (&code::RENDER, text.to_owned(), "xem lại dòng này của mẫu".to_owned())
}

fn undefined(text: &str) -> (&'static Code, String, String) {
    let name = quoted(text);
    let known: Vec<&str> = text.split_once(": ").map_or(Vec::new(), |(_, list)| list.split(", ").collect());
    let what = if text.starts_with("Field") { "trường" } else { "biến" };
    let listed = || known.iter().take(30).copied().collect::<Vec<_>>().join(", ");
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("có phải là “{near}”? Các tên đang có: {}", listed()),
        None if known.is_empty() => "kiểm tra lại tên".to_owned(),
        None => format!("các tên đang có: {}", listed()),
    };
    (&code::UNDEFINED, format!("không có {what} “{name}”"), hint)
}

fn unknown(text: &str) -> Option<(&'static Code, String, String)> {
    let what = match text.split_once(" `")?.0 {
        "Unknown filter" => "bộ lọc",
        "Unknown function" => "hàm",
        "Unknown test" => "phép kiểm",
        "Unknown template" => "mẫu con",
        "Unknown component" => "thành phần",
        _ => return None,
    };
    let name = quoted(text);
    let hint = match nearest(name, super::filters::NAMES.iter().copied()) {
        Some(near) if what == "bộ lọc" => format!("có phải là “{near}”?"),
        _ if what == "bộ lọc" => format!("các bộ lọc tiếng Việt: {}", super::filters::NAMES.join(", ")),
        _ => "kiểm tra lại tên".to_owned(),
    };
    Some((&code::UNKNOWN, format!("không có {what} “{name}”"), hint))
}

/// Says Tera's name of a type in Vietnamese.
fn kind_name(name: &str) -> &str {
    match name {
        "string" | "str" | "&str" => "chữ",
        "i64" | "u64" | "i128" | "u128" | "f64" | "integer" | "number" => "số",
        "array" => "danh sách",
        "map" | "map/struct" => "nhóm khóa",
        "bool" => "có/không",
        "undefined" | "none" | "null" => "bỏ trống",
        other => other,
    }
}

/// Says Tera's names of tokens in Vietnamese.
fn token_names(wanted: &str) -> String {
    let names = [
        ("one of: ", ""),
        (" or ", " hoặc "),
        ("identifier", "một tên"),
        ("ident", "tên"),
        ("integer", "số nguyên"),
        ("float", "số thập phân"),
        ("string", "chữ trong ngoặc kép"),
        ("bool", "true hoặc false"),
    ];
    names.iter().fold(wanted.to_owned(), |text, (english, name)| text.replace(english, name))
}

fn syntax(text: &str) -> (String, String) {
    if text.contains("Unexpected end of input") || text.contains("end of input") || text.contains("EOF") {
        let hint = "mỗi {% if %} cần một {% endif %}, mỗi {% for %} cần một {% endfor %}, mỗi {{ cần một }}";
        return ("mẫu kết thúc khi còn thẻ chưa đóng".to_owned(), hint.to_owned());
    }
    if text.contains("Closing comment tag") || text.contains("end of raw block") || text.contains("end of string") {
        let hint = "đóng ghi chú bằng #}, đóng {% raw %} bằng {% endraw %}, đóng ngoặc kép của chữ";
        return ("ghi chú, khối raw hoặc ngoặc kép chưa đóng".to_owned(), hint.to_owned());
    }
    if let Some((found, wanted)) = text.strip_prefix("Found ").and_then(|rest| rest.split_once(" but ")) {
        let wanted = wanted.trim_start_matches("expected ").trim_start_matches("was expecting ").trim_end_matches('.');
        let message = format!("gặp {found} ở chỗ cần {}", token_names(wanted));
        return (message, "xem lại thẻ này: dấu ngoặc, dấu phẩy, tên thẻ đóng".to_owned());
    }
    (format!("không hiểu chỗ này ({text})"), "xem lại thẻ này của mẫu".to_owned())
}
