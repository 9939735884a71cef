//! Findings in a Word template, each with its place.

use tera::{Context, ErrorKind, Tera, Value};

use super::code;
use super::expression::{self, Flaw};
use super::meaning::Use;
use super::part::Part;
use super::place::{Place, Places};
use super::render::{self, Lack};
use super::scope::Mismatch;
use super::template::{Compiled, shown};
use crate::diag::{self, Code, Diagnostic, Severity, nearest};
use crate::template;

/// Most names that a hint lists.
const LISTED: usize = 20;

/// More delimiters without their half are not told one by one.
const MOST_STRAYS: usize = 100;

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

    /// A warning at a place.
    pub fn warned(file: &str, place: Place, code: &'static Code, message: String, hint: impl Into<String>) -> Self {
        let mut fault = Self::at(file, place, code, message, hint);
        fault.diagnostic.severity = Severity::Warning;
        fault
    }

    /// A fault at a place.
    pub fn at(
        file: &str,
        place: Place,
        code: &'static Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let shown = diag::Place::Named {
            file: format!("{file}, {place}"),
            line: place.paragraph.max(1),
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
                unclosed(delimiter, place.text.chars().skip(place.column + 1)),
                "mỗi {{ cần một }}, mỗi {% cần một %}, mỗi {# cần một #}; cả thẻ phải nằm trong một đoạn",
            ),
        };
        Fault::at(file, place, &code::DELIMITER, message, hint)
    };
    part.strays.iter().take(MOST_STRAYS).map(fault).collect()
}

/// Says which sign a tag lacks: one of the two where the other stands, else both.
fn unclosed(delimiter: &str, rest: impl Iterator<Item = char>) -> String {
    let inner: String = rest.take_while(|c| *c != '{').collect();
    let (sign, both) = match delimiter {
        "{%" => ('%', "%}"),
        "{#" => ('#', "#}"),
        _ => ('}', "}}"),
    };
    match (inner.contains(sign), inner.contains('}')) {
        (true, _) => "thẻ thiếu một dấu }".to_owned(),
        (false, true) => format!("thẻ thiếu một dấu {sign}"),
        (false, false) => format!("thẻ mở bằng “{delimiter}” thiếu dấu đóng “{both}” trong đoạn này"),
    }
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
        Mismatch::Jump(tag) => {
            let message =
                format!("{} chỉ dùng được khi đứng một mình một đoạn, trong vòng lặp qua các đoạn", written(tag));
            let hint = "đặt thẻ này cùng {% if … %} và {% endif %} vào một đoạn riêng; trong bảng thì lọc danh sách: {% for x in ds if … %}";
            Fault::at(file, places[tag].clone(), &code::SCOPE, message, hint)
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

/// The fault of a file that cannot be read as a template.
pub fn unreadable(file: &str, message: &str) -> Fault {
    Fault::whole(file, &code::PACKAGE, message, "mở mẫu bằng Word rồi lưu lại dạng .docx")
}

/// Returns the finding about what a tag says.
pub fn flaw(file: &str, part: &Part<'_>, tag: usize, mut place: Place, flaw: &Flaw) -> Fault {
    let tag = &part.tags[tag].tag;
    let start = tag.written.find(tag.inside.split_whitespace().next().unwrap_or_default());
    let before = start.map_or(0, |at| tag.written[..at].chars().count());
    let inside = tag.inside.get(..flaw.at).map_or(0, |text| text.chars().count());
    if flaw.at > 0 {
        place.column += before + inside;
        place.tag =
            tag.inside.get(flaw.at..).and_then(|rest| rest.chars().next()).map(String::from).unwrap_or_default();
    }
    let message = format!("{}, trong thẻ {}", flaw.message, tag.written);
    let code = if flaw.message.starts_with("không có bộ lọc") { &code::UNKNOWN } else { &code::SYNTAX };
    Fault::at(file, place, code, message, flaw.hint.clone())
}

/// Returns the finding about a tag that the engine refuses.
pub fn refused(file: &str, mut place: Place, text: &str, error: &tera::Error) -> Fault {
    let fault = template::Fault::of(error);
    let unknown = fault.message.starts_with("không có ");
    let (code, hint) = if unknown {
        (&code::UNKNOWN, name_hint(&fault.message))
    } else {
        (&code::SYNTAX, "xem lại dấu ngoặc, dấu phẩy, ngoặc kép và tên trong thẻ này".to_owned())
    };
    let message = format!("{}, trong thẻ {}", plain(&fault.message), place.tag);
    let wrong = fault.message.split(['“', '”']).nth(1).filter(|_| unknown);
    let found = wrong.and_then(|name| place.tag.find(name)).or_else(|| same(text, fault.range.start, &place.tag));
    if let Some(at) = found {
        place.column += place.tag[..at].chars().count();
        place.tag = wrong.map_or_else(|| place.tag[at..].chars().take(1).collect(), str::to_owned);
    }
    Fault::at(file, place, code, message, hint)
}

/// Finds in a tag as it is written what stands at a place of the engine's text: the same sign, counted from the end.
fn same(text: &str, at: usize, written: &str) -> Option<usize> {
    let sign = text.get(at..)?.chars().next().filter(|c| !c.is_whitespace())?;
    let after = text.get(..text.find("%}").or_else(|| text.find("}}"))? + 2)?.get(at..)?.matches(sign).count();
    written.rmatch_indices(sign).nth(after.checked_sub(1)?).map(|(at, _)| at)
}

/// Says in fewer words what the engine lists.
fn plain(message: &str) -> String {
    let found = message.split(" ở chỗ cần ").next().unwrap_or(message).replace("identifier", "một tên");
    let found = found.replace("integer", "một số").replace("string", "chữ trong ngoặc kép");
    match message.split_once(" ở chỗ cần ") {
        Some((_, wanted)) if wanted.contains("số nguyên") => format!("{found} ở chỗ cần một tên hoặc một giá trị"),
        Some((_, wanted)) => format!("{found} ở chỗ cần “{}”", wanted.trim_matches('`')),
        None => found,
    }
}

/// Says which name may be meant.
fn name_hint(message: &str) -> String {
    let name = message.split(['“', '”']).nth(1).unwrap_or_default();
    let known: Vec<&str> = match message {
        _ if message.starts_with("không có bộ lọc") => {
            template::FILTERS.iter().chain(expression::FILTERS).copied().collect()
        }
        _ if message.starts_with("không có phép kiểm") => expression::TESTS.to_vec(),
        _ => expression::FUNCTIONS.to_vec(),
    };
    match nearest(name, known.iter().copied()) {
        _ if name == "namespace" => "đổi giá trị trong vòng lặp bằng {% set_global tong = tong + x %}".to_owned(),
        Some(near) => format!("có phải là “{near}”?"),
        None => format!("các tên có: {}", known.join(", ")),
    }
}

/// What a fault of filling is seen against.
pub struct World<'w> {
    /// How messages call the template.
    pub file: &'w str,
    /// The engine.
    pub tera: &'w Tera,
    /// The data.
    pub data: &'w Context,
}

impl World<'_> {
    /// Returns the names at the top of the data: the engine lists them when one is not there.
    fn names(&self) -> Vec<String> {
        let error = self.tera.render_str("{{ __ten_khong_co }}", self.data, false).err();
        let text = error.map(|error| match error.kind() {
            ErrorKind::RenderingError(report) => report.message().to_owned(),
            _ => String::new(),
        });
        let listed = text.as_deref().and_then(|text| text.split_once("Available variables: ")).map(|(_, list)| list);
        let names = listed.into_iter().flat_map(|list| list.split(", ")).map(str::to_owned);
        names.filter(|name| !name.starts_with("v_") && !name.starts_with("__")).collect()
    }

    /// Follows a path as far as the data go; returns the step that fails, and the names that there are.
    fn follow(&self, path: &[String], items: &[usize]) -> (usize, Vec<String>) {
        let mut items = items.iter().copied();
        let Some(mut value) = path.first().and_then(|root| self.data.get(root)) else { return (0, self.names()) };
        for (at, step) in path.iter().enumerate().skip(1) {
            let next = match step.as_str() {
                "[]" => value.as_array().zip(items.next()).and_then(|(array, item)| array.get(item.checked_sub(1)?)),
                step => value.get_from_path(step),
            };
            match next {
                Some(next) => value = next,
                None => return (at, keys(value)),
            }
        }
        (path.len(), Vec::new())
    }
}

fn keys(value: &Value) -> Vec<String> {
    value.as_map().map(|map| map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}

/// Returns the findings about all that is missing in a part; what one tag lacks in many items is one finding.
pub fn lacking_all(world: &World<'_>, part: &Compiled, lacks: &[Lack]) -> Vec<Fault> {
    let mut seen: Vec<usize> = Vec::new();
    let mut faults = Vec::new();
    for lack in lacks {
        if seen.contains(&lack.tag) {
            continue;
        }
        seen.push(lack.tag);
        let same: Vec<&Lack> = lacks.iter().filter(|other| other.tag == lack.tag).collect();
        let mut fault = lacking(world, part, lack);
        if same.len() > 1 {
            let uses = &part.meanings[lack.tag].uses;
            let more =
                same[1..].iter().take(LISTED).filter_map(|lack| uses.first().map(|one| shown(&one.path, &lack.items)));
            let more: Vec<String> = more.collect();
            let rest = if same.len() > LISTED + 1 { "; …" } else { "" };
            let note = format!("cũng vậy ở {} mục khác: {}{rest}", same.len() - 1, more.join("; "));
            fault.diagnostic = fault.diagnostic.hint(note);
        }
        faults.push(fault);
    }
    faults
}

/// Returns the finding about a value that is missing.
pub fn lacking(world: &World<'_>, part: &Compiled, lack: &Lack) -> Fault {
    let place = part.places[lack.tag].clone();
    let uses = &part.meanings[lack.tag].uses;
    let Some(one) = uses.iter().find(|one| one.whole || one.list || uses.len() == 1) else {
        let message = format!("thẻ {} không có giá trị", place.tag);
        return Fault::at(
            world.file,
            place,
            &code::MISSING,
            message,
            "thêm | default(value=\"…\") nếu được phép trống",
        );
    };
    let (message, mut hint) = absent(world, one, &lack.items);
    if place.part.contains("_rels/") {
        hint.push_str("; liên kết mà mỗi mục của vòng lặp một khác thì viết {{ x.dia_chi | lien_ket(chu=x.ten) }}");
    }
    Fault::at(world.file, place, &code::MISSING, message, hint)
}

fn absent(world: &World<'_>, one: &Use, items: &[usize]) -> (String, String) {
    let path = shown(&one.path, items);
    let (failed, known) = world.follow(&one.path, items);
    let optional = "nếu được phép trống thì thêm | default(value=\"…\") vào thẻ";
    let Some(step) = one.path.get(failed).filter(|_| !one.own) else {
        return (format!("“{path}” để trống trong dữ liệu"), format!("điền giá trị ấy; {optional}"));
    };
    let list = known.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let hint = match nearest(step, known.iter().map(String::as_str)) {
        Some(near) => format!("có phải là “{near}”? Các tên đang có: {list}"),
        None if known.is_empty() => optional.to_owned(),
        None => format!("các tên đang có: {list}; {optional}"),
    };
    (format!("dữ liệu không có “{path}”"), hint)
}

/// Tells whether the engine was stopped for want of an end: to go through it again would only take the time again.
pub fn is_endless(error: &tera::Error) -> bool {
    match error.kind() {
        ErrorKind::Io(kind) => [render::FULL, render::ENDLESS].contains(kind),
        ErrorKind::RenderingError(report) => template::budget_advice(report.message()).is_some(),
        _ => false,
    }
}

/// Tells whether the engine was stopped because what it wrote is no XML.
pub fn is_ill_formed(error: &tera::Error) -> bool {
    matches!(error.kind(), ErrorKind::Io(kind) if *kind == render::ILL_FORMED)
}

/// The fault of a part that would not be XML any more; nothing is written then.
pub fn ill_formed(file: &str, part: &str) -> Fault {
    let message = format!("phần “{part}” sau khi điền không còn là XML đúng, nên không ghi tệp nào");
    let hint = "mở mẫu bằng Word rồi lưu lại dạng .docx; nếu vẫn vậy thì gửi mẫu cho người viết chương trình";
    Fault::whole(file, &code::ILL_FORMED, message, hint)
}

/// Returns the finding about a tag that could not be filled; `tag` is where writing had come to.
pub fn rendering(world: &World<'_>, part: &Compiled, error: &tera::Error, tag: Option<usize>, careful: bool) -> Fault {
    let at = match error.kind() {
        ErrorKind::RenderingError(report) => part.script.tag_at(report.span().range.start, careful),
        _ => tag,
    };
    let place = at.map(|tag| part.places[tag].clone());
    let place = place.unwrap_or_else(|| Place { part: part.script.part.clone(), ..Place::default() });
    let (code, message, hint) = match error.kind() {
        ErrorKind::Io(kind) if *kind == render::FULL => {
            let message = "mẫu sinh ra quá nhiều nội dung, hơn 256 MB";
            (&code::RENDER, message.to_owned(), "xem lại các vòng lặp {% for … %} lồng nhau".to_owned())
        }
        ErrorKind::Io(kind) if *kind == render::ENDLESS => {
            let message = "vòng lặp trong mẫu chạy quá nhiều lượt, hàng triệu lượt vẫn chưa xong";
            (&code::RENDER, message.to_owned(), "xem lại các vòng lặp {% for … %} lồng nhau".to_owned())
        }
        ErrorKind::Io(kind) if *kind == render::FORBIDDEN => {
            let message = format!("giá trị của thẻ {} có ký tự điều khiển, không đặt được vào tệp Word", place.tag);
            (&code::VALUE, message, "xóa ký tự ấy trong dữ liệu".to_owned())
        }
        _ => {
            let fault = template::Fault::of(error);
            let hint = match fault.hint.as_str() {
                template::LOOK => "sửa giá trị trong dữ liệu, hoặc bộ lọc trong thẻ".to_owned(),
                _ => fault.hint,
            };
            (&code::RENDER, format!("{}, khi điền thẻ {}", fault.message, place.tag), hint)
        }
    };
    Fault::at(world.file, place, code, message, hint)
}
