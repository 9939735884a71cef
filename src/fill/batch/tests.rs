//! Lists, names of files, findings about many items.

use super::*;

fn context(json: &str) -> Context {
    Context::from_serialize(&serde_json::from_str::<serde_json::Value>(json).unwrap()).unwrap()
}

/// The names that the items of the list `ds` get, or what is wrong.
fn named(pattern: &str, items: &str) -> Result<Vec<String>, Vec<String>> {
    let data = context(&format!(r#"{{"ds": {items}, "nam": 2024}}"#));
    let pattern = Pattern::new(pattern).map_err(|fault| vec![fault.message])?;
    let words = |faults: Vec<Diagnostic>| faults.into_iter().map(|fault| fault.message).collect();
    Batch::of(&data, "ds").unwrap().names(&pattern).map_err(words)
}

#[test]
fn an_item_stands_over_the_whole_data_and_has_its_number() {
    let data = context(r#"{"ten": "trên", "nam": 2024, "ds": [{"ten": "An"}, {"thu_tu": 7}, "Bình"]}"#);
    let batch = Batch::of(&data, "ds").unwrap();
    let seen = |index: usize, name: &str| batch.data(index).get(name).map(ToString::to_string);
    assert_eq!(
        (seen(0, "ten"), seen(0, "nam"), seen(0, "thu_tu")),
        (Some("An".into()), Some("2024".into()), Some("1".into()))
    );
    assert_eq!((seen(1, "ten"), seen(1, "thu_tu")), (Some("trên".into()), Some("7".into())));
    assert_eq!(seen(2, "muc"), Some("Bình".into()));
    assert_eq!([0, 1, 2].map(|index| batch.label(index)), ["mục 1 (An)", "mục 2", "mục 3 (Bình)"]);
}

#[test]
fn a_list_is_found_by_its_path_and_what_is_none_is_told() {
    let data = context(r#"{"khen": {"ca_nhan": [1], "so": 2}, "ds": [1], "rong": []}"#);
    assert_eq!(Batch::of(&data, "khen.ca_nhan").unwrap().len(), 1);
    let told = |list: &str| {
        let fault = Batch::of(&data, list).unwrap_err();
        format!("{}; {}", fault.message, fault.hints.join(" "))
    };
    assert_eq!(told("khen.canhan"), "không tìm thấy danh sách “khen.canhan” trong dữ liệu; có phải là “khen.ca_nhan”?");
    assert_eq!(
        told("nguoi"),
        "không tìm thấy danh sách “nguoi” trong dữ liệu; các danh sách đang có: ds, khen.ca_nhan, rong"
    );
    assert!(told("khen").starts_with("“khen” không phải danh sách, mà là nhóm khóa"));
    assert!(told("rong").starts_with("danh sách “rong” không có mục nào"));
}

#[test]
fn what_a_name_may_not_hold_becomes_a_hyphen_but_only_inside_a_value() {
    let names =
        named("out/{{ nam }}/{{ so }}-{{ ten | khong_dau }}.docx", r#"[{"so": "01/GK:*?", "ten": "Đỗ \"An\"\n"}]"#);
    assert_eq!(names.unwrap(), ["out/2024/01-GK----Do -An-.docx"]);
}

#[test]
fn no_value_leads_out_of_the_folder_or_to_a_device() {
    let names = named("../x/{{ a }}/{{ b }}.docx", r#"[{"a": "nul", "b": "../../b"}, {"a": "com1.x", "b": "CON"}]"#);
    assert_eq!(names.unwrap(), ["../x/nul-/..-..-b.docx", "../x/com1-.x/CON-.docx"]);
    let up = named("x/{{ a }}/y.docx", r#"[{"a": ".."}]"#).unwrap_err();
    assert_eq!(up, ["tên tệp “x/../y.docx” còn chỗ trống ở mục 1 (..)"]);
}

#[test]
fn two_items_of_one_name_are_told_whatever_their_case() {
    let faults = named("{{ ten | khong_dau }}.docx", r#"[{"ten": "Lê An"}, {"ten": "Bình"}, {"ten": "LE AN"}]"#);
    assert_eq!(faults.unwrap_err(), ["mục 1 (Lê An) và mục 3 (LE AN) cùng tên tệp “LE AN.docx”"]);
    let same = named("ra.docx", r#"[{"ten": "a"}, {"ten": "b"}]"#).unwrap_err();
    assert_eq!(same, ["mục 1 (a) và mục 2 (b) cùng tên tệp “ra.docx”"]);
}

#[test]
fn faults_of_the_pattern_are_told_once_with_their_items() {
    let faults = named("{{ te }}.docx", r#"[{"ten": "a"}, {"ten": "b"}]"#).unwrap_err();
    assert_eq!(faults, ["không có biến “te” ở cả 2 mục"]);
    assert_eq!(named("{{ ten }.docx", r#"[{"ten": "a"}]"#).unwrap_err().len(), 1);
    assert_eq!(named("{{ ten }}", r#"[{"ten": "a"}]"#).unwrap_err(), ["tên tệp “{{ ten }}” không kết thúc bằng .docx"]);
    let empty = named("{{ ten }}.docx", r#"[{"ten": ""}, {"ten": "b"}]"#).unwrap_err();
    assert_eq!(empty, ["tên tệp “.docx” còn chỗ trống ở mục 1"]);
    let long = named("{{ ten }}.docx", &format!(r#"[{{"ten": "{}"}}]"#, "ế".repeat(90))).unwrap_err();
    assert!(long[0].contains("dài 275 byte, nhiều nhất 240"), "{long:?}");
}

#[test]
fn items_are_listed_with_runs_shortened() {
    assert_eq!(ranges(&[0, 1, 2, 6, 8, 9]), "1–3, 7, 9, 10");
}
