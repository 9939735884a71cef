//! What changes in the course of a year: reports as of a day know what was so on that day.

use thidua::docx::view::DocxView;

use super::workspace::Workspace;

/// The shipped year with deadlines moved, a task given up, two units in charge, a unit renamed and another merged.
fn year_of_changes() -> Workspace {
    let units = "data/2020/don-vi.yaml";
    Workspace::shipped()
        .edited(
            "data/2020/nhiem-vu/4-bo-may.yaml",
            "    han: 15/8/2020\n",
            "    han: 15/8/2020\n    gia_han:\n      - ngay: 20/8/2020\n        han: 30/11/2020\n        van_ban: Công văn số 90/STC-VP\n        ly_do: Chờ ý kiến của Sở Nội vụ\n",
        )
        .edited(
            "data/2020/nhiem-vu/7-hien-dai-hoa.yaml",
            "    don_vi: phong-gia-cong-san\n    phoi_hop: [phong-hcsn]\n",
            "    don_vi: [phong-gia-cong-san, phong-hcsn]\n",
        )
        .edited(
            units,
            "    viet_tat: QLGCS\n",
            "    viet_tat: QLGCS\n    doi_ten:\n      - tu: 01/7/2020\n        ten: Phòng Giá và tài sản công\n        viet_tat: GTSC\n",
        )
        .edited(units, "    viet_tat: TCDN\n", "    viet_tat: TCDN\n    sap_nhap: {tu: 01/8/2020, vao: phong-dau-tu}\n")
}

fn text(world: &Workspace, id: &str) -> String {
    let outcome = world.run(&["lap", "2020", "--van-ban", id]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let bytes = world.read(&format!("output/2020/{id}.docx"));
    DocxView::read(&bytes).unwrap().text().replace('\u{a0}', " ").replace('\u{2011}', "-")
}

fn says(text: &str, wanted: &[&str], unwanted: &[&str]) {
    for said in wanted {
        assert!(text.contains(said), "no “{said}” in\n{text}");
    }
    for said in unwanted {
        assert!(!text.contains(said), "“{said}” in\n{text}");
    }
}

#[test]
fn a_report_of_an_earlier_day_is_the_same_whatever_was_decided_later() {
    let (before, after) = (Workspace::shipped(), year_of_changes());
    // Two units in charge are no later decision.
    let after = after.edited(
        "data/2020/nhiem-vu/7-hien-dai-hoa.yaml",
        "    don_vi: [phong-gia-cong-san, phong-hcsn]\n",
        "    don_vi: phong-gia-cong-san\n    phoi_hop: [phong-hcsn]\n",
    );
    for id in ["ke-hoach", "bao-cao-quy-1", "bao-cao-6-thang"] {
        let paths = |world: &Workspace| {
            text(world, id);
            world.read(&format!("output/2020/{id}.docx"))
        };
        if id == "ke-hoach" {
            assert_eq!(text(&before, id), text(&after, id));
        } else {
            assert!(paths(&before) == paths(&after), "{id} has changed");
        }
    }
}

#[test]
fn reports_go_by_the_deadline_in_force_and_the_names_of_their_day() {
    let world = year_of_changes();
    let half = text(&world, "bao-cao-6-thang");
    says(
        &half,
        &["Phòng Quản lý giá và công sản", "Phòng Tài chính doanh nghiệp", "do nhiều đơn vị cùng chủ trì"],
        &["gia hạn", "Phòng Giá và tài sản công"],
    );
    let later = text(&world, "bao-cao-9-thang");
    says(
        &later,
        &[
            "hạn giao ban đầu 15/08/2020, gia hạn đến 30/11/2020 theo Công văn số 90/STC-VP (chờ ý kiến của Sở Nội vụ)",
            "30/11/2020 (gia hạn từ 15/08/2020)",
            "Phòng Giá và tài sản công, Phòng Tài chính hành chính sự nghiệp",
        ],
        &["Phòng Quản lý giá và công sản", "Phòng Tài chính doanh nghiệp"],
    );
    let letter = text(&world, "cong-van-don-doc");
    says(&letter, &[], &["quy định chức năng, nhiệm vụ, cơ cấu tổ chức của Sở\n15/08/2020"]);
}

#[test]
fn a_task_given_up_leaves_the_totals_and_is_told_apart() {
    let world = year_of_changes().edited(
        "data/2020/nhiem-vu/4-bo-may.yaml",
        "    han: 30/4/2020\n",
        "    han: 30/4/2020\n    thoi_thuc_hien:\n      ngay: 20/4/2020\n      van_ban: Thông báo số 07/TB-STC\n      ly_do: Đã có quy chế chung\n",
    );
    let refused = world.run(&["lap", "2020"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("DL35: tiến độ ngày 28/04/2020 khi đã thôi thực hiện từ 20/04/2020"),
        "{}",
        refused.stderr
    );
    let world = world.edited(
        "data/2020/nhiem-vu/4-bo-may.yaml",
        "      - ngay: 28/4/2020\n        phan_tram: 100\n        ket_qua: Đã ban hành Quy chế làm việc sửa đổi, bổ sung của Sở\n",
        "",
    );
    says(&text(&world, "bao-cao-quy-1"), &[], &["Thôi thực hiện", "thôi thực hiện"]);
    says(
        &text(&world, "bao-cao-6-thang"),
        &[
            "không tính vào tổng số nhiệm vụ nêu trên",
            "thôi thực hiện từ ngày 20/04/2020 theo Thông báo số 07/TB-STC (đã có quy chế chung)",
            "Thôi thực hiện từ 20/04/2020",
        ],
        &[],
    );
}

#[test]
fn a_document_bears_the_posts_names_and_symbols_of_its_day() {
    let make = |date: &str| {
        let world = Workspace::minimal()
            .edited("data/2020/don-vi.yaml", "    viet_tat: VP\n", "    viet_tat: VP\n    doi_ten: [{tu: 01/7/2020, ten: Văn phòng mới, viet_tat: VPM}]\n")
            .edited("data/2020/nguoi.yaml", "    chuc_vu: Giám đốc\n", "    chuc_vu: Giám đốc\n    thay_doi: [{tu: 01/7/2020, chuc_vu: Quyền Giám đốc}]\n")
            .with(
                "data/2020/van-ban/to.yaml",
                format!("loai: van_ban\nma: to\nten_loai: thong_bao\nmau: to.tera\ntrich_yeu: Về việc họp\nngay: {date}\ndon_vi_ban_hanh: van-phong\nnguoi_ky:\n  nguoi: an\nnoi_nhan: [Các phòng]\nluu: [VT]\n"),
            )
            .with("templates/to.tera", "{{ don_vi.van_phong.ten }} do {{ nguoi.an.chuc_vu }} điều hành.\n");
        text(&world, "to")
    };
    says(
        &make("30/6/2020"),
        &["VĂN PHÒNG SỞ", "TB-VP", "GIÁM ĐỐC", "Văn phòng Sở do Giám đốc điều hành"],
        &["VPM", "QUYỀN"],
    );
    says(
        &make("01/7/2020"),
        &["VĂN PHÒNG MỚI", "TB-VPM", "QUYỀN GIÁM ĐỐC", "Văn phòng mới do Quyền Giám đốc điều hành"],
        &["VĂN PHÒNG SỞ"],
    );
}
