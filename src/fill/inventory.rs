//! What a template's file holds, in words: part by part, what is filled there, and what is left as it is.

use super::left::is_embedded;
use crate::ooxml::fragment;

/// A part of the file, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its name in the package.
    pub part: String,
    /// What it is.
    pub what: String,
    /// How many tags it holds; none where no tag is filled.
    pub tags: Option<usize>,
}

/// What a part is, by what its content type ends with.
const TYPES: [(&str, &str); 38] = [
    ("document.main+xml", "thân văn bản"),
    ("header+xml", "đầu trang"),
    ("footer+xml", "chân trang"),
    ("footnotes+xml", "chú thích cuối trang"),
    ("endnotes+xml", "chú thích cuối văn bản"),
    ("comments+xml", "lời bình luận"),
    ("commentsExtended+xml", "lời bình luận (trả lời, đã xong)"),
    ("commentsIds+xml", "lời bình luận (mã)"),
    ("commentsExtensible+xml", "lời bình luận (giờ)"),
    ("people+xml", "người bình luận"),
    ("styles+xml", "kiểu chữ, kiểu đoạn"),
    ("stylesWithEffects+xml", "kiểu chữ cho Word 2010"),
    ("numbering+xml", "danh sách đánh số"),
    ("settings+xml", "cài đặt của văn bản"),
    ("webSettings+xml", "cài đặt khi xem trên web"),
    ("fontTable+xml", "bảng phông chữ"),
    ("theme+xml", "màu và phông của chủ đề"),
    ("themeOverride+xml", "màu riêng của biểu đồ"),
    ("glossary+xml", "mẩu văn bản dựng sẵn (Quick Parts)"),
    ("core-properties+xml", "thuộc tính tệp"),
    ("extended-properties+xml", "thuộc tính tệp (phần mềm, công ty)"),
    ("custom-properties+xml", "thuộc tính tự đặt"),
    ("customXmlProperties+xml", "khai báo của kho dữ liệu"),
    ("drawingml.chart+xml", "biểu đồ"),
    ("chartex+xml", "biểu đồ kiểu mới (cây, thác nước, phễu…)"),
    ("chartshapes+xml", "hình vẽ trên biểu đồ"),
    ("ms-office.chartstyle+xml", "kiểu dáng biểu đồ"),
    ("ms-office.chartcolorstyle+xml", "màu của biểu đồ"),
    ("diagramData+xml", "sơ đồ SmartArt"),
    ("diagramDrawing+xml", "hình vẽ sẵn của SmartArt"),
    ("diagramLayout+xml", "bố cục SmartArt"),
    ("diagramStyle+xml", "kiểu dáng SmartArt"),
    ("diagramColors+xml", "màu SmartArt"),
    ("activeX+xml", "nút bấm, ô nhập ActiveX"),
    ("ms-word.attachedToolbars", "thanh công cụ riêng"),
    ("keyMapCustomizations+xml", "phím tắt riêng"),
    ("printerSettings", "cài đặt máy in"),
    ("relationships+xml", "liên kết giữa các phần"),
];

/// What a part is, by how its name ends.
const NAMES: [(&str, &str); 17] = [
    ("[content_types].xml", "danh mục các phần"),
    (".rels", "liên kết giữa các phần"),
    (".png", "ảnh"),
    (".jpg", "ảnh"),
    (".jpeg", "ảnh"),
    (".gif", "ảnh"),
    (".bmp", "ảnh"),
    (".tif", "ảnh"),
    (".tiff", "ảnh"),
    (".emf", "hình vẽ"),
    (".wmf", "hình vẽ"),
    (".svg", "hình vẽ"),
    (".odttf", "phông chữ nhúng"),
    (".doc", "văn bản Word đời cũ nhúng bên trong"),
    (".bin", "dữ liệu nhị phân"),
    (".pdf", "tệp PDF nhúng bên trong"),
    (".sigs", "chữ ký số"),
];

/// Says what a part is; `kind` is its content type.
pub fn what(name: &str, kind: &str) -> String {
    let name = name.to_lowercase();
    let by_type = TYPES.iter().find(|(end, _)| kind.to_lowercase().ends_with(&end.to_lowercase()));
    let by_name = || NAMES.iter().find(|(end, _)| name.ends_with(end));
    let special = match name.as_str() {
        name if is_embedded(name) => Some("tệp Office nhúng bên trong"),
        name if name.contains("customxml/") && !name.contains("/_rels/") => Some("kho dữ liệu"),
        name if name.contains("_xmlsignatures/") => Some("chữ ký số"),
        name if name.contains("webextension") || name.contains("taskpanes") => Some("tiện ích Office (add-in)"),
        name if name.contains("docmetadata/") => Some("nhãn bảo mật của Microsoft"),
        name if name.contains("thumbnail") => Some("ảnh xem trước của tệp"),
        name if name.contains("/afchunk") || ends(name, &["mht", "html", "rtf"]) => {
            Some("văn bản khác nhập vào (altChunk)")
        }
        _ => None,
    };
    let typed = by_type.map(|(_, what)| *what);
    // A store of data is declared as plain XML, so what is said by name comes first only there.
    let what = typed.or(special).or_else(|| by_name().map(|(_, what)| *what));
    what.unwrap_or("phần khác").to_owned()
}

/// What stands in a text and is left as it is: what the tag begins with, and how it is told.
const IN_TEXT: [(&[&str], &str); 21] = [
    (&["<w:altChunk "], "đoạn nhập từ tệp khác (altChunk): Word đọc tệp ấy khi mở, thẻ bên trong không được điền"),
    (&["<w:subDoc "], "văn bản con (subdocument) nối từ tệp ngoài: nội dung của nó không được điền"),
    (&["<o:OLEObject ", "<w:objectEmbed ", "<w:objectLink "], "đối tượng nhúng (OLE): giữ nguyên như trong mẫu"),
    (&["<w:control "], "nút bấm, ô nhập ActiveX: giữ nguyên, không chạy khi điền"),
    (&["<w:ins ", "<w:moveTo "], "chỗ chèn có theo dõi thay đổi: thẻ trong đó được điền, dấu theo dõi giữ nguyên"),
    (
        &["<w:del ", "<w:moveFrom "],
        "chỗ xóa có theo dõi thay đổi: thẻ trong đó không được điền, chữ đã xóa vẫn nằm trong tệp",
    ),
    (
        &["<w:rPrChange ", "<w:pPrChange ", "<w:tblPrChange ", "<w:sectPrChange "],
        "thay đổi định dạng được theo dõi: giữ nguyên",
    ),
    (&["<w:commentReference "], "lời bình luận: đi theo tệp điền xong"),
    (&["<w:permStart "], "vùng được phép sửa: giữ nguyên"),
    (&["<w:lock w:val=\"sdt", "<w:lock w:val=\"content"], "ô điều khiển bị khóa: vẫn được điền, khóa giữ nguyên"),
    (&["<w:ffData>"], "ô biểu mẫu đời cũ (legacy form field): giữ nguyên"),
    (&["<w:docPartObj>"], "khối dựng sẵn của Word (mục lục, trang bìa…): giữ nguyên khung"),
    (&["<w:framePr "], "khung đời cũ (frame): giữ nguyên"),
    (&["<w:dir ", "<w:bdo "], "chữ viết từ phải sang trái: giữ nguyên"),
    (&["<m:oMath>", "<m:oMath "], "công thức toán: thẻ trong đó được điền, còn lại giữ nguyên"),
    (&["<w14:contentPart ", "<wpi:", "<inkml:"], "nét mực viết tay: giữ nguyên"),
    (&["<am3d:model3d", "<a3danim:"], "mô hình ba chiều: giữ nguyên"),
    (&["<wp15:webVideoPr", "<asvg:"], "phim hoặc hình véc-tơ trên mạng: giữ nguyên"),
    (&["<w:movie ", "<a:videoFile", "<a:audioFile"], "phim, âm thanh: giữ nguyên"),
    (&["<w:ruby>"], "chữ chú âm: giữ nguyên"),
    (&["<w:smartTag "], "thẻ thông minh đời cũ: giữ nguyên"),
];

/// Fields that take from elsewhere what the program does not look at.
const FIELDS: [(&str, &str); 10] = [
    ("MERGEFIELD", "trường trộn thư (MERGEFIELD): không được điền; đổi thành thẻ {{ … }}"),
    ("INCLUDETEXT", "chữ lấy từ tệp khác (INCLUDETEXT): Word đọc khi cập nhật trường"),
    ("INCLUDEPICTURE", "ảnh lấy từ tệp khác (INCLUDEPICTURE): Word đọc khi cập nhật trường"),
    ("DATABASE", "bảng lấy từ cơ sở dữ liệu (DATABASE): Word đọc khi cập nhật trường"),
    ("LINK", "liên kết tới tệp khác (LINK): Word đọc khi cập nhật trường"),
    ("DDE", "liên kết sống (DDE): Word đọc khi cập nhật trường"),
    ("DDEAUTO", "liên kết sống (DDEAUTO): Word đọc khi cập nhật trường"),
    ("MACROBUTTON", "nút chạy macro (MACROBUTTON): tệp điền xong không có macro"),
    ("ASK", "trường hỏi người dùng (ASK): Word hỏi khi cập nhật trường"),
    ("FILLIN", "trường hỏi người dùng (FILLIN): Word hỏi khi cập nhật trường"),
];

/// What the settings of a document say that concerns whoever fills it.
const SETTINGS: [(&str, &str); 6] = [
    ("w:mailMerge", "cài đặt trộn thư (Mail Merge): giữ nguyên; Word có thể hỏi tệp dữ liệu khi mở"),
    ("w:documentProtection", "văn bản đang được bảo vệ (Restrict Editing): vẫn được điền, bảo vệ giữ nguyên"),
    ("w:writeProtection", "văn bản có mật khẩu sửa hoặc khuyên chỉ đọc: vẫn được điền, mật khẩu giữ nguyên"),
    ("w:trackRevisions", "đang bật theo dõi thay đổi: chữ được điền không bị đánh dấu, ai sửa sau thì bị"),
    ("w:attachedTemplate", "gắn với một tệp mẫu khác: giữ nguyên liên kết"),
    ("w:documentType", "kiểu văn bản riêng (thư, thư điện tử): giữ nguyên"),
];

/// Says what of a part is left as it is; `kind` is its content type.
pub fn left_in_part(kind: &str, text: &str) -> Vec<String> {
    let is = |ends: &[&str]| ends.iter().any(|end| kind.ends_with(end));
    if is(&["document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"]) {
        return left_in_text(text);
    }
    if kind.ends_with(".settings+xml") { left_in_settings(text) } else { left_outside(text, kind) }
}

/// Says which files outside of this one are looked at by Word alone.
fn left_outside(relations: &str, kind: &str) -> Vec<String> {
    let outside = |end: &str| {
        let links = fragment::children(relations).into_iter();
        links
            .filter(|link| {
                link.attribute("TargetMode").as_deref() == Some("External")
                    && link.attribute("Type").is_some_and(|url| url.ends_with(end))
            })
            .count()
    };
    if !kind.ends_with("relationships+xml") {
        return Vec::new();
    }
    let kinds = [
        ("/image", "ảnh liên kết từ tệp ngoài: không đi theo tệp, Word đọc khi mở"),
        ("/oleObject", "đối tượng liên kết tới tệp ngoài: Word đọc khi cập nhật"),
        ("/attachedTemplate", "tệp mẫu gắn kèm ở ngoài: giữ nguyên liên kết"),
        ("/mailMergeSource", "tệp dữ liệu trộn thư ở ngoài: giữ nguyên liên kết"),
        ("/package", "bảng số của biểu đồ ở tệp ngoài: biểu đồ ấy không điền bằng bieu_do được"),
    ];
    kinds
        .iter()
        .map(|(end, told)| (outside(end), told))
        .filter(|(count, _)| *count > 0)
        .map(|(count, told)| format!("{count} {told}"))
        .collect()
}

/// Says what of a text is left as it is, one line each, with how often it is there.
fn left_in_text(text: &str) -> Vec<String> {
    let count = |begins: &[&str]| begins.iter().map(|begin| text.matches(begin).count()).sum::<usize>();
    let elements = IN_TEXT.iter().map(|(begins, told)| (count(begins), *told));
    let fields = FIELDS.iter().map(|(name, told)| (codes(text, name), *told));
    elements.chain(fields).filter(|(count, _)| *count > 0).map(|(count, told)| format!("{count} {told}")).collect()
}

/// Counts the fields of a name.
fn codes(text: &str, name: &str) -> usize {
    let begins = ["<w:instrText", "w:instr=\""];
    let code = |rest: &str, attribute: bool| {
        let rest = if attribute { rest } else { rest.split_once('>').map_or("", |(_, rest)| rest) };
        rest.split_whitespace().next().is_some_and(|word| word.trim_end_matches(['<', '"']).eq_ignore_ascii_case(name))
    };
    begins
        .iter()
        .map(|begin| text.split(begin).skip(1).filter(|rest| code(rest, begin.starts_with("w:"))).count())
        .sum()
}

/// Says what the settings leave as it is.
fn left_in_settings(settings: &str) -> Vec<String> {
    let children = fragment::children(settings);
    let is_on = |child: &&fragment::Child<'_>| {
        let off =
            |name: &str| child.attribute(name).is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
        !off("w:val") && !off("w:enforcement")
    };
    let there = |name: &str| children.iter().filter(is_on).any(|child| child.name == name);
    SETTINGS.iter().filter(|(name, _)| there(name)).map(|(_, told)| (*told).to_owned()).collect()
}

/// Parts that are left as they are: a piece of their names, and how they are told.
const IN_PACKAGE: [(&str, &str); 9] = [
    (
        "_xmlsignatures/",
        "chữ ký số: không còn đúng sau khi điền, Word sẽ báo chữ ký không hợp lệ; ký lại tệp điền xong",
    ),
    ("/activex/", "phần của nút bấm ActiveX: giữ nguyên"),
    ("/glossary/document.xml", "mẩu văn bản dựng sẵn (Quick Parts): giữ nguyên, thẻ trong đó không được điền"),
    (".odttf", "phông chữ nhúng (đã mã hóa): giữ nguyên"),
    ("printersettings", "cài đặt máy in: giữ nguyên"),
    ("docmetadata/", "nhãn bảo mật của Microsoft: giữ nguyên"),
    ("webextension", "tiện ích Office (add-in): giữ nguyên"),
    ("customui/", "dải nút lệnh riêng (ribbon): giữ nguyên"),
    ("bibliography", "nguồn trích dẫn: giữ nguyên"),
];

/// Tells whether a name in small letters has one of these endings.
fn ends(name: &str, endings: &[&str]) -> bool {
    let ending = std::path::Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

/// Says which parts are left as they are.
pub fn left_in_package(names: &[String]) -> Vec<String> {
    let names: Vec<String> =
        names.iter().map(|name| name.to_lowercase()).filter(|name| !ends(name, &["rels"])).collect();
    let told = IN_PACKAGE.iter().filter_map(|(piece, told)| {
        let count = names.iter().filter(|name| format!("/{name}").contains(piece)).count();
        (count > 0).then(|| format!("{count} {told}"))
    });
    let mut lines: Vec<String> = told.collect();
    let old = names.iter().filter(|name| ends(name, &["doc", "xls", "ppt"]));
    lines
        .extend(old.map(|name| format!("tệp Office đời cũ nhúng bên trong ({name}): giữ nguyên, không xem bên trong")));
    let binary = names.iter().filter(|name| name.contains("embeddings/") && ends(name, &["bin"]));
    lines.extend(binary.map(|name| format!("dữ liệu của đối tượng nhúng ({name}): giữ nguyên, không xem bên trong")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_called_by_what_they_are() {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        assert_eq!(what("word/document.xml", &format!("{word}document.main+xml")), "thân văn bản");
        assert_eq!(what("word/comments.xml", &format!("{word}comments+xml")), "lời bình luận");
        assert_eq!(what("customXml/item1.xml", "application/xml"), "kho dữ liệu");
        assert_eq!(what("word/media/a.PNG", "image/png"), "ảnh");
        assert_eq!(what("word/embeddings/a.xlsx", "x"), "tệp Office nhúng bên trong");
        assert_eq!(what("word/la.xyz", ""), "phần khác");
    }

    #[test]
    fn what_is_left_is_said_once_with_its_number() {
        let text = "<w:p><w:altChunk r:id=\"1\"/><w:ins w:id=\"1\"/><w:ins w:id=\"2\"/><w:instrText xml:space=\"preserve\"> MERGEFIELD ten </w:instrText>\
                    <w:fldSimple w:instr=\"LINK Excel\"/><w:instrText>HYPERLINK</w:instrText></w:p>";
        let starts: Vec<String> = left_in_text(text).iter().map(|line| line.chars().take(18).collect()).collect();
        assert_eq!(starts, ["1 đoạn nhập từ tệp", "2 chỗ chèn có theo", "1 trường trộn thư ", "1 liên kết tới tệp"]);
        assert_eq!(left_in_text("<w:p><w:instrText> PAGE </w:instrText></w:p>"), [""; 0]);
    }

    #[test]
    fn settings_that_are_off_are_not_told() {
        let lines = left_in_settings(
            "<w:settings><w:mailMerge/><w:trackRevisions w:val=\"0\"/><w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/></w:settings>",
        );
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(left_in_settings("<w:settings><w:documentProtection w:enforcement=\"0\"/></w:settings>"), [""; 0]);
    }

    #[test]
    fn parts_that_are_left_are_told() {
        let names = [
            "_xmlsignatures/sig1.xml",
            "word/embeddings/cu.DOC",
            "word/embeddings/oleObject1.bin",
            "word/document.xml",
        ];
        let lines = left_in_package(&names.map(str::to_owned));
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[1].contains("cu.doc") && lines[2].contains("oleobject1.bin"), "{lines:?}");
    }
}
