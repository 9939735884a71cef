//! The sample forms of Phụ lục III, Mục II: which parts each of them has, and who signs it.
//!
//! The page and the checks on records both go by this table. Hợp đồng, bản ghi nhớ, bản thỏa thuận and thư công have no
//! sample form: what is said of them follows from khoản 2 Điều 8 and from Phụ lục I.

use super::Clause;

/// Whether a form has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is not complete without.
    Required,
    /// It may have it.
    Allowed,
    /// It has none.
    Absent,
}

/// Where the subject (trích yếu) stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectPlace {
    /// Under the name of the kind.
    UnderName,
    /// Under number and symbol, after `V/v`; the name of the kind is not printed.
    UnderNumber,
    /// Nowhere.
    Nowhere,
}

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// One person for the agency; for each agency where several may issue it together.
    Agency {
        /// Whether several agencies may issue it together (văn bản liên tịch).
        joint: bool,
    },
    /// The secretary to the left, the chair to the right.
    Minutes,
    /// Each of two or more sides.
    Sides,
}

/// The parts of a kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Trích yếu.
    pub subject: SubjectPlace,
    /// Kính gửi; of a công điện, whom it is wired to.
    pub addressees: Presence,
    /// Whether addressees are called with the name of the sender and `điện:` in place of `Kính gửi:`.
    pub wired: bool,
    /// Căn cứ ban hành.
    pub grounds: Presence,
    /// The word that opens the articles of a decision: `QUYẾT ĐỊNH:`.
    pub order: Option<&'static str>,
    /// Whether place and date stand in the head.
    pub dated: bool,
    /// Who signs.
    pub signing: Signing,
    /// Whether the symbol names the drafting unit.
    pub unit: Presence,
    /// Whether the recipients begin with `Như trên` though nobody is addressed.
    pub as_above: bool,
    /// Where the decree shows it.
    pub source: Clause,
}

impl Form {
    /// Mẫu 1.4: name and subject, then the text.
    pub const NAMED: Form = Form {
        subject: SubjectPlace::UnderName,
        addressees: Presence::Absent,
        wired: false,
        grounds: Presence::Allowed,
        order: None,
        dated: true,
        signing: Signing::Agency { joint: true },
        unit: Presence::Allowed,
        as_above: false,
        source: Clause::NAMED_FORM,
    };

    /// Mẫu 1.4, of papers that one agency gives.
    pub const SLIP: Form = Form { signing: Signing::Agency { joint: false }, ..Self::NAMED };

    /// Mẫu 1.4 with those to whom it is put (điểm b khoản 9).
    pub const PROPOSAL: Form = Form { addressees: Presence::Required, ..Self::NAMED };

    /// Mẫu 1.4, addressed where it goes to an agency above (điểm b khoản 9).
    pub const REPORT: Form = Form { addressees: Presence::Allowed, ..Self::NAMED };

    /// Mẫu 1.1.
    pub const RESOLUTION: Form = Form {
        grounds: Presence::Required,
        order: Some("QUYẾT NGHỊ:"),
        source: Clause::RESOLUTION_FORM,
        ..Self::NAMED
    };

    /// Mẫu 1.2 and 1.3.
    pub const DECISION: Form =
        Form {
            grounds: Presence::Required, order: Some("QUYẾT ĐỊNH:"), source: Clause::DECISION_FORM, ..Self::NAMED
        };

    /// Mẫu 1.5: no name; the subject stands under the number.
    pub const LETTER: Form = Form {
        subject: SubjectPlace::UnderNumber,
        addressees: Presence::Required,
        unit: Presence::Required,
        source: Clause::LETTER_FORM,
        ..Self::NAMED
    };

    /// Mẫu 1.6: `… điện:` and whom.
    pub const TELEGRAM: Form = Form {
        addressees: Presence::Required,
        wired: true,
        grounds: Presence::Absent,
        source: Clause::TELEGRAM_FORM,
        ..Self::SLIP
    };

    /// Mẫu 1.7.
    pub const INVITATION: Form = Form { grounds: Presence::Absent, source: Clause::INVITATION_FORM, ..Self::NAMED };

    /// Mẫu 1.8: no subject; it goes to whom it names.
    pub const INTRODUCTION: Form = Form {
        subject: SubjectPlace::Nowhere,
        grounds: Presence::Absent,
        as_above: true,
        source: Clause::INTRODUCTION_FORM,
        ..Self::SLIP
    };

    /// Mẫu 1.9: no place and date in the head; two sign.
    pub const MINUTES: Form =
        Form { dated: false, signing: Signing::Minutes, source: Clause::MINUTES_FORM, ..Self::NAMED };

    /// Mẫu 1.10: no subject.
    pub const LEAVE: Form =
        Form { subject: SubjectPlace::Nowhere, grounds: Presence::Absent, source: Clause::LEAVE_FORM, ..Self::SLIP };

    /// Contracts and agreements: no sample form; every side signs.
    pub const AGREEMENT: Form = Form { signing: Signing::Sides, source: Clause::COMPONENTS, ..Self::NAMED };

    /// Thư công: no sample form and no abbreviation; a letter that is called by its name.
    pub const PERSONAL: Form =
        Form { addressees: Presence::Allowed, grounds: Presence::Absent, source: Clause::COMPONENTS, ..Self::SLIP };

    /// Tells whether the name of the kind is printed.
    pub fn is_named(&self) -> bool {
        self.subject != SubjectPlace::UnderNumber
    }

    /// Tells whether it is a letter (công văn).
    pub fn is_letter(&self) -> bool {
        self.subject == SubjectPlace::UnderNumber
    }
}
