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

/// Writes the folder.
pub fn write(root: &Path, plans: usize) -> io::Result<()> {
    base::office(root)?;
    base::write(root, "templates/ke-hoach-dai.tera", TEMPLATE)?;
    let mut dice = Dice::new(20_250_402);
    for number in 1..=plans {
        base::write(root, &format!("data/2020/van-ban/ke-hoach-{number:03}.yaml"), &plan(number, &mut dice))?;
    }
    Ok(())
}

/// Returns a plan of 5 × (heading, 2 × (heading, 2 paragraphs, 2 dashes), paragraph) blocks.
fn plan(number: usize, dice: &mut Dice) -> String {
    let mut text = format!(
        "loai: van_ban\nma: ke-hoach-{number:03}\nten_loai: ke_hoach\nmau: ke-hoach-dai.tera\n\
         trich_yeu: Cải cách hành chính đợt {number} năm 2020\nso: {number}\nngay: 06/01/2020\n\
         nguoi_ky: {{nguoi: chu-tich}}\nnoi_nhan: [Như trên]\nluu: [VT]\ndu_lieu:\n  khoi:\n"
    );
    for (index, part) in PART.iter().enumerate() {
        block(&mut text, "muc", &[(part, "dam")]);
        for clause in 1..=2 {
            let title = format!("Nhiệm vụ trọng tâm số {}.{clause}", index + 1);
            block(&mut text, "khoan", &[(&title, "dam")]);
            for kind in ["doan", "doan", "gach", "gach"] {
                sentence(&mut text, kind, dice);
            }
        }
        sentence(&mut text, "doan", dice);
    }
    text
}

fn sentence(text: &mut String, kind: &str, dice: &mut Dice) {
    block(text, kind, &[(dice.pick(WHO), "dam"), (dice.pick(WHAT), "thuong"), (dice.pick(WHEN), "nghieng")]);
}

fn block(text: &mut String, kind: &str, runs: &[(&str, &str)]) {
    let _ = writeln!(text, "    - kieu: {kind}\n      chu:");
    for (words, style) in runs {
        let _ = writeln!(text, "        - {{chu: '{words}', kieu: {style}}}");
    }
}

const TEMPLATE: &str = "\
{%- for khoi in du_lieu.khoi %}

{% if khoi.kieu == 'muc' %}# {% elif khoi.kieu == 'khoan' %}## {% elif khoi.kieu == 'gach' %}- {% endif -%}
{%- for doan in khoi.chu -%}
{%- if not loop.first %} {% endif -%}
{%- if khoi.kieu in ['muc', 'khoan'] or doan.kieu == 'thuong' -%}
{{ doan.chu }}
{%- elif doan.kieu == 'dam' -%}
**{{ doan.chu }}**
{%- else -%}
*{{ doan.chu }}*
{%- endif -%}
{%- endfor -%}
{%- endfor %}
";
