//! What is to be done about the findings of one look at a file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::error::MendError;
use super::table::{self, Mend};
use super::target::{Parts, Target};
use super::words::{Hunks, Told};
use super::write::{Changes, Edits, Track, write};
use super::{draw, look, page};
use crate::check::{Checked, Finding, Rule, Where};
use crate::docx::view::DocxView;
use crate::ooxml::package::Package;
use crate::ooxml::write::Repack;
use crate::viet::legacy::{Encoding, shows_capitals};
use crate::viet::text::upper;

/// Letters around a change of words that are told.
const AROUND: usize = 30;

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// By part.
    changes: BTreeMap<String, Changes>,
    /// Looks that change: what was seen, what was wanted, in how many places.
    pub looks: Vec<(&'static Rule, String, String, usize)>,
    /// Words that change: before and after.
    pub words: Vec<(&'static Rule, String, String)>,
}

impl Plan {
    /// Decides about every finding.
    pub fn of(package: &Package, view: &DocxView, checked: &Checked) -> Result<Self, MendError> {
        let mendable = || checked.findings.iter().filter(|finding| !table::of(finding.rule.code).is_empty());
        let parts = Parts::read(package, view, mendable().flat_map(|finding| &finding.places))?;
        let mut plan = Self::default();
        for finding in mendable() {
            let ways = table::of(finding.rule.code);
            let mut count = 0;
            for place in &finding.places {
                let before = plan.words.len();
                let done = plan.place(finding, place, ways, package, view, &parts);
                count += usize::from(done && plan.words.len() == before);
            }
            if count > 0 {
                plan.looks.push((finding.rule, finding.seen.clone(), finding.wanted.clone(), count));
            }
        }
        Ok(plan)
    }

    /// Decides about one place; returns whether anything is to be done.
    fn place(
        &mut self,
        finding: &Finding,
        place: &Where,
        ways: &[Mend],
        package: &Package,
        view: &DocxView,
        parts: &Parts<'_>,
    ) -> bool {
        let Some(origin) = &place.origin else {
            let section = place.section.and_then(|number| view.sections.get(number - 1));
            let sets = section.and_then(|section| Some((section, page::decide(*ways.first()?, section)?)));
            let Some((section, sets)) = sets else { return false };
            let changes = self.changes.entry(package.main().to_owned()).or_default();
            changes.sections.entry(section.origin).or_default().extend(sets);
            return true;
        };
        let Some(target) = parts.target(place) else { return false };
        let mut edits = self.taken(origin.part.as_ref(), origin.paragraph);
        let mut done = false;
        for way in ways {
            done |= match way {
                Mend::Words(mend) => {
                    let told = Told { line: target.words(), seen: &finding.seen, wanted: &finding.wanted };
                    let hunks = moved(mend(&told), target.stretch.start);
                    self.words(finding.rule, &target, hunks, &mut edits)
                }
                Mend::Decode => {
                    let (hunks, looks) = decoded(&target).unwrap_or_default();
                    let found = !looks.is_empty();
                    let changed = hunks.is_empty() || self.words(finding.rule, &target, hunks, &mut edits);
                    if found && changed {
                        edits.looks.extend(looks.into_iter().map(|range| (range, look::font())));
                    }
                    found && changed
                }
                Mend::Draw(hundredths) => {
                    let number = u32::try_from(origin.paragraph).unwrap_or(0) + FIRST_DRAWING;
                    let drawn = draw::under(&target, view, *hundredths, number).filter(|_| edits.added.is_empty());
                    edits.added += drawn.as_deref().unwrap_or_default();
                    drawn.is_some()
                }
                Mend::Lines => look::decide(*way, &target, &finding.seen, &mut edits),
                _ => look::decide(*way, &target, &finding.wanted, &mut edits),
            };
        }
        let changes = self.changes.entry(origin.part.as_ref().to_owned()).or_default();
        changes.paragraphs.insert(origin.paragraph, edits);
        done
    }

    /// Returns what is to be done to a paragraph so far.
    fn taken(&mut self, part: &str, paragraph: usize) -> Edits {
        let changes = self.changes.get_mut(part);
        changes.and_then(|changes| changes.paragraphs.remove(&paragraph)).unwrap_or_default()
    }

    /// Takes a change of words, unless another one of this round is in its way: then it waits for the next.
    fn words(&mut self, rule: &'static Rule, target: &Target<'_>, hunks: Hunks, edits: &mut Edits) -> bool {
        let stretch = &target.stretch;
        let busy = edits.words.iter().any(|(range, _)| range.start <= stretch.end && stretch.start <= range.end);
        if hunks.is_empty() || busy || !target.may_change(&hunks) {
            return false;
        }
        let (before, after) = told(&target.source.text, stretch, &hunks);
        self.words.push((rule, before, after));
        edits.words.extend(hunks);
        edits.words.sort_by_key(|(range, _)| (range.start, range.end));
        true
    }

    /// Writes it into the file; nothing where nothing changes.
    pub fn write(&self, file: &[u8], mut track: Option<&mut Track>) -> Result<Option<Vec<u8>>, MendError> {
        let mut package = Repack::open(file)?;
        let names = package.names();
        let mut changed = false;
        for (part, changes) in &self.changes {
            let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(part)) else { continue };
            let Some(text) = package.text(name)? else { continue };
            let bare = text.trim_start_matches('\u{feff}');
            let new =
                write(bare, changes, track.as_deref_mut()).map_err(|error| MendError::Tree(name.clone(), error))?;
            if new != bare {
                changed = true;
                package.put(name, new);
            }
        }
        Ok(if changed { Some(package.finish()?) } else { None })
    }
}

/// Numbers of drawings from here on are hardly taken.
const FIRST_DRAWING: u32 = 700_000;

fn moved(hunks: Hunks, by: usize) -> Hunks {
    hunks.into_iter().map(|(range, new)| (range.start + by..range.end + by, new)).collect()
}

/// Returns the words around the changes of a line, before and after.
fn told(text: &str, stretch: &Range<usize>, hunks: &Hunks) -> (String, String) {
    let (first, last) = (hunks[0].0.start, hunks[hunks.len() - 1].0.end);
    let back = text[stretch.start..first].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let from = stretch.start + back;
    let to = text[last..stretch.end].char_indices().nth(AROUND).map_or(stretch.end, |(at, _)| last + at);
    let mut after = String::new();
    let mut at = from;
    for (range, new) in hunks {
        after += &text[at..range.start];
        after += new;
        at = range.end;
    }
    after += &text[at..to];
    let cut = |text: &str| {
        let dots = |cut| if cut { "…" } else { "" };
        format!("{}{text}{}", dots(back > 0), dots(to < stretch.end))
    };
    (cut(&text[from..to]), cut(&after))
}

/// Returns the letters of old encodings as Unicode, and the stretches that are in their fonts; nothing where the table of
/// one is not known.
fn decoded(target: &Target<'_>) -> Option<(Hunks, Vec<Range<usize>>)> {
    let (mut hunks, mut looks) = (Hunks::new(), Vec::new());
    for (range, _, run) in target.looks() {
        let names = run.font_names();
        let Some((name, encoding)) = names.iter().find_map(|name| Some((*name, Encoding::of_font(name)?))) else {
            continue;
        };
        let old = &target.source.text[range.clone()];
        let new = encoding.decoded(old)?;
        let new = if shows_capitals(name) { upper(&new) } else { new };
        let mut from = range.start;
        let words = new.split(' ').collect::<Vec<_>>();
        if words.len() != old.split(' ').count() {
            return None;
        }
        for (old, new) in old.split(' ').zip(words) {
            if old != new {
                hunks.push((from..from + old.len(), new.to_owned()));
            }
            from += old.len() + 1;
        }
        looks.push(range);
    }
    Some((hunks, looks))
}
