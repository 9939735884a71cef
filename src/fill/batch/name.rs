//! Names of files, from a pattern with tags: what a value may not put into a name becomes `-`.

use std::io::{self, Write};

use tera::{Context, Tera};

use super::FILE_NAME;
use crate::diag::Diagnostic;
use crate::filename::{LONGEST, is_device, is_hidden};
use crate::{template, viet};

/// By this name the engine knows the pattern, and that its values are to be cleaned.
const NAME: &str = "ten.tep";

/// How files are named, compiled once.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    guarded: template::Guarded,
    /// The folders before the first tag, which stand as they were typed.
    fixed: usize,
    has_expression: bool,
    tera: Tera,
}

impl Pattern {
    /// Reads a pattern such as `output/{{ stt }}-{{ ho_ten | khong_dau }}.docx`.
    pub fn new(text: &str) -> Result<Self, Box<Diagnostic>> {
        let text = viet::text::nfc(text).replace('\\', "/");
        if !text.to_lowercase().ends_with(".docx") {
            let message = format!("tên tệp “{text}” không kết thúc bằng .docx");
            return Err(Box::new(Diagnostic::error(&FILE_NAME, message).hint("thêm .docx vào cuối --ra")));
        }
        let mut tera = Tera::default();
        template::register_budget(&mut tera);
        template::register_filters(&mut tera);
        tera.set_escape_fn(clean);
        tera.autoescape_on(vec![".tep"]);
        let guarded = template::guard(&text, false)
            .map_err(|excess| Box::new(diagnostic(template::Fault::excess(&excess, &text), &text)))?;
        let placed = |error: tera::Error| diagnostic(template::Fault::of(&error).back(&guarded, &text), &text);
        tera.add_raw_template(NAME, &guarded.text).map_err(|error| Box::new(placed(error)))?;
        let tag = ["{{", "{%", "{#"].iter().filter_map(|open| text.find(open)).min();
        let fixed = text[..tag.unwrap_or(text.len())].rfind('/').map_or(0, |slash| slash + 1);
        Ok(Self { has_expression: tag.is_some(), text, guarded, fixed, tera })
    }

    /// Tells whether the name can change from item to item at all.
    pub fn has_expression(&self) -> bool {
        self.has_expression
    }

    /// Returns the folder before the first tag, in which all files lie.
    pub fn folder(&self) -> &str {
        &self.text[..self.fixed]
    }

    /// Returns how many levels below that folder a file lies.
    pub fn levels(&self) -> usize {
        self.text[self.fixed..].matches('/').count() + 1
    }

    fn render(&self, data: &Context) -> Result<String, Diagnostic> {
        let mut out = template::Capped::new(Vec::new());
        template::begin_budget();
        let rendered = self.tera.render_to(NAME, data, &mut out);
        let placed = |error| diagnostic(template::Fault::of(&error).back(&self.guarded, &self.text), &self.text);
        rendered.map_err(placed)?;
        Ok(String::from_utf8(out.into_inner()).unwrap_or_default())
    }

    /// Returns the path of one file, folders parted by `/`; `label` says whose file it is.
    pub fn name(&self, data: &Context, label: &str) -> Result<String, Diagnostic> {
        let name = self.render(data)?;
        let (folder, rest) = name.split_at_checked(self.fixed).unwrap_or(("", &name));
        let parts: Vec<String> = rest.split('/').map(part).collect();
        let stem = parts.last().and_then(|last| last.get(..last.len().saturating_sub(5))).unwrap_or_default();
        if stem.is_empty() || parts.iter().any(String::is_empty) {
            let message = format!("tên tệp “{name}” còn chỗ trống");
            let hint = "giá trị dùng trong tên đang bỏ trống: điền vào dữ liệu, hoặc thêm {{ thu_tu }}";
            return Err(Diagnostic::error(&FILE_NAME, message).hint(hint));
        }
        if let Some(long) = parts.iter().find(|part| part.len() > LONGEST) {
            let message = format!("tên tệp của {label} dài {} byte, nhiều nhất {LONGEST}", long.len());
            let hint = "dùng giá trị ngắn hơn trong --ra; thêm | khong_dau cũng làm tên ngắn lại";
            return Err(Diagnostic::error(&FILE_NAME, message).hint(hint));
        }
        Ok(viet::text::nfc(&format!("{folder}{}", parts.join("/"))).into_owned())
    }
}

/// Places the engine's fault in the pattern.
fn diagnostic(fault: template::Fault, text: &str) -> Diagnostic {
    let mut found = fault.diagnostic("--ra", text);
    found.code = &FILE_NAME;
    found
}

/// Writes a value as a name can hold it.
fn clean(value: &str, out: &mut dyn Write) -> io::Result<()> {
    let allowed = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        letter if letter.is_control() || is_hidden(letter) => ' ',
        letter => letter,
    };
    let cleaned: String = value.trim().chars().map(allowed).collect();
    out.write_all(cleaned.as_bytes())
}

/// Returns a name of a folder or file that every system takes.
fn part(name: &str) -> String {
    portable(name.trim_end_matches(['.', ' ']).trim_start())
}

/// Returns the name, other than what Windows keeps for devices.
pub(super) fn portable(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if is_device(name) { format!("{stem}-{}", &name[stem.len()..]) } else { name.to_owned() }
}
