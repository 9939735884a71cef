//! The gate: no file gets a number before it was read back, as a stranger would, and found to be what was meant and in the
//! form that the decree wants.

use super::readback::{Making, Mark, Page};
use crate::check::file::Traces;
use crate::check::{Options, check_view, told};
use crate::diag::{Diagnostic, Report};
use crate::document::Document;

/// A file that is finished.
pub struct Finished {
    /// What ends its name, where a document has several.
    pub item: Option<String>,
    /// What messages call it.
    pub shown: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files of a document that have passed the gate. Nobody else can make them:
///
/// ```compile_fail
/// let unread = thidua::archive::gate::Checked { files: Vec::new(), recipients: Vec::new() };
/// ```
pub struct Checked {
    files: Vec<(Option<String>, Vec<u8>)>,
    recipients: Vec<String>,
}

impl Checked {
    /// Returns what ends the name of each file, and its content.
    pub(super) fn files(&self) -> &[(Option<String>, Vec<u8>)] {
        &self.files
    }

    /// Returns how many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Returns who gets the document: as a file says that was edited by hand, else as was meant.
    pub fn recipients(&self) -> &[String] {
        &self.recipients
    }
}

/// Compares the files of a document with what was meant, and holds them against the decree; how they were made says how
/// much of what was meant is known.
pub fn gate(
    files: Vec<Finished>,
    mark: &Mark,
    document: &Document,
    making: Making,
    options: &Options,
) -> Result<Checked, Report> {
    let (mut faults, mut recipients) = (Report::new(), document.recipients.list.clone());
    let mut form = Vec::new();
    for file in &files {
        let read = Page::read_checking(&file.bytes, |package, view| {
            Ok(check_view(view, Traces::read(package)?, options).findings)
        });
        match read {
            Ok((seen, findings)) => {
                form.push((file.shown.as_str(), findings));
                let found = seen.compare(mark, document, making);
                faults.extend(found.into_iter().map(|found| found.in_file(&file.shown)));
                if making == Making::ByHand {
                    recipients = seen.recipients();
                }
            }
            Err(found) => faults.push(found.in_file(&file.shown)),
        }
    }
    let form = told::report(form.iter().map(|(shown, findings)| (*shown, findings.as_slice())));
    if faults.has_errors() || form.has_errors() {
        let mut all = once_for_all(&faults, files.len());
        all.absorb(form);
        return Err(all);
    }
    Ok(Checked { files: files.into_iter().map(|file| (file.item, file.bytes)).collect(), recipients })
}

/// Compares a copy with the file that was copied and with what was meant to stand below it.
pub fn gate_copy(copy: Vec<u8>, copied: &[u8], below: &[String]) -> Result<Checked, Report> {
    let read = Page::read(copied).and_then(|copied| Page::read(&copy).map(|copy| copy.follows(&copied, below)));
    let report: Report = read.unwrap_or_else(|found| vec![found]).into_iter().collect();
    if report.has_errors() {
        return Err(report);
    }
    Ok(Checked { files: vec![(None, copy)], recipients: Vec::new() })
}

/// Tells once what is wrong with many files alike: they come of one template.
fn once_for_all(faults: &Report, files: usize) -> Report {
    let mut all: Vec<(Diagnostic, usize)> = Vec::new();
    for fault in faults.iter() {
        match all.iter_mut().find(|(first, _)| first.code == fault.code && first.message == fault.message) {
            Some((_, count)) => *count += 1,
            None => all.push((fault.clone(), 1)),
        }
    }
    let told = all.into_iter().map(|(fault, count)| match count {
        1 => fault,
        _ => fault.hint(format!("{count} trong {files} tệp của văn bản này đều như vậy: sửa mẫu một lần")),
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_is_no_word_file_does_not_pass() {
        let report = gate_copy(b"PK".to_vec(), b"PK", &[]).map(|checked| checked.count()).unwrap_err();
        assert!(report.iter().all(|found| found.message.contains("không mở lại được tệp")), "{report:?}");
    }
}
