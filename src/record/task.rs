//! `loai: linh_vuc` and `loai: nhiem_vu`: the areas of work and the ledger of tasks.

use chrono::NaiveDate;

use super::define::record;
use super::field::{Date, Id, Int, OneOrMany, Text};

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
    /// A new deadline of a task.
    "gia hạn" Extension {
        /// The day on which it was decided; documents before it go by the earlier deadline.
        day: Date = "ngay" "ngày quyết định gia hạn; báo cáo trước ngày này vẫn tính theo hạn cũ",
        /// The new last day.
        due: Date = "han" "hạn mới",
        /// By what it was decided.
        decision: Option<Text> = "van_ban" "văn bản cho gia hạn, ví dụ Công văn số 12/STC-VP",
        /// Why.
        reason: Option<Text> = "ly_do" "lý do gia hạn",
    }
}

record! {
    /// A task goes to other units.
    "chuyển đơn vị chủ trì" Handover {
        /// The first day.
        day: Date = "ngay" "ngày bắt đầu",
        /// The units in charge from then on; the first leads.
        units: OneOrMany<Id> = "don_vi" "mã đơn vị chủ trì mới; nhiều đơn vị thì đơn vị đầu làm đầu mối",
        /// By what it was decided.
        decision: Option<Text> = "van_ban" "văn bản giao lại",
        /// Why.
        reason: Option<Text> = "ly_do" "lý do",
    }
}

record! {
    /// A task is no longer to be done.
    "thôi thực hiện" Dropped {
        /// The first day on which it no longer counts.
        day: Date = "ngay" "ngày quyết định; từ ngày ấy nhiệm vụ không còn tính là đang làm hay quá hạn",
        /// By what it was decided.
        decision: Option<Text> = "van_ban" "văn bản cho thôi thực hiện",
        /// Why.
        reason: Option<Text> = "ly_do" "lý do",
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
        /// The units in charge at first; the first of them leads.
        units: OneOrMany<Id> = "don_vi" "mã đơn vị chủ trì; nhiều đơn vị thì ghi danh sách, đơn vị đầu làm đầu mối",
        /// Other units in charge since, the earlier first.
        handovers: Vec<Handover> = "chuyen_giao" "chuyển cho đơn vị khác chủ trì từ ngày nào, cũ trước mới sau",
        /// Units that help.
        helpers: Vec<Id> = "phoi_hop" "mã các đơn vị phối hợp",
        /// The last day that was set first.
        due: Date = "han" "hạn hoàn thành giao ban đầu",
        /// Later deadlines, the earlier decision first.
        extensions: Vec<Extension> = "gia_han" "các lần gia hạn, cũ trước mới sau; không sửa han",
        /// When it was given up.
        dropped: Option<Dropped> = "thoi_thuc_hien" "thôi thực hiện từ ngày nào, vì sao",
        /// What comes of it.
        product: Text = "san_pham" "sản phẩm",
        /// Progress by date.
        progress: Vec<Progress> = "tien_do" "tiến độ theo ngày, cũ trước mới sau",
    }
}

impl Task {
    /// Returns the last day as it is known on a day.
    pub fn due_on(&self, day: NaiveDate) -> NaiveDate {
        self.extended_by(day).last().map_or(self.due.day, |extension| extension.due.day)
    }

    /// Returns the extensions decided up to a day.
    pub fn extended_by(&self, day: NaiveDate) -> impl Iterator<Item = &Extension> {
        self.extensions.iter().filter(move |extension| extension.day.day <= day)
    }

    /// Returns the ids of the units in charge on a day; the first of them leads.
    pub fn units_on(&self, day: NaiveDate) -> &[Id] {
        let handed = self.handovers.iter().rfind(|handover| handover.day.day <= day);
        handed.map_or(&self.units.0, |handover| &handover.units.0)
    }

    /// Returns how the task was given up, up to a day.
    pub fn dropped_by(&self, day: NaiveDate) -> Option<&Dropped> {
        self.dropped.as_ref().filter(|dropped| dropped.day.day <= day)
    }

    /// Returns the day on which the task was finished.
    pub fn done_on(&self) -> Option<Date> {
        self.progress.iter().find(|step| step.percent.value >= 100).map(|step| step.day)
    }
}
