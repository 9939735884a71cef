//! A working folder with very many plans of three pages: 60 blocks each, most with bold and italic runs.

use std::fmt::Write;
use std::io;
use std::path::Path;

use super::base::{self, Dice};

const PART: &[&str] =
    &["Mục đích, yêu cầu", "Nội dung thực hiện", "Phân công nhiệm vụ", "Kinh phí thực hiện", "Tổ chức thực hiện"];
const WHO: &[&str] = &[
    "Phòng Nội vụ",
    "Văn phòng HĐND và UBND huyện",
    "Ủy ban nhân dân các xã, thị trấn",
    "Phòng Tư pháp",
    "Công an huyện",
];
const WHAT: &[&str] = &[
    "chủ trì, phối hợp với các cơ quan liên quan rà soát thủ tục hành chính thuộc thẩm quyền giải quyết;",
    "tổ chức tập huấn, bồi dưỡng nghiệp vụ cho cán bộ, công chức;",
    "đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở;",
    "kiểm tra, đôn đốc việc thực hiện và tổng hợp, báo cáo kết quả;",
    "bố trí kinh phí theo quy định của Luật Ngân sách nhà nước;",
];
const WHEN: &[&str] = &[
    "trước ngày 31 tháng 3.",
    "trong quý II.",
    "định kỳ hằng tháng.",
    "hoàn thành trước ngày 15 tháng 11.",
    "thường xuyên trong năm.",
];

/// A run of text and how it looks.
type Words = (String, Look);

#[derive(Clone, Copy, PartialEq)]
enum Look {
    Plain,
    Bold,
    Italic,
}

struct Block {
    kind: &'static str,
    runs: Vec<Words>,
}

/// Writes the folder, and the same plans for other programs into `ke-hoach.json`.
pub fn write(root: &Path, plans: usize) -> io::Result<()> {
    base::office(root)?;
    base::write(root, "templates/ke-hoach-dai.tera", TEMPLATE)?;
    let mut dice = Dice::new(20_250_402);
    let mut all = Vec::with_capacity(plans);
    for number in 1..=plans {
        let blocks = blocks(&mut dice);
        base::write(root, &format!("data/2020/van-ban/ke-hoach-{number:03}.yaml"), &yaml(number, &blocks))?;
        all.push(json(number, &blocks));
    }
    base::write(root, "ke-hoach.json", &serde_json::json!({ "ke_hoach": all }).to_string())
}

/// Returns 5 × (heading, 2 × (heading, 2 paragraphs, 2 dashes), paragraph) blocks.
fn blocks(dice: &mut Dice) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(60);
    for (index, part) in PART.iter().enumerate() {
        blocks.push(Block { kind: "muc", runs: vec![((*part).to_owned(), Look::Bold)] });
        for clause in 1..=2 {
            let title = format!("Nhiệm vụ trọng tâm số {}.{clause}", index + 1);
            blocks.push(Block { kind: "khoan", runs: vec![(title, Look::Bold)] });
            blocks.extend(["doan", "doan", "gach", "gach"].map(|kind| sentence(kind, dice)));
        }
        blocks.push(sentence("doan", dice));
    }
    blocks
}

fn sentence(kind: &'static str, dice: &mut Dice) -> Block {
    let runs = [(WHO, Look::Bold), (WHAT, Look::Plain), (WHEN, Look::Italic)];
    Block { kind, runs: runs.map(|(from, look)| (dice.pick(from).to_owned(), look)).into() }
}

/// Returns the record: its text is one Markdown text, as a clerk writes it.
fn yaml(number: usize, blocks: &[Block]) -> String {
    let mut text = format!(
        "loai: van_ban\nma: ke-hoach-{number:03}\nten_loai: ke_hoach\nmau: ke-hoach-dai.tera\n\
         trich_yeu: Cải cách hành chính đợt {number} năm 2020\nso: {number}\nngay: 06/01/2020\n\
         nguoi_ky: {{nguoi: chu-tich}}\nnoi_nhan: [Như trên]\nluu: [VT]\ndu_lieu:\n  noi_dung: |\n"
    );
    for block in blocks {
        let _ = writeln!(text, "    {}{}\n", sign(block.kind), markdown(block));
    }
    text
}

fn sign(kind: &str) -> &'static str {
    match kind {
        "muc" => "# ",
        "khoan" => "## ",
        "gach" => "- ",
        _ => "",
    }
}

fn markdown(block: &Block) -> String {
    if matches!(block.kind, "muc" | "khoan") {
        return block.runs.iter().map(|(words, _)| words.as_str()).collect();
    }
    let run = |(words, look): &Words| match look {
        Look::Plain => words.clone(),
        Look::Bold => format!("**{words}**"),
        Look::Italic => format!("*{words}*"),
    };
    block.runs.iter().map(run).collect::<Vec<_>>().join(" ")
}

/// Returns the plan as programs without our numbering want it: each block a kind and its runs.
fn json(number: usize, blocks: &[Block]) -> serde_json::Value {
    let runs = |block: &Block| -> Vec<serde_json::Value> {
        let last = block.runs.len() - 1;
        let run = |(at, (words, look)): (usize, &Words)| {
            let space = if at < last { " " } else { "" };
            serde_json::json!([format!("{words}{space}"), *look == Look::Bold, *look == Look::Italic])
        };
        block.runs.iter().enumerate().map(run).collect()
    };
    serde_json::json!({
        "so": format!("{number:02}/KH-UBND"),
        "nam": 2020,
        "dia_danh": "Đông Hưng",
        "trich_yeu": format!("Cải cách hành chính đợt {number} năm 2020"),
        "nguoi_ky": "Đặng Thị Ngọc Bích",
        "khoi": blocks.iter().map(|block| serde_json::json!([block.kind, runs(block)])).collect::<Vec<_>>(),
    })
}

const TEMPLATE: &str = "{{ du_lieu.noi_dung | safe }}\n";
