//! What stands inside a tag: read once, respelled for the engine, and asked for the names it uses.
//!
//! Jinja's spellings that Tera does not know are respelled where that is safe; for the rest there is a precise hint.

mod jinja;
mod lex;

use super::chart;
use crate::template;
use lex::{Lexeme, Sort};

pub use jinja::{FILTERS, FUNCTIONS, TESTS, UNKNOWN_FILTERS, UNKNOWN_TAGS};

/// An expression ready for the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expression {
    /// Its text for the engine.
    pub engine: String,
    /// The same, but a field of something that does not exist is undefined, not an error.
    pub careful: String,
    /// The names it takes from around it.
    pub paths: Vec<Path>,
}

/// A name with the steps taken from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// The name as it is written.
    pub root: String,
    /// Fields, as they are written; `[]` is an item whose number is not fixed.
    pub steps: Vec<String>,
    /// Whether nothing else stands in the expression.
    pub whole: bool,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// What was found.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Where, in bytes of the expression.
    pub at: usize,
}

impl Flaw {
    fn new(message: impl Into<String>, hint: impl Into<String>, at: usize) -> Self {
        Self { message: message.into(), hint: hint.into(), at }
    }
}

/// What stands after `for`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loop {
    /// The names given to each item: one, or key and value.
    pub names: Vec<String>,
    /// What is gone through.
    pub list: Expression,
}

/// Words that are no names.
const WORDS: [&str; 14] =
    ["and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "True", "False", "none", "None"];

/// Reads an expression.
pub fn read(text: &str) -> Result<Expression, Flaw> {
    let lexemes = lex::read(text)?;
    if lexemes.is_empty() {
        return Err(Flaw::new("thẻ trống", "viết tên biến vào trong thẻ", 0));
    }
    jinja::refuse(text, &lexemes)?;
    Writer::new(text, &lexemes).write()
}

/// Reads what stands after `for`: `x in ds`, `khoa, gia_tri in bang`, `x in ds if x.co`.
pub fn read_loop(text: &str) -> Result<Loop, Flaw> {
    let lexemes = lex::read(text)?;
    let word = |wanted: &str| lexemes.iter().position(|one| one.sort == Sort::Name && one.of(text) == wanted);
    let form = "viết: {% for x in danh_sach %}";
    let Some(split) = word("in") else {
        return Err(Flaw::new("thẻ for thiếu chữ “in”", form, 0));
    };
    let names: Vec<String> =
        lexemes[..split].iter().filter(|one| one.sort == Sort::Name).map(|one| one.of(text).to_owned()).collect();
    let commas = lexemes[..split].iter().filter(|one| one.sort == Sort::Sign).count();
    if names.is_empty() || names.len() > 2 || commas + 1 != names.len() {
        return Err(Flaw::new("sau “for” phải là một tên, hoặc hai tên cách nhau bằng dấu phẩy", form, 0));
    }
    let start = lexemes[split].range.end;
    let condition = lexemes[split..].iter().rposition(|one| one.sort == Sort::Name && one.of(text) == "if");
    let has_else = lexemes[split..].iter().any(|one| one.sort == Sort::Name && one.of(text) == "else");
    if let (Some(at), false) = (condition, has_else) {
        return filtered(text, names, start, lexemes[split + at].range.clone());
    }
    let list = shifted(read(&text[start..]), start)?;
    Ok(Loop { names, list: without_items(list) })
}

/// Jinja's `for x in ds if …` goes through a list made for it.
fn filtered(text: &str, names: Vec<String>, start: usize, word: std::ops::Range<usize>) -> Result<Loop, Flaw> {
    let list = shifted(read(&text[start..word.start]), start)?;
    let condition = shifted(read(&text[word.end..]), word.end)?;
    let name = encode(&names[0]);
    let join = |list: &str, condition: &str| format!("[{name} for {name} in {list} if {condition}]");
    let engine = join(&list.engine, &condition.engine);
    let careful = join(&list.careful, &condition.careful);
    Ok(Loop { names, list: Expression { engine, careful, paths: list.paths } })
}

/// Tera goes through the pairs of a map by itself.
fn without_items(mut list: Expression) -> Expression {
    for text in [&mut list.engine, &mut list.careful] {
        if let Some(rest) = text.strip_suffix(" | pairs") {
            *text = rest.to_owned();
        }
    }
    list
}

/// Reads what stands after `set`: a name, and its value.
pub fn read_set(text: &str) -> Result<(String, Expression), Flaw> {
    let lexemes = lex::read(text)?;
    let form = "viết: {% set ten = gia_tri %}";
    match lexemes.as_slice() {
        [name, sign, rest @ ..] if name.sort == Sort::Name && sign.of(text) == "=" && !rest.is_empty() => {
            let start = sign.range.end;
            let value = shifted(read(&text[start..]), start)?;
            Ok((name.of(text).to_owned(), value))
        }
        [_] => Err(Flaw::new("khối {% set %} … {% endset %} không dùng được trong mẫu Word", form, 0)),
        _ => Err(Flaw::new("thẻ set viết sai", form, 0)),
    }
}

fn shifted<T>(read: Result<T, Flaw>, by: usize) -> Result<T, Flaw> {
    read.map_err(|flaw| Flaw { at: flaw.at + by, ..flaw })
}

/// Spells a name for the engine, whose own names are ASCII; `họ_tên` and its decomposed form are one name.
pub fn encode(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let mut out = String::from("v_");
    for c in crate::viet::text::nfc(name).chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    out
}

struct Writer<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    at: usize,
    out: Expression,
    /// Names that a list made inside the expression gives its items.
    own: Vec<&'t str>,
    /// Where bare names are names of fields, not of values.
    fields: Vec<std::ops::Range<usize>>,
    /// Positional arguments: before which lexeme stands which name.
    named: Vec<(usize, &'static str)>,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str, lexemes: &'t [Lexeme]) -> Self {
        let is_for = |pair: &&[Lexeme]| pair[0].of(text) == "for" && pair[0].sort == Sort::Name;
        let own = lexemes.windows(2).filter(is_for).map(|pair| pair[1].of(text)).collect();
        Self { text, lexemes, at: 0, out: Expression::default(), own, fields: Vec::new(), named: Vec::new() }
    }

    fn write(mut self) -> Result<Expression, Flaw> {
        while self.at < self.lexemes.len() {
            self.step()?;
        }
        let whole = self.out.paths.len() == 1 && self.is_one_path();
        for path in &mut self.out.paths {
            path.whole = whole;
        }
        Ok(self.out)
    }

    /// Tells whether only names and steps stand here.
    fn is_one_path(&self) -> bool {
        self.lexemes.iter().all(|one| match one.sort {
            Sort::Name | Sort::Number => !WORDS.contains(&one.of(self.text)),
            Sort::Text => false,
            Sort::Sign => one.of(self.text) == ".",
        })
    }

    fn peek(&self, ahead: usize) -> &'t str {
        self.lexemes.get(self.at + ahead).map_or("", |one| one.of(self.text))
    }

    fn before(&self, back: usize) -> &'t str {
        self.at.checked_sub(back).map_or("", |at| self.lexemes[at].of(self.text))
    }

    /// Writes for both spellings, with a space where words would run together.
    fn give(&mut self, text: &str) {
        for out in [&mut self.out.engine, &mut self.out.careful] {
            let word =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | ')' | ']'));
            let starts = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\''));
            if starts && word(out.chars().last()) {
                out.push(' ');
            }
            out.push_str(text);
        }
    }

    fn step(&mut self) -> Result<(), Flaw> {
        if let Some((_, name)) = self.named.iter().find(|(at, _)| *at == self.at).copied() {
            self.give(&format!("{name}="));
        }
        let (sort, word) = (self.lexemes[self.at].sort, self.peek(0));
        if sort != Sort::Name {
            self.at += 1;
            let spaced = matches!(
                word,
                "|" | "~" | "+" | "-" | "*" | "/" | "//" | "%" | "**" | "==" | "!=" | "<" | ">" | "<=" | ">="
            );
            self.give(&if spaced { format!(" {word} ") } else { word.to_owned() });
            return Ok(());
        }
        if self.fields.iter().any(|range| range.contains(&self.at)) && self.peek(1) != "=" {
            self.field_name();
            return Ok(());
        }
        match self.before(1) {
            "|" => self.filter(),
            "is" => self.test(),
            "not" if self.before(2) == "is" => self.test(),
            _ if WORDS.contains(&word) || word == "null" => {
                self.word(word);
                Ok(())
            }
            _ if self.peek(1) == "(" => self.call(word),
            _ if self.peek(1) == "=" => {
                self.at += 1;
                self.give(word);
                Ok(())
            }
            _ => self.path(word),
        }
    }

    fn word(&mut self, word: &str) {
        self.at += 1;
        let spaced = matches!(word, "and" | "or" | "not" | "in" | "is" | "if" | "else" | "for");
        self.give(&if spaced { format!(" {word} ") } else { word.to_owned() });
    }

    fn call(&mut self, word: &str) -> Result<(), Flaw> {
        self.name_arguments(self.at + 1, jinja::parameters(word))?;
        if word == chart::FUNCTION {
            self.name_fields(self.at + 1);
        }
        self.at += 1;
        self.give(word);
        Ok(())
    }

    /// A chart is told the fields of its list by their names, which a clerk writes with or without quotes.
    fn name_fields(&mut self, open: usize) {
        let starts = self.arguments(open);
        let names = jinja::parameters(chart::FUNCTION);
        for (number, start) in starts.iter().enumerate() {
            let keyword = self.lexemes.get(start + 1).is_some_and(|next| next.of(self.text) == "=");
            let name = if keyword { Some(self.lexemes[*start].of(self.text)) } else { names.get(number).copied() };
            if name.is_some_and(|name| matches!(name, "nhan" | "gia_tri")) {
                let end = starts.get(number + 1).copied().unwrap_or_else(|| self.closing(open));
                self.fields.push(*start..end);
            }
        }
    }

    /// Returns the bracket that closes this one.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, one) in self.lexemes.iter().enumerate().skip(open) {
            match one.of(self.text) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.lexemes.len()
    }

    fn field_name(&mut self) {
        let mut name = self.peek(0).to_owned();
        self.at += 1;
        while self.peek(0) == "." && self.at + 1 < self.lexemes.len() {
            name = format!("{name}.{}", self.peek(1));
            self.at += 2;
        }
        self.give(&format!("\"{name}\""));
    }

    fn filter(&mut self) -> Result<(), Flaw> {
        let name = jinja::filter(self.peek(0));
        if let Some((_, hint)) = UNKNOWN_FILTERS.iter().find(|(unknown, _)| *unknown == name) {
            let at = self.lexemes[self.at].range.start;
            return Err(Flaw::new(format!("không có bộ lọc “{name}”"), *hint, at));
        }
        if self.peek(1) == "(" {
            self.name_arguments(self.at + 1, jinja::parameters(name))?;
        }
        self.at += 1;
        self.give(name);
        Ok(())
    }

    fn test(&mut self) -> Result<(), Flaw> {
        let name = self.peek(0);
        if name == "not" {
            self.word(name);
            return Ok(());
        }
        let name = jinja::test(name);
        if self.peek(1) == "(" {
            self.name_arguments(self.at + 1, jinja::parameters(name))?;
        }
        self.at += 1;
        self.give(name);
        Ok(())
    }

    /// Gives names to arguments that stand without: Tera knows arguments by name only.
    fn name_arguments(&mut self, open: usize, names: &'static [&'static str]) -> Result<(), Flaw> {
        for (number, start) in self.arguments(open).into_iter().enumerate() {
            let one = &self.lexemes[start];
            let has_name =
                one.sort == Sort::Name && self.lexemes.get(start + 1).is_some_and(|next| next.of(self.text) == "=");
            if has_name {
                continue;
            }
            let Some(name) = names.get(number) else {
                let owner = self.lexemes[open - 1].of(self.text);
                let message = format!("tham số của “{owner}” phải có tên");
                return Err(Flaw::new(message, format!("viết: {owner}(tên=giá trị)"), one.range.start));
            };
            self.named.push((start, name));
        }
        Ok(())
    }

    /// Returns where each argument in the brackets begins.
    fn arguments(&self, open: usize) -> Vec<usize> {
        let (mut depth, mut starts, mut fresh) = (0_usize, Vec::new(), false);
        for (at, one) in self.lexemes.iter().enumerate().skip(open) {
            let sign = if one.sort == Sort::Sign { one.of(self.text) } else { "" };
            if fresh && sign != ")" {
                starts.push(at);
            }
            fresh = false;
            match sign {
                "(" | "[" | "{" => {
                    depth += 1;
                    fresh = depth == 1;
                }
                ")" | "]" | "}" => depth -= 1,
                "," => fresh = depth == 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        starts
    }

    /// A name from around, with its fields.
    fn path(&mut self, root: &'t str) -> Result<(), Flaw> {
        self.at += 1;
        if root == template::EVERYTHING {
            let at = self.lexemes[self.at - 1].range.start;
            return Err(Flaw::new(format!("mẫu không dùng được “{root}”"), "ghi tên của giá trị cần dùng", at));
        }
        if root == "loop" {
            return self.loop_field();
        }
        self.give(&encode(root));
        let mut path = Path { root: root.to_owned(), ..Path::default() };
        while let "." | "[" | "?." = self.peek(0) {
            if !self.field(&mut path)? {
                break;
            }
        }
        if !self.own.contains(&root) {
            self.out.paths.push(path);
        }
        Ok(())
    }

    fn loop_field(&mut self) -> Result<(), Flaw> {
        let respelled = match self.peek(1) {
            "revindex" => "(loop.length - loop.index0)",
            "revindex0" => "(loop.length - loop.index)",
            "index" | "index0" | "first" | "last" | "length" => {
                self.give(&format!("loop.{}", self.peek(1)));
                self.at += 2;
                return Ok(());
            }
            other => {
                let at = self.lexemes[self.at - 1].range.start;
                let hint = match other {
                    "cycle" => "viết {{ \"a\" if loop.index is odd else \"b\" }}",
                    _ => "loop có: index, index0, first, last, length, revindex, revindex0",
                };
                return Err(Flaw::new(format!("không có loop.{other}"), hint, at));
            }
        };
        self.at += 2;
        self.give(respelled);
        Ok(())
    }

    /// Writes one step; false if it is a filter in Jinja's clothes, after which no step of a path can come.
    fn field(&mut self, path: &mut Path) -> Result<bool, Flaw> {
        if self.peek(0) == "[" {
            return Ok(self.index(path));
        }
        let (name, range) = match self.lexemes.get(self.at + 1) {
            Some(one) if one.sort != Sort::Sign => (one.of(self.text), one.range.clone()),
            _ => {
                return Err(Flaw::new(
                    "sau dấu chấm phải là một tên",
                    "viết: nhom.ten",
                    self.lexemes[self.at].range.end,
                ));
            }
        };
        if self.peek(2) == "(" {
            let filter = jinja::method(name).filter(|_| self.peek(3) == ")");
            let Some(filter) = filter else {
                let hint = jinja::method_hint(name);
                return Err(Flaw::new(format!("không gọi được .{name}(…) trong mẫu"), hint, range.start));
            };
            self.at += 4;
            self.give(&format!(" | {filter}"));
            return Ok(false);
        }
        self.at += 2;
        path.steps.push(name.to_owned());
        let number = name.bytes().all(|byte| byte.is_ascii_digit());
        let (plain, careful) = match (number, name.is_ascii()) {
            (true, _) => (format!("[{name}]"), format!("?[{name}]")),
            (_, true) => (format!(".{name}"), format!("?.{name}")),
            _ => (format!("[\"{name}\"]"), format!("?[\"{name}\"]")),
        };
        self.out.engine.push_str(&plain);
        self.out.careful.push_str(&careful);
        Ok(true)
    }

    /// Writes `[`; what is inside follows as an expression of its own.
    fn index(&mut self, path: &mut Path) -> bool {
        let (inside, close) = (self.lexemes.get(self.at + 1), self.peek(2) == "]");
        match inside {
            Some(one) if close && one.sort == Sort::Text => {
                path.steps.push(one.of(self.text).trim_matches(['"', '\'', '`']).to_owned());
            }
            Some(one) if close && one.sort == Sort::Number => path.steps.push(one.of(self.text).to_owned()),
            _ => {
                path.steps.push("[]".to_owned());
                self.at += 1;
                self.out.engine.push('[');
                self.out.careful.push_str("?[");
                return false;
            }
        }
        let inside = self.peek(1);
        self.out.engine.push_str(&format!("[{inside}]"));
        self.out.careful.push_str(&format!("?[{inside}]"));
        self.at += 3;
        true
    }
}

#[cfg(test)]
mod tests;
