//! Codes of the findings that Word templates can give.

use crate::diag::Code;

/// A file that cannot be opened as a Word template.
pub static PACKAGE: Code = Code { id: "DM01", title: "Không mở được mẫu Word" };
/// A tag that is not closed, or closed without being open.
pub static DELIMITER: Code = Code { id: "DM02", title: "Thẻ chưa đóng hoặc thừa dấu đóng" };
/// A tag whose inside cannot be read.
pub static SYNTAX: Code = Code { id: "DM03", title: "Thẻ viết sai cú pháp" };
/// `if` or `for` without its end, or an end without its beginning.
pub static BLOCK: Code = Code { id: "DM04", title: "Khối {% if %}, {% for %} không có đầu hoặc cuối" };
/// Two ends of a block in places that have nothing in common.
pub static SCOPE: Code = Code { id: "DM05", title: "Hai đầu của khối đặt ở chỗ không khớp nhau" };
/// A filter, function or test that does not exist.
pub static UNKNOWN: Code = Code { id: "DM06", title: "Thẻ dùng bộ lọc, hàm hoặc phép kiểm không có" };
/// A name that the data lacks, or that is empty there.
pub static MISSING: Code = Code { id: "DM07", title: "Dữ liệu thiếu giá trị mà mẫu cần" };
/// Something went wrong while filling in.
pub static RENDER: Code = Code { id: "DM08", title: "Không điền được thẻ" };
/// A value that cannot stand in a Word file.
pub static VALUE: Code = Code { id: "DM09", title: "Giá trị không đặt được vào tệp Word" };
/// What would be written is no XML: the program's own fault, or that of a template no program should have saved.
pub static ILL_FORMED: Code =
    Code { id: "DM11", title: "Tệp điền xong không đúng định dạng nên không được ghi" };

/// A tag that stands where none is filled.
pub static LEFT: Code = Code { id: "DM10", title: "Thẻ đặt ở chỗ không điền được" };

/// Macros do not go with what is filled.
pub static MACROS: Code =
    Code { id: "DM12", title: "Macro, chữ ký số của mẫu không đi theo tệp điền xong" };

/// Values would be put into a font from before Unicode, or text is still in one.
pub static FONT: Code = Code { id: "DM14", title: "Mẫu còn chữ ở phông bảng mã cũ" };

/// All of them, in order.
pub static ALL: &[&Code] = &[
    &PACKAGE,
    &DELIMITER,
    &SYNTAX,
    &BLOCK,
    &SCOPE,
    &UNKNOWN,
    &MISSING,
    &RENDER,
    &VALUE,
    &LEFT,
    &ILL_FORMED,
    &MACROS,
    &FONT,
];
