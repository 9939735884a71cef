//! The metadata of an outgoing document (Phụ lục VI, Phần II, Mục I) as XML.

use chrono::NaiveDate;
use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;

use super::Entry;

/// The place of a document in a hồ sơ, and what is known of it only there.
#[derive(Clone, Copy, Debug)]
pub struct Filing<'a> {
    /// The hồ sơ.
    pub code: &'a FileCode,
    /// The place in it, from 1.
    pub ordinal: usize,
    /// How many pages its signed file has, where that says so.
    pub pages: Option<usize>,
}

/// What a hồ sơ is known by (field 1 of Phụ lục VI).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCode {
    /// The code of the agency; empty where the records do not say it.
    pub agency: String,
    /// The year in which the hồ sơ came to be.
    pub year: i32,
    /// Its number and symbol.
    pub notation: String,
}

/// Returns the metadata of a document, by the field names of Phụ lục VI; what is not known is left out.
///
/// The hồ sơ (1, 2) is not known when a document is issued, and the number of pages (10) is not written in a Word file.
/// Those to whom it is addressed are named, in place of `Như trên`.
pub fn metadata(entry: &Entry) -> String {
    described(entry, None)
}

/// Returns the metadata of a document as part of a hồ sơ.
pub fn metadata_in(entry: &Entry, filing: &Filing) -> String {
    described(entry, Some(filing))
}

/// What metadata say of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// The number.
    pub number: u32,
    /// What follows the slash.
    pub symbol: String,
    /// The date.
    pub date: NaiveDate,
    /// The kind's name.
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// The issuing agency.
    pub issuer: String,
    /// The signer's post and name.
    pub signer: (String, String),
    /// Who gets it.
    pub receivers: Vec<String>,
    /// How many copies.
    pub copies: Option<u32>,
}

/// Reads the metadata of a document; none where the text is not that, or does not say number, symbol and date.
pub fn described_by(text: &str) -> Option<Described> {
    let mut reader = Reader::from_str(text);
    let (mut told, mut path, mut value) = (Described::default(), Vec::new(), String::new());
    let mut date = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if path.len() < 8 => {
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                value.clear();
            }
            Event::Text(part) => value.push_str(std::str::from_utf8(&part).ok()?),
            Event::GeneralRef(part) => value.push_str(&format!("&{};", std::str::from_utf8(&part).ok()?)),
            Event::End(_) => {
                let plain = unescape(&value).ok()?.trim().to_owned();
                let names: Vec<&str> = path.iter().map(String::as_str).collect();
                match names.as_slice() {
                    ["Document", "CodeNumber"] => told.number = plain.parse().ok()?,
                    ["Document", "CodeNotation"] => told.symbol = plain,
                    ["Document", "IssuedDate"] => date = NaiveDate::parse_from_str(&plain, "%d/%m/%Y").ok(),
                    ["Document", "TypeName"] => told.kind = plain,
                    ["Document", "Subject"] => told.subject = plain,
                    ["Document", "OrganName"] => told.issuer = plain,
                    ["Document", "SignerInfo", "Position"] => told.signer.0 = plain,
                    ["Document", "SignerInfo", "FullName"] => told.signer.1 = plain,
                    ["Document", "To", "OrganName"] => told.receivers.push(plain),
                    ["Document", "IssuedAmount"] => told.copies = plain.parse().ok(),
                    _ => {}
                }
                path.pop();
                value.clear();
            }
            Event::Eof => break,
            Event::Start(_) => return None,
            _ => {}
        }
    }
    let known = (1..1_000_000).contains(&told.number) && !told.symbol.is_empty();
    date.filter(|_| known).map(|date| Described { date, ..told })
}

fn described(entry: &Entry, filing: Option<&Filing>) -> String {
    let mut xml = Fields::default();
    if let Some(filing) = filing {
        xml.code(filing.code);
        xml.field("DocOrdinal", &filing.ordinal.to_string());
    }
    xml.field("TypeName", &entry.kind_name);
    xml.field("CodeNumber", &format!("{:02}", entry.number));
    xml.field("CodeNotation", &entry.symbol);
    xml.field("IssuedDate", &entry.date.format("%d/%m/%Y").to_string());
    xml.field("OrganName", &entry.issuer);
    xml.field("Subject", &entry.subject);
    xml.field("Language", "Tiếng Việt");
    let pages = filing.and_then(|filing| filing.pages);
    xml.field("PageAmount", &pages.map(|pages| pages.to_string()).unwrap_or_default());
    xml.field("Description", &entry.remarks.join("; "));
    xml.group("SignerInfo", &[("Position", &entry.signer.post), ("FullName", &entry.signer.name)]);
    for name in entry.receivers() {
        let code = entry.exchange.codes.get(name).map_or("", String::as_str);
        xml.group("To", &[("OrganId", code), ("OrganName", name)]);
    }
    let digit = entry.exchange.priority.map(|digit| digit.to_string());
    xml.field("Priority", &digit.unwrap_or_default());
    xml.field("IssuedAmount", &entry.copies.map(|copies| copies.to_string()).unwrap_or_default());
    let due = entry.exchange.due.map(|due| due.format("%d/%m/%Y").to_string());
    xml.field("DueDate", &due.unwrap_or_default());
    xml.wrapped("Document")
}

/// Fields of an XML file, one a line; what is empty is left out.
#[derive(Default)]
pub struct Fields {
    text: String,
}

impl Fields {
    /// Adds what a hồ sơ is known by.
    pub fn code(&mut self, code: &FileCode) {
        let year = code.year.to_string();
        let fields = [
            ("OrganId", code.agency.as_str()),
            ("FileCatalog", year.as_str()),
            ("FileNotation", code.notation.as_str()),
        ];
        self.group("FileCode", &fields);
    }

    /// Returns the fields as an XML file with this root.
    pub fn wrapped(&self, root: &str) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}>\n{}</{root}>\n", self.text)
    }

    /// Adds a field.
    pub fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.text.push_str(&format!("  <{name}>{}</{name}>\n", clean(value)));
        }
    }

    fn group(&mut self, name: &str, fields: &[(&str, &str)]) {
        let inner = fields.iter().filter(|(_, value)| !value.is_empty());
        let inner =
            inner.fold(String::new(), |text, (name, value)| text + &format!("<{name}>{}</{name}>", clean(value)));
        if !inner.is_empty() {
            self.text.push_str(&format!("  <{name}>{inner}</{name}>\n"));
        }
    }
}

/// Escapes what XML reads as its own; no-break spaces are for the page only.
fn clean(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() || c == '\u{a0}' { ' ' } else { c }).collect();
    escape(plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::samples::entry;
    use super::*;

    #[test]
    fn what_is_no_metadata_says_nothing() {
        for text in ["", "<Document>", "<Document></Document>", "<a><CodeNumber>1</CodeNumber></a>", "PK\u{3}"] {
            assert_eq!(described_by(text), None, "{text}");
        }
    }

    #[test]
    fn the_fields_have_the_names_of_the_annex_and_escaped_values() {
        let mut entry = entry(1, 5);
        entry.subject = "Về A & B <khẩn>".to_owned();
        entry.copies = Some(3);
        entry.exchange.priority = Some(2);
        entry.exchange.due = Some(entry.date);
        entry.exchange.addressees = vec!["Sở Nội vụ".to_owned(), "Thanh tra tỉnh".to_owned()];
        entry.recipients.insert(0, "Như trên".to_owned());
        let code = |name: &str, code: &str| (name.to_owned(), code.to_owned());
        entry.exchange.codes = [code("Các phòng thuộc Sở", "H32.1.2"), code("Sở Nội vụ", "H32.3")].into();
        let xml = metadata(&entry);
        for line in [
            "<CodeNumber>05</CodeNumber>",
            "<CodeNotation>KH-STC</CodeNotation>",
            "<IssuedDate>01/03/2020</IssuedDate>",
            "<Subject>Về A &amp; B &lt;khẩn&gt;</Subject>",
            "<SignerInfo><Position>GIÁM ĐỐC</Position><FullName>Nguyễn Văn An</FullName></SignerInfo>",
            "<To><OrganId>H32.1.2</OrganId><OrganName>Các phòng thuộc Sở</OrganName></To>",
            "<To><OrganId>H32.3</OrganId><OrganName>Sở Nội vụ</OrganName></To>",
            "<To><OrganName>Thanh tra tỉnh</OrganName></To>",
            "<Priority>2</Priority>",
            "<DueDate>01/03/2020</DueDate>",
            "<IssuedAmount>3</IssuedAmount>",
        ] {
            assert!(xml.contains(line), "{line} is not in {xml}");
        }
        let told = described_by(&xml).unwrap();
        assert_eq!((told.number, told.symbol.as_str(), told.date), (5, "KH-STC", entry.date));
        assert_eq!((told.subject.as_str(), told.copies), ("Về A & B <khẩn>", Some(3)));
        assert_eq!(told.receivers, ["Sở Nội vụ", "Thanh tra tỉnh", "Các phòng thuộc Sở"]);
        assert!(!xml.contains("PageAmount"), "what is not known is left out");
        assert!(!xml.contains("Như trên"), "whom it is addressed to has a name");
    }
}
