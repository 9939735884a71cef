//! The two-column head of page 1, the title and the addressees.

use docx_rs::{Paragraph, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType};

use super::metrics::{Face, balance, text_width, unbroken_width};
use super::slot::SlotTable;
use super::stamp;
use super::style::{id, twips};
use super::text::words;
use crate::document::{Agency, DateLine, Document, Head, Title};
use crate::units::{FontSize, Length};
use crate::viet;

const NATIONAL_TITLE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Room at both sides of the widest line of the right column.
const SLACK: Length = Length::mm(2);

/// From the bottom of a line of text to the line drawn under it.
const RULE_GAP: Length = Length::pt(3);

/// A centred line of text: how it is broken, and what the line under it needs to know.
struct Set<'t> {
    lines: Vec<&'t str>,
    /// EMU.
    widest: i64,
    /// What LibreOffice needs beyond it, EMU.
    spare: i64,
}

/// Returns what LibreOffice needs beyond the width of a line: its no-break space is a tenth of the type size wider than
/// Word's.
fn spare(line: &str, size: FontSize) -> Length {
    let spaces = line.chars().filter(|c| *c == '\u{a0}').count();
    size.as_length().scale(i64::try_from(spaces).unwrap_or(0), 10)
}

impl<'t> Set<'t> {
    fn new(text: &'t str, face: Face, size: FontSize, width: Length) -> Self {
        let lines = balance(text, face, size.as_half_pt(), width.as_emu());
        let widest = lines.iter().map(|line| text_width(line, face, size.as_half_pt())).max().unwrap_or(0);
        let spare = lines.iter().map(|line| spare(line, size).as_emu()).max().unwrap_or(0);
        Self { lines, widest, spare }
    }

    /// Returns the indent at each side that makes Word break the lines where they are balanced.
    fn indent(&self, width: Length) -> Option<i32> {
        if self.lines.len() < 2 {
            return None;
        }
        // A little more than the widest line, so that no program's rounding breaks it again.
        let wanted = Length::emu(self.widest + self.spare).scale(103, 100);
        let side = twips((width - wanted).scale(1, 2));
        Some(side).filter(|side| *side > 0)
    }

    /// Returns how far below the top of the paragraph a line under it lies.
    fn below(&self, size: FontSize, before: Length) -> Length {
        let lines = i64::try_from(self.lines.len().max(1)).unwrap_or(1);
        // The font's own line is 1.15 times its size.
        before + size.as_length().scale(115 * lines, 100) + RULE_GAP
    }
}

/// Returns a centred text whose lines part no symbol, nor a word of two syllables where they fit so; one of one line as
/// it is.
fn whole_words(text: &str, face: Face, size: FontSize, width: Length) -> String {
    let held = viet::hyphen::hold(text);
    let whole = viet::compound::bind_compounds(&held);
    let lines = Set::new(text, face, size, width).lines.len();
    let fits = unbroken_width(&whole, face, size.as_half_pt()) <= width.as_emu();
    match lines {
        0 | 1 => text.to_owned(),
        _ if fits => whole,
        _ => held.into_owned(),
    }
}

fn paragraph(style: &str, text: &str, indent: Option<i32>) -> Paragraph {
    let paragraph = words(Paragraph::new().style(style), text);
    match indent {
        Some(side) => paragraph.indent(Some(side), None, Some(side), None),
        None => paragraph,
    }
}

/// Returns the paragraph with a line of the given width drawn under it.
fn underlined(paragraph: Paragraph, width: Length, below: Length, what: &str, slots: &mut SlotTable) -> Paragraph {
    paragraph.add_run(slots.line(width, below, what))
}

/// Lays out the head: agencies and number to the left, national title, motto, place and date to the right.
pub fn head(document: &Document, slots: &mut SlotTable) -> Table {
    let head = &document.head;
    let right = right_width(document);
    let left = document.text_width() - right;
    let upper = [cell(left, agencies(document, left, slots)), cell(right, national_title(document, slots))];
    // A symbol of many agencies takes what the date can spare.
    let room = number_room(document, left);
    let mut lower = vec![number(document, room)];
    lower.extend(letter_subject(document, room));
    lower.extend(head.urgency.iter().map(|words| stamp::urgency(words, room)));
    lower.extend(head.circulation.iter().map(|words| stamp::circulation(words, room)));
    let lower = [cell(room, lower), cell(document.text_width() - room, vec![place_date(head)])];
    if room == left {
        return frameless([upper, lower].map(|row| TableRow::new(row.into())).into(), &[left, right]);
    }
    let ([agencies, national], [number, date]) = (upper, lower);
    let rows = [vec![agencies, national.grid_span(2)], vec![number.grid_span(2), date]];
    frameless(rows.map(TableRow::new).into(), &[left, room - left, document.text_width() - room])
}

/// Returns the width in which number and symbol stay whole: that of the column, or as much more as the date leaves when
/// it parts after the comma.
fn number_room(document: &Document, left: Length) -> Length {
    let (head, sizes) = (&document.head, document.sizes);
    let needed = number_width(document, FEWEST_BLANKS);
    let date = place_date_text(head);
    let parts = date
        .split(' ')
        .map(|part| Length::emu(text_width(part, Face::Italic, sizes.motto.as_half_pt())) + spare(part, sizes.motto));
    let most = document.text_width() - parts.max().unwrap_or_default() - SLACK;
    if needed <= left { left } else { (needed + SLACK).min(most.max(left)) }
}

/// Lays out the head of a document that is attached: without number and date (Mẫu 1.3).
pub fn attached(document: &Document, slots: &mut SlotTable) -> Table {
    let right = right_width(document);
    let left = document.text_width() - right;
    let row =
        TableRow::new(vec![cell(left, agencies(document, left, slots)), cell(right, national_title(document, slots))]);
    frameless(vec![row], &[left, right])
}

/// Lays out `(Kèm theo …)`, with the line that the sample forms draw under it.
pub fn reference(text: &str, size: FontSize, width: Length, slots: &mut SlotTable) -> Paragraph {
    let text = whole_words(text, Face::Italic, size, width);
    let set = Set::new(&text, Face::Italic, size, width);
    let (line, below) = (Length::emu(set.widest).scale(1, 3), set.below(size, Length::ZERO));
    underlined(paragraph(id::ANNEX_REFERENCE, &text, set.indent(width)), line, below, "dưới Kèm theo", slots)
}

/// Returns a table without borders and cell margins, as wide as its columns.
pub fn frameless(rows: Vec<TableRow>, columns: &[Length]) -> Table {
    let widths: Vec<usize> = columns.iter().map(|width| usize::try_from(width.as_twips()).unwrap_or(0)).collect();
    let margins = TableCellMargins::new().margin(0, 0, 0, 0);
    Table::without_borders(rows)
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .margins(margins)
}

/// Returns a cell of a frameless table.
pub fn cell(width: Length, paragraphs: Vec<Paragraph>) -> TableCell {
    let width = usize::try_from(width.as_twips()).unwrap_or(0);
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Top);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// The right column is as wide as its widest line, so that none of its lines breaks; where that leaves the left one
/// too little, place and date stand on two lines.
fn right_width(document: &Document) -> Length {
    let sizes = document.sizes;
    let title = Length::emu(text_width(NATIONAL_TITLE, Face::Bold, sizes.national_title.as_half_pt()));
    let width =
        |line: &str| Length::emu(text_width(line, Face::Italic, sizes.motto.as_half_pt())) + spare(line, sizes.motto);
    let text = place_date_text(&document.head);
    let (whole, parted) = (width(&text), text.split(' ').map(width).max().unwrap_or_default());
    let room = document.text_width() - left_needs(document) - SLACK;
    let date = if whole > room { parted } else { whole };
    let most = document.text_width() - left_holds(document);
    (title.max(date) + SLACK).min(most.max(title + SLACK))
}

/// Agencies are set in this many lines before place and date are parted.
const AGENCY_LINES: usize = 5;

/// Returns the width in which number and symbol, and every word of the left column, stay whole.
fn left_holds(document: &Document) -> Length {
    let (head, sizes) = (&document.head, document.sizes);
    let piece = |text: &str, face, size: FontSize| Length::emu(unbroken_width(text, face, size.as_half_pt()));
    let number = Length::emu(text_width(&number_text(head, BLANKS), Face::Regular, sizes.number.as_half_pt()));
    let number = number + spare(&number_text(head, BLANKS), sizes.number);
    let agencies = head.agencies();
    let superiors = agencies.iter().filter_map(|agency| agency.superior.as_deref());
    let superior = superiors.map(|name| piece(name, Face::Regular, sizes.national_title)).max();
    let issuer = agencies.iter().map(|agency| piece(&agency.name, Face::Bold, sizes.national_title)).max();
    let stamp = head.circulation.as_deref().map(|words| stamp::width(words) + Length::mm(3));
    [Some(number), superior, issuer, stamp].into_iter().flatten().max().unwrap_or_default() + SLACK
}

/// Returns the least width in which the agencies take no more than the usual lines.
fn left_needs(document: &Document) -> Length {
    let (head, size) = (&document.head, document.sizes.national_title);
    let agencies = head.agencies();
    let fits = |width: Length| {
        let lines = |name: &str, face| Set::new(name, face, size, width).lines.len();
        agencies.iter().all(|agency| {
            lines(&agency.name, Face::Bold) <= AGENCY_LINES
                && agency.superior.as_deref().is_none_or(|name| lines(name, Face::Regular) <= AGENCY_LINES)
        })
    };
    let least = left_holds(document);
    let widths = (0..).map(|step| least + Length::mm(2 * step));
    let most = document.text_width().scale(1, 2);
    widths.take_while(|width| *width < most).find(|width| fits(*width)).unwrap_or(most)
}

fn national_title(document: &Document, slots: &mut SlotTable) -> Vec<Paragraph> {
    let size = document.sizes.motto;
    let width = Length::emu(text_width(MOTTO, Face::Bold, size.as_half_pt()));
    let below = size.as_length().scale(115, 100) + RULE_GAP;
    let motto = underlined(paragraph(id::MOTTO, MOTTO, None), width, below, "dưới Tiêu ngữ", slots);
    vec![paragraph(id::NATIONAL_TITLE, NATIONAL_TITLE, None), motto]
}

fn agencies(document: &Document, width: Length, slots: &mut SlotTable) -> Vec<Paragraph> {
    let agencies = document.head.agencies();
    let last = agencies.len() - 1;
    let paragraphs = agencies.iter().enumerate().flat_map(|(at, one)| agency(one, document, width, at == last, slots));
    paragraphs.collect()
}

/// Lays out an agency of the head under the one above it; a line is drawn under the last.
fn agency(
    agency: &Agency,
    document: &Document,
    width: Length,
    last: bool,
    slots: &mut SlotTable,
) -> impl Iterator<Item = Paragraph> + use<> {
    let size = document.sizes.national_title;
    let superior = agency.superior.as_deref().map(|name| {
        let name = whole_words(name, Face::Regular, size, width);
        let set = Set::new(&name, Face::Regular, size, width);
        paragraph(id::SUPERIOR, &name, set.indent(width))
    });
    let name = &whole_words(&agency.name, Face::Bold, size, width);
    let set = Set::new(name, Face::Bold, size, width);
    let name = paragraph(id::ISSUER, name, set.indent(width));
    let name = if last {
        // Between a third and a half of the text (khoản 2, Mục II): two fifths of its widest line.
        let line = Length::emu(set.widest).scale(2, 5);
        underlined(name, line, set.below(size, Length::ZERO), "dưới tên cơ quan", slots)
    } else {
        name.line_spacing(docx_rs::LineSpacing::new().before(0).after(0))
    };
    superior.into_iter().chain([name])
}

/// How many spaces the number of a draft leaves for the clerk's hand, and how few where a long symbol needs the room.
const BLANKS: usize = 8;
const FEWEST_BLANKS: usize = 4;

fn number(document: &Document, width: Length) -> Paragraph {
    let blanks = (FEWEST_BLANKS..=BLANKS).rev().find(|blanks| number_width(document, *blanks) <= width);
    paragraph(id::NUMBER, &number_text(&document.head, blanks.unwrap_or(FEWEST_BLANKS)), None)
}

fn number_width(document: &Document, blanks: usize) -> Length {
    let (text, size) = (number_text(&document.head, blanks), document.sizes.number);
    Length::emu(text_width(&text, Face::Regular, size.as_half_pt())) + spare(&text, size)
}

fn number_text(head: &Head, blanks: usize) -> String {
    let value =
        head.number.value.map_or_else(|| "\u{a0}".repeat(blanks), |value| viet::number::two_digits(u64::from(value)));
    format!("Số: {value}/{}", head.number.symbol)
}

fn letter_subject(document: &Document, width: Length) -> Option<Paragraph> {
    let text = document.head.letter_subject.as_deref()?;
    // A little narrower than the column, so that it does not touch the date.
    let (size, room) = (document.sizes.letter_subject, width - Length::mm(6));
    let text = whole_words(text, Face::Regular, size, room);
    let set = Set::new(&text, Face::Regular, size, room);
    Some(paragraph(id::LETTER_SUBJECT, &text, set.indent(width).or(Some(0)).filter(|side| *side > 0)))
}

fn place_date_text(head: &Head) -> String {
    let date = match head.date {
        Some(DateLine::Given(date)) => viet::date::long(date),
        Some(DateLine::Blank { year }) => viet::date::blank(year),
        None => return String::new(),
    };
    // Where it must part, it parts after the comma.
    format!("{}, {}", bound(&head.place), bound(&date))
}

fn bound(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

fn place_date(head: &Head) -> Paragraph {
    paragraph(id::PLACE_DATE, &place_date_text(head), None)
}

/// Lays out title and subject, with the line of a third to a half of its text under it.
pub fn title(document: &Document, title: &Title, slots: &mut SlotTable) -> Vec<Paragraph> {
    let (size, width) = (document.sizes.body, document.text_width());
    let kind = paragraph(id::KIND, &title.kind, None);
    let Some(subject) = &title.subject else {
        // The room that the subject would set off from the text.
        return vec![kind.line_spacing(docx_rs::LineSpacing::new().before(360).after(240)).keep_next(true)];
    };
    // Narrower than the page, so that a long subject stands as a block in the middle.
    let room = width.scale(85, 100);
    let text = &whole_words(subject, Face::Bold, size, room);
    let set = Set::new(text, Face::Bold, size, room);
    let line = Length::emu(set.widest).scale(2, 5);
    let subject = paragraph(id::SUBJECT, text, set.indent(width));
    let below = set.below(size, Length::ZERO);
    vec![kind, underlined(subject, line, below, "dưới trích yếu", slots)]
}

/// Lays out a centred line of an appendix's heading or a signer's title, its lines as even as they can be.
pub fn balanced(style: &str, text: &str, face: Face, size: FontSize, width: Length) -> Paragraph {
    let text = whole_words(text, face, size, width);
    paragraph(style, &text, Set::new(&text, face, size, width).indent(width))
}

/// The same in the first of two widths, in the middle of the second.
///
/// Lines are filled as they come: in the narrowest width in which they are no more, they are as even as they can be, and
/// no word stands alone in the last.
pub fn balanced_within(style: &str, text: &str, face: Face, size: FontSize, widths: (Length, Length)) -> Paragraph {
    let (room, width) = widths;
    let text = whole_words(text, face, size, room);
    let lines = |room: Length| Set::new(&text, face, size, room).lines.len();
    let (count, least) = (lines(room), Length::emu(unbroken_width(&text, face, size.as_half_pt())));
    let narrower = (1..).map(|step| room - Length::mm(step)).take_while(|room| *room >= least);
    let narrowest = narrower.take_while(|room| lines(*room) == count).last().unwrap_or(room);
    paragraph(style, &text, Set::new(&text, face, size, narrowest).indent(width))
}

/// Lays out the addressees: one on the line of “Kính gửi:”, several under its colon (điểm d khoản 9, Mục II). In a
/// công điện they stand under who wires, who begins as the text does (Mẫu 1.6).
pub fn addressees(document: &Document) -> Vec<Paragraph> {
    let list = &document.addressees.list;
    let half_points = document.sizes.body.as_half_pt();
    let width = |text: &str| Length::emu(text_width(text, Face::Regular, half_points));
    let call = document.addressees.caller.as_deref().unwrap_or("Kính gửi");
    let longest = list.iter().map(|one| width(&format!("- {one};"))).max().unwrap_or_default();
    let word = width(&format!("{call}: "));
    let left = (document.text_width() - word - longest).scale(1, 2).max(document.indent);
    let line = |text: &str, left: Length, hanging: Length| {
        let special = docx_rs::SpecialIndentType::Hanging(twips(hanging));
        let line = Paragraph::new().style(id::ADDRESSEES);
        words(line.indent(Some(twips(left + hanging)), Some(special), None, None), text)
    };
    let (left, under) = match document.addressees.caller {
        Some(_) => (document.indent, document.indent.scale(2, 1)),
        None => (left, left + width("Kính gửi")),
    };
    if let ([one], None) = (list.as_slice(), &document.addressees.caller) {
        return vec![line(&format!("{call}: {one}"), left, word)];
    }
    let final_one = list.len().saturating_sub(1);
    let lines = list.iter().enumerate().map(|(index, one)| {
        let end = if index == final_one { "." } else { ";" };
        let dashed = line(&format!("- {one}{end}"), under, width("- "));
        dashed.line_spacing(docx_rs::LineSpacing::new().before(60).after(0))
    });
    let heading = (!list.is_empty()).then(|| line(&format!("{call}:"), left, Length::ZERO).keep_next(true));
    heading.into_iter().chain(lines).collect()
}
