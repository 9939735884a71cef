//! Entries of a table of contents: those of the last time, and new ones that look like them.

use std::collections::{BTreeMap, HashMap, VecDeque};

use quick_xml::escape::escape;

use super::super::paragraph::{Joined, Stream};
use super::field::{Span, plain};
use super::sheet::{Sheet, style_of};
use super::switches::Switches;
use crate::ooxml::fragment;
use crate::ooxml::tree::{Id, Tree};

/// What stands for a page that only Word can count.
pub const UNKNOWN_PAGE: &str = "…";

/// The style of entries that list captions stands among those of levels as this one.
pub const FIGURES: u8 = 0;

/// What a table of contents lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The paragraph that it leads to.
    pub paragraph: Id,
    /// Its level, from 1; [`FIGURES`] for a caption.
    pub level: u8,
    /// The number before it; empty where there is none.
    pub label: String,
    /// Its text.
    pub text: String,
}

impl Entry {
    /// Returns how it reads.
    pub fn shown(&self) -> String {
        tidy(&format!("{} {}", self.label, self.text))
    }
}

/// An entry of the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Old {
    /// How it reads, without its page.
    pub shown: String,
    /// The bookmark that it leads to.
    pub anchor: Option<String>,
    page: String,
}

/// What entries of the last time tell those that are made.
#[derive(Debug, Default)]
pub struct Models {
    /// `w:pPr` by level.
    paragraphs: BTreeMap<u8, String>,
    /// `w:rPr` of the text by level.
    runs: BTreeMap<u8, String>,
    pages: HashMap<String, VecDeque<String>>,
    /// All of them, in order.
    pub all: Vec<Old>,
}

impl Models {
    /// Reads the entries that stand in a table of contents.
    pub fn read(tree: &Tree<'_>, span: &Span, sheet: &Sheet) -> Self {
        let mut models = Self::default();
        for paragraph in (span.first..tree.inside(span.last).end).filter(|id| tree.name(*id) == "w:p") {
            let mut joined = Joined::read(tree, paragraph, Stream::Visible);
            joined.chars.retain(|char| span.range.contains(&char.source.start));
            let text = joined.text();
            if text.trim().is_empty() {
                continue;
            }
            models.look(tree, paragraph, &joined, sheet);
            let (shown, page) = text.rsplit_once('\t').unwrap_or((&text, ""));
            let (shown, page) = (tidy(shown), page.trim().to_owned());
            if !page.is_empty() {
                models.pages.entry(shown.clone()).or_default().push_back(page.clone());
            }
            models.all.push(Old { shown, page, anchor: anchor(tree, paragraph) });
        }
        models
    }

    fn look(&mut self, tree: &Tree<'_>, paragraph: Id, joined: &Joined, sheet: &Sheet) {
        let style = style_of(tree, paragraph);
        let figures = || style.as_deref().is_some_and(|style| sheet.id(TABLE_OF_FIGURES) == Some(style));
        let level = match style.as_deref().and_then(|style| sheet.entry(style)) {
            Some(level) => level,
            None if figures() => FIGURES,
            None => return,
        };
        if let Some(properties) = tree.child(paragraph, "w:pPr") {
            let own = tree.source[tree.get(properties).whole()].to_owned();
            self.paragraphs.entry(level).or_insert(own);
        }
        let run = joined.chars.iter().find(|char| !char.c.is_whitespace()).map(|char| joined.pieces[char.piece].run);
        if let Some(properties) = run.and_then(|run| tree.child(run, "w:rPr")) {
            let own = tree.source[tree.get(properties).whole()].to_owned();
            self.runs.entry(level).or_insert(own);
        }
    }

    /// Returns the page that an entry of this text had, each page once.
    fn page(&mut self, shown: &str) -> Option<String> {
        self.pages.get_mut(shown)?.pop_front()
    }

    /// Returns the properties of an entry's paragraph; `right` is where the page numbers stand, in twips.
    pub fn paragraph(&self, level: u8, style: Option<&str>, right: i64) -> String {
        if let Some(own) = self.paragraphs.get(&level) {
            return own.clone();
        }
        let other =
            self.paragraphs.values().find_map(|own| fragment::child(own, "w:tabs").map(|tabs| tabs.xml.to_owned()));
        let tabs = other
            .unwrap_or_else(|| format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{right}\"/></w:tabs>"));
        let style = style.map(|id| format!("<w:pStyle w:val=\"{}\"/>", escape(id))).unwrap_or_default();
        format!("<w:pPr>{style}{tabs}<w:rPr><w:noProof/></w:rPr></w:pPr>")
    }

    /// Returns the runs of an entry that leads to a bookmark.
    pub fn runs(&mut self, entry: &Entry, bookmark: &str, switches: &Switches) -> String {
        let look = self.runs.get(&entry.level).or_else(|| self.runs.values().next());
        let look = look.cloned().unwrap_or_else(|| "<w:rPr><w:noProof/></w:rPr>".to_owned());
        let text = |text: &str| format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
        let tab = |look: &str| format!("<w:r>{look}<w:tab/></w:r>");
        let mut runs = String::new();
        if !entry.label.is_empty() {
            runs.push_str(&(text(&entry.label) + &tab(&look)));
        }
        let pieces: Vec<String> = entry.text.split('\t').map(text).collect();
        runs.push_str(&pieces.join(&tab(&look)));
        let bare = switches.bare.is_some_and(|(first, last)| (first..=last).contains(&entry.level));
        if !bare {
            let page = self.page(&entry.shown()).unwrap_or_else(|| UNKNOWN_PAGE.to_owned());
            runs.push_str(&page_runs(&page, bookmark, switches, text));
        }
        if switches.links {
            format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{runs}</w:hyperlink>", escape(bookmark))
        } else {
            runs
        }
    }

    /// Tells whether entries read and lead as those of the last time, each of which has its page.
    pub fn are(&self, entries: &[Entry], leads: impl Fn(&Entry, &str) -> bool) -> bool {
        let same = |(old, new): (&Old, &Entry)| {
            old.shown == new.shown() && old.anchor.as_ref().is_some_and(|anchor| leads(new, anchor))
        };
        self.all.len() == entries.len() && self.all.iter().zip(entries).all(same)
    }
}

/// The name of the style of entries that list captions.
pub const TABLE_OF_FIGURES: &str = "table of figures";

fn page_runs(page: &str, bookmark: &str, switches: &Switches, text: impl Fn(&str) -> String) -> String {
    let look = if switches.web { "<w:rPr><w:noProof/><w:webHidden/></w:rPr>" } else { "<w:rPr><w:noProof/></w:rPr>" };
    let run = |inner: &str| format!("<w:r>{look}{inner}</w:r>");
    let before = switches.separator.as_deref().map_or_else(|| run("<w:tab/>"), text);
    let link = if switches.links { " \\h" } else { "" };
    [
        before,
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run(&format!("<w:instrText xml:space=\"preserve\"> PAGEREF {}{link} </w:instrText>", escape(bookmark))),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run(&format!("<w:t>{}</w:t>", escape(page))),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
    ]
    .concat()
}

/// Returns the bookmark that an entry of the last time leads to.
fn anchor(tree: &Tree<'_>, paragraph: Id) -> Option<String> {
    let mut links = tree.inside(paragraph).filter(|id| tree.name(*id) == "w:hyperlink");
    let link = links.find_map(|id| tree.attribute(id, "w:anchor"));
    if let Some(range) = link {
        return Some(plain(&tree.source[range]));
    }
    let codes = tree.inside(paragraph).filter(|id| tree.name(*id) == "w:instrText");
    let code = codes.map(|id| plain(&tree.source[tree.get(id).inner()])).find(|code| code.contains("PAGEREF"))?;
    code.split_whitespace().nth(1).map(str::to_owned)
}

/// Returns text with single spaces.
pub fn tidy(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
