//! `loai: muc_thuong` and `loai: khen_thuong`: what an award is worth, and who gets one.

use super::define::{choice, record};
use super::field::{Date, Decimal, Id, Int, Text};

choice! {
    /// Whom an award is for.
    Receiver {
        /// A unit.
        Collective = "tap_the" "tập thể",
        /// A person.
        Individual = "ca_nhan" "cá nhân",
    }
}

record! {
    /// The base salary from a day on.
    "lương cơ sở" BaseSalary {
        /// The first day.
        from: Date = "tu" "ngày bắt đầu áp dụng",
        /// Đồng a month.
        amount: Int = "muc" "mức lương cơ sở, đồng/tháng",
        /// Where the figure is from.
        source: Option<Text> = "nguon" "văn bản quy định mức này",
    }
}

record! {
    /// A title or form of commendation.
    "hình thức khen thưởng" Award {
        /// The id.
        id: Id = "ma" "mã, ví dụ giay-khen-ca-nhan",
        /// The name.
        name: Text = "ten" "tên danh hiệu hoặc hình thức, ví dụ Giấy khen",
        /// Whom it is for.
        receiver: Receiver = "doi_tuong" "tap_the hoặc ca_nhan",
        /// How many base salaries.
        factor: Decimal = "he_so" "hệ số nhân với lương cơ sở",
        /// Where the factor is from.
        source: Option<Text> = "nguon" "văn bản quy định hệ số này",
    }
}

record! {
    /// What awards are worth.
    "mức thưởng" Rates {
        /// Base salaries by date.
        salaries: Vec<BaseSalary> = "luong_co_so" "lương cơ sở theo thời gian, cũ trước mới sau",
        /// Awards.
        awards: Vec<Award> = "hinh_thuc" "danh hiệu, hình thức và hệ số",
        /// Amounts are rounded up to a multiple of this.
        round_to: Int = "lam_tron" "làm tròn lên đến bội số này, đồng",
    }
}

record! {
    /// A unit that is commended.
    "tập thể được khen" CollectiveAward {
        /// The unit.
        unit: Id = "don_vi" "mã đơn vị",
        /// The award.
        award: Id = "hinh_thuc" "mã hình thức khen thưởng",
        /// What for.
        merit: Option<Text> = "thanh_tich" "thành tích",
    }
}

record! {
    /// A person who is commended: by id, or by name where the person is not in the records.
    "cá nhân được khen" PersonalAward {
        /// The person.
        person: Option<Id> = "nguoi" "mã người; hoặc ghi ho_ten, chuc_vu",
        /// The name of a person who is not in the records.
        name: Option<Text> = "ho_ten" "họ tên người ngoài danh sách",
        /// How the certificate addresses a person who is not in the records.
        address: Option<Text> = "danh_xung" "danh xưng của người ngoài danh sách: Ông hoặc Bà",
        /// The post of a person who is not in the records.
        post: Option<Text> = "chuc_vu" "chức vụ, đơn vị của người ngoài danh sách",
        /// The award.
        award: Id = "hinh_thuc" "mã hình thức khen thưởng",
        /// What for.
        merit: Option<Text> = "thanh_tich" "thành tích",
    }
}

record! {
    /// A round of commendation.
    "khen thưởng" Commendation {
        /// The id.
        id: Id = "ma" "mã đợt khen thưởng",
        /// What it is for.
        reason: Text = "ly_do" "khen về việc gì",
        /// Units.
        collectives: Vec<CollectiveAward> = "tap_the" "các tập thể được khen",
        /// People.
        individuals: Vec<PersonalAward> = "ca_nhan" "các cá nhân được khen",
    }
}
