//! Lists: the levels that numbering.xml defines, and the labels that come out while walking through a document.

use std::collections::{HashMap, HashSet};

use crate::docx::numeral::NumberFormat;
use crate::docx::para_props::{ListRef, ParaProps, para_of};
use crate::docx::props::{RunProps, child_switch, run_of};
use crate::docx::theme::Theme;
use crate::ooxml::xml::{Element, Tree};

/// Levels a list has.
const LEVELS: usize = 9;

/// The label of a paragraph in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label as it is seen, such as `1.`, `a)`, `-` or `•`; empty where the list shows nothing.
    pub text: String,
    /// Whether it is the same for every paragraph.
    pub bullet: bool,
    /// Level in the list, 0 for the highest.
    pub level: u8,
    /// Id of the list, to tell one list from another.
    pub list: i64,
}

/// One level of a list.
#[derive(Debug, Clone)]
pub struct Level {
    start: i64,
    format: NumberFormat,
    text: String,
    restart: Option<u8>,
    legal: bool,
    style: Option<String>,
    /// Paragraph properties the level gives.
    pub para: ParaProps,
    /// Character properties of the label.
    pub run: RunProps,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: HashMap<u8, Level>,
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct Num {
    base: i64,
    starts: HashMap<u8, i64>,
    levels: HashMap<u8, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    nums: HashMap<i64, Num>,
}

impl Numbering {
    /// Reads numbering.xml. `style_lists` tells the list of each numbering style, by style id.
    pub fn parse(tree: &Tree, theme: &Theme, style_lists: &HashMap<String, i64>) -> Self {
        let mut numbering = Self::default();
        for child in tree.root().children() {
            match child.w() {
                "abstractNum" => numbering.add_abstract(child, theme),
                "num" => numbering.add_num(child, theme),
                _ => {}
            }
        }
        numbering.follow_styles(style_lists);
        numbering
    }

    fn add_abstract(&mut self, element: Element<'_>, theme: &Theme) {
        let Some(id) = number(element.w_attr("abstractNumId")) else {
            return;
        };
        let levels = element.children().filter(|c| c.w() == "lvl");
        let levels = levels.map(|lvl| (index(lvl), level(lvl, theme))).collect();
        let style_link = element.child_val("numStyleLink").map(str::to_owned);
        self.abstracts.insert(id, Abstract { levels, style_link });
    }

    fn add_num(&mut self, element: Element<'_>, theme: &Theme) {
        let Some(id) = number(element.w_attr("numId")) else {
            return;
        };
        let base = number(element.child_val("abstractNumId")).unwrap_or(-1);
        let mut num = Num { base, ..Num::default() };
        for over in element.children().filter(|c| c.w() == "lvlOverride") {
            let at = index(over);
            if let Some(start) = number(over.child_val("startOverride")) {
                num.starts.insert(at, start);
            }
            if let Some(lvl) = over.w_child("lvl") {
                num.levels.insert(at, level(lvl, theme));
            }
        }
        self.nums.insert(id, num);
    }

    /// Leads lists that only name a numbering style to the list of that style.
    fn follow_styles(&mut self, style_lists: &HashMap<String, i64>) {
        let target = |base: i64| {
            let link = self.abstracts.get(&base)?.style_link.as_ref()?;
            self.nums.get(style_lists.get(link)?).map(|num| num.base)
        };
        let found: Vec<(i64, i64)> = self.nums.iter().filter_map(|(id, num)| Some((*id, target(num.base)?))).collect();
        for (id, base) in found {
            if let Some(num) = self.nums.get_mut(&id) {
                num.base = base;
            }
        }
    }

    /// Returns a level of a list.
    pub fn level(&self, list: i64, level: u8) -> Option<&Level> {
        let num = self.nums.get(&list)?;
        num.levels.get(&level).or_else(|| self.abstracts.get(&num.base)?.levels.get(&level))
    }

    /// Returns the level that a paragraph style stands for in a list, where the list says so.
    pub fn level_of_style(&self, list: i64, style: &str) -> Option<u8> {
        let levels = (0..LEVELS).filter_map(|at| u8::try_from(at).ok());
        levels.into_iter().find(|at| self.level(list, *at).is_some_and(|l| l.style.as_deref() == Some(style)))
    }
}

/// The counters of all lists at one point of the document.
#[derive(Debug, Default)]
pub struct Counters {
    values: HashMap<i64, [Option<i64>; LEVELS]>,
    restarted: HashSet<(i64, u8)>,
}

impl Counters {
    /// Counts one more paragraph of a list and returns its label. List 0, or one not defined, has none.
    pub fn next(&mut self, numbering: &Numbering, at: ListRef) -> Option<Label> {
        let (list, level) = (at.num?, at.level.unwrap_or(0).min(8));
        let num = numbering.nums.get(&list)?;
        let definition = numbering.level(list, level)?;
        let restart = num.starts.get(&level).filter(|_| self.restarted.insert((list, level)));
        let values = self.values.entry(num.base).or_default();
        let index = usize::from(level);
        values[index] = Some(match (restart, values[index]) {
            (Some(start), _) => *start,
            (None, Some(value)) => value.saturating_add(1),
            (None, None) => num.starts.get(&level).copied().unwrap_or(definition.start),
        });
        reset_below(values, numbering, list, level);
        let text = text_of(definition, values, |k| numbering.level(list, k));
        Some(Label { text, bullet: definition.format == NumberFormat::Bullet, level, list })
    }
}

/// Starts the deeper levels anew, except those that say they run on or restart only after a higher level.
fn reset_below(values: &mut [Option<i64>; LEVELS], numbering: &Numbering, list: i64, level: u8) {
    for deeper in level + 1..9 {
        // `lvlRestart` counts from 1: it names the level whose use restarts this one; 0 means never.
        let after = numbering.level(list, deeper).and_then(|l| l.restart).unwrap_or(deeper);
        if level < after {
            values[usize::from(deeper)] = None;
        }
    }
}

fn text_of<'l>(level: &Level, values: &[Option<i64>; LEVELS], definition: impl Fn(u8) -> Option<&'l Level>) -> String {
    if level.format == NumberFormat::Bullet {
        return bullet(&level.text);
    }
    let mut text = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
        let Some(digit) = digit else {
            text.push(c);
            continue;
        };
        chars.next();
        let other = u8::try_from(digit - 1).unwrap_or(0);
        let Some(of) = definition(other) else {
            continue;
        };
        let value = values[usize::from(other)].unwrap_or(of.start);
        let format = if level.legal { NumberFormat::Decimal } else { of.format };
        text.push_str(&format.show(value));
    }
    text
}

/// Bullets lie in the private area of symbol fonts; the common ones have a plain character.
fn bullet(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{f0b7}' | '\u{f06c}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0fc}' => '✓',
        '\u{f0d8}' => '➢',
        '\u{f076}' => '❖',
        '\u{f0a8}' => '◆',
        '\u{f02d}' => '-',
        '\u{f02b}' => '+',
        '\u{f02a}' => '*',
        c => c,
    };
    text.chars().map(plain).collect()
}

fn level(element: Element<'_>, theme: &Theme) -> Level {
    let para = ParaProps { style: None, list: None, ..para_of(element) };
    Level {
        start: number(element.child_val("start")).unwrap_or(0),
        format: NumberFormat::of(element.child_val("numFmt").unwrap_or("decimal")),
        text: element.child_val("lvlText").unwrap_or_default().to_owned(),
        restart: number(element.child_val("lvlRestart")).and_then(|n| u8::try_from(n).ok()),
        legal: child_switch(element, "isLgl").unwrap_or(false),
        style: element.child_val("pStyle").map(str::to_owned),
        para,
        run: run_of(element, theme),
    }
}

fn index(element: Element<'_>) -> u8 {
    let at = number(element.w_attr("ilvl")).unwrap_or(0).clamp(0, 8);
    u8::try_from(at).unwrap_or(0)
}

fn number(text: Option<&str>) -> Option<i64> {
    text?.trim().parse().ok()
}
