//! Tags outside the text of paragraphs: codes of fields, addresses, stores, charts, diagrams, word art, and what is not
//! filled.

use serde_json::json;
use tera::Context;
use thidua::fill::{WordTemplate, join};

use super::package::{entries, package};
use super::{Beside, told};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const A: &str = r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;

/// A template with this body and further parts: name, content type, XML.
fn template(body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let others_typed = others.iter().map(|(name, kind, _)| (*name, *kind));
    let types: String = std::iter::once(("word/document.xml", main))
        .chain(others_typed.filter(|(_, kind)| !kind.is_empty()))
        .fold(String::new(), |types, (name, kind)| {
            types + &format!(r#"<Override PartName="/{name}" ContentType="{kind}"/>"#)
        });
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>"#
    );
    let root = format!(
        r#"<Relationships {RELATIONS}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let document = format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut parts = vec![("[Content_Types].xml", &*types), ("_rels/.rels", &root), ("word/document.xml", &document)];
    parts.extend(others.iter().map(|(name, _, xml)| (*name, *xml)));
    package(&parts)
}

fn data() -> Context {
    let data = json!({ "ten": "An & \"Bình\"", "số": "01", "ds": ["a", "b"], "co": true });
    Context::from_serialize(&data).unwrap()
}

/// Fills a template and returns one of its parts.
fn part(template: Vec<u8>, name: &str) -> String {
    let template = WordTemplate::compile("mau.docx", template).map_err(told).unwrap();
    let filled = template.fill(&data(), &Beside("".into())).map_err(|fault| told(vec![*fault])).unwrap();
    let found = entries(&filled).unwrap().into_iter().find(|(known, _)| known == name);
    String::from_utf8(found.unwrap().1).unwrap()
}

fn field(code: &str) -> String {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = code.replace('"', "&quot;");
    format!("{}<w:r><w:instrText>{code}</w:instrText></w:r>{}", mark("begin"), mark("separate") + &mark("end"))
}

#[test]
fn what_a_program_keeps_in_the_code_of_a_field_is_no_tag_and_a_whole_tag_is_one() {
    let json = r#" ADDIN ZOTERO_ITEM {"a":{"title":"{{BERT}} {% x","b":{"c":1}}} "#;
    let formula = " = SUM({1,{2}}) ";
    let body = ["<w:p>", &field(json), &field(r#" HYPERLINK "https://vi.vn/%7B%7B s%E1%BB%91 %7D%7D" "#)].concat()
        + &field(formula)
        + &field(r#" DOCPROPERTY "{{ ten }}" "#)
        + r#"<w:fldSimple w:instr=" ADDIN X {&quot;a&quot;:{}}"/></w:p>"#;
    let seen = part(template(&body, &[]), "word/document.xml");
    assert!(seen.contains(&json.replace('"', "&quot;")) && seen.contains(formula), "{seen}");
    assert!(seen.contains("https://vi.vn/01&quot;"), "{seen}");
    assert!(seen.contains("DOCPROPERTY &quot;An &amp; "), "{seen}");
    let open = format!("<w:p>{}</w:p>", field(" HYPERLINK {{ ten"));
    assert!(WordTemplate::compile("mau.docx", template(&open, &[])).is_err());
}

#[test]
fn an_address_that_is_only_an_encoded_tag_is_filled() {
    let relations = format!(
        r#"<Relationships {RELATIONS}><Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://vi.vn/?so=%7b%7B%20s%E1%BB%91%20%7D%7D%20x" TargetMode="External"/></Relationships>"#
    );
    let name = "word/_rels/document.xml.rels";
    let seen = part(template("<w:p/>", &[(name, "", &relations)]), name);
    assert!(seen.contains(r#"Target="https://vi.vn/?so=01%20x""#), "{seen}");
}

#[test]
fn the_store_that_a_control_shows_is_filled_and_others_are_told() {
    let store = |name: &str| {
        format!(r#"<ho xmlns="urn:x" ghi="{{{{ ten }}}}"><ten>{{{{ {name} }}}}</ten><j>{{"a":{{}}}}</j></ho>"#)
    };
    let properties = |id: &str| {
        format!(
            r#"<ds:datastoreItem ds:itemID="{id}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>"#
        )
    };
    let relation = |number: u8| {
        format!(
            r#"<Relationships {RELATIONS}><Relationship Id="rId1" Type="{OFFICE}/customXmlProps" Target="itemProps{number}.xml"/></Relationships>"#
        )
    };
    let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    let body = r#"<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{5C7E}"/></w:sdtPr><w:sdtContent><w:r><w:t>chưa có</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    let (one, two, three, four) = (store("ten"), store("khac"), properties("{5c7e}"), properties("{0000}"));
    let (first, second) = (relation(1), relation(2));
    let file = template(
        body,
        &[
            ("customXml/item1.xml", "", &one),
            ("customXml/item2.xml", "", &two),
            ("customXml/itemProps1.xml", kind, &three),
            ("customXml/itemProps2.xml", kind, &four),
            ("customXml/_rels/item1.xml.rels", "", &first),
            ("customXml/_rels/item2.xml.rels", "", &second),
        ],
    );
    let seen = part(file.clone(), "customXml/item1.xml");
    assert!(
        seen.contains(r#"ghi="An &amp; &quot;Bình&quot;"><ten>An &amp; "#) && seen.contains(r#"{"a":{}}"#),
        "{seen}"
    );
    let left = told(WordTemplate::compile("mau.docx", file).unwrap().left().to_vec());
    assert!(left.contains("DM10: phần “customXml/item2.xml” có thẻ {{ ten }}"), "{left}");
    assert!(!left.contains("item1"), "{left}");
}

#[test]
fn charts_smart_art_and_word_art_are_filled() {
    let chart = format!(
        r#"<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {A}><c:title><a:p><a:r><a:rPr b="1"/><a:t>Năm {{{{ </a:t></a:r><a:r><a:t>ten }}}}: {{% if co %}}có</a:t></a:r><a:r><a:t>{{% endif %}}.</a:t></a:r></a:p></c:title><c:v>{{{{ số }}}}</c:v></c:chartSpace>"#
    );
    let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    let seen = part(template("<w:p/>", &[("word/charts/chart1.xml", kind, &chart)]), "word/charts/chart1.xml");
    let text: String = seen.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    assert_eq!(text, "Năm An &amp; &quot;Bình&quot;: có.01");
    assert!(!seen.contains("xml:space"), "{seen}");

    let diagram = format!(
        r#"<dgm:dataModel xmlns:dgm="urn:d" {A}><dgm:t><a:p><a:r><a:t>{{{{ số }}}}</a:t></a:r></a:p></dgm:t></dgm:dataModel>"#
    );
    let kinds = [
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
    ];
    for kind in kinds {
        let seen = part(template("<w:p/>", &[("word/diagrams/a1.xml", kind, &diagram)]), "word/diagrams/a1.xml");
        assert!(seen.contains("<a:t>01</a:t>"), "{seen}");
    }

    let art = r#"<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{{ ten }}"/></v:shape></w:pict></w:r></w:p>"#;
    let seen = part(template(art, &[]), "word/document.xml");
    assert!(seen.contains(r#"string="An &amp; &quot;Bình&quot;""#), "{seen}");
}

#[test]
fn a_tag_that_is_filled_nowhere_is_told_with_its_part() {
    let body = r#"<w:p><w:sdt><w:sdtPr><w:alias w:val="{{ ten }}"/></w:sdtPr><w:sdtContent><w:r><w:t>{{ ten }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    let workbook = package(&[("xl/sharedStrings.xml", "<sst><si><t>{{ số }}</t></si></sst>")]);
    let mut file =
        entries(&template(body, &[("word/x.xml", "", "<x y='{% if'/>"), ("word/y.xml", "", "<x>{}</x>")])).unwrap();
    file.push(("word/embeddings/a.xlsx".to_owned(), workbook));
    let file: Vec<(&str, &[u8])> = file.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    let left = told(WordTemplate::compile("mau.docx", package(&file)).unwrap().left().to_vec());
    for wanted in [
        "phần “word/document.xml” có thẻ {{ ten }}",
        "phần “word/x.xml” có thẻ {% if",
        "phần “word/embeddings/a.xlsx/xl/sharedStrings.xml” có thẻ {{ số }}",
    ] {
        assert!(left.contains(wanted), "{left}");
    }
    assert!(left.ends_with("3 cảnh báo\n"), "{left}");
}

#[test]
fn ranges_that_may_be_edited_have_ids_of_their_own_in_a_loop_and_joined() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let range =
        r#"<w:p><w:permStart w:id="45" w:edGrp="everyone"/><w:r><w:t>{{ x }}</w:t></w:r><w:permEnd w:id="45"/></w:p>"#;
    let file = template(&[&p("{% for x in ds %}"), range, &p("{% endfor %}")].concat(), &[]);
    let ids = |xml: &str| -> Vec<String> {
        let tags = xml.split("<w:perm").skip(1).map(|tag| tag.split("w:id=\"").nth(1).unwrap());
        tags.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&part(file.clone(), "word/document.xml")), ["45", "45", "46", "46"]);
    let template = WordTemplate::compile("mau.docx", file).unwrap();
    let one = template.fill(&data(), &Beside("".into())).unwrap();
    let all = entries(&join::join(&[one.clone(), one]).unwrap()).unwrap();
    let text = all.into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    assert_eq!(ids(&String::from_utf8(text).unwrap()), ["45", "45", "46", "46", "47", "47", "48", "48"]);
}
