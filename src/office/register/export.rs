//! Exporting the register: Word and Excel to be printed, CSV and JSON for other programs.

use std::io::{self, Write};
use std::path::Path;

use super::{Failure, Office, View, each, has_secrets, query};
use crate::archive::register::RegisterError;
use crate::archive::{Entry, Query, Register, Series, Which};
use crate::document::{Cells, RowKind};
use crate::filename::of_disk;
use crate::ledger::{self, Heading, Workbook};
use crate::office::Fault;
use crate::output::{self, Access};

/// What was exported.
pub struct Exported {
    /// How many documents.
    pub count: usize,
    /// Whether secret documents fit too, which were not asked for.
    pub secrets: bool,
}

/// Writes the documents that fit into a file; its name tells which form it has.
pub fn export(office: &Office, view: &View, out: &Path) -> Result<Exported, Failure> {
    let query = &query(view)?;
    let register = &office.look()?.register;
    let export = Export { office, view, register, query, out };
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let count = match ending.as_str() {
        "csv" => {
            export.stream(&ledger::csv_head(), "", |entry, _| Ok(ledger::csv_line(&ledger::cells(register, entry)?)))?
        }
        "json" => export.stream("{ \"van_ban\": [\n", "\n] }\n", |entry, first| {
            Ok(format!("{}{}", if first { "" } else { ",\n" }, json(entry)))
        })?,
        "xlsx" => export.xlsx()?,
        "docx" => export.docx()?,
        _ => {
            let hint = "đặt tên tệp kết thúc bằng .docx, .xlsx, .csv hoặc .json";
            return Err(Failure::world(format!("không ghi được sổ ra `{}`", of_disk(out)), hint));
        }
    };
    Ok(Exported { count, secrets: query.series == Which::Open && has_secrets(register, query)? })
}

fn json(entry: &Entry) -> String {
    serde_json::to_string(entry).expect("an entry holds only what JSON can")
}

struct Export<'a> {
    office: &'a Office<'a>,
    view: &'a View,
    register: &'a dyn Register,
    query: &'a Query,
    out: &'a Path,
}

impl Export<'_> {
    /// Writes row by row: the register is never in memory as a whole.
    fn stream(
        &self,
        head: &str,
        foot: &str,
        row: impl Fn(&Entry, bool) -> Result<String, RegisterError>,
    ) -> Result<usize, Failure> {
        let mut count = Ok(0);
        let written = output::write_for(self.access()?, &self.office.folder().join(self.out), |file| {
            let (mut buffer, mut broken) = (io::BufWriter::new(file), None);
            buffer.write_all(head.as_bytes())?;
            count = each(self.register, self.query, |entry, first| {
                let text = row(entry, first)?;
                broken = buffer.write_all(text.as_bytes()).err();
                if broken.is_some() { Err(Fault::default().into()) } else { Ok(()) }
            });
            match (broken, &count) {
                (Some(broken), _) => return Err(broken),
                (None, Err(_)) => return Err(io::ErrorKind::Interrupted.into()),
                (None, Ok(_)) => {}
            }
            buffer.write_all(foot.as_bytes())?;
            buffer.flush()
        });
        let count = count?;
        written?;
        Ok(count)
    }

    fn xlsx(&self) -> Result<usize, Failure> {
        let mut book = Workbook::new().map_err(fault)?;
        let (heading, count) = self.gather(|cells, entry| book.row(cells, entry.date).map_err(fault))?;
        self.write(&book.finish(&heading).map_err(fault)?)?;
        Ok(count)
    }

    fn docx(&self) -> Result<usize, Failure> {
        let mut rows = Cells::default();
        let (heading, count) = self.gather(|cells, _| {
            for cell in cells {
                rows.cell(cell);
            }
            rows.end_row(RowKind::Plain);
            Ok(())
        })?;
        self.write(&ledger::docx(&heading, rows).map_err(fault)?)?;
        Ok(count)
    }

    /// Hands on the cells of each document, and returns what heads them all.
    fn gather(
        &self,
        mut take: impl FnMut(&[String; 10], &Entry) -> Result<(), Failure>,
    ) -> Result<(Heading, usize), Failure> {
        let mut heading = Heading { volume: self.view.volume, ..Heading::default() };
        let (mut series, mut secret): (Option<Series>, bool) = (None, true);
        let count = each(self.register, self.query, |entry, _| {
            let same = series.as_ref().is_none_or(|series| *series == entry.series);
            heading.take(entry, same);
            if heading.issuer.is_empty() {
                heading.issuer.clone_from(&entry.issuer);
            }
            secret &= entry.series.is_secret();
            series.get_or_insert_with(|| entry.series.clone());
            let cells = ledger::cells(self.register, entry)?;
            take(&cells, entry)
        })?;
        heading.secret = secret && count > 0;
        heading.year = heading.year.or(self.view.year);
        if let Ok(desk) = self.office.desk_near(heading.year)
            && let Some(office) = &desk.records().office
        {
            heading.superior = office.superior.as_ref().map(|name| name.text.clone());
            heading.issuer.clone_from(&office.name.text);
        }
        Ok((heading, count))
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.office.folder().join(self.out);
        output::write_for(self.access()?, &path, |file| file.write_all(bytes))?;
        Ok(())
    }

    /// Returns who may read the file: one of secret documents only who writes it. The documents of a name are of one
    /// series, all secret or none.
    fn access(&self) -> Result<Access, Failure> {
        if self.query.series == Which::Open {
            return Ok(Access::All);
        }
        let first = self.register.search(self.query, 1)?;
        Ok(first.first().map_or(Access::All, Entry::access))
    }
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::world(error, "thêm điều kiện để xuất ít văn bản hơn, hoặc xuất ra .csv")
}
