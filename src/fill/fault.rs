//! Findings in a Word template, each with its place.

use super::code;
use super::part::Part;
use super::place::{Place, Places};
use super::scope::Mismatch;
use crate::diag::{self, Code, Diagnostic};

/// A finding, and where in the template it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The finding, placed for reading.
    pub diagnostic: Diagnostic,
    /// The place, for programs; none if the whole file is meant.
    pub place: Option<Place>,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn whole(file: &str, code: &'static Code, message: impl Into<String>, hint: &str) -> Self {
        Self { diagnostic: Diagnostic::error(code, message).in_file(file).hint(hint), place: None }
    }

    /// A fault at a place.
    pub fn at(
        file: &str,
        place: Place,
        code: &'static Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let shown = diag::Place::At {
            file: format!("{file}, {place}"),
            line: place.paragraph,
            column: place.column,
            excerpt: place.text.replace(['\n', '\t'], " "),
            width: place.tag.chars().count().max(1),
        };
        let mut diagnostic = Diagnostic::error(code, message).place(shown);
        let hint = hint.into();
        if !hint.is_empty() {
            diagnostic = diagnostic.hint(hint);
        }
        Self { diagnostic, place: Some(place) }
    }
}

/// Returns the findings about delimiters without their half.
pub fn strays(file: &str, part: &Part<'_>, places: &Places<'_, '_>) -> Vec<Fault> {
    let fault = |(paragraph, stray): &(usize, super::tag::Stray)| {
        let delimiter = stray.delimiter.as_str();
        let place = places.of(&part.paragraphs[*paragraph], stray.at, delimiter);
        let (message, hint) = match delimiter {
            "}}" | "%}" => (
                format!("thừa dấu đóng “{delimiter}”: không có thẻ nào đang mở"),
                "thêm dấu mở trước nó, hoặc bỏ dấu đóng này",
            ),
            "{% raw %}" => ("thẻ {% raw %} chưa đóng".to_owned(), "thêm {% endraw %} trong cùng đoạn"),
            _ => (
                format!("thẻ mở bằng “{delimiter}” chưa đóng trong đoạn này"),
                "mỗi {{ cần một }}, mỗi {% cần một %}, mỗi {# cần một #}; cả thẻ phải nằm trong một đoạn",
            ),
        };
        Fault::at(file, place, &code::DELIMITER, message, hint)
    };
    part.strays.iter().map(fault).collect()
}

/// Returns the finding about tags that do not pair.
pub fn mismatch(file: &str, part: &Part<'_>, places: &[Place], mismatch: &Mismatch) -> Fault {
    let written = |tag: usize| part.tags[tag].tag.written.as_str();
    let end_of = |tag: usize| if part.tags[tag].tag.keyword == "for" { "{% endfor %}" } else { "{% endif %}" };
    match *mismatch {
        Mismatch::Unclosed(tag) => {
            let message = format!("khối {} không có {}", written(tag), end_of(tag));
            Fault::at(file, places[tag].clone(), &code::BLOCK, message, format!("thêm {} ở cuối khối", end_of(tag)))
        }
        Mismatch::Unopened(tag) => {
            let message = format!("{} không có khối nào đang mở để đóng hoặc chia", written(tag));
            Fault::at(
                file,
                places[tag].clone(),
                &code::BLOCK,
                message,
                "thêm {% if … %} hoặc {% for … %} ở đầu khối, hoặc bỏ thẻ này",
            )
        }
        Mismatch::Crossed { open, found } => {
            let message = format!("gặp {} khi khối {} còn mở (ở {})", written(found), written(open), places[open]);
            Fault::at(
                file,
                places[found].clone(),
                &code::BLOCK,
                message,
                format!("đóng khối trước bằng {}", end_of(open)),
            )
        }
        Mismatch::Apart { open, other } => {
            let message = format!(
                "hai đầu của khối không khớp chỗ: {} ở {}; {} ở {}",
                written(open),
                places[open],
                written(other),
                places[other]
            );
            let hint = "đặt cả hai thẻ trong cùng một đoạn; hoặc mỗi thẻ một mình một đoạn, cùng một ô hay cùng ngoài bảng; hoặc ở ô đầu và ô cuối của hàng, hay mỗi thẻ một mình một hàng của cùng một bảng";
            Fault::at(file, places[open].clone(), &code::SCOPE, message, hint)
        }
    }
}
