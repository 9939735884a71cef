//! QH16: Đường kẻ làm bằng dấu gạch hoặc gạch chân chữ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke::{self, Means};
use crate::standard::Clause;

/// Đường kẻ làm bằng dấu gạch hoặc gạch chân chữ.
pub static RULE: Rule = Rule {
    code: "QH16",
    name: "rule-of-characters",
    severity: Severity::Warning,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: false,
    page: Page {
        fault: "Đường kẻ làm bằng dấu gạch hoặc gạch chân chữ.",
        why: "Đường kẻ là một nét liền; dấu gạch ghép lại thì đứt quãng, lệch khi đổi phông, gạch chân chữ thì dính vào dấu của chữ.",
        wrong: "----------",
        right: "Một nét thẳng vẽ bằng Insert > Shapes.",
        cure: "Xóa các dấu gạch, bỏ gạch chân; vào Insert > Shapes, chọn nét thẳng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for part in [Part::Motto, Part::Issuer, Part::Subject] {
        let Some(at) = stroke::last(paper, part) else { continue };
        for stroke in stroke::under(paper, at) {
            let seen = match stroke.means {
                Means::Characters if stroke.broken => "đường kẻ bằng dấu gạch ngang",
                Means::Underline => "gạch chân thay cho đường kẻ",
                _ => continue,
            };
            found.add(Where::line(&paper.lines[at], part), seen, "đường kẻ nét liền");
        }
    }
}
