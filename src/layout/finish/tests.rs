//! What the finishing pass does to a part.

use super::*;
use proptest::prelude::*;

fn done(body: &str) -> String {
    done_with(body, &mut NoSlots).unwrap()
}

fn done_with(body: &str, slots: &mut dyn Slots) -> Result<String, FinishError> {
    let bytes = finish(body.as_bytes(), slots, Vec::new())?;
    let text = String::from_utf8(bytes).unwrap();
    Ok(text.strip_prefix(std::str::from_utf8(DECLARATION).unwrap()).unwrap().to_owned())
}

struct Say(&'static [usize]);

impl Slots for Say {
    fn is_block(&self, index: usize) -> bool {
        self.0.contains(&index)
    }

    fn fill(&mut self, index: usize, place: SlotPlace, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<{place:?}{index}/>")
    }
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:rPr /><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn children_come_out_in_schema_order() {
    assert_eq!(
        done(
            r#"<w:pPr><w:rPr><w:sz w:val="26" /><w:b /></w:rPr><w:jc w:val="center" /><w:pStyle w:val="A" /></w:pPr>"#
        ),
        r#"<w:pPr><w:pStyle w:val="A"/><w:jc w:val="center"/><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:pPr>"#
    );
}

#[test]
fn of_two_children_that_may_not_repeat_the_last_one_stays() {
    assert_eq!(
        done(r#"<w:pPr><w:jc w:val="left"/><w:ind w:left="1"/><w:jc w:val="both"/></w:pPr>"#),
        r#"<w:pPr><w:ind w:left="1"/><w:jc w:val="both"/></w:pPr>"#
    );
    assert_eq!(
        done(r#"<w:sectPr><w:pgSz/><w:headerReference w:type="first"/><w:headerReference w:type="even"/></w:sectPr>"#),
        r#"<w:sectPr><w:headerReference w:type="first"/><w:headerReference w:type="even"/><w:pgSz/></w:sectPr>"#
    );
}

#[test]
fn a_style_written_twice_stays_once_and_normal_is_the_default() {
    assert_eq!(
        done(
            r#"<w:styles><w:style w:styleId="Normal"/><w:style w:styleId="A"/><w:style w:styleId="Normal"><w:qFormat/></w:style></w:styles>"#
        ),
        r#"<w:styles><w:style w:styleId="A"/><w:style w:styleId="Normal" w:default="1"><w:qFormat/></w:style></w:styles>"#
    );
}

#[test]
fn a_style_has_no_table_width_and_layout() {
    assert_eq!(
        done(r#"<w:style><w:tblPr><w:tblW w:w="0"/><w:jc/><w:tblLayout/></w:tblPr></w:style>"#),
        "<w:style><w:tblPr><w:jc/></w:tblPr></w:style>"
    );
    assert_eq!(done("<w:tbl><w:tblPr><w:tblW/></w:tblPr></w:tbl>"), "<w:tbl><w:tblPr><w:tblW/></w:tblPr></w:tbl>");
}

#[test]
fn unknown_children_stay_in_their_order_at_the_end() {
    assert_eq!(done("<w:pPr><x:b/><x:a/><w:jc/><x:b/></w:pPr>"), "<w:pPr><w:jc/><x:b/><x:a/><x:b/></w:pPr>");
}

#[test]
fn what_differs_from_run_to_run_and_what_is_invalid_is_left_out() {
    assert_eq!(
        done(r#"<w:p w14:paraId="1" w:rsidR="2" w14:textId="3"><w:gridCol w:w="5" w:type="dxa" /></w:p>"#),
        r#"<w:p><w:gridCol w:w="5"/></w:p>"#
    );
}

#[test]
fn empty_properties_vanish_but_a_required_or_meaningful_element_does_not() {
    assert_eq!(done("<w:p><w:pPr><w:rPr></w:rPr></w:pPr></w:p>"), "<w:p/>");
    assert_eq!(done("<w:p><w:pPr><w:sectPr /></w:pPr></w:p>"), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>");
    assert_eq!(
        done("<w:pPr><w:pPrChange><w:pPr /></w:pPrChange></w:pPr>"),
        "<w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>"
    );
}

#[test]
fn white_space_stays_in_text_and_goes_between_elements() {
    assert_eq!(
        done("<?xml version='1.0'?>\n<w:p>\n <w:r><w:t> </w:t></w:r>\n <!-- x --></w:p>\n"),
        "<w:p><w:r><w:t> </w:t></w:r></w:p>"
    );
}

#[test]
fn entities_quotes_and_cdata_survive_and_control_characters_do_not() {
    assert_eq!(
        done("<w:t a='\"&lt;'>a &amp; b\u{1}<![CDATA[<&]]>\u{FFFF}\u{FEFF}</w:t>"),
        "<w:t a=\"&quot;&lt;\">a &amp; b&lt;&amp;\u{FEFF}</w:t>"
    );
}

#[test]
fn a_run_slot_replaces_its_run_alone() {
    let xml = format!("<w:p>{}{}{}</w:p>", run("a"), run(&slot_text(3)), run("b"));
    let found = done_with(&xml, &mut Say(&[])).unwrap();
    assert!(found.contains("a</w:t></w:r><Run3/><w:r><w:t"), "{found}");
}

#[test]
fn a_block_slot_replaces_its_paragraph_in_the_body_and_in_a_cell() {
    let p = format!("<w:p><w:pPr><w:jc /></w:pPr>{}</w:p>", run(&slot_text(7)));
    let xml = format!("<w:body>{p}<w:tr><w:tc>{p}<w:p /></w:tc></w:tr></w:body>");
    let found = done_with(&xml, &mut Say(&[7])).unwrap();
    assert_eq!(found, "<w:body><Block7/><w:tr><w:tc><Block7/><w:p/></w:tc></w:tr></w:body>");
}

#[test]
fn a_header_mark_goes_into_the_row_s_properties_in_order() {
    let cell = format!("<w:tc><w:p>{}</w:p></w:tc>", run(HEADER_ROW));
    assert_eq!(
        done(&format!("<w:tr><w:trPr><w:jc /><w:cantSplit /></w:trPr>{cell}</w:tr>")),
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/><w:jc/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    );
    assert_eq!(
        done(&format!("<w:tr><w:trPr />{cell}</w:tr>")),
        "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    );
    assert_eq!(
        done(&format!("<w:tr><w:trPr><w:tblHeader /></w:trPr>{cell}</w:tr>")),
        "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    );
}

#[test]
fn a_mark_out_of_place_is_an_error_and_never_printed() {
    let slot = slot_text(1);
    let cases = [
        format!("<w:p>{}</w:p>", run(&format!("x{slot}"))),
        format!("<w:p>{}</w:p>", run(HEADER_ROW)),
        format!("<w:p>{}{}</w:p>", run("x"), run(&slot)),
        format!("<w:p>{}{}</w:p>", run(&slot), run("x")),
        format!("<w:p><w:r><w:t>{slot}</w:t><w:br/></w:r></w:p>"),
        format!("<w:p><w:r><w:t>{slot}&amp;</w:t></w:r></w:p>"),
        format!("<w:p><w:pPr><w:sectPr/></w:pPr>{}</w:p>", run(&slot)),
        format!("<w:p><w:r><w:instrText>{slot}</w:instrText></w:r></w:p>"),
    ];
    for xml in cases {
        let found = done_with(&xml, &mut Say(&[1]));
        assert!(matches!(found, Err(FinishError::StrayMark)), "{xml}: {found:?}");
    }
}

#[test]
fn broken_parts_are_refused() {
    for xml in ["", "<a>", "<a></b>", "<a/><b/>", "x<a/>", "<!DOCTYPE a><a/>", "<a b></a"] {
        assert!(done_with(xml, &mut NoSlots).is_err(), "{xml}");
    }
    assert!(matches!(finish_part(b"<a>\xFF</a>"), Err(FinishError::Encoding(_))));
}

#[test]
fn long_parts_are_given_away_in_chunks_and_come_out_whole() {
    let paragraph = "<w:p><w:r><w:t>Điều 1</w:t></w:r></w:p>";
    let xml = format!("<w:body>{}</w:body>", paragraph.repeat(20_000));
    assert_eq!(done(&xml), xml);
}

fn element() -> impl Strategy<Value = String> {
    let names = ["w:p", "w:r", "w:t", "w:pPr", "w:rPr", "w:jc", "w:sz", "w:b", "w:tr", "w:trPr", "w:tc", "x:y"];
    let name = proptest::sample::select(names.to_vec());
    let leaf = name.clone().prop_map(|n| format!("<{n} />"));
    leaf.prop_recursive(5, 60, 6, move |inner| {
        (name.clone(), proptest::collection::vec(prop_oneof![inner, "[ ađ]{0,3}"], 0..6))
            .prop_map(|(n, children)| format!("<{n}>{}</{n}>", children.concat()))
    })
}

proptest! {
    #[test]
    fn a_finished_part_is_finished_already(xml in element()) {
        let once = finish_part(xml.as_bytes()).unwrap();
        prop_assert_eq!(&finish_part(&once).unwrap(), &once);
    }

    #[test]
    fn no_input_makes_it_panic(xml in r#"[<>/&;"' a-cw:ptrP!\[\]?-]{0,60}"#) {
        let _ = finish_part(xml.as_bytes());
    }
}
