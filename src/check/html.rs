//! What came of a check as one page, to be sent to the unit that drafted the document.

use std::fmt::Write as _;

use crate::check::{Checked, Finding, Profile, Severity};

const STYLE: &str = include_str!("page.css");

/// The severities in the order of the page, each with what it means to who reads it.
const GROUPS: [(Severity, &str, &str); 3] = [
    (Severity::Error, "Lỗi", "trái với câu chữ của quy định, phải sửa trước khi ký"),
    (Severity::Warning, "Cảnh báo", "trái với mẫu, hoặc suy ra từ dấu hiệu có thể nhầm: xem lại"),
    (Severity::Hint, "Gợi ý", "thói quen tốt"),
];

/// Returns one page for all files, each under its name, those that could not be read with the reason. Nothing on it is
/// loaded from elsewhere.
pub fn page<'c>(
    files: impl IntoIterator<Item = (String, &'c Checked)>,
    unread: impl IntoIterator<Item = (String, &'c str)>,
) -> String {
    let files: Vec<(String, &Checked)> = files.into_iter().collect();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Kiểm tra thể thức</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>Kiểm tra thể thức văn bản</h1>\n"
    );
    let all = counted(files.iter().flat_map(|(_, checked)| &checked.findings));
    let _ = writeln!(html, "<p class=\"phu\">{} văn bản: {all}.</p>", files.len());
    if files.len() > 1 {
        contents(&mut html, &files);
    }
    for (number, (name, checked)) in files.iter().enumerate() {
        document(&mut html, number + 1, name, checked);
    }
    for (name, why) in unread {
        let (name, why) = (plain(&name), plain(why));
        let _ =
            writeln!(html, "<section>\n<h2>{name}</h2>\n<p class=\"hong\">Chưa kiểm tra được: {why}</p>\n</section>");
    }
    let _ = writeln!(
        html,
        "<footer>Kiểm tra bằng thidua {}. Chương trình chỉ soi những điều đọc được trên tệp; người soát và người ký vẫn \
         chịu trách nhiệm về văn bản.</footer>",
        env!("CARGO_PKG_VERSION")
    );
    html + "</body>\n</html>\n"
}

/// A table of several documents, those with errors to be found at a glance.
fn contents(html: &mut String, files: &[(String, &Checked)]) {
    html.push_str("<table>\n<tr><th>Văn bản</th><th>Lỗi</th><th>Cảnh báo</th><th>Gợi ý</th></tr>\n");
    for (number, (name, checked)) in files.iter().enumerate() {
        let [errors, warnings, hints] = GROUPS.map(|(severity, ..)| of(checked, severity).count());
        let at = number + 1;
        let name = plain(name);
        let _ = writeln!(
            html,
            "<tr><td><a href=\"#vb{at}\">{name}</a></td><td>{errors}</td><td>{warnings}</td><td>{hints}</td></tr>"
        );
    }
    html.push_str("</table>\n");
}

fn document(html: &mut String, number: usize, name: &str, checked: &Checked) {
    let kind = checked.kind.map_or("Không rõ loại văn bản", |kind| kind.name);
    let _ = writeln!(html, "<section>\n<h2 id=\"vb{number}\">{}</h2>", plain(name));
    let _ = writeln!(html, "<p class=\"phu\">{kind}, {}: {}.</p>", by(checked.profile), counted(&checked.findings));
    if checked.findings.is_empty() {
        html.push_str("<p class=\"sach\">Không thấy lỗi thể thức.</p>\n");
    }
    for (severity, title, meaning) in GROUPS {
        let findings: Vec<&Finding> = of(checked, severity).collect();
        if !findings.is_empty() {
            let count = findings.len();
            let _ = writeln!(html, "<h3>{title} ({count}) <span class=\"ma\">– {meaning}</span></h3>");
            for finding in findings {
                article(html, finding);
            }
        }
    }
    html.push_str("</section>\n");
}

fn article(html: &mut String, finding: &Finding) {
    let (rule, place) = (finding.rule, finding.place().to_string());
    let _ = writeln!(
        html,
        "<article class=\"{}\">\n<h4>{} <span class=\"ma\">{}</span></h4>\n<dl>",
        rule.severity.id(),
        plain(rule.page.fault),
        rule.code
    );
    let times = if finding.count > 1 { format!(" (và {} chỗ nữa)", finding.count - 1) } else { String::new() };
    let rows = [
        ("Ở", format!("{place}{times}")),
        ("Thấy", finding.seen.clone()),
        ("Cần", finding.wanted.clone()),
        ("Căn cứ", rule.clause.to_owned()),
        ("Cách sửa", finding.hint.clone()),
    ];
    for (name, text) in rows {
        let _ = writeln!(html, "<dt>{name}</dt><dd>{}</dd>", plain(&text));
    }
    html.push_str("</dl>\n</article>\n");
}

fn of(checked: &Checked, severity: Severity) -> impl Iterator<Item = &Finding> {
    checked.findings.iter().filter(move |finding| finding.rule.severity == severity)
}

fn counted<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let mut counts = [0_usize; 3];
    for finding in findings {
        counts[finding.rule.severity as usize] += 1;
    }
    let told = counts.into_iter().zip(GROUPS).filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, (severity, ..))| format!("{count} {}", severity.word())).collect();
    if told.is_empty() { "không thấy lỗi thể thức".to_owned() } else { told.join(", ") }
}

/// Says by which rules a document was looked at.
const fn by(profile: Profile) -> &'static str {
    match profile {
        Profile::Nd30 => "theo Nghị định số 30/2020/NĐ-CP",
        Profile::Tt01 => "theo Thông tư số 01/2011/TT-BNV",
        Profile::Certificate => "theo mẫu riêng nên chỉ kiểm tra phần tệp",
        Profile::Template => "là mẫu còn thẻ chưa điền nên chỉ kiểm tra phần tệp",
        Profile::Normative => "là văn bản quy phạm pháp luật nên chỉ kiểm tra những điều chung",
        Profile::Party => "có thể thức riêng của Đảng",
    }
}

/// Writes what has a meaning in HTML as text.
fn plain(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
