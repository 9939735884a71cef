//! Documents of several agencies: numbers, register, metadata, copies, amendments, the next year.

use super::*;

/// A year with the joint plan of two agencies and the agreement of three sides.
fn world() -> Workspace {
    let world = Workspace::minimal().without("data/2020/van-ban");
    let copy = |world: Workspace, from: &str, name: &str| {
        let record = std::fs::read_to_string(fixture(&format!("made/{from}"))).unwrap();
        world.with(&format!("data/2020/van-ban/{name}.yaml"), record)
    };
    let world = copy(world, "lien-tich/data/2020/van-ban/hai-so.yaml", "hai-so");
    let world = copy(world, "lien-tich/data/2020/van-ban/ben-kia-chu-tri.yaml", "ben-kia");
    copy(world, "cac-loai/data/2020/van-ban/ban-thoa-thuan.yaml", "thoa-thuan")
}

#[test]
fn a_joint_plan_takes_its_number_here_and_the_register_names_who_issued_it_too() {
    let world = world();
    issued(&world, "lien-tich-hai-so", "10/02/2020");
    issued(&world, "loai-ban-thoa-thuan", "11/02/2020");
    let entries = entries(world.root());
    let plan = &entries["lien-tich-hai-so"];
    assert_eq!((plan.printed().as_str(), plan.signer.name.as_str()), ("01/KH-STC-SNV", "Nguyễn Văn An"));
    assert_eq!(plan.remarks, ["Ban hành cùng Sở Nội vụ (Phạm Văn Thí Dụ)"]);
    let agreement = &entries["loai-ban-thoa-thuan"];
    assert_eq!(agreement.printed(), "02/BTT-STC-SNV-BQLDA");
    assert_eq!(agreement.signer.post, "GIÁM ĐỐC", "the side is no part of the post");
    assert_eq!(agreement.remarks[0], "Ký với Sở Nội vụ (Phạm Văn Thí Dụ)");
    let xml = String::from_utf8(world.read("output/2020/phat-hanh/01-KH-STC-SNV.xml")).unwrap();
    assert!(xml.contains("<Description>Ban hành cùng Sở Nội vụ (Phạm Văn Thí Dụ)</Description>"), "{xml}");
    assert!(xml.contains("<FullName>Nguyễn Văn An</FullName>"), "{xml}");
    let found = world.run(&["so", "2020", "--tim", "Sở Nội vụ"]);
    assert!(found.stdout.contains("01/KH-STC-SNV"), "{}{}", found.stdout, found.stderr);
    assert_eq!(world.run(&["luu", "dung-lai", "01/KH-STC-SNV"]).code, 0);
    whole(world.root());
}

#[test]
fn a_number_that_another_agency_gives_is_not_given_here() {
    let world = world();
    for more in [&["--thu"][..], &[]] {
        let outcome = world.run(&[&["phat-hanh", "lien-tich-ben-kia-chu-tri"], more].concat());
        assert_eq!(outcome.code, 1);
        assert!(
            outcome.stderr.contains("do Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Ninh Thuận cấp"),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.contains("gợi ý: gửi dự thảo cho bên chủ trì"), "{}", outcome.stderr);
    }
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 0, "{} its page is made with the number that was given elsewhere", outcome.stderr);
}

#[test]
fn a_joint_document_is_copied_whole_and_in_part() {
    let world = world();
    issued(&world, "loai-ban-thoa-thuan", "11/02/2020");
    let signed = ["--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ", "--ngay", "12/02/2020"];
    let whole_copy = world.run(&[&["sao-y", "01/BTT-STC-SNV-BQLDA"], &signed[..]].concat());
    assert_eq!(whole_copy.code, 0, "{}", whole_copy.stderr);
    let part = world.run(&[&["trich-sao", "01/BTT-STC-SNV-BQLDA", "--phan", "Điều 1"], &signed[..]].concat());
    assert_eq!(part.code, 0, "{}", part.stderr);
    let text = DocxView::read(&world.read("output/2020/phat-hanh/02-TrS-STC.docx")).unwrap().text();
    for line in ["ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN C", "SỞ NỘI VỤ"] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.replace('\u{a0}', " ").contains("Điều 2."), "{text}");
    whole(world.root());
}

#[test]
fn an_amendment_of_a_joint_plan_is_issued_by_the_same_agencies() {
    let world = world();
    issued(&world, "lien-tich-hai-so", "10/02/2020");
    let soan = ["--soan", "sua-kh", "--tai", "mục 1", "--moi", "03 lớp", "--ly-do", "thêm người"];
    let written = world.run(&[&["sua-doi", "01/KH-STC-SNV"], &soan[..]].concat());
    assert_eq!(written.code, 0, "{}", written.stderr);
    let record = String::from_utf8(world.read("data/2020/van-ban/sua-kh.yaml")).unwrap();
    assert!(record.contains("cac_ben:\n  - co_quan: Sở Nội vụ\n"), "{record}");
    assert!(record.contains("co_quan: \"Sở Tài chính và Sở Nội vụ\""), "{record}");
    issued(&world, "sua-kh", "01/03/2020");
    assert_eq!(entries(world.root())["sua-kh"].symbol, "KH-STC-SNV");
}

#[test]
fn the_next_year_keeps_the_agencies_and_asks_who_signs_for_them() {
    let world = world();
    assert!(world.run(&["nam-moi", "2021"]).code < 2);
    let record = String::from_utf8(world.read("data/2021/van-ban/hai-so.yaml")).unwrap();
    assert!(record.contains("co_quan: Sở Nội vụ") && record.contains("viet_tat: SNV"), "{record}");
    assert!(record.contains("?? họ tên người ký của bên này năm 2021, trước đây ghi Phạm Văn Thí Dụ ??"), "{record}");
}

#[test]
fn an_introduction_is_in_the_register_by_what_it_is_about_though_it_prints_no_subject() {
    let record = std::fs::read_to_string(fixture("made/cac-loai/data/2020/van-ban/giay-gioi-thieu.yaml")).unwrap();
    let world = Workspace::minimal().with("data/2020/van-ban/gioi-thieu.yaml", record);
    issued(&world, "loai-giay-gioi-thieu", "10/02/2020");
    let entry = &entries(world.root())["loai-giay-gioi-thieu"];
    assert_eq!(entry.subject, "Cử ông Lê Văn Cường đến Kho bạc Nhà nước đối chiếu số liệu");
    let page = DocxView::read(&world.read("output/2020/phat-hanh/01-GGT-STC.docx")).unwrap().text();
    assert!(!page.contains("Cử ông"), "{page}");
    whole(world.root());
}
