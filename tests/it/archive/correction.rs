//! What is done after issuing: recall, replacement, correction, cancelled numbers, signed files.

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
