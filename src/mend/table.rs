//! Which rule is mended in which way. What does not stand here is left to a person.

use super::words::{self, Hunks, Told};
use crate::units::Length;

/// A way of mending what a rule has found.
#[derive(Debug, Clone, Copy)]
pub enum Mend {
    /// Letters of another size are set to the nearest size from the one to the other, in points.
    Size(u32, u32),
    /// The size that the finding names.
    SizeTold,
    /// Bold, or not.
    Bold(bool),
    /// The first words up to the full stop bold.
    BoldNumber,
    /// Italic, or not.
    Italic(bool),
    /// Not in capitals by formatting.
    NoCaps,
    /// Not underlined.
    NoUnderline,
    /// Times New Roman, symbols left as they are.
    Font,
    /// Black.
    Black,
    /// No colour behind the letters.
    NoBackground,
    /// Aligned: `center`, `both`.
    Align(&'static str),
    /// First line indented by 1 cm.
    Indent,
    /// 6 pt above.
    Gap,
    /// Lines as near to each other as they may be.
    Lines,
    /// Other words.
    Words(fn(&Told<'_>) -> Hunks),
    /// Letters of an old encoding as Unicode.
    Decode,
    /// The paragraph is taken away.
    Remove,
    /// A line is drawn below, as long as so many hundredths of the text.
    Draw(i64),
    /// A4.
    Paper,
    /// Upright.
    Upright,
    /// A margin, by its name in Word.
    Margin(&'static str, Length),
    /// The first page has a header of its own.
    FirstPage,
    /// Arabic page numbers.
    Arabic,
    /// Page numbers from 1 on.
    FromOne,
    /// One column.
    OneColumn,
}

use Mend::{Align, Bold, Italic, Size, Words};

/// The ways of each rule, by its code.
pub static TABLE: &[(&str, &[Mend])] = &[
    ("TR01", &[Mend::Paper]),
    ("TR02", &[Mend::Upright]),
    ("TR03", &[Mend::Margin("w:top", Length::mm(20))]),
    ("TR04", &[Mend::Margin("w:bottom", Length::mm(20))]),
    ("TR05", &[Mend::Margin("w:left", Length::mm(30))]),
    ("TR06", &[Mend::Margin("w:right", Length::mm(15))]),
    ("TR07", &[Mend::Font]),
    ("TR08", &[Mend::Black]),
    ("TR11", &[Align("center")]),
    ("TR12", &[Size(13, 14)]),
    ("TR13", &[Bold(false), Italic(false)]),
    ("TR14", &[Mend::FirstPage]),
    ("TR15", &[Mend::Arabic]),
    ("TR16", &[Mend::FromOne]),
    ("TR17", &[Mend::OneColumn]),
    ("QH02", &[Words(words::whole)]),
    ("QH03", &[Size(12, 13)]),
    ("QH04", &[Bold(true)]),
    ("QH05", &[Italic(false)]),
    ("QH06", &[Align("center")]),
    ("QH07", &[Words(words::capitals)]),
    ("QH09", &[Mend::NoCaps, Words(words::whole)]),
    ("QH10", &[Size(13, 14)]),
    ("QH11", &[Bold(true)]),
    ("QH12", &[Italic(false)]),
    ("QH13", &[Align("center")]),
    ("QH14", &[Mend::Draw(100)]),
    ("QH16", &[Mend::NoUnderline]),
    ("CQ02", &[Size(12, 13)]),
    ("CQ03", &[Bold(false)]),
    ("CQ04", &[Italic(false)]),
    ("CQ05", &[Align("center")]),
    ("CQ06", &[Size(12, 13)]),
    ("CQ07", &[Bold(true)]),
    ("CQ08", &[Italic(false)]),
    ("CQ09", &[Align("center")]),
    ("CQ10", &[Mend::Draw(40)]),
    ("CQ12", &[Mend::SizeTold]),
    ("CQ13", &[Words(words::capitals)]),
    ("CQ14", &[Words(words::capitals)]),
    ("SO02", &[Size(13, 13)]),
    ("SO03", &[Bold(false)]),
    ("SO04", &[Italic(false)]),
    ("SO05", &[Align("center")]),
    ("SO06", &[Words(words::colon)]),
    ("SO07", &[Words(words::number)]),
    ("SO08", &[Words(words::number)]),
    ("SO10", &[Words(words::symbol)]),
    ("SO11", &[Words(words::as_quoted)]),
    ("SO14", &[Words(words::as_quoted)]),
    ("DT02", &[Size(13, 14)]),
    ("DT03", &[Bold(false)]),
    ("DT04", &[Italic(true)]),
    ("DT05", &[Align("center")]),
    ("DT06", &[Words(words::as_said)]),
    ("DT07", &[Words(words::as_said)]),
    ("DT08", &[Words(words::as_said)]),
    ("DT10", &[Words(words::date_in_words)]),
    ("DT11", &[Words(words::comma)]),
    ("DT12", &[Words(words::capital)]),
    ("TL02", &[Size(13, 14)]),
    ("TL03", &[Bold(true)]),
    ("TL04", &[Italic(false)]),
    ("TL05", &[Align("center")]),
    ("TL06", &[Words(words::capitals)]),
    ("TL08", &[Size(13, 14)]),
    ("TL09", &[Bold(true)]),
    ("TL10", &[Italic(false)]),
    ("TL11", &[Align("center")]),
    ("TL13", &[Mend::Draw(40)]),
    ("TL15", &[Size(12, 13)]),
    ("TL16", &[Bold(false)]),
    ("TL17", &[Italic(false)]),
    ("TL18", &[Align("center")]),
    ("TL19", &[Words(words::about)]),
    ("KG02", &[Size(13, 14)]),
    ("KG03", &[Bold(false)]),
    ("KG04", &[Italic(false)]),
    ("KG05", &[Words(words::colon)]),
    ("KG06", &[Words(words::end)]),
    ("CC01", &[Size(13, 14)]),
    ("CC02", &[Italic(true)]),
    ("CC03", &[Words(words::end)]),
    ("CC04", &[Words(words::end)]),
    ("CC05", &[Words(words::date_in_words)]),
    ("ND01", &[Align("both")]),
    ("ND02", &[Size(13, 14)]),
    ("ND03", &[Mend::SizeTold]),
    ("ND04", &[Mend::Indent]),
    ("ND05", &[Mend::Gap]),
    ("ND06", &[Mend::Lines]),
    ("ND07", &[Words(words::start), Mend::Indent]),
    ("ND08", &[Words(words::start), Mend::Indent]),
    ("ND09", &[Mend::Remove]),
    ("ND10", &[Words(words::blanks)]),
    ("ND11", &[Words(words::sentence_end)]),
    ("ND12", &[Words(words::before_marks)]),
    ("ND21", &[Bold(true)]),
    ("ND22", &[Align("center")]),
    ("ND23", &[Bold(true)]),
    ("ND24", &[Align("center")]),
    ("BC01", &[Words(words::as_quoted)]),
    ("BC02", &[Mend::BoldNumber]),
    ("BC06", &[Words(words::as_numbered)]),
    ("BC07", &[Align("center"), Bold(true)]),
    ("BC08", &[Words(words::capitals)]),
    ("BC09", &[Words(words::as_numbered)]),
    ("BC10", &[Words(words::capitals)]),
    ("BC11", &[Bold(true)]),
    ("KY02", &[Size(13, 14)]),
    ("KY03", &[Bold(true)]),
    ("KY04", &[Italic(false)]),
    ("KY05", &[Align("center")]),
    ("KY06", &[Words(words::capitals)]),
    ("KY07", &[Words(words::authority)]),
    ("KY08", &[Size(13, 14)]),
    ("KY09", &[Bold(true)]),
    ("KY10", &[Italic(false)]),
    ("KY11", &[Align("center")]),
    ("KY13", &[Mend::NoCaps, Words(words::name)]),
    ("NN02", &[Size(12, 12)]),
    ("NN03", &[Bold(true)]),
    ("NN04", &[Italic(true)]),
    ("NN05", &[Mend::NoCaps, Words(words::whole)]),
    ("NN06", &[Size(11, 11)]),
    ("NN07", &[Bold(false)]),
    ("NN08", &[Italic(false)]),
    ("NN09", &[Words(words::dash)]),
    ("NN10", &[Words(words::end)]),
    ("NN13", &[Words(words::end)]),
    ("NN14", &[Words(words::colon)]),
    ("PL01", &[Mend::NoCaps, Words(words::annex)]),
    ("PL02", &[Size(14, 14)]),
    ("PL03", &[Bold(true)]),
    ("PL04", &[Italic(false)]),
    ("PL05", &[Align("center")]),
    ("PL06", &[Size(13, 14)]),
    ("PL07", &[Bold(true)]),
    ("PL08", &[Align("center")]),
    ("PL09", &[Size(13, 14)]),
    ("PL10", &[Italic(true)]),
    ("PL11", &[Align("center")]),
    ("PL12", &[Words(words::as_numbered)]),
    ("PL13", &[Words(words::capitals)]),
    ("TE03", &[Mend::Decode]),
    ("TE04", &[Words(words::composed)]),
    ("TE06", &[Mend::NoBackground]),
];

/// Capital letters of names and words are all mended alike: the finding says what is wanted.
const CAPITALS: &[Mend] = &[Words(words::as_quoted)];

/// Returns the ways of mending what a rule finds; none where that is left to a person.
pub fn of(code: &str) -> &'static [Mend] {
    if code.starts_with("VH") {
        return CAPITALS;
    }
    TABLE.iter().find(|(known, _)| *known == code).map_or(&[], |(_, ways)| ways)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;

    #[test]
    fn every_entry_is_a_rule_and_none_stands_twice() {
        for (at, (code, ways)) in TABLE.iter().enumerate() {
            assert!(rules::find(code).is_some() && !ways.is_empty(), "{code}");
            assert!(!TABLE[at + 1..].iter().any(|(other, _)| other == code), "{code} stands twice");
        }
    }
}
