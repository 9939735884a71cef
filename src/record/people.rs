//! `loai: don_vi` and `loai: nguoi`: units of the office and the people in it.

use super::define::record;
use super::field::{Date, Flag, Id, Text};

record! {
    /// A unit of the office.
    "đơn vị" Unit {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới, ví dụ phong-ngan-sach",
        /// The name.
        name: Text = "ten" "tên đơn vị, ví dụ Phòng Quản lý ngân sách",
        /// The abbreviation in symbols and file copies.
        symbol: Option<Text> = "viet_tat" "chữ viết tắt, ví dụ QLNS",
    }
}

record! {
    /// A person.
    "người" Person {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới",
        /// The full name, without titles.
        name: Text = "ho_ten" "họ và tên, không ghi học hàm, học vị",
        /// The post.
        post: Text = "chuc_vu" "chức vụ, ví dụ Giám đốc",
        /// The unit.
        unit: Option<Id> = "don_vi" "mã đơn vị công tác",
        /// The day they came to the office, where that matters.
        since: Option<Date> = "bat_dau" "ngày bắt đầu công tác ở cơ quan, nếu vào trong năm",
        /// The day they left the office; the next year is made without them.
        left: Option<Date> = "thoi_viec" "ngày thôi công tác ở cơ quan; hồ sơ năm sau không còn người này",
        /// Whether the person or the post is invented.
        illustrative: Option<Flag> = "minh_hoa" "có: thông tin minh họa, không phải người hoặc chức vụ có thật",
    }
}
