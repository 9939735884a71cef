//! A year has an office and at least one document; commendations need rates.

use crate::diag::{Diagnostic, Report};
use crate::record::{Records, code};

/// Reports the kinds of record that the year lacks.
pub fn check(records: &Records, report: &mut Report) {
    if records.holes {
        return;
    }
    let mut lacks = |lacks: bool, message: &str, hint: &str| {
        if lacks {
            let diagnostic = Diagnostic::error(&code::LACKING_RECORD, message).in_file(&records.folder).hint(hint);
            report.push(super::references::unread(diagnostic, records));
        }
    };
    lacks(
        records.office.is_none(),
        "chưa có tệp dữ liệu của cơ quan (loai: co_quan)",
        "thêm một tệp có `loai: co_quan`, ghi tên cơ quan, chữ viết tắt, địa danh",
    );
    lacks(
        records.papers.is_empty(),
        "chưa có văn bản nào để lập (loai: van_ban)",
        "thêm ít nhất một tệp có `loai: van_ban`",
    );
    lacks(
        records.rates.is_none() && !records.commendations.is_empty(),
        "có đợt khen thưởng nhưng chưa có mức thưởng (loai: muc_thuong)",
        "thêm một tệp có `loai: muc_thuong`, ghi lương cơ sở và hệ số của từng hình thức",
    );
}
