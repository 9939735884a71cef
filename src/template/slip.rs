//! Tags that are wrong in a way that people know from elsewhere: names with marks or hyphens, a sign too few, signs of
//! other programs. What the engine says of them leads nowhere, so they are looked at where they stand.

use std::ops::Range;

use super::code;
use super::fault::Fault;
use super::filters;
use crate::viet;

/// Longest tag that is written out in a hint, in characters.
const SHORT: usize = 80;

/// A tag, or what was begun as one.
struct Tag<'t> {
    text: &'t str,
    /// From its opening to behind its closing; to the end of the line or the next opening, where it has none.
    range: Range<usize>,
    closed: bool,
}

impl<'t> Tag<'t> {
    /// Finds the tag in which, or behind which, a byte stands.
    fn around(text: &'t str, at: usize) -> Option<Self> {
        let start = opening_before(text, at)?;
        let rest = &text[start + 2..];
        let sign = if text[start..].starts_with("{%") { "%}" } else { "}}" };
        let next = ["{{", "{%"].iter().filter_map(|open| rest.find(open)).min().unwrap_or(rest.len());
        let close = rest[..next].find(sign);
        let line = rest[..next].find('\n').unwrap_or(next);
        let end = start + 2 + close.map_or(line, |at| at + 2);
        Some(Self { text, range: start..end, closed: close.is_some() })
    }

    fn written(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    fn is_block(&self) -> bool {
        self.written().starts_with("{%")
    }

    /// What stands between the signs, and where it begins.
    fn inside(&self) -> (&'t str, usize) {
        let end = if self.closed { self.range.end - 2 } else { self.range.end };
        let start = self.range.start + 2;
        (self.text.get(start..end).unwrap_or_default(), start)
    }

    /// The tag with other letters in a part of it, if it is short enough to be shown.
    fn with(&self, part: &str, better: &str) -> String {
        let written = self.written().replace(part, better);
        if written.chars().count() <= SHORT { format!("viết {written}") } else { format!("viết {better}") }
    }
}

/// Returns where the last tag begins that begins before a byte, or at it.
pub fn opening_before(text: &str, at: usize) -> Option<usize> {
    let end = text.floor_char_boundary((at + 2).min(text.len()));
    ["{{", "{%"].iter().filter_map(|open| text[..end].rfind(open)).max()
}

/// Says a fault better, where the tag in which it stands is wrong in a way that is known.
#[must_use]
pub fn sharpen(mut fault: Fault, text: &str) -> Fault {
    let Some(tag) = fault.at_byte(text).and_then(|at| Tag::around(text, at)) else { return fault };
    let found = unclosed(&tag)
        .or_else(|| foreign(&tag))
        .or_else(|| quotes(&tag))
        .or_else(|| names(&tag))
        .or_else(|| words(&tag));
    if let Some((message, hint, range)) = found {
        fault.code = &code::SYNTAX;
        fault.message = message;
        fault.hint = hint;
        fault.move_to(range, text);
    } else if fault.message == super::said::NO_LIST {
        // The range of a list is what stands behind `in`.
        let named = text.get(fault.range.clone()).unwrap_or_default().trim();
        if !named.is_empty() && named.chars().count() <= SHORT {
            fault.message = format!("{} “{named}”", super::said::NO_LIST);
        }
    }
    fault
}

/// What is wrong, what to do, and where.
type Found = (String, String, Range<usize>);

fn unclosed(tag: &Tag<'_>) -> Option<Found> {
    if tag.closed {
        return None;
    }
    let (inside, start) = tag.inside();
    let (open, close) = if tag.is_block() { ("{%", "%}") } else { ("{{", "}}") };
    let (message, end) = match inside.find(['}', '%']) {
        Some(at) if inside[at..].starts_with('%') => ("thẻ thiếu một dấu }".to_owned(), at),
        Some(at) if tag.is_block() => ("thẻ thiếu một dấu %".to_owned(), at),
        Some(at) => ("thẻ thiếu một dấu }".to_owned(), at),
        None => (format!("thẻ mở bằng {open} mà không đóng bằng {close}"), inside.len()),
    };
    let said = inside[..end].trim();
    let hint = match said.chars().count() {
        1..=SHORT if end < inside.len() => format!("viết {open} {said} {close}"),
        _ => format!("thêm {close} sau tên hoặc biểu thức"),
    };
    let shown = tag.range.start..(start + end + 1).min(tag.range.end);
    Some((message, hint, shown))
}

/// `{{#noi_nhan}}`, `{%#x %}`, `{{/x}}`, `{{=x}}`: signs of other programs.
fn foreign(tag: &Tag<'_>) -> Option<Found> {
    let (inside, _) = tag.inside();
    let inside = inside.trim().trim_end_matches(['/', '#']);
    let sign = inside.chars().next().filter(|sign| "#/^>&=@$!?*".contains(*sign));
    let word = inside.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let (first, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
    let name = match first {
        "each" | "if" | "foreach" | "for" | "unless" if !rest.trim().is_empty() => rest.trim(),
        _ => word,
    };
    let hint = match (sign, first) {
        (Some('/'), _) | (None, "end" | "endeach" | "end-for" | "END-FOR") => {
            "kết thúc vòng lặp bằng {% endfor %}, kết thúc điều kiện bằng {% endif %}".to_owned()
        }
        (Some('^'), _) | (Some('#'), "unless") => format!("viết {{% if not {name} %}} … {{% endif %}}"),
        (Some('#'), "if") => format!("viết {{% if {name} %}} … {{% endif %}}"),
        (Some('#'), _) | (None, "each" | "foreach") if !tag.is_block() || sign.is_some() => {
            format!(
                "để lặp, viết {{% for muc in {name} %}} … {{% endfor %}}; để xét có hay không, viết {{% if {name} %}} … {{% endif %}}"
            )
        }
        (Some('>'), _) => format!("viết {{% include \"{name}.tera\" %}}"),
        (Some(_), _) => format!("viết {{{{ {name} }}}}"),
        _ => return None,
    };
    Some((format!("thẻ {} viết theo cách của chương trình khác", tag.written()), hint, tag.range.clone()))
}

fn quotes(tag: &Tag<'_>) -> Option<Found> {
    let (inside, start) = tag.inside();
    let at = inside.find(['“', '”', '‘', '’'])?;
    let straight = tag.written().replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    let range = start + at..start + at + '“'.len_utf8();
    Some(("trong thẻ dùng ngoặc kép cong".to_owned(), format!("dùng ngoặc kép thẳng: {straight}"), range))
}

/// Names with marks, blanks for underscores, hyphens.
fn names(tag: &Tag<'_>) -> Option<Found> {
    let (inside, start) = tag.inside();
    let mut quote = None;
    let mut run: Option<usize> = None;
    for (at, c) in inside.char_indices().chain([(inside.len(), ' ')]) {
        match quote {
            Some(open) => {
                quote = (c != open).then_some(open);
                continue;
            }
            None if c == '"' || c == '\'' || c == '`' => quote = Some(c),
            None => {}
        }
        if c.is_alphanumeric() || "_.-".contains(c) || is_mark(c) {
            run = run.or(Some(at));
            continue;
        }
        if let Some(from) = run.take()
            && let Some((message, better)) = misnamed(&inside[from..at])
        {
            let name = &inside[from..at];
            return Some((message, tag.with(name, &better), start + from..start + at));
        }
    }
    None
}

/// `{% nam %}`, `{% for x of y %}`, `{{ phong_trao,chu_de }}`, `{{ nam | viet hoa }}`.
fn words(tag: &Tag<'_>) -> Option<Found> {
    let (inside, start) = tag.inside();
    let said: Vec<&str> = inside.split_whitespace().collect();
    let is_root = |path: &str| path.split('.').next().is_some_and(|root| ROOTS.contains(&root));
    let whole = start..start + inside.len();
    match said[..] {
        [name] if tag.is_block() && is_root(name) => {
            Some(("giá trị in ra viết bằng hai dấu ngoặc nhọn".to_owned(), format!("viết {{{{ {name} }}}}"), whole))
        }
        ["for", item, sign @ ("of" | "trong" | ":" | "="), ..] if tag.is_block() => {
            let list = said.get(3..).unwrap_or_default().join(" ");
            let at = inside.find(&format!(" {sign} ")).map_or(0, |at| at + 1);
            let found = start + at..start + at + sign.len();
            Some((
                format!("vòng lặp dùng “in”, không dùng “{sign}”"),
                format!("viết {{% for {item} in {list} %}}"),
                found,
            ))
        }
        _ => comma(tag, &is_root).or_else(|| filter_in_words(tag)),
    }
}

fn comma(tag: &Tag<'_>, is_root: &impl Fn(&str) -> bool) -> Option<Found> {
    let (inside, start) = tag.inside();
    let at = inside.find(',')?;
    let (root, key) = (inside[..at].trim(), inside[at + 1..].trim());
    let named =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    (is_root(root) && named(root) && named(key)).then_some(())?;
    let hint = format!("viết {{{{ {root}.{key} }}}}");
    Some(("giữa hai tên là dấu chấm, không phải dấu phẩy".to_owned(), hint, start + at..start + at + 1))
}

/// A filter's name in several words, one of which is the name of a filter.
fn filter_in_words(tag: &Tag<'_>) -> Option<Found> {
    let (inside, start) = tag.inside();
    let bar = inside.rfind('|')?;
    let name = inside[bar + 1..].trim();
    (name.split_whitespace().count() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '_'))
        .then_some(())?;
    let joined = name.split_whitespace().collect::<Vec<_>>().join("_");
    let known = |name: &str| filters::NAMES.iter().find(|known| **known == name);
    let better = known(&joined).or_else(|| name.split_whitespace().find_map(known))?;
    let range = start + bar + 1..start + inside.len();
    Some((format!("không có bộ lọc “{name}”"), format!("viết {{{{{}| {better} }}}}", &inside[..bar]), range))
}

/// Tells whether it is a mark that stands apart from its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn misnamed(name: &str) -> Option<(String, String)> {
    if !name.is_ascii() && name.chars().any(char::is_alphabetic) {
        let better = viet::text::strip_marks(name).replace('-', "_");
        return better.is_ascii().then(|| (format!("tên trong thẻ không viết dấu tiếng Việt: “{name}”"), better));
    }
    let bytes = name.as_bytes();
    let inner = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    // `nam-1` and `thong_ke.tong-1` are subtractions.
    let joins = |at: usize| {
        bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) || (name[..at].contains('.') && name[at..].contains('.'))
    };
    let hyphen = name.match_indices('-').any(|(at, _)| inner(at) && joins(at));
    let message = || format!("tên trong thẻ viết bằng gạch dưới, không bằng gạch nối: “{name}”");
    hyphen.then(|| (message(), name.replace('-', "_")))
}

/// Names with which an expression of a record begins.
const ROOTS: &[&str] = &[
    "nam",
    "nam_truoc",
    "nam_sau",
    "co_quan",
    "phong_trao",
    "don_vi",
    "linh_vuc",
    "phap_ly",
    "nguoi",
    "tai_lieu",
    "van_ban",
    "ky",
    "du_lieu",
    "khen_thuong",
    "thong_ke",
    "tinh_den",
    "chi_so",
    "nhiem_vu",
];

/// Signs with which other programs begin and end what they fill in, and ours with one too few.
const SIGNS: &[(&str, &[&str])] = &[
    ("${", &["}"]),
    ("{", &["}}", "}"]),
    ("[[", &["]]"]),
    ("[", &["]"]),
    ("<<", &[">>"]),
    ("«", &["»"]),
    ("｛｛", &["｝｝"]),
    ("｛", &["｝"]),
    ("%", &["%"]),
];

/// Finds what looks like an expression and is none, so that it would be printed as it is written: `{nam}`, `[nam]`,
/// `{ nam }}`; its place, and how it must be written.
pub fn bare(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['{', '[', '<', '«', '$', '%', '｛']).map(|next| at + next) {
        let rest = &text[start..];
        if rest.starts_with("{{") || rest.starts_with("{%") || rest.starts_with("{#") {
            let close = if rest.starts_with("{{") {
                "}}"
            } else if rest.starts_with("{%") {
                "%}"
            } else {
                "#}"
            };
            at = start + rest.find(close).map_or(2, |end| end + 2);
            continue;
        }
        let sign = SIGNS.iter().find_map(|(open, closes)| Some((rest.strip_prefix(open)?, *open, *closes)));
        let taken = sign.and_then(|(inside, open, closes)| {
            let name = inside.trim_start_matches(' ');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(name.len());
            let behind = name[end..].trim_start_matches(' ');
            let close = closes.iter().find(|close| behind.starts_with(**close))?;
            ROOTS.contains(&name[..end].split('.').next()?).then_some(())?;
            let length = open.len() + (inside.len() - behind.len()) + close.len();
            Some((start..start + length, format!("{{{{ {} }}}}", &name[..end])))
        });
        at = taken.as_ref().map_or(start + rest.chars().next().map_or(1, char::len_utf8), |(range, _)| range.end);
        found.extend(taken);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (String, String, String) {
        let tag = Tag::around(text, text.len()).unwrap();
        let found = unclosed(&tag)
            .or_else(|| foreign(&tag))
            .or_else(|| quotes(&tag))
            .or_else(|| names(&tag))
            .or_else(|| words(&tag));
        let (message, hint, range) = found.unwrap_or_default();
        (message, hint, text[range].to_owned())
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_around_braces_is_looked_at_without_a_crash(text in "[{}%#\\[\\]«» nam_kỳ.“”\"-]{0,24}") {
            for (at, _) in text.char_indices() {
                let _ = Tag::around(&text, at).map(|tag| (unclosed(&tag), foreign(&tag), quotes(&tag), names(&tag)));
            }
            for (range, _) in bare(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn a_sign_too_few_is_named_and_the_tag_written_out() {
        assert_eq!(told("năm {{ nam }. Hết").0, "thẻ thiếu một dấu }");
        assert_eq!(told("năm {{ nam }. Hết").1, "viết {{ nam }}");
        assert_eq!(told("{% if x }a").0, "thẻ thiếu một dấu %");
        assert_eq!(told("{% if x %a").0, "thẻ thiếu một dấu }");
        assert_eq!(told("{{ nam và").0, "thẻ mở bằng {{ mà không đóng bằng }}");
    }

    #[test]
    fn names_with_marks_and_hyphens_are_written_as_they_must_be() {
        assert_eq!(told("{{ năm }}").1, "viết {{ nam }}");
        assert_eq!(told("{{ năm }}").2, "năm");
        assert_eq!(told("{{ phap_ly.kh-cds.trich_dan }}").1, "viết {{ phap_ly.kh_cds.trich_dan }}");
        assert_eq!(told("{{ phap_ly.nd-152-2025.ten | upper }}").1, "viết {{ phap_ly.nd_152_2025.ten | upper }}");
        for good in ["{{ nam-1 }}", "{{ thong_ke.tong-1 }}", "{{ \"năm-a\" ~ nam }}", "{{- nam -}}"] {
            assert_eq!(told(good).0, "", "{good}");
        }
    }

    #[test]
    fn what_would_be_printed_as_it_is_written_is_found() {
        let shown = |text: &str| -> Vec<String> { bare(text).into_iter().map(|(at, _)| text[at].to_owned()).collect() };
        assert_eq!(shown("năm { nam }} và {nam}"), ["{ nam }}", "{nam}"]);
        assert_eq!(shown("[nam], ${nam}, «co_quan.ten», <<nam>>"), ["[nam]", "${nam}", "«co_quan.ten»", "<<nam>>"]);
        assert_eq!(bare("[co_quan.ten]")[0].1, "{{ co_quan.ten }}");
        for text in ["năm {{ nam }}", "[Nam], [1], {năm}", "50% nam 40%", "a < b", "{% if nam %}[x]{% endif %}", "{"]
        {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn tags_of_other_programs_are_led_to_ours() {
        assert!(told("{{#noi_nhan}}").1.starts_with("để lặp, viết {% for muc in noi_nhan %}"));
        assert!(told("{%#noi_nhan %}").1.starts_with("để lặp, viết {% for muc in noi_nhan %}"));
        assert!(told("{{#each noi_nhan}}").1.contains("{% for muc in noi_nhan %}"));
        assert!(told("{{/noi_nhan}}").1.contains("{% endfor %}"));
        assert_eq!(told("{{^ds}}").1, "viết {% if not ds %} … {% endif %}");
        assert_eq!(told("{{=nam}}").1, "viết {{ nam }}");
        assert_eq!(told("{{ “năm” }}").1, "dùng ngoặc kép thẳng: {{ \"năm\" }}");
    }
}
