//! A template's text before the engine sees it: what nests too deep or holds too much is refused, and where it goes
//! round or puts text together, what counts is put in ([`budget`]).
//!
//! Positions in the text that comes out lead back to the text that went in.

mod charge;
mod lex;
pub mod price;
mod wrap;

use lex::{Scan, Tag};
use wrap::{Added, Inserts};

use super::budget;
use super::filters::NAMES as FILTERS;

/// Most tags of a template.
const MOST_TAGS: usize = 20_000;
/// Deepest nesting of blocks; the engine takes forty, with its own words.
const DEEPEST: usize = 32;
/// Most `{% elif %}` in the blocks around any place.
const MOST_ELIFS: usize = 200;
/// Most `{% set %}`.
const MOST_SETS: usize = 2_000;
/// Most filters, functions and tests that do not exist: further ones are not told.
const MOST_UNKNOWN: usize = 20;
/// Most calls of other templates and of components.
const MOST_CALLS: usize = 500;
/// By this name the engine writes out everything that a template knows, as often as it is asked.
pub const EVERYTHING: &str = "__tera_context";
/// So many bytes of text between tags, or in a tag, weigh as much as a tag.
const TEXT: usize = 64;
/// What calls of other templates weigh.
const CALL: usize = 10;

/// A text that the engine may see.
#[derive(Clone, Debug, Default)]
pub struct Guarded {
    /// The text.
    pub text: String,
    added: Vec<Added>,
}

/// Why a template is not given to the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// Byte of the text.
    pub at: usize,
    /// What was found, and how much may be.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl Guarded {
    /// Returns where a byte of the text stood before.
    pub fn original(&self, at: usize) -> usize {
        let mut put_in = 0;
        for added in self.added.iter().take_while(|added| added.start < at) {
            if at < added.start + added.length {
                return added.about;
            }
            put_in += added.length;
        }
        at - put_in
    }
}

/// Tells whether a template catches text in place of writing it.
pub fn catches(text: &str) -> bool {
    let starts = |tag: &Tag<'_>| {
        let word = tag.keyword();
        matches!(word, "filter" | "component" | "block") || word == "<" || (word.starts_with("set") && !tag.assigns())
    };
    Scan::of(text).any(|tag| starts(&tag))
}

/// Counts the filters, functions and tests in a template that the engine has not, nor somebody else. For each of them the
/// engine keeps a copy of the whole template.
pub fn unknown_names(text: &str, other: fn(&str) -> bool) -> usize {
    Scan::of(text).map(|tag| tag.called().filter(|name| !is_known(name) && !other(name)).count()).sum()
}

fn is_known(name: &str) -> bool {
    name.starts_with("__") || price::is_known(name) || FILTERS.contains(&name)
}

/// Makes a template safe to be run; `caught` where what it writes may be caught.
pub fn guard(text: &str, caught: bool) -> Result<Guarded, Excess> {
    if !(text.contains("{{") || text.contains("{%")) {
        return Ok(Guarded { text: text.to_owned(), added: Vec::new() });
    }
    let mut walk =
        Walk { inserts: Inserts::default(), open: Vec::new(), tags: 0, sets: 0, calls: 0, unknown: 0, caught };
    let mut last = 0;
    for tag in Scan::of(text) {
        walk.weigh(tag.range.start.saturating_sub(last));
        last = tag.range.end;
        walk.tag(&tag)?;
    }
    while let Some(block) = walk.open.pop() {
        walk.close(&block);
    }
    let (text, added) = walk.inserts.into_text(text);
    Ok(Guarded { text, added })
}

/// A block that is open.
struct Open {
    /// Where its rounds or calls are counted.
    counts: Option<Count>,
    elifs: usize,
    tags: usize,
    text: usize,
}

/// Where something is put in once the weight of a block is known.
enum Count {
    /// Behind what a loop goes through: where that begins and ends.
    Loop(usize, usize),
    /// Behind the tag that begins what can be called; whether that takes away the space behind it.
    Call(usize, bool),
}

struct Walk {
    inserts: Inserts,
    open: Vec<Open>,
    tags: usize,
    sets: usize,
    calls: usize,
    unknown: usize,
    caught: bool,
}

impl Walk {
    /// Counts text between two tags.
    fn weigh(&mut self, bytes: usize) {
        if let Some(block) = self.open.last_mut() {
            block.text += bytes;
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Excess> {
        self.tags += 1;
        if let Some(block) = self.open.last_mut() {
            // A long tag does more than a short one.
            block.tags += 1 + tag.range.len() / TEXT;
        }
        if self.tags > MOST_TAGS {
            let message = format!("mẫu có hơn {MOST_TAGS} thẻ");
            return Err(tag.excess(message, "tách mẫu ra nhiều tệp, hoặc dùng vòng lặp {% for … %}"));
        }
        self.names(tag)?;
        self.inserts.expression(tag);
        self.inserts.charges(tag);
        match tag.keyword() {
            "for" => {
                let list = self.inserts.looped(tag);
                self.begin(tag, list.map(|(start, end)| Count::Loop(start, end)))?;
            }
            "block" | "component" => self.begin(tag, Some(Count::Call(tag.range.end, tag.trims.1)))?,
            "if" | "filter" => self.begin(tag, None)?,
            "<" if tag.is_open_component() => self.begin(tag, None)?,
            "set" | "set_global" => self.set(tag)?,
            "elif" => self.elif(tag)?,
            "include" => self.inserts.step(tag.range.start, CALL, (tag.trims.0, false)),
            "" if self.caught => self.inserts.caught(tag),
            word if word.starts_with("end") || tag.is_closing_component() => {
                if let Some(block) = self.open.pop() {
                    self.close(&block);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Counts what the engine copies the whole template for, should it not exist.
    fn names(&mut self, tag: &Tag<'_>) -> Result<(), Excess> {
        if tag.words.iter().any(|word| word.text == EVERYTHING) {
            return Err(tag.excess(format!("mẫu không dùng được “{EVERYTHING}”"), "ghi tên của giá trị cần dùng"));
        }
        self.unknown += tag.called().filter(|name| !is_known(name)).count();
        if self.unknown > MOST_UNKNOWN {
            let message = format!("mẫu dùng hơn {MOST_UNKNOWN} bộ lọc, hàm hoặc phép kiểm không có");
            return Err(tag.excess(message, "kiểm tra lại tên sau dấu |, sau chữ is và trước dấu ngoặc"));
        }
        self.calls +=
            usize::from(tag.words.iter().take(2).any(|word| matches!(word.text, "include" | "<" | "extends")));
        if self.calls > MOST_CALLS {
            let message = format!("mẫu gọi mẫu con hơn {MOST_CALLS} lần");
            return Err(tag.excess(message, "dùng vòng lặp {% for … %}"));
        }
        Ok(())
    }

    fn set(&mut self, tag: &Tag<'_>) -> Result<(), Excess> {
        self.sets += 1;
        if self.sets > MOST_SETS {
            let message = format!("mẫu có hơn {MOST_SETS} thẻ set");
            return Err(tag.excess(message, "dùng vòng lặp, hoặc ghi sẵn giá trị trong dữ liệu"));
        }
        if tag.assigns() {
            self.inserts.measured(tag);
            return Ok(());
        }
        self.begin(tag, None)
    }

    fn begin(&mut self, tag: &Tag<'_>, counts: Option<Count>) -> Result<(), Excess> {
        if self.open.len() >= DEEPEST {
            let message = format!("các khối lồng nhau quá {DEEPEST} tầng");
            return Err(tag.excess(message, "gộp các điều kiện bằng and, or; hoặc tách mẫu"));
        }
        self.open.push(Open { counts, elifs: 0, tags: 0, text: 0 });
        Ok(())
    }

    fn elif(&mut self, tag: &Tag<'_>) -> Result<(), Excess> {
        if let Some(block) = self.open.last_mut() {
            block.elifs += 1;
        }
        if self.open.iter().map(|block| block.elifs).sum::<usize>() > MOST_ELIFS {
            let message = format!("khối {{% if %}} có hơn {MOST_ELIFS} nhánh elif");
            return Err(tag.excess(message, "đưa các trường hợp vào dữ liệu rồi tra bằng bộ lọc get"));
        }
        Ok(())
    }

    /// Puts in what counts a block, now that it is known how much is in it; what is around weighs as much more.
    fn close(&mut self, block: &Open) {
        let weight = 1 + block.tags + block.text / TEXT;
        match block.counts {
            Some(Count::Loop(start, end)) => {
                self.inserts.end(end, format!(") | {}(n={weight})", budget::ROUNDS), start);
            }
            Some(Count::Call(at, trims)) => self.inserts.step(at, weight + CALL, (false, trims)),
            // What is not counted by itself counts for what is around.
            None => {
                if let Some(outer) = self.open.last_mut() {
                    outer.tags += block.tags;
                    outer.text += block.text;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(text: &str) -> String {
        guard(text, false).unwrap().text
    }

    #[test]
    fn what_goes_round_is_counted_before_it_begins() {
        assert_eq!(
            guarded("{% for x in ds -%} {{ x }}{% endfor %}"),
            "{% for x in (ds) | __dem(n=3) -%} {{ x }}{% endfor %}"
        );
        assert_eq!(
            guarded("{{ [x.a for x in ds | sort if x.b] }}"),
            "{{ [x.a for x in (ds | sort) | __dem(n=4) if x.b] }}"
        );
        assert_eq!(guarded("{%- include \"a.tera\" -%} b"), "{{- __buoc(n=10) }}{%- include \"a.tera\" -%} b");
        assert_eq!(guarded("{% block a -%} b{% endblock %}"), "{% block a -%}{{ __buoc(n=12) -}} b{% endblock %}");
    }

    #[test]
    fn text_that_is_put_together_is_counted_part_by_part() {
        assert_eq!(
            guarded("{{ a ~ b.c | upper ~ \"x\" }}"),
            "{{ a | __noi(n=2) ~ b.c | __chu | upper | __noi(n=2) ~ \"x\" }}"
        );
        assert_eq!(
            guarded("{% set s = [s ~ t] %}"),
            "{% set s = ([s | __noi(n=1, giu=true) ~ t | __noi(n=1, giu=true)]) | __do %}"
        );
        assert_eq!(guarded("{% set s = a.b %}"), "{% set s = a.b %}");
        assert_eq!(guard("{{ a }}", true).unwrap().text, "{{ (a) | __giu }}");
    }

    #[test]
    fn who_looks_at_a_value_pays_for_it() {
        for (text, counted) in [
            ("a.b | hoa | sort", "a.b | __xem | hoa | sort"),
            ("a == b.c and x != \"\" or y in [1, \"a\"]", "a == b.c | __sanh and x != \"\" or y | __chu in [1, \"a\"]"),
            ("f(a=b, c=\"d\", e=g ~ h)", "f(a=b | __xem, c=\"d\", e=(g | __noi(n=1) ~ h | __noi(n=1)) | __xem)"),
            ("a.b[0].c", "a.b[0 | __o(v=a . b)].c"),
            ("a | hoa[1:][:2]", "a | __xem | hoa | __muc(n=8)[1:] | __muc(n=8)[:2]"),
        ] {
            assert_eq!(guarded(&format!("{{{{ {text} }}}}")), format!("{{{{ {counted} }}}}"));
        }
    }

    #[test]
    fn what_is_no_tag_stays_as_it_is() {
        for text in ["{# {{ a ~ b }} #}", "{% raw %}{{ a ~ b }}{% endraw %}", "a ~ b", "{{ \"a ~ b }}\" }}", "{{ a ~"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn places_lead_back_to_the_text_that_went_in() {
        let text = "{% for x in ds %}{{ a ~ b }} cuối{% endfor %}";
        let guarded = guard(text, false).unwrap();
        for word in ["ds", "a ~"[..1].as_ref(), "cuối", "endfor"] {
            let at = guarded.text.find(word).unwrap();
            assert_eq!(guarded.original(at), text.find(word).unwrap(), "{word}");
        }
        let inside = guarded.text.find("__dem").unwrap();
        assert_eq!(guarded.original(inside), text.find("ds").unwrap());
    }

    #[test]
    fn what_nests_too_deep_or_holds_too_much_is_refused_with_its_place() {
        let nested = |depth: usize| "{% if a %}".repeat(depth) + &"{% endif %}".repeat(depth);
        assert!(guard(&nested(32), false).is_ok());
        assert_eq!(guard(&nested(33), false).unwrap_err().at, 320);
        let elifs = |count: usize| "{% if a %}".to_owned() + &"{% elif b %}".repeat(count) + "{% endif %}";
        assert!(guard(&elifs(200), false).is_ok());
        assert!(guard(&elifs(201), false).unwrap_err().message.contains("200"));
        assert!(guard(&"{{ a }}".repeat(20_000), false).is_ok());
        assert!(guard(&"{{ a }}".repeat(20_001), false).is_err());
    }
}
