//! What speaks for a line being this part or that: its words, its look, its place.

use crate::check::line::{Line, Seat};
use crate::check::part::Part;
use crate::docx::format::Alignment;

use crate::check::words::{authority, has_family, is_normative, is_office, is_person, is_unit, kind_of, similar};

/// How much speaks for a part, and what.
#[derive(Debug, Clone)]
pub struct Score {
    /// The part.
    pub part: Part,
    /// The sum of what speaks for it.
    pub value: i32,
    /// What speaks for it, in Vietnamese.
    pub evidence: Vec<&'static str>,
}

/// Scores of one line while they are gathered.
struct Scores<'l, 'v> {
    line: &'l Line<'v>,
    /// Whether the line before ends with the dash that joins agencies: `GIÁM ĐỐC SỞ TÀI CHÍNH -`.
    joined: bool,
    found: Vec<Score>,
    /// Whether the head ends a few lines above.
    below_head: bool,
    /// Whether the title of who signs goes on in it.
    title_goes_on: bool,
}

/// Tells whether the line above in the same place is the title of who signs and this one goes on with it: the name of the
/// agency whose head that is, `TRƯỞNG PHÒNG KINH TẾ, / HẠ TẦNG VÀ ĐÔ THỊ`.
fn title_goes_on(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let same = |other: &&Line<'_>| other.cell() == line.cell() && other.seat == line.seat;
    let above = lines[at.saturating_sub(1)..at].iter().find(same).filter(|above| above.is_caps());
    let title = |above: &Line<'_>| is_office(&above.text) || authority(&above.text).is_some();
    line.is_caps() && line.mostly(|look| look.bold) && !has_family(&line.text) && above.is_some_and(title)
}

/// How many lines below the head the name of a document may stand.
const NEAR: usize = 12;

/// Tells whether the lines right above, outside of this line's place, are those of a head.
fn below_head(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let outside = line.cell().is_none() && line.is_centred() && line.is_caps();
    let head = |line: &Line<'_>| line.folded == "DOCLAPTUDOHANHPHUC" || number(&line.text, &line.folded) == Some(14);
    outside && lines[at.saturating_sub(NEAR)..at].iter().any(head)
}

/// Returns the parts that a line may be, each with what speaks for it. Text of the body is always among them.
///
/// A line beside the national title, in the row of a table that holds both, can be of the head only.
pub fn of(lines: &[Line<'_>], at: usize, beside_title: bool) -> Vec<Score> {
    let line = &lines[at];
    let before = lines[..at].iter().rev().find(|line| !line.is_blank());
    let joined = before.is_some_and(|before| before.is_caps() && before.text.ends_with(['-', '–']));
    let (below_head, title_goes_on) = (below_head(lines, at), title_goes_on(lines, at));
    let mut scores = Scores { line, joined, found: Vec::new(), below_head, title_goes_on };
    scores.running();
    if is_drawn(&line.text) {
        scores.add(Part::Drawn, &[(20, "chỉ gồm dấu gạch")]);
        return scores.found;
    }
    // What stands in a drawn table is text of that table; only a mark is set in a frame of one cell.
    if line.cell().is_some_and(|cell| cell.bordered) {
        scores.marks();
        return scores.found;
    }
    scores.head(beside_title);
    scores.marks();
    if beside_title {
        return scores.found;
    }
    scores.name();
    scores.opening();
    scores.foot();
    scores.annex();
    scores.found
}

/// Tells whether a line begins with a number, a numeral or a letter that counts: `1.`, `II.`, `a)`.
fn is_numbered(text: &str) -> bool {
    let Some((before, _)) = text.split_once(['.', ')']) else { return false };
    let counts = |c: char| c.is_ascii_digit() || "IVXLC".contains(c);
    let letter = before.chars().count() == 1;
    !before.is_empty() && before.chars().count() <= 5 && (letter || before.chars().all(counts))
}

/// Tells whether a line is the number of a part or a chapter: `Phần I`.
fn is_division(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = ["phần ", "chương ", "mục ", "tiểu mục ", "điều "];
    words.iter().any(|word| lower.starts_with(word)) && text.chars().count() <= 14
}

/// Tells whether a line is a rule made of characters.
pub fn is_drawn(text: &str) -> bool {
    let drawn = |c: char| matches!(c, '_' | '-' | '–' | '—' | '─' | '=' | '*' | '¯' | ' ');
    text.chars().filter(|c| *c != ' ').count() >= 3 && text.chars().all(drawn)
}

impl Scores<'_, '_> {
    /// Adds a part unless nothing speaks for it.
    fn add(&mut self, part: Part, reasons: &[(i32, &'static str)]) {
        let reasons: Vec<_> = reasons.iter().filter(|(value, _)| *value != 0).collect();
        let value = reasons.iter().map(|(value, _)| value).sum();
        if value > 0 {
            let evidence = reasons.iter().filter(|(value, _)| *value > 0).map(|(_, why)| *why).collect();
            self.found.push(Score { part, value, evidence });
        }
    }

    /// What runs on: every line may be that.
    fn running(&mut self) {
        let long = if self.line.text.chars().count() > 60 { 4 } else { 0 };
        let even = if self.line.paragraph.format.alignment == Alignment::Justify { 2 } else { 0 };
        let reasons = [(2, "chữ"), (long, "dòng dài"), (even, "căn đều hai lề")];
        self.add(Part::Body, &reasons);
        self.add(Part::AnnexBody, &reasons);
    }

    fn head(&mut self, beside_title: bool) {
        let line = self.line;
        let (text, folded) = (line.text.as_str(), line.folded.as_str());
        self.words(Part::NationalTitle, "CONGHOAXAHOICHUNGHIAVIETNAM");
        self.words(Part::Motto, "DOCLAPTUDOHANHPHUC");
        if let Some(value) = number(text, folded) {
            self.add(Part::Number, &[(value, "có số và ký hiệu"), (self.short(2), "dòng ngắn")]);
        }
        if let Some(value) = place_date(text, folded) {
            self.add(Part::PlaceDate, &[(value, "có địa danh và ngày tháng năm"), (self.right(2), "ở bên phải")]);
        }
        let letter = text.to_lowercase().starts_with("v/v") || folded.starts_with("VV");
        let about = folded.starts_with("VEVIEC") && self.left() > 0;
        let value = if letter && text.contains('/') {
            12
        } else if about {
            7
        } else {
            self.left()
        };
        self.add(Part::LetterSubject, &[(value, "“V/v” dưới số, ký hiệu"), (self.short(1), "dòng ngắn")]);
        let unit = is_unit(text);
        let named =
            (beside_title || line.letters() <= 60) && kind_of(folded).is_none() && !text.ends_with([';', '.', ':']);
        if named && (line.is_caps() || (unit && self.left() > 0)) {
            let unit = if unit { 7 } else { 1 };
            let left = self.left();
            self.add(
                Part::Issuer,
                &[(unit, "từ chỉ cơ quan"), (2 * left, "ở bên trái"), (self.centred(1), "căn giữa")],
            );
        }
    }

    fn marks(&mut self) {
        let (line, folded) = (self.line, self.line.folded.as_str());
        let marks = [
            (Part::Urgency, ["HOATOC", "THUONGKHAN", "KHAN", "HOATOCHENGIO"].as_slice(), "chữ của dấu khẩn"),
            (Part::Secrecy, ["MAT", "TOIMAT", "TUYETMAT"].as_slice(), "chữ của dấu mật"),
            (Part::Circulation, ["XEMXONGTRALAI", "LUUHANHNOIBO"].as_slice(), "chữ chỉ phạm vi lưu hành"),
        ];
        for (part, words, why) in marks {
            if words.contains(&folded) && line.is_caps() {
                self.add(part, &[(14, why)]);
            }
        }
    }

    fn name(&mut self) {
        let line = self.line;
        let set = self.centred(4) + self.bold(3);
        // A numbered heading begins the text; the subject comes before it.
        if set > 0
            && !is_numbered(&self.line.text)
            && !is_division(&self.line.text)
            && !self.line.text.starts_with(['-', '('])
        {
            self.add(Part::Subject, &[(1, "ngay dưới tên loại"), (self.centred(4), "căn giữa"), (self.bold(3), "đậm")]);
        }
        if (kind_of(&line.folded).is_some() || is_normative(&line.folded))
            && !line.text.ends_with([':', ';', '.', ','])
            && line.letters() <= 60
        {
            let caps = if line.is_caps() { 8 } else { 0 };
            let reasons =
                [(3, "tên một loại văn bản"), (caps, "in hoa"), (self.centred(3), "căn giữa"), (self.bold(3), "đậm")];
            // A sentence of the text may begin with the name of a kind; a title is set apart by its look.
            if caps + self.centred(3) + self.bold(3) >= 6 {
                self.add(Part::Title, &reasons);
                return;
            }
        }
        let named = line.mostly(|look| look.bold) && !is_office(&line.text) && !is_unit(&line.text);
        if self.below_head && named && !is_numbered(&line.text) && !line.text.ends_with([':', ';', '.', ',']) {
            // The name of a document of no kind that the decree knows: never beyond doubt.
            self.add(Part::Title, &[(5, "dòng in hoa, đậm, giữa trang dưới phần đầu")]);
        }
    }

    fn opening(&mut self) {
        let line = self.line;
        let folded = line.folded.as_str();
        if line.is_caps() && (is_office(&line.text) || self.joined) && !line.is_right() {
            let centred = self.centred(4);
            self.add(Part::Authority, &[(6, "chức danh in hoa"), (centred, "căn giữa"), (self.bold(2), "đậm")]);
        }
        if (folded.starts_with("KHOA") || folded.starts_with("KYHOP")) && folded.contains("KYHOP") && line.is_caps() {
            self.add(Part::Authority, &[(10, "khóa, kỳ họp"), (self.centred(4), "căn giữa"), (self.bold(2), "đậm")]);
        }
        let ground = ["CANCU", "THEODENGHI", "XETDENGHI", "XETTOTRINH", "THEOTOTRINH"];
        if ground.iter().any(|word| folded.starts_with(word)) {
            let italic = if line.mostly(|look| look.italic) { 3 } else { 0 };
            let end = if line.text.ends_with([';', ',']) { 3 } else { 0 };
            self.add(
                Part::Ground,
                &[(8, "bắt đầu bằng “Căn cứ”, “Theo đề nghị”"), (italic, "nghiêng"), (end, "hết bằng “;”")],
            );
        }
        if ["QUYETDINH", "QUYETNGHI"].contains(&folded) && line.is_caps() {
            let colon = if line.text.ends_with(':') { 8 } else { 0 };
            self.add(Part::Order, &[(8, "chữ “QUYẾT ĐỊNH:”"), (colon, "hết bằng dấu hai chấm")]);
        }
        let wired = folded.ends_with("DIEN") && line.text.ends_with(':') && line.letters() < 60;
        if folded.starts_with("KINHGUI") || wired {
            self.add(Part::Addressee, &[(16, "bắt đầu bằng “Kính gửi”")]);
        }
        if line.text.starts_with(['-', '–', '+']) || self.short(1) > 0 || line.text.ends_with([';', '.']) {
            let dash = if line.text.starts_with(['-', '–']) { 5 } else { 0 };
            let end = if line.text.ends_with([';', '.']) { 2 } else { 0 };
            self.add(
                Part::AddresseeItem,
                &[(1, "sau “Kính gửi:”"), (dash, "gạch đầu dòng"), (end, "hết bằng “;” hoặc “.”")],
            );
        }
    }

    fn foot(&mut self) {
        let line = self.line;
        let (text, folded) = (line.text.as_str(), line.folded.as_str());
        let sentence = !line.is_caps() && text.ends_with(['.', ';', ':']);
        if text.chars().next().is_some_and(char::is_uppercase) && line.letters() <= 60 && !sentence {
            let prefix = if authority(text).is_some() { 9 } else { 0 };
            let office = if is_office(text) || self.title_goes_on { 5 } else { 0 };
            let caps = if line.is_caps() { 3 } else { 0 };
            let reasons = [
                (prefix, "chữ ký thay, thừa lệnh"),
                (office, "chức danh"),
                (caps, "in hoa"),
                (self.bold(2), "đậm"),
                (self.right(2), "ở bên phải"),
            ];
            if prefix + office > 0 {
                self.add(Part::SignerTitle, &reasons);
            }
        }
        let lower_name = is_person(text);
        let caps_name = line.is_caps() && has_family(text) && is_person(&title_case(text));
        if lower_name || (caps_name && !is_unit(text)) {
            let written = if line.is_caps() { 3 } else { 6 };
            let set = self.centred(2) + self.right(2);
            self.add(
                Part::SignerName,
                &[(written, "họ tên người"), (set, "bên phải hoặc giữa cột"), (self.bold(2), "đậm")],
            );
        }
        if folded.starts_with("NOINHAN") && line.letters() <= 40 {
            self.add(Part::RecipientsTitle, &[(18, "bắt đầu bằng “Nơi nhận”")]);
        }
        let dash = text.starts_with(['-', '–', '—', '+', '•']);
        let words = ["NHUTREN", "NHUDIEU", "LUU"].iter().any(|word| folded.starts_with(word));
        let end = if text.ends_with([';', '.']) { 2 } else { 0 };
        let small = if line.mostly(|look| look.size.as_half_pt() <= 24) { 3 } else { 0 };
        let reasons = [
            (if dash { 6 } else { 0 }, "gạch đầu dòng"),
            (if words { 6 } else { 0 }, "“Như trên”, “Lưu”"),
            (end, "hết bằng “;” hoặc “.”"),
            (small, "chữ nhỏ"),
            (1, "sau “Nơi nhận”"),
        ];
        self.add(Part::Recipient, &reasons);
    }

    fn annex(&mut self) {
        let line = self.line;
        let folded = line.folded.as_str();
        if let Some(rest) = folded.strip_prefix("PHULUC") {
            let number = rest.chars().all(|c| c.is_ascii_digit() || "IVXL".contains(c)) && rest.len() <= 5;
            if number && !line.text.ends_with([';', '.', ',']) {
                self.add(Part::AnnexTitle, &[(12, "chữ “Phụ lục” và số"), (self.centred(3), "căn giữa")]);
            }
        }
        if line.is_caps() || self.bold(1) > 0 {
            let caps = if line.is_caps() { 5 } else { 0 };
            self.add(Part::AnnexName, &[(caps, "in hoa"), (self.centred(4), "căn giữa"), (self.bold(2), "đậm")]);
        }
        let attached = ["KEMTHEO", "BANHANHKEMTHEO", "DINHKEM"].iter().any(|word| folded.starts_with(word));
        if attached && line.text.starts_with('(') {
            self.add(Part::AnnexReference, &[(14, "“(Kèm theo …)”"), (self.centred(2), "căn giữa")]);
        }
    }

    fn words(&mut self, part: Part, wanted: &str) {
        if self.line.folded == wanted {
            self.add(part, &[(20, "đúng chữ")]);
        } else if similar(&self.line.folded, wanted) {
            self.add(part, &[(14, "gần đúng chữ")]);
        }
    }

    fn centred(&self, value: i32) -> i32 {
        if self.line.is_centred() { value } else { 0 }
    }

    fn bold(&self, value: i32) -> i32 {
        if self.line.mostly(|look| look.bold) { value } else { 0 }
    }

    fn short(&self, value: i32) -> i32 {
        if self.line.letters() <= 40 { value } else { 0 }
    }

    fn right(&self, value: i32) -> i32 {
        if self.line.is_right() || self.line.paragraph.format.alignment == Alignment::Right { value } else { 0 }
    }

    /// 2 in the left half of the page or a box, where the issuer stands.
    fn left(&self) -> i32 {
        let cell = self.line.cell().is_some_and(|cell| cell.cells > 1 && cell.cell == 0 && !cell.bordered);
        let side = self.line.side == crate::check::line::Side::Left;
        if cell || side || self.line.seat == Seat::Box { 2 } else { 0 }
    }
}

/// Returns how much a line looks like number and symbol.
fn number(text: &str, folded: &str) -> Option<i32> {
    let after = text.strip_prefix("Số").or_else(|| text.strip_prefix("SỐ")).or_else(|| text.strip_prefix("số"));
    let symbol = |rest: &str| {
        let Some((number, symbol)) = rest.split_once(['/', '-']) else { return false };
        let blank = |c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | ' ' | '_' | ':' | 'x' | 'X');
        number.chars().all(blank) && symbol.chars().filter(|c| c.is_alphabetic()).count() >= 2
    };
    match after {
        Some(rest) if rest.trim_start().starts_with(':') && text.chars().count() < 50 => Some(14),
        Some(rest) if symbol(rest) && text.chars().count() < 40 => Some(14),
        None if symbol(text) && folded.chars().next().is_some_and(|c| c.is_ascii_digit()) && text.len() < 30 => Some(8),
        _ => None,
    }
}

/// Returns how much a line looks like place and date.
fn place_date(text: &str, folded: &str) -> Option<i32> {
    if text.chars().count() > 80 || text.starts_with('(') || folded.starts_with("CANCU") {
        return None;
    }
    let day = folded.find("NGAY")?;
    let month = folded[day..].find("THANG").map(|at| at + day);
    let year = month.and_then(|month| folded[month..].find("NAM").map(|at| at + month));
    let before = text.to_lowercase().find("ngày").and_then(|at| text.get(..at)).unwrap_or_default();
    let names = before.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let common = ["tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "đặc", "khu"];
        word.chars().next().is_some_and(char::is_uppercase) || common.contains(&word)
    });
    let mostly = names || (before.trim_end().ends_with(',') && before.split_whitespace().count() <= 6);
    // `Từ ngày …`, `Trước ngày …` says when, not where.
    let when = ["TU", "DEN", "TRUOC", "SAU", "VAO", "KETU", "HOMNAY", "TRONG"].contains(&&folded[..day]);
    let place = mostly && !when && folded[..day].chars().all(char::is_alphabetic) && (2..=40).contains(&day);
    // The line ends with the year: a sentence goes on.
    let ends = year.is_none_or(|at| folded[at + 3..].chars().filter(|c| c.is_alphabetic()).count() == 0);
    match (place && ends, year.filter(|_| ends)) {
        (true, Some(_)) => Some(14),
        (true, None) if folded[day + 4..].chars().all(|c| c.is_ascii_digit()) && folded.len() > day + 8 => Some(11),
        (false, Some(_)) if day == 0 && text.chars().count() < 40 => Some(8),
        _ => None,
    }
}

fn title_case(text: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.flat_map(char::to_lowercase).collect::<String>()
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
