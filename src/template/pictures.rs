//! Pictures that templates name, read once for all documents of a run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::Image;
use crate::image::{self, MOST, SAVE_ANEW};
use crate::source::open::{OpenError, Reach};

/// Most bytes of all pictures of a run.
const MOST_WEIGHT: usize = 256 * 1024 * 1024;

/// Why a picture is not put in.
#[derive(Clone, Debug)]
pub struct NoPicture {
    /// What was found.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The pictures of a run.
pub struct Pictures {
    reach: Reach,
    read: Mutex<BTreeMap<String, Result<Arc<Image>, NoPicture>>>,
}

impl Pictures {
    /// Reads below these folders.
    pub fn within(reach: &Reach) -> Self {
        Self { reach: reach.clone(), read: Mutex::default() }
    }

    /// Returns a picture by its path from the working folder.
    pub fn get(&self, path: &str) -> Result<Arc<Image>, NoPicture> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return known.clone();
        }
        let weight: usize = read.values().flatten().map(|image| image.bytes.len()).sum();
        let image = self.open(path).and_then(|image| light(image, weight)).map(Arc::new);
        read.insert(path.to_owned(), image.clone());
        image
    }

    fn open(&self, path: &str) -> Result<Image, NoPicture> {
        let refused = |message: String, hint: &str| NoPicture { message, hint: hint.to_owned() };
        if path.is_empty() {
            return Err(refused(
                "ảnh không ghi tên tệp".to_owned(),
                "ghi đường dẫn trong ngoặc: ![mô tả](templates/ten-anh.png)",
            ));
        }
        if path.contains("://") || path.starts_with("data:") {
            let hint = "tải ảnh về, đặt vào thư mục templates, rồi ghi templates/ten-anh.png";
            return Err(refused(format!("ảnh “{path}” ở trên mạng, chương trình không tải về"), hint));
        }
        // A path is written in one way on every system.
        let name = path.replace('\\', "/");
        let bytes = self.reach.read(&name, MOST).map_err(|error| match error {
            OpenError::Missing => {
                let hint = "kiểm tra lại tên tệp; đường dẫn tính từ thư mục làm việc, như templates/ten-anh.png";
                refused(format!("không có tệp ảnh “{path}”"), hint)
            }
            error => refused(format!("không đọc tệp ảnh “{path}”: {error}"), error.hint()),
        })?;
        let header = image::read(&bytes).map_err(|error| refused(format!("tệp ảnh “{path}” {error}"), SAVE_ANEW))?;
        Ok(Image { bytes, header })
    }
}

fn light(image: Image, weight: usize) -> Result<Image, NoPicture> {
    if weight.saturating_add(image.bytes.len()) <= MOST_WEIGHT {
        return Ok(image);
    }
    let message = format!("các ảnh trong mẫu nặng hơn {} MB", MOST_WEIGHT / 1024 / 1024);
    Err(NoPicture {
        message, hint: "thu nhỏ ảnh rồi lưu lại; ảnh in ra giấy chỉ cần 300 điểm một inch".to_owned()
    })
}
