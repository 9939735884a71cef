//! A finished file is read as a stranger would, and is not to be fooled.

use thidua::archive::readback::{Making, Mark, Page};
use thidua::document::Document;
use thidua::ooxml::write::Repack;
use thidua::pipeline::issued::{Force, Issued, Standing};
use thidua::pipeline::stamped::Desk;

use super::*;

const DAY: &str = "Ninh\u{a0}Thuận, ngày\u{a0}01\u{a0}tháng\u{a0}3\u{a0}năm\u{a0}2020";

/// A document with number 1 and the first of March, and its file.
fn made(world: &Workspace, id: &str) -> (Document, Vec<u8>) {
    let desk = Desk::open(world.root(), &[], None).unwrap();
    let (date, printed, force) = (at(2020, 3, 1).date(), String::new(), Force::Held);
    let standing = Standing { number: 1, date, printed, secret: false, force };
    let (page, report) = desk.make(id, &Issued::from([(id.to_owned(), standing)])).unwrap();
    let mut page = page.unwrap_or_else(|| panic!("{}", text::render(&report, &desk.sources, false)));
    (page.document, page.files.remove(0).bytes)
}

/// What is found in the file when some of its XML is other.
fn seen((document, bytes): &(Document, Vec<u8>), pairs: &[(&str, &str)], making: Making) -> Vec<String> {
    let mut package = Repack::open(bytes).unwrap();
    let mut body = package.text("word/document.xml").unwrap().unwrap().clone();
    for (from, to) in pairs {
        assert!(body.contains(from), "{from} is not in {body}");
        body = body.replace(from, to);
    }
    package.put("word/document.xml", body);
    let page = Page::read(&package.finish().unwrap()).unwrap();
    let mark = Mark { number: 1, symbol: &document.head.number.symbol, date: at(2020, 3, 1).date(), dated: true };
    page.compare(&mark, document, making).into_iter().map(|found| found.message).collect()
}

const ALL: [Making; 3] = [Making::LaidOut, Making::Filled, Making::ByHand];

#[test]
fn a_page_as_it_was_made_is_right_in_every_way_of_looking() {
    let made = made(&notices(1), "vb-1");
    for making in ALL {
        assert_eq!(seen(&made, &[], making), Vec::<String>::new(), "{making:?}");
    }
}

#[test]
fn another_day_in_the_head_is_found_although_the_right_one_stands_in_the_text() {
    let made = made(&notices(1), "vb-1");
    let right = "Văn phòng Sở họp tại Ninh Thuận, ngày 01 tháng 3 năm 2020";
    let pairs = [(DAY, "Ninh Thuận, ngày 02 tháng 3 năm 2020"), ("Văn phòng Sở thông báo", right)];
    let wanted =
        "ngày trên tệp là “Ninh Thuận, ngày 02 tháng 3 năm 2020”, phải là “Ninh Thuận, ngày 01 tháng 3 năm 2020”";
    for making in ALL {
        assert!(seen(&made, &pairs, making).contains(&wanted.to_owned()), "{making:?}");
    }
}

#[test]
fn a_number_that_stands_only_in_an_annex_or_below_is_not_the_one_of_the_page() {
    let made = made(&notices(1), "vb-1");
    let below = [("Số: 01/TB-STC", "Số: …"), ("- Các phòng thuộc Sở;", "Số: 01/TB-STC")];
    let annex = [
        ("Số: 01/TB-STC", "…"),
        ("Văn phòng Sở thông báo để các phòng biết, thực hiện./.", "Phụ lục</w:t><w:br/><w:t>Số: 01/TB-STC"),
    ];
    let said = "phải là “Số: 01/TB-STC”";
    for making in ALL {
        assert!(seen(&made, &below, making).iter().any(|found| found.contains(said)), "{making:?}");
        assert!(seen(&made, &annex, making).iter().any(|found| found.contains(said)), "{making:?}");
    }
}

#[test]
fn a_date_in_several_runs_and_a_number_in_several_runs_are_read_as_one() {
    let made = made(&notices(1), "vb-1");
    let split = DAY.replace("01\u{a0}", "0</w:t></w:r><w:r><w:t xml:space=\"preserve\">1 ");
    let pairs = [(DAY, split.as_str()), ("Số: 01/TB-STC", "Số: 0</w:t></w:r><w:r><w:t>1/TB-STC")];
    for making in ALL {
        assert_eq!(seen(&made, &pairs, making), Vec::<String>::new(), "{making:?}");
    }
}

#[test]
fn a_letter_whose_subject_ends_with_a_date_is_still_dated_by_its_own_line() {
    let subject = "trả lời thư tại Hà Nội, ngày 05 tháng 6 năm 2019";
    let world = notices(1).edited("data/2020/van-ban/vb-1.yaml", "Kết luận cuộc họp thứ 1", subject);
    let letter = "ten_loai: cong_van\ndon_vi_soan_thao: van-phong\nkinh_gui: [UBND tỉnh Ninh Thuận]";
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "ten_loai: thong_bao", letter);
    let made = made(&world, "vb-1");
    for making in ALL {
        assert_eq!(seen(&made, &[], making), Vec::<String>::new(), "{making:?}");
    }
}

#[test]
fn a_missing_signer_is_found_although_the_name_stands_in_the_text() {
    let made = made(&notices(1), "vb-1");
    let pairs = [("Nguyễn Văn An", "…"), ("Văn phòng Sở thông báo", "Ông Nguyễn Văn An thông báo")];
    for making in ALL {
        let found = seen(&made, &pairs, making);
        assert!(found.iter().any(|found| found.contains("họ tên người ký “Nguyễn Văn An”")), "{making:?}: {found:?}");
    }
}

#[test]
fn a_lost_recipient_and_a_lost_paragraph_are_found_in_what_was_generated() {
    let made = made(&notices(1), "vb-1");
    let found = seen(&made, &[("- Các phòng thuộc Sở;", "…")], Making::LaidOut);
    assert_eq!(found, ["tệp thiếu nơi nhận “- Các phòng thuộc Sở;”"]);
    let found = seen(&made, &[("Văn phòng Sở thông báo", "Văn phòng thông báo")], Making::LaidOut);
    assert!(found[0].starts_with("tệp thiếu đoạn"), "{found:?}");
    let found = seen(&made, &[("Kết luận cuộc họp thứ 1", "Kết luận")], Making::LaidOut);
    assert!(found[0].starts_with("tệp thiếu trích yếu"), "{found:?}");
}

#[test]
fn minutes_have_no_date_in_their_head_and_are_issued_with_both_signers() {
    let world = Workspace::minimal().overlay(&super::super::workspace::fixture("made/bien-ban"));
    let outcome = issue(&world, "bien-ban-hai-nguoi-ky", "20/12/2020");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let page = DocxView::read(&world.read("output/2020/phat-hanh/01-BB-STC.docx")).unwrap().text();
    assert!(page.contains("Số: 01/BB-STC") && !page.contains("ngày 20 tháng 12"), "{page}");
}
