//! How wide the columns of a table are: what must stay on one line fits, and the rest of the width is shared.

use super::metrics::{Face, is_break, text_width, unbroken_width};
use crate::document::{Cell, Inline, RowKind, Table, Width, plain};
use crate::units::{FontSize, Length};

/// Room beside the text of a cell: both of its margins, and a little, so that no program's rounding breaks a line.
const BESIDE: Length = Length::tenth_mm(28);

/// The share of a column that says none, where another one says its own.
const USUAL_SHARE: u32 = 10;

/// A table whose columns cannot all keep their words, numbers and dates whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The columns' titles.
    pub titles: Vec<String>,
    /// The width that it needs.
    pub needed: Length,
    /// The width that there is.
    pub room: Length,
}

/// What stands in a column, EMU.
#[derive(Clone, Copy, Default)]
struct Content {
    /// The widest piece that no line break may part.
    unbroken: i64,
    /// The widest cell on one line.
    widest: i64,
    /// All cells together.
    sum: i64,
    cells: i64,
}

impl Content {
    fn add(&mut self, cell: Cell, face: Face, size: FontSize) {
        let size = size.as_half_pt();
        let width = match cell {
            Cell::Plain(text) => {
                let width = text_width(text, face, size);
                if width > self.unbroken {
                    self.unbroken = self.unbroken.max(unbroken_width(text, face, size));
                }
                width
            }
            Cell::Rich(content) => {
                let (width, unbroken) = rich_widths(content, face, size);
                self.unbroken = self.unbroken.max(unbroken);
                width
            }
        };
        self.widest = self.widest.max(width);
        self.sum += width;
        self.cells += 1;
    }

    const fn needs(&self) -> i64 {
        self.unbroken + BESIDE.as_emu()
    }

    const fn wants(&self) -> i64 {
        self.widest + BESIDE.as_emu()
    }

    /// Tells whether every cell is one number, date, amount or symbol.
    const fn is_whole(&self) -> bool {
        self.widest == self.unbroken
    }

    /// What a column of running text weighs: its cells' usual width, and something of the widest.
    fn weight(&self) -> i64 {
        (self.sum / self.cells.max(1)).max(self.widest / 3).max(self.unbroken).max(1)
    }
}

/// Returns how wide a text of several faces is, and its widest piece that no line break may part, EMU.
fn rich_widths(content: &[Inline], face: Face, size: u32) -> (i64, i64) {
    let (mut line, mut piece, mut widest, mut unbroken) = (0, 0, 0, 0);
    for inline in content {
        match inline {
            Inline::Text { text, bold, italic } => {
                let face = face.with(*bold, *italic);
                line += text_width(text, face, size);
                for (index, part) in text.split(is_break).enumerate() {
                    if index > 0 {
                        unbroken = unbroken.max(piece);
                        piece = 0;
                    }
                    piece += text_width(part, face, size);
                }
            }
            Inline::Note(_) => {
                // Its number is set smaller, and may have two figures.
                let mark = text_width("00", face, size) * 2 / 3;
                line += mark;
                piece += mark;
            }
            Inline::Break => {
                (widest, unbroken) = (widest.max(line), unbroken.max(piece));
                (line, piece) = (0, 0);
            }
        }
    }
    (widest.max(line), unbroken.max(piece))
}

/// Returns the width of each column; together they are as wide as the table.
pub fn widths(table: &Table, room: Length, size: FontSize) -> Vec<Length> {
    let contents = contents(table, size);
    let needs: Vec<i64> = contents.iter().map(Content::needs).collect();
    let room = room.as_emu();
    if needs.iter().sum::<i64>() >= room {
        return exact(&share(room, &needs), room);
    }
    exact(&raised(&wished(table, &contents, room), &needs, room), room)
}

/// Returns the widths as they are asked for.
fn wished(table: &Table, contents: &[Content], room: i64) -> Vec<i64> {
    let stated = |width: Option<Width>| match width {
        Some(Width::Fixed(width)) => Some(width.as_emu()),
        Some(Width::Percent(part)) => Some(room * i64::from(part) / 100),
        Some(Width::Share(_)) | None => None,
    };
    let fixed: Vec<Option<i64>> = table.columns.iter().map(|column| stated(column.width)).collect();
    if fixed.iter().any(Option::is_some) {
        return around(&fixed, contents, room);
    }
    let is_share = |width: Option<Width>| matches!(width, Some(Width::Share(_)));
    if !table.columns.iter().any(|column| is_share(column.width)) {
        return by_content(contents, room);
    }
    let of = |width: Option<Width>| if let Some(Width::Share(share)) = width { share } else { USUAL_SHARE };
    share(room, &table.columns.iter().map(|column| i64::from(of(column.width))).collect::<Vec<_>>())
}

/// Columns of a stated width have it; the others share what is left by what stands in them.
fn around(fixed: &[Option<i64>], contents: &[Content], room: i64) -> Vec<i64> {
    let left = (room - fixed.iter().flatten().sum::<i64>()).max(0);
    let others: Vec<Content> =
        fixed.iter().zip(contents).filter(|(width, _)| width.is_none()).map(|(_, content)| *content).collect();
    if others.is_empty() {
        return share(room, &fixed.iter().flatten().copied().collect::<Vec<_>>());
    }
    let needs: Vec<i64> = others.iter().map(Content::needs).collect();
    let shared = if needs.iter().sum::<i64>() >= left { share(left, &needs) } else { by_content(&others, left) };
    let mut shared = shared.into_iter();
    fixed.iter().map(|width| width.unwrap_or_else(|| shared.next().unwrap_or_default())).collect()
}

/// Returns what a table lacks, if its columns cannot keep whole what must not be parted.
pub fn misfit(table: &Table, room: Length, size: FontSize) -> Option<Misfit> {
    let needed = Length::emu(contents(table, size).iter().map(Content::needs).sum());
    let titles = || table.columns.iter().map(|column| plain(&column.title)).collect();
    (needed > room).then(|| Misfit { titles: titles(), needed, room })
}

fn contents(table: &Table, size: FontSize) -> Vec<Content> {
    let mut contents = vec![Content::default(); table.columns.len()];
    for (content, column) in contents.iter_mut().zip(&table.columns) {
        // A title is set in several lines before it makes its column wide.
        content.unbroken = rich_widths(&column.title, Face::Bold, size.as_half_pt()).1;
        content.widest = content.unbroken;
    }
    for (kind, cells) in table.cells.rows() {
        let face = match kind {
            RowKind::Group => continue,
            RowKind::Plain => Face::Regular,
            RowKind::Total => Face::Bold,
        };
        contents.iter_mut().zip(cells).for_each(|(content, cell)| content.add(cell, face, size));
    }
    contents
}

/// Short data may have as much again as half of what it needs, where there is room to spare.
const ROOMY: (i64, i64) = (3, 2);

/// Widths from what the columns hold: short data about as wide as they are, running text shares the rest by its length.
fn by_content(contents: &[Content], room: i64) -> Vec<i64> {
    let wants: i64 = contents.iter().map(Content::wants).sum();
    if contents.iter().all(Content::is_whole) {
        return share(room, &contents.iter().map(Content::wants).collect::<Vec<_>>());
    }
    let roomy = |wanted: i64| (wanted * room / wants.max(1)).clamp(wanted, wanted * ROOMY.0 / ROOMY.1);
    let whole = |content: &Content| if content.is_whole() { roomy(content.wants()) } else { 0 };
    let taken: Vec<i64> = contents.iter().map(whole).collect();
    let weigh = |content: &Content| if content.is_whole() { 0 } else { content.weight() };
    let rest = share((room - taken.iter().sum::<i64>()).max(0), &contents.iter().map(weigh).collect::<Vec<_>>());
    taken.into_iter().zip(rest).map(|(taken, rest)| taken + rest).collect()
}

/// Raises columns to what they need; those that have more than they need give it up, in proportion to what they have.
fn raised(wished: &[i64], needs: &[i64], room: i64) -> Vec<i64> {
    let lacking: i64 = wished.iter().zip(needs).map(|(wished, need)| (need - wished).max(0)).sum();
    let spare: Vec<i64> = wished.iter().zip(needs).map(|(wished, need)| (wished - need).max(0)).collect();
    let given = share(lacking.min(room), &spare);
    wished.iter().zip(needs).zip(given).map(|((wished, need), given)| (*wished).max(*need) - given).collect()
}

/// Shares a width in the given proportions.
fn share(room: i64, shares: &[i64]) -> Vec<i64> {
    let all: i128 = shares.iter().map(|share| i128::from(*share)).sum::<i128>().max(1);
    let part = |share: &i64| i64::try_from(i128::from(room) * i128::from(*share) / all).unwrap_or(0);
    shares.iter().map(part).collect()
}

/// Returns whole twips that add up to the room; what rounding leaves goes to the last column.
fn exact(widths: &[i64], room: i64) -> Vec<Length> {
    let mut twips: Vec<i64> = widths.iter().map(|width| Length::emu(*width).as_twips()).collect();
    let rest = Length::emu(room).as_twips() - twips.iter().sum::<i64>();
    if let Some(last) = twips.last_mut() {
        *last += rest;
    }
    twips.into_iter().map(Length::twips).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Align, Cells, Column};

    const ROOM: Length = Length::mm(160);
    const SIZE: FontSize = FontSize::pt(12);

    fn table(columns: &[(&str, Option<u32>)], rows: &[&[&str]]) -> Table {
        let column = |(title, width): &(&str, Option<u32>)| Column {
            title: vec![Inline::plain(*title)],
            width: width.map(Width::Share),
            align: Align::Left,
        };
        let mut cells = Cells::default();
        for row in rows {
            row.iter().for_each(|cell| cells.cell(cell));
            cells.end_row(RowKind::Plain);
        }
        Table { columns: columns.iter().map(column).collect(), cells }
    }

    fn millimetres(table: &Table) -> Vec<i64> {
        let widths = widths(table, ROOM, SIZE);
        assert_eq!(widths.iter().map(|width| width.as_twips()).sum::<i64>(), ROOM.as_twips());
        widths.iter().map(|width| width.as_emu() / 36_000).collect()
    }

    #[test]
    fn a_sum_of_nineteen_million_widens_its_column_and_the_others_give_way() {
        let columns = [("TT", Some(6)), ("Họ và tên", Some(40)), ("Tiền thưởng (đồng)", Some(9))];
        let few = millimetres(&table(&columns, &[&["1", "Nguyễn Văn An", "900.000"]]));
        let many = millimetres(&table(&columns, &[&["1", "Nguyễn Văn An", "19.000.000.000"]]));
        let needed = unbroken_width("19.000.000.000", Face::Regular, SIZE.as_half_pt()) / 36_000;
        assert!(many[2] > needed && few[2] < many[2] && few[1] > many[1], "{few:?} {many:?}");
    }

    #[test]
    fn a_handmade_table_gives_the_numbers_no_more_than_they_need() {
        let columns = [("TT", None), ("Nội dung", None), ("Đơn vị chủ trì", None), ("Thời hạn", None)];
        let text = "Rà soát, cập nhật thủ tục hành chính thuộc phạm vi quản lý của Sở";
        let widths = millimetres(&table(&columns, &[&["1", text, "Văn phòng Sở", "05/11/2026"]]));
        assert!(widths[0] < 10 && widths[3] < 26 && widths[1] > 70, "{widths:?}");
    }

    #[test]
    fn columns_have_the_widths_that_are_stated_and_the_others_share_the_rest() {
        let mut stated = table(&[("TT", None), ("Nội dung", None), ("Số", None)], &[&["1", "Rà soát thủ tục", "12"]]);
        stated.columns[0].width = Some(Width::Fixed(Length::mm(12)));
        stated.columns[2].width = Some(Width::Percent(25));
        assert_eq!(millimetres(&stated), [11, 108, 40]);
    }

    #[test]
    fn a_stated_width_gives_way_to_a_number_that_would_be_broken() {
        let mut stated = table(&[("Số tiền", None), ("Nội dung", None)], &[&["19.000.000.000", "Thưởng"]]);
        stated.columns[0].width = Some(Width::Fixed(Length::mm(10)));
        let needed = unbroken_width("19.000.000.000", Face::Regular, SIZE.as_half_pt()) / 36_000;
        assert!(millimetres(&stated)[0] > needed);
    }

    #[test]
    fn stated_widths_of_all_columns_are_their_proportions() {
        let mut stated = table(&[("A", None), ("B", None)], &[&["x", "y"]]);
        stated.columns[0].width = Some(Width::Fixed(Length::mm(20)));
        stated.columns[1].width = Some(Width::Fixed(Length::mm(60)));
        assert_eq!(millimetres(&stated), [40, 119]);
    }

    #[test]
    fn bold_text_in_a_cell_is_measured_bold_and_without_its_marks() {
        let bold = |text: &str| Inline::bold(text);
        let content = [Inline::plain("Cộng: "), bold("19.000"), bold(".000"), Inline::Break, Inline::plain("đồng")];
        let size = SIZE.as_half_pt();
        let (widest, unbroken) = rich_widths(&content, Face::Regular, size);
        assert_eq!(
            widest,
            text_width("Cộng: ", Face::Regular, size)
                + text_width("19.000", Face::Bold, size)
                + text_width(".000", Face::Bold, size)
        );
        assert_eq!(unbroken, text_width("19.000", Face::Bold, size) + text_width(".000", Face::Bold, size));
    }

    #[test]
    fn an_empty_table_of_titles_is_shared_evenly_enough() {
        let widths = millimetres(&table(&[("TT", None), ("Tên", None)], &[]));
        assert_eq!(widths.len(), 2);
    }

    #[test]
    fn what_cannot_fit_is_told_with_both_widths() {
        let columns: Vec<(&str, Option<u32>)> = vec![("Số", Some(1)); 12];
        let wide = table(&columns, &[&["10.000.000.000"; 12]]);
        let misfit = misfit(&wide, ROOM, SIZE).unwrap();
        assert!(misfit.needed > misfit.room);
        assert_eq!(widths(&wide, ROOM, SIZE).len(), 12);
    }
}
