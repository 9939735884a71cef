//! What the engine says, in Vietnamese: its messages are known by how they begin.

use super::{budget, code};
use crate::diag::{Code, nearest};

/// A finding: its kind, what is wrong, what to do.
type Said = (&'static Code, String, String);

/// What to do about a fault of which nothing more is known.
pub const LOOK: &str = "xem lại thẻ này: tên, dấu ngoặc, bộ lọc";
const NUMBERS: &str = "chỉ tính toán với số";
const SIMPLER: &str = "tách thành nhiều thẻ {% set … %}";

/// Rarer messages: how they begin, what they mean with what they quote, what to do.
const SAYINGS: &[(&str, &str, &str)] = &[
    ("Key/value iteration", "không lặp theo cặp khóa, giá trị được qua giá trị kiểu {}", "chỉ dùng với nhóm khóa"),
    ("Cannot slice", "không cắt được giá trị không có", "kiểm tra lại tên trước dấu ["),
    ("Slice ", "vị trí cắt [đầu:cuối] không phải là số nguyên", "ghi số trong dấu ngoặc vuông"),
    ("Slicing", "chỉ cắt được chữ hoặc danh sách", "kiểm tra lại tên trước dấu ["),
    ("Index expression", "giá trị trong dấu [ ] không có", "kiểm tra lại tên trong dấu [ ]"),
    ("Only numbers", "không tính toán được với giá trị kiểu {}", NUMBERS),
    ("Operand", "số “{}” quá lớn", "dùng số nhỏ hơn"),
    ("Unable to perform", "phép tính này cho kết quả quá lớn", "dùng số nhỏ hơn"),
    ("Exponent", "số mũ quá lớn", "dùng số nhỏ hơn"),
    ("Cannot negate", "số này quá lớn để đổi dấu", "dùng số nhỏ hơn"),
    ("Cannot sort", "không sắp xếp được các giá trị khác kiểu", "chỉ sắp xếp toàn số hoặc toàn chữ"),
    ("Value at index", "có mục không có trường mà bộ lọc cần", "kiểm tra lại tham số attribute"),
    ("The string", "“{}” không đổi ra số được", "sửa giá trị ấy trong dữ liệu"),
    ("The float", "số lẻ không đổi ra số nguyên được", "thêm | round trước"),
    ("Value of type", "bộ lọc này không dùng được với giá trị ấy", "kiểm tra tên đứng trước dấu |"),
    ("This filter can only", "bộ lọc này chỉ dùng được với số, không với giá trị kiểu {}", NUMBERS),
    ("Map does not have", "nhóm khóa không có khóa này", "thêm default=… vào bộ lọc get"),
    ("Value `", "giá trị “{}” ngoài giới hạn", "dùng số nhỏ hơn"),
    ("Function `range`", "hàm range có tham số không dùng được", "viết range(end=10)"),
    ("Maximum render", "thành phần gọi chính nó quá nhiều lần", "bỏ bớt lời gọi"),
    ("Unexpected character", "có dấu hoặc chữ không dùng được trong thẻ", LOOK),
    ("Invalid Integer", "số viết sai", "chỉ dùng chữ số"),
    ("Invalid float", "số viết sai", "chỉ dùng chữ số và một dấu chấm"),
    ("The expression is too", "biểu thức quá phức tạp", SIMPLER),
    ("Identifiers can only", "quá nhiều dấu ngoặc lồng nhau", SIMPLER),
    ("Arrays can have", "danh sách lồng nhau quá nhiều tầng", SIMPLER),
    ("The template nesting", "các khối lồng nhau quá nhiều tầng", "tách mẫu ra nhiều tệp"),
    ("Keyword argument", "tham số “{}” ghi hai lần", "bỏ một lần"),
    ("Function calls are", "lời gọi hàm phải đứng đầu biểu thức", "bỏ phần đứng trước tên hàm"),
    ("Invalid syntax for `set`", "thẻ set viết sai", "viết {% set ten = giá trị %}"),
    ("Template already contains", "mẫu có hai khối cùng tên “{}”", "đổi tên một trong hai"),
    ("Blocks cannot", "khối {% block %} không đặt được ở đây", "chuyển khối ra ngoài cùng của mẫu"),
    ("`extends`", "thẻ {% extends %} phải là thẻ đầu tiên của mẫu", "chuyển thẻ này lên dòng đầu"),
    ("Template is already", "mẫu có hai thẻ {% extends %}", "bỏ một thẻ"),
    ("This content would", "chữ ngoài các khối {% block %} sẽ không được in", "chuyển vào trong một khối"),
];

/// Returns what stands between the first pair of backquotes.
fn quoted(text: &str) -> &str {
    text.split('`').nth(1).unwrap_or_default()
}

/// Says a rarer message, or that the tag is not understood; what our own filters say is Vietnamese already.
fn rare(code: &'static Code, text: &str) -> Said {
    if text.contains("reserved keyword") {
        return (code, "tên này dành riêng cho mẫu, không đặt lại được".to_owned(), "đổi tên khác".to_owned());
    }
    if let Some((_, message, hint)) = SAYINGS.iter().find(|(start, ..)| text.starts_with(start)) {
        return (code, message.replace("{}", kind_name(quoted(text))), (*hint).to_owned());
    }
    let message = if text.is_ascii() { "không hiểu thẻ này" } else { text };
    (code, message.to_owned(), LOOK.to_owned())
}

/// Says what went wrong while filling in.
pub fn rendering(text: &str) -> Said {
    if let Some(advice) = budget::advice(text) {
        return (&code::RENDER, text.to_owned(), advice.to_owned());
    }
    if text.starts_with("Variable `") || text.starts_with("Field `") {
        return undefined(text);
    }
    if text.starts_with("Tried to render a variable that is undefined")
        || text.starts_with("Tried to escape")
        || text.starts_with("Cannot index into")
    {
        let hint = "kiểm tra tên biến; nếu có thể thiếu thì thêm | default(value=\"…\")";
        return (&code::UNDEFINED, "biến này không có giá trị".to_owned(), hint.to_owned());
    }
    if text.starts_with("Iteration not possible") && quoted(text) == "undefined" {
        let hint = "kiểm tra tên danh sách: chữ sau `in`, hoặc dòng `nguon:` của khối bảng";
        return (&code::UNDEFINED, NO_LIST.to_owned(), hint.to_owned());
    }
    if text.starts_with("Iteration not possible") {
        let message = format!("không lặp được qua giá trị kiểu {}", kind_name(quoted(text)));
        return (&code::RENDER, message, "chỉ lặp ({% for … %}) qua danh sách".to_owned());
    }
    calculating(text).or_else(|| unknown(text)).unwrap_or_else(|| rare(&code::RENDER, text))
}

/// What is said of a list that is not there; the caller who knows its name adds it.
pub const NO_LIST: &str = "không tìm thấy danh sách";

fn calculating(text: &str) -> Option<Said> {
    if text.starts_with("Missing keyword argument") {
        let message = format!("thiếu tham số “{}”", quoted(text));
        return Some((&code::RENDER, message, format!("viết: ({}=…)", quoted(text))));
    }
    if text.starts_with("Invalid type for the value") {
        let kinds: Vec<&str> = text.split('`').collect();
        let (wanted, found) = (kinds.get(1).copied().unwrap_or(""), kinds.get(3).copied().unwrap_or(""));
        let message = format!("giá trị kiểu {}, cần {}", kind_name(found), kind_name(wanted));
        return Some((&code::RENDER, message, "kiểm tra biến hoặc bộ lọc đứng trước".to_owned()));
    }
    if text.starts_with("Cannot divide by 0") {
        let hint = "thêm {% if %} để không chia khi mẫu số bằng 0";
        return Some((&code::RENDER, "chia cho 0".to_owned(), hint.to_owned()));
    }
    if text.starts_with("Math operations") || text.starts_with("Cannot compare") || text.contains("both operands") {
        let message = "phép tính hoặc so sánh giữa các giá trị khác kiểu".to_owned();
        return Some((&code::RENDER, message, NUMBERS.to_owned()));
    }
    None
}

fn undefined(text: &str) -> Said {
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

/// Says which filter, function or template does not exist, if the message is about one.
pub fn unknown(text: &str) -> Option<Said> {
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

/// Says the engine's name of a type in Vietnamese.
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

/// Says the engine's names of tokens in Vietnamese.
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

/// Says what is wrong in how a tag is written.
pub fn syntax(text: &str) -> (String, String) {
    if text.contains("nexpected end of input") || text.contains("EOF") {
        let hint = "mỗi {% if %} cần một {% endif %}, mỗi {% for %} cần một {% endfor %}, mỗi {{ cần một }}";
        return ("mẫu kết thúc khi còn thẻ chưa đóng".to_owned(), hint.to_owned());
    }
    if text.contains("Closing comment tag")
        || text.contains("end of raw block")
        || text.contains("end of string")
        || text.contains("missing its closing")
    {
        let hint = "đóng ghi chú bằng #}, đóng {% raw %} bằng {% endraw %}, đóng ngoặc kép của chữ";
        return ("ghi chú, khối raw hoặc ngoặc kép chưa đóng".to_owned(), hint.to_owned());
    }
    if let Some((found, wanted)) = text.strip_prefix("Found ").and_then(|rest| rest.split_once(" but ")) {
        let wanted = wanted.trim_start_matches("expected ").trim_start_matches("was expecting ").trim_end_matches('.');
        let message = format!("gặp {} ở chỗ cần {}", token_names(found), token_names(wanted));
        return (message, "xem lại thẻ này: dấu ngoặc, dấu phẩy, tên thẻ đóng".to_owned());
    }
    let (_, message, hint) = rare(&code::SYNTAX, text);
    (message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_the_engine_says_is_left_in_english() {
        for text in [
            "Unexpected character",
            "Cannot sort: `string` and `i64` are not comparable",
            "This filter can only be used on a number, received `string`.",
            "loop is a reserved keyword of Tera, it cannot be assigned to.",
            "Something that a later engine may say",
        ] {
            let (_, message, hint) = rendering(text);
            assert!(!message.is_ascii() && !hint.is_ascii(), "{text}: {message}; {hint}");
        }
        let (_, message, _) = rendering("This filter can only be used on a number, received `string`.");
        assert_eq!(message, "bộ lọc này chỉ dùng được với số, không với giá trị kiểu chữ");
    }

    #[test]
    fn what_our_own_filters_say_is_left_as_it_is() {
        assert_eq!(rendering("“An” không phải là ngày").1, "“An” không phải là ngày");
    }
}
