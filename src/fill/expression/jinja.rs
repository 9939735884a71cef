//! Where Jinja and Tera differ: other spellings of one thing, and what to write in place of the rest.

use super::Flaw;
use super::lex::{Lexeme, Sort};

/// Filters that the engine has besides the Vietnamese ones, for hints.
pub const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "nth",
    "pairs",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Filters of Jinja that the engine does not have, and what to write.
pub const UNKNOWN_FILTERS: &[(&str, &str)] = &[
    ("map", "viết [x.ten for x in ds]"),
    ("select", "viết [x for x in ds if x]"),
    ("selectattr", "viết [x for x in ds if x.ten]"),
    ("reject", "viết [x for x in ds if not x]"),
    ("rejectattr", "viết [x for x in ds if not x.ten]"),
    ("list", "bỏ bộ lọc này: danh sách dùng được ngay"),
    ("groupby", "viết ds | group_by(attribute=\"ten\")"),
    ("format", "dùng bộ lọc so, tien, ngay"),
    ("min", "viết (ds | sort | first)"),
    ("max", "viết (ds | sort | last)"),
    ("sum", "ghi sẵn tổng trong dữ liệu"),
    ("batch", "chia sẵn danh sách trong dữ liệu"),
    ("tojson", "bỏ bộ lọc này"),
    ("nl2br", "bỏ bộ lọc này: xuống dòng trong giá trị được giữ"),
    ("newlines_to_br", "bỏ bộ lọc này: xuống dòng trong giá trị được giữ"),
];

/// Tests that the engine has, for hints.
pub const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Functions that the engine has, for hints.
pub const FUNCTIONS: &[&str] = &["range"];

const NO_MACRO: &str = "mẫu Word không có macro và không nạp mẫu khác: viết nội dung ấy thẳng vào chỗ cần, lặp lại thì dùng {% for %}; phần chung của nhiều mẫu thì chèn tệp bằng {{ tep | tai_lieu }}";
const NO_PARENT: &str =
    "mẫu Word không kế thừa mẫu khác: viết cả nội dung vào mẫu này, hoặc chèn tệp bằng {{ tep | tai_lieu }}";

/// Keywords of Jinja or Tera that Word templates do not have, and what to do.
pub const UNKNOWN_TAGS: &[(&str, &str)] = &[
    ("elseif", "viết {% elif … %}"),
    ("elsif", "viết {% elif … %}"),
    ("else_if", "viết {% elif … %}"),
    ("end", "viết {% endif %} hoặc {% endfor %}"),
    ("end_if", "viết {% endif %}"),
    ("end_for", "viết {% endfor %}"),
    ("endset", "viết {% set ten = gia_tri %} trong một thẻ"),
    ("with", "dùng {% set ten = gia_tri %}"),
    ("endwith", "dùng {% set ten = gia_tri %}"),
    ("do", "bỏ thẻ này: mẫu không sửa dữ liệu được"),
    ("endraw", "thêm {% raw %} ở trước, hoặc bỏ thẻ này"),
    ("include", "chèn tệp bằng {{ tep | tai_lieu }}, một mình một đoạn"),
    ("import", NO_MACRO),
    ("from", NO_MACRO),
    ("extends", NO_PARENT),
    ("block", NO_PARENT),
    ("endblock", NO_PARENT),
    ("macro", NO_MACRO),
    ("endmacro", NO_MACRO),
    ("component", "mẫu Word không có thành phần"),
    ("call", NO_MACRO),
    ("endcall", NO_MACRO),
    ("filter", "đặt bộ lọc vào từng thẻ: {{ x | upper }}"),
    ("endfilter", "đặt bộ lọc vào từng thẻ: {{ x | upper }}"),
    ("autoescape", "bỏ thẻ này: giá trị luôn được đặt an toàn"),
    ("endautoescape", "bỏ thẻ này: giá trị luôn được đặt an toàn"),
    ("trans", "bỏ thẻ này"),
];

/// Returns the engine's name of a filter.
pub fn filter(name: &str) -> &str {
    match name {
        "count" => "length",
        "e" | "escape" | "forceescape" | "string" => "str",
        "d" => "default",
        "dictsort" | "items" => "pairs",
        "strip" => "trim",
        other => other,
    }
}

/// Returns the engine's name of a test.
pub fn test(name: &str) -> &str {
    match name {
        "mapping" => "map",
        "sequence" => "array",
        "boolean" => "bool",
        "divisibleby" => "divisible_by",
        "startingwith" => "starting_with",
        "endingwith" => "ending_with",
        "none" | "None" | "null" => "none",
        other => other,
    }
}

/// Returns the filter that does what a method of Jinja's values does.
pub fn method(name: &str) -> Option<&'static str> {
    Some(match name {
        "items" => "pairs",
        "keys" => "keys",
        "values" => "values",
        "upper" => "upper",
        "lower" => "lower",
        "title" => "title",
        "capitalize" => "capitalize",
        "strip" => "trim",
        "lstrip" => "trim_start",
        "rstrip" => "trim_end",
        _ => return None,
    })
}

/// Says what to write in place of a method.
pub fn method_hint(name: &str) -> String {
    match name {
        "get" => "viết x.ten | default(value=\"\")".to_owned(),
        "format" | "strftime" => "dùng bộ lọc: {{ ngay | ngay_dai }}, {{ so | so(le=2) }}".to_owned(),
        "split" => "viết x | split(pat=\",\")".to_owned(),
        "replace" => "viết x | replace(from=\"a\", to=\"b\")".to_owned(),
        "join" => "viết ds | join(sep=\", \")".to_owned(),
        "startswith" => "viết x is starting_with(pat=\"a\")".to_owned(),
        "endswith" => "viết x is ending_with(pat=\"a\")".to_owned(),
        _ => "dùng bộ lọc: {{ x | upper }}, {{ ds | length }}".to_owned(),
    }
}

/// Returns the names of the arguments that Jinja takes by position.
pub fn parameters(name: &str) -> &'static [&'static str] {
    match name {
        "default" => &["value", "boolean"],
        "join" => &["sep"],
        "replace" => &["from", "to"],
        "truncate" => &["length"],
        "round" => &["precision", "method"],
        "split" | "trim" | "trim_start" | "trim_end" | "starting_with" | "ending_with" | "containing" => &["pat"],
        "divisible_by" => &["divisor"],
        "sort" | "group_by" => &["attribute"],
        "get" => &["key", "default"],
        "nth" => &["n"],
        "indent" => &["width"],
        "int" => &["base"],
        "phan_tram" => &["tren"],
        "so" => &["le"],
        "throw" => &["message"],
        "bieu_do" => &["danh_sach", "nhan", "gia_tri", "ten", "tieu_de"],
        _ => &[],
    }
}

/// Finds what only looks right.
pub fn refuse(text: &str, lexemes: &[Lexeme]) -> Result<(), Flaw> {
    for one in lexemes.iter().filter(|one| one.sort == Sort::Sign) {
        let hint = match one.of(text) {
            "&&" | "&" => "viết “and”",
            "||" => "viết “or”",
            "!" => "viết “not”",
            "$" | "#" | "@" | "\\" | ";" | "^" | "…" => "bỏ ký tự này",
            _ => continue,
        };
        let message = format!("ký tự “{}” không dùng được trong thẻ", one.of(text));
        return Err(Flaw::new(message, hint, one.range.start));
    }
    Ok(())
}
