//! Taking over an existing register from Excel or CSV.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use super::{Failure, Known, Office};
use crate::archive::intake::{Past, clashes, irregular};
use crate::archive::{Draft, Numbering, Origin, Register, Series, Signatory};
use crate::diag::{Diagnostic, Report};
use crate::fill::input::Input;
use crate::ledger::{self, Found, Row, code};
use crate::office::series;
use crate::pipeline::stamped::Desk;
use crate::record::paper::Secrecy;
use crate::source::Sources;

/// What is to be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// The sheets; all when empty.
    pub sheets: Vec<String>,
    /// The year of dates that have none.
    pub year: Option<i32>,
    /// How it counted its documents, where that is not how the office does now.
    pub numbering: Option<String>,
    /// Whether its documents are secret.
    pub secret: bool,
    /// Leave out the rows that are not understood.
    pub skip: bool,
    /// Only report.
    pub dry: bool,
}

/// What has become of a register that was to be taken over.
pub struct Imported {
    /// The file, for excerpts.
    pub sources: Sources,
    /// What was found.
    pub report: Report,
    /// How many documents can be taken over; none where the file is no register.
    pub fit: Option<usize>,
    /// How many rows cannot.
    pub left_out: usize,
    /// How many documents were taken over; nothing where rows that are not understood stop it.
    pub count: Option<u32>,
}

/// Takes over a register.
pub fn import(office: &Office, import: &Import) -> Result<Imported, Failure> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let desk = office.desk_near(import.year)?;
    let Some(Found { rows, bad }) = import.found(office, &desk, &mut sources, &mut report)? else {
        return Ok(Imported { sources, report, fit: None, left_out: 0, count: None });
    };
    let known = Known::open(office)?;
    let past = rows.into_iter().map(|row| import.past(&desk, row)).collect();
    let (past, clashing) = sift(known.register(), past, office.today(), &mut report)?;
    drop(known);
    let (left_out, fit) = (bad + clashing, Some(past.len()));
    let stopped = left_out > 0 && !import.skip;
    let count = match (stopped, import.dry) {
        (true, _) => None,
        (false, true) => Some(0),
        (false, false) => Some(commit(office, past)?),
    };
    Ok(Imported { sources, report, fit, left_out, count })
}

fn commit(office: &Office, past: Vec<Past>) -> Result<u32, Failure> {
    let mut archive = office.begin_outside("nhập sổ cũ")?;
    // Someone may have issued since the register was looked at.
    if let Some((_, why)) = clashes(archive.register(), &past, office.today())?.into_iter().next() {
        return Err(Failure::world(why, "sổ vừa có văn bản mới, chạy lại lệnh này"));
    }
    Ok(archive.take_over(past)?)
}

/// Takes out what clashes with the register or within the file, and tells what is out of turn.
fn sift(
    register: &dyn Register,
    past: Vec<Past>,
    today: NaiveDate,
    report: &mut Report,
) -> Result<(Vec<Past>, usize), Failure> {
    let mut clashing = clashes(register, &past, today)?.into_iter().peekable();
    let (mut kept, mut count) = (Vec::with_capacity(past.len()), 0);
    for (at, one) in past.into_iter().enumerate() {
        match clashing.next_if(|(place, _)| *place == at) {
            Some((_, why)) => {
                count += 1;
                let hint = "sửa số trong tệp, hoặc thêm --bo-qua-loi để bỏ qua hàng này";
                report.push(Diagnostic::error(&code::TAKEN, why).in_file(one.from).hint(hint));
            }
            None => kept.push(one),
        }
    }
    for (at, what) in irregular(register, &kept)? {
        let told = Diagnostic::warning(&code::TURN, what).in_file(kept[at].from.clone());
        report.push(told.hint("sổ cũ nhập nguyên như vậy; nếu gõ nhầm thì sửa tệp trước khi nhập"));
    }
    Ok((kept, count))
}

impl Import {
    fn found(
        &self,
        office: &Office,
        desk: &Desk,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<Found>, Failure> {
        let bytes = office.take(&self.file)?;
        let name = self.file.to_string_lossy();
        let agency = desk.records().office.as_ref().map(|office| office.symbol.text.clone());
        let input = Input { name: &name, bytes, sheets: &self.sheets };
        Ok(ledger::read(input, agency.as_deref(), self.year, sources, report))
    }

    fn past(&self, desk: &Desk, row: Row) -> Past {
        let year = row.date.year();
        let series = match (self.secret, self.numbering.as_deref()) {
            (true, _) => series(desk, year, row.kind.id, None, Some(Secrecy::Secret)),
            (false, Some("theo_loai")) => Series::of(year, Numbering::ByKind, row.kind.id, None, false),
            (false, Some(_)) => Series::of(year, Numbering::One, row.kind.id, None, false),
            (false, None) => series(desk, year, row.kind.id, None, None),
        };
        let issuer = desk.records().office.as_ref().map(|office| office.name.text.clone()).unwrap_or_default();
        let draft = Draft {
            symbol: row.symbol,
            kind: row.kind.id.to_owned(),
            kind_name: row.kind.name.to_owned(),
            subject: row.subject,
            issuer,
            signer: Signatory { post: row.post, name: row.signer },
            recipients: row.recipients,
            filed: row.filed,
            copies: row.copies,
            secrecy: self.secret.then(|| Secrecy::Secret.words().to_owned()),
            remarks: Some(row.remarks).filter(|remarks| !remarks.is_empty()).into_iter().collect(),
            origin: if row.cancelled { Origin::None } else { Origin::Outside },
            ..Draft::default()
        };
        Past { series, number: row.number, date: row.date, draft, cancelled: row.cancelled, from: row.place }
    }
}
