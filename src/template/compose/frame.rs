//! What a document bears around its text, for templates that print all of the page themselves.

use serde::Serialize;
use tera::Context;

use super::markup::Body;
use super::{Composed, Composer, Document, Stamp};
use crate::diag::Report;
use crate::document::DateLine;
use crate::record::paper::Paper;
use crate::standard::Kind;
use crate::template::{Facts, citation};
use crate::viet;

/// The name of the frame in templates.
const FRAME: &str = "the_thuc";

/// The name of a document's own data.
const OWN: &str = "du_lieu";

/// Head and foot of a document, in the words that it prints.
#[derive(Serialize)]
struct Frame {
    co_quan_chu_quan: Option<String>,
    co_quan: String,
    cac_co_quan: Vec<String>,
    so_ky_hieu: String,
    dia_danh: String,
    thoi_gian: String,
    ten_loai: &'static str,
    trich_yeu: String,
    can_cu: Vec<String>,
    kinh_gui: Vec<String>,
    nguoi_ky: Vec<Signer>,
    noi_nhan: Vec<String>,
    luu: String,
}

#[derive(Serialize)]
struct Signer {
    #[serde(skip_serializing_if = "Option::is_none")]
    ben: Option<String>,
    chuc_danh: Vec<String>,
    ho_ten: String,
}

/// Returns the facts of a document that a Word template is filled from: those of every template, and its frame.
///
/// Of the tasks, those are among them that `names` says or the document's record.
pub fn framed(paper: &Paper, stamp: Stamp, names: &[&str], facts: &Facts, report: &mut Report) -> Option<Context> {
    let context = facts.of(paper, names, report);
    let mut made = Composer { paper, stamp, facts, context, report, kind: Kind::find(&paper.kind.text)? };
    let frame = made.frame();
    let Composer { mut context, report, .. } = made;
    context.insert(FRAME, &frame);
    spread(&mut context);
    (!report.has_errors()).then_some(context)
}

/// Puts the document's own data at the top too, so that one template serves a record and a file of data alike.
fn spread(context: &mut Context) {
    let own = context.get(OWN).and_then(tera::Value::as_map).cloned().unwrap_or_default();
    for (key, value) in own {
        let name = key.to_string();
        if !context.contains_key(&name) {
            context.insert_value(name, value);
        }
    }
}

/// Returns what a document that is filled from a Word template bears besides its text: head, signatures, recipients.
pub fn outlined(paper: &Paper, stamp: Stamp, facts: &Facts, report: &mut Report) -> Option<Composed> {
    let context = facts.of(paper, &[], report);
    let kind = Kind::find(&paper.kind.text)?;
    let mut made = Composer { paper, stamp, facts, context, report, kind };
    let document = Document { body: Vec::new(), ..made.document(Body::default()) };
    (!report.has_errors()).then(|| Composed {
        id: paper.id.text.clone(),
        kind,
        secret: paper.secrecy.is_some(),
        document,
    })
}

impl Composer<'_, '_> {
    fn frame(&mut self) -> Frame {
        let trich_yeu = self.text(self.paper.topic());
        let head = self.head(&trich_yeu);
        let recipients = self.recipients();
        let signer =
            |one: crate::document::Signature| Signer { ben: one.side, chuc_danh: one.titles, ho_ten: one.name };
        let agencies = std::iter::once(&head.issuer).chain(head.partners.iter().map(|agency| &agency.name));
        let cac_co_quan = agencies.cloned().collect();
        Frame {
            co_quan_chu_quan: head.superior,
            co_quan: head.issuer,
            cac_co_quan,
            so_ky_hieu: citation::number(self.stamp.number, &head.number.symbol),
            dia_danh: head.place,
            thoi_gian: match head.date {
                Some(DateLine::Blank { year }) => viet::date::blank(year),
                _ => citation::day(self.stamp.date, self.year()),
            },
            ten_loai: self.kind.name,
            trich_yeu,
            can_cu: self.cited(),
            kinh_gui: self.texts(|paper| paper.addressees.iter().map(|text| text.text.as_str()).collect()),
            nguoi_ky: self.signatures().into_iter().map(signer).collect(),
            noi_nhan: recipients.list,
            luu: recipients.filed,
        }
    }
}
