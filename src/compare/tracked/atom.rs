//! A paragraph's content piece by piece: words, spaces, marks, and what is taken as a whole.

use std::borrow::Cow;

use quick_xml::escape::unescape;

use crate::ooxml::tree::{Id, Tree};
use crate::viet::bind::NO_BREAK_SPACE;
use crate::viet::hyphen::NO_BREAK_HYPHEN;

/// The smallest piece that is compared.
#[derive(Clone, Debug)]
pub struct Atom {
    /// By what it is compared.
    pub key: String,
    /// The properties of its run.
    pub props: Option<Id>,
    /// What it is.
    pub what: What,
}

/// What an atom is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Text, which is its key.
    Text,
    /// Text with hyphens or spaces that do not break, which its key has as ordinary ones: where a line ends is no change.
    Held(String),
    /// An element within a run that may be deleted as it is: a tabulator or a line break.
    Mark(Id),
    /// One element within a run that cannot be shown as deleted, such as a drawing.
    Thing(Id),
    /// Runs that only make sense together, such as a field, with the text that is seen.
    Runs(Vec<Id>, String),
    /// A link with the text that is seen.
    Link(Id, String),
}

/// Reads a paragraph: its atoms, and its bookmarks and the like.
pub fn atoms(tree: &Tree, paragraph: Id) -> (Vec<Atom>, Vec<Id>) {
    let mut reading = Reading { tree, atoms: Vec::new(), anchors: Vec::new(), field: Vec::new(), depth: 0 };
    reading.content(paragraph);
    // A field that begins here and ends elsewhere is left as it is.
    let open = std::mem::take(&mut reading.field);
    reading.atoms.extend(open.into_iter().map(|run| whole(tree, vec![run])));
    (reading.atoms, reading.anchors)
}

struct Reading<'t, 's> {
    tree: &'t Tree<'s>,
    atoms: Vec<Atom>,
    anchors: Vec<Id>,
    /// The runs of the field that has begun.
    field: Vec<Id>,
    depth: usize,
}

impl Reading<'_, '_> {
    fn content(&mut self, parent: Id) {
        for id in self.tree.children(parent).collect::<Vec<_>>() {
            match self.tree.name(id) {
                "w:r" => self.run(id),
                "w:ins" | "w:moveTo" => self.content(id),
                "w:pPr" | "w:proofErr" | "w:del" | "w:moveFrom" => {}
                "w:hyperlink" => {
                    let text = seen(self.tree, id);
                    self.atoms.push(Atom { key: format!("\u{fffc}{text}"), props: None, what: What::Link(id, text) });
                }
                name if name.ends_with("Start") || name.ends_with("End") => self.anchors.push(id),
                _ => self.atoms.push(whole(self.tree, vec![id])),
            }
        }
    }

    fn run(&mut self, run: Id) {
        let kinds = |kind: &str| {
            let chars = self.tree.children(run).filter(|id| self.tree.name(*id) == "w:fldChar");
            chars.filter(|id| self.tree.tag(*id).contains(&format!("\"{kind}\""))).count()
        };
        let (begun, ended) = (kinds("begin"), kinds("end"));
        if self.depth == 0 && begun == 0 {
            return self.plain(run);
        }
        self.field.push(run);
        self.depth = (self.depth + begun).saturating_sub(ended);
        if self.depth == 0 {
            let runs = std::mem::take(&mut self.field);
            self.atoms.push(whole(self.tree, runs));
        }
    }

    fn plain(&mut self, run: Id) {
        let props = self.tree.child(run, "w:rPr");
        let mut words = String::new();
        for id in self.tree.children(run) {
            let mark = |key: &str| Atom { key: key.to_owned(), props, what: What::Mark(id) };
            match self.tree.name(id) {
                "w:rPr" | "w:lastRenderedPageBreak" => continue,
                "w:t" => {
                    words.push_str(&text(self.tree, id));
                    continue;
                }
                "w:noBreakHyphen" => {
                    words.push(NO_BREAK_HYPHEN);
                    continue;
                }
                _ => self.words(&std::mem::take(&mut words), props),
            }
            self.atoms.push(match self.tree.name(id) {
                "w:tab" => mark("\t"),
                "w:br" | "w:cr" => mark("\n"),
                "w:softHyphen" => mark("\u{ad}"),
                name => Atom { key: format!("\u{fffc}{name}"), props, what: What::Thing(id) },
            });
        }
        self.words(&words, props);
    }

    fn words(&mut self, text: &str, props: Option<Id>) {
        let word = |part: &str| {
            let key = part.replace(NO_BREAK_HYPHEN, "-").replace(NO_BREAK_SPACE, " ");
            let what = if key == part { What::Text } else { What::Held(part.to_owned()) };
            Atom { key, props, what }
        };
        self.atoms.extend(parts(text).into_iter().map(word));
    }
}

fn whole(tree: &Tree, runs: Vec<Id>) -> Atom {
    let text: String = runs.iter().map(|run| seen(tree, *run)).collect();
    Atom { key: format!("\u{fffc}{text}"), props: None, what: What::Runs(runs, text) }
}

/// Returns the text that is seen in an element.
fn seen(tree: &Tree, id: Id) -> String {
    tree.inside(id).filter(|inner| tree.name(*inner) == "w:t").map(|inner| text(tree, inner).into_owned()).collect()
}

/// Returns the text of a `w:t` as Word reads it.
fn text<'s>(tree: &Tree<'s>, id: Id) -> Cow<'s, str> {
    let raw = tree.source.get(tree.get(id).inner()).unwrap_or_default();
    let text = unescape(raw).unwrap_or(Cow::Borrowed(raw));
    if tree.tag(id).contains("preserve") { text } else { Cow::Owned(text.trim().to_owned()) }
}

/// Parts a text into words, the punctuation around them, and the spaces between.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        if space {
            parts.push(part);
        } else {
            word(part, &mut parts);
        }
        rest = behind;
    }
    parts
}

/// Takes the punctuation off both ends of a word, so that `2020;` and `2021.` differ in both, not as a whole.
fn word<'t>(part: &'t str, parts: &mut Vec<&'t str>) {
    let edge = |c: char| !c.is_alphanumeric();
    let core = part.trim_start_matches(edge);
    let (front, _) = part.split_at(part.len() - core.len());
    let bare = core.trim_end_matches(edge);
    let (_, back) = core.split_at(bare.len());
    parts.extend([front, bare, back].into_iter().filter(|part| !part.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(inner: &str) -> Vec<String> {
        let source = format!("<w:p>{inner}</w:p>");
        let tree = Tree::read(&source).expect("it is XML");
        atoms(&tree, 0).0.into_iter().map(|atom| atom.key).collect()
    }

    #[test]
    fn words_are_cut_from_their_punctuation_and_dates_stay_whole() {
        assert_eq!(parts("Hạn 28/02/2020;  (xong)"), ["Hạn", " ", "28/02/2020", ";", "  ", "(", "xong", ")"]);
    }

    #[test]
    fn a_field_is_one_piece_and_entities_are_text() {
        let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
        let text = keys(&format!("<w:r><w:t xml:space=\"preserve\">A&amp;B </w:t><w:tab/></w:r>{field}"));
        assert_eq!(text, ["A&B", " ", "\t", "\u{fffc}7"]);
    }

    #[test]
    fn where_a_symbol_may_not_break_is_no_change() {
        let held = keys("<w:r><w:t>số 15/KH</w:t><w:noBreakHyphen/><w:t>UBND;</w:t></w:r>");
        assert_eq!(held, keys("<w:r><w:t>số 15/KH-UBND;</w:t></w:r>"));
        assert_eq!(held, ["số", " ", "15/KH-UBND", ";"]);
        assert_eq!(keys("<w:r><w:t>số\u{a0}15</w:t></w:r>"), keys("<w:r><w:t>số 15</w:t></w:r>"));
    }

    #[test]
    fn what_is_already_deleted_is_not_there_and_what_is_inserted_is() {
        let marked = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>";
        assert_eq!(keys(marked), ["mới"]);
    }
}
