//! Two years side by side.

use super::workspace::Workspace;

fn two_years() -> Workspace {
    let world = Workspace::shipped();
    world.run(&["nam-moi", "2021"]);
    world
}

#[test]
fn what_changed_in_records_and_in_the_text_of_each_document_is_shown() {
    let outcome = two_years().run(&["so-sanh", "2020", "2021"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:?}");
    for said in [
        "  nhiem_vu.cd-01.han\n    - 28/02/2020\n    + 26/02/2021\n",
        "  nhiem_vu.cd-01.tien_do\n    - 6 giá trị\n",
        "  chi_so.parindex.nam_truoc\n    - 78,54\n    + 81,26\n",
        "\nVăn bản ke-hoach: ",
        "  - - Hoàn thành xuất sắc nhiệm vụ được giao trong năm 2020.\n",
        "  + - Hoàn thành xuất sắc nhiệm vụ được giao trong năm 2021.\n",
    ] {
        assert!(outcome.stdout.contains(said), "no {said:?} in\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("co_quan"), "what is the same is not shown\n{}", outcome.stdout);
}

#[test]
fn one_document_alone_and_the_same_year_twice() {
    let world = two_years();
    let one = world.run(&["compare", "2020", "2021", "--van-ban", "ke-hoach"]);
    assert!(one.stdout.starts_with("\nVăn bản ke-hoach: ") && !one.stdout.contains("bao-cao"), "{}", one.stdout);
    let same = world.run(&["so-sanh", "2020", "2020"]);
    assert!(same.stdout.starts_with("Hồ sơ năm 2020 so với năm 2020: 0 chỗ khác\n"), "{}", same.stdout);
    assert_eq!(same.stdout.matches("không khác").count(), 8, "{}", same.stdout);
}

#[test]
fn machines_get_the_same_as_json_and_a_year_that_is_not_there_is_said() {
    let world = two_years();
    let outcome = world.run(&["so-sanh", "2020", "2021", "--json"]);
    let read: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(read["van_ban"].as_array().unwrap().len(), 8);
    let due = read["ho_so"].as_array().unwrap().iter().find(|change| change["khoa"] == "nhiem_vu.cd-01.han").unwrap();
    assert_eq!((&due["nam_truoc"], &due["nam_sau"]), (&"28/02/2020".into(), &"26/02/2021".into()));
    let missing = world.run(&["so-sanh", "2020", "2024"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("không có hồ sơ năm 2024"), "{}", missing.stderr);
}
