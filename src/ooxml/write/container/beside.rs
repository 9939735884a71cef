//! A part is compressed in segments of a fixed length, those of a large part on every core: the one that writes the part
//! takes a segment itself where no other is free. What a segment becomes depends on its bytes and those before it alone,
//! so the bytes are those of one core.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Scope, ScopedJoinHandle};

use super::super::deflate::WINDOW;
use super::{Packer, Sums};

/// Bytes of a segment: small beside a large part, and so large that what it costs to begin one does not show.
const SEGMENT: usize = 1024 * 1024;

/// No more threads than this help: beyond, writing the part is what takes the time.
const MOST_HELPERS: usize = 3;

/// Compresses what `write` writes, behind what is there; returns how that went, all bytes, and what is known of them.
pub fn pack(out: Vec<u8>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> (io::Result<()>, Vec<u8>, Sums) {
    std::thread::scope(|scope| {
        let mut segments = Segments { scope, held: Segment::default(), helpers: None, out, sums: Sums::default() };
        let written = write(&mut segments);
        let (bytes, sums) = segments.finish();
        (written, bytes, sums)
    })
}

/// What is compressed by itself.
#[derive(Debug, Default)]
struct Segment {
    number: usize,
    /// What stands before it, to which it may refer, and its own bytes.
    bytes: Vec<u8>,
    before: usize,
    is_last: bool,
}

impl Segment {
    fn is_full(&self) -> bool {
        self.bytes.len() == self.before + SEGMENT
    }

    /// Returns the one that comes after it.
    fn next(&self) -> Self {
        let mut bytes = Vec::with_capacity(WINDOW + SEGMENT);
        bytes.extend_from_slice(&self.bytes[self.bytes.len() - WINDOW..]);
        Self { number: self.number + 1, bytes, before: WINDOW, is_last: false }
    }

    fn packed(&self, out: Vec<u8>) -> (Vec<u8>, Sums) {
        let (before, own) = self.bytes.split_at(self.before);
        let mut packer = Packer::behind(before, out);
        packer.give(own);
        if self.is_last { packer.finish() } else { packer.pause() }
    }
}

/// A segment that is compressed: its number, the bytes, and what is known of them.
type Done = (usize, Vec<u8>, Sums);

/// Threads that compress the segments that wait, each the next one.
struct Helpers<'scope> {
    give: SyncSender<Segment>,
    threads: Vec<ScopedJoinHandle<'scope, Vec<Done>>>,
    waiting: Arc<Mutex<Receiver<Segment>>>,
    /// What was compressed where the part is written.
    own: Vec<Done>,
}

impl<'scope> Helpers<'scope> {
    fn begin<'env>(scope: &'scope Scope<'scope, 'env>, count: usize) -> Self {
        let (give, waiting) = sync_channel(count);
        let waiting = Arc::new(Mutex::new(waiting));
        let helper = |_| {
            let waiting = Arc::clone(&waiting);
            scope.spawn(move || std::iter::from_fn(|| next(&waiting)).map(|segment| done(&segment)).collect())
        };
        let threads = (0..count).map(helper).collect();
        Self { give, threads, waiting, own: Vec::new() }
    }

    fn take(&mut self, segment: Segment) {
        // No one takes it either where the others are gone, which joining tells.
        if let Err(TrySendError::Full(segment) | TrySendError::Disconnected(segment)) = self.give.try_send(segment) {
            self.own.push(done(&segment));
        }
    }

    /// Compresses with the others what waits, and returns all in order.
    fn finish(self) -> Vec<Done> {
        let Self { give, threads, waiting, own: mut all } = self;
        drop(give);
        all.extend(std::iter::from_fn(|| next(&waiting)).map(|segment| done(&segment)));
        for thread in threads {
            all.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all.sort_by_key(|(number, ..)| *number);
        all
    }
}

fn next(waiting: &Mutex<Receiver<Segment>>) -> Option<Segment> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn done(segment: &Segment) -> Done {
    let (bytes, sums) = segment.packed(Vec::new());
    (segment.number, bytes, sums)
}

struct Segments<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    held: Segment,
    helpers: Option<Helpers<'scope>>,
    out: Vec<u8>,
    sums: Sums,
}

impl Segments<'_, '_> {
    /// Compresses a segment, or has it compressed.
    fn give(&mut self, segment: Segment) {
        let others = rayon::current_num_threads() - 1;
        if self.helpers.is_none() && !segment.is_last && others > 0 {
            self.helpers = Some(Helpers::begin(self.scope, others.min(MOST_HELPERS)));
        }
        if let Some(helpers) = &mut self.helpers {
            return helpers.take(segment);
        }
        let (bytes, sums) = segment.packed(std::mem::take(&mut self.out));
        self.out = bytes;
        self.sums.add(&sums);
    }

    fn finish(mut self) -> (Vec<u8>, Sums) {
        let mut last = std::mem::take(&mut self.held);
        last.is_last = true;
        self.give(last);
        for (_, bytes, sums) in self.helpers.map(Helpers::finish).unwrap_or_default() {
            self.out.extend_from_slice(&bytes);
            self.sums.add(&sums);
        }
        (self.out, self.sums)
    }
}

impl Write for Segments<'_, '_> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let mut rest = data;
        while !rest.is_empty() {
            if self.held.is_full() {
                let next = self.held.next();
                let full = std::mem::replace(&mut self.held, next);
                self.give(full);
            }
            let room = self.held.before + SEGMENT - self.held.bytes.len();
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.held.bytes.extend_from_slice(now);
            rest = later;
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
