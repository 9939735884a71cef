//! What a reader of a filled file finds: the dump, and what no page shows.

use std::fmt::Write as _;
use std::path::Path;

use thidua::docx::{DocxView, dump};

use super::charts::cells;
use super::package::{Node, entries, parse};

/// Writes a file down: its pages, then comments, targets of links, fallbacks, pictures, marks of structure.
pub fn seen(bytes: &[u8]) -> String {
    let mut text = match DocxView::read(bytes) {
        Ok(view) => dump(&view),
        Err(error) => format!("không đọc được: {error}\n"),
    };
    let mut beyond = String::new();
    for (name, content) in entries(bytes).unwrap_or_default() {
        match parse(&content) {
            Ok(root) => part(&name, &root, &mut beyond),
            Err(_) if Path::new(&name).extension().is_some_and(|end| end == "xlsx") => {
                let _ = writeln!(beyond, "bảng số {name}: {}", cells(&content));
            }
            Err(_) => drop(writeln!(beyond, "tệp {name}: {} byte", content.len())),
        }
    }
    if !beyond.is_empty() {
        text.push_str("== Ngoài trang\n");
        text.push_str(&beyond);
    }
    text
}

fn part(name: &str, root: &Node, out: &mut String) {
    for relation in root.children.iter().filter(|node| node.get("TargetMode") == Some("External")) {
        let _ = writeln!(out, "liên kết tới {}", relation.get("Target").unwrap_or_default());
    }
    if !name.starts_with("word/") || name.contains("_rels") {
        return;
    }
    let ranges: Vec<&str> = root.named("?:f").iter().map(|node| node.text.as_str()).collect();
    if !ranges.is_empty() {
        let _ = writeln!(out, "{name} lấy số ở {}", ranges.join(", "));
    }
    let colours: Vec<&str> = root
        .named("?:ser")
        .into_iter()
        .flat_map(|one| one.named("a:schemeClr").into_iter().chain(one.named("a:srgbClr")))
        .filter_map(|node| node.get("val"))
        .collect();
    if !colours.is_empty() {
        let _ = writeln!(out, "{name} có các màu {}", colours.join(", "));
    }
    for comment in root.named("w:comment") {
        let lines: Vec<String> = comment.named("w:p").into_iter().map(Node::letters).collect();
        let _ = writeln!(out, "bình luận: {}", lines.join(" / "));
    }
    for fallback in root.named("mc:Fallback") {
        let lines: Vec<String> = fallback.named("w:p").into_iter().map(Node::letters).collect();
        let _ = writeln!(out, "khung chữ cho bản Word cũ: {}", lines.join(" / "));
    }
    for formula in root.named("?:oMath") {
        let letters: String = formula.named("?:t").into_iter().map(|node| node.text.as_str()).collect();
        let _ = writeln!(out, "công thức: {letters}");
    }
    for drawing in root.named("wp:docPr") {
        let _ = writeln!(
            out,
            "hình số {} tên “{}”",
            drawing.get("id").unwrap_or_default(),
            drawing.get("name").unwrap_or_default()
        );
    }
    let names: Vec<&str> = root.named("w:bookmarkStart").iter().filter_map(|node| node.get("w:name")).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "dấu trang: {}", names.join(", "));
    }
    for link in root.named("w:hyperlink") {
        if let Some(anchor) = link.get("w:anchor") {
            let _ = writeln!(out, "liên kết trong tệp tới {anchor}: {}", link.letters());
        }
    }
    if root.child("w:updateFields").is_some_and(|node| node.get("w:val") == Some("true")) {
        let _ = writeln!(out, "Word cập nhật các trường khi mở tệp");
    }
    let kinds = [
        ("w:sdt", "điều khiển nội dung"),
        ("w:ins", "đoạn chèn theo dõi"),
        ("w:del", "đoạn xóa theo dõi"),
        ("w:hyperlink", "liên kết"),
        ("w:commentReference", "dấu bình luận"),
    ];
    for (element, words) in kinds {
        let count = root.named(element).len();
        if count > 0 {
            let _ = writeln!(out, "{words}: {count}");
        }
    }
}
