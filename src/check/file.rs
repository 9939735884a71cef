//! A Word file read for checking: its view, its lines, what each is, the documents in it, and what the view leaves out.

use crate::check::facts::Facts;
use crate::check::house::Held;
use crate::check::line::{Line, Seat, lines};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::recognise::{Reading, SURE, read};
use crate::docx::view::{DocxView, ReadError};
use crate::ooxml::namespace::Ns;
use crate::ooxml::package::{Package, PackageError};

/// What stands in the package but not on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Insertions and deletions that were neither accepted nor rejected.
    pub changes: usize,
    /// Comments.
    pub comments: usize,
    /// Macros.
    pub macros: bool,
    /// Paragraphs of the text.
    pub paragraphs: usize,
    /// Runs of the text.
    pub runs: usize,
}

/// Most paragraphs that are checked: more make no document, but fill the memory.
const PARAGRAPHS: usize = 120_000;
/// Most runs.
const RUNS: usize = 1_000_000;

impl Traces {
    /// Refuses a text that would fill the memory.
    pub fn refuse_large(&self) -> Result<(), ReadError> {
        for (found, most, what) in [(self.paragraphs, PARAGRAPHS, "đoạn"), (self.runs, RUNS, "mẩu chữ")] {
            if found > most {
                return Err(PackageError::Limit(format!("có {found} {what}, nhiều nhất là {most}")).into());
            }
        }
        Ok(())
    }

    /// Reads the traces of a package.
    pub fn read(package: &Package) -> Result<Self, ReadError> {
        let tree = package.tree(package.main())?;
        let count = |names: &[&str]| {
            let of = |name: &&str| tree.as_ref().map_or(0, |tree| tree.root().descendants(Ns::W, name).count());
            names.iter().map(of).sum()
        };
        Ok(Self {
            changes: count(&["ins", "del", "moveFrom", "moveTo"]),
            paragraphs: count(&["p"]),
            runs: count(&["r"]),
            comments: count(&["commentReference"]),
            macros: package.names().any(|name| name.to_lowercase().ends_with("vbaproject.bin")),
        })
    }
}

/// A file being checked.
pub struct File<'v> {
    /// What a reader sees.
    pub view: &'v DocxView,
    /// Its lines.
    pub lines: Vec<Line<'v>>,
    /// What each line is.
    pub readings: Vec<Reading>,
    /// What is in the package besides.
    pub traces: Traces,
    /// Values the office holds it to.
    pub held: &'v [Held],
    /// What is known of laws and names.
    pub facts: &'v Facts,
}

impl<'v> File<'v> {
    /// Reads the lines of a view and what each is; `held` are the values the office holds it to.
    pub fn new(view: &'v DocxView, traces: Traces, held: &'v [Held], facts: &'v Facts) -> Self {
        let mut lines = lines(view);
        let title = |line: &Line<'_>| line.folded.starts_with("CONGHOAXAHOICHUNGHIA");
        // A head in the header of the first page is the head all the same.
        if !lines.iter().any(|line| line.in_text() && title(line)) && lines.iter().any(title) {
            for line in lines.iter_mut().filter(|line| line.section == 0 && line.seat == Seat::Header) {
                line.seat = Seat::Box;
            }
        }
        let readings = read(&lines);
        Self { view, lines, readings, traces, held, facts }
    }

    /// Returns the documents in the file: a new one begins with a head after a foot.
    pub fn papers(&'v self) -> Vec<Paper<'v>> {
        let starts = self.starts();
        let ends = starts.iter().skip(1).copied().chain([self.lines.len()]);
        let ranges = starts.iter().copied().zip(ends);
        ranges.map(|(from, to)| Paper::new(self, &self.lines[from..to], &self.readings[from..to], from == 0)).collect()
    }

    fn starts(&self) -> Vec<usize> {
        let mut starts = vec![0];
        let mut footed = false;
        for (at, reading) in self.readings.iter().enumerate() {
            match reading.part {
                Part::RecipientsTitle | Part::SignerTitle | Part::SignerName | Part::AnnexTitle => footed = true,
                Part::NationalTitle | Part::Superior | Part::Issuer | Part::Title
                    if footed && reading.score >= SURE =>
                {
                    starts.push(at);
                    footed = false;
                }
                _ => {}
            }
        }
        starts
    }
}
