//! `loai: don_vi` and `loai: nguoi`: units of the office and the people in it.
//!
//! A record says how things were at first; what changes is added below it with its day and never overwritten, so that
//! what was so on an earlier day is still known.

use chrono::NaiveDate;

use super::define::record;
use super::field::{Date, Flag, Id, Text};

record! {
    /// A new name of a unit.
    "đổi tên đơn vị" Renaming {
        /// The first day of the new name.
        from: Date = "tu" "ngày bắt đầu dùng tên mới",
        /// The new name.
        name: Text = "ten" "tên mới",
        /// The new abbreviation, where it changes too.
        symbol: Option<Text> = "viet_tat" "chữ viết tắt mới, nếu cũng đổi",
    }
}

record! {
    /// A unit becomes part of another.
    "sáp nhập đơn vị" Merger {
        /// The first day on which the unit is no longer there.
        from: Date = "tu" "ngày bắt đầu thuộc đơn vị kia",
        /// The unit it becomes part of.
        into: Id = "vao" "mã đơn vị nhận",
    }
}

record! {
    /// A unit of the office.
    "đơn vị" Unit {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới, ví dụ phong-ngan-sach",
        /// The name.
        name: Text = "ten" "tên đơn vị, ví dụ Phòng Quản lý ngân sách",
        /// The abbreviation in symbols and file copies.
        symbol: Option<Text> = "viet_tat" "chữ viết tắt, ví dụ QLNS",
        /// The first day on which it is there.
        founded: Option<Date> = "thanh_lap" "ngày thành lập, nếu thành lập trong năm",
        /// New names, the earlier first.
        renamed: Vec<Renaming> = "doi_ten" "đổi tên từ ngày nào thành gì, cũ trước mới sau",
        /// What it becomes part of.
        merged: Option<Merger> = "sap_nhap" "sáp nhập vào đơn vị nào từ ngày nào",
        /// The first day on which it is no longer there, without a successor.
        dissolved: Option<Date> = "giai_the" "ngày giải thể; từ ngày ấy không còn đơn vị này",
    }
}

impl Unit {
    /// Returns the name that the unit bears on a day.
    pub fn name_on(&self, day: NaiveDate) -> &Text {
        self.renamed_by(day).last().map_or(&self.name, |renaming| &renaming.name)
    }

    /// Returns the abbreviation of a day.
    pub fn symbol_on(&self, day: NaiveDate) -> Option<&Text> {
        self.renamed_by(day).filter_map(|renaming| renaming.symbol.as_ref()).last().or(self.symbol.as_ref())
    }

    /// Tells whether the unit is there on a day: founded, and neither merged nor dissolved.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.founded.is_none_or(|founded| founded.day <= day) && self.ended().is_none_or(|ended| day < ended.day)
    }

    /// Returns the first day on which the unit is no longer there.
    pub fn ended(&self) -> Option<Date> {
        let merged = self.merged.as_ref().map(|merger| merger.from);
        merged.into_iter().chain(self.dissolved).min_by_key(|date| date.day)
    }

    /// Returns the unit as it is on a day, with nothing that has changed or will.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        let (name, symbol) = (self.name_on(day).clone(), self.symbol_on(day).cloned());
        Self { name, symbol, renamed: Vec::new(), merged: None, founded: None, dissolved: None, ..self.clone() }
    }

    fn renamed_by(&self, day: NaiveDate) -> impl Iterator<Item = &Renaming> {
        self.renamed.iter().filter(move |renaming| renaming.from.day <= day)
    }
}

record! {
    /// Another post or unit of a person.
    "thay đổi công tác" Transfer {
        /// The first day.
        from: Date = "tu" "ngày bắt đầu",
        /// The new post, where it changes.
        post: Option<Text> = "chuc_vu" "chức vụ mới, nếu đổi",
        /// The new unit, where it changes.
        unit: Option<Id> = "don_vi" "mã đơn vị mới, nếu đổi",
    }
}

record! {
    /// A person.
    "người" Person {
        /// The id.
        id: Id = "ma" "mã để các tệp khác nhắc tới",
        /// The full name, without titles.
        name: Text = "ho_ten" "họ và tên, không ghi học hàm, học vị",
        /// How certificates address the person.
        address: Option<Text> = "danh_xung" "danh xưng trên giấy khen: Ông hoặc Bà; không ghi thì in Ông (bà)",
        /// The post.
        post: Text = "chuc_vu" "chức vụ, ví dụ Giám đốc",
        /// The unit.
        unit: Option<Id> = "don_vi" "mã đơn vị công tác",
        /// The day they came to the office, where that matters.
        since: Option<Date> = "bat_dau" "ngày bắt đầu công tác ở cơ quan, nếu vào trong năm",
        /// Other posts and units since, the earlier first.
        transfers: Vec<Transfer> = "thay_doi" "đổi chức vụ, đơn vị từ ngày nào, cũ trước mới sau",
        /// The day they left the office; the next year is made without them.
        left: Option<Date> = "thoi_viec" "ngày thôi giữ chức vụ; dữ liệu năm sau không còn người này",
        /// Whether the person or the post is invented.
        illustrative: Option<Flag> = "minh_hoa" "có: thông tin minh họa, không phải người hoặc chức vụ có thật",
    }
}

impl Person {
    /// Returns the post that the person has on a day.
    pub fn post_on(&self, day: NaiveDate) -> &Text {
        self.transferred_by(day).filter_map(|transfer| transfer.post.as_ref()).last().unwrap_or(&self.post)
    }

    /// Returns the unit of a day.
    pub fn unit_on(&self, day: NaiveDate) -> Option<&Id> {
        self.transferred_by(day).filter_map(|transfer| transfer.unit.as_ref()).last().or(self.unit.as_ref())
    }

    /// Returns the person as they are on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        let (post, unit) = (self.post_on(day).clone(), self.unit_on(day).cloned());
        Self { post, unit, transfers: Vec::new(), ..self.clone() }
    }

    fn transferred_by(&self, day: NaiveDate) -> impl Iterator<Item = &Transfer> {
        self.transfers.iter().filter(move |transfer| transfer.from.day <= day)
    }
}
