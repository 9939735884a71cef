//! A working folder with the tasks of a whole province and many documents, most of which ask for few of them.

use std::fmt::Write;
use std::io;
use std::path::Path;

use super::base::{self, Dice};

const AREAS: usize = 7;
const UNITS: usize = 20;
const PER_FILE: usize = 500;
const WHAT: &[&str] = &[
    "Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết",
    "Tổ chức tập huấn nghiệp vụ cho cán bộ, công chức",
    "Kiểm tra việc thực hiện cơ chế một cửa tại các xã, thị trấn",
    "Công khai thủ tục hành chính trên cổng thông tin điện tử",
    "Số hóa hồ sơ lưu trữ của các phòng chuyên môn",
];
const PRODUCT: &[&str] = &["Báo cáo", "Kế hoạch", "Quyết định", "Danh mục"];

/// On which days the documents speak.
#[derive(Clone, Copy)]
pub enum Days {
    /// All on the last day of the year.
    One,
    /// Each on the day that it bears, one of three hundred.
    Each,
}

/// Writes the folder.
pub fn write(root: &Path, papers: usize, tasks: usize, days: Days) -> io::Result<()> {
    base::office(root)?;
    base::write(root, "templates/thong-bao-tien-do.tera", NOTICE)?;
    base::write(root, "templates/don-doc.tera", REMINDER)?;
    base::write(root, "data/2020/linh-vuc.yaml", &named("linh_vuc", "lv", "Lĩnh vực", AREAS))?;
    base::write(root, "data/2020/don-vi.yaml", &named("don_vi", "dv", "Phòng", UNITS))?;
    let mut dice = Dice::new(20_250_402);
    for first in (0..tasks).step_by(PER_FILE) {
        let text = list(&mut dice, first..tasks.min(first + PER_FILE));
        base::write(root, &format!("data/2020/nhiem-vu/{first:05}.yaml"), &text)?;
    }
    for number in 1..=papers {
        base::write(root, &format!("data/2020/van-ban/thong-bao-{number:03}.yaml"), &paper(number, days))?;
    }
    Ok(())
}

fn named(kind: &str, id: &str, name: &str, count: usize) -> String {
    let mut text = format!("loai: {kind}\ndanh_sach:\n");
    for number in 1..=count {
        let _ = writeln!(text, "  - {{ma: {id}-{number}, ten: {name} số {number}}}");
    }
    text
}

/// Returns tasks of which nearly all are done; one in a hundred is overdue at the end of the year.
fn list(dice: &mut Dice, numbers: std::ops::Range<usize>) -> String {
    let mut text = String::from("loai: nhiem_vu\ndanh_sach:\n");
    for number in numbers {
        let (area, unit, month) = (number % AREAS + 1, number % UNITS + 1, number % 11 + 1);
        let _ = writeln!(text, "  - ma: nv-{number:05}");
        let _ = writeln!(text, "    ten: {} đợt {number}", dice.pick(WHAT));
        let _ = writeln!(text, "    linh_vuc: lv-{area}\n    don_vi: dv-{unit}\n    han: 28/{month}/2020");
        let _ = writeln!(text, "    san_pham: {}", dice.pick(PRODUCT));
        if number % 100 != 0 {
            let _ = writeln!(text, "    tien_do:\n      - {{ngay: 20/{month}/2020, phan_tram: 100}}");
        }
    }
    text
}

fn paper(number: usize, days: Days) -> String {
    let template = if number.is_multiple_of(10) { "don-doc.tera" } else { "thong-bao-tien-do.tera" };
    let date = match days {
        Days::One => String::new(),
        Days::Each => format!("ngay: {}/{}/2020\n", (number - 1) % 28 + 1, (number - 1) / 28 % 11 + 1),
    };
    format!(
        "loai: van_ban\nma: thong-bao-{number:03}\nten_loai: thong_bao\nmau: {template}\n\
         trich_yeu: Tiến độ thực hiện nhiệm vụ lần {number} năm 2020\nso: {number}\n{date}\
         nguoi_ky: {{nguoi: chu-tich}}\nnoi_nhan: [Các phòng]\nluu: [VT]\n"
    )
}

const NOTICE: &str = "\
Đến ngày {{ tinh_den | ngay }}, các đơn vị đã hoàn thành {{ thong_ke.hoan_thanh }}/{{ thong_ke.tong }} nhiệm vụ
({{ thong_ke.ty_le_hoan_thanh }}).
{% for lv in thong_ke.linh_vuc %}
- {{ lv.ten }}: {{ lv.hoan_thanh }}/{{ lv.tong }}.
{% endfor %}
";

const REMINDER: &str = "\
Các nhiệm vụ quá hạn đến ngày {{ tinh_den | ngay }}:
{% for viec in viec_qua_han %}
- {{ viec.ten }} ({{ viec.ten_don_vi }}), hạn {{ viec.han | ngay }}.
{% endfor %}
";
