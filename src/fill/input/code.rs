//! Codes of the faults in files of data for Word templates.

use crate::diag::Code;

/// A kind of file that holds no data we read.
pub static FORMAT: Code = Code { id: "NGUON01", title: "Loại tệp dữ liệu không đọc được" };
/// A JSON file that breaks the rules of JSON.
pub static JSON: Code = Code { id: "NGUON02", title: "Tệp JSON viết sai" };
/// Data that is neither a group of keys nor a list.
pub static SHAPE: Code = Code { id: "NGUON03", title: "Dữ liệu không phải nhóm khóa hay danh sách" };
/// A workbook that cannot be opened.
pub static WORKBOOK: Code = Code { id: "NGUON04", title: "Không mở được sổ Excel" };
/// A sheet that is not in the workbook.
pub static SHEET: Code = Code { id: "NGUON05", title: "Không có trang tính này" };
/// A table whose first row does not name its columns.
pub static COLUMN: Code = Code { id: "NGUON06", title: "Hàng đầu không đặt tên cho mọi cột" };
/// A cell that holds an error or no value that can be printed.
pub static CELL: Code = Code { id: "NGUON07", title: "Ô có lỗi công thức hoặc giá trị không in được" };
/// A CSV file whose quotes or columns do not fit.
pub static CSV: Code = Code { id: "NGUON08", title: "Tệp CSV viết sai" };
/// A file that is too large.
pub static SIZE: Code = Code { id: "NGUON09", title: "Tệp dữ liệu quá lớn" };

/// Two files of data that contradict each other.
pub static CLASH: Code = Code { id: "NGUON13", title: "Hai tệp dữ liệu ghi khác nhau" };

/// A cell of Excel that may not hold what was typed.
pub static DOUBT: Code = Code { id: "NGUON14", title: "Ô Excel có thể không giữ đúng điều đã gõ" };

/// All of them, in order.
pub static ALL: &[&Code] = &[&FORMAT, &JSON, &SHAPE, &WORKBOOK, &SHEET, &COLUMN, &CELL, &CSV, &SIZE, &CLASH, &DOUBT];
