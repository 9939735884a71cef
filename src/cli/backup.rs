//! `thidua luu sao-luu`, `phuc-hoi`: the archive on another drive, and back.

use std::path::{Path, PathBuf};

use clap::{Arg, Command as Definition, value_parser};
use serde_json::json;

use super::issue::office;
use super::typed::{flag, sub};
use super::{Args, say};
use crate::archive::verify::Verified;
use crate::filename::of_disk;
use crate::office::{Failure, keep};
use crate::viet::number::grouped;

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 2] {
    let folder = |help| {
        let arg = Arg::new("folder_of_backup").value_name("NƠI LƯU").required(true);
        arg.value_parser(value_parser!(PathBuf)).help_heading("Tham số").help(help)
    };
    let to = sub("sao-luu", "Sao lưu ra ổ đĩa khác rồi kiểm lại (cũng gõ được: backup)")
        .alias("backup")
        .override_usage("thidua luu sao-luu <NƠI LƯU>")
        .after_help("Ví dụ:\n  thidua luu sao-luu /media/usb/luu-vt")
        .arg(folder("Thư mục trên ổ đĩa khác; lần sau dùng lại thì chỉ chép phần mới"));
    let from = sub("phuc-hoi", "Lấy lại lưu trữ từ bản sao lưu (cũng gõ được: restore)")
        .alias("restore")
        .override_usage("thidua luu phuc-hoi <NƠI LƯU> [--ghi-de]")
        .after_help("Ví dụ:\n  thidua luu phuc-hoi /media/usb/luu-vt")
        .arg(folder("Thư mục đã sao lưu vào"))
        .arg(flag(
            "overwrite",
            "ghi-de",
            "Lấy cả khi lưu trữ đang có mới hơn bản sao lưu;\nlưu trữ đang có được dời sang bên, không bị xóa",
        ));
    [to, from]
}

fn counted(verified: &Verified) -> String {
    let count = |count: usize| grouped(i128::try_from(count).unwrap_or(i128::MAX));
    let (documents, files) = (count(verified.documents), count(verified.files));
    format!("{documents} văn bản, {files} tệp, {} mục nhật ký", grouped(i128::from(verified.lines)))
}

/// Backs up and tells.
pub(super) fn save(args: &Args, to: &Path) -> Result<u8, Failure> {
    let to = args.folder.join(to);
    let done = keep::save(&office(args), &to)?;
    if args.json {
        let value = json!({ "ban": done.state, "van_ban": done.verified.documents, "tep": done.verified.files,
            "nhat_ky": done.verified.lines, "da_chep": done.copied, "da_chua": done.repaired,
            "bam_cuoi": done.verified.tip.map(|tip| tip.to_string()) });
        say::data(&value.to_string());
        return Ok(0);
    }
    let copied = format!("chép {} tệp mới", done.copied);
    say::data(&format!(
        "đã sao lưu và kiểm lại: {}; {copied}\n{}",
        counted(&done.verified),
        of_disk(&to.join(&done.state))
    ));
    if done.repaired > 0 {
        say::warning(
            args,
            &format!("{} tệp trong bản sao lưu đã hỏng và được chép lại: nên thay ổ đĩa ấy", done.repaired),
        );
    }
    Ok(0)
}

/// Puts back and tells; also publishes what is missing below `output/`.
pub(super) fn bring(args: &Args, from: &Path, overwrite: bool) -> Result<u8, Failure> {
    let from = args.folder.join(from);
    let (done, published) = keep::bring(&office(args), &from, overwrite)?;
    if args.json {
        let value = json!({ "ban": done.state, "van_ban": done.verified.documents, "tep": done.verified.files,
            "nhat_ky": done.verified.lines, "ban_cu": done.aside, "xuat_lai": published });
        say::data(&value.to_string());
        return Ok(0);
    }
    say::data(&format!("đã phục hồi và kiểm lại: {}; xuất lại {published} tệp", counted(&done.verified)));
    if let Some(aside) = done.aside {
        say::speech(&format!("lưu trữ trước đó được giữ ở {aside}; xem xong mới xóa"));
    }
    Ok(0)
}
