//! Word files written from readable descriptions, for the cases of the checker. tests/the-thuc/README.md says how a
//! description reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// In which of Word's ways a look is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In each paragraph and run.
    Direct,
    /// In a style.
    Style,
    /// In the defaults of the document, as far as it is the look of the changed line.
    Defaults,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Direct, Self::Style, Self::Defaults];
}

/// The look of a line, as its braces say.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Look {
    half_points: i64,
    bold: bool,
    italic: bool,
    underline: bool,
    hidden: bool,
    caps: bool,
    align: &'static str,
    first: i64,
    before: i64,
    line: i64,
    font: String,
    color: Option<String>,
    marker: bool,
    rule: Option<i64>,
    border: Option<i64>,
    above: bool,
}

impl Look {
    fn plain() -> Self {
        Self {
            half_points: 28,
            bold: false,
            italic: false,
            underline: false,
            hidden: false,
            caps: false,
            align: "both",
            first: 567,
            before: 120,
            line: 240,
            font: "Times New Roman".to_owned(),
            color: None,
            marker: false,
            rule: None,
            border: None,
            above: false,
        }
    }

    /// Reads `13 đậm giữa kẻ=68`. Whatever is centred or set to a side has no indent and no gap of its own.
    fn read(words: &str) -> Self {
        let mut look = Self::plain();
        for word in words.split_whitespace() {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            let number = || value.replace(',', ".").parse::<f64>().unwrap_or_else(|_| panic!("“{word}”"));
            let scaled = |by: f64| rounded(number() * by);
            match name {
                "đậm" => look.bold = true,
                "nghiêng" => look.italic = true,
                "gạch" => look.underline = true,
                "ẩn" => look.hidden = true,
                "hoa" => look.caps = true,
                "giữa" | "trái" | "phải" | "đều" => look.set(name),
                "lùi" => look.first = scaled(56.693),
                "trước" => look.before = scaled(20.0),
                "dòng" => look.line = scaled(240.0),
                "phông" => look.font = value.replace('_', " "),
                "màu" => look.color = Some(value.to_owned()),
                "nền" => look.marker = true,
                "kẻ" => look.rule = Some(scaled(36_000.0)),
                "viền" => look.border = Some(scaled(56.693)),
                "trên" => look.above = true,
                _ => look.half_points = rounded(word.replace(',', ".").parse::<f64>().unwrap() * 2.0),
            }
        }
        look
    }

    fn set(&mut self, name: &str) {
        (self.first, self.before) = (0, 0);
        self.align = match name {
            "giữa" => "center",
            "trái" => "left",
            "phải" => "right",
            _ => "both",
        };
    }

    fn paragraph(&self, room: i64) -> String {
        let mut xml = String::new();
        if let Some(length) = self.border {
            xml += "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>";
            let side = (room - 216 - length) / 2;
            let _ = write!(
                xml,
                "<w:spacing w:before=\"{}\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"auto\"/><w:ind w:left=\"{side}\" w:right=\"{side}\" w:firstLine=\"0\"/>",
                self.before, self.line
            );
        } else {
            let _ = write!(
                xml,
                "<w:spacing w:before=\"{}\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"{}\"/>",
                self.before, self.line, self.first
            );
        }
        xml + &format!("<w:jc w:val=\"{}\"/>", self.align)
    }

    fn run(&self) -> String {
        let on = |name: &str, on: bool| format!("<w:{name} w:val=\"{}\"/>", u8::from(on));
        let font = &self.font;
        let mut xml =
            format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:cs=\"{font}\" w:eastAsia=\"{font}\"/>");
        xml += &(on("b", self.bold) + &on("i", self.italic) + &on("caps", self.caps) + &on("vanish", self.hidden));
        let _ = write!(xml, "<w:color w:val=\"{}\"/>", self.color.as_deref().unwrap_or("000000"));
        let _ = write!(xml, "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", self.half_points);
        if self.marker {
            xml += "<w:highlight w:val=\"yellow\"/>";
        }
        xml + &format!("<w:u w:val=\"{}\"/>", if self.underline { "single" } else { "none" })
    }
}

/// Returns a measure to the nearest whole unit.
#[expect(clippy::cast_possible_truncation, reason = "measures of a page")]
fn rounded(measure: f64) -> i64 {
    measure.round() as i64
}

/// A file being written.
struct Writer {
    way: Way,
    /// The look that the defaults have.
    defaults: Option<Look>,
    styles: BTreeMap<Look, usize>,
    shapes: usize,
}

/// Writes the description `text` as a Word file. `changed` are the lines that a case has put in.
pub fn write(text: &str, changed: &[String], way: Way) -> Vec<u8> {
    let look =
        |line: &String| line.strip_suffix('}').and_then(|line| line.rsplit_once('{')).map(|(_, look)| Look::read(look));
    let defaults = changed.iter().find_map(look).filter(|look| look.border.is_none());
    let mut writer = Writer { way, defaults, styles: BTreeMap::new(), shapes: 0 };
    let setup = text.lines().find(|line| *line == "trang" || line.starts_with("trang ")).unwrap_or("trang");
    let setup = Setup::read(setup);
    let body = writer.body(text, &setup);
    zip(&writer, &body, &setup)
}

/// The page, as the line `trang` says.
struct Setup {
    width: i64,
    height: i64,
    margins: [i64; 4],
    number: Option<(String, Look)>,
    different_first: bool,
    columns: i64,
    start: Option<i64>,
    format: Option<String>,
    macros: bool,
}

impl Setup {
    fn read(line: &str) -> Self {
        let mut setup = Self {
            width: 11_906,
            height: 16_838,
            margins: [1134, 1134, 1701, 850],
            number: Some(("trên".to_owned(), Look::read("14 giữa"))),
            different_first: true,
            columns: 1,
            start: None,
            format: None,
            macros: false,
        };
        let twips = |mm: &str| rounded(mm.parse::<f64>().unwrap() * 56.693);
        for word in line.split_whitespace().skip(1) {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "khổ" => {
                    let (width, height) = value.split_once('x').unwrap();
                    (setup.width, setup.height) = (twips(width), twips(height));
                }
                "lề" => {
                    for (at, mm) in value.split(',').enumerate() {
                        setup.margins[at] = twips(mm);
                    }
                }
                "số" if value == "không" => setup.number = None,
                "số" => {
                    let (place, look) = value.split_once(',').unwrap_or((value, "14,giữa"));
                    setup.number = Some((place.to_owned(), Look::read(&look.replace(',', " "))));
                }
                "trang-đầu" => setup.different_first = value != "như-các-trang",
                "cột" => setup.columns = value.parse().unwrap(),
                "từ-số" => setup.start = Some(value.parse().unwrap()),
                "kiểu-số" => setup.format = Some(value.to_owned()),
                "macro" => setup.macros = value == "có",
                _ => panic!("“{word}”"),
            }
        }
        setup
    }

    fn section(&self) -> String {
        let [top, bottom, left, right] = self.margins;
        let mut xml = "<w:sectPr>".to_owned();
        if let Some((place, _)) = &self.number {
            let kind = if place == "trên" { "header" } else { "footer" };
            let _ = write!(xml, "<w:{kind}Reference w:type=\"default\" r:id=\"number\"/>");
        }
        let _ = write!(xml, "<w:pgSz w:w=\"{}\" w:h=\"{}\"/>", self.width, self.height);
        let _ = write!(
            xml,
            "<w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
        );
        let format = self.format.as_deref().map(|fmt| format!(" w:fmt=\"{fmt}\"")).unwrap_or_default();
        let start = self.start.map(|start| format!(" w:start=\"{start}\"")).unwrap_or_default();
        let _ = write!(xml, "<w:pgNumType{format}{start}/><w:cols w:num=\"{}\"/>", self.columns);
        if self.different_first {
            xml += "<w:titlePg/>";
        }
        xml + "</w:sectPr>"
    }
}

impl Writer {
    fn body(&mut self, text: &str, setup: &Setup) -> String {
        let mut xml = String::new();
        let room = setup.width - setup.margins[2] - setup.margins[3];
        let mut lines = text.lines().filter(|line| !line.starts_with("trang") && !line.starts_with('#')).peekable();
        while let Some(line) = lines.next() {
            match line {
                "--- hai cột" => {
                    let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "---").collect();
                    xml += &self.two_columns(&inside, room);
                }
                "--- bảng" => {
                    let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "---").collect();
                    xml += &self.table(&inside, room);
                }
                "" => {}
                line => xml += &self.paragraph(line, room),
            }
        }
        xml + &setup.section()
    }

    /// A table without lines: `< ` begins a line of the left cell, `> ` one of the right, `=` a row.
    fn two_columns(&mut self, lines: &[&str], room: i64) -> String {
        let widths = [room * 2 / 5, room - room * 2 / 5];
        let mut xml = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{room}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid>",
            widths[0], widths[1]
        );
        for row in lines.split(|line| *line == "=") {
            xml += "<w:tr>";
            for (side, width) in ["<", ">"].into_iter().zip(widths) {
                let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
                let mut empty = true;
                for line in row.iter().filter_map(|line| line.strip_prefix(side)) {
                    xml += &self.paragraph(line.strip_prefix(' ').unwrap_or(line), width);
                    empty = false;
                }
                xml += if empty { "<w:p/></w:tc>" } else { "</w:tc>" };
            }
            xml += "</w:tr>";
        }
        xml + "</w:tbl>"
    }

    /// A drawn table: cells are parted by ` | `.
    fn table(&mut self, lines: &[&str], room: i64) -> String {
        let columns = lines.first().map_or(1, |line| line.split(" | ").count());
        let width = room / i64::try_from(columns).unwrap();
        let edge = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(edge).collect();
        let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns);
        let mut xml = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{room}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        );
        for line in lines {
            xml += "<w:tr>";
            for cell in line.split(" | ") {
                let _ = write!(
                    xml,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                    self.paragraph(cell, width)
                );
            }
            xml += "</w:tr>";
        }
        xml + "</w:tbl>"
    }

    /// `text {look}`; within the text `⟦look|words⟧` are set otherwise, `⟦+|words⟧` are inserted and `⟦×|words⟧` deleted
    /// under tracking, `⟦?|words⟧` bear a comment; `→` is a tab, `↵` a line break, `␣` a blank.
    fn paragraph(&mut self, line: &str, room: i64) -> String {
        let (text, look) = match line.strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
            Some((text, look)) => (text.strip_suffix(' ').unwrap_or(text), Look::read(look)),
            None => (line, Look::plain()),
        };
        let (paragraph, run) = self.said(&look, room);
        let mut xml = format!("<w:p><w:pPr>{paragraph}</w:pPr>");
        for piece in pieces(text) {
            match piece {
                (None, words) => xml += &run_of(&run, words),
                (Some("+"), words) => {
                    xml += &format!("<w:ins w:id=\"1\" w:author=\"A\">{}</w:ins>", run_of(&run, words));
                }
                (Some("×"), words) => {
                    let gone = run_of(&run, words).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ");
                    xml += &format!("<w:del w:id=\"2\" w:author=\"A\">{gone}</w:del>");
                }
                (Some("?"), words) => {
                    xml += &(run_of(&run, words) + "<w:r><w:commentReference w:id=\"0\"/></w:r>");
                }
                (Some(inner), words) => xml += &run_of(&Look::read(inner).run(), words),
            }
        }
        if let Some(length) = look.rule {
            self.shapes += 1;
            xml += &shape(length, self.shapes);
        }
        xml + "</w:p>"
    }

    /// Returns what paragraph and run say themselves.
    fn said(&mut self, look: &Look, room: i64) -> (String, String) {
        let of_style = look.border.is_none();
        match self.way {
            Way::Style if of_style => {
                let next = self.styles.len() + 1;
                let number = *self.styles.entry(look.clone()).or_insert(next);
                (format!("<w:pStyle w:val=\"S{number}\"/>"), String::new())
            }
            Way::Defaults if self.defaults.as_ref() == Some(look) && of_style => Default::default(),
            _ => (look.paragraph(room), look.run()),
        }
    }

    fn styles(&self) -> String {
        let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:styles xmlns:w=\"{W}\">");
        if let (Way::Defaults, Some(look)) = (self.way, &self.defaults) {
            let _ = write!(
                xml,
                "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{}</w:pPr></w:pPrDefault></w:docDefaults>",
                look.run(),
                look.paragraph(0)
            );
        }
        xml +=
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>";
        for (look, number) in &self.styles {
            let (paragraph, run) = (look.paragraph(0), look.run());
            let _ = write!(
                xml,
                "<w:style w:type=\"paragraph\" w:styleId=\"S{number}\"><w:name w:val=\"Kiểu {number}\"/><w:basedOn w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
            );
        }
        xml + "</w:styles>"
    }
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn run_of(look: &str, words: &str) -> String {
    let text = words.replace('&', "&amp;").replace('<', "&lt;").replace('␣', " ");
    let text = text.replace('→', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    let text = text.replace('↵', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn pieces(text: &str) -> Vec<(Option<&str>, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟦') {
        let (inner, after) = after.split_once('⟧').unwrap();
        let (look, words) = inner.split_once('|').unwrap();
        pieces.extend([(None, before), (Some(look), words)]);
        rest = after;
    }
    pieces.push((None, rest));
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// A line drawn below its paragraph.
fn shape(length: i64, id: usize) -> String {
    format!(
        "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{id}\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>230000</wp:posOffset></wp:positionV><wp:extent cx=\"{length}\" cy=\"0\"/><wp:wrapNone/><wp:docPr id=\"{id}\" name=\"Line {id}\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:prstGeom prst=\"line\"/><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
}

fn zip(writer: &Writer, body: &str, setup: &Setup) -> Vec<u8> {
    let spaces = format!(
        "xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |inside: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let number = setup.number.as_ref().map(|(place, look)| (if place == "trên" { "header" } else { "footer" }, look));
    let mut parts = relation("styles", "styles", "styles.xml");
    let mut types = format!(
        "<Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{word}.styles+xml\"/>"
    );
    let mut files: Vec<(&str, String)> = Vec::new();
    if let Some((kind, look)) = number {
        parts += &relation("number", kind, "number.xml");
        let _ = write!(types, "<Override PartName=\"/word/number.xml\" ContentType=\"{word}.{kind}+xml\"/>");
        let root = if kind == "header" { "hdr" } else { "ftr" };
        let (paragraph, run) = (look.paragraph(0), look.run());
        files.push(("word/number.xml", format!("<w:{root} {spaces}><w:p><w:pPr>{paragraph}</w:pPr><w:fldSimple w:instr=\"PAGE\"><w:r><w:rPr>{run}</w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:{root}>")));
    }
    if setup.macros {
        files.push(("word/vbaProject.bin", "macro".to_owned()));
    }
    files.extend([
        ("[Content_Types].xml", format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>")),
        ("_rels/.rels", relations(&relation("main", "officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", relations(&parts)),
        ("word/document.xml", format!("<w:document {spaces}><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", writer.styles()),
    ]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
