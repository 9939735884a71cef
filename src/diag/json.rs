//! Findings for machines.

use serde_json::{Value, json};

use super::report::locate;
use super::{Diagnostic, Place, Report, Severity};
use crate::text::{Sources, Span};

/// Longest excerpt, in characters.
const EXCERPT: usize = 300;

/// Returns the findings, sorted as people read them, as an array of objects.
///
/// `muc_do` is `loi`, `canh_bao` or `luu_y`; `dong` and `cot` are 1-based; `trich` is the text
/// found there; what is not known is `null`; `goi_y` is an array; `noi_khac`, where there are any, are further places
/// that explain the finding.
pub fn to_json(report: &Report, sources: &Sources) -> Value {
    let list = report.sorted(sources);
    list.into_iter().map(|item| object(item, sources)).collect()
}

fn object(item: &Diagnostic, sources: &Sources) -> Value {
    let (file, place) = locate(&item.place, sources);
    let mut object = json!({
        "muc_do": level(item.severity),
        "ma": item.code.id,
        "thong_bao": item.message,
        "tep": file,
        "dong": place.map(|(line, _)| line),
        "cot": place.map(|(_, column)| column),
        "trich": excerpt(&item.place, sources),
        "can_cu": item.clause,
        "goi_y": item.hints,
    });
    if !item.labels.is_empty() {
        object["noi_khac"] = item.labels.iter().map(|(span, text)| elsewhere(*span, text, sources)).collect();
    }
    object
}

/// A further place that explains the finding.
fn elsewhere(span: Span, text: &str, sources: &Sources) -> Value {
    let (line, column) = sources.line_column(span);
    json!({ "tep": sources.get(span.file).name(), "dong": line, "cot": column, "noi_dung": text })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "loi",
        Severity::Warning => "canh_bao",
        Severity::Note => "luu_y",
    }
}

fn excerpt(place: &Place, sources: &Sources) -> Option<String> {
    match place {
        Place::Nowhere | Place::File(_) => None,
        Place::Span(span) => Some(sources.slice(*span).chars().take(EXCERPT).collect()),
        Place::At { excerpt, column, width, .. } | Place::Named { excerpt, column, width, .. } => {
            let found = excerpt.chars().skip(column.saturating_sub(1));
            Some(found.take((*width).min(EXCERPT)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::code::TAB;

    #[test]
    fn an_object_has_all_fields_and_null_for_what_is_unknown() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "Đ: một".to_owned());
        let report: Report = [
            Diagnostic::error(&TAB, "hỏng").at(Span::new(file, 4, 9)).hint("sửa"),
            Diagnostic::warning(&TAB, "chung").clause("NĐ 30"),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            to_json(&report, &sources),
            json!([
                {"muc_do": "canh_bao", "ma": "YAML06", "thong_bao": "chung", "tep": null, "dong": null,
                 "cot": null, "trich": null, "can_cu": "NĐ 30", "goi_y": []},
                {"muc_do": "loi", "ma": "YAML06", "thong_bao": "hỏng", "tep": "a.yaml", "dong": 1,
                 "cot": 4, "trich": "một", "can_cu": null, "goi_y": ["sửa"]},
            ])
        );
    }

    #[test]
    fn a_finding_with_two_places_has_both() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "một\nhai".to_owned());
        let found = Diagnostic::error(&TAB, "x").at(Span::new(file, 0, 1)).label(Span::new(file, 6, 9), "trước đó");
        let value = to_json(&std::iter::once(found).collect(), &sources);
        assert_eq!(value[0]["noi_khac"], json!([{"tep": "a.yaml", "dong": 2, "cot": 1, "noi_dung": "trước đó"}]));
    }

    #[test]
    fn a_place_outside_the_sources_gives_its_own_excerpt() {
        let place = Place::At {
            file: "mau.tera".to_owned(),
            line: 3,
            column: 5,
            excerpt: "Năm {{ nan }}".to_owned(),
            width: 9,
        };
        let report: Report = std::iter::once(Diagnostic::error(&TAB, "x").place(place)).collect();
        let value = to_json(&report, &Sources::new());
        assert_eq!(value[0]["trich"], "{{ nan }}");
        assert_eq!(value[0]["cot"], 5);
    }
}
