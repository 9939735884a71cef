//! The agencies that issue a document together, and the sides of an agreement.

use super::twice::same;
use crate::diag::{Diagnostic, Report};
use crate::record::field::Text;
use crate::record::paper::{Paper, Side};
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::{Clause, Kind, Signing};
use crate::viet::question::asks;

/// More sides than letters that people would tell apart.
const MOST: usize = 12;

/// Reports sides that a kind of document cannot have, that it lacks, or that stand twice.
pub fn check(records: &Records, report: &mut Report) {
    for paper in &records.papers {
        if let Some(kind) = Kind::find(&paper.kind.text) {
            check_count(paper, kind, report);
            check_joint(paper, kind, report);
            check_twice(paper, records, report);
        }
    }
}

fn lacking(message: String, at: Span, clause: Clause, hint: &str) -> Diagnostic {
    Diagnostic::error(&code::LACKING_PART, message).at(at).clause(clause.cite()).hint(hint)
}

fn check_count(paper: &Paper, kind: &Kind, report: &mut Report) {
    let (name, first) = (kind.name, paper.sides.first());
    match (kind.form.signing, first) {
        (Signing::Sides, None) => {
            let hint = "thêm khóa `cac_ben:`, mỗi bên kia một mục: co_quan, ho_ten, chuc_vu";
            report.push(lacking(format!("{name} phải có từ hai bên ký"), paper.kind.span, kind.form.source, hint));
        }
        (Signing::Minutes | Signing::Agency { joint: false }, Some(first)) => {
            let message = format!("{name} do một cơ quan lập, không có các bên cùng ký");
            report.push(lacking(message, first.span, kind.form.source, "bỏ khóa `cac_ben`"));
        }
        _ => {}
    }
    if let Some(extra) = paper.sides.get(MOST - 1) {
        let message = format!("văn bản có {} bên, nhiều nhất {MOST}", paper.sides.len() + 1);
        let found = Diagnostic::error(&code::LACKING_PART, message).at(extra.span);
        report.push(found.hint("bớt các bên, hoặc lập nhiều văn bản"));
    }
}

/// Agencies that issue together all stand in the symbol, and one of them leads.
fn check_joint(paper: &Paper, kind: &Kind, report: &mut Report) {
    if kind.form.signing == (Signing::Agency { joint: true }) {
        for side in paper.sides.iter().filter(|side| side.symbol.is_none()) {
            let message = format!("{} cùng ban hành mà không có chữ viết tắt cho ký hiệu", side.agency.text);
            report.push(lacking(message, side.agency.span, Clause::NUMBER, "thêm dòng `viet_tat: …` cho bên này"));
        }
    }
    let mut leaders = paper.sides.iter().filter(|side| side.leads());
    if let (Some(first), Some(again)) = (leaders.next(), leaders.next()) {
        let message = format!("{} và {} đều ghi chủ trì", first.agency.text, again.agency.text);
        let found = lacking(message, again.agency.span, Clause::NUMBERING, "chỉ một bên chủ trì và cấp số");
        report.push(found.label(first.agency.span, "bên kia"));
    }
}

/// Reports an agency that stands twice, the office itself among them, by its name or its abbreviation.
fn check_twice(paper: &Paper, records: &Records, report: &mut Report) {
    let unit = paper.issuer.as_ref().and_then(|id| records.unit(&id.text));
    let office = records.office.as_ref();
    let name = unit.map(|unit| &unit.name).or(office.map(|office| &office.name));
    let symbol = unit.and_then(|unit| unit.symbol.as_ref()).or(office.map(|office| &office.symbol));
    let all = |own: Option<&Text>, of: fn(&Side) -> Option<&Text>, what: &str, hint: &str, report: &mut Report| {
        let mut known: Vec<&Text> = own.into_iter().collect();
        for text in paper.sides.iter().filter_map(of).filter(|text| !asks(&text.text)) {
            match known.iter().find(|earlier| same(&earlier.text) == same(&text.text)) {
                Some(earlier) => {
                    let found = Diagnostic::error(&code::TWICE, format!("{what} “{}” ghi hai lần", text.text));
                    report.push(found.at(text.span).label(earlier.span, "lần đầu ở đây").hint(hint));
                }
                None => known.push(text),
            }
        }
    };
    let hint = "`cac_ben` không kể cơ quan mình; mỗi bên một mục";
    all(name, |side| Some(&side.agency), "bên", hint, report);
    let hint = "mỗi cơ quan một chữ viết tắt trong ký hiệu";
    all(symbol, |side| side.symbol.as_ref(), "chữ viết tắt", hint, report);
}
