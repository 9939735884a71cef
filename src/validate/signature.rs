//! Who signs, and with what authority (Điều 13; Phụ lục I, Phần I, Mục II, khoản 7).

use crate::diag::{Diagnostic, Report};
use crate::record::field::Text;
use crate::record::paper::Authority;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::Clause;

/// Titles that may not stand before a signer's name (điểm c khoản 7).
const ACADEMIC: &[&str] = &["GS.", "PGS.", "TS.", "ThS.", "BS.", "KS.", "CN.", "NGND", "NGƯT", "NSND", "NSƯT"];

/// Reports signatures that the decree does not know.
pub fn check(records: &Records, report: &mut Report) {
    for signer in records.papers.iter().flat_map(|paper| &paper.signers.0) {
        check_authority(signer.authority, signer.principal.as_ref(), signer.span, report);
    }
    let sides = || records.papers.iter().flat_map(|paper| &paper.sides);
    for side in sides() {
        check_authority(side.authority, side.principal.as_ref(), side.span, report);
    }
    let people = records.people.iter().map(|person| &person.name);
    for name in people.chain(sides().map(|side| &side.name)) {
        if let Some(title) = ACADEMIC.iter().find(|title| name.text.starts_with(**title)) {
            let message = format!("trước họ tên có “{title}”; văn bản không ghi học hàm, học vị");
            push(name.span, message, "chỉ ghi họ và tên", report);
        }
    }
}

fn check_authority(authority: Option<Authority>, principal: Option<&Text>, span: Span, report: &mut Report) {
    let lacks_principal = principal.is_none();
    match authority {
        Some(authority @ (Authority::Kt | Authority::Tl | Authority::Tuq)) if lacks_principal => {
            let words = Authority::VALUES.iter().find(|(id, _)| *id == authority.id()).map_or("", |(_, words)| words);
            let message = format!("ký {} ({words}) nhưng không ghi thay ai", authority.id());
            push(span, message, "thêm dòng `thay: Giám đốc`", report);
        }
        Some(Authority::Tm) if lacks_principal => {
            let message = "ký TM (thay mặt tập thể) nhưng không ghi tên tập thể".to_owned();
            push(span, message, "thêm dòng `thay: Hội đồng …`", report);
        }
        None | Some(Authority::Q) => {
            if let Some(principal) = principal {
                let message = format!("ghi thay “{}” nhưng không ghi quyền hạn", principal.text);
                push(
                    principal.span,
                    message,
                    "thêm dòng `quyen_han: KT` (hoặc TL, TUQ, TM), hoặc xóa dòng này",
                    report,
                );
            }
        }
        Some(_) => {}
    }
}

fn push(span: Span, message: String, hint: &str, report: &mut Report) {
    let diagnostic = Diagnostic::error(&code::SIGNATURE, message).at(span).hint(hint);
    report.push(diagnostic.clause(Clause::SIGNATURE.cite()));
}
