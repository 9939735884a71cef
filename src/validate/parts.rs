//! A document has what its kind needs, and nothing its kind may not have.

use crate::diag::{Diagnostic, Report, nearest};
use crate::record::paper::Paper;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::{Clause, Form, Kind};

/// Kinds that are addressed to someone (điểm b khoản 9): letters always, these upwards.
const ADDRESSED: &[&str] = &["to_trinh"];

/// Reports what a document lacks or has too much.
pub fn check(records: &Records, report: &mut Report) {
    for paper in &records.papers {
        match Kind::find(&paper.kind.text) {
            Some(kind) => check_paper(paper, kind, report),
            None => report.push(unknown_kind(paper)),
        }
    }
}

fn unknown_kind(paper: &Paper) -> Diagnostic {
    let hint = match nearest(&paper.kind.text, Kind::ALL.iter().map(|kind| kind.id)) {
        Some(near) => format!("có phải là “{near}”?"),
        None => "các loại thường dùng: ke_hoach, bao_cao, quyet_dinh, cong_van, to_trinh, thong_bao".to_owned(),
    };
    let message = format!("không có loại văn bản “{}”", paper.kind.text);
    Diagnostic::error(&code::DANGLING_ID, message).at(paper.kind.span).clause(Clause::KINDS.cite()).hint(hint)
}

fn check_paper(paper: &Paper, kind: &Kind, report: &mut Report) {
    let name = kind.name;
    let mut lacks = |lacks: bool, at: Span, message: String, clause: Clause, hint: &str| {
        if lacks {
            let diagnostic = Diagnostic::error(&code::LACKING_PART, message).at(at);
            report.push(diagnostic.clause(clause.cite()).hint(hint));
        }
    };
    let letter = kind.form == Form::Letter;
    let decision = matches!(kind.form, Form::Decision { .. });
    let addressed = letter || ADDRESSED.contains(&kind.id);
    let at = paper.kind.span;
    lacks(
        addressed && paper.addressees.is_empty(),
        at,
        format!("{name} phải có nơi kính gửi"),
        Clause::RECIPIENTS,
        "thêm khóa `kinh_gui:` và các nơi gửi",
    );
    lacks(
        decision && !paper.addressees.is_empty(),
        paper.addressees.first().map_or(at, |first| first.span),
        format!("{name} không có phần Kính gửi"),
        Clause::RECIPIENTS,
        "chuyển các nơi này xuống `noi_nhan`",
    );
    lacks(
        decision && paper.grounds.is_empty(),
        at,
        format!("{name} phải có căn cứ ban hành"),
        Clause::GROUNDS,
        "thêm khóa `can_cu:` và mã các văn bản pháp lý",
    );
    lacks(
        letter && paper.unit.is_none(),
        at,
        format!("{name} phải ghi đơn vị soạn thảo để có ký hiệu"),
        Clause::NUMBER,
        "thêm khóa `don_vi_soan_thao:`",
    );
    lacks(
        !paper.filed.iter().any(|place| place.text == "VT"),
        paper.filed.first().map_or(at, |first| first.span),
        "dòng Lưu phải có VT (Văn thư)".to_owned(),
        Clause::RECIPIENTS,
        "viết: luu: [VT, VP]",
    );
    lacks(
        starts_with_about(&paper.subject.text),
        paper.subject.span,
        "trích yếu không bắt đầu bằng “V/v”; công văn thì chương trình tự thêm".to_owned(),
        Clause::SUBJECT,
        "bỏ chữ “V/v”; tên loại khác thì viết “Về việc …” hoặc viết thẳng nội dung",
    );
    check_signers(paper, kind, report);
    check_subject(paper, kind, report);
}

fn starts_with_about(subject: &str) -> bool {
    subject.to_lowercase().starts_with("v/v")
}

fn check_signers(paper: &Paper, kind: &Kind, report: &mut Report) {
    let most = if kind.form == Form::Minutes { 2 } else { 1 };
    if let Some(extra) = paper.signers.0.get(most) {
        let message = format!("{} có {} người ký, nhiều nhất {most}", kind.name, paper.signers.0.len());
        let diagnostic = Diagnostic::error(&code::LACKING_PART, message).at(extra.span);
        report.push(diagnostic.clause(Clause::SIGNATURE.cite()).hint("bỏ bớt người ký"));
    }
}

/// A decision's subject begins in one of the ways the sample forms show (Mẫu 1.2 và 1.3).
fn check_subject(paper: &Paper, kind: &Kind, report: &mut Report) {
    let begins = ["Về ", "Ban hành", "Phê duyệt", "Công nhận", "Thành lập"];
    if kind.id == "quyet_dinh" && !begins.iter().any(|begin| paper.subject.text.starts_with(begin)) {
        let message = "trích yếu quyết định thường bắt đầu bằng “Về việc …”".to_owned();
        let diagnostic = Diagnostic::warning(&code::LACKING_PART, message).at(paper.subject.span);
        report.push(diagnostic.clause(Clause::SUBJECT.cite()).hint("viết: Về việc …"));
    }
}
