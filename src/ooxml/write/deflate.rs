//! Deflate (RFC 1951) for what Word files are made of: long stretches of XML that come again and again.
//!
//! A general compressor notes every byte of a stretch that it has found again, for any of them may begin a later match.
//! In a list of 50,000 rows nine bytes of ten lie in such stretches. Here a stretch is compared to its very end, however
//! long, and noted are only its edges and the text between tags: half the time of level 6, for its size.
//!
//! What is written depends on the content alone: not on the pieces in which it comes, nor on what was compressed before.
//! A stream can be made in segments, each by itself behind what stands before it.

#![expect(clippy::cast_possible_truncation, reason = "places in a stream stay far below 4 GB, and so do lengths")]

mod bits;
mod block;
mod code;
mod huffman;

use block::Block;

/// How far back a match may lie.
pub const WINDOW: usize = 32 * 1024;

/// What is gathered before it is compressed.
const GATHERED: usize = 96 * 1024;

/// Bytes by which earlier places are found; no shorter match is looked for.
const HASHED: usize = 4;
const HASH_BITS: u32 = 15;

/// So many earlier places are looked at.
const CHAIN: usize = 24;

/// A match this long is taken without looking for a longer one.
const NICE: usize = 200;

/// Of a match this long, none is looked for that begins a byte later.
const LAZY: usize = 32;

/// Places noted at the beginning of a match, and at its end.
const NOTED_FIRST: usize = 32;
const NOTED_LAST: usize = 8;

/// Places noted behind a text between tags: where the tags begin again after another text.
const NOTED_BEHIND: usize = 2;

/// So far before the end of a long match one that goes on is looked for.
const LOOK_BACK: usize = 4;

/// From here on places are counted anew, so that the numbers do not run over.
const FAR: u32 = 1 << 30;

/// A match: how long, and how far back.
#[derive(Debug, Clone, Copy)]
struct Match {
    length: usize,
    distance: usize,
}

/// Compresses one stream after another.
#[derive(Debug)]
pub struct Deflater {
    /// What is being compressed, behind what it can refer to.
    data: Vec<u8>,
    /// How much of that has been compressed.
    done: usize,
    /// The place of its first byte, counted through all streams so that nothing has to be cleared between them.
    base: u32,
    /// The place at which the stream begins.
    start: u32,
    /// The last place with each hash.
    last: Box<[u32; 1 << HASH_BITS]>,
    /// For each place in the window the one before it with the same hash.
    before: Box<[u32; WINDOW]>,
    block: Block,
}

impl Default for Deflater {
    fn default() -> Self {
        Self {
            data: Vec::with_capacity(WINDOW + GATHERED),
            done: 0,
            base: 1,
            start: 1,
            last: zeros(),
            before: zeros(),
            block: Block::default(),
        }
    }
}

impl Deflater {
    /// Begins a segment of a stream: what comes may refer to the end of what stands before it.
    pub fn begin_behind(&mut self, before: &[u8]) {
        self.data.extend_from_slice(&before[before.len().saturating_sub(WINDOW)..]);
        self.note(0);
        self.note_match(0, self.data.len());
        self.done = self.data.len();
        self.block.begin(self.done);
    }

    /// Compresses what comes next.
    pub fn write(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        while !bytes.is_empty() {
            let room = WINDOW + GATHERED - self.data.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.data.extend_from_slice(now);
            bytes = later;
            if self.data.len() == WINDOW + GATHERED {
                self.compress(out);
                self.forget();
            }
        }
    }

    /// Ends the stream; the next one can begin.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.compress(out);
        self.block.finish(&self.data, out);
        self.restart();
    }

    /// Ends a segment with a whole byte; the stream goes on behind it, and the next segment can begin.
    pub fn pause(&mut self, out: &mut Vec<u8>) {
        self.compress(out);
        self.block.pause(&self.data, out);
        self.restart();
    }

    /// Leaves the stream as it is; the next one can begin.
    pub fn restart(&mut self) {
        self.block.restart();
        self.base += self.data.len() as u32;
        self.data.clear();
        self.done = 0;
        self.start = self.base;
        self.count_anew();
    }

    /// Keeps only what can be referred to.
    fn forget(&mut self) {
        let gone = self.data.len() - WINDOW;
        self.data.copy_within(gone.., 0);
        self.data.truncate(WINDOW);
        self.done = WINDOW;
        self.base += gone as u32;
        self.block.forget(gone);
        self.count_anew();
    }

    fn count_anew(&mut self) {
        if self.base >= FAR {
            self.base = 1;
            self.start = 1;
            self.last.fill(0);
        }
    }

    fn compress(&mut self, out: &mut Vec<u8>) {
        let mut at = self.done;
        let mut better = None;
        while at < self.data.len() {
            let found = better.take().or_else(|| self.find(at, HASHED - 1));
            self.note(at);
            let Some(found) = found else {
                self.literal(&mut at, out);
                continue;
            };
            if found.length < LAZY {
                better = self.find(at + 1, found.length);
                if better.is_some() {
                    self.literal(&mut at, out);
                    continue;
                }
            }
            let length = self.matched(at, found);
            self.note_match(at, at + length);
            at += length;
            self.block.end_if_full(&self.data, at, out);
        }
        self.done = at;
        self.block.end_if_loose(&self.data, at, out);
    }

    fn literal(&mut self, at: &mut usize, out: &mut Vec<u8>) {
        self.block.literal(self.data[*at]);
        *at += 1;
        self.block.end_if_full(&self.data, *at, out);
    }

    /// Writes a match, its last part as one that goes on further where there is one; returns how long it is then.
    fn matched(&mut self, at: usize, found: Match) -> usize {
        let whole = (found.length - 1) / block::LONGEST * block::LONGEST;
        let further = (whole > 0).then(|| self.further(at + whole, at + found.length)).flatten();
        let Some(further) = further else {
            self.block.matched(found.length, found.distance);
            return found.length;
        };
        self.block.matched(whole, found.distance);
        self.block.matched(further.length, further.distance);
        whole + further.length
    }

    fn hash(&self, at: usize) -> Option<usize> {
        let bytes: [u8; HASHED] = self.data.get(at..at + HASHED)?.try_into().ok()?;
        Some((u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize)
    }

    /// Notes that a later match may begin here.
    fn note(&mut self, at: usize) {
        let Some(hash) = self.hash(at) else { return };
        let place = self.base + at as u32;
        self.before[place as usize % WINDOW] = self.last[hash];
        self.last[hash] = place;
    }

    /// Notes where in a match a later one may begin, but for its first byte.
    fn note_match(&mut self, at: usize, end: usize) {
        let mut next = end.min(at + NOTED_FIRST);
        (at + 1..next).for_each(|at| self.note(at));
        let last = next.max(end.saturating_sub(NOTED_LAST));
        while let Some(tag) = memchr::memchr(b'>', &self.data[next..last]) {
            next += tag + 1;
            if next == last || self.data[next] == b'<' {
                continue;
            }
            let text = memchr::memchr(b'<', &self.data[next..last]).map_or(last, |text| next + text);
            let behind = (text + NOTED_BEHIND).min(last);
            (next..behind).for_each(|at| self.note(at));
            next = behind;
        }
        (last..end).for_each(|at| self.note(at));
    }

    /// Returns the earlier places that may agree with one, as places in the data, the nearest first.
    fn earlier(&self, at: usize) -> impl Iterator<Item = usize> {
        let nearest = (self.base + at as u32).saturating_sub(WINDOW as u32).max(self.start).max(self.base);
        let mut place = self.hash(at).map_or(0, |hash| self.last[hash]);
        std::iter::from_fn(move || {
            let there = (place >= nearest).then(|| (place - self.base) as usize);
            place = self.before[place as usize % WINDOW];
            there
        })
        .take(CHAIN)
    }

    /// Finds the longest match that is longer than one that is known.
    fn find(&self, at: usize, known: usize) -> Option<Match> {
        let rest = self.data.get(at..)?;
        let mut best = None;
        let mut longest = known;
        for there in self.earlier(at) {
            // Only what agrees where the best one ends can be longer.
            if longest >= rest.len() || self.data[there + longest - 1..=there + longest] != rest[longest - 1..=longest]
            {
                continue;
            }
            let length = common(&self.data[there..], rest);
            if length > longest {
                longest = length;
                best = Some(Match { length, distance: at - there });
                if length >= NICE {
                    break;
                }
            }
        }
        best
    }

    /// Finds the match that begins here and goes furthest beyond the end of one that is known.
    fn further(&self, at: usize, end: usize) -> Option<Match> {
        let from = at.max(end - LOOK_BACK);
        let begun = from - at;
        let mut reach = end;
        let mut best = None;
        for there in self.earlier(from).take_while(|there| *there >= begun) {
            if self.data.get(there + reach - from) != self.data.get(reach) {
                continue;
            }
            let length = common(&self.data[there..], &self.data[from..]);
            if from + length > reach && self.data[there - begun..there] == self.data[at..from] {
                reach = from + length;
                best = Some(Match { length: begun + length, distance: from - there });
            }
        }
        best.filter(|best| best.length >= block::SHORTEST)
    }
}

/// Arrays of a known length need no check at each step.
#[expect(clippy::unnecessary_box_returns, reason = "too large for the stack")]
fn zeros<const N: usize>() -> Box<[u32; N]> {
    vec![0; N].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; N]))
}

/// Returns how many bytes agree.
fn common(one: &[u8], other: &[u8]) -> usize {
    let words = |bytes: &[u8]| u128::from_le_bytes(bytes.try_into().unwrap_or_default());
    let mut length = 0;
    for (one, other) in one.chunks_exact(16).zip(other.chunks_exact(16)) {
        let differs = words(one) ^ words(other);
        if differs != 0 {
            return length + (differs.trailing_zeros() / 8) as usize;
        }
        length += 16;
    }
    length + one[length..].iter().zip(&other[length..]).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests;
