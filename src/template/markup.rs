//! `CommonMark` to blocks of a document.
//!
//! | written | becomes |
//! |---|---|
//! | `# …`, `## …`, `### …` | `I. …`, `1. …`, `a) …` with a title |
//! | `# … {.phan}`, `{.chuong}`, `{.muc}`, `{.tieu-muc}`, `{.dieu}` | phần, chương, mục, tiểu mục, điều |
//! | `# … {.phu-luc}`, `{.phu-luc .ngang}` | an appendix, upright or on its side |
//! | `# Quy chế … {.kem-theo}` | a document that a decision issues: name and subject, with a head of its own |
//! | `# … {.khong-so}` | a centred line in bold |
//! | `Điều 1. …` at the start of a paragraph | an article without a title |
//! | `1. …` | khoản, or điểm under a titled khoản; a list within it is of điểm |
//! | `a) …` at the start of a paragraph | điểm |
//! | `- …`, and `+ …` or what stands within it | `- …`, `+ …` |
//! | a table, or a block `bang` or `bieu_do` | a table or chart |
//! | `{rong: 1cm, 4cm, *}` above a table | the widths of its columns |
//! | `[^1]`, and `[^1]: …` anywhere | a footnote |
//! | `![…](tệp.png){rong=8cm}` alone in a paragraph | a picture |
//! | `[chữ](https://…)` | the words, and the address behind them |
//!
//! Whatever else Markdown has is told where it stands, and is never printed or left out in silence.

mod inline;
mod list;
mod measure;
mod notes;
mod picture;
mod place;
mod refused;
mod table;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::label::{Labels, Level};
use super::{code, escape, spec};
use crate::diag::{Report, nearest};
use crate::document::{Block, Inline, Role, plain};
use crate::standard::{Kind, Margins};
use crate::units::Length;
use crate::viet;
use inline::{At, Inlines, bold_start, map_text, refuse, split, tidy};
use list::Lists;
use notes::Notes;
use place::Faults;

/// What is read beyond plain `CommonMark`: tables, classes of headings, footnotes; and what is read to be refused.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_OLD_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// What may stand in braces after a heading.
const CLASSES: [&str; 9] = ["phan", "chuong", "muc", "tieu-muc", "dieu", "phu-luc", "ngang", "kem-theo", "khong-so"];

/// The text of a document: its body and its appendices.
#[derive(Debug, Default)]
pub struct Body {
    /// The body.
    pub blocks: Vec<Block>,
    /// The appendices.
    pub annexes: Vec<AnnexBody>,
}

/// The text of an appendix.
#[derive(Debug)]
pub struct AnnexBody {
    /// The title.
    pub title: String,
    /// The name of a document that is attached, in capitals; then the title is its subject.
    pub kind: Option<String>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// Reads rendered text that is printed between these margins; what cannot stand in a document goes to the report.
pub fn read(text: &str, tables: &spec::Tables, margins: Margins, report: &mut Report) -> Body {
    let mut faults = Faults::new(text, tables.engine, tables.template, report);
    let notes = Notes::read(&mut faults);
    let mut writer = Writer::new(tables, margins, notes, faults);
    let parser = Parser::new_ext(text, OPTIONS);
    writer.no_definitions(parser.reference_definitions().iter().map(|(label, link)| (label, link.span.clone())));
    for (event, range) in parser.into_offset_iter() {
        writer.event(event, &range);
    }
    writer.finish()
}

/// What the text being gathered will become.
#[derive(Default)]
enum Target {
    #[default]
    Paragraph,
    Heading {
        level: Level,
        classes: Vec<String>,
    },
    Fence {
        kind: String,
        text: String,
    },
    Cell,
    /// A paragraph that begins with a picture.
    Picture(picture::Draft),
    /// A line of widths.
    Widths,
    /// Something that has been refused.
    Refused,
}

struct Writer<'a> {
    tables: &'a spec::Tables<'a>,
    margins: Margins,
    faults: Faults<'a>,
    notes: Notes,
    body: Body,
    labels: Labels,
    lists: Lists,
    target: Target,
    inline: Inlines,
    table: Option<table::Draft>,
    widths: Option<table::Stated>,
    /// Whether a footnote is gone over, which has been read before.
    in_note: bool,
}

impl<'a> Writer<'a> {
    fn new(tables: &'a spec::Tables<'a>, margins: Margins, notes: Notes, faults: Faults<'a>) -> Self {
        Self {
            tables,
            margins,
            faults,
            notes,
            body: Body::default(),
            labels: Labels::default(),
            lists: Lists::default(),
            target: Target::default(),
            inline: Inlines::default(),
            table: None,
            widths: None,
            in_note: false,
        }
    }

    fn finish(mut self) -> Body {
        self.no_table();
        self.notes.finish(&mut self.faults);
        self.body
    }

    /// Returns width and height between the margins of the page that is being written.
    fn room(&self) -> (Length, Length) {
        self.margins.room(self.body.annexes.last().is_some_and(|annex| annex.landscape))
    }

    /// Reports lines that are read as definitions of links, which print nothing.
    fn no_definitions<'l>(&mut self, found: impl Iterator<Item = (&'l str, Range<usize>)>) {
        let mut found: Vec<(&str, Range<usize>)> = found.collect();
        found.sort_by_key(|(_, range)| range.start);
        for (label, range) in found {
            let message = format!("dòng “[{label}]: …” bị hiểu là khai báo liên kết, sẽ không in ra");
            let hint = format!("muốn in dòng này thì viết \\[{label}]: …; chú thích thì viết [^{label}]: …");
            self.faults.add(&code::MARKUP, &range, &message, &hint);
        }
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        let ends_paragraph = matches!(event, Event::End(TagEnd::Paragraph));
        match (&mut self.target, &event) {
            _ if self.in_note => self.in_note = !matches!(event, Event::End(TagEnd::FootnoteDefinition)),
            (Target::Fence { text, .. }, Event::Text(more)) => text.push_str(more),
            (Target::Refused, Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock)) => self.flush(range),
            (Target::Refused, _) => {}
            (Target::Widths, _) if !ends_paragraph => {}
            (Target::Picture(draft), _) if !ends_paragraph => draft.event(event, range),
            _ => self.part(event, range),
        }
    }

    fn part(&mut self, event: Event, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => refuse(refused::RULE, range, &mut self.faults),
            event => self.words(event, range),
        }
    }

    /// Takes in what stands within a paragraph or a cell.
    fn words(&mut self, event: Event, range: &Range<usize>) {
        let at = if matches!(self.target, Target::Cell) { At::Cell } else { At::Text };
        self.inline.event(event, range, at, &mut self.notes, &mut self.faults);
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.target = self.paragraph_target(range),
            Tag::Heading { level, classes, attrs, .. } => {
                self.flush(range);
                self.no_bare_item(range);
                let classes: Vec<String> = classes.iter().map(ToString::to_string).collect();
                self.check_heading(level, &classes, &attrs, range);
                self.target = Target::Heading { level: level_of(level, &classes), classes };
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(kind)) => {
                self.flush(range);
                self.no_bare_item(range);
                self.target = Target::Fence { kind: kind.to_string(), text: String::new() };
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.flush(range);
                refuse(refused::INDENTED, range, &mut self.faults);
                self.target = Target::Refused;
            }
            Tag::HtmlBlock => {
                self.flush(range);
                let (message, hint) = refused::html(&self.faults.text[range.clone()]);
                self.faults.add(&code::MARKUP, range, &message, hint);
                self.target = Target::Refused;
            }
            Tag::BlockQuote(_) => {
                self.flush(range);
                refuse(refused::QUOTE, range, &mut self.faults);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush(range);
                self.in_note = true;
            }
            Tag::List(first) => {
                self.flush(range);
                self.open_list(first, range);
            }
            Tag::Item => self.open_item(range),
            Tag::Table(alignments) => {
                self.flush(range);
                self.no_bare_item(range);
                self.open_table(&alignments, range);
            }
            Tag::TableHead | Tag::TableRow => self.check_row(range),
            Tag::TableCell => self.target = Target::Cell,
            tag => self.words(Event::Start(tag), range),
        }
    }

    /// Tells by its beginning what a paragraph is.
    fn paragraph_target(&self, range: &Range<usize>) -> Target {
        let text = &self.faults.text[range.clone()];
        match text.trim_start() {
            text if text.starts_with("![") => Target::Picture(picture::Draft::default()),
            text if measure::attribute(text).is_some() => Target::Widths,
            _ => Target::Paragraph,
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::CodeBlock => self.flush(range),
            TagEnd::Item => {
                self.flush(range);
                // An item without text, as an empty value gives, is not printed.
                self.lists.label = None;
            }
            TagEnd::List(_) => self.lists.close(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.end_table(),
            tag => self.words(Event::End(tag), range),
        }
    }

    /// Ends what is being gathered and makes blocks of it.
    fn flush(&mut self, range: &Range<usize>) {
        let content = self.inline.take();
        match std::mem::take(&mut self.target) {
            Target::Heading { level, classes } => self.heading(level, &classes, content, range),
            Target::Fence { kind, text } => self.fence(&kind, &text, range),
            Target::Picture(draft) => self.picture(draft, range),
            Target::Widths => self.read_widths(range),
            Target::Refused => {}
            Target::Paragraph | Target::Cell if is_blank(&content) => {}
            Target::Paragraph | Target::Cell => self.paragraph(content, range),
        }
    }

    fn paragraph(&mut self, content: Vec<Inline>, range: &Range<usize>) {
        if let Some((role, label)) = self.lists.label.take() {
            let mut labelled = vec![Inline::plain(format!("{label} "))];
            labelled.extend(content);
            return self.block(Block::Paragraph { role, content: tidy(labelled) });
        }
        let text = plain(&content);
        if let Some((label, _)) = Level::Article.split(&text).filter(|(label, _)| label.ends_with('.')) {
            // An article that a value begins with may be one that is quoted: it is not out of turn.
            if !self.begins_with_value(range) || self.labels.is_due(Level::Article, label) {
                self.check_label(Level::Article, label, range);
            }
            let content = bold_start(content, label.chars().count());
            return self.block(Block::Paragraph { role: Role::Article, content: tidy(content) });
        }
        let role = if Level::Point.split(&text).is_some() { Role::Point } else { Role::Body };
        self.block(Block::Paragraph { role, content: tidy(content) });
    }

    /// Tells whether the number of the article at the start of a paragraph comes from a value: it has been escaped.
    fn begins_with_value(&self, range: &Range<usize>) -> bool {
        let number = self.faults.text[range.clone()].trim_start().strip_prefix(escape::ARTICLE);
        number.is_some_and(|number| number.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('\\'))
    }

    fn heading(&mut self, level: Level, classes: &[String], content: Vec<Inline>, range: &Range<usize>) {
        let whole = plain(&content);
        let text = whole.trim();
        if classes.iter().any(|class| ["phu-luc", "kem-theo"].contains(&class.as_str())) {
            return self.annex(text, classes, &content, range);
        }
        if classes.iter().any(|class| class == "khong-so") {
            return self.block(Block::Paragraph { role: Role::Centred, content: tidy(content) });
        }
        let (label, title) = match level.split(text) {
            Some((label, title)) => (self.check_label(level, label, range), title),
            None => (level.label(self.labels.next(level)), text),
        };
        let before = whole.trim_end().len() - title.len();
        let (_, title) = split(content, whole[..before].chars().count());
        self.titled(level, &label, title);
    }

    fn annex(&mut self, text: &str, classes: &[String], content: &[Inline], range: &Range<usize>) {
        let is_plain = |inline: &Inline| matches!(inline, Inline::Text { bold: false, italic: false, .. });
        if !content.iter().all(is_plain) {
            let message = "tên phụ lục, văn bản kèm theo có chữ đậm, chữ nghiêng hoặc chú thích";
            self.faults.add(&code::STRUCTURE, range, message, "viết tên bằng chữ thường; chương trình tự in đậm");
        }
        self.no_table();
        let landscape = classes.iter().any(|class| class == "ngang");
        let (kind, title) = if classes.iter().any(|class| class == "kem-theo") {
            let Some((kind, subject)) = attached(text) else {
                let message = "văn bản kèm theo không bắt đầu bằng tên loại";
                let hint =
                    "viết: # Quy chế làm việc … {.kem-theo}; tên khác thì thêm dấu hai chấm: # Điều lệ: Tổ chức …";
                return self.faults.add(&code::STRUCTURE, range, message, hint);
            };
            (Some(viet::text::upper(kind)), viet::text::upper_first(subject))
        } else {
            (None, viet::text::upper(text))
        };
        self.labels = Labels::default();
        self.body.annexes.push(AnnexBody { title, kind, landscape, blocks: Vec::new() });
    }

    fn check_heading(
        &mut self,
        level: HeadingLevel,
        classes: &[String],
        attributes: &[(pulldown_cmark::CowStr, Option<pulldown_cmark::CowStr>)],
        range: &Range<usize>,
    ) {
        if !self.faults.text[range.clone()].trim_start().starts_with('#') {
            return refuse(refused::UNDERLINED, range, &mut self.faults);
        }
        for (name, _) in attributes {
            let message = format!("không hiểu “{name}” trong ngoặc nhọn sau tiêu đề");
            self.faults.add(&code::STRUCTURE, range, &message, &format!("loại tiêu đề viết có dấu chấm: {{.{name}}}"));
        }
        self.check_classes(classes, range);
        let named = classes.iter().any(|class| CLASSES.contains(&class.as_str()));
        if level > HeadingLevel::H3 && !named {
            refuse(refused::DEEP, range, &mut self.faults);
        }
    }

    fn check_classes(&mut self, classes: &[String], range: &Range<usize>) {
        for class in classes.iter().filter(|class| !CLASSES.contains(&class.as_str())) {
            let hint = match nearest(class, CLASSES.iter().copied()) {
                Some(near) => format!("có phải là {{.{near}}}?"),
                None => format!("dùng được: {}", CLASSES.map(|class| format!("{{.{class}}}")).join(", ")),
            };
            self.faults.add(&code::STRUCTURE, range, &format!("không có loại tiêu đề {{.{class}}}"), &hint);
        }
    }

    fn titled(&mut self, level: Level, label: &str, title: Vec<Inline>) {
        if let Some((label_role, title_role)) = level.stacked() {
            self.block(Block::paragraph(label_role, viet::bind::bind(label)));
            let content = tidy(map_text(title, viet::text::upper));
            return self.block(Block::Paragraph { role: title_role, content });
        }
        let title = if level == Level::Roman { map_text(title, viet::text::upper) } else { title };
        let mut content = vec![Inline::plain(format!("{label} "))];
        content.extend(title);
        self.block(Block::Paragraph { role: level.titled(), content: tidy(content) });
    }

    /// Compares a label that the template writes with the number that is due, and returns the one that is due.
    fn check_label(&mut self, level: Level, label: &str, range: &Range<usize>) -> String {
        let due = level.label(self.labels.next(level));
        if label.trim_end_matches(['.', ':']) != due.trim_end_matches('.') {
            let message = format!("ghi “{label}”, theo thứ tự phải là “{due}”");
            let hint = "sửa số thứ tự, hoặc bỏ số để chương trình tự đánh";
            self.faults.add(&code::STRUCTURE, range, &message, hint);
        }
        due
    }

    fn fence(&mut self, kind: &str, text: &str, range: &Range<usize>) {
        let made = match kind.trim() {
            "bang" => self.tables.table(text, self.faults.report).map(Block::Table),
            "bieu_do" => self.tables.chart(text, self.faults.report).map(Block::Chart),
            other => {
                let message = format!("không có loại khối “{other}”");
                let hint = "khối đặt giữa hai dòng ``` chỉ có: bang, bieu_do";
                self.faults.add(&code::STRUCTURE, range, &message, hint);
                None
            }
        };
        if let Some(block) = made {
            self.block(block);
        }
    }

    fn block(&mut self, block: Block) {
        self.no_table();
        match self.body.annexes.last_mut() {
            Some(annex) => annex.blocks.push(block),
            None => self.body.blocks.push(block),
        }
    }
}

/// Returns name and subject of a document that is attached: `Quy chế làm việc …`, or `Điều lệ: Tổ chức …`.
fn attached(title: &str) -> Option<(&str, &str)> {
    let named = || Kind::named_in(title).map(|(kind, subject)| (kind.name, subject));
    title.split_once(": ").or_else(named).map(|(kind, subject)| (kind, subject.trim()))
}

fn is_blank(content: &[Inline]) -> bool {
    plain(content).trim().is_empty() && !content.iter().any(|inline| matches!(inline, Inline::Note(_)))
}

fn level_of(heading: HeadingLevel, classes: &[String]) -> Level {
    let named = classes.iter().find_map(|class| match class.as_str() {
        "phan" => Some(Level::Part),
        "chuong" => Some(Level::Chapter),
        "muc" => Some(Level::Section),
        "tieu-muc" => Some(Level::Subsection),
        "dieu" => Some(Level::Article),
        _ => None,
    });
    named.unwrap_or(match heading {
        HeadingLevel::H1 => Level::Roman,
        HeadingLevel::H2 => Level::Clause,
        _ => Level::Point,
    })
}

#[cfg(test)]
mod tests;
