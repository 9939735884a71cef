//! The Word styles, by names a clerk understands: one for each role and each component of the head and foot.

use docx_rs::{
    AlignmentType, BuildXML, LineSpacing, LineSpacingType, RunFonts, SpecialIndentType, Style, StyleType, Styles,
};

use super::finish::{FinishError, finish_part};
use super::metrics::Face;
use crate::document::Role;
use crate::standard::{Sizes, Standard};
use crate::units::{FontSize, Length};

/// What the office's record fixes for every document: sizes, indent, gap and line spacing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Type sizes.
    pub sizes: Sizes,
    /// First-line indent.
    pub indent: Length,
    /// Gap before each paragraph.
    pub gap: Length,
    /// Line spacing in 240ths.
    pub line: u32,
}

/// How a style stands across the page.
#[derive(Clone, Copy)]
enum Stand {
    Left,
    Centre,
    Justified,
}

/// One style.
#[expect(clippy::struct_excessive_bools, reason = "each is one switch of a style")]
struct Look {
    id: &'static str,
    name: &'static str,
    size: FontSize,
    bold: bool,
    italic: bool,
    stand: Stand,
    first_line: bool,
    before: Length,
    after: Length,
    keep_next: bool,
    outline: Option<usize>,
    body_line: bool,
}

impl Look {
    fn new(id: &'static str, name: &'static str, size: FontSize) -> Self {
        Self {
            id,
            name,
            size,
            bold: false,
            italic: false,
            stand: Stand::Left,
            first_line: false,
            before: Length::ZERO,
            after: Length::ZERO,
            keep_next: false,
            outline: None,
            body_line: false,
        }
    }

    fn centred(id: &'static str, name: &'static str, size: FontSize) -> Self {
        Self { stand: Stand::Centre, ..Self::new(id, name, size) }
    }

    /// A paragraph of the body: justified, indented, with the gap before it.
    fn body(id: &'static str, name: &'static str, form: &Form) -> Self {
        Self {
            stand: Stand::Justified,
            first_line: true,
            before: form.gap,
            body_line: true,
            ..Self::new(id, name, form.sizes.body)
        }
    }

    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn faced(self, role: Role) -> Self {
        let face = face(role);
        Self {
            bold: matches!(face, Face::Bold | Face::BoldItalic),
            italic: matches!(face, Face::Italic | Face::BoldItalic),
            ..self
        }
    }

    fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    fn gap(self, before: i64, after: i64) -> Self {
        Self { before: Length::pt(before), after: Length::pt(after), ..self }
    }

    fn keep(self) -> Self {
        Self { keep_next: true, ..self }
    }

    fn outline(self, level: usize) -> Self {
        Self { outline: Some(level), keep_next: true, ..self }
    }
}

/// Ids of the styles that no role names.
pub mod id {
    /// Quốc hiệu.
    pub const NATIONAL_TITLE: &str = "QuocHieu";
    /// Tiêu ngữ.
    pub const MOTTO: &str = "TieuNgu";
    /// Cơ quan chủ quản.
    pub const SUPERIOR: &str = "CoQuanChuQuan";
    /// Cơ quan ban hành.
    pub const ISSUER: &str = "CoQuanBanHanh";
    /// Số, ký hiệu.
    pub const NUMBER: &str = "SoKyHieu";
    /// Địa danh, ngày tháng.
    pub const PLACE_DATE: &str = "DiaDanhNgayThang";
    /// V/v.
    pub const LETTER_SUBJECT: &str = "TrichYeuCongVan";
    /// KHẨN, LƯU HÀNH NỘI BỘ.
    pub const STAMP: &str = "DauChiDan";
    /// Tên loại.
    pub const KIND: &str = "TenLoai";
    /// Trích yếu.
    pub const SUBJECT: &str = "TrichYeu";
    /// Kính gửi.
    pub const ADDRESSEES: &str = "KinhGui";
    /// Quyền hạn, chức vụ.
    pub const SIGNER_TITLE: &str = "QuyenHanChucVu";
    /// Họ tên người ký.
    pub const SIGNER_NAME: &str = "HoTenNguoiKy";
    /// Nơi nhận.
    pub const RECIPIENTS_TITLE: &str = "NoiNhan";
    /// Danh sách nơi nhận.
    pub const RECIPIENTS: &str = "DanhSachNoiNhan";
    /// Phụ lục.
    pub const ANNEX: &str = "PhuLuc";
    /// Tiêu đề phụ lục.
    pub const ANNEX_TITLE: &str = "TieuDePhuLuc";
    /// (Kèm theo …).
    pub const ANNEX_REFERENCE: &str = "KemTheo";
    /// Header row of a table.
    pub const TABLE_HEADER: &str = "BangTieuDe";
    /// Cells of a table.
    pub const TABLE_CELL: &str = "BangNoiDung";
    /// Group rows of a table.
    pub const TABLE_GROUP: &str = "BangNhom";
    /// The last row of a table, which sums it up.
    pub const TABLE_TOTAL: &str = "BangCong";
    /// Page number.
    pub const PAGE_NUMBER: &str = "SoTrang";
    /// Address at the foot of page 1.
    pub const CONTACT: &str = "LienHe";
    /// A footnote; Word knows it by this name, and gives it to those that are added by hand.
    pub const NOTE: &str = "FootnoteText";
    /// The mark of a footnote.
    pub const NOTE_MARK: &str = "FootnoteReference";
    /// The paragraph that ends a section after a table.
    pub const SECTION_END: &str = "NgatPhan";
}

/// Returns the id of a role's style.
pub const fn of(role: Role) -> &'static str {
    match role {
        Role::Body => "NoiDung",
        Role::Ground => "CanCu",
        Role::Authority => "ThamQuyenBanHanh",
        Role::Order => "LenhQuyetDinh",
        Role::PartLabel => "Phan",
        Role::PartTitle => "TieuDePhan",
        Role::ChapterLabel => "Chuong",
        Role::ChapterTitle => "TieuDeChuong",
        Role::SectionLabel => "Muc",
        Role::SectionTitle => "TieuDeMuc",
        Role::SubsectionLabel => "TieuMuc",
        Role::SubsectionTitle => "TieuDeTieuMuc",
        Role::ArticleTitle => "DieuCoTieuDe",
        Role::Article => "Dieu",
        Role::RomanHeading => "MucLaMa",
        Role::ClauseTitle => "KhoanCoTieuDe",
        Role::Clause => "Khoan",
        Role::PointTitle => "DiemCoTieuDe",
        Role::Point => "Diem",
        Role::Dash => "GachDauDong",
        Role::Plus => "CongDauDong",
        Role::Caption => "ChuThich",
        Role::Centred => "GiuaDam",
    }
}

fn head_looks(sizes: Sizes) -> Vec<Look> {
    let (title, motto, body) = (sizes.national_title, sizes.motto, sizes.body);
    vec![
        Look::centred(id::NATIONAL_TITLE, "Quốc hiệu", title).bold(),
        Look::centred(id::MOTTO, "Tiêu ngữ", motto).bold().gap(0, 6),
        Look::centred(id::SUPERIOR, "Cơ quan chủ quản", title),
        Look::centred(id::ISSUER, "Cơ quan ban hành", title).bold().gap(0, 6),
        Look::centred(id::NUMBER, "Số và ký hiệu", sizes.number).gap(6, 0),
        Look::centred(id::PLACE_DATE, "Địa danh và ngày tháng", motto).italic().gap(6, 0),
        Look::centred(id::LETTER_SUBJECT, "Trích yếu công văn", sizes.letter_subject).gap(6, 0),
        Look::centred(id::STAMP, "Dấu chỉ dẫn", FontSize::pt(13)).bold().gap(6, 3),
        Look::centred(id::KIND, "Tên loại", body).bold().gap(18, 0).outline(0),
        Look::centred(id::SUBJECT, "Trích yếu", body).bold().gap(0, 12).keep(),
        Look::new(id::ADDRESSEES, "Kính gửi", body).gap(18, 0),
    ]
}

/// Returns the face in which a paragraph of this role is set.
pub const fn face(role: Role) -> Face {
    match role {
        Role::Ground | Role::Caption => Face::Italic,
        Role::Authority
        | Role::Order
        | Role::PartLabel
        | Role::PartTitle
        | Role::ChapterLabel
        | Role::ChapterTitle
        | Role::SectionLabel
        | Role::SectionTitle
        | Role::SubsectionLabel
        | Role::SubsectionTitle
        | Role::ArticleTitle
        | Role::RomanHeading
        | Role::ClauseTitle
        | Role::Centred => Face::Bold,
        _ => Face::Regular,
    }
}

/// Tells whether a paragraph of this role is stretched from margin to margin, its first line indented.
pub const fn is_justified(role: Role) -> bool {
    matches!(
        role,
        Role::Body
            | Role::Ground
            | Role::ArticleTitle
            | Role::Article
            | Role::RomanHeading
            | Role::ClauseTitle
            | Role::Clause
            | Role::PointTitle
            | Role::Point
            | Role::Dash
            | Role::Plus
    )
}

fn body_looks(form: &Form) -> Vec<Look> {
    let body = form.sizes.body;
    let title = |role, name, level| Look::centred(of(role), name, body).faced(role).gap(0, 6).outline(level);
    let label = |role, name| Look::centred(of(role), name, body).faced(role).gap(12, 0).keep();
    let text = |role, name| Look::body(of(role), name, form).faced(role);
    vec![
        text(Role::Body, "Nội dung"),
        text(Role::Ground, "Căn cứ"),
        Look::centred(of(Role::Authority), "Thẩm quyền ban hành", body).faced(Role::Authority).gap(6, 6).keep(),
        Look::centred(of(Role::Order), "Lệnh quyết định", body).faced(Role::Order).gap(12, 6).keep(),
        label(Role::PartLabel, "Phần"),
        title(Role::PartTitle, "Tiêu đề phần", 0),
        label(Role::ChapterLabel, "Chương"),
        title(Role::ChapterTitle, "Tiêu đề chương", 1),
        label(Role::SectionLabel, "Mục"),
        title(Role::SectionTitle, "Tiêu đề mục", 2),
        label(Role::SubsectionLabel, "Tiểu mục"),
        title(Role::SubsectionTitle, "Tiêu đề tiểu mục", 3),
        text(Role::ArticleTitle, "Điều có tiêu đề").outline(4),
        text(Role::Article, "Điều"),
        text(Role::RomanHeading, "Mục La Mã").outline(1),
        text(Role::ClauseTitle, "Khoản có tiêu đề").outline(2),
        text(Role::Clause, "Khoản"),
        text(Role::PointTitle, "Điểm có tiêu đề").outline(3),
        text(Role::Point, "Điểm"),
        text(Role::Dash, "Gạch đầu dòng"),
        text(Role::Plus, "Cộng đầu dòng"),
        Look::centred(of(Role::Caption), "Chú thích", body).faced(Role::Caption).gap(6, 3),
        Look::centred(of(Role::Centred), "Giữa đậm", body).faced(Role::Centred).gap(12, 6).keep(),
    ]
}

fn foot_looks(sizes: Sizes) -> Vec<Look> {
    let body = sizes.body;
    vec![
        Look::centred(id::SIGNER_TITLE, "Quyền hạn và chức vụ", body).bold().keep(),
        // The gap leaves room for the signature and the seal.
        Look::centred(id::SIGNER_NAME, "Họ tên người ký", body).bold().gap(72, 0),
        Look::new(id::RECIPIENTS_TITLE, "Nơi nhận", sizes.recipients_title).bold().italic().keep(),
        Look::new(id::RECIPIENTS, "Danh sách nơi nhận", sizes.recipients),
        Look::centred(id::ANNEX, "Phụ lục", sizes.annex).bold().outline(0),
        Look::centred(id::ANNEX_TITLE, "Tiêu đề phụ lục", body).bold().keep(),
        Look::centred(id::ANNEX_REFERENCE, "Kèm theo", body).italic().gap(0, 12).keep(),
        Look::centred(id::TABLE_HEADER, "Bảng - tiêu đề", sizes.table).bold().gap(3, 3).keep(),
        Look::new(id::TABLE_CELL, "Bảng - nội dung", sizes.table).gap(2, 2),
        Look::new(id::TABLE_GROUP, "Bảng - nhóm", sizes.table).bold().gap(3, 3).keep(),
        Look::new(id::TABLE_TOTAL, "Bảng - cộng", sizes.table).bold().gap(2, 2),
        Look::centred(id::PAGE_NUMBER, "Số trang", body),
        Look::centred(id::CONTACT, "Liên hệ", FontSize::pt(11)).gap(3, 0),
        Look::new(id::SECTION_END, "Ngắt phần", FontSize::pt(1)),
    ]
}

/// Makes the finished `styles.xml` of a form.
pub fn part(form: &Form) -> Result<Vec<u8>, FinishError> {
    let mut styles = Styles::new().default_size(half_points(form.sizes.body)).default_fonts(font());
    let looks = head_looks(form.sizes).into_iter().chain(body_looks(form)).chain(foot_looks(form.sizes));
    for look in looks {
        styles = styles.add_style(style(&look, form));
    }
    let xml = String::from_utf8_lossy(&finish_part(&styles.build())?).into_owned();
    Ok(with_notes(&with_language(&xml)).into_bytes())
}

/// Type of footnotes; the decree states no size.
const NOTE_SIZE: FontSize = FontSize::pt(11);

/// Adds the styles of footnotes, under the names by which Word knows its own.
fn with_notes(xml: &str) -> String {
    let size = NOTE_SIZE.as_half_pt();
    let styles = format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"footnote text\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"both\"/></w:pPr>\
         <w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"{}\"><w:name w:val=\"footnote reference\"/>\
         <w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>",
        id::NOTE,
        id::NOTE_MARK
    );
    let end = "</w:styles>";
    xml.replacen(end, &format!("{styles}{end}"), 1)
}

/// Adds what docx-rs cannot say: the language of all text.
fn with_language(xml: &str) -> String {
    let language = r#"<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>"#;
    let end = "</w:rPr></w:rPrDefault>";
    xml.replacen(end, &format!("{language}{end}"), 1)
}

fn style(look: &Look, form: &Form) -> Style {
    let mut style = Style::new(look.id, StyleType::Paragraph)
        .name(look.name)
        .based_on("Normal")
        .size(half_points(look.size))
        .align(match look.stand {
            Stand::Left => AlignmentType::Left,
            Stand::Centre => AlignmentType::Center,
            Stand::Justified => AlignmentType::Both,
        })
        .line_spacing(spacing(look, form));
    if look.first_line {
        style = style.indent(None, Some(SpecialIndentType::FirstLine(twips(form.indent))), None, None);
    }
    if look.bold {
        style = style.bold();
    }
    if look.italic {
        style = style.italic();
    }
    if let Some(level) = look.outline {
        style = style.outline_lvl(level);
    }
    if look.keep_next {
        style.paragraph_property = style.paragraph_property.keep_next(true);
    }
    style
}

fn spacing(look: &Look, form: &Form) -> LineSpacing {
    let unsigned = |length: Length| u32::try_from(length.as_twips()).unwrap_or(0);
    let line = if look.body_line { form.line } else { 240 };
    let spacing = LineSpacing::new().before(unsigned(look.before)).after(unsigned(look.after));
    if look.id == id::SECTION_END {
        return spacing.line(20).line_rule(LineSpacingType::Exact);
    }
    spacing.line(line.cast_signed()).line_rule(LineSpacingType::Auto)
}

fn font() -> RunFonts {
    let name = Standard::ND30.font;
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

fn half_points(size: FontSize) -> usize {
    size.as_half_pt() as usize
}

/// Returns a length in twips, as docx-rs takes it.
pub fn twips(length: Length) -> i32 {
    i32::try_from(length.as_twips()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::TypeSet;

    #[test]
    fn a_role_is_justified_where_its_style_is() {
        let sizes = TypeSet::Large.sizes(FontSize::pt(14));
        let form = Form { sizes, indent: Length::mm(10), gap: Length::pt(6), line: 240 };
        let looks = body_looks(&form);
        let styled = looks.iter().filter(|look| matches!(look.stand, Stand::Justified)).map(|look| look.id);
        let known = ["NoiDung", "CanCu", "DieuCoTieuDe", "Dieu", "MucLaMa", "KhoanCoTieuDe", "Khoan", "DiemCoTieuDe"];
        assert!(styled.eq(known.into_iter().chain(["Diem", "GachDauDong", "CongDauDong"])));
        for look in looks {
            let role = ROLES.into_iter().find(|role| of(*role) == look.id).expect("the role of a style");
            assert_eq!(is_justified(role), matches!(look.stand, Stand::Justified), "{}", look.name);
            assert_eq!(look.first_line, is_justified(role), "{}", look.name);
        }
    }

    const ROLES: [Role; 23] = [
        Role::Body,
        Role::Ground,
        Role::Authority,
        Role::Order,
        Role::PartLabel,
        Role::PartTitle,
        Role::ChapterLabel,
        Role::ChapterTitle,
        Role::SectionLabel,
        Role::SectionTitle,
        Role::SubsectionLabel,
        Role::SubsectionTitle,
        Role::ArticleTitle,
        Role::Article,
        Role::RomanHeading,
        Role::ClauseTitle,
        Role::Clause,
        Role::PointTitle,
        Role::Point,
        Role::Dash,
        Role::Plus,
        Role::Caption,
        Role::Centred,
    ];
}
