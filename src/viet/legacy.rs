//! Encodings of Vietnamese from before Unicode, told by the name of the font: what a letter was depended on it.
//!
//! Sources: TCVN 5712:1993, table VN3 (“ABC”), the same as that of iconv's `TCVN5712-1` for these letters; VNI for Windows,
//! where a vowel is followed by its marks, as `UniKey` and `OpenKey` convert it.

use std::ops::Range;

/// An encoding that a font takes for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// TCVN3, one byte a letter: `.VnTime`, `.VnArial`…
    Tcvn3,
    /// VNI for Windows, one byte for the vowel and one for its marks: `VNI-Times`…
    Vni,
    /// Another one, whose table is not known here: `VNtimes new roman`, `VPS Times`…
    Other,
}

impl Encoding {
    /// The name that people know.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
            Self::Other => "cũ",
        }
    }

    /// Returns the encoding that a font takes for granted; nothing for a font of Unicode.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
        if begins(&[".vn"]) {
            Some(Self::Tcvn3)
        } else if begins(&["vni-", "vni "]) || name == "vni" {
            Some(Self::Vni)
        } else if begins(&OTHERS) {
            Some(Self::Other)
        } else {
            None
        }
    }

    /// Returns text of this encoding as Unicode; nothing where the table is not known and the text needs it.
    pub fn decoded(self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        Some(self.letters(&chars)?.into_iter().map(|(_, letter)| letter).collect())
    }

    /// Returns the letters of a text, each with the signs that it is made of; nothing as above.
    ///
    /// Text that holds letters no such encoding has is Unicode already and stays.
    pub fn letters(self, text: &[char]) -> Option<Vec<(Range<usize>, char)>> {
        let plain = text.iter().all(char::is_ascii) || text.iter().any(|c| is_unicode_letter(*c));
        let each = |letter: fn(char) -> char| text.iter().enumerate().map(move |(at, c)| (at..at + 1, letter(*c)));
        match self {
            _ if plain => Some(each(|c| c).collect()),
            Self::Tcvn3 => Some(each(tcvn3).collect()),
            Self::Vni => Some(vni(text)),
            Self::Other => None,
        }
    }
}

/// Families of `VietWare`, VPS and Bách Khoa; their tables are not here.
const OTHERS: [&str; 10] =
    ["vntimes", "vnarial", "vncourier", "vnhelvet", "vnavant", "svntimes", "svnarial", "vps ", "bk hcm", "vnbook"];

/// Tells whether a font shows every letter as a capital: `.VnTimeH`.
pub fn shows_capitals(font: &str) -> bool {
    Encoding::of_font(font) == Some(Encoding::Tcvn3) && font.trim().ends_with('H')
}

/// Letters of Vietnamese beyond Latin-1, which only Unicode has.
fn is_unicode_letter(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
        || matches!(c, '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}')
}

/// The letters of TCVN3 from 0xA1 on; a full stop where there is none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

fn tcvn3(c: char) -> char {
    // Word keeps letters of such a font in the private area when it takes it for one of symbols.
    let code = match u32::from(c) {
        private @ 0xF0A1..=0xF0FE => private - 0xF000,
        code => code,
    };
    let letter = code.checked_sub(0xA1).and_then(|at| TCVN3.chars().nth(at as usize));
    letter.filter(|letter| *letter != '.').unwrap_or(c)
}

/// Vowels of VNI, the marks that may follow each, and what the two are.
const VNI: [(char, &str, &str); 7] = [
    ('a', "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('ö', "ùøûõï", "ứừửữự"),
    ('y', "ùøûõ", "ýỳỷỹ"),
];

/// Letters of VNI that stand for themselves.
const VNI_ALONE: [(char, char); 7] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

fn vni(text: &[char]) -> Vec<(Range<usize>, char)> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let low = lower(*c);
        let both = text.get(at + 1).and_then(|mark| {
            let (_, marks, letters) = VNI.iter().find(|(vowel, ..)| *vowel == low)?;
            letters.chars().nth(marks.chars().position(|known| known == lower(*mark))?)
        });
        let alone = || VNI_ALONE.iter().find(|(known, _)| *known == low).map(|(_, letter)| *letter);
        let letter = both.or_else(alone).map_or(*c, |letter| if *c == low { letter } else { upper(letter) });
        let past = at + 1 + usize::from(both.is_some());
        out.push((at..past, letter));
        at = past;
    }
    out
}

fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_tells_its_encoding() {
        for (font, encoding) in [
            (".VnTime", Some(Encoding::Tcvn3)),
            (".vnarialH", Some(Encoding::Tcvn3)),
            ("VNI-Times", Some(Encoding::Vni)),
            ("VNtimes new roman", Some(Encoding::Other)),
            ("Times New Roman", None),
            ("SVN-Gilroy", None),
            ("Vnmese", None),
        ] {
            assert_eq!(Encoding::of_font(font), encoding, "{font}");
        }
        assert!(shows_capitals(".VnTimeH") && !shows_capitals(".VnTime") && !shows_capitals("VNI-AptimaH"));
    }

    #[test]
    fn tcvn3_is_read_letter_by_letter() {
        let decoded = |text| Encoding::Tcvn3.decoded(text).unwrap();
        assert_eq!(decoded("Hä vµ tªn"), "Họ và tên");
        assert_eq!(decoded("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), "Cộng hoà xã hội chủ nghĩa Việt Nam");
        assert_eq!(decoded("§éc lËp - Tù do - H¹nh phóc"), "Độc lập - Tự do - Hạnh phúc");
        assert_eq!(decoded("tr\u{AD}ëng, \u{F0A7}"), "trưởng, Đ");
    }

    #[test]
    fn vni_is_read_vowel_and_mark_together() {
        let decoded = |text| Encoding::Vni.decoded(text).unwrap();
        assert_eq!(decoded("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        assert_eq!(decoded("Ñoäc laäp - Töï do - Haïnh phuùc"), "Độc lập - Tự do - Hạnh phúc");
        assert_eq!(
            decoded("Nguyeãn Thò Ñöôïc, tröôûng phoøng, kyõ thuaät, lyù"),
            "Nguyễn Thị Được, trưởng phòng, kỹ thuật, lý"
        );
    }

    #[test]
    fn every_letter_of_vietnamese_comes_from_vni() {
        let mut all: String = VNI.iter().map(|(.., letters)| *letters).collect();
        all.extend(VNI_ALONE.iter().map(|(_, letter)| *letter));
        for letter in "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ".chars()
        {
            assert!(all.contains(letter) && (TCVN3.contains(letter)), "{letter}");
        }
        assert_eq!(TCVN3.chars().count(), 0xFE - 0xA1 + 1);
    }

    #[test]
    fn text_that_is_unicode_already_stays_and_an_unknown_table_says_so() {
        assert_eq!(Encoding::Tcvn3.decoded("Trần Thị B, à").as_deref(), Some("Trần Thị B, à"));
        assert_eq!(Encoding::Other.decoded("Toâi"), None);
        assert_eq!(Encoding::Other.decoded("{{ ten }}").as_deref(), Some("{{ ten }}"));
    }
}
