//! Runs that stand where a tag stood: its properties with changes, in the order Word wants, and text within.

use quick_xml::escape::escape;

use super::InsertError;
use crate::ooxml::fragment::children;
use crate::ooxml::order::rank;

/// The properties of a run, one slice of XML each, in order.
#[derive(Debug, Clone, Default)]
pub struct RunProperties {
    items: Vec<(String, String)>,
}

impl RunProperties {
    /// Reads `<w:rPr>…</w:rPr>`; the empty text has no properties. Marks of tracked changes are left out.
    pub fn parse(raw: &str) -> Self {
        let children = children(raw).into_iter();
        let mut items: Vec<_> = children.map(|child| (child.name, child.xml.to_owned())).collect();
        items.retain(|(name, _)| !matches!(name.as_str(), "w:rPrChange" | "w:ins" | "w:del"));
        Self { items }
    }

    /// Sets properties of these names (`b`, `sz`) to the value of `w:val`; no value writes the bare element.
    #[must_use]
    pub fn with(mut self, names: &[&str], value: Option<&str>) -> Self {
        for name in names {
            let value = value.map(|value| format!(" w:val=\"{}\"", escape(value))).unwrap_or_default();
            self.set(name, format!("<w:{name}{value}/>"));
        }
        self
    }

    fn set(&mut self, name: &str, xml: String) {
        let full = format!("w:{name}");
        self.items.retain(|(other, _)| *other != full);
        let place = |name: &str| rank("w:rPr", name);
        let at = self.items.iter().position(|(other, _)| place(other) > place(&full)).unwrap_or(self.items.len());
        self.items.insert(at, (full, xml));
    }

    fn value(&self, name: &str) -> Option<&str> {
        let (_, xml) = self.items.iter().find(|(full, _)| full.strip_prefix("w:") == Some(name))?;
        let value = xml.split_once("w:val=")?.1;
        value.get(1..)?.split(['"', '\'']).next()
    }

    /// Tells whether a switch such as `b` is on.
    pub fn is_on(&self, name: &str) -> bool {
        let there = self.items.iter().any(|(full, _)| full.strip_prefix("w:") == Some(name));
        there && !matches!(self.value(name), Some("0" | "false" | "off"))
    }

    /// Returns the type size, in half-points, if the run says one.
    pub fn half_points(&self) -> Option<u32> {
        self.value("sz")?.parse().ok()
    }

    /// Returns `<w:rPr>…</w:rPr>`, or nothing where there are no properties.
    pub fn xml(&self) -> String {
        if self.items.is_empty() {
            return String::new();
        }
        let inside: String = self.items.iter().map(|(_, xml)| xml.as_str()).collect();
        format!("<w:rPr>{inside}</w:rPr>")
    }

    /// Returns a run with these properties and some content.
    pub fn run(&self, content: &str) -> String {
        format!("<w:r>{}{content}</w:r>", self.xml())
    }
}

/// Returns text as the content of a run: line ends are breaks, tabs are tabs, spaces hold.
pub fn content(text: &str) -> Result<String, InsertError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    refuse_control(&text)?;
    let mut xml = String::with_capacity(text.len() + 40);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.push_str("<w:br/>");
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                xml.push_str("<w:tab/>");
            }
            if !piece.is_empty() {
                xml.push_str("<w:t xml:space=\"preserve\">");
                xml.push_str(&escape(piece));
                xml.push_str("</w:t>");
            }
        }
    }
    Ok(xml)
}

/// Refuses characters that cannot stand in XML, however they are written.
pub fn refuse_control(text: &str) -> Result<(), InsertError> {
    let illegal = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|c| illegal(*c)) {
        None => Ok(()),
        Some(c) => Err(InsertError::new(
            format!("giá trị chứa ký tự điều khiển U+{:04X}, Word không mở được tệp có ký tự này", u32::from(c)),
            "xóa ký tự đó trong dữ liệu (thường do chép từ PDF hoặc phần mềm khác)",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_property_takes_its_place_in_the_order_and_the_rest_stays() {
        let raw =
            r#"<w:rPr><w:rFonts w:ascii="Arial"/><w:i w:val="0"/><w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>"#;
        let changed =
            RunProperties::parse(raw).with(&["b", "bCs"], None).with(&["i"], None).with(&["color"], Some("C00000"));
        assert_eq!(
            changed.xml(),
            r#"<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:bCs/><w:i/><w:color w:val="C00000"/><w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>"#
        );
    }

    #[test]
    fn unknown_properties_stay_at_the_end_and_tracked_changes_go() {
        let raw = "<w:rPr><w:b/><w14:glow><w14:x/></w14:glow><w:rPrChange w:id=\"1\"><w:rPr/></w:rPrChange></w:rPr>";
        let set = RunProperties::parse(raw).with(&["u"], Some("single"));
        assert_eq!(set.xml(), "<w:rPr><w:b/><w:u w:val=\"single\"/><w14:glow><w14:x/></w14:glow></w:rPr>");
    }

    #[test]
    fn no_properties_give_no_element() {
        assert_eq!(RunProperties::parse("").xml(), "");
        assert_eq!(RunProperties::parse("<w:rPr/>").xml(), "");
    }

    #[test]
    fn text_keeps_line_ends_tabs_and_spaces_and_is_escaped() {
        assert_eq!(
            content("a & b\r\n\t c").unwrap(),
            "<w:t xml:space=\"preserve\">a &amp; b</w:t><w:br/><w:tab/><w:t xml:space=\"preserve\"> c</w:t>"
        );
        assert_eq!(content("").unwrap(), "");
    }

    #[test]
    fn a_control_character_is_refused_by_its_number() {
        let error = content("a\u{1}").unwrap_err();
        assert!(error.message.contains("U+0001"), "{}", error.message);
    }
}
