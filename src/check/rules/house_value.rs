//! QD01: Cỡ chữ, lề hoặc khoảng cách khác giá trị mà cơ quan đã quy định.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::house::{Held, Measure};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::view::Section;
use crate::standard::{Range, Standard};
use crate::units::{FontSize, Length};

/// Cỡ chữ, lề hoặc khoảng cách khác giá trị mà cơ quan đã quy định.
pub static RULE: Rule = Rule {
    code: "QD01",
    name: "house-value",
    severity: Severity::Warning,
    clause: "Quy định của cơ quan (khóa kiem_tra trong tệp dữ liệu loại co_quan)",
    before_2020: false,
    page: Page {
        fault: "Cỡ chữ, lề hoặc khoảng cách khác giá trị mà cơ quan đã quy định.",
        why: "Nghị định để một khoảng giá trị; cơ quan đã chọn một giá trị trong khoảng ấy cho mọi văn bản của mình.",
        wrong: "Nội dung cỡ 13, trong khi cơ quan quy định cỡ 14.",
        right: "Nội dung cỡ 14 như cơ quan quy định.",
        cure: "Đặt lại theo giá trị mà cơ quan quy định.",
    },
    check,
};

/// What is outside the decree's range is told by the rule on it, and not once more here.
fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    const STANDARD: Standard = Standard::ND30;
    for held in paper.file.held {
        match held.measure {
            Measure::Body(size) => body_size(paper, found, held, size),
            Measure::Top(wanted) => margin(paper, found, held, ("trên", "Top"), STANDARD.top, wanted),
            Measure::Bottom(wanted) => margin(paper, found, held, ("dưới", "Bottom"), STANDARD.bottom, wanted),
            Measure::Left(wanted) => margin(paper, found, held, ("trái", "Left"), STANDARD.left, wanted),
            Measure::Right(wanted) => margin(paper, found, held, ("phải", "Right"), STANDARD.right, wanted),
            Measure::Indent(wanted) => indent(paper, found, held, wanted),
            Measure::Gap(least) => gap(paper, found, held, least),
            Measure::Line(hundredths) => line_spacing(paper, found, held, hundredths),
        }
    }
}

fn body_size(paper: &Paper<'_>, found: &mut Found<'_>, held: &Held, size: FontSize) {
    for line in body::text(paper) {
        if let Some(seen) = line.size().filter(|seen| *seen != size && Standard::ND30.body.holds(*seen)) {
            let cure = format!("Chọn nội dung, đặt cỡ chữ {size}.");
            tell(found, Where::line(line, Part::Body), held, (format!("nội dung cỡ chữ {seen}"), format!("cỡ {size}")), cure);
        }
    }
}

fn margin(paper: &Paper<'_>, found: &mut Found<'_>, held: &Held, (side, field): (&str, &str), open: Range<Length>, wanted: Length) {
    let of = |section: &Section| match held.measure {
        Measure::Top(_) => section.page.top.abs(),
        Measure::Bottom(_) => section.page.bottom.abs(),
        Measure::Left(_) => section.page.left.abs() + section.page.gutter,
        _ => section.page.right.abs(),
    };
    for (at, section) in paper.pages() {
        let seen = of(section);
        if open.holds(seen.on_ruler()) && seen.on_ruler() != wanted.on_ruler() {
            let cure = format!("Vào Layout > Margins > Custom Margins, đặt ô {field} là {wanted}.");
            tell(found, Where::section(at), held, (format!("lề {side} {seen}"), wanted.to_string()), cure);
        }
    }
}

fn indent(paper: &Paper<'_>, found: &mut Found<'_>, held: &Held, wanted: Length) {
    let near = |a: Length, b: Length| (a - b).abs() <= Length::tenth_mm(5);
    for line in body::prose(paper).filter(|line| line.paragraph.label.is_none()) {
        let seen = line.paragraph.format.first_line;
        if Standard::ND30.indents.into_iter().any(|open| near(seen, open)) && !near(seen, wanted) {
            let cure = format!("Chọn đoạn văn, vào Paragraph > Special > First line, đặt {wanted}.");
            let said = (format!("dòng đầu lùi vào {seen}"), format!("lùi vào {wanted}"));
            tell(found, Where::line(line, Part::Body), held, said, cure);
        }
    }
}

fn gap(paper: &Paper<'_>, found: &mut Found<'_>, held: &Held, least: Length) {
    for (before, line) in body::neighbours(paper) {
        let seen = body::gap(before, line);
        if seen >= Standard::ND30.gap - Length::half_pt(1) && seen < least - Length::half_pt(1) {
            let cure = format!("Chọn đoạn văn, vào Layout > Spacing, đặt Before là {}.", least.as_pt());
            let said = (format!("cách đoạn trên {}", seen.as_pt()), format!("tối thiểu {}", least.as_pt()));
            tell(found, Where::line(line, Part::Body), held, said, cure);
        }
    }
}

fn line_spacing(paper: &Paper<'_>, found: &mut Found<'_>, held: &Held, wanted: i64) {
    let shown = |hundredths: i64| format!("{},{:02}", hundredths / 100, hundredths % 100);
    for line in body::prose(paper) {
        let seen = body::line_spacing(line);
        // A line of an exact height as high as the letters is what clerks take for single.
        if body::OPEN_LINES.contains(&seen) && (seen - wanted).abs() > 5 {
            let cure = format!("Chọn nội dung, vào Paragraph > Line spacing > Multiple, đặt {}.", shown(wanted));
            let said = (format!("dòng cách dòng {}", shown(seen)), format!("{} dòng", shown(wanted)));
            tell(found, Where::line(line, Part::Body), held, said, cure);
        }
    }
}

fn tell(found: &mut Found<'_>, place: Where, held: &Held, (seen, wanted): (String, String), cure: String) {
    found.advise(place, seen, format!("{wanted} (quy định của cơ quan: {})", held.reason), cure);
}
