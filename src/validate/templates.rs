//! The template that a document names is there.

use super::Scene;
use crate::diag::{Code, Diagnostic, Report, nearest};
use crate::record::Records;

/// A document names a template that is not there.
pub static UNKNOWN_TEMPLATE: Code = Code { id: "MAU01", title: "Không có mẫu này" };

/// Reports each template that is not there, with the nearest name.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for paper in &records.papers {
        let name = &paper.template.text;
        if scene.templates.iter().any(|template| template == name) {
            continue;
        }
        let known = || scene.templates.iter().map(String::as_str);
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        // The folder is not written, and Windows may hide an ending of its own.
        let name = name.strip_prefix("templates/").or_else(|| name.strip_prefix("templates\\")).unwrap_or(name);
        let name = name.strip_suffix(".txt").unwrap_or(name);
        // The ending may be left out, or be that of another kind of template.
        let same = known().find(|known| stem(known) == stem(name)).or_else(|| nearest(name, known()));
        let hint = match same {
            Some(near) => format!("có phải là “{near}”?"),
            None => format!("các mẫu đang có: {}", scene.templates.join(", ")),
        };
        let message = format!("không có mẫu “{}” trong templates/ cũng như trong chương trình", paper.template.text);
        report.push(Diagnostic::error(&UNKNOWN_TEMPLATE, message).at(paper.template.span).hint(hint));
    }
}
