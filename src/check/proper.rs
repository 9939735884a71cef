//! Names whose letters the decree fixes (Phụ lục II): bodies, laws, honours, regions, years.
//!
//! Each function returns the first words of a line that are written otherwise, and how they should be.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::check::capitals::Fault;
use crate::viet::text::upper_first;

/// Bodies and organisations, as they are written (Mục IV).
const BODIES: &[&str] = &[
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Hội đồng nhân dân",
    "Mặt trận Tổ quốc",
    "Đảng Cộng sản Việt Nam",
    "Ban Chấp hành Trung ương Đảng",
    "Liên hợp quốc",
];

/// Fields of a Bộ or a Sở with more than one word that is a capital only at its beginning.
const FIELDS: &[&str] = &[
    "Tài chính",
    "Nội vụ",
    "Y tế",
    "Xây dựng",
    "Tư pháp",
    "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
    "Quốc phòng",
    "Ngoại giao",
];

/// Kinds of document that are cited with a number (Mục V, khoản 6).
const KINDS: &[&str] = &[
    "nghị quyết",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "thông tư",
    "thông báo",
    "hướng dẫn",
    "kế hoạch",
    "báo cáo",
    "tờ trình",
    "công văn",
    "công điện",
];

/// How names of laws begin.
const LAWS: &[&str] = &[
    "An ninh",
    "Ban hành",
    "Bảo hiểm",
    "Bảo vệ",
    "Cán bộ",
    "Căn cước",
    "Cư trú",
    "Đất đai",
    "Đấu thầu",
    "Đầu tư",
    "Giao dịch",
    "Giáo dục",
    "Hộ tịch",
    "Hôn nhân",
    "Kế toán",
    "Khiếu nại",
    "Lưu trữ",
    "Ngân sách",
    "Nhà ở",
    "Phòng",
    "Quản lý",
    "Quy hoạch",
    "Thanh tra",
    "Thi đua",
    "Tiếp công dân",
    "Tiếp cận",
    "Tố cáo",
    "Tổ chức",
    "Trẻ em",
    "Viên chức",
    "Xây dựng",
    "Xử lý",
];

/// Names of codes.
const CODES: &[&str] = &["Hình sự", "Dân sự", "Lao động", "Tố tụng", "Hàng hải"];

/// Regions called by their direction (Mục III, điểm đ khoản 1).
const REGIONS: &[&str] = &["Tây Nguyên", "Tây Nam Bộ", "Đông Nam Bộ", "Bắc Trung Bộ", "Nam Trung Bộ"];

/// Titles of honour (Mục V, khoản 2).
const HONOURS: &[&str] = &[
    "Huân chương Lao động",
    "Huân chương Độc lập",
    "Huân chương Sao vàng",
    "Anh hùng Lao động",
    "Nghệ sĩ Nhân dân",
    "Nghệ sĩ Ưu tú",
    "Nhà giáo Nhân dân",
    "Nhà giáo Ưu tú",
    "Thầy thuốc Nhân dân",
    "Thầy thuốc Ưu tú",
];

/// Offices that stand before the name of who holds them (Mục V, khoản 3).
const OFFICES: &[&str] =
    &["chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "bộ trưởng", "thủ tướng", "trưởng phòng", "cục trưởng"];

/// The commonest family names.
const FAMILIES: &[&str] =
    &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"];

/// A text and its small letters, place for place.
struct Words<'t> {
    text: &'t str,
    small: String,
}

impl<'t> Words<'t> {
    /// All Vietnamese letters are as long in small as in capitals; a text with others is left alone.
    fn of(text: &'t str) -> Option<Self> {
        let small = text.to_lowercase();
        (small.len() == text.len()).then_some(Self { text, small })
    }

    /// Returns where a name stands as whole words, in whatever letters, with what stands there.
    fn places<'s>(&'s self, name: &'s Name) -> impl Iterator<Item = (usize, &'t str)> + use<'s, 't> {
        let len = name.right.len();
        let letter = |c: char| c.is_alphanumeric();
        let ends =
            move |at: &usize| !self.small[..*at].ends_with(letter) && !self.small[at + len..].starts_with(letter);
        let found = name.small.find_iter(self.small.as_bytes());
        found.filter(ends).filter_map(move |at| Some((at, self.text.get(at..at + len)?)))
    }

    /// Returns the first of these names that is written otherwise. Capitals throughout are another matter.
    fn other_than(&self, names: &[Name]) -> Fault {
        let wrong = |name: &Name| {
            let found =
                self.places(name).map(|(_, found)| found).find(|found| *found != name.right && !is_upper(found));
            found.map(|found| (found.to_owned(), name.right.clone()))
        };
        names.iter().find_map(wrong)
    }

    fn before(&self, at: usize) -> &str {
        self.small[..at].trim_end().rsplit(' ').next().unwrap_or_default()
    }
}

/// A name that is looked for in whatever letters; what finds it is made once, for every line is searched for each.
struct Name {
    /// As it is written; as long in small letters.
    right: String,
    small: Finder<'static>,
}

impl Name {
    fn of(right: impl Into<String>) -> Self {
        let right = right.into();
        let small = Finder::new(&right.to_lowercase()).into_owned();
        Self { right, small }
    }
}

/// Names, made when they are first looked for.
type Names = LazyLock<Vec<Name>>;

static BODY_NAMES: Names = LazyLock::new(|| BODIES.iter().copied().map(Name::of).collect());
static FIELD_NAMES: Names = LazyLock::new(|| {
    let names = ["Sở", "Bộ"].iter().flat_map(|kind| FIELDS.iter().map(move |field| format!("{kind} {field}")));
    names.map(Name::of).collect()
});
static REGION_NAMES: Names = LazyLock::new(|| REGIONS.iter().copied().map(Name::of).collect());
static HONOUR_NAMES: Names = LazyLock::new(|| HONOURS.iter().copied().map(Name::of).collect());
static RANKS: Names = LazyLock::new(|| ["hạng nhất", "hạng nhì", "hạng ba"].map(Name::of).into());
static EVENTS: Names = LazyLock::new(|| vec![Name::of("Cách mạng tháng Tám")]);

fn is_upper(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Looks for names of bodies, Bộ and Sở in other letters: `Ủy ban Nhân dân`, `Sở Tài Chính`.
pub fn body(text: &str) -> Fault {
    let words = Words::of(text)?;
    words.other_than(&BODY_NAMES).or_else(|| {
        FIELD_NAMES.iter().find_map(|name| {
            // `cơ sở y tế`, `cán bộ y tế`: only a capital begins the name. `Sở xây dựng kế hoạch` is a sentence.
            let verb = |found: &str| found.ends_with("xây dựng");
            let wrong = |found: &&str| {
                found.starts_with(['S', 'B']) && *found != name.right && !is_upper(found) && !verb(found)
            };
            let found = words.places(name).map(|(_, found)| found).find(wrong)?;
            Some((found.to_owned(), name.right.clone()))
        })
    })
}

/// Looks for a kind of document in small letters before its number: `nghị định số 30/2020/NĐ-CP`.
pub fn document_kind(text: &str) -> Fault {
    if !text.contains(" số ") {
        return None;
    }
    KINDS.iter().find_map(|kind| {
        text.match_indices(kind).find_map(|(at, _)| {
            let rest = text[at + kind.len()..].strip_prefix(" số ")?;
            let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
            let cites = rest[digits..].starts_with('/') && !text[..at].ends_with(char::is_alphanumeric);
            let symbol = rest.split([' ', ',', ';', ')']).next()?.trim_end_matches('.');
            cites.then(|| (format!("{kind} số {symbol}"), format!("{} số {symbol}", upper_first(kind))))
        })
    })
}

/// Looks for the name of a law after `luật`: `luật Đất đai`.
pub fn law(text: &str) -> Fault {
    if !text.contains("luật ") {
        return None;
    }
    let words = Words::of(text)?;
    let one = |word: &'static str, names: &'static [&'static str], not_after: &'static [&'static str]| {
        names.iter().find_map(|name| {
            let whole = format!("{word} {name}");
            let cites = text
                .match_indices(&whole)
                .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric) && !not_after.contains(&words.before(at)));
            cites.then(|| (whole.clone(), upper_first(&whole)))
        })
    };
    one("luật", LAWS, &["pháp", "kỷ", "bộ", "quy"]).or_else(|| one("bộ luật", CODES, &[]))
}

/// Looks for the Party in small letters: `của đảng và Nhà nước`. Bodies and members of it are common nouns: `cơ quan đảng`.
pub fn party(text: &str) -> Fault {
    ["đảng và Nhà nước", "đảng, Nhà nước", "đảng ta"].iter().find_map(|wrong| {
        let at = text.find(wrong)?;
        let owned = ["của ", "do ", "theo ", "với "].iter().any(|word| text[..at].ends_with(word));
        owned.then(|| ((*wrong).to_owned(), upper_first(wrong)))
    })
}

/// Looks for regions: `Tây nguyên`, `Đông Nam bộ`.
pub fn region(text: &str) -> Fault {
    Words::of(text)?.other_than(&REGION_NAMES)
}

/// Looks for titles of honour and their ranks: `huân chương lao động`, `Huân chương Lao động hạng ba`.
pub fn honour(text: &str) -> Fault {
    let words = Words::of(text)?;
    words.other_than(&HONOUR_NAMES).or_else(|| {
        RANKS.iter().find_map(|rank| {
            let (at, _) = words.places(rank).find(|(_, found)| *found == rank.right)?;
            let medal = text[..at].rsplit([',', ';', '.']).next()?.contains("Huân chương ");
            let right = rank.right.split_once(' ').map(|(word, number)| format!("{word} {}", upper_first(number)))?;
            medal.then(|| (rank.right.clone(), right))
        })
    })
}

/// Looks for a lunar year in small letters: `năm giáp Thìn`.
pub fn lunar_year(text: &str) -> Fault {
    const STEMS: [&str; 12] = ["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "kỉ", "canh", "tân", "nhâm", "quý", "quí"];
    const BRANCHES: [&str; 14] =
        ["tý", "tí", "sửu", "dần", "mão", "thìn", "tỵ", "tị", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"];
    let pieces: Vec<&str> =
        text.split(' ').map(|word| word.trim_matches([',', '.', ';', ')', '(', '“', '”'])).collect();
    pieces.windows(3).find_map(|three| {
        let [opens, stem, branch] = three else { return None };
        if opens.len() > "xuân".len() || !["năm", "xuân", "tết"].contains(&opens.to_lowercase().as_str()) {
            return None;
        }
        let (small_stem, small_branch) = (stem.to_lowercase(), branch.to_lowercase());
        let named = STEMS.contains(&small_stem.as_str()) && BRANCHES.contains(&small_branch.as_str());
        if !named {
            return None;
        }
        let right = format!("{} {}", upper_first(&small_stem), upper_first(&small_branch));
        let seen = format!("{stem} {branch}");
        (seen != right && !is_upper(&seen)).then_some((seen, right))
    })
}

/// Looks for historic events: `cách mạng tháng tám`.
pub fn event(text: &str) -> Fault {
    Words::of(text)?.other_than(&EVENTS)
}

/// Looks for an office in small letters right before the name of who holds it: `giám đốc Nguyễn Văn A`.
pub fn office(text: &str) -> Fault {
    OFFICES.iter().rev().find_map(|office| {
        text.match_indices(office).find_map(|(at, _)| {
            let rest = text[at + office.len()..].strip_prefix(' ')?;
            let mut names = rest.split(' ');
            let family = FAMILIES.contains(&names.next()?);
            let given = names.next()?.starts_with(char::is_uppercase);
            let whole = !text[..at].ends_with(char::is_alphanumeric) && !text[..at].ends_with("ó ");
            let name: Vec<&str> = rest.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).collect();
            let name = name.join(" ");
            let name = name.trim_end_matches([',', '.', ';', ')', ':']);
            let office_right: Vec<String> = match office.strip_prefix("phó ") {
                Some(office) => vec!["Phó".to_owned(), upper_first(office)],
                None => vec![upper_first(office)],
            };
            (family && given && whole)
                .then(|| (format!("{office} {name}"), format!("{} {name}", office_right.join(" "))))
        })
    })
}

/// Looks for a sentence that begins with a small letter after a full stop: `… đã xong. các đơn vị …`.
pub fn sentence(text: &str) -> Fault {
    let pieces: Vec<&str> = text.split(' ').collect();
    pieces.windows(2).find_map(|two| {
        let [before, after] = two else { return None };
        let word = before.strip_suffix(['.', '?', '!'])?;
        // `v.v.`, `TP.`, `Điều 5.` end no sentence, nor does any word that is short or not one of ours.
        let ends = word.chars().count() >= 3 && word.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
        let small = after.chars().all(char::is_alphabetic) && after.starts_with(char::is_lowercase);
        let ours = |word: &str| !word.is_ascii() || word.len() <= 6;
        (ends && small && ours(word) && after.chars().count() >= 2)
            .then(|| (format!("{before} {after}"), format!("{before} {}", upper_first(after))))
    })
}
