//! Styles: defaults, chains of `basedOn`, and the resolution of what is stated into what is seen (ECMA-376 17.7).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::docx::format::{Fonts, ParagraphFormat, RunFormat, TabKind};
use crate::docx::number::Numbering;
use crate::docx::para_props::{ListRef, ParaProps, para_of};
use crate::docx::props::{RunProps, Toggle, is_on, run_of};
use crate::docx::table_style::{CellLook, TableStyle};
use crate::docx::theme::Theme;
use crate::ooxml::xml::{Element, Tree};
use crate::units::Length;

/// Longest chain of `basedOn` that is followed; Word itself allows ten.
const MAX_CHAIN: usize = 64;

/// A paragraph style with all that it inherits.
#[derive(Debug, Clone, Default)]
pub struct ParagraphStyle {
    /// Name as shown in Word, `heading 1` for example.
    pub name: Arc<str>,
    /// Paragraph properties of the whole chain, numbering levels included.
    pub para: ParaProps,
    /// Character properties of the whole chain.
    pub run: RunProps,
}

/// All styles of a document. A style is worked out when it is first used: files carry hundreds and use a few.
#[derive(Debug, Default)]
pub struct Styles {
    /// Fonts of the theme.
    pub theme: Theme,
    /// Lists.
    pub numbering: Numbering,
    para: ParaProps,
    run: RunProps,
    tree: Tree,
    /// Elements of the tree by style id.
    elements: HashMap<String, u32>,
    normal: Option<String>,
    normal_table: Option<String>,
    paragraphs: Known<ParagraphStyle>,
    characters: Known<RunProps>,
    tables: Known<TableStyle>,
}

/// Styles worked out so far, by id.
type Known<T> = RefCell<HashMap<String, Arc<T>>>;

/// The layers of style that lie under the runs of one paragraph.
#[derive(Debug, Clone, Copy)]
pub struct Layers<'s> {
    /// From the table around it.
    pub table: Option<&'s CellLook>,
    /// From its style.
    pub style: &'s ParagraphStyle,
}

impl Styles {
    /// Takes the styles part and, because each needs the other, the numbering part.
    pub fn new(styles: Option<Tree>, numbering: Option<&Tree>, theme: Theme) -> Self {
        let mut result = Self { theme, ..Self::default() };
        if let Some(tree) = styles {
            result.index(&tree);
            result.tree = tree;
        }
        if let Some(tree) = numbering {
            result.numbering = Numbering::parse(tree, &result.theme, &result.numbering_styles());
        }
        result
    }

    fn index(&mut self, tree: &Tree) {
        let root = tree.root();
        if let Some(defaults) = root.w_child("docDefaults") {
            self.para = defaults.w_child("pPrDefault").map(para_of).unwrap_or_default();
            let run = defaults.w_child("rPrDefault").map(|default| run_of(default, &self.theme));
            self.run = run.unwrap_or_default();
        }
        for style in root.children().filter(|e| e.w() == "style") {
            let Some(id) = style.w_attr("styleId") else {
                continue;
            };
            self.elements.insert(id.to_owned(), style.id());
            let is_default = style.w_attr("default").is_some_and(is_on);
            match kind(style) {
                "paragraph" if is_default => self.normal = Some(id.to_owned()),
                "table" if is_default => self.normal_table = Some(id.to_owned()),
                _ => {}
            }
        }
    }

    fn find(&self, id: &str, wanted: &str) -> Option<Element<'_>> {
        let element = self.tree.element(*self.elements.get(id)?)?;
        (kind(element) == wanted).then_some(element)
    }

    /// Returns a style and those it is based on, the most basic first. A cycle, or a base of another kind, ends it.
    fn chain(&self, id: &str, wanted: &str) -> Vec<Element<'_>> {
        let mut chain: Vec<Element<'_>> = Vec::new();
        let mut at = self.find(id, wanted);
        while let Some(style) = at {
            if chain.len() >= MAX_CHAIN || chain.iter().any(|other| other.id() == style.id()) {
                break;
            }
            chain.push(style);
            at = style.child_val("basedOn").and_then(|base| self.find(base, wanted));
        }
        chain.reverse();
        chain
    }

    fn numbering_styles(&self) -> HashMap<String, i64> {
        let ids = self.elements.keys();
        ids.filter_map(|id| Some((id.clone(), para_of(self.find(id, "numbering")?).list?.num?))).collect()
    }

    fn flat_run(&self, chain: &[Element<'_>]) -> RunProps {
        let mut flat = RunProps::default();
        for style in chain {
            flat.overlay(&run_of(*style, &self.theme));
        }
        flat
    }

    /// A list named by a style gives its indents beneath those that the same style states itself.
    fn flat_paragraph(&self, chain: &[Element<'_>]) -> ParagraphStyle {
        let mut para = ParaProps::default();
        for style in chain {
            let mut stated = para_of(*style);
            if let Some(list) = &mut stated.list {
                let num = list.num.or(para.list.and_then(|list| list.num)).unwrap_or(0);
                let id = style.w_attr("styleId").unwrap_or_default();
                list.level = list.level.or_else(|| self.numbering.level_of_style(num, id));
                if let Some(level) = self.numbering.level(num, list.level.unwrap_or(0)) {
                    para.overlay(&level.para);
                }
            }
            para.overlay(&stated);
        }
        let name = Arc::from(chain.last().and_then(|own| own.child_val("name")).unwrap_or_default());
        ParagraphStyle { name, para, run: self.flat_run(chain) }
    }

    /// Returns a paragraph style; the default one where there is no such style.
    pub fn paragraph(&self, id: Option<&str>) -> Arc<ParagraphStyle> {
        let named = id.filter(|id| self.find(id, "paragraph").is_some());
        let id = named.or(self.normal.as_deref()).unwrap_or_default();
        known(&self.paragraphs, id, || self.flat_paragraph(&self.chain(id, "paragraph")))
    }

    /// Returns a table style; the default one where none is named.
    pub fn table(&self, id: Option<&str>) -> Option<Arc<TableStyle>> {
        let named = id.filter(|id| self.find(id, "table").is_some());
        let id = named.or(self.normal_table.as_deref())?;
        Some(known(&self.tables, id, || TableStyle::of_chain(&self.chain(id, "table"), &self.theme)))
    }

    fn character(&self, id: &str) -> Arc<RunProps> {
        known(&self.characters, id, || self.flat_run(&self.chain(id, "character")))
    }

    /// Resolves the look of a paragraph and the list it belongs to.
    pub fn resolve_paragraph(&self, layers: Layers<'_>, direct: &ParaProps) -> (ParagraphFormat, ListRef) {
        let mut props = self.para.clone();
        if let Some(table) = layers.table {
            props.overlay(&table.para);
        }
        props.overlay(&layers.style.para);
        let mut list = props.list.unwrap_or_default();
        if let Some(own) = direct.list {
            list = ListRef { num: own.num.or(list.num), level: own.level.or(list.level) };
            match list.num.and_then(|num| self.numbering.level(num, list.level.unwrap_or(0))) {
                Some(level) => props.overlay(&level.para),
                None => leave_list(&mut props, own),
            }
        }
        props.overlay(direct);
        (paragraph_format(&props), list)
    }

    /// Resolves the look of a run: each layer upon the one before, toggles by parity of the style layers.
    pub fn resolve_run(&self, layers: Layers<'_>, direct: &RunProps) -> RunFormat {
        let character = direct.style.as_deref().map(|id| self.character(id));
        let levels = [layers.table.map(|table| &table.run), Some(&layers.style.run), character.as_deref()];
        let mut props = self.run.clone();
        for level in levels.into_iter().flatten() {
            props.overlay(level);
        }
        props.overlay(direct);
        let toggle = |toggle: Toggle| {
            let at = toggle as usize;
            let odd = levels.into_iter().flatten().filter(|l| l.toggles[at] == Some(true)).count() % 2 == 1;
            direct.toggles[at].unwrap_or(odd || self.run.toggles[at] == Some(true))
        };
        run_format(&props, toggle)
    }
}

/// A paragraph that leaves the list of its style (`numId` 0) leaves the indents of that list, too.
fn leave_list(props: &mut ParaProps, own: ListRef) {
    if own.num == Some(0) && props.list.is_some_and(|list| list.num.unwrap_or(0) != 0) {
        props.indent_left = None;
        props.first_line = None;
    }
}

fn paragraph_format(props: &ParaProps) -> ParagraphFormat {
    let plain = ParagraphFormat::default();
    // Space “as on a web page” is 14 points in Word.
    let space = |auto: Option<bool>, stated: Option<Length>| match auto {
        Some(true) => Length::pt(14),
        _ => stated.unwrap_or_default(),
    };
    ParagraphFormat {
        alignment: props.alignment.unwrap_or_default(),
        indent_left: props.indent_left.unwrap_or_default(),
        indent_right: props.indent_right.unwrap_or_default(),
        first_line: props.first_line.unwrap_or_default(),
        before: space(props.auto_before, props.before),
        after: space(props.auto_after, props.after),
        contextual_spacing: props.contextual_spacing.unwrap_or(false),
        line: props.line_spacing().unwrap_or(plain.line),
        keep_next: props.keep_next.unwrap_or(false),
        keep_lines: props.keep_lines.unwrap_or(false),
        page_break_before: props.page_break_before.unwrap_or(false),
        widow_control: props.widow_control.unwrap_or(plain.widow_control),
        outline_level: props.outline_level.filter(|level| *level < 9),
        borders: props.borders,
        shading: props.shading.flatten(),
        right_to_left: props.right_to_left.unwrap_or(false),
        tabs: props.tabs.iter().filter(|tab| tab.kind != TabKind::Clear).copied().collect(),
    }
}

fn run_format(props: &RunProps, toggle: impl Fn(Toggle) -> bool) -> RunFormat {
    let plain = RunFormat::default();
    let font = |stated: &Option<Arc<str>>, plain: Arc<str>| stated.clone().unwrap_or(plain);
    RunFormat {
        fonts: Fonts {
            ascii: font(&props.ascii, plain.fonts.ascii),
            h_ansi: font(&props.h_ansi, plain.fonts.h_ansi),
            cs: font(&props.cs, plain.fonts.cs),
            east_asia: font(&props.east_asia, plain.fonts.east_asia),
        },
        size: props.size.unwrap_or(plain.size),
        bold: toggle(Toggle::Bold),
        italic: toggle(Toggle::Italic),
        underline: props.underline.unwrap_or(false),
        strike: toggle(Toggle::Strike) || props.double_strike.unwrap_or(false),
        caps: toggle(Toggle::Caps),
        small_caps: toggle(Toggle::SmallCaps),
        hidden: toggle(Toggle::Hidden),
        color: props.color.unwrap_or_default(),
        background: props.highlight.flatten().or(props.shading.flatten()),
        baseline: props.baseline.unwrap_or_default(),
        letter_spacing: props.letter_spacing.unwrap_or_default(),
        language: props.language.clone(),
    }
}

fn kind(style: Element<'_>) -> &str {
    style.w_attr("type").unwrap_or("paragraph")
}

/// Returns what is known under an id, or works it out and remembers it.
fn known<T>(cache: &Known<T>, id: &str, make: impl FnOnce() -> T) -> Arc<T> {
    if let Some(found) = cache.borrow().get(id) {
        return found.clone();
    }
    let style = Arc::new(make());
    cache.borrow_mut().insert(id.to_owned(), style.clone());
    style
}
