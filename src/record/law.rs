//! `loai: phap_ly`: legal documents that others are based on, with the time they are in force.

use super::define::record;
use super::field::{Date, Id, Text};

record! {
    /// A legal document.
    "văn bản pháp lý" Law {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới",
        /// The kind, as it is cited.
        kind: Text = "ten_loai" "tên loại, ví dụ Nghị định",
        /// Number and symbol; laws are cited without.
        symbol: Option<Text> = "so_ky_hieu" "số, ký hiệu; Luật, Pháp lệnh thì bỏ trống",
        /// The date it was signed.
        date: Option<Date> = "ngay" "ngày ký ban hành",
        /// Who issued it.
        issuer: Option<Text> = "co_quan" "cơ quan ban hành; Luật, Pháp lệnh thì bỏ trống",
        /// What it is about, as it follows the issuer.
        subject: Text = "trich_yeu" "trích yếu nội dung",
        /// First day in force.
        from: Option<Date> = "hieu_luc_tu" "ngày bắt đầu có hiệu lực",
        /// Last day in force.
        until: Option<Date> = "hieu_luc_den" "ngày cuối cùng còn hiệu lực",
        /// What took its place.
        successor: Option<Id> = "thay_the_boi" "mã văn bản thay thế",
        /// Where this record was taken from.
        source: Option<Text> = "nguon" "nguồn của thông tin trong mục này",
    }
}
