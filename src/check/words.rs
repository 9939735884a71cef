//! Words by which parts of a page are known.

use std::sync::LazyLock;

use crate::standard::Kind;
use crate::viet::text::strip_marks;

/// Returns a text without marks in capitals, letters and digits only.
pub fn fold(text: &str) -> String {
    strip_marks(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// How the name of an agency or unit begins.
const UNITS: &[&str] = &[
    "ỦY BAN",
    "UỶ BAN",
    "UBND",
    "UB",
    "HỘI ĐỒNG",
    "HĐND",
    "BỘ",
    "SỞ",
    "CỤC",
    "TỔNG CỤC",
    "CHI CỤC",
    "VỤ",
    "VIỆN",
    "BAN",
    "TRUNG TÂM",
    "TRƯỜNG",
    "PHÒNG",
    "VĂN PHÒNG",
    "THANH TRA",
    "KHO BẠC",
    "NGÂN HÀNG",
    "KIỂM TOÁN",
    "TÒA ÁN",
    "TOÀ ÁN",
    "ĐẠI HỌC",
    "HỌC VIỆN",
    "BỆNH VIỆN",
    "CÔNG TY",
    "TỔNG CÔNG TY",
    "TẬP ĐOÀN",
    "HỘI",
    "LIÊN ĐOÀN",
    "LIÊN MINH",
    "ĐOÀN",
    "TỔ CÔNG TÁC",
    "TỔ",
    "QUỸ",
    "THỦ TƯỚNG",
    "CHỦ TỊCH",
    "THÀNH ỦY",
    "TỈNH ỦY",
    "CÔNG AN",
    "HẠT KIỂM LÂM",
    "BẢO HIỂM",
    "TRẠM",
    "XÍ NGHIỆP",
    "NHÀ",
    "MẶT TRẬN",
    "ĐỘI",
    "CHÍNH PHỦ",
    "QUỐC HỘI",
    "VIỆN KIỂM SÁT",
    "KHU",
    "THƯ VIỆN",
    "BẢO TÀNG",
    "BAN QUẢN LÝ",
    "VƯỜN QUỐC GIA",
];

/// How the name of a place begins, which goes on with the name of its agency.
const PLACES: &[&str] = &["XÃ", "PHƯỜNG", "ĐẶC KHU", "TỈNH", "THÀNH PHỐ", "HUYỆN", "QUẬN", "THỊ XÃ", "THỊ TRẤN", "TP."];

/// Headings that begin like a unit.
const HEADINGS: &[&str] = &["TỔ CHỨC THỰC HIỆN", "TỔ CHỨC", "BAN HÀNH", "XÃ HỘI"];

/// How the title of one who signs begins.
const OFFICES: &[&str] = &[
    "GIAMDOC",
    "PHOGIAMDOC",
    "TONGGIAMDOC",
    "PHOTONGGIAMDOC",
    "CHUTICH",
    "PHOCHUTICH",
    "BOTRUONG",
    "THUTRUONG",
    "CUCTRUONG",
    "PHOCUCTRUONG",
    "CHICUCTRUONG",
    "PHOCHICUCTRUONG",
    "VUTRUONG",
    "PHOVUTRUONG",
    "VIENTRUONG",
    "PHOVIENTRUONG",
    "CHANHVANPHONG",
    "PHOCHANHVANPHONG",
    "CHANHTHANHTRA",
    "PHOCHANHTHANHTRA",
    "TRUONGPHONG",
    "PHOTRUONGPHONG",
    "TRUONGBAN",
    "PHOTRUONGBAN",
    "HIEUTRUONG",
    "PHOHIEUTRUONG",
    "THUTUONG",
    "PHOTHUTUONG",
    "TONGCUCTRUONG",
    "TONGTHUKY",
    "BITHU",
    "PHOBITHU",
    "UYVIEN",
    "KETOANTRUONG",
    "TRUONGDOAN",
    "TOTRUONG",
    "TOPHO",
    "THUKY",
    "CHUTOA",
    "DAIDIEN",
    "NGUOI",
    "DOITRUONG",
    "TRAMTRUONG",
    "HATTRUONG",
    "TRUONGKHOA",
    "TRUONGCONGAN",
    "CHUNHIEM",
    "PHOCHUNHIEM",
    "TRUONGTHON",
    "UBND",
    "UYBANNHANDAN",
    "HOIDONG",
    "BANGIAMDOC",
];

/// Tells whether a line begins as the name of an agency or unit does, in capitals or not.
pub fn is_unit(text: &str) -> bool {
    let text = text.to_uppercase();
    (begins_with(&text, UNITS) || begins_with(&text, PLACES)) && !HEADINGS.iter().any(|word| text.starts_with(word))
}

/// Tells whether a line begins as the name of a province, city, district or commune does.
pub fn is_place(text: &str) -> bool {
    begins_with(&text.to_uppercase(), PLACES)
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// The kinds of normative documents, folded; their form is not that of Nghị định 30.
const NORMATIVE: &[&str] =
    &["THONGTU", "THONGTULIENTICH", "NGHIDINH", "PHAPLENH", "LUAT", "BOLUAT", "LENH", "NGHIQUYETLIENTICH", "HIENPHAP"];

/// Tells whether a folded line is the name of a kind of normative document that is not one of the 29 kinds as well.
pub fn is_normative(folded: &str) -> bool {
    NORMATIVE.contains(&folded)
}

/// Tells whether a line begins as the title of one who signs does: `QUYỀN GIÁM ĐỐC` too.
pub fn is_office(text: &str) -> bool {
    let folded = fold(text);
    let folded = folded.strip_prefix("QUYEN").unwrap_or(&folded);
    // In capitals any head of anything: `TRƯỞNG TRẠM`, `CHỈ HUY TRƯỞNG`, `PHÓ TỔNG BIÊN TẬP`.
    let mut words = text.split_whitespace().take(3);
    let heads = || ["TRƯỞNG", "PHÓ", "CHÁNH"].iter().any(|head| text.starts_with(&format!("{head} ")));
    OFFICES.iter().any(|word| folded.starts_with(word)) || heads() || words.any(|word| word == "TRƯỞNG")
}

/// Family names, by which a name in capitals is told from a heading.
const FAMILIES: &str = "NGUYỄN TRẦN LÊ PHẠM HUỲNH HOÀNG PHAN VŨ VÕ ĐẶNG BÙI ĐỖ HỒ NGÔ DƯƠNG LÝ AN ÂU BẠCH BAN BÀN BẾ BỒ CAO CÁI CHÂU CHU CHẾ \
CHỬ CÔNG CÙ CUNG DANH DIỆP DOÃN ĐÀM ĐÀO ĐÀNG ĐẬU ĐIỂU ĐINH ĐOÀN ĐỒNG ĐỔNG GIÀNG GIANG GIÁP HÀ HÀN HÁN HẠ HẦU HOA HỨA HỒNG KHÚC KHỔNG KHUẤT \
KHƯƠNG KIỀU KIM KA KSOR LA LÃ LẠI LÂM LẦU LÈO LIÊU LIỄU LÒ LỘC LÔ LÔI LỤC LƯ LỮ LƯƠNG LƯU LÙ MA MÃ MẠC MAI MẪN MÔNG MÙA NAY NGHIÊM NGỤY NHAN NHỮ NINH NÔNG \
ÔN ÔNG PHÍ PHÓ PHÙNG PHƯƠNG QUÁCH QUÀNG QUẢN RƠ RƠCHÂM SẦM SIU SƠN SÙNG TẠ TĂNG TẨN TỪ THẠCH THÁI THÀNH THÂN THẨM THÀO THIỀU THÔNG TIÊU TIẾT TÒNG TÔ TÔN \
TỐNG TRÀ TRANG TRIỆU TRỊNH TRƯƠNG TƯỞNG UNG UÔNG VĂN VI VIÊN VƯƠNG VÀNG VƯU XA Y YÊN";

/// Tells whether a line in capitals begins with a family name.
pub fn has_family(text: &str) -> bool {
    let first = without_degree(text).split_whitespace().next().unwrap_or_default();
    FAMILIES.split_whitespace().any(|family| family == first)
}

/// Returns the prefix of authority that a line begins with (`KT`, `TM`, `TL`, `TUQ`, `Q`), however it is written.
pub fn authority(text: &str) -> Option<&'static str> {
    let folded: String = text.chars().flat_map(char::to_uppercase).take_while(|c| !c.is_whitespace()).collect();
    let word: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    let marked = folded.ends_with(['.', '/', ':']) || folded.contains('/') || folded.contains('.');
    let known = ["KT", "TM", "TL", "TUQ", "Q"].into_iter().find(|prefix| *prefix == word);
    // `KT.GIÁM ĐỐC`, without the blank.
    let glued = || {
        let (before, after) = folded.split_once('.')?;
        ["KT", "TM", "TL", "TUQ", "Q"].into_iter().find(|prefix| *prefix == before && !after.is_empty())
    };
    known.filter(|_| marked || text.split_whitespace().count() > 1).or_else(glued)
}

/// The kinds with their folded names.
static KINDS: LazyLock<Vec<(String, &Kind)>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| (fold(kind.name), kind)).collect());

/// Kinds whose name goes on with what it is about, in one title: `QUY CHẾ LÀM VIỆC CỦA …`.
const GOES_ON: &[&str] =
    &["quy_che", "quy_dinh", "chuong_trinh", "de_an", "du_an", "phuong_an", "hop_dong", "bien_ban"];

/// Returns the kind whose name a folded line is or begins with, when all of it is a name of a kind.
pub fn kind_of(folded: &str) -> Option<&'static Kind> {
    // `QUY ĐỊNH CHUNG` is the first chapter of a regulation.
    let chapter = ["QUYDINHCHUNG", "QUYDINHCUTHE", "QUYDINHKHAC"].contains(&folded);
    let goes_on = |name: &str, kind: &Kind| GOES_ON.contains(&kind.id) && folded.starts_with(name) && !chapter;
    let exact = KINDS.iter().find(|(name, _)| name == folded);
    exact.or_else(|| KINDS.iter().find(|(name, kind)| goes_on(name, kind))).map(|(_, kind)| *kind)
}

/// Tells whether a line is the name of a person: two to six words, each with a capital, no figures.
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = without_rank(without_degree(text)).split_whitespace().collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_alphabetic() || c == '\'' || c == '-')
    };
    let divides =
        ["Phần", "Chương", "Mục", "Tiểu", "Điều", "Phụ"].contains(&words.first().copied().unwrap_or_default());
    let initial = words.len() == 2 && words[1].chars().count() == 1;
    !divides
        && !initial
        && (2..=10).contains(&words.len())
        && words.iter().all(|word| name(word) && word.chars().count() <= 9)
}

/// Ranks of armed forces, which stand before the names of those who sign.
const RANKS: [&str; 4] = ["tướng", "tá", "úy", "uý"];

/// Returns a name without the rank before it: `Thiếu tá Nguyễn Văn A`.
fn without_rank(text: &str) -> &str {
    let mut words = text.splitn(3, ' ');
    let (step, rank, rest) = (words.next(), words.next(), words.next());
    let known = step.is_some_and(|step| ["Đại", "Thượng", "Trung", "Thiếu"].contains(&step))
        && rank.is_some_and(|rank| RANKS.contains(&rank));
    rest.filter(|_| known).unwrap_or(text)
}

/// Degrees in words.
const DEGREES: [&str; 12] = [
    "Giáo sư",
    "Phó Giáo sư",
    "Phó giáo sư",
    "Tiến sĩ",
    "Tiến sỹ",
    "Thạc sĩ",
    "Thạc sỹ",
    "Bác sĩ",
    "Bác sỹ",
    "Dược sĩ",
    "Kỹ sư",
    "Cử nhân",
];

/// Returns a name without degrees and ranks before it: `TS. Nguyễn Văn A`.
pub fn without_degree(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = DEGREES.iter().find_map(|degree| rest.strip_prefix(degree)?.strip_prefix(' ')) {
        rest = after.trim_start();
    }
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.trim_end_matches([',', '.', ':']);
        let known = [
            "GS", "PGS", "TS", "ThS", "TSKH", "BS", "BSCKI", "BSCKII", "CN", "KS", "KTS", "NGND", "NGƯT", "NSND", "DS",
            "Ths", "ThS", "LS", "Dr", "CK", "CKI", "CKII", "CK1", "CK2", "BSCK", "BSNT",
        ];
        let all = word.split(['.', ',']).all(|piece| known.iter().any(|degree| degree.eq_ignore_ascii_case(piece)));
        if !all || word.is_empty() {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Tells whether two folded texts differ by a slip or two: at most one letter of eight.
pub fn similar(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let most = a.len().max(b.len()) / 8;
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[b.len()] <= most
}
