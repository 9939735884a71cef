//! Pictures and QR codes from files and texts into a part.

use std::io::ErrorKind;

use super::{At, InsertError, Payload, PictureValue, drawing, qr, run};
use crate::fill::additions::{Additions, Stored};
use crate::fill::chart;
use crate::image::{self, Header, MOST};
use crate::layout::picture::{Fit, Picture, fitted, inline};
use crate::source::open::OpenError;
use crate::units::Length;

/// Returns a run with the picture, or nothing where no file is named.
pub(super) fn insert(value: &PictureValue, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    if value.path.is_empty() {
        return Ok(String::new());
    }
    let stored = file(&value.path, at, extra)?;
    let length = |emu: Option<i64>| emu.map(Length::emu);
    let room = (at.room.width, at.room.height);
    let size = fitted(&stored.header, (length(value.width), length(value.height)), room);
    line(&stored, size, value.fit, description(value), at, extra)
}

/// Returns a run with a QR code, or nothing for an empty text.
pub(super) fn insert_qr(
    text: &str,
    side: Length,
    level: qr::Level,
    at: &At<'_>,
    extra: &mut Additions<'_>,
) -> Result<String, InsertError> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let stored = code(text, level, extra)?;
    let side = side.min(at.room.width).min(at.room.height);
    line(&stored, (side, side), Fit::Whole, &format!("Mã QR: {text}"), at, extra)
}

fn line(
    stored: &Stored,
    size: (Length, Length),
    fit: Fit,
    description: &str,
    at: &At<'_>,
    extra: &mut Additions<'_>,
) -> Result<String, InsertError> {
    run::refuse_control(description)?;
    let relation = extra.relate(at.part, "image", &stored.part, false)?;
    let picture = Picture { header: &stored.header, relation: &relation, id: extra.drawing_id(), description };
    Ok(format!("<w:r>{}</w:r>", inline(&picture, size, fit)))
}

/// Puts the picture of a payload into a placeholder: `<w:drawing>…</w:drawing>` whose alt text gave the payload.
///
/// The frame keeps its place, size and border. Where the data name no picture the drawing goes: the result is empty.
pub fn replace_picture(
    drawing: &str,
    payload: &str,
    at: &At<'_>,
    extra: &mut Additions<'_>,
) -> Result<String, InsertError> {
    let (stored, fit, description) = match Payload::read(payload)? {
        Payload::Chart(figures) => return chart::replace(drawing, *figures, at, extra),
        Payload::Picture(value) if value.path.is_empty() => return Ok(String::new()),
        Payload::Qr { text, .. } if text.is_empty() => return Ok(String::new()),
        Payload::Picture(value) => (file(&value.path, at, extra)?, value.fit, description(&value).to_owned()),
        Payload::Qr { text, level, .. } => (code(&text, level, extra)?, Fit::Whole, format!("Mã QR: {text}")),
        _ => {
            return Err(InsertError::new(
                "chữ thay thế (alt text) của hình chỉ nhận ảnh hoặc mã QR",
                "dùng bộ lọc anh hoặc qr, ví dụ {{ anh_the | anh }}",
            ));
        }
    };
    run::refuse_control(&description)?;
    let relation = extra.relate(at.part, "image", &stored.part, false)?;
    let picture =
        Picture { header: &stored.header, relation: &relation, id: extra.drawing_id(), description: &description };
    let hint = "dùng một ảnh bất kỳ làm ảnh giữ chỗ, để cùng dòng với chữ (In Line with Text); hoặc mở ảnh chụp ra, xoay thẳng rồi lưu lại";
    drawing::replace(drawing, &picture, fit).map_err(|error| InsertError::new(error.to_string(), hint))
}

/// The name of the file stands in where nothing describes the picture.
fn description(value: &PictureValue) -> &str {
    let name = value.path.rsplit(['/', '\\']).next().unwrap_or_default();
    if value.description.is_empty() { name } else { &value.description }
}

/// Reads and stores a picture once.
fn file(path: &str, at: &At<'_>, extra: &mut Additions<'_>) -> Result<Stored, InsertError> {
    let key = format!("tep:{path}");
    if let Some(stored) = extra.picture(&key) {
        return Ok(stored);
    }
    let bytes = at.files.read(path, MOST).map_err(|error| unreadable("ảnh", path, &error))?;
    let header =
        image::read(&bytes).map_err(|error| InsertError::new(format!("tệp ảnh “{path}” {error}"), image::SAVE_ANEW))?;
    store(key, bytes, header, extra)
}

fn code(text: &str, level: qr::Level, extra: &mut Additions<'_>) -> Result<Stored, InsertError> {
    let key = format!("qr:{level:?}:{text}");
    if let Some(stored) = extra.picture(&key) {
        return Ok(stored);
    }
    let bytes = qr::png(text, level)?;
    let header = image::read(&bytes).map_err(|error| InsertError::new(format!("mã QR {error}"), ""))?;
    store(key, bytes, header, extra)
}

fn store(key: String, bytes: Vec<u8>, header: Header, extra: &mut Additions<'_>) -> Result<Stored, InsertError> {
    let part = extra.media(bytes, header.format.extension(), header.format.media_type())?;
    let stored = Stored { part, header };
    extra.keep_picture(key, stored.clone());
    Ok(stored)
}

/// Says why a file cannot be read, in words for whoever typed its name.
pub(super) fn unreadable(what: &str, path: &str, error: &std::io::Error) -> InsertError {
    let refused = error.get_ref().and_then(|inner| inner.downcast_ref::<OpenError>());
    match (refused, error.kind()) {
        (_, ErrorKind::NotFound) => InsertError::new(
            format!("không có tệp {what} “{path}”"),
            "kiểm tra tên tệp; đường dẫn tính từ thư mục chứa tệp dữ liệu",
        ),
        (Some(refused), _) => InsertError::new(format!("không đọc tệp {what} “{path}”: {refused}"), refused.hint()),
        (None, _) => InsertError::new(format!("không đọc được tệp {what} “{path}”: {error}"), "kiểm tra quyền đọc tệp"),
    }
}
