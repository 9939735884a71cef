//! `thidua tro-giup`: the chapters of the clerk's guide in the terminal, each with its examples first.

mod search;
mod text;

use serde_json::json;

use super::{Align, Args, Table, say};
use crate::diag::nearest;
use crate::viet::text::slug;

/// The clerk's guide: the one source of what is shown here.
const GUIDE: &str = include_str!("../../../docs/huong-dan.md");

/// How many examples stand before a chapter.
const EXAMPLES: usize = 6;

/// The topics by which chapters are called: name, title of the chapter, and what else may be typed.
///
/// A chapter that is not here is called by its title.
const NAMES: &[(&str, &str, &[&str])] = &[
    ("bat-dau", "Bắt đầu", &["khoi-tao", "init"]),
    ("cai-dat", "Cài đặt", &["hoan-thanh", "trang-man"]),
    ("thu-muc", "Thư mục làm việc", &[]),
    ("lap", "Lập văn bản", &["build", "theo-doi"]),
    ("loi", "Đọc một thông báo lỗi", &[]),
    ("sua-tay", "Sửa tay tệp Word", &[]),
    ("phat-hanh", "Phát hành", &["issue", "so", "thu-hoi", "sua-doi", "thay-the", "dinh-chinh", "huy-so"]),
    ("luu", "Lưu VT", &["archive"]),
    ("nam-moi", "Sang năm mới", &["new-year", "so-sanh", "compare"]),
    ("yaml", "YAML trong một trang", &[]),
    ("ngay-so", "Cách ghi ngày, số, mã", &["ngay", "ma"]),
    ("du-lieu", "Các loại tệp dữ liệu", &["tep-du-lieu", "schema"]),
    ("bieu-thuc", "Biểu thức trong tệp dữ liệu", &[]),
    ("mau", "Viết mẫu", &["template", "bo-loc"]),
    ("van-ban-moi", "Thêm một loại văn bản mới", &[]),
    ("mau-word", "Tự làm mẫu Word", &["dien", "fill"]),
    ("tuy-chon", "Các tùy chọn", &[]),
    ("vscode", "Gợi ý khi gõ, bằng VS Code", &["vs-code"]),
    ("hoi-dap", "Câu hỏi thường gặp", &[]),
    ("ma-loi", "Bảng mã lỗi", &["giai-thich", "explain"]),
    ("ca-nam", "Một năm làm việc, từ đầu đến cuối", &["bo-day-du"]),
];

/// The chapter whose sections are topics too, called as they are: the kinds of record.
const RECORDS: &str = "Các loại tệp dữ liệu";

/// A chapter or section that can be shown.
struct Topic {
    name: String,
    title: &'static str,
    also: &'static [&'static str],
    /// Its text in Markdown, without its heading.
    text: &'static str,
    /// Whether it is a section, which the list of topics names at its end.
    section: bool,
}

/// Shows a topic, or the list of topics; returns the exit code.
pub fn run(args: &Args, wanted: Option<&str>) -> u8 {
    let topics = topics();
    let Some(wanted) = wanted else {
        list(args, &topics);
        return 0;
    };
    let typed = slug(wanted);
    let fits = |name: &str| name == wanted || slug(name) == typed;
    let found =
        topics.iter().find(|topic| fits(&topic.name) || fits(topic.title) || topic.also.iter().any(|name| fits(name)));
    match found {
        Some(topic) => show(args, topic),
        None => return search::run(args, &topics, wanted).unwrap_or_else(|| unknown(args, wanted, &typed, &topics)),
    }
    0
}

fn unknown(args: &Args, wanted: &str, typed: &str, topics: &[Topic]) -> u8 {
    let names = topics.iter().flat_map(|topic| std::iter::once(topic.name.as_str()).chain(topic.also.iter().copied()));
    let hint = match nearest(typed, names) {
        Some(near) => format!("có phải là “{near}”? gõ `thidua tro-giup {near}`"),
        None => "gõ `thidua tro-giup` để xem các chủ đề".to_owned(),
    };
    say::failure(args, &format!("không có chủ đề “{wanted}”\n  gợi ý: {hint}"));
    2
}

fn show(args: &Args, topic: &Topic) {
    let examples = examples(topic.text);
    if args.json {
        let answer =
            json!({ "chu_de": topic.name, "ten": topic.title, "vi_du": examples, "noi_dung": topic.text.trim() });
        return say::data(&answer.to_string());
    }
    say::data(&format!("{}\n", topic.title.to_uppercase()));
    if !examples.is_empty() {
        say::data("Ví dụ:");
        for example in &examples {
            say::data(&format!("  {example}"));
        }
        say::data("");
    }
    say::data(text::render(topic.text).trim_end());
}

fn list(args: &Args, topics: &[Topic]) {
    if args.json {
        let topics: Vec<_> = topics.iter().map(|topic| json!({ "chu_de": topic.name, "ten": topic.title })).collect();
        return say::data(&json!(topics).to_string());
    }
    let mut table = Table::new(&[("Chủ đề", Align::Left), ("Nói về", Align::Left)]);
    for topic in topics.iter().filter(|topic| !topic.section) {
        table.row([topic.name.as_str(), topic.title]);
    }
    say::data(&table.to_string());
    let sections: Vec<&str> = topics.iter().filter(|topic| topic.section).map(|topic| topic.name.as_str()).collect();
    say::data(&format!("Từng loại tệp dữ liệu cũng là chủ đề:\n  {}", sections.join(", ")));
    say::data("\nXem một chủ đề: thidua tro-giup nam-moi\nCách dùng một lệnh: thidua lap --tro-giup");
}

/// Returns the commands that a chapter shows, in their order, each once.
fn examples(chapter: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let commands = text::commands(chapter);
    for command in commands.into_iter().filter(|command| !command.contains('…')) {
        if found.len() < EXAMPLES && !found.contains(&command) {
            found.push(command);
        }
    }
    found
}

/// Returns all topics: chapters in the order of the names above, further chapters, then the kinds of record.
fn topics() -> Vec<Topic> {
    let chapters = split(GUIDE, "## ");
    let place = |title: &str| NAMES.iter().position(|(_, named, _)| *named == title).unwrap_or(NAMES.len());
    let mut topics: Vec<Topic> = chapters.iter().map(|(heading, text)| topic(heading, text)).collect();
    topics.sort_by_key(|topic| place(topic.title));
    let records = topics.iter().find(|topic| topic.title == RECORDS).map_or("", |topic| topic.text);
    let section = |(title, text)| Topic { name: String::from(title), title, also: &[], text, section: true };
    topics.extend(split(records, "### ").into_iter().map(section));
    topics
}

fn topic(heading: &'static str, text: &'static str) -> Topic {
    let title = heading.split_once(". ").map_or(heading, |(_, title)| title);
    let named = NAMES.iter().find(|(_, named, _)| *named == title);
    let (name, also) = named.map_or_else(|| (slug(title), &[][..]), |(name, _, also)| ((*name).to_owned(), *also));
    Topic { name, title, also, text, section: false }
}

/// Parts a text at its headings of one level: each heading and what stands below it.
fn split(text: &'static str, level: &str) -> Vec<(&'static str, &'static str)> {
    let mut starts = Vec::new();
    let (mut at, mut in_code) = (0, false);
    for line in text.split_inclusive('\n') {
        in_code ^= line.trim_start().starts_with("```");
        if line.starts_with(level) && !in_code {
            starts.push((at, at + line.len(), line.trim_start_matches('#').trim()));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    starts.iter().zip(ends).map(|((_, from, title), to)| (*title, text.get(*from..to).unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_chapter_of_the_guide_and_no_name_means_two() {
        let topics = topics();
        for (name, title, _) in NAMES {
            assert!(topics.iter().any(|topic| topic.title == *title), "the guide has no chapter “{title}” for {name}");
        }
        let mut all: Vec<&str> = topics
            .iter()
            .flat_map(|topic| std::iter::once(topic.name.as_str()).chain(topic.also.iter().copied()))
            .collect();
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn kinds_of_record_are_topics_and_a_comment_in_code_is_no_heading() {
        let topics = topics();
        let found = topics.iter().find(|topic| topic.name == "nhiem_vu").expect("tasks are described");
        assert!(found.section && found.text.contains("tien_do"), "{}", found.text);
        assert_eq!(split("## a\n```\n## b\n```\n## c\n", "## ").len(), 2);
    }

    #[test]
    fn a_chapter_about_commands_shows_them_first() {
        let topics = topics();
        let new_year = topics.iter().find(|topic| topic.name == "nam-moi").expect("it is a topic");
        let examples = examples(new_year.text);
        assert!(examples[0].starts_with("thidua nam-moi "), "{examples:?}");
    }
}
