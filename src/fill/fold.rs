//! What is settled before blocks are looked for: text that is no template (`raw`), tags that take what they stand in
//! with them, and names for a piece of text.

use std::collections::BTreeMap;

use super::part::{Part, Placed};
use super::tag::{Kind, Stray, Tag, Unit};
use crate::ooxml::tree::Id;

/// Settles the tags of a part.
pub fn fold(part: &mut Part<'_>) {
    raw(part);
    taken(part);
    texts(part);
}

/// What stands between `{% raw %}` and `{% endraw %}` is text, over however many paragraphs.
fn raw(part: &mut Part<'_>) {
    let keyword = |part: &Part<'_>, from: usize, word: &str| {
        (from..part.tags.len())
            .find(|number| part.tags[*number].tag.keyword == word && part.tags[*number].tag.kind == Kind::Unknown)
    };
    let mut from = 0;
    while let Some(open) = keyword(part, from, "raw") {
        let Some(close) = keyword(part, open + 1, "endraw") else {
            let placed = &part.tags[open];
            part.strays.push((placed.joined, Stray { delimiter: "{% raw %}".to_owned(), at: placed.tag.at.start }));
            part.tags[open].tag.kind = Kind::Comment;
            return;
        };
        let text = part.start(open)..part.start(close);
        let paragraphs = &part.paragraphs;
        part.strays.retain(|(joined, stray)| !text.contains(&paragraphs[*joined].chars[stray.at].source.start));
        for end in [open, close] {
            part.tags[end].tag.kind = Kind::Comment;
        }
        part.tags.drain(open + 1..close);
        from = open + 2;
    }
}

/// What stands in a row, cell or paragraph that a tag such as `{%tr … %}` or `{#tr … #}` takes with it says nothing;
/// where two tags of a block share it, it is what they repeat.
fn taken(part: &mut Part<'_>) {
    let takes = |tag: &Tag| match tag.kind {
        Kind::Comment => true,
        Kind::Value | Kind::Cell | Kind::Literal => false,
        _ => tag.unit != Some(Unit::Run),
    };
    let mut owners: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for tag in (0..part.tags.len()).filter(|tag| takes(&part.tags[*tag].tag)) {
        if let Some(id) = part.around(tag) {
            owners.entry(id).or_default().push(part.start(tag));
        }
    }
    for (id, owners) in owners {
        let whole = part.tree.get(id).whole();
        let paragraphs = &part.paragraphs;
        let start = |joined: usize, at: usize| paragraphs[joined].chars[at].source.start;
        let [owner] = owners.as_slice() else { continue };
        part.tags.retain(|placed| {
            let start = start(placed.joined, placed.tag.at.start);
            start == *owner || !whole.contains(&start)
        });
        part.strays.retain(|(joined, stray)| !whole.contains(&start(*joined, stray.at)));
        part.taken.insert(id);
    }
}

/// `{% set x %}Ông {{ ten }}{% endset %}` within a paragraph is `{% set x = "Ông " ~ (ten) %}`.
fn texts(part: &mut Part<'_>) {
    let mut open = 0;
    while open < part.tags.len() {
        if let Some((tag, close)) = text(part, open) {
            part.tags[open].tag = tag;
            part.tags.drain(open + 1..=close);
        }
        open += 1;
    }
}

fn text(part: &Part<'_>, open: usize) -> Option<(Tag, usize)> {
    let first = &part.tags[open];
    if first.tag.kind != Kind::Set || first.tag.inside.contains(['=', ' ']) {
        return None;
    }
    let here: Vec<&Placed> = part.tags[open..].iter().take_while(|placed| placed.joined == first.joined).collect();
    let length = here.iter().position(|placed| placed.tag.keyword == "endset")?;
    if here[1..length].iter().any(|placed| !matches!(placed.tag.kind, Kind::Value | Kind::Comment)) {
        return None;
    }
    let chars = &part.paragraphs[first.joined].chars;
    let mut value = Vec::new();
    for pair in here[..=length].windows(2) {
        let literal: String = chars[pair[0].tag.at.end..pair[1].tag.at.start].iter().map(|char| char.c).collect();
        value.push(quoted(&literal));
        if pair[1].tag.kind == Kind::Value {
            value.push(format!("({})", pair[1].tag.inside));
        }
    }
    let last = &here[length].tag;
    let tag = Tag {
        inside: format!("{} = {}", first.tag.inside, value.join(" ~ ")),
        at: first.tag.at.start..last.at.end,
        trims_after: last.trims_after,
        ..first.tag.clone()
    };
    Some((tag, open + length))
}

/// Writes text as the engine reads it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(paragraphs: &[&str]) -> Vec<String> {
        let p = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let source = format!("<w:body>{}</w:body>", paragraphs.iter().map(p).collect::<Vec<_>>().concat());
        let part = Part::read(&source).unwrap();
        assert_eq!(part.strays, []);
        part.tags.iter().map(|placed| format!("{:?} {}", placed.tag.kind, placed.tag.inside)).collect()
    }

    #[test]
    fn raw_text_over_several_paragraphs_holds_no_tags() {
        assert_eq!(folded(&["{% raw %}", "{{ x {% y", "{% endraw %}", "{{ z }}"]), ["Comment ", "Comment ", "Value z"]);
    }

    #[test]
    fn tags_beside_one_that_takes_its_paragraph_with_it_say_nothing() {
        assert_eq!(folded(&["{%p if x %} {{ y }}", "{{ z }}", "a {%p endif %}"]), ["If x", "Value z", "EndIf "]);
        assert_eq!(folded(&["{% if x %}{#p thôi #}{{ y", "{{ z }}{# p #}"]), ["Comment ", "Value z", "Comment "]);
    }

    #[test]
    fn a_name_for_text_becomes_one_tag() {
        let found = folded(&["{% set x %}Ông \"{{ ten }}\"{% endset %}"]);
        assert_eq!(found, ["Set x = \"Ông \\\"\" ~ (ten) ~ \"\\\"\""]);
    }
}
