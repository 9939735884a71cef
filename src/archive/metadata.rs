//! The metadata of an outgoing document (Phụ lục VI, Phần II, Mục I) as XML.

use quick_xml::escape::escape;

use super::Entry;

/// Returns the metadata of a document, by the field names of Phụ lục VI; what is not known is left out.
///
/// Fields of a hồ sơ (1, 2) and the due date (16) are not known when a document is issued; the number of pages (10) is
/// not written in a Word file; urgency (14) is a digit there, and the annex does not say which digit means what.
pub fn metadata(entry: &Entry) -> String {
    let mut xml = Fields::default();
    xml.field("TypeName", &entry.kind_name);
    xml.field("CodeNumber", &format!("{:02}", entry.number));
    xml.field("CodeNotation", &entry.symbol);
    xml.field("IssuedDate", &entry.date.format("%d/%m/%Y").to_string());
    xml.field("OrganName", &entry.issuer);
    xml.field("Subject", &entry.subject);
    xml.field("Language", "Tiếng Việt");
    xml.field("Description", &entry.remarks.join("; "));
    xml.group("SignerInfo", &[("Position", &entry.signer.post), ("FullName", &entry.signer.name)]);
    for recipient in &entry.recipients {
        xml.group("To", &[("OrganName", recipient)]);
    }
    xml.field("IssuedAmount", &entry.copies.map(|copies| copies.to_string()).unwrap_or_default());
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document>\n{}</Document>\n", xml.text)
}

#[derive(Default)]
struct Fields {
    text: String,
}

impl Fields {
    fn field(&mut self, name: &str, value: &str) {
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
    fn the_fields_have_the_names_of_the_annex_and_escaped_values() {
        let mut entry = entry(1, 5);
        entry.subject = "Về A & B <khẩn>".to_owned();
        entry.copies = Some(3);
        let xml = metadata(&entry);
        for line in [
            "<CodeNumber>05</CodeNumber>",
            "<CodeNotation>KH-STC</CodeNotation>",
            "<IssuedDate>01/03/2020</IssuedDate>",
            "<Subject>Về A &amp; B &lt;khẩn&gt;</Subject>",
            "<SignerInfo><Position>GIÁM ĐỐC</Position><FullName>Nguyễn Văn An</FullName></SignerInfo>",
            "<To><OrganName>Các phòng thuộc Sở</OrganName></To>",
            "<IssuedAmount>3</IssuedAmount>",
        ] {
            assert!(xml.contains(line), "{line} is not in {xml}");
        }
        assert!(!xml.contains("PageAmount"), "what is not known is left out");
    }
}
