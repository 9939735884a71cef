//! Documents whose template is a Word file.

use std::collections::BTreeMap;
use std::path::Path;

use super::Made;
use crate::diag::{Diagnostic, Report};
use crate::fill::WordTemplate;
use crate::fill::batch::Batch;
use crate::ooxml::write::seal_for;
use crate::record::paper::Paper;
use crate::source::open::{MOST, OpenError, Reach};
use crate::standard::Kind;
use crate::template::{EACH, Fact, Facts, Stamp, UNREADABLE, built_in_word, framed};

/// Tells whether a document's template is a Word file.
pub fn is_word(paper: &Paper) -> bool {
    has_word_end(&paper.template.text)
}

fn has_word_end(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"))
}

/// Returns the names of the Word templates there are: those of the working folder, and the built-in ones.
pub fn names(root: &Path) -> Vec<String> {
    let folder = root.join("templates");
    let own = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    // While a file is open in Word, another one beside it has its name behind `~$`.
    let own = own.filter(|entry| !entry.file_name().to_string_lossy().starts_with(['.', '~']));
    let own = own.filter_map(|entry| {
        let name = entry.path().strip_prefix(&folder).ok()?.to_string_lossy().replace('\\', "/");
        (!entry.file_type().is_dir() && has_word_end(&name)).then_some(name)
    });
    let built_in = built_in_word().into_iter().map(|(name, _)| name.to_owned());
    let mut names: Vec<String> = own.chain(built_in).collect();
    names.sort();
    names.dedup();
    names
}

/// The Word templates that documents name, each compiled once.
pub struct Words {
    compiled: BTreeMap<String, WordTemplate>,
    /// Where the files lie that values name.
    files: Reach,
}

impl Words {
    /// Compiles the templates of these documents; faults go to the report.
    pub fn load(reach: &Reach, papers: &[&Paper], report: &mut Report) -> Self {
        let mut compiled = BTreeMap::new();
        for paper in papers.iter().filter(|paper| is_word(paper)) {
            let name = &paper.template.text;
            if compiled.contains_key(name) {
                continue;
            }
            match read(reach, name) {
                Ok((shown, bytes)) => match WordTemplate::compile(&shown, bytes) {
                    Ok(template) => {
                        report.extend(template.left().iter().cloned());
                        compiled.insert(name.clone(), template);
                    }
                    Err(faults) => report.extend(faults),
                },
                Err(error) => {
                    let found = Diagnostic::error(&UNREADABLE, format!("không đọc được mẫu: {error}"));
                    report.push(found.in_file(format!("templates/{name}")).hint(error.hint()));
                }
            }
        }
        Self { compiled, files: reach.clone() }
    }

    /// Fills the template of a document, once or once per item; faults go to the report.
    pub fn make(&self, paper: &Paper, facts: &Facts, report: &mut Report) -> Vec<Made> {
        let Some(template) = self.compiled.get(&paper.template.text) else { return Vec::new() };
        let names = Fact::NAMES.into_iter().map(|(_, name)| name).filter(|name| template.takes(name));
        let names: Vec<&str> = names.collect();
        let Some(context) = framed(paper, Stamp::of(paper), &names, facts, report) else { return Vec::new() };
        let subject = facts.text(paper.topic(), &context, report);
        let made = |id: String, bytes: Vec<u8>| Made {
            id,
            kind: Kind::find(&paper.kind.text).map_or("", |kind| kind.name),
            subject: subject.clone(),
            warnings: 0,
            secret: paper.secrecy.is_some(),
            bytes,
            findings: Vec::new(),
            filled: true,
            pages: None,
        };
        let year = facts.records().records().year;
        let Some(list) = &paper.each else {
            let made_for = format!("{year}/{}", paper.id.text);
            return match self.fill(template, &context, &made_for) {
                Ok(bytes) => vec![made(paper.id.text.clone(), bytes)],
                Err(fault) => {
                    let missing = template.missing(&context);
                    report.extend(if missing.is_empty() { vec![*fault] } else { missing });
                    Vec::new()
                }
            };
        };
        match Batch::of(&context, &list.text) {
            Ok(batch) => {
                let ids: Vec<String> =
                    batch.slugs().into_iter().map(|name| format!("{}/{name}", paper.id.text)).collect();
                let filled = self.each(template, &batch, |index| format!("{year}/{}", ids[index]), report);
                ids.iter().cloned().zip(filled).map(|(id, bytes)| made(id, bytes)).collect()
            }
            Err(fault) => {
                report.push(fault.at(list.span));
                Vec::new()
            }
        }
    }

    fn each(
        &self,
        template: &WordTemplate,
        batch: &Batch,
        made_for: impl Fn(usize) -> String,
        report: &mut Report,
    ) -> Vec<Vec<u8>> {
        if let Some(fault) = batch.endless(template) {
            report.push(*fault);
            return Vec::new();
        }
        let (mut all, mut faults) = (Vec::with_capacity(batch.len()), Vec::new());
        for index in 0..batch.len() {
            match self.fill(template, &batch.data(index), &made_for(index)) {
                Ok(bytes) => all.push(bytes),
                Err(fault) => faults.push((index, *fault)),
            }
        }
        if faults.is_empty() {
            return all;
        }
        report.extend(batch.faults(template, faults));
        Vec::new()
    }

    fn fill(
        &self,
        template: &WordTemplate,
        context: &tera::Context,
        made_for: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let bytes = template.fill(context, &self.files)?;
        // What cannot be sealed is handed over as it is: it then counts as edited and is never overwritten.
        Ok(seal_for(&bytes, Some(made_for)).unwrap_or(bytes))
    }
}

/// Returns a template as messages call it, and its file: that of the working folder, else the built-in one.
pub fn read(reach: &Reach, name: &str) -> Result<(String, Vec<u8>), OpenError> {
    match reach.read(&format!("templates/{name}"), MOST) {
        Err(OpenError::Missing) => {}
        read => return read.map(|bytes| (format!("templates/{name}"), bytes)),
    }
    let built_in = built_in_word().into_iter().find(|(known, _)| *known == name);
    let (_, bytes) = built_in.ok_or(OpenError::Missing)?;
    Ok((format!("templates/{name} (mẫu có sẵn)"), bytes.to_vec()))
}

/// Reports documents that ask for a file per item and have no Word template.
pub fn check(papers: &[&Paper], report: &mut Report) {
    for paper in papers.iter().filter(|paper| !is_word(paper)) {
        if let Some(list) = &paper.each {
            let message =
                format!("mẫu “{}” không phải mẫu Word nên không làm mỗi mục một tệp được", paper.template.text);
            let hint = "bỏ dòng danh_sach, hoặc ghi ở `mau` một mẫu .docx";
            report.push(Diagnostic::error(&EACH, message).at(list.span).hint(hint));
        }
    }
}
