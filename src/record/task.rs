//! `loai: linh_vuc` and `loai: nhiem_vu`: the areas of work and the ledger of tasks.

use super::define::record;
use super::field::{Date, Id, Int, Text};

record! {
    /// An area of work.
    "lĩnh vực" Area {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới",
        /// The name.
        name: Text = "ten" "tên lĩnh vực, ví dụ Cải cách thủ tục hành chính",
    }
}

record! {
    /// One entry of a task's progress.
    "tiến độ" Progress {
        /// The day it was noted.
        day: Date = "ngay" "ngày ghi nhận",
        /// How much is done, per cent; 100 is finished.
        percent: Int = "phan_tram" "đã làm được bao nhiêu phần trăm; 100 là hoàn thành",
        /// What was done.
        result: Option<Text> = "ket_qua" "đã làm được gì",
    }
}

record! {
    /// A task.
    "nhiệm vụ" Task {
        /// The id.
        id: Id = "ma" "mã nhiệm vụ",
        /// What is to be done.
        name: Text = "ten" "nội dung nhiệm vụ",
        /// The area.
        area: Id = "linh_vuc" "mã lĩnh vực",
        /// The unit in charge.
        unit: Id = "don_vi" "mã đơn vị chủ trì",
        /// Units that help.
        helpers: Vec<Id> = "phoi_hop" "mã các đơn vị phối hợp",
        /// The last day.
        due: Date = "han" "hạn hoàn thành",
        /// What comes of it.
        product: Text = "san_pham" "sản phẩm",
        /// Progress by date.
        progress: Vec<Progress> = "tien_do" "tiến độ theo ngày, cũ trước mới sau",
    }
}
