//! Markdown as a terminal shows it: no marks, lines of a readable width, tables as columns or as a list.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

use crate::cli::{Align, Table};

/// The width of a small window.
const WIDTH: usize = 80;

/// Returns a text for the terminal.
pub fn render(markdown: &str) -> String {
    let mut page = Page::default();
    Parser::new_ext(markdown, Options::ENABLE_TABLES).for_each(|event| page.event(event));
    page.out
}

/// Returns the lines of code and the words in the text that are commands of this program.
pub fn commands(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut in_code, mut inline) = (false, Vec::new());
    let is_command = |line: &&str| line.starts_with("thidua ");
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_code => found.extend(text.lines().filter(is_command).map(str::to_owned)),
            Event::Code(code) => inline.extend(Some(&*code).filter(is_command).map(str::to_owned)),
            _ => {}
        }
    }
    found.extend(inline);
    found
}

/// A page in the making.
#[derive(Default)]
struct Page {
    out: String,
    /// The words of the paragraph at hand.
    words: String,
    /// What stands before each line, one entry for each list and quotation around it.
    margins: Vec<String>,
    /// The bullet or number of the item that begins.
    bullet: Option<String>,
    /// The next number of each list; none for bullets.
    lists: Vec<Option<u64>>,
    in_code: bool,
    /// Where a link leads to, outside of the guide.
    link: Option<String>,
    /// How deep within pictures, whose descriptions are left out.
    picture: usize,
    rows: Vec<Vec<String>>,
}

impl Page {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.code(&text),
            Event::Text(text) if self.picture == 0 => self.words.push_str(&text),
            Event::Code(code) if code.contains('`') => self.words.push_str(code.trim()),
            Event::Code(code) => self.words.push_str(&format!("`{code}`")),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.gap(),
            Tag::Heading { .. } => self.gap(),
            Tag::BlockQuote(_) => self.margins.push("  ".to_owned()),
            Tag::List(first) => {
                self.flush();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                let bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.margins.push(" ".repeat(bullet.len()));
                self.bullet = Some(bullet);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.gap();
                self.in_code = true;
            }
            Tag::Table(_) => {
                self.gap();
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Image { .. } => self.picture += 1,
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.to_string()).filter(|url| url.contains("://")),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Item => {
                self.flush();
                self.margins.pop();
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::BlockQuote(_) => drop(self.margins.pop()),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words);
                self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => self.table(),
            TagEnd::Image => self.picture = self.picture.saturating_sub(1),
            TagEnd::Link => {
                let url = self.link.take().filter(|url| !self.words.ends_with(url.as_str()));
                self.words.extend(url.map(|url| format!(" ({url})")));
            }
            _ => {}
        }
    }

    /// Leaves a blank line, unless there is one.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn margin(&self) -> String {
        self.margins.concat()
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = std::mem::take(&mut self.words);
        let line = if level <= HeadingLevel::H2 { "=" } else { "-" }.repeat(title.width());
        self.out.push_str(&format!("{title}\n{line}\n"));
    }

    fn code(&mut self, text: &str) {
        let margin = self.margin();
        for line in text.lines() {
            self.out.push_str(format!("{margin}    {line}").trim_end());
            self.out.push('\n');
        }
    }

    /// Writes the words at hand in lines, the first one behind its bullet.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.trim().is_empty() {
            return;
        }
        let margin = self.margin();
        let first = match self.bullet.take() {
            Some(bullet) => format!("{}{bullet}", margin.get(..margin.len() - bullet.len()).unwrap_or_default()),
            None => margin.clone(),
        };
        self.wrap(&words, &first, &margin);
    }

    fn wrap(&mut self, words: &str, first: &str, margin: &str) {
        let mut line = first.to_owned();
        let mut empty = true;
        for word in words.split_whitespace() {
            if !empty && line.width() + 1 + word.width() > WIDTH {
                self.out.push_str(&line);
                self.out.push('\n');
                margin.clone_into(&mut line);
                empty = true;
            }
            line.push_str(if empty { "" } else { " " });
            line.push_str(word);
            empty = false;
        }
        self.out.push_str(&line);
        self.out.push('\n');
    }

    /// Writes a table in columns where they fit into a window, else row by row as a list.
    fn table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let Some((head, body)) = rows.split_first() else { return };
        let mut table = Table::new(&head.iter().map(|cell| (cell.as_str(), Align::Left)).collect::<Vec<_>>());
        for row in body {
            table.row(row);
        }
        let shown = table.to_string();
        if shown.lines().all(|line| line.width() <= WIDTH) {
            return self.out.push_str(&shown);
        }
        for row in body {
            let Some((first, others)) = row.split_first() else { continue };
            self.wrap(first, "  ", "  ");
            for (cell, name) in others.iter().zip(head.iter().skip(1)).filter(|(cell, _)| !cell.is_empty()) {
                let text = if head.len() > 2 { format!("{name}: {cell}") } else { cell.clone() };
                self.wrap(&text, "      ", "      ");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_gone_and_lists_code_and_links_are_readable() {
        let text = render(
            "## Tên\n\nChữ **đậm** và [mục 3](#3), [trang](https://a.vn).\n\n1. Một\n2. Hai `lap`\n\n```sh\nthidua lap\n```\n",
        );
        assert_eq!(
            text,
            "Tên\n===\n\nChữ đậm và mục 3, trang (https://a.vn).\n\n1. Một\n2. Hai `lap`\n\n    thidua lap\n"
        );
    }

    #[test]
    fn a_narrow_table_has_columns_and_a_wide_one_becomes_a_list() {
        assert_eq!(render("| a | b |\n|---|---|\n| 1 | 2 |\n"), "a  b\n1  2\n");
        let long = "chữ ".repeat(30);
        let wide = render(&format!("| Khóa | Nghĩa | Ví dụ |\n|---|---|---|\n| ma | {long} | x |\n"));
        assert!(wide.starts_with("  ma\n      Nghĩa: chữ chữ") && wide.ends_with("      Ví dụ: x\n"), "{wide}");
        assert!(wide.lines().all(|line| line.width() <= WIDTH), "{wide}");
    }

    #[test]
    fn commands_are_found_in_code_and_in_the_text() {
        assert_eq!(commands("Gõ `thidua lap` rồi `ls`.\n\n```\nthidua so\nls\n```\n"), ["thidua so", "thidua lap"]);
    }
}
