//! Keys under `du_lieu`, which only the template knows: one that it does not ask for is hardly as it was meant.

use std::collections::BTreeSet;

use super::engine::Refused;
use super::{Engine, code};
use crate::diag::{Diagnostic, Place, Report, likely};
use crate::record::paper::Paper;
use crate::source::Sources;
use crate::source::tree::{Entry, Node, Value};

const DATA: &str = "du_lieu";

/// What a document's template asks for under `du_lieu`, against what is written there.
pub struct Keys<'a> {
    paper: &'a Paper,
    written: &'a [Entry],
    /// What is asked for; nothing is known where the template hands `du_lieu` on as a whole.
    asked: Option<BTreeSet<String>>,
}

impl<'a> Keys<'a> {
    /// Looks through the template, all that it calls, and the record itself.
    pub fn of(paper: &'a Paper, engine: &Engine, sources: &Sources) -> Self {
        let written = match paper.extra.node().map(|node| &node.value) {
            Some(Value::Map(entries)) => entries.as_slice(),
            _ => &[],
        };
        let mut texts = engine.with_called(&paper.template.text);
        texts.push(sources.get(paper.span.file).text());
        let asked = if written.is_empty() { None } else { asked(&texts) };
        Self { paper, written, asked }
    }

    /// Reports the keys that nobody asks for, but one that is told already.
    pub fn warn(&self, told: Option<&Place>, report: &mut Report) {
        let Some(asked) = &self.asked else { return };
        if asked.is_empty() {
            let message = format!("mẫu {} không dùng gì trong {DATA}", self.paper.template.text);
            let place = self.paper.extra.node().map_or(self.paper.template.span, |node| node.span);
            let hint = format!("xem lại tên mẫu ở `mau`, hoặc xóa khóa {DATA}");
            // A template that is not whole may be about to ask.
            report.extend(told.is_none().then(|| Diagnostic::warning(&code::UNUSED, message).at(place).hint(hint)));
            return;
        }
        let unused = self.written.iter().filter(|entry| !asked.contains(&*entry.key.text));
        for entry in unused.filter(|entry| told != Some(&Place::Span(entry.key_span))) {
            let template = &self.paper.template.text;
            let message = format!("mẫu {template} không dùng khóa “{}” của {DATA}", entry.key.text);
            let missing = asked.iter().map(String::as_str).filter(|key| !self.has(key));
            let hint = match likely(&entry.key.text, missing) {
                Some(near) => format!("có phải là “{near}”?"),
                None => format!("các khóa mà mẫu dùng: {}", asked.iter().cloned().collect::<Vec<_>>().join(", ")),
            };
            report.push(Diagnostic::warning(&code::UNUSED, message).at(entry.key_span).hint(hint));
        }
    }

    /// Places a fault in the record, where the template is right to ask for what is not there.
    pub fn blame(&self, refused: Refused, is_ours: bool) -> Diagnostic {
        let at_top = refused.missing.as_deref().is_some_and(|path| path.starts_with("du_lieu."));
        let field = refused.missing.as_deref().and_then(|path| path.rsplit('.').next());
        if let Some(entry) = field.filter(|_| is_ours).and_then(|field| self.misspelt(field, at_top)) {
            let (template, key) = (&self.paper.template.text, field.unwrap_or_default());
            let message = format!("mẫu {template} cần khóa “{key}” trong {DATA}, ở đây ghi “{}”", entry.key.text);
            let found = Diagnostic::error(&code::UNDEFINED, message).at(entry.key_span);
            return found.hint(format!("sửa thành {key}"));
        }
        let missing = refused.missing.as_deref().and_then(|path| path.strip_prefix("du_lieu."));
        let Some(key) = missing.and_then(|path| path.split('.').next()).filter(|key| is_ours && !self.has(key)) else {
            return refused.diagnostic;
        };
        let template = &self.paper.template.text;
        let message = format!("mẫu {template} cần khóa “{key}” trong {DATA} mà văn bản này không có");
        let place = self.paper.extra.node().map_or(self.paper.template.span, |node| node.span);
        let hint = format!("thêm dòng `{key}: …` dưới `{DATA}:`; ghi chú ở đầu mẫu nói khóa ấy là gì");
        Diagnostic::error(&code::UNDEFINED, message).at(place).hint(hint)
    }

    /// Finds the key that is written in the place of one that is asked for: at the top, or in any group below it.
    fn misspelt(&self, key: &str, at_top: bool) -> Option<&'a Entry> {
        let mut groups = vec![self.written];
        let mut at = 0;
        while let Some(group) = groups.get(at).copied() {
            let used = |entry: &Entry| at == 0 && self.asked.as_ref().is_some_and(|all| all.contains(&*entry.key.text));
            let has = group.iter().any(|entry| &*entry.key.text == key);
            let strays: Vec<&str> = group.iter().filter(|entry| !used(entry)).map(|entry| &*entry.key.text).collect();
            if let Some(near) = likely(key, strays).filter(|_| !has) {
                return group.iter().find(|entry| &*entry.key.text == near);
            }
            if at_top {
                return None;
            }
            for entry in group {
                inner_groups(&entry.value, &mut groups);
            }
            at += 1;
        }
        None
    }

    fn has(&self, key: &str) -> bool {
        self.written.iter().any(|entry| &*entry.key.text == key)
    }
}

/// Adds the groups of keys in a value.
fn inner_groups<'n>(node: &'n Node, groups: &mut Vec<&'n [Entry]>) {
    match &node.value {
        Value::Map(entries) => groups.push(entries),
        Value::Seq(items) => items.iter().for_each(|item| inner_groups(item, groups)),
        Value::Scalar(_) | Value::Null => {}
    }
}

/// Returns the names behind `du_lieu.` in texts; none where it stands by itself.
fn asked(texts: &[&str]) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for text in texts {
        let text = without_comments(text);
        for (at, _) in text.match_indices(DATA) {
            let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let rest = &text[at + DATA.len()..];
            // The key itself, in a record; or another name that ends so.
            if rest.starts_with(':') || rest.starts_with(inner_name) || text[..at].ends_with(inner) {
                continue;
            }
            let name = rest.strip_prefix('.').or_else(|| rest.strip_prefix("[\""))?;
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            names.insert(name[..end].to_owned());
        }
    }
    Some(names)
}

fn inner_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Leaves out `{# … #}`, where a template says in words what it needs.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("{#");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("#}").map_or("", |(_, rest)| rest));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<Vec<String>> {
        asked(&[text]).map(|names| names.into_iter().collect())
    }

    #[test]
    fn what_a_template_asks_for_is_read_in_tags_and_declarations_but_not_in_comments() {
        let text = "{# du_lieu: ghi_chu #}{{ du_lieu.a }}{% for x in du_lieu[\"b\"] %}\n```bang\nnguon: du_lieu.c\n";
        assert_eq!(names(text), Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn nothing_is_known_where_it_is_handed_on_as_a_whole() {
        assert_eq!(names("{% set d = du_lieu %}{{ d.a }}"), None);
        assert_eq!(names("{{ phong_trao.du_lieu.x }} {{ sieu_du_lieu }}"), Some(Vec::new()));
    }
}
