//! What the office has settled for the checker: rules that exist, values that are written down.

use crate::check::house::{Held, House, Measure, Off};
use crate::check::rules::{ALL, GROUPS};
use crate::diag::{Diagnostic, Report, nearest};
use crate::record::field::{Decimal, Text};
use crate::record::office::{FormRecord, HeldKey, Office};
use crate::record::{Records, code};
use crate::source::Span;
use crate::units::{FontSize, Length};

/// Reports rules that are none and values that the form does not give.
pub fn check(records: &Records, report: &mut Report) {
    let Some(office) = &records.office else { return };
    let Some(settled) = &office.check else { return };
    let mut push = |span: Span, message: String, hint: String| {
        report.push(Diagnostic::error(&code::HOUSE, message).at(span).hint(hint));
    };
    for off in &settled.off {
        let typed = &off.rule.text;
        if codes(typed).is_none() {
            let known = ALL.iter().map(|rule| rule.code).chain(GROUPS.iter().map(|group| group.prefix));
            let hint = nearest(&typed.trim().to_uppercase(), known);
            let hint = hint.map_or_else(
                || "xem các mã ở docs/quy-tac.md, hoặc `thidua giai-thich MÃ`".to_owned(),
                |near| format!("có phải là “{near}”?"),
            );
            push(off.rule.span, format!("không có quy tắc kiểm tra thể thức “{typed}”"), hint);
        }
    }
    for held in &settled.held {
        let key = held.key.id();
        if measure(held.key, office.form.as_ref()).is_none() {
            let hint = format!("thêm `{key}: …` vào nhóm the_thuc của tệp này");
            push(held.reason.span, format!("bắt buộc `{key}` mà the_thuc chưa ghi khóa ấy"), hint);
        }
    }
}

/// Returns what the office has settled; what [`check`] finds fault with is left out.
pub fn house(office: &Office) -> House {
    let settled = office.check.as_ref();
    let off = settled.iter().flat_map(|settled| &settled.off);
    let held = settled.iter().flat_map(|settled| &settled.held);
    let reason = |text: &Text| text.text.trim().to_owned();
    House {
        off: off.filter_map(|off| Some(Off { code: codes(&off.rule.text)?, reason: reason(&off.reason) })).collect(),
        held: held
            .filter_map(|held| {
                Some(Held { measure: measure(held.key, office.form.as_ref())?, reason: reason(&held.reason) })
            })
            .collect(),
    }
}

/// Returns a code or the letters of a group as rules have them, where there is one.
fn codes(typed: &str) -> Option<String> {
    let code = typed.trim().to_uppercase();
    let known = ALL.iter().any(|rule| rule.code == code) || GROUPS.iter().any(|group| group.prefix == code);
    known.then_some(code)
}

/// Returns the value that the form gives.
fn measure(key: HeldKey, form: Option<&FormRecord>) -> Option<Measure> {
    let form = form?;
    let mm = |value: &Option<Decimal>| value.as_ref().map(|mm| Length::emu(mm.at(3) * 36));
    Some(match key {
        HeldKey::Body => Measure::Body(FontSize::half_pt(u32::try_from(form.body?.at(1) * 2 / 10).ok()?)),
        HeldKey::Top => Measure::Top(mm(&form.top)?),
        HeldKey::Bottom => Measure::Bottom(mm(&form.bottom)?),
        HeldKey::Left => Measure::Left(mm(&form.left)?),
        HeldKey::Right => Measure::Right(mm(&form.right)?),
        HeldKey::Indent => Measure::Indent(Length::tenth_mm(form.indent?.at(2))),
        HeldKey::Gap => Measure::Gap(Length::emu(form.gap?.at(3) * 12_700 / 1_000)),
        HeldKey::Line => Measure::Line(form.line?.at(2)),
    })
}
