//! Paragraphs: atoms onto lines, lines into slabs.

use crate::docx::format::{Alignment, LineSpacing, ParagraphFormat, TabKind, TabStop};
use crate::docx::view::Paragraph;
use crate::typeset::atom::{Atom, Kind, Look, atoms};
use crate::typeset::border::borders;
use crate::typeset::line::Full;
use crate::typeset::setter::{Neighbours, Setter};
use crate::typeset::slab::Slab;
use crate::typeset::{Item, Mark, NodeKind, Text};
use crate::units::Length;

/// The distance of tab stops where a paragraph has none of its own.
const DEFAULT_TAB: Length = Length::twips(720);

/// A line: its atoms, and where each of them begins.
#[derive(Debug, Default)]
pub struct Line {
    /// The first atom and the first that is not on the line any more.
    pub atoms: std::ops::Range<usize>,
    /// Where each atom begins, from the line's own left edge.
    pub starts: Vec<Length>,
    /// Width of what is seen.
    pub width: Length,
    /// Room for it.
    pub room: Length,
    /// How far the line begins from the left edge of the column.
    pub indent: Length,
    /// The first atom whose spaces may be stretched: what stands before a tab stays.
    pub stretch_from: usize,
    /// How many spaces may be stretched.
    pub spaces: i64,
    /// Whether the line is even on both sides.
    pub is_even: bool,
    /// Whether the next line starts a page.
    pub ends_page: bool,
}

/// What a filler of lines knows.
struct Filler<'a> {
    atoms: &'a mut Vec<Atom>,
    format: &'a ParagraphFormat,
    width: Length,
}

/// What is on a line while it is filled.
#[derive(Default)]
struct Filling {
    x: Length,
    /// Spaces that count only if something follows them: their width and number.
    pending: (Length, i64),
    /// Natural width of the spaces that may be stretched, and their number.
    spaces: (Length, i64),
    has_tab: bool,
    is_begun: bool,
}

impl Filler<'_> {
    fn lines(&mut self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut at = 0;
        loop {
            let line = self.line(at, lines.is_empty());
            at = line.atoms.end;
            let goes_on = at < self.atoms.len() || (at > 0 && matches!(self.atoms[at - 1].kind, Kind::Line));
            lines.push(line);
            if !goes_on {
                return lines;
            }
            if at >= self.atoms.len() {
                lines.push(self.line(at, false));
                return lines;
            }
        }
    }

    fn line(&mut self, from: usize, is_first: bool) -> Line {
        let format = self.format;
        let indent = format.indent_left + if is_first { format.first_line } else { Length::ZERO };
        let room = (self.width - indent - format.indent_right).max(Length::pt(1));
        let mut line = Line { indent, room, stretch_from: from, is_even: true, ..Line::default() };
        let (mut at, mut now) = (from, Filling::default());
        while at < self.atoms.len() {
            match &self.atoms[at].kind {
                Kind::Line | Kind::Page => {
                    line.ends_page = matches!(self.atoms[at].kind, Kind::Page);
                    line.is_even = !line.ends_page;
                    line.starts.push(now.x);
                    at += 1;
                    break;
                }
                Kind::Spaces(spaces) => {
                    line.starts.push(now.x + now.pending.0);
                    now.pending.0 = now.pending.0 + self.atoms[at].width;
                    now.pending.1 += i64::try_from(spaces.len()).unwrap_or(0);
                    at += 1;
                }
                Kind::Tab => {
                    let Some(to) = self.tab(at, indent, now.x + now.pending.0, room, now.is_begun) else { break };
                    line.starts.push(now.x + now.pending.0);
                    now = Filling { x: to, has_tab: true, is_begun: true, ..Filling::default() };
                    at += 1;
                    line.stretch_from = at;
                }
                Kind::Float(_) | Kind::Note(_) => {
                    line.starts.push(now.x + now.pending.0);
                    at += 1;
                }
                Kind::Letters(_) | Kind::Drawing(_) => match self.place(at, &mut line, &mut now) {
                    Placed::On(next) => at = next,
                    Placed::Last(next) => {
                        at = next;
                        break;
                    }
                    Placed::Not => break,
                },
            }
        }
        if at >= self.atoms.len() {
            line.is_even = false;
        }
        (line.atoms, line.width, line.spaces) = (from..at, now.x, now.spaces.1);
        line
    }

    /// Puts what begins at an atom and may not be parted onto a line, if it goes there.
    fn place(&mut self, at: usize, line: &mut Line, now: &mut Filling) -> Placed {
        let end = self.unit(at);
        let fit = self.fits(at, end, now, line.room);
        match fit {
            Fit::No => return Placed::Not,
            Fit::Cut => {
                self.cut(at, line.room - now.x - now.pending.0);
                return Placed::On(at);
            }
            Fit::Natural | Fit::Narrowed => {}
        }
        now.spaces = (now.spaces.0 + now.pending.0, now.spaces.1 + now.pending.1);
        now.x = now.x + std::mem::take(&mut now.pending).0;
        for atom in &self.atoms[at..end] {
            line.starts.push(now.x);
            now.x = now.x + atom.width;
        }
        now.is_begun = true;
        if matches!(fit, Fit::Narrowed) { Placed::Last(self.after_spaces(end, line, now.x)) } else { Placed::On(end) }
    }

    /// Spaces after a full line hang over its end.
    fn after_spaces(&self, mut at: usize, line: &mut Line, x: Length) -> usize {
        while self.atoms.get(at).is_some_and(|atom| matches!(atom.kind, Kind::Spaces(_))) {
            line.starts.push(x);
            at += 1;
        }
        at
    }

    /// Returns the end of what begins at an atom and may not be parted.
    fn unit(&self, at: usize) -> usize {
        let joined = self.atoms[at + 1..].iter().take_while(|atom| {
            !atom.may_start_line && matches!(atom.kind, Kind::Letters(_) | Kind::Note(_) | Kind::Float(_))
        });
        at + 1 + joined.count()
    }

    fn fits(&self, at: usize, end: usize, now: &Filling, room: Length) -> Fit {
        let width = self.atoms[at..end].iter().fold(Length::ZERO, |sum, atom| sum + atom.width);
        let excess = now.x + now.pending.0 + width - room;
        if excess <= Length::ZERO {
            return Fit::Natural;
        }
        if !now.is_begun {
            let has_more = matches!(&self.atoms[at].kind, Kind::Letters(text) if text.chars().nth(1).is_some());
            return if has_more && self.atoms[at].width > room - now.x - now.pending.0 {
                Fit::Cut
            } else {
                Fit::Natural
            };
        }
        let full = Full { spaces: now.spaces.0, slack: room - now.x, space: now.pending.0, excess };
        let is_even = matches!(self.format.alignment, Alignment::Justify | Alignment::Distribute);
        let may = is_even && !now.has_tab && self.atoms[at].may_start_line && now.pending.1 > 0;
        if may && full.takes_word() { Fit::Narrowed } else { Fit::No }
    }

    /// Parts letters that are wider than a whole line where the line ends.
    fn cut(&mut self, at: usize, room: Length) {
        let atom = self.atoms[at].clone();
        let Kind::Letters(text) = &atom.kind else { return };
        let (mut width, mut end) = (Length::ZERO, 0);
        for (from, c) in text.char_indices() {
            width = width + atom.look.width(c.encode_utf8(&mut [0; 4]));
            if width > room && from > 0 {
                break;
            }
            end = from + c.len_utf8();
        }
        let piece = |text: &str, may_start_line| Atom {
            width: atom.look.width(text),
            kind: Kind::Letters(text.to_owned()),
            look: atom.look.clone(),
            may_start_line,
        };
        if end < text.len() {
            self.atoms.splice(at..=at, [piece(&text[..end], atom.may_start_line), piece(&text[end..], true)]);
        }
    }

    /// Returns where what follows a tab begins; nothing if that is on the next line.
    fn tab(&self, at: usize, indent: Length, x: Length, room: Length, is_begun: bool) -> Option<Length> {
        let from = indent + x;
        let hanging = TabStop { at: self.format.indent_left, kind: TabKind::Left, leader: None };
        let own = self.format.tabs.iter().chain((self.format.first_line < Length::ZERO).then_some(&hanging));
        let stop = own.filter(|stop| stop.at > from).min_by_key(|stop| stop.at).copied();
        let stop = stop.unwrap_or_else(|| {
            let next = from.as_emu().div_euclid(DEFAULT_TAB.as_emu()) + 1;
            TabStop { at: DEFAULT_TAB.scale(next, 1), kind: TabKind::Left, leader: None }
        });
        let after = self.atoms[at + 1..].iter();
        let after = after.take_while(|atom| !matches!(atom.kind, Kind::Tab | Kind::Line | Kind::Page));
        let width = after.fold(Length::ZERO, |sum, atom| sum + atom.width);
        let to = match stop.kind {
            TabKind::Center => stop.at - width.scale(1, 2),
            TabKind::Right => stop.at - width,
            TabKind::Left | TabKind::Clear => stop.at,
        };
        let to = to.max(from) - indent;
        (to <= room || !is_begun).then_some(to.min(room))
    }
}

/// What became of a word.
enum Placed {
    /// The line goes on with this atom.
    On(usize),
    /// The line is full; the next one begins with this atom.
    Last(usize),
    /// It begins the next line.
    Not,
}

/// How a word goes onto a line.
enum Fit {
    Natural,
    Narrowed,
    Cut,
    No,
}

/// Returns the lines of a paragraph in a column of a width.
pub fn lines(atoms: &mut Vec<Atom>, format: &ParagraphFormat, width: Length) -> Vec<Line> {
    Filler { atoms, format, width }.lines()
}

/// Height of a line and where the letters' feet stand in it.
fn height(line: &Line, atoms: &[Atom], mark: Option<&Look>, spacing: LineSpacing) -> (Length, Length) {
    let (mut ascent, mut descent) = mark.map_or((Length::ZERO, Length::ZERO), |look| (look.ascent, look.descent));
    for atom in &atoms[line.atoms.clone()] {
        match &atom.kind {
            Kind::Drawing(drawing) => ascent = ascent.max(drawing.height),
            Kind::Float(_) | Kind::Note(_) | Kind::Page => {}
            _ => (ascent, descent) = (ascent.max(atom.look.ascent), descent.max(atom.look.descent)),
        }
    }
    let natural = ascent + descent;
    let whole = match spacing {
        LineSpacing::Auto(parts) => natural.scale(parts, 240),
        LineSpacing::Exact(exact) => return (exact, exact.scale(4, 5)),
        LineSpacing::AtLeast(least) => natural.max(least),
    };
    (whole, whole - descent)
}

impl Setter<'_> {
    /// Sets a paragraph into a column.
    pub fn paragraph(&mut self, paragraph: &Paragraph, width: Length, around: Neighbours<'_>) -> Vec<Slab> {
        let format = &*paragraph.format;
        let heading = format.outline_level.filter(|level| *level < 9 && !paragraph.is_blank());
        let kind = heading.map_or(NodeKind::Paragraph, |level| NodeKind::Heading(level + 1, paragraph.nfc_text()));
        let outer = self.enter(kind);
        let fields = self.fields.clone();
        let mut atoms = atoms(paragraph, &fields, &mut || self.next_note());
        let lines = lines(&mut atoms, format, width);
        let mark = Look::of(&paragraph.mark);
        let last = lines.len() - 1;
        let mut slabs: Vec<Slab> = Vec::with_capacity(lines.len());
        let mut top = Length::ZERO;
        let mut starts_page = std::mem::take(&mut self.page_ended) || format.page_break_before;
        for (number, line) in lines.iter().enumerate() {
            let (whole, feet) = height(line, &atoms, (number == last).then_some(&mark), format.line);
            let mut slab = Slab { height: whole, starts_page, ..Slab::default() };
            self.emit(line, &atoms, format, feet, &mut slab);
            self.floats(line, &atoms, (width, top), &mut slab);
            self.notes(line, &atoms, &mut slab);
            slab.bound =
                format.keep_lines || (format.widow_control && (number == 0 || number + 2 > last)) && number < last;
            top = top + whole;
            starts_page = line.ends_page;
            slabs.push(slab);
        }
        self.page_ended = starts_page;
        same_style(&mut slabs, paragraph, around);
        if let Some(last) = slabs.last_mut() {
            last.bound = format.keep_next;
        }
        if let (Some(first), Some(level)) = (slabs.first_mut(), heading) {
            first.heading = Some((paragraph.nfc_text(), level));
        }
        borders(&mut slabs, format, width, around);
        self.leave(outer);
        slabs
    }

    /// Puts what is on a line into its slab.
    fn emit(&mut self, line: &Line, atoms: &[Atom], format: &ParagraphFormat, feet: Length, slab: &mut Slab) {
        let slack = line.room - line.width;
        let (mut left, mut each, mut rest) = (line.indent, 0, 0);
        match format.alignment {
            Alignment::Right => left = left + slack,
            Alignment::Center => left = left + slack.scale(1, 2),
            Alignment::Justify | Alignment::Distribute if line.is_even && line.spaces > 0 => {
                each = slack.as_emu().div_euclid(line.spaces);
                rest = slack.as_emu().rem_euclid(line.spaces);
            }
            _ => {}
        }
        let mut stretched = 0;
        let mut open: Option<(Item, &Look)> = None;
        for (index, start) in line.atoms.clone().zip(&line.starts) {
            let atom = &atoms[index];
            let text = match &atom.kind {
                Kind::Letters(text) | Kind::Spaces(text) => text.as_str(),
                other => {
                    close(open.take(), slab);
                    if let Kind::Drawing(drawing) = other {
                        let x = left + *start + Length::emu(stretched * each + stretched.min(rest));
                        let at = (x, feet - drawing.height);
                        slab.items.extend(self.drawn(drawing, at));
                    }
                    continue;
                }
            };
            let is_wider = each != 0 || rest != 0;
            let is_stretched = is_wider && index >= line.stretch_from;
            let before = stretched;
            if is_stretched && matches!(atom.kind, Kind::Spaces(_)) {
                stretched += i64::try_from(text.len()).unwrap_or(0);
            }
            let wider = u32::try_from((stretched.min(rest) - before.min(rest)).max(0)).unwrap_or(0);
            let each = if is_stretched { each } else { 0 };
            if let Some((Item { mark: Mark::Text(known), .. }, look)) = &mut open
                && **look == *atom.look
                && known.stretch.as_emu() == each
            {
                known.text.push_str(text);
                known.rest += wider;
                continue;
            }
            close(open.take(), slab);
            let x = left + *start + Length::emu(before * each + if is_stretched { before.min(rest) } else { 0 });
            let look = &*atom.look;
            let mark = Mark::Text(Text {
                text: text.to_owned(),
                face: look.face,
                size: look.size,
                stretch: Length::emu(each),
                rest: wider,
                letter_spacing: look.letter_spacing,
                color: look.color,
            });
            open = Some((Item { x, y: feet - look.rise, node: self.node(), mark }, look));
        }
        close(open, slab);
    }
}

/// Ends letters of one look: their ground and the lines through and under them.
fn close(text: Option<(Item, &Look)>, slab: &mut Slab) {
    let Some((item, look)) = text else { return };
    let Mark::Text(letters) = &item.mark else { return };
    let seen = Text { text: letters.text.trim_end_matches(' ').to_owned(), ..letters.clone() };
    let width = if look.underline {
        letters.advances().fold(Length::ZERO, |sum, (.., by)| sum + by)
    } else {
        seen.advances().fold(Length::ZERO, |sum, (.., by)| sum + by)
    };
    let size = look.size.as_length();
    if let Some(color) = look.ground {
        let (up, down) = (-look.ascent, look.descent);
        let zero = Length::ZERO;
        let corners = vec![(zero, up), (width, up), (width, down), (zero, down)];
        slab.items.push(Item { node: None, mark: Mark::Area { corners, color }, ..item.clone() });
    }
    let rule = |down: Length| Item {
        y: item.y + down,
        node: None,
        mark: Mark::Rule {
            across: width,
            down: Length::ZERO,
            weight: size.scale(1, 20),
            color: look.color,
            broken: false,
        },
        ..item.clone()
    };
    if look.underline {
        slab.items.push(rule(size.scale(11, 100)));
    }
    if look.strike {
        slab.items.push(rule(-size.scale(26, 100)));
    }
    slab.items.push(item);
}

/// Space above and below; between paragraphs of one style it may be left out.
fn same_style(slabs: &mut [Slab], paragraph: &Paragraph, around: Neighbours<'_>) {
    let is_same = |other: Option<&Paragraph>| {
        paragraph.format.contextual_spacing && other.is_some_and(|other| other.style_name == paragraph.style_name)
    };
    if let Some(first) = slabs.first_mut()
        && !is_same(around.before)
    {
        first.above = paragraph.format.before;
    }
    if let Some(last) = slabs.last_mut()
        && !is_same(around.after)
    {
        last.below = paragraph.format.after;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::docx::format::RunFormat;
    use crate::docx::view::{Origin, Run, RunKind};
    use crate::typeset::atom::Fields;

    fn paragraph(text: &str, format: ParagraphFormat) -> Paragraph {
        let look = Arc::new(RunFormat::default());
        Paragraph {
            origin: Origin { part: Arc::from("word/document.xml"), paragraph: 0 },
            style_name: Arc::from(""),
            format: Arc::new(format),
            label: None,
            label_format: None,
            mark: look.clone(),
            runs: vec![Run { text: text.to_owned(), format: look, kind: RunKind::Text }],
            table_depth: 0,
        }
    }

    fn filled(text: &str, format: ParagraphFormat, width: Length) -> (Vec<Atom>, Vec<Line>) {
        let paragraph = paragraph(text, format);
        let mut atoms = atoms(&paragraph, &Fields::default(), &mut String::new);
        let lines = lines(&mut atoms, &paragraph.format, width);
        (atoms, lines)
    }

    fn words(atoms: &[Atom], line: &Line) -> String {
        let text = atoms[line.atoms.clone()].iter().filter_map(|atom| match &atom.kind {
            Kind::Letters(text) | Kind::Spaces(text) => Some(text.as_str()),
            _ => None,
        });
        text.collect()
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_and_one_with_a_hyphen_parted_after_it() {
        let (atoms, lines) = filled("WWWWWW", ParagraphFormat::default(), Length::pt(30));
        assert_eq!(lines.iter().map(|line| words(&atoms, line)).collect::<Vec<_>>(), ["WWW", "WWW"]);
        let (atoms, lines) = filled("dài-rộng", ParagraphFormat::default(), Length::pt(25));
        assert_eq!(lines.iter().map(|line| words(&atoms, line)).collect::<Vec<_>>(), ["dài-", "rộng"]);
    }

    #[test]
    fn tabs_lead_to_their_stops_and_text_may_end_or_stand_in_the_middle_there() {
        let stop = |at, kind| TabStop { at: Length::pt(at), kind, leader: None };
        let tabs = vec![stop(100, TabKind::Center), stop(200, TabKind::Right)];
        let format = ParagraphFormat { tabs, ..ParagraphFormat::default() };
        let (_, lines) = filled("a\t00\t00", format, Length::pt(300));
        assert_eq!(lines[0].starts[2], Length::pt(95));
        assert_eq!(lines[0].starts[4], Length::pt(190));
    }

    proptest! {
        #[test]
        fn every_letter_is_on_one_line_and_no_line_is_wider_than_narrowed_spaces_allow(
            text in "[a-zđê0-9 \u{a0}\\-]{0,300}",
            width in 20i64..400,
            justified in any::<bool>(),
            first in -20i64..60,
        ) {
            let alignment = if justified { Alignment::Justify } else { Alignment::Left };
            let format = ParagraphFormat { alignment, first_line: Length::pt(first), ..ParagraphFormat::default() };
            let (atoms, lines) = filled(&text, format, Length::pt(width));
            let all: String = lines.iter().map(|line| words(&atoms, line)).collect();
            prop_assert_eq!(all, text);
            let mut at = 0;
            for line in &lines {
                prop_assert_eq!((line.atoms.start, line.starts.len()), (at, line.atoms.len()));
                at = line.atoms.end;
                let excess = line.width - line.room;
                let spaces = Length::half_pt(5).scale(line.spaces, 1);
                let one_letter = line.atoms.len() <= 2;
                prop_assert!(one_letter || excess <= Length::ZERO || (justified && excess <= spaces.scale(1, 4)), "{:?}", line);
            }
            prop_assert_eq!(at, atoms.len());
        }
    }
}
