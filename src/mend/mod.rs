//! A safe mender for any Word file: what the checker has found is mended where a machine can, and the rest is told.
//!
//! [`table`] says which rule is mended how. A round checks the file, decides ([`plan`]) and writes ([`mod@write`]) what
//! changes into the XML, all else kept as it is; rounds follow until nothing is left that can be mended. What is told as
//! mended has been checked again on the result.

mod done;
mod draw;
mod error;
mod look;
mod metadata;
mod page;
mod paragraph;
mod plan;
mod property;
pub mod table;
mod target;
mod words;
mod write;

use std::path::Path;
use std::sync::Arc;

use crate::check::{self, Checked, Options};
use crate::ooxml::package::Package;
use crate::ooxml::usual::{document, usual};
use crate::ooxml::write::Repack;
pub use done::Done;
use done::Log;
pub use error::MendError;
use plan::Plan;
use write::Track;

/// Rounds at most. Each mends at least one thing more in a line; what needs more than these is left to a person.
const ROUNDS: usize = 12;

/// What came of mending.
#[derive(Debug)]
pub struct Mended {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was done.
    pub done: Vec<Done>,
    /// What the checker says of the result.
    pub left: Checked,
}

/// Mends the bytes of a Word file; what was done is tracked as changes if so wished. Rules that `options` leave out are
/// neither looked at nor mended.
pub fn mend(bytes: &[u8], options: &Options, tracked: bool) -> Result<Mended, MendError> {
    let mut log = Log::default();
    let (mut file, package) = usual(&Arc::from(bytes))?;
    if let Some(plain) = document(&file, &package).map_err(MendError::unwritten)? {
        file = plain.bytes.into();
        log.plain(plain.macros, plain.signed);
    }
    let mut track = tracked.then(|| Track { next: free_number(&file) });
    for _ in 0..ROUNDS {
        let Some(next) = round(&file, options, track.as_mut(), &mut log)? else { break };
        file = next.into();
    }
    // Who asks for certain rules asks for nothing else.
    if options.only.is_empty()
        && let Some((next, done)) = metadata::without_names(&file).map_err(MendError::unwritten)?
    {
        file = next.into();
        log.others.extend(done);
    }
    let mut left = check::check(&file, options)?;
    if tracked && !has_changes(bytes)? {
        // The changes left in the file are those that were asked for.
        left.findings.retain(|finding| finding.rule.code != TRACKED);
    }
    Ok(Mended { bytes: file.to_vec(), done: log.done(&left), left })
}

/// The rule that speaks of tracked changes.
const TRACKED: &str = "TE01";

fn has_changes(file: &[u8]) -> Result<bool, MendError> {
    let package = Package::open(file)?;
    Ok(check::file::Traces::read(&package)?.changes > 0)
}

/// Mends what one look at the file shows; nothing where there is nothing to be done.
fn round(
    file: &Arc<[u8]>,
    options: &Options,
    track: Option<&mut Track>,
    log: &mut Log,
) -> Result<Option<Vec<u8>>, MendError> {
    let package = Package::open(file)?;
    let view = crate::docx::read::document(&package).map_err(MendError::Read)?;
    let checked = check::check_view(&view, check::file::Traces::read(&package)?, options);
    let plan = Plan::of(&package, &view, &checked)?;
    let next = plan.write(file, track)?;
    if next.is_some() {
        log.add(plan);
    }
    Ok(next)
}

/// Returns a number above those of all changes, comments and bookmarks of the file.
fn free_number(file: &[u8]) -> u32 {
    let Ok(mut package) = Repack::open(file) else { return 1 };
    let names: Vec<String> = package.names().into_iter().filter(|name| name.starts_with("word/")).collect();
    let of = |text: &str| {
        let numbers = text.split(" w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
        numbers.max().unwrap_or(0)
    };
    let all =
        names.iter().filter(|name| Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("xml")));
    let texts = all.filter_map(|name| package.text(name).ok().flatten());
    texts.map(|text| of(&text)).max().unwrap_or(0).saturating_add(1)
}
