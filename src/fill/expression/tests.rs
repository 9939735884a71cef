//! What tags say, respelled for the engine.

use super::*;

fn engine(text: &str) -> String {
    read(text).unwrap().engine
}

fn paths(text: &str) -> Vec<String> {
    let path = |path: &Path| std::iter::once(&path.root).chain(&path.steps).cloned().collect::<Vec<_>>().join(".");
    read(text).unwrap().paths.iter().map(path).collect()
}

fn flaw(text: &str) -> String {
    let flaw = read(text).unwrap_err();
    format!("{}: {} ({})", flaw.at, flaw.message, flaw.hint)
}

#[test]
fn spellings_of_jinja_become_those_of_tera() {
    for (jinja, tera) in [
        ("x.0.ten", "x[0].ten"),
        ("ds|count", "ds | length"),
        ("x|e", "x | str"),
        ("x | default('a')", "x | default(value='a')"),
        ("x | d('a', true) | upper", "x | default(value='a',boolean=true) | upper"),
        ("ds | join(', ')", "ds | join(sep=', ')"),
        ("x is mapping", "x is map"),
        ("x is not none", "x is not none"),
        ("x.ten.upper()", "x.ten | upper"),
        ("loop.revindex", "(loop.length - loop.index0)"),
        ("a if b else c", "a if b else c"),
        ("a ~ ' ' ~ b.c", "a ~ ' ' ~ b.c"),
        ("[x.a for x in ds]", "[x.a for x in ds]"),
        ("so | so(le=2)", "so | so(le=2)"),
        ("not a and b in c", " not a and b in c"),
        ("a - 1.5 * -b", "a - 1.5 * -b"),
    ] {
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeeze(&engine(jinja)), squeeze(&squeeze(tera)).replace(" * -b", " * - b").as_str(), "{jinja}");
    }
}

#[test]
fn vietnamese_names_are_spelled_in_ascii_however_they_are_composed() {
    assert_eq!(engine("họ_tên"), "v_h_1ecd__t_ea_n");
    assert_eq!(engine("ho\u{323}_te\u{302}n"), "v_h_1ecd__t_ea_n");
    assert_eq!(engine("x.họ"), "x[\"họ\"]");
}

#[test]
fn the_names_an_expression_uses_are_known() {
    assert_eq!(paths("a.b | default(value=c) ~ f(x=d.0)"), ["a.b", "c", "d.0"]);
    assert_eq!(paths("[x.a for x in ds]"), ["ds"]);
    assert_eq!(paths("a['k'].c[i]"), ["a.k.c.[]", "i"]);
}

#[test]
fn a_field_of_nothing_may_be_asked_for_carefully() {
    assert_eq!(read("a.b.c[0]").unwrap().careful, "a?.b?.c?[0]");
}

#[test]
fn loops_name_their_items() {
    let found = read_loop("k, v in bang.items()").unwrap();
    assert_eq!((found.names, found.list.engine.as_str()), (vec!["k".to_owned(), "v".to_owned()], "bang"));
    assert_eq!(read_loop("x in ds if x.a").unwrap().list.engine, "[x for x in ds if x.a]");
    assert!(read_loop("x ds").is_err() && read_loop("a, b, c in ds").is_err());
}

#[test]
fn what_cannot_be_respelled_is_a_flaw_with_a_hint() {
    assert_eq!(flaw("a && b"), "2: ký tự “&&” không dùng được trong thẻ (viết “and”)");
    assert_eq!(flaw("x.get('a')"), "2: không gọi được .get(…) trong mẫu (viết x.ten | default(value=\"\"))");
    assert_eq!(flaw("x | ham(1)"), "8: tham số của “ham” phải có tên (viết: ham(tên=giá trị))");
    assert_eq!(flaw("'a"), "0: chữ mở bằng ' chưa đóng (thêm ' ở cuối chữ)");
    assert_eq!(flaw("loop.cycle('a')").split(' ').next(), Some("0:"));
}
