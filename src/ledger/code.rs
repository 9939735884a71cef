//! Codes of what can be wrong with a register that is to be taken over.

use crate::diag::Code;

/// No row names the columns.
pub static HEADER: Code = Code { id: "SO01", title: "Không nhận ra hàng tên cột của sổ" };
/// A cell that is not understood.
pub static CELL: Code = Code { id: "SO02", title: "Ô của sổ không hiểu được" };
/// A number that another document has.
pub static TAKEN: Code = Code { id: "SO03", title: "Số trùng với văn bản khác" };
/// A number or date out of turn in an old register.
pub static TURN: Code = Code { id: "SO04", title: "Sổ cũ có số hoặc ngày không theo thứ tự" };
/// A sheet, column or row that is left out.
pub static LEFT_OUT: Code = Code { id: "SO05", title: "Phần của tệp không đưa vào sổ" };
/// The file of an outside document does not bear its number and date.
pub static OUTSIDE: Code =
    Code { id: "SO06", title: "Tệp của văn bản ngoài không thấy ghi đúng số, ngày" };

/// All of them, in order.
pub static ALL: &[&Code] = &[&HEADER, &CELL, &TAKEN, &TURN, &LEFT_OUT, &OUTSIDE];
