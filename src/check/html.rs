//! What came of a check as one page, to be sent to the unit that drafted the document.

use std::fmt::Write as _;

use crate::check::{Checked, Finding, Severity};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}\
h2{margin-top:2em}article{border-left:4px solid #888;padding:.2em 1em;margin:1em 0}\
.loi{border-color:#b00020}.canh_bao{border-color:#b26a00}.goi_y{border-color:#2563a8}\
p{margin:.2em 0}.ma{font-weight:600}.phu{color:#555}@media print{article{break-inside:avoid}}";

/// Returns one page for all files, each under its name. Nothing on it is loaded from elsewhere.
pub fn page<'c>(files: impl IntoIterator<Item = (String, &'c Checked)>) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Kiểm tra thể thức</title><style>{STYLE}</style></head>\n<body>\n<h1>Kiểm tra thể thức</h1>\n"
    );
    for (name, checked) in files {
        let kind = checked.kind.map_or("không rõ loại", |kind| kind.name);
        let _ = write!(html, "<h2>{}</h2>\n<p class=\"phu\">{kind}, {}</p>\n", plain(&name), checked.profile.id());
        if checked.findings.is_empty() {
            html.push_str("<p>Không thấy lỗi thể thức.</p>\n");
        }
        checked.findings.iter().for_each(|finding| article(&mut html, finding));
    }
    html + "</body>\n</html>\n"
}

fn article(html: &mut String, finding: &Finding) {
    let rule = finding.rule;
    let times = if finding.count > 1 { format!(" (và {} chỗ nữa)", finding.count - 1) } else { String::new() };
    let head = format!("{} {}: {}; cần {}", word(rule.severity), rule.code, finding.seen, finding.wanted);
    let _ = writeln!(html, "<article class=\"{}\"><p class=\"ma\">{}</p>", rule.severity.id(), plain(&head));
    let place = format!("{}{times}", finding.place);
    for (name, text) in [("Ở", place.as_str()), ("Căn cứ", rule.clause), ("Cách sửa", finding.hint.as_str())] {
        let _ = writeln!(html, "<p class=\"phu\">{name}: {}</p>", plain(text));
    }
    html.push_str("</article>\n");
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
        Severity::Hint => "Gợi ý",
    }
}

/// Writes what has a meaning in HTML as text.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
