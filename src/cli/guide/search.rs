//! Words that are no topic: the paragraphs and rows of the guide that have them.

use serde_json::json;

use super::{Args, Topic, say, text};
use crate::viet::text::slug;

/// How many paragraphs are shown.
const SHOWN: usize = 8;

/// Shows what the guide says with these words; nothing where it has none of it.
pub(super) fn run(args: &Args, topics: &[Topic], wanted: &str) -> Option<u8> {
    let found = find(topics, wanted);
    if found.is_empty() {
        return None;
    }
    let shown = found.get(..SHOWN).unwrap_or(&found);
    if args.json {
        let shown: Vec<_> = shown.iter().map(|(topic, part)| json!({ "chu_de": topic.name, "doan": part })).collect();
        say::data(&json!({ "tim": wanted, "so_doan": found.len(), "thay": shown }).to_string());
        return Some(0);
    }
    say::data(&format!("Không có chủ đề “{wanted}”; trong hướng dẫn có {} đoạn nói đến:", found.len()));
    for (topic, part) in shown {
        say::data(&format!("\n[{}: thidua tro-giup {}]", topic.title, topic.name));
        say::data(text::render(part).trim_end());
    }
    Some(0)
}

/// Returns the paragraphs, and rows of tables, that have all the words; those that have them side by side first.
fn find<'t>(topics: &'t [Topic], wanted: &str) -> Vec<(&'t Topic, String)> {
    let words: Vec<String> = wanted.split_whitespace().map(slug).filter(|word| !word.is_empty()).collect();
    let phrase = words.join("-");
    if phrase.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &Topic, String)> = Vec::new();
    for topic in topics.iter().filter(|topic| !topic.section) {
        for part in parts(topic.text) {
            let plain = format!("-{}-", slug(&part));
            let has = |word: &str| plain.contains(&format!("-{word}-"));
            if words.iter().all(|word| has(word)) {
                found.push((!has(&phrase), topic, part));
            }
        }
    }
    found.sort_by_key(|(apart, ..)| *apart);
    found.into_iter().map(|(_, topic, part)| (topic, part)).collect()
}

/// Parts a chapter into paragraphs and rows of tables; code is left out.
fn parts(chapter: &str) -> Vec<String> {
    let (mut all, mut now, mut in_code) = (Vec::new(), String::new(), false);
    for line in chapter.lines() {
        let fence = line.trim_start().starts_with("```");
        let apart = fence || in_code || line.trim().is_empty() || line.starts_with(['|', '#']);
        if apart && !now.is_empty() {
            all.push(std::mem::take(&mut now));
        }
        in_code ^= fence;
        if line.starts_with('|') && !in_code {
            let cells = line.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty());
            all.push(cells.collect::<Vec<_>>().join(" – "));
        } else if !apart {
            now.push_str(line);
            now.push('\n');
        }
    }
    all.push(now);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_words_find_the_paragraphs_of_the_guide_with_and_without_marks() {
        let topics = super::super::topics();
        let found = find(&topics, "giấy khen");
        assert!(found.len() > 3, "{}", found.len());
        assert!(found.iter().all(|(_, part)| slug(part).contains("giay")), "{:?}", found.first().map(|(_, part)| part));
        assert_eq!(find(&topics, "giay khen").len(), found.len());
        assert!(find(&topics, "xyzzy").is_empty() && find(&topics, " ").is_empty());
    }

    #[test]
    fn a_row_of_a_table_is_found_alone_and_code_is_not() {
        let chapter = "Một đoạn\nhai dòng.\n\n| a | b |\n|---|---|\n| c | d |\n\n```yaml\nma: x\n```\n";
        let parts: Vec<String> = parts(chapter).into_iter().filter(|part| !part.is_empty()).collect();
        assert_eq!(parts, ["Một đoạn\nhai dòng.\n", "a – b", "--- – ---", "c – d"]);
    }
}
