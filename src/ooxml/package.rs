//! The zip package of a Word file: parts read under limits, content types, and parts found by relationship.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::ooxml::relation::{self, Relation};
use crate::ooxml::types;
use crate::ooxml::xml::{Tree, XmlError};
use crate::ooxml::xml_build;

const MIB: u64 = 1024 * 1024;
const MAX_ENTRIES: usize = 4_096;
const MAX_PART: u64 = 256 * MIB;
const MAX_TOTAL: u64 = 512 * MIB;
/// Text and tables compress well below this; only a file made to exhaust memory comes near it.
const MAX_RATIO: u64 = 400;
/// Entries smaller than this are not asked how well they were compressed.
const RATIO_FROM: u64 = 16 * MIB;

/// Why a file could not be opened as a Word package.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The file has no bytes.
    #[error("tệp rỗng, không có nội dung")]
    Empty,
    /// An OLE container with the old binary format.
    #[error("tệp có vẻ là văn bản Word đời cũ (.doc); hãy mở bằng Word rồi lưu lại dạng .docx")]
    OldDoc,
    /// An OLE container with an encrypted package.
    #[error("tệp có đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu rồi lưu lại dạng .docx")]
    Password,
    /// Another kind of file under a .docx name.
    #[error("tệp không phải .docx mà là {0}; hãy mở bằng Word rồi lưu lại dạng .docx")]
    Disguised(&'static str),
    /// Not a zip archive.
    #[error("tệp không phải .docx (không phải tệp nén zip), hoặc đã hỏng; hãy mở bằng Word rồi lưu lại dạng .docx")]
    NotZip,
    /// A zip archive that cannot be read to its end.
    #[error("tệp .docx đã hỏng: {0}")]
    Broken(String),
    /// A zip archive that is not a Word package.
    #[error("tệp nén này không phải văn bản Word: {0}")]
    NotWord(String),
    /// A limit against files made to exhaust the machine.
    #[error("tệp .docx vượt giới hạn an toàn: {0}")]
    Limit(String),
    /// A name that points outside the package, or two entries of one name.
    #[error("tệp .docx có mục tên không hợp lệ: “{0}”")]
    BadName(String),
    /// A part that is not proper XML.
    #[error("phần “{part}” trong tệp .docx: {cause}")]
    Xml {
        /// Name of the part inside the package.
        part: String,
        /// What is wrong in it.
        cause: XmlError,
    },
}

/// What to do with a file that asks too much of the machine.
const DANGER: &str = "tệp có thể được làm ra để phá máy, đừng mở; hỏi lại nơi gửi, hoặc tách văn bản thành nhiều tệp";

impl PackageError {
    /// Says what to do, where the message does not say it itself.
    pub const fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::OldDoc | Self::Password | Self::Disguised(_) | Self::NotZip => return None,
            Self::Empty => "chép hoặc tải lại tệp",
            Self::Xml { cause: XmlError::Dtd | XmlError::TooDeep | XmlError::TooLarge, .. }
            | Self::Limit(_)
            | Self::BadName(_) => DANGER,
            Self::Broken(_) | Self::Xml { .. } => {
                "chép hoặc tải lại tệp; hoặc trong Word vào File > Open, chọn tệp, bấm mũi tên cạnh nút Open, chọn Open and Repair rồi lưu lại"
            }
            Self::NotWord(_) => {
                "kiểm tra lại tên tệp; văn bản của chương trình khác thì mở bằng chương trình ấy rồi lưu lại dạng .docx"
            }
        })
    }
}

/// An opened Word package: its XML parts in memory, names in lower case without a leading slash.
#[derive(Debug)]
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    others: Vec<String>,
    main: String,
    /// Whether pictures are unpacked as well.
    pictures: bool,
}

impl Package {
    /// Opens a package from the bytes of a file.
    ///
    /// Only XML parts are unpacked; pictures and fonts are known by name. Every XML part is looked at for a document
    /// type declaration, which is refused.
    pub fn open(bytes: &[u8]) -> Result<Self, PackageError> {
        Self::within(bytes, MAX_PART, MAX_TOTAL)
    }

    /// Opens a package whose XML parts have so many bytes each, and all together, at most.
    pub fn within(bytes: &[u8], each: u64, all: u64) -> Result<Self, PackageError> {
        Self::opened(bytes, (each, all), false)
    }

    /// Opens a package with its pictures, which [`Package::part`] returns like any other part.
    pub fn with_pictures(bytes: &[u8]) -> Result<Self, PackageError> {
        Self::opened(bytes, (MAX_PART, MAX_TOTAL), true)
    }

    fn opened(bytes: &[u8], (each, all): (u64, u64), pictures: bool) -> Result<Self, PackageError> {
        let mut package = Self { parts: BTreeMap::new(), others: Vec::new(), main: String::new(), pictures };
        package.unpack(bytes, each, all)?;
        for (name, content) in package.parts.iter().filter(|(name, _)| is_xml(name)) {
            refuse_dtd(name, content)?;
        }
        package.main = package.find_main()?;
        Ok(package)
    }

    /// Returns the name of the main document part.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Returns the bytes of an XML part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(&name.to_lowercase()).map(Vec::as_slice)
    }

    /// Parses an XML part; a part that does not exist is `None`.
    pub fn tree(&self, name: &str) -> Result<Option<Tree>, PackageError> {
        let Some(content) = self.part(name) else {
            return Ok(None);
        };
        match Tree::parse(content) {
            Ok(tree) => Ok(Some(tree)),
            Err(cause) => Err(PackageError::Xml { part: name.to_owned(), cause }),
        }
    }

    /// Returns the relationships that start at a part; the empty name stands for the package itself.
    pub fn relations(&self, source: &str) -> Result<Vec<Relation>, PackageError> {
        let tree = self.tree(&relation::part_for(source))?;
        Ok(tree.map(|tree| relation::parse(&tree, source)).unwrap_or_default())
    }

    /// Finds the part that a relationship of this kind leads to, such as `styles` from the main part.
    pub fn related(&self, source: &str, kind: &str) -> Result<Option<String>, PackageError> {
        let relations = self.relations(source)?;
        Ok(relations.into_iter().find(|r| r.kind == kind && !r.external).map(|r| r.target))
    }

    /// Returns the names of all entries, in no particular order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().chain(&self.others).map(String::as_str)
    }

    fn unpack(&mut self, bytes: &[u8], each: u64, all: u64) -> Result<(), PackageError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_zip(bytes))?;
        if archive.len() > MAX_ENTRIES {
            return Err(PackageError::Limit(format!("có {} mục, tối đa {MAX_ENTRIES}", archive.len())));
        }
        let mut total = 0;
        for index in 0..archive.len() {
            total += self.unpack_entry(&mut archive, index, each.min(all - total))?;
        }
        Ok(())
    }

    fn unpack_entry(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
        left: u64,
    ) -> Result<u64, PackageError> {
        let entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let Some(name) = safe_name(entry.name()) else {
            return Err(PackageError::BadName(entry.name().to_owned()));
        };
        if entry.is_dir() {
            return Ok(0);
        }
        if self.parts.contains_key(&name) || self.others.contains(&name) {
            return Err(PackageError::BadName(name));
        }
        if !(is_xml(&name) || self.pictures && is_picture(&name)) {
            self.others.push(name);
            return Ok(0);
        }
        let content = inflate(entry, &name, left)?;
        let size = content.len() as u64;
        self.parts.insert(name, content);
        Ok(size)
    }

    fn find_main(&self) -> Result<String, PackageError> {
        let open = self.others.iter().any(|name| name == "mimetype") && self.part("content.xml").is_some();
        let what =
            if open { "đây là tệp OpenDocument (.odt, .ods)" } else { "không có phần nội dung chính" };
        let no_main = || PackageError::NotWord(what.to_owned());
        let main = self.related("", "officeDocument")?.ok_or_else(no_main)?;
        let content_type = self.content_type(&main)?;
        if !content_type.contains("word") {
            return Err(PackageError::NotWord(office_kind(&content_type).to_owned()));
        }
        if self.part(&main).is_none() {
            return Err(no_main());
        }
        Ok(main)
    }

    /// Returns the declared content type of a part, or the empty string.
    pub fn content_type(&self, part: &str) -> Result<String, PackageError> {
        let types = self.tree(types::PART)?;
        Ok(types.and_then(|tree| types::of(&tree, part)).unwrap_or_default())
    }
}

fn inflate(mut entry: ZipFile<'_, Cursor<&[u8]>>, name: &str, limit: u64) -> Result<Vec<u8>, PackageError> {
    let mut content = Vec::new();
    entry
        .by_ref()
        .take(limit + 1)
        .read_to_end(&mut content)
        .map_err(|error| PackageError::Broken(format!("không giải nén được “{name}” ({error})")))?;
    let size = content.len() as u64;
    if size > limit {
        return Err(PackageError::Limit(format!("“{name}” quá lớn sau khi giải nén")));
    }
    if size > RATIO_FROM && size / entry.compressed_size().max(1) > MAX_RATIO {
        return Err(PackageError::Limit(format!("“{name}” nén quá {MAX_RATIO} lần")));
    }
    Ok(content)
}

fn is_xml(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    matches!(extension, "xml" | "rels" | "vml")
}

fn is_picture(name: &str) -> bool {
    matches!(name.rsplit('.').next().unwrap_or_default(), "png" | "jpg" | "jpeg" | "gif")
}

/// Returns the name in lower case with forward slashes, or nothing if it leads out of the package.
fn safe_name(name: &str) -> Option<String> {
    let name = name.replace('\\', "/").to_lowercase();
    let name = name.strip_prefix('/').unwrap_or(&name);
    let inside = !name.contains([':', '\0']) && name.split('/').all(|step| step != "..");
    (inside && !name.is_empty() && !name.starts_with('/')).then(|| name.to_owned())
}

/// Looks for a document type declaration before the root element; one after it is not well formed and fails there.
fn refuse_dtd(part: &str, content: &[u8]) -> Result<(), PackageError> {
    if xml_build::has_dtd(content) {
        return Err(PackageError::Xml { part: part.to_owned(), cause: XmlError::Dtd });
    }
    Ok(())
}

fn broken(error: &ZipError) -> PackageError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PackageError::Password,
        other => PackageError::Broken(other.to_string()),
    }
}

/// Says what a file is that is not a zip archive, by its first bytes.
fn not_zip(bytes: &[u8]) -> PackageError {
    let ole = [0xD0, 0xCF, 0x11, 0xE0];
    match bytes {
        [] => PackageError::Empty,
        _ if bytes.starts_with(&ole) && holds_utf16(bytes, "EncryptedPackage") => PackageError::Password,
        _ if bytes.starts_with(&ole) => PackageError::OldDoc,
        _ if bytes.starts_with(b"{\\rtf") => PackageError::Disguised("tệp RTF"),
        _ if bytes.starts_with(b"%PDF") => PackageError::Disguised("tệp PDF"),
        _ if bytes.starts_with(b"<") => PackageError::Disguised("trang web hoặc tệp XML"),
        _ if bytes.starts_with(b"PK") => PackageError::Broken("tệp bị cắt cụt hoặc chép chưa xong".to_owned()),
        _ => PackageError::NotZip,
    }
}

fn holds_utf16(bytes: &[u8], text: &str) -> bool {
    let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn office_kind(content_type: &str) -> &'static str {
    match content_type {
        t if t.contains("spreadsheet") || t.contains("excel") => "đây là bảng tính Excel",
        t if t.contains("presentation") || t.contains("powerpoint") => "đây là bản trình chiếu PowerPoint",
        _ => "không rõ loại nội dung",
    }
}
