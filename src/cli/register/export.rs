//! Exporting the register: Word and Excel to be printed, CSV and JSON for other programs.

use std::io::{self, Write};
use std::path::Path;

use super::{Failure, View, desk, secret};
use crate::archive::{ArchiveError, Entry, Query, Register, Series, Which};
use crate::cli::{Args, say};
use crate::document::{Cells, RowKind};
use crate::filename::of_disk;
use crate::ledger::{self, Heading, Workbook};
use crate::output::{self, Access};

/// Writes the documents that fit into a file; its name tells which form it has.
pub fn run(args: &Args, view: &View, register: &dyn Register, query: &Query, out: &Path) -> Result<u8, Failure> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let export = Export { args, view, register, query, out };
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
            return Err(Failure::World(format!("không ghi được sổ ra `{}`\n  gợi ý: {hint}", of_disk(out))));
        }
    };
    export.tell(count)?;
    Ok(0)
}

/// Prints the documents that fit as JSON, one after another.
pub fn print(register: &dyn Register, query: &Query) -> Result<(), Failure> {
    say::piece("{\"van_ban\":[");
    each(register, query, |entry, first| {
        say::piece(&format!("{}{}", if first { "" } else { "," }, json(entry)));
        Ok(())
    })?;
    say::data("]}");
    Ok(())
}

fn json(entry: &Entry) -> String {
    serde_json::to_string(entry).expect("an entry holds only what JSON can")
}

/// Shows every document that fits, and whether it is the first; returns how many there were.
fn each(
    register: &dyn Register,
    query: &Query,
    mut see: impl FnMut(&Entry, bool) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let (mut count, mut failed) = (0, None);
    let walked = register.walk(query, &mut |entry| {
        let seen = see(&entry, count == 0);
        count += 1;
        failed = seen.err();
        failed.is_none()
    });
    walked.map_err(ArchiveError::from)?;
    failed.map_or(Ok(count), Err)
}

struct Export<'a> {
    args: &'a Args,
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
        row: impl Fn(&Entry, bool) -> Result<String, crate::archive::register::RegisterError>,
    ) -> Result<usize, Failure> {
        let mut count = Ok(0);
        let written = output::write_for(self.access()?, &self.args.folder.join(self.out), |file| {
            let (mut buffer, mut broken) = (io::BufWriter::new(file), None);
            buffer.write_all(head.as_bytes())?;
            count = each(self.register, self.query, |entry, first| {
                let text = row(entry, first).map_err(ArchiveError::from)?;
                broken = buffer.write_all(text.as_bytes()).err();
                if broken.is_some() { Err(Failure::World(String::new())) } else { Ok(()) }
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
        written.map_err(|error| world(&error))?;
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
            let cells = ledger::cells(self.register, entry).map_err(ArchiveError::from)?;
            take(&cells, entry)
        })?;
        heading.secret = secret && count > 0;
        heading.year = heading.year.or(self.view.year);
        if let Ok(desk) = desk(self.args, heading.year)
            && let Some(office) = &desk.records().office
        {
            heading.superior = office.superior.as_ref().map(|name| name.text.clone());
            heading.issuer.clone_from(&office.name.text);
        }
        Ok((heading, count))
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        output::write_for(self.access()?, &self.args.folder.join(self.out), |file| file.write_all(bytes))
            .map_err(|error| world(&error))
    }

    /// Returns who may read the file: one of secret documents only who writes it. The documents of a name are of one
    /// series, all secret or none.
    fn access(&self) -> Result<Access, Failure> {
        if self.query.series == Which::Open {
            return Ok(Access::All);
        }
        let first = self.register.search(self.query, 1).map_err(ArchiveError::from)?;
        Ok(first.first().map_or(Access::All, Entry::access))
    }

    fn tell(&self, count: usize) -> Result<(), Failure> {
        let shown = self.out.display().to_string();
        if self.args.json {
            say::data(&serde_json::json!({ "tep": shown, "so_van_ban": count }).to_string());
        } else {
            say::data(&format!("đã ghi {count} văn bản vào {}", of_disk(self.out)));
        }
        if self.query.series == Which::Open && secret(self.register, self.query)? {
            say::speech("văn bản mật không có trong tệp; xuất riêng bằng --mat");
        }
        Ok(())
    }
}

fn world(error: &output::OutputError) -> Failure {
    Failure::World(format!("{error}\n  gợi ý: {}", error.advice()))
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::World(format!("{error}\n  gợi ý: thêm điều kiện để xuất ít văn bản hơn, hoặc xuất ra .csv"))
}
