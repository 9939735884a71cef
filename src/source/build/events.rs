//! The parser's events, read ahead on a thread of its own where the text is long.

use std::sync::mpsc::sync_channel;
use std::thread;

use serde_saphyr::granit_parser::{Event, ScanError, Span as Raw};

use crate::source::parser::parser;

/// An event and its place, or the fault after which nothing can be read.
pub(super) type Parsed<'a> = Result<(Event<'a>, Raw), ScanError>;

/// Length from which a thread of its own is worth its start, in bytes.
const LONG: usize = 256 * 1024;
/// Events handed over at once: enough to hide the handing over, few enough to stay in the processor's cache.
const BATCH: usize = 512;
/// Batches read ahead.
const AHEAD: usize = 8;

/// Gives each event of the text to `take`, in order, until it wants no more or finds a fault.
pub(super) fn each<'a, E>(text: &'a str, mut take: impl FnMut(Parsed<'a>) -> Result<bool, E>) -> Result<(), E> {
    if text.len() < LONG {
        return drive(parser(text), &mut take);
    }
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<Parsed<'a>>>(AHEAD);
        let ahead = move || {
            let mut events = parser(text);
            loop {
                let batch: Vec<_> = events.by_ref().take(BATCH).collect();
                // Nobody listens any more once a fault was found.
                if batch.is_empty() || sender.send(batch).is_err() {
                    break;
                }
            }
        };
        match thread::Builder::new().spawn_scoped(scope, ahead) {
            Ok(_) => drive(receiver.into_iter().flatten(), &mut take),
            // A machine that gives no thread reads without one.
            Err(_) => drive(parser(text), &mut take),
        }
    })
}

fn drive<'a, E>(
    events: impl Iterator<Item = Parsed<'a>>,
    take: &mut impl FnMut(Parsed<'a>) -> Result<bool, E>,
) -> Result<(), E> {
    for next in events {
        if !take(next)? {
            break;
        }
    }
    Ok(())
}
