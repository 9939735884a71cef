//! What is said of a day's tasks is made once, and only where it is asked for: nobody sees it.

use thidua::pipeline::Wish;

use super::fill::package::document;
use super::workspace::{NOTICE, Workspace};

/// A template that prints the day and figures of the period.
const FIGURES: &str = "Đến {{ tinh_den | ngay }}: {{ thong_ke.hoan_thanh }}/{{ thong_ke.tong }}, trong kỳ \
                       {{ hoan_thanh_trong_ky | length }}, còn {{ viec_ky_toi | length }}.\n";

fn notice(id: &str, period: &str) -> String {
    NOTICE.replace("ma: van-ban", &format!("ma: {id}")) + period
}

#[test]
fn documents_of_one_day_and_of_other_days_and_periods_each_print_their_own_figures() {
    let period =
        |from: &str, to: &str| format!("ky_bao_cao: {{ten: kỳ, tu: {from}, den: {to}, den_ky_sau: 30/6/2020}}\n");
    let mut world = Workspace::with_paper(&notice("mot", &period("01/01/2020", "20/3/2020")), FIGURES);
    for (id, period) in [
        ("hai", period("01/01/2020", "31/3/2020")),
        ("ba", period("31/3/2020", "31/3/2020")),
        ("bon", "ngay: 31/3/2020\n".to_owned()),
        ("nam", String::new()),
    ] {
        world = world.with(&format!("data/2020/van-ban/{id}.yaml"), notice(id, &period));
    }
    let said = |id: &str, words: &str| {
        let text = world.document(id).text();
        assert!(text.contains(words), "{id}: {words} in {text}");
    };
    said("mot", "Đến 20/03/2020: 0/2, trong kỳ 0, còn 2.");
    said("hai", "Đến 31/03/2020: 1/2, trong kỳ 1, còn 1.");
    said("ba", "Đến 31/03/2020: 1/2, trong kỳ 0, còn 1.");
    said("bon", "Đến 31/03/2020: 1/2, trong kỳ 1, còn 1.");
    said("nam", "Đến 31/12/2020: 1/2, trong kỳ 1, còn 1.");
}

#[test]
fn a_list_is_there_however_its_name_comes_into_the_text() {
    let table =
        |source: &str| format!("```bang\nnguon: {source}\ncot:\n  - {{ten: Việc, gia_tri: dong.ten}}\n```\n\nHết.\n");
    let has_task = |world: Workspace, how: &str| {
        let text = world.document("van-ban").text();
        assert!(text.contains("Tập huấn nghiệp vụ"), "{how}: {text}");
    };
    has_task(Workspace::saying(&table("nhiem_vu")), "written");
    has_task(Workspace::saying(&table("{{ 'nhiem' ~ '_vu' }}")), "put together");
    let listed = "{% for v in nhiem_vu %}{{ v.ten }}; {% endfor %}\n";
    let called = Workspace::saying("{% include 'danh-sach.tera' %}\n\nHết.\n");
    has_task(called.with("templates/danh-sach.tera", listed), "in a template that is called");
    let own = format!("{NOTICE}du_lieu:\n  viec: \"{}\"\n", listed.trim_end());
    has_task(Workspace::with_paper(&own, "{{ du_lieu.viec }}\n\nHết.\n"), "in the document's own data");
    let subject = "{% for v in nhiem_vu %}{{ v.ten }}, {% endfor %}";
    let other = NOTICE.replace("ma: van-ban", "ma: khac").replace("Kết luận cuộc họp", &format!("'{subject}'"));
    let other = format!("{other}du_lieu: {{viec: Việc}}\n");
    let citing = format!("{NOTICE}du_lieu:\n  viec: \"{{{{ tai_lieu.khac.trich_yeu }}}}\"\n");
    let citing = Workspace::with_paper(&citing, "Theo {{ du_lieu.viec }} đã gửi.\n");
    let citing = citing.with("data/2020/van-ban/khac.yaml", other);
    has_task(citing, "in the subject of a document that is cited");
}

#[test]
fn a_misspelt_name_is_told_with_all_the_names_there_are() {
    let run = Workspace::saying("{{ viec_qua_hn }}\n").generate(&Wish::default()).unwrap();
    let hints: Vec<String> =
        run.report.iter().flat_map(|found| found.hints.clone()).map(|hint| format!("{hint:?}")).collect();
    assert!(hints.iter().any(|hint| hint.contains("viec_qua_han") && hint.contains("thong_ke")), "{hints:?}");
}

#[test]
fn a_word_template_has_the_lists_that_it_takes_and_one_file_for_each_task() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let listing = document(&paragraph("{% for v in nhiem_vu %}{{ v.ten }}; {% endfor %}{{ thong_ke.tong }}"));
    let paper = NOTICE.replace("mau.tera", "mau.docx");
    let world = Workspace::with_paper(&paper, "").with("templates/mau.docx", listing);
    let text = world.document("van-ban").text();
    assert!(text.contains("Tập huấn nghiệp vụ; 2"), "{text}");
    let each = document(&paragraph("{{ ten }}"));
    let world = Workspace::with_paper(&format!("{paper}danh_sach: nhiem_vu\n"), "").with("templates/mau.docx", each);
    assert_eq!(world.documents().len(), 2);
}
