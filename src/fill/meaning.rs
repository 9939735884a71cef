//! What each tag of a part says to the engine, and which data it asks for.

use super::edit::Engine;
use super::expression::{self, Expression, Flaw, Path};
use super::part::Part;
use super::render::{LACK, LACK_END};
use super::tag::{Kind, Tag};

/// A name that a tag takes from the data, resolved through the loops around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// From the outermost name: `["ca_nhan", "[]", "ho_ten"]`.
    pub path: Vec<String>,
    /// Whether the tag goes through it.
    pub list: bool,
    /// Whether the tag is this name and nothing else.
    pub whole: bool,
    /// Whether it leads to something made in the template, not in the data.
    pub own: bool,
}

/// What a tag says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Its text for the engine.
    pub engine: Engine,
    /// What it asks for.
    pub uses: Vec<Use>,
}

/// Names of the engine's filters that look for what is missing; no tag can name them.
pub const CHECK_VALUE: &str = "__gia_tri";
/// The same for what a loop goes through.
pub const CHECK_LIST: &str = "__danh_sach";
/// Turns what cannot be gone through into an empty list.
pub const OR_EMPTY: &str = "__hay_rong";

/// Reads all tags of a part.
pub fn read(part: &Part<'_>) -> (Vec<Meaning>, Vec<(usize, Flaw)>) {
    let mut reader = Reader { scopes: Vec::new(), own: Vec::new() };
    let mut flaws = Vec::new();
    let mut meanings = Vec::new();
    for (number, placed) in part.tags.iter().enumerate() {
        let meaning = reader.tag(number, &placed.tag).unwrap_or_else(|flaw| {
            flaws.push((number, flaw));
            Meaning::default()
        });
        meanings.push(meaning);
    }
    (meanings, flaws)
}

/// A loop that is open: the names it gives, and what they stand for.
struct Scope {
    names: Vec<(String, Vec<String>)>,
    own: bool,
}

struct Reader {
    scopes: Vec<Scope>,
    /// Names set in the template.
    own: Vec<String>,
}

impl Reader {
    fn tag(&mut self, number: usize, tag: &Tag) -> Result<Meaning, Flaw> {
        match tag.kind {
            Kind::Value => Ok(self.value(number, &expression::read(&tag.inside)?)),
            Kind::If | Kind::Elif => {
                let condition = expression::read(&tag.inside)?;
                let plain = format!("{{% {} {} %}}", tag.keyword, condition.engine);
                let careful = format!("{{% {} {} %}}", tag.keyword, condition.careful);
                Ok(Meaning { engine: Engine { plain, careful }, uses: self.uses(&condition.paths) })
            }
            Kind::For => self.begin_loop(number, tag),
            Kind::EndFor => {
                self.scopes.pop();
                Ok(bare("endfor"))
            }
            Kind::EndIf | Kind::Else | Kind::Jump => Ok(bare(&tag.keyword)),
            Kind::Set => self.set(tag),
            Kind::Cell => Ok(self.value(number, &expression::read(&cell(tag)?)?)),
            Kind::Comment | Kind::Literal => Ok(Meaning::default()),
            Kind::Unknown => Err(unknown(tag)),
        }
    }

    fn value(&self, number: usize, value: &Expression) -> Meaning {
        let plain = format!("{{{{ {} }}}}", value.engine);
        let items = self.items();
        let careful = format!("{{{{ ({}) | {CHECK_VALUE}(i={number}, n=[{items}]) }}}}", value.careful);
        Meaning { engine: Engine { plain, careful }, uses: self.uses(&value.paths) }
    }

    /// The numbers of the items in the loops around, for the engine.
    fn items(&self) -> String {
        (0..self.scopes.len()).map(counter).collect::<Vec<_>>().join(", ")
    }

    fn begin_loop(&mut self, number: usize, tag: &Tag) -> Result<Meaning, Flaw> {
        let read = expression::read_loop(&tag.inside);
        let found = read.inspect_err(|_| self.scopes.push(Scope { names: Vec::new(), own: true }))?;
        let names = found.names.iter().map(|name| expression::encode(name)).collect::<Vec<_>>().join(", ");
        let plain = format!("{{% for {names} in {} %}}", found.list.engine);
        let (list, items) = (&found.list.careful, self.items());
        let careful = format!(
            "{{{{ ({list}) | {CHECK_LIST}(i={number}, n=[{items}]) }}}}{{% for {names} in ({list}) | {OR_EMPTY} %}}{{% set {} = loop.index %}}",
            counter(self.scopes.len())
        );
        let mut uses = self.uses(&found.list.paths);
        if let Some(first) = uses.first_mut() {
            first.list = true;
        }
        self.scopes.push(scope(&found.names, uses.first()));
        Ok(Meaning { engine: Engine { plain, careful }, uses })
    }

    fn set(&mut self, tag: &Tag) -> Result<Meaning, Flaw> {
        let (name, value) = expression::read_set(&tag.inside)?;
        let uses = self.uses(&value.paths);
        let form = |value: &str| format!("{{% {} {} = {value} %}}", tag.keyword, expression::encode(&name));
        let engine = Engine { plain: form(&value.engine), careful: form(&value.careful) };
        self.own.push(name);
        Ok(Meaning { engine, uses })
    }

    fn uses(&self, paths: &[Path]) -> Vec<Use> {
        paths.iter().map(|path| self.resolve(path)).collect()
    }

    /// Follows a name through the loops around to the data.
    fn resolve(&self, path: &Path) -> Use {
        for scope in self.scopes.iter().rev() {
            if let Some((_, base)) = scope.names.iter().find(|(name, _)| *name == path.root) {
                let full = base.iter().chain(&path.steps).cloned().collect();
                return Use { path: full, list: false, whole: path.whole, own: scope.own };
            }
        }
        let full = std::iter::once(&path.root).chain(&path.steps).cloned().collect();
        Use { path: full, list: false, whole: path.whole, own: self.own.contains(&path.root) }
    }
}

/// Returns the expression that a tag of a cell stands for.
fn cell(tag: &Tag) -> Result<String, Flaw> {
    match (tag.keyword.as_str(), tag.inside.trim()) {
        ("vm", _) => Ok("gop_doc(dau=loop.first)".to_owned()),
        ("hm", _) => Ok("gop_ngang(so=loop.length, dau=loop.first)".to_owned()),
        (keyword, "") => {
            let hint = if keyword == "cellbg" { "{% cellbg 'FFFF00' %}" } else { "{% colspan 3 %}" };
            Err(Flaw { message: format!("thẻ {keyword} thiếu giá trị"), hint: format!("viết: {hint}"), at: 0 })
        }
        ("cellbg", colour) => Ok(format!("({colour}) | mau_o")),
        (_, columns) => Ok(format!("({columns}) | gop_cot")),
    }
}

/// The engine's name for the number of the item in a loop this deep.
fn counter(depth: usize) -> String {
    format!("__thu_{depth}")
}

fn scope(names: &[String], list: Option<&Use>) -> Scope {
    let own = list.is_none_or(|list| list.own);
    let item: Vec<String> = list.map_or(Vec::new(), |list| list.path.clone());
    let item: Vec<String> = item.into_iter().chain(["[]".to_owned()]).collect();
    match names {
        [name] => Scope { names: vec![(name.clone(), item)], own },
        // Keys of a map are no data of their own.
        names => Scope { names: names.iter().map(|name| (name.clone(), item.clone())).collect(), own: true },
    }
}

fn bare(keyword: &str) -> Meaning {
    let text = format!("{{% {keyword} %}}");
    Meaning { engine: Engine { plain: text.clone(), careful: text }, uses: Vec::new() }
}

fn unknown(tag: &Tag) -> Flaw {
    let keyword = tag.keyword.as_str();
    let known = ["if", "elif", "else", "endif", "for", "endfor", "set"];
    let listed = expression::UNKNOWN_TAGS.iter().find(|(name, _)| *name == keyword).map(|(_, hint)| (*hint).to_owned());
    let near = || crate::diag::nearest(keyword, known).map(|near| format!("có phải là {{% {near} … %}}?"));
    let hint = listed.or_else(near).unwrap_or_else(|| format!("các thẻ có: {}", known.join(", ")));
    let message = if keyword.is_empty() {
        "thẻ {% %} không có tên".to_owned()
    } else {
        format!("mẫu Word không có thẻ “{keyword}”")
    };
    Flaw { message, hint, at: 0 }
}

/// Notes that a value is missing.
pub fn lack(tag: i64, items: &[tera::Value]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    format!("{LACK}{tag}:{}{LACK_END}", items.join(","))
}
