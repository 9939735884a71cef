//! Codes of the findings that reading and validating records can give.

use crate::diag::Code;

/// A key the record does not have.
pub static UNKNOWN_KEY: Code = Code { id: "DL01", title: "Khóa không có trong loại tệp dữ liệu này" };
/// A key that must be there.
pub static MISSING_KEY: Code = Code { id: "DL02", title: "Thiếu khóa bắt buộc" };
/// A value of the wrong type.
pub static WRONG_TYPE: Code = Code { id: "DL03", title: "Giá trị không đúng kiểu" };
/// A day that does not exist.
pub static NO_SUCH_DAY: Code = Code { id: "DL04", title: "Ngày không có trong lịch" };
/// A character that Word cannot hold.
pub static BAD_CHARACTER: Code = Code { id: "DL05", title: "Ký tự mà Word không mở được" };
/// A file that does not say what it is, or says something unknown.
pub static UNKNOWN_KIND: Code = Code { id: "DL06", title: "Tệp không nói rõ loại dữ liệu" };
/// A second record of a kind of which a year has one.
pub static SECOND_RECORD: Code = Code { id: "DL07", title: "Hai tệp dữ liệu cùng một loại" };
/// A kind of record that the year lacks.
pub static LACKING_RECORD: Code = Code { id: "DL08", title: "Thiếu tệp dữ liệu bắt buộc của năm" };
/// The same id twice.
pub static DUPLICATE_ID: Code = Code { id: "DL09", title: "Hai mục trùng mã" };
/// An id that names nothing.
pub static DANGLING_ID: Code = Code { id: "DL10", title: "Mã không có trong tệp dữ liệu" };
/// A number outside its bounds.
pub static OUT_OF_BOUNDS: Code = Code { id: "DL11", title: "Số nằm ngoài giới hạn" };
/// Dates that contradict one another.
pub static DATE_ORDER: Code = Code { id: "DL12", title: "Các ngày mâu thuẫn nhau" };
/// Progress that goes backwards.
pub static PROGRESS_ORDER: Code = Code { id: "DL13", title: "Tiến độ đi lùi" };
/// A law that is not in force on the day.
pub static NOT_IN_FORCE: Code = Code { id: "DL14", title: "Căn cứ không còn hoặc chưa có hiệu lực" };
/// A signature that contradicts the decree.
pub static SIGNATURE: Code = Code { id: "DL15", title: "Quyền hạn, chức vụ người ký không hợp lệ" };
/// An award the records know no amount for.
pub static NO_AMOUNT: Code = Code { id: "DL16", title: "Không tính được tiền thưởng" };
/// A document lacks what its kind needs.
pub static LACKING_PART: Code = Code { id: "DL17", title: "Văn bản thiếu thành phần theo loại" };
/// Index values without a basis for comparison.
pub static INDEX: Code = Code { id: "DL18", title: "Số liệu chỉ số không đầy đủ" };

/// A question that the making of the year has left open.
pub static QUESTION: Code = Code { id: "DL20", title: "Câu hỏi của năm mới chưa trả lời" };
/// Someone signs or is named who was not with the office on the document's day.
pub static NOT_HERE: Code = Code { id: "DL21", title: "Người không còn hoặc chưa công tác ở cơ quan" };
/// What should stand once stands twice.
pub static TWICE: Code = Code { id: "DL22", title: "Một người, đơn vị hoặc nơi nhận kê hai lần" };
/// A document speaks of one that is later than it.
pub static LATER: Code = Code { id: "DL23", title: "Viện dẫn văn bản ban hành sau" };
/// Two documents bear one number.
pub static SAME_NUMBER: Code = Code { id: "DL24", title: "Hai văn bản ghi cùng một số" };
/// A file that looks like a record and is not read.
pub static UNREAD: Code =
    Code { id: "DL25", title: "Tệp dữ liệu không được đọc vì tên hoặc chỗ để" };
/// A unit that a document names is not there on its day.
pub static UNIT_AWAY: Code = Code { id: "DL26", title: "Đơn vị không hoạt động vào ngày văn bản" };

/// An amount that nobody has compared with its source.
pub static UNSURE_AMOUNT: Code = Code { id: "DL40", title: "Mức tiền thưởng chưa kiểm chứng" };
/// An amount whose decree has run out on the day of the document.
pub static AMOUNT_RUN_OUT: Code =
    Code { id: "DL41", title: "Mức tiền thưởng hết hiệu lực vào ngày của văn bản" };
/// An amount that differs from the table of all years.
pub static OTHER_AMOUNT: Code =
    Code { id: "DL42", title: "Mức tiền thưởng khác quy định của thời gian ấy" };

/// A file that is a copy of another one.
pub static COPY: Code = Code { id: "DL43", title: "Tệp dữ liệu là bản sao của tệp khác" };
/// A name that does not begin with a capital.
pub static CAPITALS: Code = Code { id: "DL44", title: "Tên riêng viết hoa chưa đúng" };
/// What the office has settled for the checker cannot be heeded.
pub static HOUSE: Code =
    Code { id: "DL45", title: "Quy định kiểm tra thể thức của cơ quan không dùng được" };

/// Extensions, handovers and the giving up of a task that contradict one another or its progress.
pub static TASK_EVENTS: Code =
    Code { id: "DL35", title: "Gia hạn, chuyển giao, thôi thực hiện mâu thuẫn nhau" };
/// New names, mergers and posts that contradict one another.
pub static UNIT_EVENTS: Code =
    Code { id: "DL36", title: "Đổi tên, sáp nhập, thay đổi công tác mâu thuẫn nhau" };
/// Units merged into one another.
pub static MERGED_IN_A_RING: Code = Code { id: "DL37", title: "Sáp nhập đi vòng tròn" };
/// A task whose unit is dissolved.
pub static NOBODY_IN_CHARGE: Code = Code { id: "DL38", title: "Nhiệm vụ không còn đơn vị chủ trì" };
/// New names of places and offices that lead round or two ways.
pub static RENAMED_IN_A_RING: Code = Code { id: "DL39", title: "Danh sách tên cũ, tên mới mâu thuẫn" };

/// All of them, in order.
pub static ALL: &[&Code] = &[
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &NO_SUCH_DAY,
    &BAD_CHARACTER,
    &UNKNOWN_KIND,
    &SECOND_RECORD,
    &LACKING_RECORD,
    &DUPLICATE_ID,
    &DANGLING_ID,
    &OUT_OF_BOUNDS,
    &DATE_ORDER,
    &PROGRESS_ORDER,
    &NOT_IN_FORCE,
    &SIGNATURE,
    &NO_AMOUNT,
    &LACKING_PART,
    &INDEX,
    &QUESTION,
    &NOT_HERE,
    &TWICE,
    &LATER,
    &SAME_NUMBER,
    &UNREAD,
    &UNIT_AWAY,
    &TASK_EVENTS,
    &UNIT_EVENTS,
    &MERGED_IN_A_RING,
    &NOBODY_IN_CHARGE,
    &RENAMED_IN_A_RING,
    &UNSURE_AMOUNT,
    &AMOUNT_RUN_OUT,
    &OTHER_AMOUNT,
    &COPY,
    &CAPITALS,
    &HOUSE,
];
