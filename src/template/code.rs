//! Codes of the findings that templates can give.

use crate::diag::Code;

/// A template that cannot be read as Tera.
pub static SYNTAX: Code = Code { id: "MAU02", title: "Mẫu viết sai cú pháp" };
/// A variable or field that does not exist.
pub static UNDEFINED: Code = Code { id: "MAU03", title: "Mẫu dùng biến không có" };
/// A filter, function or template that does not exist.
pub static UNKNOWN: Code = Code { id: "MAU04", title: "Mẫu dùng bộ lọc, hàm hoặc mẫu con không có" };
/// Something went wrong while filling in.
pub static RENDER: Code = Code { id: "MAU05", title: "Không điền được mẫu" };
/// The text that came out does not have the structure of a document.
pub static STRUCTURE: Code = Code { id: "MAU06", title: "Nội dung không đúng bố cục văn bản" };
/// A table or chart that cannot be made.
pub static SPEC: Code = Code { id: "MAU07", title: "Khai báo bảng hoặc biểu đồ sai" };
/// A template file that cannot be read.
pub static UNREADABLE: Code = Code { id: "MAU08", title: "Không đọc được tệp mẫu" };
/// A list of items was asked for with a template that gives one document.
pub static EACH: Code = Code { id: "MAU09", title: "Chỉ mẫu Word mới làm được mỗi mục một tệp" };

/// A table that cannot keep its words, numbers and dates whole.
pub static WIDE: Code = Code { id: "MAU13", title: "Bảng rộng hơn trang giấy" };
/// A key under `du_lieu` that the template does not ask for.
pub static UNUSED: Code = Code { id: "MAU14", title: "Khóa trong du_lieu mà mẫu không dùng" };
/// Markdown that a document does not take.
pub static MARKUP: Code = Code { id: "MAU15", title: "Kiểu viết Markdown không dùng được" };
/// A footnote without its text, without its mark, or said twice.
pub static NOTE: Code = Code { id: "MAU16", title: "Chú thích cuối trang viết sai" };
/// A picture that cannot be put in.
pub static PICTURE: Code = Code { id: "MAU17", title: "Không chèn được ảnh vào mẫu" };
/// Widths of columns that are not understood or do not fit.
pub static WIDTHS: Code = Code { id: "MAU18", title: "Bề rộng cột ghi sai" };
/// A table or chart that has nothing to show, and is not printed.
pub static EMPTY: Code = Code { id: "MAU20", title: "Bảng hoặc biểu đồ không có dòng nào" };

/// All of them, in order.
pub static ALL: &[&Code] = &[
    &crate::validate::UNKNOWN_TEMPLATE,
    &SYNTAX,
    &UNDEFINED,
    &UNKNOWN,
    &RENDER,
    &STRUCTURE,
    &SPEC,
    &UNREADABLE,
    &EACH,
    &WIDE,
    &UNUSED,
    &MARKUP,
    &NOTE,
    &PICTURE,
    &WIDTHS,
    &EMPTY,
];
