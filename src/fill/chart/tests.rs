//! Charts and their workbooks.

use super::*;

fn series(number: usize, more: &str) -> String {
    format!(
        "<c:ser><c:idx val=\"{number}\"/><c:order val=\"{number}\"/><c:tx><c:v>Tên {number}</c:v></c:tx><c:spPr><a:solidFill>\
         <a:schemeClr val=\"accent6\"/></a:solidFill></c:spPr>{more}<c:val><c:numRef><c:f>S!$B$1</c:f><c:numCache>\
         <c:formatCode>0.0</c:formatCode></c:numCache></c:numRef></c:val><c:smooth val=\"0\"/><c:extLst/></c:ser>"
    )
}

fn filled(plots: &str, json: &str, fields: &[&str]) -> Result<String, String> {
    let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
    let figures = Figures::read(&serde_json::from_str(json).unwrap(), "ten", &fields, &[])?;
    let xml = format!("<c:chartSpace><c:chart><c:plotArea>{plots}</c:plotArea></c:chart></c:chartSpace>");
    let block = Block { sheet: "S".into(), corner: (1, 1), count: figures.labels.len() };
    series::fill(&xml, &figures, &block).map(|(xml, _)| xml)
}

const LIST: &str = r#"[{"ten": "A", "a": 1, "b": 2, "c": 3}, {"ten": "B", "a": 4, "b": 5, "c": 6}]"#;

#[test]
fn a_series_keeps_its_place_in_the_schema_its_name_and_its_format() {
    let xml = filled(&format!("<c:lineChart>{}</c:lineChart>", series(3, "<c:dLbls/>")), LIST, &["a"]).unwrap();
    let tree = Tree::read(&xml).unwrap();
    let series = series::all(&tree).unwrap();
    let names: Vec<&str> = tree.children(series[0]).map(|id| tree.name(id)).collect();
    assert_eq!(names, ["c:idx", "c:order", "c:tx", "c:spPr", "c:dLbls", "c:cat", "c:val", "c:smooth", "c:extLst"]);
    assert!(xml.contains("<c:v>Tên 3</c:v>") && xml.contains("<c:formatCode>0.0</c:formatCode>"), "{xml}");
    assert!(xml.contains("<c:f>S!$A$2:$A$3</c:f>") && xml.contains("<c:f>S!$B$2:$B$3</c:f>"), "{xml}");
}

#[test]
fn further_series_take_numbers_and_colours_of_their_own() {
    let xml = filled(
        &format!("<c:barChart>{}</c:barChart>", series(3, "<c:dPt><c:idx val=\"0\"/></c:dPt>")),
        LIST,
        &["a", "b", "c"],
    )
    .unwrap();
    for wanted in
        ["<c:idx val=\"4\"/><c:order val=\"4\"/>", "<c:idx val=\"5\"/><c:order val=\"5\"/>", "accent1", "accent2"]
    {
        assert!(xml.contains(wanted), "{wanted}: {xml}");
    }
    assert_eq!((xml.matches("<c:dPt>").count(), xml.matches("<c:extLst/>").count()), (1, 1));
}

#[test]
fn surplus_series_go_and_a_kind_without_series_goes_with_them() {
    let plots = format!("<c:barChart>{}</c:barChart><c:lineChart>{}</c:lineChart>", series(0, ""), series(1, ""));
    let xml = filled(&plots, LIST, &["a"]).unwrap();
    assert!(xml.contains("<c:barChart>") && !xml.contains("c:lineChart"), "{xml}");
    assert!(filled("<c:scatterChart/>", LIST, &["a"]).unwrap_err().contains("phân tán"));
    assert!(filled("<c:barChart></c:barChart>", LIST, &["a"]).unwrap_err().contains("chưa có dãy số"));
}

#[test]
fn looks_and_labels_of_points_that_are_not_there_go() {
    let point = |index: usize| format!("<c:dPt><c:idx val=\"{index}\"/></c:dPt>");
    let labels = "<c:dLbls><c:dLbl><c:idx val=\"1\"/></c:dLbl><c:dLbl><c:idx val=\"2\"/></c:dLbl><c:showVal val=\"1\"/></c:dLbls>";
    let xml =
        filled(&format!("<c:pieChart>{}</c:pieChart>", series(0, &(point(1) + &point(2) + labels))), LIST, &["a"])
            .unwrap();
    assert!(xml.contains(&point(1)) && !xml.contains(&point(2)), "{xml}");
    assert!(xml.contains("<c:dLbls><c:dLbl><c:idx val=\"1\"/></c:dLbl><c:showVal val=\"1\"/></c:dLbls>"), "{xml}");
}
