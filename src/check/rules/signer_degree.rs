//! KY14: Trước họ tên người ký có học hàm, học vị.

use crate::check::finding::Where;
use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::words;
use crate::standard::Clause;

/// Trước họ tên người ký có học hàm, học vị.
pub static RULE: Rule = Rule {
    code: "KY14",
    name: "signer-degree",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Trước họ tên người ký có học hàm, học vị.",
        why: "Trước họ tên người ký không ghi học hàm, học vị và danh hiệu danh dự, trừ ngành được quy định riêng.",
        wrong: "TS. Nguyễn Văn A",
        right: "Nguyễn Văn A",
        cure: "Xóa học hàm, học vị trước họ tên.",
    },
    check,
};

/// How the names of agencies begin whose branch may say otherwise.
const OWN_RULES: &[&str] = &[
    "TRƯỜNG", "ĐẠI HỌC", "HỌC VIỆN", "BỆNH VIỆN", "VIỆN", "TRUNG TÂM Y TẾ", "TRẠM Y TẾ", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT",
    "CÔNG AN", "BỘ CHỈ HUY", "BỘ TƯ LỆNH", "BỘ ĐỘI", "QUÂN KHU", "SƯ ĐOÀN", "TRUNG ĐOÀN",
];

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    // Điểm c khoản 7: who heads the branch says what holds for armed forces and for public schools, hospitals, institutes.
    let own = |line: &Line<'_>| OWN_RULES.iter().any(|word| line.text.to_uppercase().starts_with(word));
    if [Part::Superior, Part::Issuer].into_iter().any(|part| paper.of(part).any(own)) {
        return;
    }
    for line in paper.of(Part::SignerName) {
        let name = words::without_degree(&line.text);
        if name != line.text {
            found.add(Where::line(line, Part::SignerName), format!("họ tên “{}”", line.text), format!("“{name}”"));
        }
    }
}
