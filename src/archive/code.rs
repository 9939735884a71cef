//! Codes of what verifying the archive can find, and of what a finished page may lack.

use crate::diag::Code;

/// The register's file is damaged.
pub static REGISTER: Code = Code { id: "LT01", title: "Tệp sổ hỏng hoặc không còn như lúc ghi" };
/// The chain of the log is broken.
pub static CHAIN: Code = Code { id: "LT02", title: "Nhật ký bị sửa, mất hoặc chèn mục" };
/// The log as text differs from the one in the register.
pub static JOURNAL: Code = Code { id: "LT03", title: "Nhật ký dạng chữ không khớp với sổ" };
/// A row of the register is not what the log makes of it.
pub static ROW: Code = Code { id: "LT04", title: "Sổ không khớp với nhật ký" };
/// A file of the store is missing or changed.
pub static CONTENT: Code = Code { id: "LT05", title: "Tệp lưu bị mất hoặc bị thay đổi" };
/// Something lies in the archive that does not belong there.
pub static STRANGER: Code = Code { id: "LT06", title: "Tệp lạ trong thư mục lưu trữ" };
/// A number is missing.
pub static GAP: Code = Code { id: "LT07", title: "Thiếu số trong dãy số văn bản" };
/// A finished page does not say what was meant.
pub static PAGE: Code = Code { id: "LT08", title: "Tệp đã dựng không đúng với điều định phát hành" };
/// A document cannot be issued as it stands.
pub static NOT_READY: Code = Code { id: "LT09", title: "Văn bản chưa phát hành được" };

/// A step was left undone; the next one that writes sets it right.
pub static UNFINISHED: Code = Code { id: "LT10", title: "Việc dở dang do một lệnh bị ngắt giữa chừng" };

/// The times of the log run backwards, and no line says why.
pub static TIME: Code = Code { id: "LT13", title: "Giờ ghi trong nhật ký chạy lùi" };

/// A published file was edited.
pub static EDITED: Code = Code { id: "LT14", title: "Tệp đã phát hành bị sửa sau khi phát hành" };

/// All of them, in order.
pub static ALL: &[&Code] =
    &[&REGISTER, &CHAIN, &JOURNAL, &ROW, &CONTENT, &STRANGER, &GAP, &PAGE, &NOT_READY, &UNFINISHED, &TIME, &EDITED];
