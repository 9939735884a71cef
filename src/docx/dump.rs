//! A readable dump of a view, one line for each paragraph, for people and for golden tests.
//!
//! A paragraph is `[style] size | alignment | what is unusual | text`. Lengths are in millimetres, except sizes, space
//! above and below and exact line heights, which are in points. In the text:
//!
//! | Sign | Means |
//! |---|---|
//! | `**…**`, `_…_` | bold, italic |
//! | `{13:…}` | another size than the line says; likewise a font, a colour, `gạch chân`, `ẩn` … |
//! | `{PAGE}` | a field, by its instruction |
//! | `⟨1.⟩` | the label of a list |
//! | `⟨đường kẻ …⟩` | a drawing |
//! | `␣` `→` `↵` `¬` | no-break space, tab, line break, soft hyphen |
//! | `⟨ngắt trang⟩`, `⟨ngắt cột⟩` | page break, column break |

use std::fmt::Write as _;

use crate::docx::dump_table;
use crate::docx::dump_text;
use crate::docx::format::{Alignment, LineSpacing, ParagraphFormat};
use crate::docx::numeral::NumberFormat;
use crate::docx::place::{Step, paragraphs};
use crate::docx::view::{Block, DocxView, Paragraph, Section, SectionStart};
use crate::units::Length;

/// Writes a document down for people to read. Equal views give equal text.
pub fn dump(view: &DocxView) -> String {
    let mut page = Sheet::default();
    properties(view, &mut page);
    for (at, section) in view.sections.iter().enumerate() {
        page.line(&format!("== Phần {}: {}", at + 1, setup(section)));
        for (pages, blocks) in section.headers.all() {
            page.prefixed(&Step::Header(pages).to_string(), blocks);
        }
        for (pages, blocks) in section.footers.all() {
            page.prefixed(&Step::Footer(pages).to_string(), blocks);
        }
        page.blocks(&section.blocks);
    }
    page.text
}

/// The text being written, with its indent and what stands before each line.
#[derive(Default)]
pub struct Sheet {
    text: String,
    indent: usize,
    prefix: String,
}

impl Sheet {
    /// Writes one line.
    pub fn line(&mut self, line: &str) {
        for _ in 0..self.indent {
            self.text.push_str("  ");
        }
        self.text.push_str(&self.prefix);
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Writes lines one step further in.
    pub fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += 1;
        write(self);
        self.indent -= 1;
    }

    /// Writes blocks in order.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => dump_table::table(table, self),
            }
        }
    }

    fn prefixed(&mut self, prefix: &str, blocks: &[Block]) {
        self.prefix = format!("{prefix} | ");
        self.blocks(blocks);
        self.prefix.clear();
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let base = dump_text::Base::of(paragraph);
        let mut line = String::new();
        if !paragraph.style_name.is_empty() {
            let _ = write!(line, "[{}] ", paragraph.style_name);
        }
        let _ = write!(line, "{} | {}", base.size, alignment(paragraph.format.alignment));
        if &*base.font != "Times New Roman" {
            let _ = write!(line, " | phông {}", base.font);
        }
        for part in unusual(&paragraph.format) {
            let _ = write!(line, " | {part}");
        }
        if paragraph.nfc_text() != paragraph.text() {
            line.push_str(" | dấu tổ hợp rời");
        }
        let _ = write!(line, " | {}", dump_text::text(paragraph, &base));
        self.line(&line);
        self.indented(|sheet| dump_text::attachments(paragraph, sheet));
    }
}

fn properties(view: &DocxView, page: &mut Sheet) {
    let known = &view.properties;
    let pairs = [
        ("tiêu đề", &known.title),
        ("chủ đề", &known.subject),
        ("tác giả", &known.creator),
        ("từ khóa", &known.keywords),
        ("mô tả", &known.description),
        ("phân loại", &known.category),
        ("cơ quan", &known.company),
        ("ngôn ngữ", &known.language),
        ("ngày tạo", &known.created),
        ("chương trình", &known.application),
    ];
    for (name, value) in pairs {
        if let Some(value) = value {
            page.line(&format!("{name}: {value}"));
        }
    }
    for (name, value) in &view.custom {
        page.line(&format!("thuộc tính riêng {name}: {value}"));
    }
    page.line(&format!("ngôn ngữ của chữ: {}", languages(view).join(", ")));
}

/// Returns the languages of all text, in order of appearance.
fn languages(view: &DocxView) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for run in paragraphs(view).into_iter().flat_map(|(_, paragraph)| &paragraph.runs) {
        let language = run.format.language.as_deref().unwrap_or("không ghi");
        if !run.text.is_empty() && !found.iter().any(|other| other == language) {
            found.push(language.to_owned());
        }
    }
    found
}

fn setup(section: &Section) -> String {
    let page = &section.page;
    let turn = if page.landscape { "ngang" } else { "dọc" };
    let mut text = format!(
        "{}{turn} {} × {}; lề trên {} dưới {} trái {} phải {}; đầu trang {}; chân trang {}",
        paper(page.width, page.height),
        mm(page.width),
        page.height,
        mm(page.top),
        mm(page.bottom),
        mm(page.left),
        page.right,
        mm(page.header),
        mm(page.footer),
    );
    if page.gutter != Length::ZERO {
        let _ = write!(text, "; gáy {}", mm(page.gutter));
    }
    let start = section.page_number_start.map(|start| format!("số trang từ {start}"));
    let format = section.page_number_format != NumberFormat::Decimal;
    let optional = [
        section_start(section.start).map(str::to_owned),
        section.title_page.then(|| "trang đầu khác".to_owned()),
        (section.columns > 1).then(|| format!("{} cột", section.columns)),
        start,
        format.then(|| format!("số trang kiểu {}", section.page_number_format.show(1))),
    ];
    for part in optional.into_iter().flatten() {
        let _ = write!(text, "; {part}");
    }
    text
}

fn section_start(start: SectionStart) -> Option<&'static str> {
    match start {
        SectionStart::NextPage => None,
        SectionStart::Continuous => Some("cùng trang"),
        SectionStart::EvenPage => Some("từ trang chẵn"),
        SectionStart::OddPage => Some("từ trang lẻ"),
        SectionStart::NextColumn => Some("từ cột sau"),
    }
}

/// Names a common size of paper, with a space after it.
fn paper(width: Length, height: Length) -> &'static str {
    let near = |a: Length, b: i64| (a - Length::mm(b)).abs() < Length::mm(1);
    let (short, long) = (width.min(height), width.max(height));
    match () {
        () if near(short, 210) && near(long, 297) => "A4 ",
        () if near(short, 297) && near(long, 420) => "A3 ",
        () if near(short, 148) && near(long, 210) => "A5 ",
        () if near(short, 216) && near(long, 279) => "Letter ",
        () => "",
    }
}

/// Names what a paragraph has that a plain one has not.
fn unusual(format: &ParagraphFormat) -> Vec<String> {
    let mut parts = Vec::new();
    let indents = [("trái", format.indent_left), ("phải", format.indent_right)];
    for (name, length) in indents {
        if length != Length::ZERO {
            parts.push(format!("{name} {}", mm(length)));
        }
    }
    match format.first_line {
        Length::ZERO => {}
        by if by < Length::ZERO => parts.push(format!("treo {}", mm(-by))),
        by => parts.push(format!("thụt {}", mm(by))),
    }
    if format.before != Length::ZERO || format.after != Length::ZERO {
        parts.push(format!("trước {} sau {}", points(format.before), points(format.after)));
    }
    parts.extend(line_spacing(format.line));
    let switches = [
        (format.keep_next, "giữ"),
        (format.keep_lines, "không tách"),
        (format.page_break_before, "sang trang"),
        (!format.widow_control, "cho dòng lẻ"),
        (format.contextual_spacing, "liền nhau"),
        (format.borders.any_visible(), "viền"),
        (format.right_to_left, "từ phải sang"),
    ];
    parts.extend(switches.into_iter().filter(|(on, _)| *on).map(|(_, name)| name.to_owned()));
    parts.extend(format.outline_level.map(|level| format!("bậc {}", level + 1)));
    parts.extend(format.shading.map(|color| format!("nền {color}")));
    parts
}

fn line_spacing(line: LineSpacing) -> Option<String> {
    match line {
        LineSpacing::Auto(240) => None,
        LineSpacing::Auto(multiple) => Some(format!("dòng {}", hundredths(multiple))),
        LineSpacing::Exact(height) => Some(format!("dòng đúng {}", height.as_pt())),
        LineSpacing::AtLeast(height) => Some(format!("dòng ít nhất {}", height.as_pt())),
    }
}

/// Writes 240ths as a number of lines, to the nearest hundredth: 276 is `1,15`.
fn hundredths(multiple: i64) -> String {
    let value = Length::emu(multiple).scale(100, 240).as_emu();
    let text = format!("{},{:02}", value / 100, value.unsigned_abs() % 100);
    match text.strip_suffix('0') {
        Some(shorter) => shorter.to_owned(),
        None => text,
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "trái",
        Alignment::Center => "giữa",
        Alignment::Right => "phải",
        Alignment::Justify => "đều",
        Alignment::Distribute => "dàn",
    }
}

/// Writes a length without its unit.
pub fn mm(length: Length) -> String {
    length.to_string().trim_end_matches(" mm").to_owned()
}

fn points(length: Length) -> String {
    length.as_pt().to_string().trim_end_matches(" pt").to_owned()
}
