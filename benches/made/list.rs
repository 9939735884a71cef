//! A working folder with one decision that commends very many people, with the template that is shipped.

use std::fmt::Write;
use std::io;
use std::path::Path;

use super::base::{self, Dice};

const FAMILY: &[&str] =
    &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const MIDDLE: &[&str] = &["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Thị Thu", "Minh", "Quốc", "Thị Bích", "Xuân"];
const GIVEN: &[&str] = &["An", "Ánh", "Bảo", "Bình", "Cường", "Dũng", "Giang", "Hằng", "Hậu", "Nguyệt", "Nhữ", "Yến"];
const POST: &[&str] = &["Chuyên viên", "Trưởng phòng", "Kế toán trưởng", "Văn thư", "Giáo viên", "Công chức Địa chính"];
const UNIT: &[&str] = &[
    "Phòng Nội vụ",
    "Phòng Văn hóa & Thông tin",
    "Văn phòng HĐND và UBND",
    "Trường THCS Nguyễn Trãi",
    "Ban Quản lý dự án đầu tư xây dựng",
];
const AWARD: &[&str] = &["giay-khen", "lao-dong-tien-tien", "chien-si-thi-dua"];
const MERIT: &[&str] = &[
    "Hoàn thành xuất sắc nhiệm vụ năm 2020",
    "Có thành tích xuất sắc trong công tác cải cách hành chính",
    "Đạt thành tích cao trong Hội thi \"Dân vận khéo\" cấp huyện",
];

/// Writes the folder.
pub fn write(root: &Path, people: usize) -> io::Result<()> {
    base::office(root)?;
    base::write(root, "data/2020/muc-thuong.yaml", RATES)?;
    base::write(root, "data/2020/phap-ly.yaml", LAW)?;
    base::write(root, "data/2020/van-ban/quyet-dinh.yaml", PAPER)?;
    base::write(root, "data/2020/khen-thuong.yaml", &commendation(people))
}

fn commendation(people: usize) -> String {
    let mut dice = Dice::new(20_250_402);
    let mut text = String::from("loai: khen_thuong\nma: dot-1\nly_do: đã có thành tích xuất sắc năm 2020\nca_nhan:\n");
    for _ in 0..people {
        let (family, middle, given) = (dice.pick(FAMILY), dice.pick(MIDDLE), dice.pick(GIVEN));
        let _ = writeln!(text, "  - ho_ten: {family} {middle} {given}");
        let _ = writeln!(text, "    chuc_vu: {}, {}", dice.pick(POST), dice.pick(UNIT));
        let _ = writeln!(text, "    hinh_thuc: {}", dice.pick(AWARD));
        let _ = writeln!(text, "    thanh_tich: {}", dice.pick(MERIT));
    }
    text
}

const RATES: &str = "\
loai: muc_thuong
luong_co_so:
  - tu: 01/7/2019
    muc: 1.490.000
lam_tron: 10.000
hinh_thuc:
  - {ma: giay-khen, ten: Giấy khen, doi_tuong: ca_nhan, he_so: '0,3'}
  - {ma: lao-dong-tien-tien, ten: Lao động tiên tiến, doi_tuong: ca_nhan, he_so: '0,3'}
  - {ma: chien-si-thi-dua, ten: Chiến sĩ thi đua cơ sở, doi_tuong: ca_nhan, he_so: '1,0'}
";

const LAW: &str = "\
loai: phap_ly
danh_sach:
  - {ma: luat, ten_loai: Luật, ngay: 26/11/2003, trich_yeu: 'Thi đua, khen thưởng'}
";

const PAPER: &str = "\
loai: van_ban
ma: quyet-dinh
ten_loai: quyet_dinh
mau: quyet-dinh-khen-thuong.tera
trich_yeu: Về việc khen thưởng năm 2020
khen_thuong: dot-1
can_cu: [luat]
theo_de_nghi: Theo đề nghị của Trưởng phòng Phòng Nội vụ
nguoi_ky: {nguoi: chu-tich}
noi_nhan: [Như Điều 3]
luu: [VT]
du_lieu:
  hinh_thuc: Khen thưởng
  ten_danh_sach: Danh sách cá nhân được khen thưởng
  nguon_kinh_phi: Kinh phí trích từ Quỹ thi đua, khen thưởng năm 2020.
  thi_hanh: Chánh Văn phòng, Trưởng phòng Phòng Nội vụ
";
