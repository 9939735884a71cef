//! Every sentence of the plan of 2020 is in the generated one, in its order, and nothing else is.

use thidua::docx::place::paragraphs;

use super::workspace::{Workspace, fixture};

/// Slips of the plan as received, and what they became; `chuan_hoa` in the records lists the same.
const MENDED: &[(&str, &str)] = &[
    ("3. Tổ chức thực hiện :", "3. Tổ chức thực hiện:"),
    ("Nơi nhận :", "Nơi nhận:"),
    ("- Lưu : VT, VP, VTLT", "- Lưu: VT, VP, VTLT."),
];

/// What the decree asks for and the plan as received leaves to the printed form.
const ADDED: &[&str] = &[
    "UBND TỈNH NINH THUẬN",
    "SỞ TÀI CHÍNH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: /KH-STC",
    "Ninh Thuận, ngày tháng năm 2020",
    "GIÁM ĐỐC",
];

fn normal(text: &str) -> String {
    text.replace('\u{2011}', "-").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a paragraph with the capitals of headings undone.
fn plain(text: &str) -> String {
    if text.chars().any(char::is_lowercase) { text.to_owned() } else { text.to_lowercase() }
}

fn received() -> Vec<String> {
    let text = std::fs::read_to_string(fixture("plan/ke-hoach-2020.txt")).unwrap();
    let lines = text.lines().map(normal).filter(|line| !line.is_empty());
    let mended =
        |line: String| MENDED.iter().find(|(slip, _)| *slip == line).map_or(line, |(_, mended)| (*mended).to_owned());
    lines.map(mended).collect()
}

fn generated() -> Vec<String> {
    let view = Workspace::shipped().document("ke-hoach");
    let body = paragraphs(&view).into_iter().filter(|(place, _)| place.in_text());
    body.map(|(_, paragraph)| normal(&paragraph.nfc_text())).filter(|text| !text.is_empty()).collect()
}

#[test]
fn the_generated_plan_has_every_paragraph_of_the_plan_received_in_its_order_and_only_the_head_and_post_besides() {
    let mut generated = generated();
    for added in ADDED {
        let at = generated.iter().position(|text| text == added);
        generated.remove(at.unwrap_or_else(|| panic!("no “{added}” in {generated:#?}")));
    }
    let received = received();
    for (at, (generated, received)) in generated.iter().zip(&received).enumerate() {
        let same = generated == received || plain(generated) == received.to_lowercase();
        assert!(same, "paragraph {}:\n generated “{generated}”\n received “{received}”", at + 1);
    }
    assert_eq!(generated.len(), received.len());
}

#[test]
fn only_the_kind_and_the_headings_with_roman_numbers_are_put_into_capitals() {
    let received = received();
    let capitals: Vec<String> = generated()
        .into_iter()
        .filter(|text| {
            !text.chars().any(char::is_lowercase) && !ADDED.contains(&text.as_str()) && !received.contains(text)
        })
        .collect();
    assert_eq!(capitals, ["I. MỤC ĐÍCH, YÊU CẦU:", "II. ĐỐI TƯỢNG, TIÊU CHÍ, TỔ CHỨC THI ĐUA:"]);
}

#[test]
fn the_slips_mended_in_the_plan_are_listed_in_the_records() {
    let records = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/2020/phong-trao.yaml")).unwrap();
    let listed = records.split_once("chuan_hoa:").unwrap().1;
    for (slip, _) in MENDED {
        assert!(listed.contains(&format!("“{slip}”")), "{slip}");
    }
}
