//! What every made-up working folder has: an office, its head, and a source of choices that is the same on every run.

use std::fs;
use std::io;
use std::path::Path;

/// Chooses from lists, always in the same way.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[usize::try_from(self.0 >> 33).unwrap_or(0) % from.len()]
    }
}

/// Writes a file below the folder, with the folders above it.
pub fn write(root: &Path, name: &str, text: &str) -> io::Result<()> {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    fs::write(path, text)
}

/// Writes the office and who signs.
pub fn office(root: &Path) -> io::Result<()> {
    write(root, "data/2020/co-quan.yaml", OFFICE)?;
    write(root, "data/2020/nguoi.yaml", HEAD)
}

const OFFICE: &str = "\
loai: co_quan
ten: Ủy ban nhân dân huyện Đông Hưng
viet_tat: UBND
dia_danh: Đông Hưng
tham_quyen: Chủ tịch Ủy ban nhân dân huyện
the_thuc: {bo_co_chu: nho, co_chu: 13, le_phai: 15}
";

const HEAD: &str = "\
loai: nguoi
danh_sach:
  - ma: chu-tich
    ho_ten: Đặng Thị Ngọc Bích
    chuc_vu: Chủ tịch
";
