//! Native Word charts: stacked bars whose values are written in them.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::finish::clean_text;
use crate::document::{Chart, Series};
use crate::standard::Standard;
use crate::units::Length;

/// Fills that stay apart in black and white print, dark to light.
const FILLS: &[(&str, &str)] =
    &[("1F4E79", "FFFFFF"), ("9DC3E6", "000000"), ("D9D9D9", "000000"), ("C00000", "FFFFFF")];

/// Returns the id of the relationship to a chart.
pub fn relation_id(number: usize) -> String {
    format!("rIdChart{number}")
}

/// Returns the height that a chart needs for its bars, title and legend.
pub fn height(chart: &Chart) -> Length {
    Length::mm(35) + Length::mm(11).scale(i64::try_from(chart.categories.len()).unwrap_or(1), 1)
}

/// Returns a run with the chart in it.
pub fn run(number: usize, width: Length, height: Length, title: &str, id: u32) -> String {
    let (width, height, relation) = (width.as_emu(), height.as_emu(), relation_id(number));
    let title = escape(clean_text(title));
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{id}\" name=\"Biểu đồ {number}\" descr=\"{title}\"/>\
         <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
         <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{relation}\"/>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// Returns the chart part.
pub fn part(chart: &Chart) -> String {
    let series = chart.series.iter().enumerate().fold(String::new(), |mut xml, (index, one)| {
        write_series(&mut xml, index, one, &chart.categories);
        xml
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <c:roundedCorners val=\"0\"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{bold}</a:pPr>\
         <a:r>{bold_run}<a:t>{title}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>\
         <c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/>\
         <c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"60\"/><c:overlap val=\"100\"/>\
         <c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>{axes}\
         <c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{small}</c:legend>\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{small}</c:chartSpace>",
        title = escape(clean_text(&chart.title)),
        bold = run_properties("a:defRPr", 1300, true, "000000"),
        bold_run = run_properties("a:rPr lang=\"vi-VN\"", 1300, true, "000000"),
        axes = axes(),
        small = text_properties(1100, "000000"),
    )
}

/// Categories run from top to bottom, as they are read.
fn axes() -> String {
    let text = text_properties(1100, "000000");
    format!(
        "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{text}<c:crossAx val=\"1002\"/>\
         <c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>\
         <c:noMultiLvlLbl val=\"0\"/></c:catAx>\
         <c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>\
         <c:delete val=\"1\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"0\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:crossAx val=\"1001\"/><c:crosses val=\"max\"/><c:crossBetween val=\"between\"/></c:valAx>"
    )
}

fn write_series(xml: &mut String, index: usize, series: &Series, categories: &[String]) {
    let (fill, ink) = FILLS[index % FILLS.len()];
    let name = escape(clean_text(&series.name));
    // Writing to a String cannot fail.
    let _ = write!(
        xml,
        "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>\
         <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>\
         <c:spPr><a:solidFill><a:srgbClr val=\"{fill}\"/></a:solidFill><a:ln w=\"6350\"><a:solidFill>\
         <a:srgbClr val=\"404040\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>\
         <c:dLbls><c:numFmt formatCode=\"0;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>{text}\
         <c:dLblPos val=\"ctr\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
        column = char::from(b'B' + u8::try_from(index % 24).unwrap_or(0)),
        text = text_properties(1000, ink),
    );
    let last = categories.len() + 1;
    let _ = write!(
        xml,
        "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>",
        categories.len()
    );
    for (at, category) in categories.iter().enumerate() {
        let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escape(clean_text(category)));
    }
    let column = char::from(b'B' + u8::try_from(index % 24).unwrap_or(0));
    let _ = write!(
        xml,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>\
         <c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>",
        series.values.len()
    );
    for (at, value) in series.values.iter().enumerate() {
        let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
    }
    xml.push_str("</c:numCache></c:numRef></c:val></c:ser>");
}

fn text_properties(size: u32, color: &str) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>",
        run_properties("a:defRPr", size, false, color)
    )
}

/// `size` in hundredths of a point.
fn run_properties(tag: &str, size: u32, bold: bool, color: &str) -> String {
    let font = Standard::ND30.font;
    let name = tag.split(' ').next().unwrap_or(tag);
    let bold = u8::from(bold);
    format!(
        "<{tag} sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>\
         <a:latin typeface=\"{font}\"/><a:cs typeface=\"{font}\"/></{name}>"
    )
}
