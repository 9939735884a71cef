//! What is done after issuing: recall, replacement, correction, cancelled numbers, signed files.

use thidua::archive::entry::State;

use super::*;

fn three() -> Workspace {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    issued(&world, "bao-cao-quy-1", "20/03/2020");
    issued(&world, "cong-van-don-doc", "20/11/2020");
    world
}

#[test]
fn a_recalled_document_is_kept_and_its_number_is_not_given_again() {
    let world = three();
    let outcome = world.run(&["thu-hoi", "03/STC-VP", "--ly-do", "gửi nhầm nơi nhận"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(world.run(&["so"]).stdout.contains("Thu hồi: gửi nhầm nơi nhận"));
    assert_eq!(world.run(&["thu-hoi", "03/STC-VP", "--ly-do", "lần nữa"]).code, 2);
    issued(&world, "bao-cao-nam", "25/12/2020");
    assert_eq!(entries(world.root())["bao-cao-nam"].number, 4);
    assert_eq!(whole(world.root()).files, 8);
}

#[test]
fn a_replaced_document_and_the_new_one_name_each_other() {
    let world = three();
    let outcome = world.run(&["thay-the", "01/KH-STC", "--bang", "02/BC-STC", "--ly-do", "sai chỉ tiêu"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let shown = world.run(&["so"]).stdout;
    assert!(shown.contains("được thay thế bởi 02/BC-STC") && shown.contains("thay thế 01/KH-STC"), "{shown}");
    whole(world.root());
    let back = world.run(&["thay-the", "02/BC-STC", "--bang", "01/KH-STC", "--ly-do", "ngược"]);
    assert_eq!(back.code, 2, "{}", back.stdout);
}

#[test]
fn only_a_letter_corrects() {
    let world = three();
    let refused = world.run(&["dinh-chinh", "01/KH-STC", "--bang", "02/BC-STC", "--ly-do", "sai ký hiệu"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("không phải công văn"), "{}", refused.stderr);
    let outcome = world.run(&["dinh-chinh", "01/KH-STC", "--bang", "03/STC-VP", "--ly-do", "sai ký hiệu"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(world.run(&["so"]).stdout.contains("được đính chính bởi 03/STC-VP"));
    whole(world.root());
}

#[test]
fn a_cancelled_number_stays_in_the_register_with_its_reason() {
    let world = three();
    let outcome = world.run(&["huy-so", "04/TB-STC", "--ly-do", "văn bản không ban hành"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(world.run(&["so"]).stdout.contains("Hủy số: văn bản không ban hành"));
    issued(&world, "bao-cao-nam", "25/12/2020");
    assert_eq!(entries(world.root())["bao-cao-nam"].number, 5);
    let taken = world.run(&["huy-so", "05/BC-STC", "--ly-do", "nhầm"]);
    assert_eq!(taken.code, 2);
    assert!(taken.stderr.contains("đã cấp cho 05/BC-STC"), "{}", taken.stderr);
    whole(world.root());
}

#[test]
fn a_number_of_a_secret_series_or_of_a_unit_is_cancelled_where_it_belongs() {
    let world = three();
    let cancel = |number: &str, series: &str| {
        world.run(&["huy-so", number, "--nam", "2020", "--day-so", series, "--ly-do", "không ban hành"])
    };
    for (number, series) in [("01/BC-STC", "mat"), ("01/TB-VP", "van-phong.chung")] {
        let outcome = cancel(number, series);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let kept = &entries(world.root())[number];
        assert_eq!((kept.series.name.as_str(), kept.state), (series, State::Cancelled));
    }
    let wrong = cancel("02/BC-STC", "matt");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("cơ quan không có dãy số “matt”\n  gợi ý: có phải là “mat”?"), "{}", wrong.stderr);
    assert!(!world.run(&["so"]).stdout.contains("01/BC-STC"), "a secret number is not shown with the others");
    whole(world.root());
}

#[test]
fn a_document_that_is_not_in_the_register_is_said_not_to_be() {
    let world = three();
    let outcome = world.run(&["thu-hoi", "99/KH-STC", "--ly-do", "nhầm"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("trong sổ không có văn bản “99/KH-STC”"), "{}", outcome.stderr);
}

#[test]
fn a_signed_scan_lies_beside_the_word_file_and_is_taken_once() {
    let world = three().with("quet.pdf", b"%PDF-1.7 minh hoa").with("gia.pdf", b"GIF89a");
    let outcome = world.run(&["luu", "nhan", "01/KH-STC", "quet.pdf"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(world.read("output/2020/phat-hanh/01-KH-STC.pdf"), b"%PDF-1.7 minh hoa");
    assert_eq!(world.run(&["luu", "nhan", "01/KH-STC", "quet.pdf"]).code, 2, "the same file again");
    let wrong = world.run(&["luu", "nhan", "01/KH-STC", "gia.pdf"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("không phải là tệp PDF"), "{}", wrong.stderr);
    assert_eq!(whole(world.root()).files, 7);
}

/// A year in which the plan is issued, with a record of the letter that corrects it.
fn corrected() -> Workspace {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    let told = ["dinh-chinh", "01/KH-STC", "--soan", "dinh-chinh-kh", "--ly-do", "lỗi đánh máy"];
    let mistakes = [
        "--tai",
        "mục II",
        "--sai",
        "quý VI: 05%",
        "--dung",
        "quý IV: 05%",
        "--sai",
        "Ninh Thuân",
        "--dung",
        "Ninh Thuận",
    ];
    let outcome = world.run(&[&told[..], &mistakes].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains("đã viết data/2020/van-ban/dinh-chinh-kh.yaml, đính chính Kế hoạch 01/KH-STC"),
        "{}",
        outcome.stdout
    );
    world
}

#[test]
fn the_letter_that_corrects_says_what_was_printed_where_and_what_is_right() {
    let world = corrected();
    let outcome = world.run(&["lap", "--van-ban", "dinh-chinh-kh"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let text = DocxView::read(&world.read("output/2020/dinh-chinh-kh.docx"))
        .unwrap()
        .text()
        .replace('\u{a0}', " ")
        .replace('\u{2011}', "-");
    for wanted in [
        "V/v đính chính Kế hoạch số 01/KH-STC",
        "Ngày 20 tháng 02 năm 2020, Sở Tài chính ban hành Kế hoạch số 01/KH-STC phát động phong trào",
        "có sai sót về thể thức, kỹ thuật trình bày: lỗi đánh máy.",
        "Căn cứ khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        "Tại mục II: đã in là “quý VI: 05%”, nay sửa lại là “quý IV: 05%”.",
        "Đã in là “Ninh Thuân”, nay sửa lại là “Ninh Thuận”.",
        "Các nội dung khác của Kế hoạch số 01/KH-STC không thay đổi.",
        "Sở Nội vụ",
        "Hồ Trọng Luật",
        "biết, thực hiện./.",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
}

#[test]
fn issuing_the_letter_that_corrects_ties_both_in_the_same_step() {
    let world = corrected();
    issued(&world, "dinh-chinh-kh", "25/02/2020");
    let shown = world.run(&["so"]).stdout;
    assert!(shown.contains("được đính chính bởi 02/STC-VP") && shown.contains("đính chính 01/KH-STC"), "{shown}");
    let done = whole(world.root());
    assert_eq!((done.documents, done.lines), (2, 3));
    assert_eq!(world.run(&["luu", "dung-lai", "02/STC-VP"]).code, 0);
}

#[test]
fn a_document_that_was_recalled_since_is_not_corrected_and_no_number_is_taken() {
    let world = corrected();
    assert_eq!(world.run(&["thu-hoi", "01/KH-STC", "--ly-do", "nhầm"]).code, 0);
    for more in [&["--thu"][..], &[]] {
        let outcome = world.run(&[&["phat-hanh", "dinh-chinh-kh", "--ngay", "25/02/2020"][..], more].concat());
        assert_eq!(outcome.code, 2);
        assert!(
            outcome.stderr.contains("văn bản số 01/KH-STC đã thu hồi, không đính chính được"),
            "{}",
            outcome.stderr
        );
    }
    assert_eq!(whole(world.root()).documents, 1);
}

#[test]
fn what_is_wrong_and_what_is_right_come_in_pairs_and_a_record_is_not_written_over() {
    let world = corrected();
    let run = |more: &[&str]| {
        let told = ["dinh-chinh", "01/KH-STC", "--ly-do", "lỗi đánh máy", "--soan"];
        world.run(&[&told[..], more].concat())
    };
    for (more, said) in [
        (&["lan-hai"][..], "chưa ghi chỗ sai"),
        (&["lan-hai", "--sai", "a"], "--sai và --dung không đi từng cặp"),
        (&["dinh-chinh-kh", "--sai", "a", "--dung", "b"], "năm 2020 đã có văn bản mã “dinh-chinh-kh”"),
        (&["../lan-hai", "--sai", "a", "--dung", "b"], "không dùng làm tên tệp được"),
    ] {
        let outcome = run(more);
        assert_eq!(outcome.code, 2, "{more:?}");
        assert!(outcome.stderr.contains(said) && outcome.stderr.contains("gợi ý"), "{}", outcome.stderr);
    }
}

#[test]
fn a_document_that_replaces_another_is_copied_from_its_record_and_tied_when_it_is_issued() {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    let outcome = world.run(&["thay-the", "01/KH-STC", "--soan", "ke-hoach-moi", "--ly-do", "sai chỉ tiêu"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    issued(&world, "ke-hoach-moi", "01/03/2020");
    let all = entries(world.root());
    assert_eq!(all["ke-hoach-moi"].number, 2);
    assert!(world.run(&["so"]).stdout.contains("được thay thế bởi 02/KH-STC"));
    whole(world.root());
}

#[test]
fn a_record_that_corrects_must_be_a_letter_and_cannot_also_replace() {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    let world = world.edited("data/2020/van-ban/bao-cao-nam.yaml", "so:\n", "dinh_chinh: 01/KH-STC\nso:\n");
    let outcome = issue(&world, "bao-cao-nam", "25/12/2020");
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("ghi `dinh_chinh` mà không phải là công văn"), "{}", outcome.stderr);
    let world = world.edited("data/2020/van-ban/bao-cao-nam.yaml", "so:\n", "thay_the: 01/KH-STC\nso:\n");
    let outcome = issue(&world, "bao-cao-nam", "25/12/2020");
    assert!(outcome.code == 1 && outcome.stderr.contains("cả `dinh_chinh` lẫn `thay_the`"), "{}", outcome.stderr);
}

#[test]
fn a_ground_that_was_recalled_is_warned_of() {
    let world = three();
    assert_eq!(world.run(&["thu-hoi", "01/KH-STC", "--ly-do", "nhầm"]).code, 0);
    let law = "loai: phap_ly\ndanh_sach:\n  - ma: kh-01\n    ten_loai: Kế hoạch\n    so_ky_hieu: 01/KH-STC\n    ngay: 20/02/2020\n    co_quan: Sở Tài chính\n    trich_yeu: phát động phong trào thi đua\n";
    let world = world.with("data/2020/phap-ly-rieng.yaml", law);
    let world = world.edited("data/2020/van-ban/bao-cao-nam.yaml", "so:\n", "can_cu: [kh-01]\nso:\n");
    let outcome = issue(&world, "bao-cao-nam", "25/12/2020");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("căn cứ Kế hoạch 01/KH-STC đã thu hồi"), "{}", outcome.stderr);
}

/// A year in which one document of each form is issued, none of which says who drafted it.
fn forms() -> Workspace {
    let world = Workspace::shipped().edited(
        "data/2020/van-ban/quyet-dinh-khen-thuong.yaml",
        "don_vi_soan_thao: van-phong\n",
        "",
    );
    issued(&world, "ke-hoach", "20/02/2020");
    issued(&world, "cong-van-don-doc", "20/11/2020");
    issued(&world, "quyet-dinh-khen-thuong", "25/12/2020");
    let outside =
        ["so", "them", "--loai", "TB", "--trich-yeu", "Kết luận", "--ngay", "26/12/2020", "--nguoi-ky", "Ai Đó"];
    let outcome = world.run(&[&outside[..], &["--noi-nhan", "Các phòng", "--luu", "VT"]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    world
}

#[test]
fn what_soan_writes_builds_at_once_whatever_is_corrected_recalled_amended_or_replaced() {
    let world = forms();
    let numbers = ["01/KH-STC", "02/STC-VP", "03/QĐ-STC", "04/TB-STC"];
    for (at, number) in numbers.into_iter().enumerate() {
        let run = |told: &[&str], id: &str| {
            let outcome = world.run(&[told, &["--soan", id, "--ly-do", "nhầm lẫn"]].concat());
            assert_eq!(outcome.code, 0, "{told:?} {}", outcome.stderr);
        };
        run(&["dinh-chinh", number, "--sai", "quý VI", "--dung", "quý IV"], &format!("dc-{at}"));
        run(&["sua-doi", number, "--tai", "mục II", "--moi", "Nội dung mới"], &format!("sd-{at}"));
        run(&["thu-hoi", number], &format!("th-{at}"));
        if number != "04/TB-STC" {
            run(&["thay-the", number], &format!("tt-{at}"));
        }
        let outcome = world.run(&["lap"]);
        assert_eq!(outcome.code, 0, "{number}: {}", outcome.stderr);
    }
    let text = |id: &str| {
        let text = DocxView::read(&world.read(&format!("output/2020/{id}.docx"))).unwrap().text();
        text.replace('\u{a0}', " ").replace('\u{2011}', "-")
    };
    assert!(text("th-0").contains("thông báo thu hồi văn bản nêu trên, lý do: nhầm lẫn."), "{}", text("th-0"));
    let amended = text("sd-2");
    assert!(
        amended.contains("Điều 1. Sửa đổi, bổ sung Quyết định số 03/QĐ-STC ngày 25 tháng 12 năm 2020"),
        "{amended}"
    );
    assert!(amended.contains("Mục II được sửa đổi, bổ sung như sau: “Nội dung mới”."), "{amended}");
    let replaced = "Kế hoạch này thay thế Kế hoạch số 01/KH-STC ngày 20 tháng 02 năm 2020 của Sở Tài chính./.";
    assert!(text("tt-0").contains(replaced), "{}", text("tt-0"));
}

#[test]
fn the_four_relations_are_tied_in_the_step_that_issues_and_tell_both_ways() {
    let world = forms();
    let soan = |told: &[&str]| assert_eq!(world.run(&[told, &["--ly-do", "nhầm"]].concat()).code, 0, "{told:?}");
    soan(&["sua-doi", "03/QĐ-STC", "--soan", "sua-doi-qd", "--tai", "Điều 2", "--moi", "Nội dung mới"]);
    soan(&["thu-hoi", "01/KH-STC", "--soan", "thu-hoi-kh"]);
    issued(&world, "sua-doi-qd", "28/12/2020");
    issued(&world, "thu-hoi-kh", "29/12/2020");
    let all = entries(world.root());
    assert_eq!((all["quyet-dinh-khen-thuong"].state, all["ke-hoach"].state), (State::Issued, State::Recalled));
    let shown = world.run(&["so"]).stdout;
    for wanted in [
        "được sửa đổi, bổ sung bởi 05/QĐ-STC",
        "sửa đổi, bổ sung 03/QĐ-STC",
        "bị thu hồi bởi 06/TB-STC",
        "thu hồi 01/KH-STC",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    whole(world.root());
    for number in ["05/QĐ-STC", "06/TB-STC"] {
        assert_eq!(world.run(&["luu", "dung-lai", number]).code, 0, "{number}");
    }
    let twice = world.run(&["thu-hoi", "01/KH-STC", "--bang", "04/TB-STC", "--ly-do", "lần nữa"]);
    assert!(twice.code == 2 && twice.stderr.contains("đã thu hồi"), "{}", twice.stderr);
    let empty = world.run(&["sua-doi", "03/QĐ-STC", "--soan", "x", "--ly-do", "y"]);
    assert!(empty.code == 2 && empty.stderr.contains("chưa ghi nội dung sửa đổi"), "{}", empty.stderr);
}
