//! Makes the built-in Word templates: `cargo run --example mau_word` writes `templates/*.docx` anew, the same bytes
//! every time.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use thidua::layout::metrics::{Face, text_width};
use thidua::ooxml::write::{Package, Part, content, relation};
use thidua::units::Length;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn main() -> Result<(), Box<dyn Error>> {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for (name, title, body) in [
        ("giay-khen.docx", "Giấy khen", certificate()),
        ("danh-sach.docx", "Danh sách đề nghị khen thưởng", list()),
        ("phieu-cham-diem.docx", "Phiếu chấm điểm thi đua", score_sheet()),
    ] {
        std::fs::write(templates.join(name), package(title, &body)?)?;
    }
    Ok(())
}

/// A paragraph: what is the same in all its runs, and how it stands.
#[derive(Clone, Copy)]
struct Look<'a> {
    size: u32,
    bold: bool,
    italic: bool,
    color: &'a str,
    align: &'a str,
    before: u32,
    after: u32,
    line: u32,
    indent: u32,
    keep: bool,
}

const TEXT: Look = Look {
    size: 28,
    bold: false,
    italic: false,
    color: "",
    align: "left",
    before: 0,
    after: 0,
    line: 240,
    indent: 0,
    keep: false,
};

const RED: &str = "C00000";

impl Look<'_> {
    const fn centered(self) -> Self {
        Self { align: "center", ..self }
    }

    const fn size(self, points: u32) -> Self {
        Self { size: points * 2, ..self }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    const fn red(self) -> Self {
        Self { color: RED, ..self }
    }

    /// Space before and after, in twentieths of a point.
    const fn spaced(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    const fn kept(self) -> Self {
        Self { keep: true, ..self }
    }

    fn run(&self, text: &str) -> String {
        let mut properties = String::new();
        if self.bold {
            properties.push_str("<w:b/>");
        }
        if self.italic {
            properties.push_str("<w:i/>");
        }
        if !self.color.is_empty() {
            let _ = write!(properties, r#"<w:color w:val="{}"/>"#, self.color);
        }
        let _ = write!(properties, r#"<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>"#, self.size);
        format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
    }

    /// A paragraph of runs that are written already.
    fn around(&self, runs: &str) -> String {
        let keep = if self.keep { "<w:keepNext/>" } else { "" };
        let indent = match self.indent {
            0 => String::new(),
            indent => format!(r#"<w:ind w:firstLine="{indent}"/>"#),
        };
        let Look { before, after, line, align, .. } = self;
        format!(
            r#"<w:p><w:pPr>{keep}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>{indent}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>"#
        )
    }

    fn paragraph(&self, text: &str) -> String {
        self.around(&self.run(text))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Width of bold text of this size, in twentieths of a point.
fn wide(text: &str, points: u32) -> u32 {
    let width = Length::emu(text_width(text, Face::Bold, points * 2)).as_twips();
    u32::try_from(width).unwrap_or(0)
}

/// A line of this length in the middle of a column; all in twentieths of a point.
fn rule(column: u32, length: u32, color: &str) -> String {
    let indent = column.saturating_sub(length) / 2;
    format!(
        r#"<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="{color}"/></w:pBdr><w:spacing w:before="40" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="{indent}" w:right="{indent}"/><w:jc w:val="center"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>"#
    )
}

struct Cell<'a> {
    width: u32,
    content: String,
    span: u32,
    merge: &'a str,
    shade: &'a str,
    stands: &'a str,
}

fn cell(width: u32, content: String) -> Cell<'static> {
    Cell { width, content, span: 1, merge: "", shade: "", stands: "center" }
}

/// A head cell over several columns, or the first of several rows.
fn head(width: u32, text: &str, span: u32, merge: &'static str) -> Cell<'static> {
    let content =
        if merge == "continue" { TEXT.size(12).paragraph("") } else { TEXT.size(12).bold().centered().paragraph(text) };
    Cell { width, content, span, merge, shade: "F2F2F2", stands: "center" }
}

fn row(cells: &[Cell], properties: &str) -> String {
    let properties = format!("<w:trPr><w:cantSplit/>{properties}</w:trPr>");
    let cells = cells.iter().map(|cell| {
        let span = if cell.span > 1 { format!(r#"<w:gridSpan w:val="{}"/>"#, cell.span) } else { String::new() };
        let merge = match cell.merge {
            "" => String::new(),
            kind => format!(r#"<w:vMerge w:val="{kind}"/>"#),
        };
        let shade = match cell.shade {
            "" => String::new(),
            color => format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>"#),
        };
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="{}"/></w:tcPr>{}</w:tc>"#,
            cell.width, cell.stands, cell.content
        )
    });
    format!("<w:tr>{properties}{}</w:tr>", cells.collect::<String>())
}

fn table(widths: &[u32], framed: bool, rows: &[String]) -> String {
    let border = if framed { r#"w:val="single" w:sz="4" w:space="0" w:color="auto""# } else { r#"w:val="nil""# };
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders = sides.map(|side| format!("<w:{side} {border}/>")).concat();
    let grid: Vec<String> = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let grid = grid.concat();
    let margin = if framed { 85 } else { 28 };
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>"#,
        widths.iter().sum::<u32>(),
        rows.concat()
    )
}

/// The head of an official document: issuer to the left, national title to the right (Phụ lục I, Phần I, Mục II).
fn official_head(left: u32, right: u32) -> String {
    let issuer = [
        "{% if co_quan_chu_quan is defined %}".to_owned(),
        "{{ co_quan_chu_quan | hoa }}".to_owned(),
        "{% endif %}".to_owned(),
    ];
    let superior: String = issuer.iter().map(|line| TEXT.size(12).centered().paragraph(line)).collect();
    // Room for one millimetre at both sides.
    let room = left * 254 / 14_400 - 2;
    let issuer = format!("{{{{ co_quan | hoa | duong_ke(rong={room}) }}}}");
    let issuer = TEXT.size(12).bold().centered().spaced(0, 120).paragraph(&issuer);
    let nation = TEXT.size(12).bold().centered().paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let motto = TEXT.size(13).bold().centered().paragraph(MOTTO);
    // Between the margins of its cell.
    let line = rule(right - 56, wide(MOTTO, 13), "000000");
    let cells = [
        Cell { stands: "top", ..cell(left, superior + &issuer) },
        Cell { stands: "top", ..cell(right, nation + &motto + &line) },
    ];
    table(&[left, right], false, &[row(&cells, "")])
}

/// Place, day and signature to the right of something.
fn signature(left: u32, right: u32, beside: String, date: Option<&str>) -> String {
    let mut content = String::new();
    if let Some(date) = date {
        content.push_str(&TEXT.size(13).italic().centered().kept().paragraph(date));
    }
    content.push_str(&TEXT.bold().centered().kept().paragraph("{{ chuc_vu_ky | hoa }}"));
    for _ in 0..4 {
        content.push_str(&TEXT.centered().kept().paragraph(""));
    }
    content.push_str(&TEXT.bold().centered().paragraph("{{ nguoi_ky }}"));
    table(&[left, right], false, &[row(&[Cell { stands: "bottom", ..cell(left, beside) }, cell(right, content)], "")])
}

fn section(width: u32, height: u32, margins: [u32; 4], borders: &str) -> String {
    let orient = if width > height { r#" w:orient="landscape""# } else { "" };
    let [top, right, bottom, left] = margins;
    format!(
        r#"<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>{borders}</w:sectPr>"#
    )
}

/// Width and side margins of a certificate, in twentieths of a point.
const CERTIFICATE: [u32; 3] = [16_838, 1_418, 1_418];

/// A certificate of merit: A4 on its side, framed; what is left over stands half above, half below.
fn certificate() -> String {
    let line = TEXT.size(20).centered().spaced(160, 120);
    let big = TEXT.size(32).bold().red().centered().spaced(220, 100);
    let mut body = String::new();
    body.push_str(&TEXT.size(16).bold().centered().paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    body.push_str(&TEXT.size(17).bold().centered().paragraph(MOTTO));
    body.push_str(&rule(CERTIFICATE[0] - CERTIFICATE[1] - CERTIFICATE[2], wide(MOTTO, 17), "000000"));
    body.push_str(&TEXT.size(24).bold().centered().spaced(440, 0).paragraph("{{ tham_quyen | hoa }}"));
    body.push_str(&TEXT.size(22).bold().centered().spaced(160, 0).paragraph("TẶNG"));
    body.push_str(&TEXT.size(60).bold().red().centered().paragraph("GIẤY KHEN"));
    // A collective has a name only.
    let to = line.run(
        "{% if ho_ten is defined %}{% if danh_xung is defined and danh_xung %}{{ danh_xung }}{% else %}Ông (bà){% endif %}: {% endif %}",
    );
    // The longest names take one line too.
    let name = |look: Look| look.run("{% if ho_ten is defined %}{{ ho_ten }}{% else %}{{ ten }}{% endif %}");
    body.push_str(&big.paragraph("{% if ho_ten is defined and ho_ten | length > 30 %}"));
    body.push_str(&big.around(&(to.clone() + &name(big.size(24)))));
    body.push_str(&big.paragraph("{% else %}"));
    body.push_str(&big.around(&(to + &name(big))));
    body.push_str(&big.paragraph("{% endif %}"));
    // A collective has neither post nor unit.
    let both = "{% if chuc_vu is defined and chuc_vu %}{{ chuc_vu }}{% if don_vi is defined and don_vi %}, {% endif %}{% endif %}{{ don_vi }}";
    // Long texts are set smaller, for a certificate has one page.
    for (tag, line) in [
        (
            "{% if (thanh_tich is defined and thanh_tich | length > 80) or (tham_quyen is defined and tham_quyen | length > 45) or (don_vi is defined and don_vi | length > 60) %}",
            line.size(14).spaced(80, 40),
        ),
        ("{% else %}", line),
    ] {
        body.push_str(&line.paragraph(tag));
        body.push_str(&line.paragraph("{% if ho_ten is defined %}"));
        body.push_str(&line.paragraph(both));
        body.push_str(&line.paragraph("{% endif %}"));
        body.push_str(&line.italic().paragraph("{{ thanh_tich | hoa_dau | giu_lien }}"));
    }
    body.push_str(&line.paragraph("{% endif %}"));
    body.push_str(&TEXT.size(8).paragraph(""));
    let beside = [
        TEXT.size(13).paragraph("Quyết định số: {{ so_quyet_dinh | giu_lien }}"),
        TEXT.size(13).paragraph("Số sổ vàng: {{ so_vang | default(value=\"…………\") }}"),
    ];
    body.push_str(&signature(6_600, 7_000, beside.concat(), Some("{{ dia_danh }}, {{ ngay | ngay_dai | giu_lien }}")));
    let side =
        |name: &str| format!(r#"<w:{name} w:val="thinThickThinMediumGap" w:sz="36" w:space="24" w:color="{RED}"/>"#);
    let sides: String = ["top", "left", "bottom", "right"].map(side).concat();
    body + END
        + &section(
            CERTIFICATE[0],
            11_906,
            [1_134, CERTIFICATE[2], 907, CERTIFICATE[1]],
            &format!(r#"<w:pgBorders w:offsetFrom="page">{sides}</w:pgBorders><w:vAlign w:val="center"/>"#),
        )
}

/// The paragraph that must follow a table at the end, as low as can be.
const END: &str = r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>"#;

/// A list with a table whose head is repeated on each page.
fn list() -> String {
    let mut body = official_head(6_200, 7_800);
    body.push_str(&TEXT.bold().centered().spaced(240, 0).paragraph("DANH SÁCH"));
    body.push_str(&TEXT.bold().centered().paragraph("{{ tieu_de }}"));
    body.push_str(&TEXT.italic().centered().paragraph("(Kèm theo {{ kem_theo }})"));
    let widths = [700, 3_100, 2_600, 3_200, 2_500, 1_900];
    let heads = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Hình thức khen thưởng", "Tiền thưởng (đồng)"];
    let head: Vec<Cell> = widths.iter().zip(heads).map(|(width, text)| head(*width, text, 1, "")).collect();
    let (words, figures) = (TEXT.size(12).spaced(40, 40), Look { align: "right", ..TEXT.size(12).spaced(40, 40) });
    let item = [
        cell(widths[0], words.centered().paragraph("{% for nguoi in dong %}{{ loop.index }}")),
        cell(widths[1], words.paragraph("{{ nguoi.ho_ten }}")),
        cell(widths[2], words.paragraph("{{ nguoi.chuc_vu }}")),
        cell(widths[3], words.paragraph("{{ nguoi.don_vi }}")),
        cell(widths[4], words.paragraph("{{ nguoi.hinh_thuc }}")),
        cell(widths[5], figures.paragraph("{{ nguoi.so_tien | so }}{% endfor %}")),
    ];
    let total = [
        Cell {
            span: 5,
            ..cell(widths[..5].iter().sum(), words.bold().centered().paragraph("Tổng cộng: {{ dong | length }} người"))
        },
        cell(widths[5], figures.bold().paragraph("{{ tong_tien | so }}")),
    ];
    body.push_str(&TEXT.size(6).paragraph(""));
    body.push_str(&table(&widths, true, &[row(&head, "<w:tblHeader/>"), row(&item, ""), row(&total, "")]));
    body.push_str(&TEXT.italic().spaced(120, 0).paragraph("Tổng số tiền bằng chữ: {{ tong_tien | tien_chu }}."));
    body.push_str(&TEXT.size(6).paragraph(""));
    body.push_str(&signature(7_000, 7_000, TEXT.paragraph(""), None));
    body + END + &section(16_838, 11_906, [1_134, 1_134, 1_134, 1_701], "")
}

/// A score sheet: criteria in groups, a head of two rows.
fn score_sheet() -> String {
    let mut body = official_head(3_971, 5_200);
    body.push_str(&TEXT.bold().centered().spaced(240, 0).paragraph("PHIẾU CHẤM ĐIỂM THI ĐUA NĂM {{ nam }}"));
    body.push_str(&rule(9_071, wide("PHIẾU CHẤM ĐIỂM THI ĐUA NĂM 2026", 14) * 2 / 5, "000000"));
    let field = |name: &str, tag: &str| TEXT.spaced(40, 40).around(&(TEXT.run(name) + &TEXT.bold().run(tag)));
    body.push_str(&field("Họ và tên: ", "{{ ho_ten }}"));
    body.push_str(&field("Chức vụ: ", "{{ chuc_vu }}"));
    body.push_str(&field("Đơn vị: ", "{{ don_vi }}"));
    body.push_str(&TEXT.size(6).paragraph(""));
    let widths = [700, 4_271, 1_300, 1_300, 1_500];
    let top = [
        head(widths[0], "STT", 1, "restart"),
        head(widths[1], "Tiêu chí", 1, "restart"),
        head(widths[2], "Điểm tối đa", 1, "restart"),
        head(widths[3] + widths[4], "Điểm chấm", 2, ""),
    ];
    let second = [
        head(widths[0], "", 1, "continue"),
        head(widths[1], "", 1, "continue"),
        head(widths[2], "", 1, "continue"),
        head(widths[3], "Tự chấm", 1, ""),
        head(widths[4], "Hội đồng", 1, ""),
    ];
    let (words, figures) = (TEXT.size(12).spaced(40, 40), TEXT.size(12).centered().spaced(40, 40));
    let group = [
        cell(widths[0], figures.bold().paragraph("{{ loop.index | la_ma }}")),
        Cell { span: 4, ..cell(widths[1..].iter().sum(), words.bold().paragraph("{{ nhom.ten }}")) },
    ];
    let item = [
        cell(widths[0], figures.paragraph("{{ loop.index }}")),
        cell(widths[1], words.paragraph("{{ muc.ten }}")),
        cell(widths[2], figures.paragraph("{{ muc.toi_da }}")),
        cell(widths[3], figures.paragraph("{{ muc.tu_cham }}")),
        cell(widths[4], figures.paragraph("{{ muc.hoi_dong | default(value=\"\") }}")),
    ];
    let total = [
        Cell { span: 2, ..cell(widths[0] + widths[1], figures.bold().paragraph("Tổng điểm")) },
        cell(widths[2], figures.bold().paragraph("{{ tong_toi_da }}")),
        cell(widths[3], figures.bold().paragraph("{{ tong_tu_cham }}")),
        cell(widths[4], figures.bold().paragraph("{{ tong_hoi_dong | default(value=\"\") }}")),
    ];
    // A tag alone in its row repeats the rows up to its end, and leaves no row itself.
    let tag = |tag: &str| row(&[Cell { span: 5, ..cell(widths.iter().sum(), words.paragraph(tag)) }], "");
    let rows = [
        row(&top, "<w:tblHeader/>"),
        row(&second, "<w:tblHeader/>"),
        tag("{% for nhom in nhom_tieu_chi %}"),
        row(&group, ""),
        tag("{% for muc in nhom.muc %}"),
        row(&item, ""),
        tag("{% endfor %}"),
        tag("{% endfor %}"),
        row(&total, ""),
    ];
    body.push_str(&table(&widths, true, &rows));
    body.push_str(&TEXT.spaced(120, 0).paragraph("{% if nhan_xet is defined and nhan_xet %}"));
    body.push_str(&TEXT.spaced(120, 0).around(&(TEXT.bold().run("Nhận xét: ") + &TEXT.run("{{ nhan_xet }}"))));
    body.push_str(&TEXT.paragraph("{% endif %}"));
    body.push_str(&TEXT.size(6).paragraph(""));
    body.push_str(&signature(
        3_571,
        5_500,
        TEXT.paragraph(""),
        Some("{{ dia_danh }}, {{ ngay | ngay_dai | giu_lien }}"),
    ));
    body + END + &section(11_906, 16_838, [1_134, 1_134, 1_134, 1_701], "")
}

fn package(title: &str, body: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = format!("{HEAD}<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        r#"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"#
    );
    let settings = format!(
        r#"{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    );
    let core = format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>thidua</dc:creator></cp:coreProperties>"#,
        escaped(title)
    );
    let related = [
        thidua::ooxml::write::Relationship::inside("rId1", relation::STYLES, "styles.xml"),
        thidua::ooxml::write::Relationship::inside("rId2", relation::SETTINGS, "settings.xml"),
    ];
    let package = Package::new()
        .root_part(
            relation::DOCUMENT,
            Part::bytes("word/document.xml", content::DOCUMENT, document.into_bytes()).related(related),
        )
        .root_part(relation::CORE, Part::bytes("docProps/core.xml", content::CORE, core.into_bytes()))
        .part(Part::bytes("word/styles.xml", content::STYLES, styles.into_bytes()))
        .part(Part::bytes("word/settings.xml", content::SETTINGS, settings.into_bytes()));
    Ok(package.write()?)
}
