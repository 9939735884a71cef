//! `loai: phong_trao`: the campaign of the year, as the plan states it.

use super::define::record;
use super::field::{Free, Id, Text};

record! {
    /// The campaign.
    "phong trào" Campaign {
        /// The theme, as it completes “phong trào thi đua …”.
        theme: Text = "chu_de" "chủ đề, ví dụ cải cách hành chính",
        /// The document that the plan carries out.
        ground: Id = "can_cu" "mã văn bản (trong tệp phap_ly) mà kế hoạch thực hiện",
        /// Goals, a paragraph each.
        goals: Vec<Text> = "muc_dich" "mục đích, mỗi đoạn một mục",
        /// Requirements, a paragraph each.
        requirements: Vec<Text> = "yeu_cau" "yêu cầu, mỗi đoạn một mục",
        /// Who takes part, a paragraph each.
        participants: Vec<Text> = "doi_tuong" "đối tượng thi đua, mỗi đoạn một mục",
        /// Criteria, a line each.
        criteria: Vec<Text> = "tieu_chi" "tiêu chí thi đua, mỗi tiêu chí một mục",
        /// Who does what, a line each.
        organisation: Vec<Text> = "to_chuc_thuc_hien" "tổ chức thực hiện, mỗi việc một mục",
        /// Slips of the source text that were mended.
        mended: Vec<Text> = "chuan_hoa" "những lỗi gõ trong bản gốc đã được sửa, để đối chiếu",
        /// Anything else a template of the office needs.
        extra: Free = "du_lieu" "dữ liệu riêng cho mẫu của cơ quan",
    }
}
