//! `loai: chi_so`: indices by which the office is measured, this year against last year.

use super::define::record;
use super::field::{Asked, Date, Decimal, Id, Int, Text};

record! {
    /// A component of an index that the office answers for.
    "chỉ số thành phần" Component {
        /// The id.
        id: Id = "ma" "mã chỉ số thành phần",
        /// The name.
        name: Text = "ten" "tên chỉ số thành phần",
        /// The unit in charge.
        unit: Option<Id> = "phu_trach" "mã đơn vị phụ trách",
        /// Last year's value.
        before: Asked<Decimal> = "nam_truoc" "điểm năm trước; để trống khi chưa biết",
        /// This year's value; absent until published.
        now: Option<Decimal> = "nam_nay" "điểm năm nay; bỏ trống khi chưa công bố",
    }
}

record! {
    /// An index.
    "chỉ số" Index {
        /// The id.
        id: Id = "ma" "mã chỉ số, ví dụ parindex",
        /// The abbreviation.
        short: Text = "viet_tat" "tên viết tắt, ví dụ PAR INDEX",
        /// The name.
        name: Text = "ten" "tên đầy đủ",
        /// What it is counted in.
        measure: Option<Text> = "don_vi_tinh" "đơn vị tính: %, điểm",
        /// Last year's value.
        before: Asked<Decimal> = "nam_truoc" "giá trị năm trước; để trống khi chưa biết",
        /// This year's value; absent until published.
        now: Option<Decimal> = "nam_nay" "giá trị năm nay; bỏ trống khi chưa công bố",
        /// Last year's rank.
        rank_before: Option<Int> = "hang_truoc" "xếp hạng năm trước",
        /// This year's rank.
        rank_now: Option<Int> = "hang_nay" "xếp hạng năm nay",
        /// The day this year's value was published.
        published: Option<Date> = "cong_bo" "ngày công bố giá trị năm nay; báo cáo trước ngày này chưa có số liệu",
        /// Components.
        parts: Vec<Component> = "thanh_phan" "các chỉ số thành phần cơ quan phụ trách",
    }
}
