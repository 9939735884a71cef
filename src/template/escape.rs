//! Escaping of values that are put into `CommonMark`, so that they stay text.
//!
//! What a value needs depends on where it comes to stand, which the engine does not know while it writes: a backslash
//! is one in a paragraph and would be printed in a block of YAML; a new line ends the row of a table. So signs of its
//! own mark both, and [`settle`] puts what is right in their place when the text is whole. In a block of YAML a marked
//! character is one that means nothing to YAML until the block has been read; [`restore`] gives it back.

use std::io::{self, Write};

/// Stands before a character that is text. Neither records nor templates can hold it.
pub const LITERAL: char = '\u{10}';

/// Stands for a new line of a value.
pub const LINE: char = '\u{1d}';

/// Both marks.
pub const MARKS: [char; 2] = [LITERAL, LINE];

/// Characters that mean something to `CommonMark`, or to YAML, wherever they stand.
const MEANINGFUL: &[char] =
    &['\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '^', '"', '\'', ':'];

/// Characters that mean something at the start of a line.
const LEADING: &[char] = &['-', '+', '=', '.', ')', '%', '@', '?', ','];

/// Where marked characters of YAML wait, beyond all that people write.
const WAITING: u32 = 0xF_8000;

/// Writes a value so that `CommonMark` reads it as the text it is; blank lines still part paragraphs.
pub fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.write_all(&[LINE as u8])?;
        }
        escape_line(line.trim_start_matches([' ', '\t']).trim_end_matches('\r'), out)?;
    }
    Ok(())
}

fn escape_line(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = line;
    let word = if line.starts_with(ARTICLE) { ARTICLE.len() } else { 0 };
    let after = line[word..].trim_start_matches(|c: char| c.is_ascii_digit());
    if line.starts_with(LEADING) {
        out.write_all(&[LITERAL as u8])?;
    } else if after.len() < line.len() - word && after.starts_with(['.', ')']) {
        write!(out, "{}{LITERAL}", &line[..line.len() - after.len()])?;
        rest = after;
    }
    while let Some(at) = rest.find(MEANINGFUL) {
        out.write_all(&rest.as_bytes()[..at])?;
        let within = rest[at..].starts_with(':') && !rest[at + 1..].is_empty() && !rest[at + 1..].starts_with(' ');
        // What has been escaped before, in a text that was put together, is not escaped again.
        if !within && !rest[..at].ends_with(LITERAL) {
            out.write_all(&[LITERAL as u8])?;
        }
        out.write_all(&rest.as_bytes()[at..=at])?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}

/// How an article begins: one that a value begins with is not counted among those of the template.
pub const ARTICLE: &str = "Điều ";

/// Gives back the characters of a block of YAML that has been read.
pub fn restore(text: &str) -> String {
    let back = |c: char| u32::from(c).checked_sub(WAITING).and_then(char::from_u32).filter(char::is_ascii).unwrap_or(c);
    text.chars().map(back).collect()
}

/// Puts in what the marks stand for, by the line that they are in.
pub fn settle(text: &str) -> String {
    if !text.contains(MARKS) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut fence = Fence::default();
    for line in text.split_inclusive('\n') {
        let inside = fence.passes(line);
        let new_line = if inside || is_one_line(line) { ' ' } else { '\n' };
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match c {
                LITERAL if inside => out.extend(chars.next().map(wait)),
                LITERAL => out.push('\\'),
                LINE => out.push(new_line),
                c => out.push(c),
            }
        }
    }
    out
}

/// Tells whether a line is all of what it begins: a row, a heading, a picture, the text of a footnote.
fn is_one_line(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['|', '#']) || line.starts_with("![") || (line.starts_with("[^") && line.contains("]:"))
}

/// Returns the character that waits in a block of YAML in the place of a marked one.
fn wait(c: char) -> char {
    if c.is_ascii() { char::from_u32(WAITING + u32::from(c)).unwrap_or(c) } else { c }
}

/// Whether lines stand in a block between ``` and ```.
#[derive(Default)]
struct Fence(Option<String>);

impl Fence {
    /// Takes in a line; tells whether it is one of a block.
    fn passes(&mut self, line: &str) -> bool {
        let line = line.trim();
        let sign = |c: char| line.chars().take_while(|other| *other == c).count();
        match &self.0 {
            Some(open) => {
                if line.starts_with(open.as_str()) && line.chars().all(|c| open.starts_with(c)) {
                    self.0 = None;
                }
                true
            }
            None => {
                let begins = |c: char| sign(c) >= 3 && (c == '~' || !line[sign(c)..].contains(c));
                let open = ['`', '~'].into_iter().find(|c| begins(*c));
                self.0 = open.map(|c| c.to_string().repeat(sign(c)));
                open.is_some()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        super::escape(text, &mut out).unwrap();
        super::settle(&String::from_utf8(out).unwrap())
    }

    #[test]
    fn markup_in_a_value_is_shown_not_obeyed() {
        assert_eq!(escaped("Công ty <A & B> *số 1*"), "Công ty \\<A \\& B\\> \\*số 1\\*");
        assert_eq!(escaped("- gạch"), "\\- gạch");
        assert_eq!(escaped("1. một"), "1\\. một");
    }

    proptest::proptest! {
        #[test]
        fn any_line_comes_back_as_the_text_it_was(line in "[ -~À-ỹ]{0,40}") {
            let wanted = line.trim_start_matches([' ', '\t']);
            let text = format!("x \n\n{}", escaped(&line));
            let read: String = Parser::new_ext(&text, crate::template::markup::OPTIONS)
                .filter_map(|event| match event {
                    Event::Text(text) => Some(text.to_string()),
                    Event::Start(_) | Event::End(_) => None,
                    other => Some(format!("{other:?}")),
                })
                .collect();
            proptest::prop_assert_eq!(read, format!("x{}", wanted.trim_end_matches([' ', '\t'])));
        }

        #[test]
        fn a_value_is_text_in_headings_lists_tables_and_blocks_too(value in "[!-~à-ỹ]{1,3}[ -~À-ỹ\n]{0,30}[!-~à-ỹ]") {
            let value_escaped = {
                let mut out = Vec::new();
                super::escape(&value, &mut out).unwrap();
                String::from_utf8(out).unwrap()
            };
            let lines = |text: &str| text.split_whitespace().collect::<String>();
            let wanted = lines(&value);
            for frame in ["# {}", "- x {}", "| {} |\n| - |", "| a |\n| - |\n| {} |", "x[^1]\n\n[^1]: {}", "```bang\nten: {}\n```", "![](x \"{}\")"] {
                let text = super::settle(&frame.replace("{}", &value_escaped));
                let read: String = Parser::new_ext(&text, crate::template::markup::OPTIONS)
                    .map(|event| match event {
                        Event::Text(text) => text.to_string(),
                        Event::Start(Tag::Image { title, .. }) => title.to_string(),
                        Event::SoftBreak => " ".to_owned(),
                        Event::Start(_) | Event::End(_) | Event::FootnoteReference(_) => String::new(),
                        other => format!("{other:?}"),
                    })
                    .collect();
                let read = super::restore(&read);
                let read = read.trim_start_matches("ten: ").trim_start_matches("x ").trim_start_matches(['a', 'x']);
                let wanted = wanted.trim_start_matches(['a', 'x']);
                proptest::prop_assert_eq!(lines(read), wanted, "{}", frame);
            }
        }
    }
}
