//! A block: literals and matches are gathered, and written in whichever of three ways is shortest.

use super::bits::Bits;
use super::code::{Codes, Counts, END, Header};

/// The longest match that one symbol can tell; longer ones are told in parts.
pub const LONGEST: usize = 258;
/// The shortest.
pub const SHORTEST: usize = 3;

/// So many literals and matches make a block.
const FULL: usize = 32 * 1024;

/// With so many at the end of what is at hand, it hardly gets smaller: a block ends while it can still be stored.
const LOOSE: usize = 12 * 1024;

/// The most that one stored piece can hold.
const STORED: usize = 65_535;

/// Gathers and writes one block after another.
#[derive(Debug)]
pub struct Block {
    /// Literals with 0, and lengths of matches with their distances.
    symbols: Vec<(u16, u16)>,
    counts: Counts,
    /// How many bits say more than the symbols.
    extra: u64,
    /// Where the block begins in the data; nothing where that is there no more.
    from: Option<usize>,
    bits: Bits,
    fixed: Codes,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            symbols: Vec::new(),
            counts: Counts::default(),
            extra: 0,
            from: Some(0),
            bits: Bits::default(),
            fixed: Codes::fixed(),
        }
    }
}

impl Block {
    /// Adds a byte.
    pub fn literal(&mut self, byte: u8) {
        self.counts.literals[usize::from(byte)] += 1;
        self.symbols.push((byte.into(), 0));
    }

    /// Adds a match of any length from [`SHORTEST`] on.
    pub fn matched(&mut self, length: usize, distance: usize) {
        let mut left = length;
        while left > 0 {
            // What is left must be long enough for a symbol of its own.
            let now =
                if (LONGEST + 1..LONGEST + SHORTEST).contains(&left) { left - SHORTEST } else { left.min(LONGEST) };
            let (symbol, bits, _) = length_symbol(now);
            let (back, back_bits, _) = distance_symbol(distance);
            self.counts.literals[symbol] += 1;
            self.counts.distances[back] += 1;
            self.extra += u64::from(bits + back_bits);
            self.symbols.push((now as u16, distance as u16));
            left -= now;
        }
    }

    /// Writes the block if it is large enough; it covers the data up to a place.
    pub fn end_if_full(&mut self, data: &[u8], to: usize, out: &mut Vec<u8>) {
        if self.symbols.len() >= FULL {
            self.end(data, to, false, out);
        }
    }

    /// Writes the block if what it covers hardly gets smaller.
    pub fn end_if_loose(&mut self, data: &[u8], to: usize, out: &mut Vec<u8>) {
        if self.symbols.len() >= LOOSE {
            self.end(data, to, false, out);
        }
    }

    /// Writes the last block.
    pub fn finish(&mut self, data: &[u8], out: &mut Vec<u8>) {
        self.end(data, data.len(), true, out);
        self.bits.align(out);
    }

    /// Writes a block that is not the last one, and behind it one that holds nothing and ends with a whole byte.
    pub fn pause(&mut self, data: &[u8], out: &mut Vec<u8>) {
        self.end(data, data.len(), false, out);
        store(&[], 0, &mut self.bits, out);
    }

    /// Takes note that so much of the data is there no more.
    pub fn forget(&mut self, gone: usize) {
        self.from = self.from.and_then(|from| from.checked_sub(gone));
    }

    /// Begins a new stream.
    pub fn restart(&mut self) {
        self.begin(0);
        self.bits = Bits::default();
    }

    /// Begins at a place of the data.
    pub fn begin(&mut self, from: usize) {
        self.symbols.clear();
        self.counts = Counts::default();
        self.extra = 0;
        self.from = Some(from);
    }

    fn end(&mut self, data: &[u8], to: usize, last: bool, out: &mut Vec<u8>) {
        self.counts.literals[END] = 1;
        let own = Codes::of(&self.counts);
        let header = Header::of(&own);
        let own_cost = header.cost() + own.cost(&self.counts) + self.extra;
        let fixed_cost = self.fixed.cost(&self.counts) + self.extra;
        let covered = self.from.and_then(|from| data.get(from..to));
        let stored = covered.filter(|bytes| stored_cost(bytes.len()) < own_cost.min(fixed_cost));
        let last = u32::from(last);
        if let Some(bytes) = stored {
            store(bytes, last, &mut self.bits, out);
        } else if fixed_cost <= own_cost {
            self.bits.put(last | 1 << 1, 3, out);
            write(&self.symbols, &self.fixed, &mut self.bits, out);
        } else {
            self.bits.put(last | 2 << 1, 3, out);
            header.write(&mut self.bits, out);
            write(&self.symbols, &own, &mut self.bits, out);
        }
        self.begin(to);
    }
}

fn write(symbols: &[(u16, u16)], codes: &Codes, bits: &mut Bits, out: &mut Vec<u8>) {
    for (one, distance) in symbols {
        if *distance == 0 {
            codes.literals.put((*one).into(), 0, 0, bits, out);
            continue;
        }
        let (symbol, count, extra) = length_symbol((*one).into());
        codes.literals.put(symbol, extra, count, bits, out);
        let (symbol, count, extra) = distance_symbol((*distance).into());
        codes.distances.put(symbol, extra, count, bits, out);
    }
    codes.literals.put(END, 0, 0, bits, out);
}

/// Returns how many bits it takes at most to store so many bytes.
fn stored_cost(length: usize) -> u64 {
    8 * (length + 5 * (1 + length / STORED)) as u64
}

fn store(bytes: &[u8], last: u32, bits: &mut Bits, out: &mut Vec<u8>) {
    let pieces = bytes.len().div_ceil(STORED).max(1);
    for number in 1..=pieces {
        let piece = &bytes[(number - 1) * STORED..bytes.len().min(number * STORED)];
        bits.put(if number == pieces { last } else { 0 }, 3, out);
        bits.align(out);
        let length = piece.len() as u16;
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(piece);
    }
}

/// Returns the symbol of a length, how many bits say more, and what they say.
fn length_symbol(length: usize) -> (usize, u32, u32) {
    if length == LONGEST {
        return (285, 0, 0);
    }
    let (symbol, count, extra) = stepped(length - SHORTEST, 2);
    (END + 1 + symbol, count, extra)
}

fn distance_symbol(distance: usize) -> (usize, u32, u32) {
    stepped(distance - 1, 1)
}

/// Numbers of both kinds are told alike: by equal steps, `1 << power` of them for each doubling.
fn stepped(number: usize, power: u32) -> (usize, u32, u32) {
    let count = number.max(1).ilog2().saturating_sub(power);
    if count == 0 {
        return (number, 0, 0);
    }
    let symbol = ((count as usize) << power) + (number >> count);
    (symbol, count, (number & ((1 << count) - 1)) as u32)
}
