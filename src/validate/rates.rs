//! Amounts of awards are those of the table for the day of the document, and sure.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Scene, day_of};
use crate::diag::{Diagnostic, Report};
use crate::record::award::{Award, Rates, Receiver};
use crate::record::evidence::Evidence;
use crate::record::rates::{Table, figure, same};
use crate::record::{Records, code};
use crate::source::Span;
use crate::viet::date::short;
use crate::viet::number::grouped;

/// What a clerk writes into `nguon` who knows that a figure is unverified.
const UNVERIFIED: &str = "CHƯA KIỂM CHỨNG";

/// Warns of amounts that are unverified, have run out or differ from the table; each once.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    let (Some(rates), Some(table)) = (&records.rates, &records.official) else { return };
    let mut told = Told { report, seen: BTreeSet::new(), unsure: Vec::new() };
    for paper in &records.papers {
        let round = paper
            .commendation
            .as_ref()
            .and_then(|id| records.commendations.iter().find(|round| round.id.text == id.text));
        let Some(round) = round else { continue };
        let day = day_of(paper, records.year, scene.as_of);
        told.salary(rates, table, day);
        let collectives = round.collectives.iter().map(|one| one.award.text.as_str());
        let given: BTreeSet<&str> =
            collectives.chain(round.individuals.iter().map(|one| one.award.text.as_str())).collect();
        for award in rates.awards.iter().filter(|award| given.contains(award.id.text.as_str())) {
            told.award(award, table, day);
        }
    }
    told.finish();
}

struct Told<'r> {
    report: &'r mut Report,
    seen: BTreeSet<String>,
    unsure: Vec<(Span, String)>,
}

impl Told<'_> {
    fn once(&mut self, finding: Diagnostic) {
        if self.seen.insert(finding.message.clone()) {
            self.report.push(finding);
        }
    }

    fn salary(&mut self, rates: &Rates, table: &Table, day: NaiveDate) {
        let own = rates.salaries.iter().rfind(|salary| salary.from.day <= day);
        let (Some(own), Some(row)) = (own, table.salary_on(day)) else { return };
        if own.amount.value != row.amount.value {
            let (mine, right) = (grouped(own.amount.value.into()), grouped(row.amount.value.into()));
            let (from, source) = (short(row.from.day), &row.source.text);
            let message = format!("lương cơ sở ngày {} ghi {mine}; từ {from} là {right} theo {source}", short(day));
            let hint = if own.from.day == row.from.day {
                format!("sửa thành {right}")
            } else {
                format!("thêm vào cuối `luong_co_so`: `- tu: {from}`, `muc: {}`", row.amount.value)
            };
            self.once(Diagnostic::warning(&code::OTHER_AMOUNT, message).at(own.amount.span).hint(hint));
        }
    }

    fn award(&mut self, award: &Award, table: &Table, day: NaiveDate) {
        let name = named(award);
        let factor = figure(&award.factor);
        let Some(row) = table.factor_on(&award.id.text, day) else {
            let last =
                table.factors_of(&award.id.text).filter(|row| row.from.day <= day).max_by_key(|row| row.from.day);
            let Some((last, end)) = last.and_then(|row| Some((row, row.to.as_ref()?))) else { return };
            let (source, end, day) = (&last.source.text, short(end.day), short(day));
            let message =
                format!("hệ số {factor} của {name} theo {source}, hết hiệu lực sau ngày {end}; văn bản ngày {day}");
            let hint = "tìm văn bản thay thế; sửa `he_so` và thêm mục vào data/muc-thuong.yaml";
            return self.once(Diagnostic::warning(&code::AMOUNT_RUN_OUT, message).at(award.factor.span).hint(hint));
        };
        let unsure = row.evidence == Evidence::Unverified;
        if !unsure && !same(&row.factor, &award.factor) {
            let (right, source) = (figure(&row.factor), &row.source.text);
            let message = format!("hệ số của {name} ghi {factor}; ngày {} là {right} theo {source}", short(day));
            let hint = format!("sửa thành {right}; cơ quan có quy định riêng thì sửa data/muc-thuong.yaml");
            self.once(Diagnostic::warning(&code::OTHER_AMOUNT, message).at(award.factor.span).hint(hint));
        } else if unsure && !is_marked(award) && !self.unsure.iter().any(|(_, seen)| *seen == name) {
            self.unsure.push((award.factor.span, name));
        }
    }

    fn finish(self) {
        let Some((place, _)) = self.unsure.first() else { return };
        let names: Vec<&str> = self.unsure.iter().map(|(_, name)| name.as_str()).collect();
        let message = format!("tiền thưởng tính theo hệ số chưa kiểm chứng: {}", names.join("; "));
        let hint = "đối chiếu với văn bản quy định, rồi ghi `nguon`, `do_chac` trong data/muc-thuong.yaml; hoặc ghi CHƯA KIỂM CHỨNG ở `nguon` của mục này";
        self.report.push(Diagnostic::warning(&code::UNSURE_AMOUNT, message).at(*place).hint(hint));
    }
}

/// Tells whether the year's own file says that the coefficient is unverified, so that nobody need be reminded.
fn is_marked(award: &Award) -> bool {
    award.source.as_ref().is_some_and(|source| source.text.contains(UNVERIFIED))
}

fn named(award: &Award) -> String {
    let whom = match award.receiver {
        Receiver::Collective => "tập thể",
        Receiver::Individual => "cá nhân",
    };
    format!("{} ({whom})", award.name.text)
}
