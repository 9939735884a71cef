//! A document has what its kind needs, and nothing its kind may not have.

use crate::diag::{Diagnostic, Report, nearest};
use crate::record::paper::Paper;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::{Clause, Kind, Presence, Signing, SubjectPlace};

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

/// What is said of a part that is missing, or that the form has not.
struct Part<'r> {
    /// What it is called.
    name: &'static str,
    /// The place of its value; none where it is missing.
    span: Option<Span>,
    presence: Presence,
    clause: Clause,
    missing: &'static str,
    extra: &'r str,
}

impl Part<'_> {
    fn check(&self, paper: &Paper, kind: &Kind, report: &mut Report) {
        let (message, at, hint) = match (self.presence, self.span) {
            (Presence::Required, None) => {
                (format!("{} phải có {}", kind.name, self.name), paper.kind.span, self.missing)
            }
            (Presence::Absent, Some(span)) => (format!("{} không có {}", kind.name, self.name), span, self.extra),
            _ => return,
        };
        let found = Diagnostic::error(&code::LACKING_PART, message).at(at);
        report.push(found.clause(self.clause.cite()).hint(hint));
    }
}

fn check_paper(paper: &Paper, kind: &Kind, report: &mut Report) {
    check_topic(paper, kind, report);
    let form = &kind.form;
    let first = |texts: &[crate::record::field::Text]| texts.first().map(|first| first.span);
    let grounds = paper.grounds.first().map(|first| first.span);
    let grounds_or_proposal = grounds.or(paper.proposal.as_ref().map(|proposal| proposal.span));
    let required = form.grounds == Presence::Required;
    let parts = [
        Part {
            name: if form.wired { "nơi nhận điện" } else { "nơi kính gửi" },
            span: first(&paper.addressees),
            presence: form.addressees,
            clause: if form.wired { form.source } else { Clause::RECIPIENTS },
            missing: "thêm khóa `kinh_gui:` và các nơi gửi",
            extra: "chuyển các nơi này xuống `noi_nhan`",
        },
        Part {
            name: "căn cứ ban hành",
            span: if required { grounds } else { grounds_or_proposal },
            presence: form.grounds,
            clause: if required { Clause::GROUNDS } else { form.source },
            missing: "thêm khóa `can_cu:` và mã các văn bản pháp lý",
            extra: "bỏ khóa này; cần dẫn thì viết trong nội dung",
        },
        Part {
            name: "đơn vị soạn thảo để có ký hiệu",
            span: paper.unit.as_ref().map(|unit| unit.span),
            presence: form.unit,
            clause: Clause::NUMBER,
            missing: "thêm khóa `don_vi_soan_thao:`",
            extra: "bỏ khóa này",
        },
    ];
    for part in parts {
        part.check(paper, kind, report);
    }
    check_signers(paper, kind, report);
    if !paper.filed.iter().any(|place| place.text == "VT") {
        let at = paper.filed.first().map_or(paper.kind.span, |first| first.span);
        let found = Diagnostic::error(&code::LACKING_PART, "dòng Lưu phải có VT (Văn thư)".to_owned()).at(at);
        report.push(found.clause(Clause::RECIPIENTS.cite()).hint("viết: luu: [VT, VP]"));
    }
}

/// The subject, and what stands for it in the register where a form has none.
fn check_topic(paper: &Paper, kind: &Kind, report: &mut Report) {
    let form = &kind.form;
    let nowhere = form.subject == SubjectPlace::Nowhere;
    let retold;
    let extra = match (&paper.subject, &paper.summary) {
        (Some(subject), None) => {
            retold = format!("đổi thành `tom_tat: {}`: nội dung ghi vào sổ, không in ra", subject.text);
            &retold
        }
        _ => "bỏ khóa `trich_yeu`",
    };
    let subject = Part {
        name: "trích yếu",
        span: paper.subject.as_ref().map(|text| text.span),
        presence: if nowhere { Presence::Absent } else { Presence::Required },
        clause: if nowhere { form.source } else { Clause::SUBJECT },
        missing: "ghi vào khóa `trich_yeu:`, nói ngắn gọn văn bản về việc gì",
        extra,
    };
    subject.check(paper, kind, report);
    let summary = Part {
        name: "`tom_tat`: sổ đăng ký ghi theo trích yếu",
        span: paper.summary.as_ref().map(|text| text.span),
        presence: if nowhere { Presence::Allowed } else { Presence::Absent },
        clause: Clause::SUBJECT,
        missing: "",
        extra: "chuyển nội dung này vào `trich_yeu`, hoặc bỏ khóa",
    };
    summary.check(paper, kind, report);
    if nowhere && paper.summary.is_none() && paper.subject.is_none() {
        let message = format!("{} không in trích yếu, phải có `tom_tat` để ghi sổ", kind.name);
        let found = Diagnostic::error(&code::LACKING_PART, message).at(paper.kind.span);
        report.push(found.clause(form.source.cite()).hint("thêm dòng `tom_tat: …`, ví dụ: cử ai đi đâu, về việc gì"));
    }
    check_words(paper, kind, report);
}

fn check_signers(paper: &Paper, kind: &Kind, report: &mut Report) {
    let wanted = if kind.form.signing == Signing::Minutes { 2 } else { 1 };
    let (count, signers) = (paper.signers.0.len(), &paper.signers.0);
    let clause = if wanted == 2 { kind.form.source } else { Clause::SIGNATURE };
    let (message, at, hint) = if let Some(extra) = signers.get(wanted) {
        let hint = match kind.form.signing {
            Signing::Minutes => "bỏ bớt người ký",
            Signing::Sides => "`nguoi_ky` ghi một người, của cơ quan mình; các bên khác ghi ở `cac_ben`",
            Signing::Agency { .. } => {
                "bỏ bớt người ký; nhiều cơ quan cùng ban hành thì ghi các cơ quan kia ở `cac_ben`"
            }
        };
        (format!("{} có {count} người ký, nhiều nhất {wanted}", kind.name), extra.span, hint)
    } else if count < wanted {
        let message = format!("{} phải có hai người ký: thư ký và chủ tọa", kind.name);
        (
            message,
            signers.first().map_or(paper.kind.span, |one| one.span),
            "ghi `nguoi_ky` thành danh sách hai người, thư ký trước",
        )
    } else {
        return;
    };
    report.push(Diagnostic::error(&code::LACKING_PART, message).at(at).clause(clause.cite()).hint(hint));
}

/// The subject does not begin with what the program writes, and a decision's as the sample forms show (Mẫu 1.2, 1.3).
fn check_words(paper: &Paper, kind: &Kind, report: &mut Report) {
    let Some(subject) = &paper.subject else { return };
    if subject.text.to_lowercase().starts_with("v/v") {
        let message = "trích yếu không bắt đầu bằng “V/v”; công văn thì chương trình tự thêm".to_owned();
        let found = Diagnostic::error(&code::LACKING_PART, message).at(subject.span).clause(Clause::SUBJECT.cite());
        report.push(found.hint("bỏ chữ “V/v”; tên loại khác thì viết “Về việc …” hoặc viết thẳng nội dung"));
    }
    let begins = ["Về ", "Ban hành", "Phê duyệt", "Công nhận", "Thành lập"];
    if kind.id == "quyet_dinh" && !begins.iter().any(|begin| subject.text.starts_with(begin)) {
        let message = "trích yếu quyết định thường bắt đầu bằng “Về việc …”".to_owned();
        let diagnostic = Diagnostic::warning(&code::LACKING_PART, message).at(subject.span);
        report.push(diagnostic.clause(Clause::SUBJECT.cite()).hint("viết: Về việc …"));
    }
}
