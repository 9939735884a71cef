//! Small parts written by hand, and the one shape official documents have: a straight line.
//!
//! Writing to a string cannot fail, so the results of `write!` go unused.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::layout::finish::clean_text;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Thickness of the usual line: three quarters of a point, in EMU.
pub const LINE_STROKE_EMU: i64 = 9525;

/// Word stacks shapes by this number; its own first shape gets this one.
const FIRST_RELATIVE_HEIGHT: u64 = 251_658_240;

/// `docProps/core.xml`: what the file says about itself.
///
/// `created` is a W3C date and time (`2020-01-05T00:00:00Z`), which also stands as the time of
/// the last change; `language` a tag (`vi-VN`). Empty texts are left out.
pub fn core_properties(title: &str, subject: &str, creator: &str, created: &str, language: &str) -> Vec<u8> {
    let mut xml = format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#
    );
    let texts = [
        ("dc:title", title),
        ("dc:subject", subject),
        ("dc:creator", creator),
        ("cp:lastModifiedBy", creator),
        ("dc:language", language),
    ];
    for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(xml, "<{name}>{}</{name}>", escape(clean_text(text)));
    }
    for name in ["created", "modified"].iter().filter(|_| !created.is_empty()) {
        let time = escape(clean_text(created));
        let _ = write!(xml, r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>"#);
    }
    xml += "</cp:coreProperties>";
    xml.into_bytes()
}

/// `docProps/app.xml`: the program that wrote the file.
pub fn app_properties() -> Vec<u8> {
    format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>thidua</Application></Properties>"#
    )
    .into_bytes()
}

/// `word/settings.xml`: lays out as Word 2013 and later do, in Vietnamese.
///
/// Fields are not updated on opening, as Word would ask the reader about it.
pub fn settings() -> Vec<u8> {
    settings_with("")
}

/// The same with what they say of footnotes.
pub fn settings_with(notes: &str) -> Vec<u8> {
    let mut compat = String::new();
    for (name, value) in [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    ] {
        let _ = write!(
            compat,
            r#"<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>"#
        );
    }
    format!(
        r#"{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>{notes}<w:compat>{compat}</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
    )
    .into_bytes()
}

/// `word/fontTable.xml`: tells a machine without Times New Roman what to put in its stead.
pub fn font_table() -> Vec<u8> {
    let fonts = [
        ("Times New Roman", "02020603050405020304", "00", "roman", SIG_TIMES),
        ("Symbol", "05050102010706020507", "02", "roman", SIG_SYMBOL),
    ];
    let mut xml = format!(r#"{DECLARATION}<w:fonts xmlns:w="{MAIN}">"#);
    for (name, panose, charset, family, sig) in fonts {
        let _ = write!(
            xml,
            r#"<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/><w:sig {sig}/></w:font>"#
        );
    }
    xml += "</w:fonts>";
    xml.into_bytes()
}

const SIG_TIMES: &str =
    r#"w:usb0="E0002EFF" w:usb1="C000785B" w:usb2="00000009" w:usb3="00000000" w:csb0="000001FF" w:csb1="00000000""#;
const SIG_SYMBOL: &str =
    r#"w:usb0="00000000" w:usb1="10000000" w:usb2="00000000" w:usb3="00000000" w:csb0="80000000" w:csb1="00000000""#;

/// A run that holds a black straight line: centred in its column or cell, `offset_y_emu` below
/// the top of its paragraph, before the text and taking no room.
///
/// Lengths are in EMU. `id` must be unique among the drawings of the document; `description` is
/// what a screen reader says. The XML declares its own namespaces but `w`.
pub fn line_run(width_emu: i64, stroke_emu: i64, offset_y_emu: i64, id: u32, name: &str, description: &str) -> String {
    let (width, stroke) = (width_emu.max(0), stroke_emu.max(0));
    let height = FIRST_RELATIVE_HEIGHT + u64::from(id);
    let (name, description) = (clean_text(name), clean_text(description));
    let (name, description) = (escape(name), escape(description));
    let mut xml = String::with_capacity(1800);
    let _ = write!(
        xml,
        concat!(
            r#"<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:Choice Requires="wps"><w:drawing>"#,
            r#"<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{height}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">"#,
            r#"<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{offset}</wp:posOffset></wp:positionV>"#,
            r#"<wp:extent cx="{width}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{id}" name="{name}" descr="{description}"/><wp:cNvGraphicFramePr/>"#,
            r#"<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>"#,
            r#"<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{stroke}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>"#,
            r#"</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"#,
        ),
        height = height,
        offset = offset_y_emu,
        width = width,
        stroke = stroke,
        id = id,
        name = name,
        description = description,
    );
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::finish::finish_part;
    use crate::layout::note;

    #[test]
    fn parts_are_written_as_the_finishing_pass_would() {
        for part in [settings(), settings_with(&note::settings()), font_table(), app_properties(), core("Kế hoạch")]
        {
            let text = String::from_utf8(part.clone()).unwrap();
            assert_eq!(finish_part(&part).unwrap(), part, "{text}");
        }
    }

    #[test]
    fn texts_are_escaped_and_empty_ones_left_out() {
        let text = String::from_utf8(core("<a> & \u{1}b")).unwrap();
        assert!(text.contains("<dc:title>&lt;a&gt; &amp; b</dc:title>"), "{text}");
        assert!(!text.contains("dc:subject"));
    }

    #[test]
    fn a_line_says_its_measures_and_is_finished_already() {
        let line = line_run(2_160_000, LINE_STROKE_EMU, 30_000, 5, "Dòng kẻ 5", "kẻ \"ngang\"");
        assert!(line.contains(r#"<wp:extent cx="2160000" cy="0"/>"#));
        assert!(line.contains(r#"descr="kẻ &quot;ngang&quot;""#));
        let finished = String::from_utf8(finish_part(line.as_bytes()).unwrap()).unwrap();
        assert!(finished.ends_with(&line));
    }

    fn core(title: &str) -> Vec<u8> {
        core_properties(title, "", "Sở Tài chính", "2020-01-01T00:00:00Z", "vi-VN")
    }
}
