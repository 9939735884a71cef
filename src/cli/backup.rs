//! `thidua luu sao-luu`, `phuc-hoi`: the archive on another drive, and back.

use std::path::{Path, PathBuf};

use clap::{Arg, Command as Definition, value_parser};
use serde_json::json;

use super::args::{flag, sub};
use super::issue::{self, Failure, PATIENCE};
use super::{Args, clock, say};
use crate::archive::backup::{BackupError, Restored, back_up, restore};
use crate::archive::verify::Verified;
use crate::filename::of_disk;
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

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Damaged { found, .. } => Self::Findings(found.report),
            BackupError::Archive(error) => error.into(),
            other => Self::World(format!("{other}\n  gợi ý: {}", other.advice())),
        }
    }
}

/// Says what could not be done before its findings are shown.
fn told(args: &Args, error: BackupError) -> Failure {
    if let BackupError::Damaged { .. } = &error {
        say::failure(args, &format!("{error}, nên không làm gì thêm\n  gợi ý: {}", error.advice()));
    }
    error.into()
}

fn counted(verified: &Verified) -> String {
    let count = |count: usize| grouped(i128::try_from(count).unwrap_or(i128::MAX));
    let (documents, files) = (count(verified.documents), count(verified.files));
    format!("{documents} văn bản, {files} tệp, {} mục nhật ký", grouped(i128::from(verified.lines)))
}

/// Says that the archive is back, but not all that is published of it.
fn unpublished(failure: Failure, done: &Restored) -> Failure {
    let (Failure::World(message) | Failure::Unfinished(_, message) | Failure::Unclear(message)) = failure else {
        return failure;
    };
    let why = message.split('\n').next().unwrap_or_default();
    let kept = done.aside.as_ref().map(|aside| format!(" (lưu trữ trước đó ở {aside})")).unwrap_or_default();
    let hint = "gỡ trở ngại rồi chạy lại `thidua luu phuc-hoi NƠI-LƯU --ghi-de` để xuất nốt";
    let text = format!("đã phục hồi lưu trữ{kept}, nhưng chưa xuất lại hết tệp: {why}\n  gợi ý: {hint}");
    Failure::Unfinished(None, text)
}

/// Backs up and tells.
pub(super) fn save(args: &Args, to: &Path) -> Result<u8, Failure> {
    let to = args.folder.join(to);
    let done = back_up(&args.folder, &to, clock::actor(), PATIENCE).map_err(|error| told(args, error))?;
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
    let done = restore(&args.folder, &from, clock::actor(), PATIENCE, overwrite).map_err(|error| told(args, error))?;
    let published = issue::resume(args, clock::actor(), "phục hồi").and_then(|archive| {
        let published = archive.publish_missing()?;
        if let Err(missing) = archive.missing() {
            say::warning(
                args,
                &format!(
                    "bản sao lưu chưa có hết: {missing}
  gợi ý: {}",
                    missing.advice()
                ),
            );
        }
        Ok(published)
    });
    let published = published.map_err(|failure| unpublished(failure, &done))?;
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
