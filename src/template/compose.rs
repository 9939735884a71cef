//! A document of the records, rendered and read into the model.

mod frame;
mod signing;

use chrono::{Datelike, NaiveDate};
use tera::Context;

use super::facts::{self, Facts};
use super::keys::Keys;
use super::markup::{self, AnnexBody};
use super::{citation, escape, sides, spec};
use crate::diag::Report;
use crate::document::{
    Addressees, Annex, Block, DateLine, Document, Head, Inline, Number, Properties, Recipients, Role, Title,
};
use crate::record::field::Decimal;
use crate::record::office::{FormRecord, TypeSetChoice};
use crate::record::paper::{Circulation, Paper, Urgency};
use crate::standard::{Kind, Margins, Sizes, SubjectPlace, TypeSet};
use crate::units::{FontSize, Length};
use crate::viet;

pub use frame::{framed, outlined};

/// The number and date that a document bears.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stamp {
    /// The number.
    pub number: Option<u32>,
    /// The date.
    pub date: Option<NaiveDate>,
}

impl Stamp {
    /// Returns what the record says: blank in a draft.
    pub fn of(paper: &Paper) -> Self {
        Self {
            number: paper.number.and_then(|number| u32::try_from(number.value).ok()),
            date: paper.date.map(|date| date.day),
        }
    }
}

/// A document that has been composed.
#[derive(Debug)]
pub struct Composed {
    /// The id.
    pub id: String,
    /// The kind of document.
    pub kind: &'static Kind,
    /// Whether it is secret.
    pub secret: bool,
    /// The document.
    pub document: Document,
}

/// Composes a document with its stamp; faults go to the report, and one with an error gives none.
pub fn compose(paper: &Paper, stamp: Stamp, facts: &Facts, report: &mut Report) -> Option<Composed> {
    let texts = facts.engine().with_called(&paper.template.text);
    let context = facts.of(paper, &texts, report);
    let mut made = Composer { paper, stamp, facts, context, report, kind: Kind::find(&paper.kind.text)? };
    let text = made.render()?;
    if text.contains("nguon") {
        facts.add_named(paper, &escape::restore(&text), &mut made.context, made.report);
    }
    let tables = spec::Tables { engine: facts.engine(), context: &made.context, template: &paper.template.text };
    let body = markup::read(&text, &tables, margins(facts.records().office().form.as_ref()), made.report);
    let body = made.replacing(&text, body);
    let document = made.document(body);
    let kind = made.kind;
    if made.report.has_errors() {
        None
    } else {
        Some(Composed { id: paper.id.text.clone(), kind, secret: paper.secrecy.is_some(), document })
    }
}

struct Composer<'a, 'f> {
    paper: &'a Paper,
    stamp: Stamp,
    facts: &'a Facts<'f>,
    context: Context,
    report: &'a mut Report,
    kind: &'static Kind,
}

impl Composer<'_, '_> {
    fn render(&mut self) -> Option<String> {
        let (engine, name) = (self.facts.engine(), &self.paper.template.text);
        let keys = Keys::of(self.paper, engine, self.facts.sources());
        let rendered = engine.render(name, &self.context);
        let rendered = rendered.map_err(|refused| keys.blame(*refused, engine.is_ours(name)));
        keys.warn(rendered.as_ref().err().map(|fault| &fault.place), self.report);
        let text = rendered.map_err(|fault| self.report.push(fault)).ok()?;
        Some(escape::settle(&text))
    }

    /// Ends a document that replaces another with the sentence that says so, unless its text does already.
    fn replacing(&self, text: &str, mut body: markup::Body) -> markup::Body {
        let Some(named) = &self.paper.replaces else { return body };
        let number = named.text.split_whitespace().next().unwrap_or_default();
        if !(text.contains("thay thế") && text.contains(number)) {
            let cited = citation::named(&named.text, &self.facts.records().office().name.text);
            let sentence = viet::bind::bind(&format!("{} này thay thế {cited}.", self.kind.name)).into_owned();
            body.blocks.push(Block::paragraph(Role::Body, sentence));
        }
        body
    }

    fn text(&mut self, text: &str) -> String {
        let filled = self.facts.text(text, &self.context, self.report);
        viet::bind::bind(&filled).into_owned()
    }

    fn document(&mut self, body: markup::Body) -> Document {
        let form = self.facts.records().office().form.clone();
        let form = form.as_ref();
        let subject = self.text(self.paper.topic());
        let mut blocks = self.opening();
        blocks.extend(body.blocks);
        close(&mut blocks);
        let annexes = self.annexes(body.annexes);
        Document {
            sizes: sizes(form),
            margins: margins(form),
            indent: form.and_then(|form| form.indent).map_or(Length::tenth_mm(127), |cm| Length::tenth_mm(cm.at(2))),
            gap: form.and_then(|form| form.gap).map_or(Length::pt(6), points),
            line: form
                .and_then(|form| form.line)
                .and_then(|line| u32::try_from(line.at(3) * 240 / 1000).ok())
                .unwrap_or(240),
            head: self.head(&subject),
            title: self.title(&subject),
            addressees: Addressees {
                caller: self.caller(),
                list: self.texts(|paper| paper.addressees.iter().map(|text| text.text.as_str()).collect()),
            },
            body: blocks,
            signing: self.kind.form.signing,
            signatures: self.signatures(),
            recipients: self.recipients(),
            annexes,
            contact: self
                .facts
                .records()
                .office()
                .contact
                .as_ref()
                .map(|contact| self.facts.text(&contact.text, &self.context, self.report)),
            properties: self.properties(&subject),
        }
    }

    fn title(&self, subject: &str) -> Option<Title> {
        let subject = (self.kind.form.subject == SubjectPlace::UnderName).then(|| subject.to_owned());
        self.kind.form.is_named().then(|| Title { kind: viet::text::upper(self.kind.name), subject })
    }

    fn texts(&mut self, pick: fn(&Paper) -> Vec<&str>) -> Vec<String> {
        pick(self.paper).into_iter().map(|text| self.text(text)).map(|text| strip_end(&text)).collect()
    }

    fn year(&self) -> i32 {
        self.stamp.date.map_or(self.facts.records().records().year, |date| date.year())
    }

    fn number(&self) -> Number {
        Number { value: self.stamp.number, symbol: facts::symbol(self.paper, self.day(), self.facts.records()) }
    }

    /// Returns the day of the document, by which names and posts in its head and foot go.
    fn day(&self) -> NaiveDate {
        self.stamp.date.unwrap_or_else(|| self.facts.records().dated(self.paper))
    }

    fn head(&mut self, subject: &str) -> Head {
        let office = self.facts.records().office();
        let form = self.kind.form;
        let date = match self.stamp.date {
            Some(date) => DateLine::Given(date),
            None => DateLine::Blank { year: self.year() },
        };
        // The office at least issues it.
        let mut agencies = self.agencies().into_iter();
        let (superior, issuer) = agencies.next().map(|first| (first.superior, first.name)).unwrap_or_default();
        Head {
            superior,
            issuer,
            partners: agencies.collect(),
            number: self.number(),
            place: self.facts.text(&office.place.text, &self.context, self.report),
            date: form.dated.then_some(date),
            letter_subject: form.is_letter().then(|| format!("V/v {subject}")),
            urgency: self.paper.urgency.map(urgency_words),
            circulation: self.paper.circulation.map(circulation_words),
        }
    }

    /// Returns what a decision opens with: authority, grounds, the order (Mẫu 1.2).
    fn opening(&mut self) -> Vec<Block> {
        let grounds = self.grounds();
        let Some(order) = self.kind.form.order else { return grounds };
        let deciders = self.deciders().into_iter();
        let mut blocks: Vec<Block> = deciders.map(|name| Block::paragraph(Role::Authority, name)).collect();
        blocks.extend(grounds);
        blocks.push(Block::paragraph(Role::Order, order));
        blocks
    }

    fn grounds(&mut self) -> Vec<Block> {
        self.cited().into_iter().map(|line| Block::paragraph(Role::Ground, line)).collect()
    }

    /// Returns the grounds as they are written, each with the mark at its end.
    fn cited(&mut self) -> Vec<String> {
        let records = self.facts.records().records();
        let cited = self.paper.grounds.iter().filter_map(|id| records.law(&id.text));
        let mut lines: Vec<String> =
            cited.map(|law| format!("Căn cứ {}", citation::full(law, self.facts.open_date(law)))).collect();
        if let Some(proposal) = &self.paper.proposal {
            lines.push(proposal.text.clone());
        }
        let last = lines.len().saturating_sub(1);
        let ended = lines.into_iter().enumerate().map(|(index, line)| {
            let end = if index == last { "." } else { ";" };
            format!("{}{end}", strip_end(&self.text(&line)))
        });
        ended.collect()
    }

    fn recipients(&mut self) -> Recipients {
        let mut list = self.texts(|paper| paper.recipients.iter().map(|text| text.text.as_str()).collect());
        let addressed = self.kind.form.as_above || !self.paper.addressees.is_empty();
        if addressed && list.first().is_none_or(|first| first != "Như trên") {
            list.insert(0, "Như trên".to_owned());
        }
        let filed: Vec<String> =
            self.paper.filed.iter().map(|text| self.facts.text(&text.text, &self.context, self.report)).collect();
        let mut filed = filed.join(", ");
        if let Some(copies) = self.paper.copies {
            filed = format!("{filed} ({})", copies.value);
        }
        Recipients { list, filed }
    }

    fn annexes(&mut self, bodies: Vec<AnnexBody>) -> Vec<Annex> {
        let several = bodies.iter().filter(|body| body.kind.is_none()).count() > 1;
        let number = citation::number(self.stamp.number, &self.number().symbol);
        let day = citation::day(self.stamp.date, self.year());
        let decides = self.kind.form.order.is_some();
        let issuers = sides::issuers(self.paper, self.day(), self.facts.records()).into_iter();
        let issuers: Vec<&str> = issuers.map(|party| if decides { party.decides } else { party.name }).collect();
        let issuer = viet::text::listed(&issuers);
        let reference = format!("(Kèm theo {} số {number} {day} của {issuer})", self.kind.name);
        let reference = viet::bind::bind(&reference).into_owned();
        let mut index = 0;
        let annexes = bodies.into_iter().map(|mut body| {
            close(&mut body.blocks);
            index += u32::from(body.kind.is_none());
            let roman = viet::roman::roman(index).unwrap_or_default();
            Annex {
                label: if several { format!("Phụ lục\u{a0}{roman}") } else { "Phụ lục".to_owned() },
                title: body.title,
                kind: body.kind,
                reference: reference.clone(),
                landscape: body.landscape,
                body: body.blocks,
            }
        });
        annexes.collect()
    }

    fn properties(&self, subject: &str) -> Properties {
        let records = self.facts.records();
        let first = NaiveDate::from_ymd_opt(records.records().year, 1, 1).unwrap_or_default();
        let subject = subject.replace('\u{a0}', " ");
        Properties {
            title: format!("{} {}", self.kind.name, viet::text::after_kind(&subject)),
            subject,
            author: records.office().name.text.clone(),
            created: self.stamp.date.or(self.paper.period.as_ref().map(|period| period.to.day)).unwrap_or(first),
            id: self.paper.id.text.clone(),
        }
    }
}

fn strip_end(text: &str) -> String {
    text.trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// Ends the text with `./.`, as every sample form does; a table or chart at the end is left alone.
fn close(blocks: &mut [Block]) {
    let Some(Block::Paragraph { content, .. }) = blocks.last_mut() else { return };
    let noted = content.iter().rev().take_while(|inline| matches!(inline, Inline::Note(_))).count();
    let words = content.len() - noted;
    let Some(Inline::Text { text, bold, italic }) = content[..words].last_mut() else { return };
    if text.ends_with("./.") {
        return;
    }
    text.truncate(text.trim_end_matches(['.', ';', ' ']).len());
    // The sign is part of the document, not of a word that happens to be in bold.
    if noted == 0 && !*bold && !*italic {
        text.push_str("./.");
    } else {
        content.push(Inline::plain("./."));
    }
}

fn points(value: Decimal) -> Length {
    Length::emu(value.at(3) * 12_700 / 1_000)
}

fn sizes(form: Option<&FormRecord>) -> Sizes {
    let set = match form.and_then(|form| form.type_set) {
        Some(TypeSetChoice::Small) => TypeSet::Small,
        Some(TypeSetChoice::Large) | None => TypeSet::Large,
    };
    let body = form.and_then(|form| form.body).and_then(|size| u32::try_from(size.at(1) * 2 / 10).ok());
    set.sizes(body.map_or(FontSize::pt(14), FontSize::half_pt))
}

fn margins(form: Option<&FormRecord>) -> Margins {
    let pick =
        |value: Option<Decimal>, default: i64| value.map_or(Length::mm(default), |mm| Length::emu(mm.at(3) * 36));
    Margins {
        top: pick(form.and_then(|form| form.top), 20),
        bottom: pick(form.and_then(|form| form.bottom), 20),
        left: pick(form.and_then(|form| form.left), 30),
        right: pick(form.and_then(|form| form.right), 20),
    }
}

fn urgency_words(urgency: Urgency) -> String {
    Urgency::VALUES.iter().find(|(id, _)| *id == urgency.id()).map_or("", |(_, words)| words).to_owned()
}

fn circulation_words(circulation: Circulation) -> String {
    Circulation::VALUES.iter().find(|(id, _)| *id == circulation.id()).map_or("", |(_, words)| words).to_owned()
}
