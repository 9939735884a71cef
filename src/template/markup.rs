//! `CommonMark` to blocks of a document.
//!
//! | written | becomes |
//! |---|---|
//! | `# …`, `## …`, `### …` | `I. …`, `1. …`, `a) …` with a title |
//! | `# … {.phan}`, `{.chuong}`, `{.muc}`, `{.tieu-muc}`, `{.dieu}` | phần, chương, mục, tiểu mục, điều |
//! | `# … {.phu-luc}`, `{.phu-luc .ngang}` | an appendix, upright or on its side |
//! | `# … {.khong-so}` | a centred line in bold |
//! | `Điều 1. …` at the start of a paragraph | an article without a title |
//! | `1. …` | khoản, or điểm under a titled khoản; a list within it is of điểm |
//! | `a) …` at the start of a paragraph | điểm |
//! | `- …`, and within it | `- …`, `+ …` |
//! | a table, or a block `bang` or `bieu_do` | a table or chart |

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::label::{Labels, Level};
use super::{code, spec};
use crate::diag::{Diagnostic, Place, Report, nearest};
use crate::document::{Align, Block, Cells, Column, Inline, Role, RowKind, Table, plain};
use crate::viet;

/// What templates may use beyond plain `CommonMark`: tables, and classes of headings.
pub const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_HEADING_ATTRIBUTES);

/// What may stand in braces after a heading.
const CLASSES: [&str; 8] = ["phan", "chuong", "muc", "tieu-muc", "dieu", "phu-luc", "ngang", "khong-so"];

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
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// Reads rendered text; what cannot stand in a document goes to the report.
pub fn read(text: &str, tables: &spec::Tables, report: &mut Report) -> Body {
    let mut writer = Writer::new(text, tables, report);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        writer.event(event, &range);
    }
    writer.body
}

/// A list that is open, and the number of its next item if it is ordered.
struct List(Option<u32>);

/// What the text being gathered will become.
#[derive(Default)]
enum Target {
    #[default]
    Paragraph,
    Heading {
        level: Level,
        classes: Vec<String>,
    },
    Fence(String),
    Cell,
}

struct Writer<'a> {
    text: &'a str,
    tables: &'a spec::Tables<'a>,
    report: &'a mut Report,
    body: Body,
    labels: Labels,
    lists: Vec<List>,
    /// The role and label that the next paragraph takes: the first one of a list item.
    label: Option<(Role, String)>,
    target: Target,
    inline: Vec<Inline>,
    bold: u32,
    italic: u32,
    table: Option<Table>,
    /// How many cells of the open table's header have been read.
    titled: usize,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, tables: &'a spec::Tables<'a>, report: &'a mut Report) -> Self {
        Self {
            text,
            tables,
            report,
            body: Body::default(),
            labels: Labels::default(),
            lists: Vec::new(),
            label: None,
            target: Target::default(),
            inline: Vec::new(),
            bold: 0,
            italic: 0,
            table: None,
            titled: 0,
        }
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(&text),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.inline.push(Inline::Break),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, classes, .. } => {
                self.flush(range);
                let classes: Vec<String> = classes.iter().map(ToString::to_string).collect();
                self.target = Target::Heading { level: level_of(level, &classes), classes };
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(kind)) => {
                self.flush(range);
                self.target = Target::Fence(kind.to_string());
            }
            Tag::List(first) => {
                self.flush(range);
                self.lists.push(List(first.map(|first| u32::try_from(first).unwrap_or(1))));
            }
            Tag::Item => self.open_item(),
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Table(alignments) => self.open_table(&alignments, range),
            Tag::TableCell => self.target = Target::Cell,
            Tag::Image { .. } => self.fault(
                range,
                "hình ảnh không đặt được trong mẫu này",
                "bỏ hình khỏi mẫu; chèn hình vào tệp Word sau khi lập",
            ),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::CodeBlock => {
                self.flush(range);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.cells.end_row(RowKind::Plain);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        if let Some(Inline::Text { text: last, bold: b, italic: i }) = self.inline.last_mut()
            && (*b, *i) == (bold, italic)
        {
            last.push_str(text);
        } else {
            self.inline.push(Inline::Text { text: text.to_owned(), bold, italic });
        }
    }

    /// Ends what is being gathered and makes blocks of it.
    fn flush(&mut self, range: &Range<usize>) {
        let content = std::mem::take(&mut self.inline);
        match std::mem::take(&mut self.target) {
            Target::Heading { level, classes } => self.heading(level, &classes, &content, range),
            Target::Fence(kind) => self.fence(&kind, &plain(&content), range),
            Target::Paragraph | Target::Cell if plain(&content).trim().is_empty() => {}
            Target::Paragraph | Target::Cell => self.paragraph(content, range),
        }
    }

    fn open_item(&mut self) {
        let ordered = self.lists.iter().filter(|list| list.0.is_some()).count();
        let bullets = self.lists.len() - ordered;
        let in_clause = self.labels.in_clause();
        let Some(List(next)) = self.lists.last_mut() else { return };
        self.label = Some(match next {
            Some(number) => {
                let level = if ordered > 1 || in_clause { Level::Point } else { Level::Clause };
                let role = if level == Level::Point { Role::Point } else { Role::Clause };
                let label = level.label(*number);
                *number += 1;
                (role, label)
            }
            None if bullets > 1 => (Role::Plus, "+".to_owned()),
            None => (Role::Dash, "-".to_owned()),
        });
    }

    fn paragraph(&mut self, content: Vec<Inline>, range: &Range<usize>) {
        if let Some((role, label)) = self.label.take() {
            let mut labelled = vec![Inline::plain(format!("{label} "))];
            labelled.extend(content);
            return self.block(Block::Paragraph { role, content: tidy(labelled) });
        }
        let text = plain(&content);
        if let Some((label, _)) = Level::Article.split(&text).filter(|(label, _)| label.ends_with('.')) {
            self.check_label(Level::Article, label, range);
            let content = bold_start(content, label.chars().count());
            return self.block(Block::Paragraph { role: Role::Article, content: tidy(content) });
        }
        let role = if Level::Point.split(&text).is_some() { Role::Point } else { Role::Body };
        self.block(Block::Paragraph { role, content: tidy(content) });
    }

    fn heading(&mut self, level: Level, classes: &[String], content: &[Inline], range: &Range<usize>) {
        self.check_classes(classes, range);
        let text = plain(content);
        let text = text.trim();
        if classes.iter().any(|class| class == "phu-luc") {
            let landscape = classes.iter().any(|class| class == "ngang");
            let title = viet::text::upper(text);
            self.labels = Labels::default();
            return self.body.annexes.push(AnnexBody { title, landscape, blocks: Vec::new() });
        }
        if classes.iter().any(|class| class == "khong-so") {
            return self.block(Block::Paragraph { role: Role::Centred, content: tidy(content.to_vec()) });
        }
        let (label, title) = match level.split(text) {
            Some((label, title)) => (self.check_label(level, label, range), title),
            None => (level.label(self.labels.next(level)), text),
        };
        self.titled(level, &label, title);
    }

    fn check_classes(&mut self, classes: &[String], range: &Range<usize>) {
        for class in classes.iter().filter(|class| !CLASSES.contains(&class.as_str())) {
            let hint = match nearest(class, CLASSES.iter().copied()) {
                Some(near) => format!("có phải là {{.{near}}}?"),
                None => format!("dùng được: {}", CLASSES.map(|class| format!("{{.{class}}}")).join(", ")),
            };
            self.fault(range, &format!("không có loại tiêu đề {{.{class}}}"), &hint);
        }
    }

    fn titled(&mut self, level: Level, label: &str, title: &str) {
        if let Some((label_role, title_role)) = level.stacked() {
            self.block(Block::paragraph(label_role, viet::bind::bind(label)));
            let title = viet::text::upper(title);
            return self.block(Block::paragraph(title_role, viet::bind::bind(&title)));
        }
        let title = if level == Level::Roman { viet::text::upper(title) } else { title.to_owned() };
        let text = format!("{label} {title}");
        self.block(Block::paragraph(level.titled(), viet::bind::bind(&text)));
    }

    /// Compares a label that the template writes with the number that is due, and returns the one that is due.
    fn check_label(&mut self, level: Level, label: &str, range: &Range<usize>) -> String {
        let due = level.label(self.labels.next(level));
        if label.trim_end_matches(['.', ':']) != due.trim_end_matches('.') {
            let message = format!("ghi “{label}”, theo thứ tự phải là “{due}”");
            self.fault(range, &message, "sửa số thứ tự, hoặc bỏ số để chương trình tự đánh");
        }
        due
    }

    fn fence(&mut self, kind: &str, text: &str, range: &Range<usize>) {
        let made = match kind.trim() {
            "bang" => self.tables.table(text, self.report).map(Block::Table),
            "bieu_do" => self.tables.chart(text, self.report).map(Block::Chart),
            other => {
                let message = format!("không có loại khối “{other}”");
                self.fault(range, &message, "khối đặt giữa hai dòng ``` chỉ có: bang, bieu_do");
                None
            }
        };
        if let Some(block) = made {
            self.block(block);
        }
    }

    fn end_cell(&mut self) {
        self.target = Target::Paragraph;
        let text = plain(&std::mem::take(&mut self.inline));
        let text = viet::bind::bind(&text).into_owned();
        let Some(table) = &mut self.table else { return };
        match table.columns.get_mut(self.titled) {
            Some(column) => {
                column.title = vec![Inline::plain(text)];
                self.titled += 1;
            }
            None => table.cells.cell(&text),
        }
    }

    fn open_table(&mut self, alignments: &[Alignment], range: &Range<usize>) {
        if let Some(message) = spec::too_many_columns(alignments.len()) {
            self.fault(range, &message, spec::FEWER_COLUMNS);
        }
        self.titled = 0;
        self.table = Some(empty_table(alignments));
    }

    fn block(&mut self, block: Block) {
        match self.body.annexes.last_mut() {
            Some(annex) => annex.blocks.push(block),
            None => self.body.blocks.push(block),
        }
    }

    /// Reports a fault at a place in the rendered text.
    fn fault(&mut self, range: &Range<usize>, message: &str, hint: &str) {
        let start = range.start.min(self.text.len());
        let line = self.text[..start].matches('\n').count() + 1;
        let excerpt = self.text.lines().nth(line - 1).unwrap_or_default().to_owned();
        let place = Place::At {
            file: format!("{} (sau khi điền)", self.tables.shown()),
            line,
            column: 1,
            width: excerpt.chars().count().clamp(1, 20),
            excerpt,
        };
        self.report.push(Diagnostic::error(&code::STRUCTURE, message).place(place).hint(hint));
    }
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

fn empty_table(alignments: &[Alignment]) -> Table {
    let columns = alignments.iter().map(|alignment| Column {
        title: Vec::new(),
        width: None,
        align: match alignment {
            Alignment::Right => Align::Right,
            Alignment::Center => Align::Center,
            Alignment::Left | Alignment::None => Align::Left,
        },
    });
    Table { columns: columns.collect(), cells: Cells::default() }
}

/// Makes the first `count` characters bold.
fn bold_start(content: Vec<Inline>, count: usize) -> Vec<Inline> {
    let mut left = count;
    let mut out = Vec::new();
    for inline in content {
        match inline {
            Inline::Text { text, bold, italic } if left > 0 => {
                let cut = text.char_indices().nth(left).map_or(text.len(), |(at, _)| at);
                left -= text[..cut].chars().count();
                let (start, rest) = text.split_at(cut);
                out.push(Inline::Text { text: start.to_owned(), bold: true, italic });
                if !rest.is_empty() {
                    out.push(Inline::Text { text: rest.to_owned(), bold, italic });
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Joins runs of the same look, trims both ends and binds what must not break over lines.
fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { text: last, bold: b, italic: i }), Inline::Text { text, bold, italic })
                if (*b, *i) == (bold, italic) =>
            {
                last.push_str(&text);
            }
            (_, inline) => out.push(inline),
        }
    }
    for inline in &mut out {
        if let Inline::Text { text, .. } = inline {
            *text = viet::bind::bind(text).into_owned();
        }
    }
    trim_ends(&mut out);
    out
}

fn trim_ends(content: &mut [Inline]) {
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\n']).len());
    }
}
