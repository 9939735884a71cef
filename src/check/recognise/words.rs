//! Words by which parts of a page are known, all without marks and in capitals.

use std::sync::LazyLock;

use crate::check::line::fold;
use crate::standard::Kind;

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
    "XÃ",
    "PHƯỜNG",
    "ĐẶC KHU",
    "TỈNH",
    "THÀNH PHỐ",
];

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
    let begins = |word: &&&str| text.strip_prefix(**word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    UNITS.iter().any(|word| begins(&word)) && !HEADINGS.iter().any(|word| text.starts_with(word))
}

/// Tells whether a folded line begins as the title of one who signs does.
pub fn is_office(folded: &str) -> bool {
    OFFICES.iter().any(|word| folded.starts_with(word))
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
    let goes_on =
        |name: &str, kind: &Kind| GOES_ON.contains(&kind.id) && folded.starts_with(name) && folded != "QUYDINHCHUNG";
    let exact = KINDS.iter().find(|(name, _)| name == folded);
    exact.or_else(|| KINDS.iter().find(|(name, kind)| goes_on(name, kind))).map(|(_, kind)| *kind)
}

/// Tells whether a line is the name of a person: two to six words, each with a capital, no figures.
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = without_degree(text).split_whitespace().collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_alphabetic() || c == '\'' || c == '-')
    };
    let divides =
        ["Phần", "Chương", "Mục", "Tiểu", "Điều", "Phụ"].contains(&words.first().copied().unwrap_or_default());
    let initial = words.len() == 2 && words[1].chars().count() == 1;
    !divides
        && !initial
        && (2..=6).contains(&words.len())
        && words.iter().all(|word| name(word) && word.chars().count() <= 9)
}

/// Returns a name without degrees and ranks before it: `TS. Nguyễn Văn A`.
pub fn without_degree(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.trim_end_matches([',', '.', ':']);
        let known = [
            "GS", "PGS", "TS", "ThS", "TSKH", "BS", "BSCKI", "BSCKII", "CN", "KS", "KTS", "NGND", "NGƯT", "NSND", "DS",
            "Ths", "ThS", "LS", "Dr",
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
