//! Which figures of a text are years, and what becomes of them.
//!
//! | Written | Becomes |
//! |---|---|
//! | `năm 2020`, `quý IV/2020`, `Q4/2020`, `tháng 12-2020`, `đợt I/2020`, `2019-2020`, `2020-12`, `Tết 2020` | an expression |
//! | `2020 phiếu`, `2.020`, `2020,5`, `45/2020/NĐ-CP`, `0908 2020 68`, `9001:2020` | stays |
//! | anything else with the figures of the year | asked for |

use std::ops::Range;

use crate::viet::roman;

/// What becomes of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It becomes an expression.
    Expression,
    /// It is no year of the office, and stays.
    Stays,
    /// Nobody but the clerk knows; the bytes to be asked for.
    Asked(Range<usize>),
}

/// Words that stand before a year, also with a number between: `năm 2020`, `quý IV 2020`.
const BEFORE: [&str; 28] = [
    "năm", "niên", "tháng", "quý", "đợt", "kỳ", "tuần", "khóa", "vụ", "mùa", "tết", "xuân", "hè", "thu", "đông", "đầu",
    "cuối", "giữa", "học", "lần", "q", "t", "giêng", "chạp", "tư", "nửa", "dịp", "quí",
];

/// What is counted: a figure before one of these is a number.
const COUNTED: [&str; 92] = [
    "phiếu",
    "người",
    "hồ",
    "lượt",
    "văn",
    "đồng",
    "triệu",
    "tỷ",
    "tỉ",
    "nghìn",
    "ngàn",
    "trăm",
    "m",
    "m2",
    "m²",
    "m3",
    "km",
    "ha",
    "kg",
    "tấn",
    "tạ",
    "lít",
    "mét",
    "trường",
    "đơn",
    "cán",
    "công",
    "viên",
    "hộ",
    "học",
    "sinh",
    "cuộc",
    "buổi",
    "lớp",
    "giờ",
    "phút",
    "ngày",
    "tháng",
    "bản",
    "tờ",
    "trang",
    "quyển",
    "cuốn",
    "bộ",
    "chiếc",
    "cái",
    "máy",
    "xã",
    "phường",
    "thôn",
    "doanh",
    "hội",
    "đoàn",
    "đảng",
    "giấy",
    "bài",
    "tin",
    "tác",
    "sáng",
    "lần",
    "suất",
    "phần",
    "con",
    "cây",
    "thủ",
    "dịch",
    "nhiệm",
    "tài",
    "lao",
    "đại",
    "điểm",
    "tập",
    "cá",
    "mẫu",
    "ý",
    "kiến",
    "câu",
    "vụ",
    "việc",
    "gói",
    "dự",
    "chỗ",
    "căn",
    "nhà",
    "thành",
    "đĩa",
    "tỉnh",
    "khách",
    "bệnh",
    "chứng",
    "cơ",
    "%",
];

/// Words after which a year at the end of a phrase goes on: `Chương trình 2020 của Sở`.
const AFTER: [&str; 34] = [
    "và", "của", "là", "đến", "so", "trong", "tại", "trên", "do", "theo", "với", "được", "đã", "sẽ", "cho", "để",
    "thì", "nhằm", "về", "hoặc", "bằng", "vào", "ở", "từ", "như", "tới", "gồm", "có", "cần", "phải", "không", "còn",
    "vừa", "giữa",
];

/// Words after which a figure may be a number.
const AMOUNT: [&str; 31] = [
    "hơn", "trên", "dưới", "khoảng", "gần", "có", "được", "gồm", "đủ", "là", "đạt", "tổng", "số", "cộng", "phát",
    "thu", "cấp", "in", "bằng", "thứ", "mức", "còn", "tăng", "giảm", "thêm", "với", "trong", "mã", "bán", "mua", "hết",
];

const ENGLISH: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Events of the past: the year is not the office's.
const ONCE: [&str; 3] = ["sinh", "lập", "đời"];

/// Returns the fate of the figures of a year that stand at a place of a text.
pub fn fate(raw: &str, year: Range<usize>) -> Fate {
    let token = token(raw, &year);
    let text = &raw[token.clone()];
    if raw[..year.start].ends_with(|c: char| c.is_ascii_digit())
        || raw[year.end..].starts_with(|c: char| c.is_ascii_digit())
    {
        return long_figure(raw, &year, token);
    }
    if token == year { bare(raw, &year) } else { within(raw, &year, text, token) }
}

/// Returns the bytes around a place up to blanks, brackets, quotes, commas and semicolons, without marks at the ends.
fn token(raw: &str, year: &Range<usize>) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || "()[]{}“”\"'«»;,\\?!…".contains(c);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // A comma between figures is that of a decimal.
    let decimal =
        |at: usize| raw[at..].starts_with(',') && digit(raw[..at].chars().last()) && digit(raw[at..].chars().nth(1));
    let start = raw[..year.start].char_indices().rev().find(|(at, c)| ends(*c) && !decimal(*at));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let end = raw[year.end..].char_indices().find(|(at, c)| ends(*c) && !decimal(year.end + at));
    let end = end.map_or(raw.len(), |(at, _)| year.end + at);
    let edge = |c: char| !c.is_alphanumeric() && !"%+₫$²³".contains(c);
    let start = start + raw[start..year.start].len() - raw[start..year.start].trim_start_matches(edge).len();
    let end = year.end + raw[year.end..end].trim_end_matches(edge).len();
    start..end
}

/// Figures with more digits around them: `Q42020` and `20201220` may be dates, others are numbers.
fn long_figure(raw: &str, year: &Range<usize>, token: Range<usize>) -> Fate {
    let digit = |c: char| c.is_ascii_digit();
    let before = raw[..year.start].len() - raw[..year.start].trim_end_matches(digit).len();
    let after = raw[year.end..].len() - raw[year.end..].trim_start_matches(digit).len();
    let run = year.start - before..year.end + after;
    let figures = &raw[run.clone()];
    let lettered = raw[..run.start].ends_with(char::is_alphabetic);
    let pair = |from: usize| figures.get(from..from + 2).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    let date = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let compact = match (before, after) {
        (0, 4) => date(pair(6), pair(4)),
        (4, 0) => date(pair(0), pair(2)),
        (1..=2, 0) => lettered,
        _ => false,
    };
    if compact { Fate::Asked(token) } else { Fate::Stays }
}

/// Figures with marks or letters at them.
fn within(raw: &str, year: &Range<usize>, text: &str, token: Range<usize>) -> Fate {
    if text.contains("://") || text.contains('@') || text.starts_with("www.") {
        return Fate::Asked(token);
    }
    let (left, right) = (&raw[token.start..year.start], &raw[year.end..token.end]);
    if let Some(fate) = number_or_symbol(left, right) {
        return fate;
    }
    let separators = |c: char| "/-–—.:_".contains(c);
    let name = text
        .rsplit_once('.')
        .is_some_and(|(_, end)| (2..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphabetic()));
    if name {
        return Fate::Asked(token);
    }
    let at = |text: &str, from_end: bool| -> String {
        let mut parts = text.split(separators);
        let part = if from_end { parts.rfind(|part| !part.is_empty()) } else { parts.find(|part| !part.is_empty()) };
        part.unwrap_or("").to_owned()
    };
    let count = |text: &str| text.split(separators).filter(|part| !part.is_empty()).count();
    let figure: i32 = raw[year.clone()].parse().unwrap_or(0);
    let before = previous(raw, token.start);
    let known = match (count(left), count(right)) {
        (1, 0) if left.ends_with(separators) => of_period(&at(left, true), left, before.as_deref(), figure),
        (0, 1) if right.starts_with(separators) => of_month(&at(right, false), right, figure),
        _ => false,
    };
    if known { Fate::Expression } else { Fate::Asked(token) }
}

/// Finds numbers, amounts and the symbols of laws by what stands right before and behind.
fn number_or_symbol(left: &str, right: &str) -> Option<Fate> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let behind = right.get(1..).unwrap_or("");
    let symbol = left.strip_suffix('/').is_some_and(|number| {
        number.rsplit('/').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()))
    }) && right.starts_with('/')
        && behind.starts_with(char::is_alphabetic);
    let standard =
        left.strip_suffix(':').is_some_and(|name| name.len() >= 3 && name.ends_with(|c: char| c.is_ascii_digit()));
    let decimal = right.starts_with(',') || left.ends_with(',');
    let grouped = right.starts_with('.') && behind.len() >= 3 && digits(behind.split(['.', ',']).next().unwrap_or(""));
    let unit = right.starts_with(['%', '₫', '$', '°']) || left.starts_with('+') || left.starts_with('$');
    let glued = left.is_empty() && right.starts_with(char::is_lowercase);
    let phone =
        left.starts_with('0') && left.len() >= 4 && left.bytes().all(|b| b.is_ascii_digit() || b".-".contains(&b));
    (symbol || standard || decimal || grouped || unit || glued || phone).then_some(Fate::Stays)
}

/// Tells whether what stands before a year names a part of it: `IV/2020`, `Q4/2020`, `12/2020`, `2019-2020`.
fn of_period(part: &str, left: &str, before: Option<&str>, year: i32) -> bool {
    if let Ok(other) = part.parse::<i32>() {
        let school = part.len() == 4 && (0..=1).contains(&(year - other));
        let word = before.is_some_and(|word| BEFORE.contains(&word));
        let month = (1..=12).contains(&other) && left.ends_with('/') && before != Some("số");
        return school || month || (word && other < 60);
    }
    let upper = part.to_uppercase();
    let numeral = roman::parse(&upper).is_some_and(|number| number <= 12);
    let tail = ["QUÝ", "QUÍ", "HK", "Q", "T", "H", "K"].iter().find_map(|prefix| upper.strip_prefix(prefix));
    let code = tail.is_some_and(|tail| tail.parse::<u32>().is_ok() || roman::parse(tail).is_some());
    let months = upper.strip_suffix('T').is_some_and(|count| count.parse::<u32>().is_ok());
    numeral || code || months || BEFORE.contains(&part.to_lowercase().as_str())
}

/// Tells whether what stands behind a year names a part of it: `2020-12`, `2020/IV`, `2020-2021`.
fn of_month(part: &str, right: &str, year: i32) -> bool {
    if let Ok(other) = part.parse::<i32>() {
        let school = part.len() == 4 && (0..=1).contains(&(other - year));
        return school || (part.len() == 2 && (1..=12).contains(&other) && !right.starts_with('.'));
    }
    let upper = part.to_uppercase();
    roman::parse(&upper).is_some_and(|number| number <= 12)
        || upper
            .strip_prefix(['Q', 'T'])
            .is_some_and(|tail| tail.parse::<u32>().is_ok() || roman::parse(tail).is_some())
}

/// Figures that stand alone: the words around them tell.
fn bare(raw: &str, year: &Range<usize>) -> Fate {
    let mut words = clause(&raw[..year.start]).split_whitespace().rev().map(clean);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let next = raw[year.end..].split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
    let ended = raw[year.end..].trim_start().starts_with(|c: char| !c.is_alphanumeric()) || next.is_empty();
    let digits = |text: &str| text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let asked = || Fate::Asked(year.clone());
    let numbered = BEFORE.contains(&second.as_str())
        && (first.parse::<u32>().is_ok_and(|number| number < 60) || roman::parse(&first.to_uppercase()).is_some());
    if first == "năm" {
        return of_year(raw, year, &second);
    }
    if numbered || (BEFORE.contains(&first.as_str()) && !AMOUNT.contains(&first.as_str())) {
        return Fate::Expression;
    }
    if digits(&clean(&next)) && !ended || first.starts_with('0') && digits(&first) {
        return Fate::Stays;
    }
    if COUNTED.contains(&clean(&next).as_str()) && !ended {
        return Fate::Stays;
    }
    let list_of_years = second == "năm" && first.len() == 4 && raw[..year.start].trim_end().ends_with(',');
    if list_of_years && digits(&first) {
        return Fate::Expression;
    }
    let english = |word: &str| ENGLISH.iter().any(|month| word.starts_with(month) && word.is_ascii());
    let colon = raw[..year.start].trim_end().ends_with([':', '=', '+', '*', '×']);
    if digits(&first) || colon || english(&first) || english(&second) || AMOUNT.contains(&first.as_str()) {
        return asked();
    }
    if ended || AFTER.contains(&clean(&next).as_str()) { Fate::Expression } else { asked() }
}

/// `năm 2020`: the year of a law, of an event of the past or of a long period is asked for.
fn of_year(raw: &str, year: &Range<usize>, second: &str) -> Fate {
    let sentence = raw[..year.start].rsplit([',', ';', '.', ':', '(']).next().unwrap_or("");
    let law = ["Luật", "luật", "Pháp lệnh", "Hiến pháp"].iter().any(|name| sentence.contains(name));
    let after: Vec<String> = raw[year.end..].split_whitespace().take(3).map(clean).collect();
    let word = |at: usize| after.get(at).map_or("", String::as_str);
    let to = ["đến", "tới", "-", "–"].contains(&word(0)) || raw[year.end..].trim_start().starts_with(['-', '–']);
    let since = to && (["nay"].contains(&word(1)) || word(1).parse::<i32>().is_ok() || word(2).parse::<i32>().is_ok());
    let from = word(0) == "trở";
    if law || since || from || ONCE.contains(&second) {
        return Fate::Asked(year.clone());
    }
    Fate::Expression
}

/// Returns what belongs together before a place: from the last mark that ends a thought.
fn clause(before: &str) -> &str {
    let last = before
        .rfind([';', '(', ')', '“', '”', '"'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let clause = &before[last..];
    clause.rfind(". ").map_or(clause, |at| &clause[at + 2..])
}

fn clean(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase()
}

fn previous(raw: &str, at: usize) -> Option<String> {
    raw[..at].split_whitespace().next_back().map(clean)
}
