//! The two codes of a block, and how they are written themselves.

use super::bits::Bits;
use super::huffman;

/// The symbol that ends a block.
pub const END: usize = 256;
/// How many symbols there are for literals and lengths.
pub const LITERALS: usize = 286;
/// How many symbols there are for distances.
pub const DISTANCES: usize = 30;

/// The longest code of a symbol, and of a length of such a code.
const LONGEST: u8 = 15;
const LONGEST_OF_LENGTHS: u8 = 7;

/// The order in which the lengths of the codes for lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// How often each symbol occurs.
#[derive(Debug, Clone)]
pub struct Counts {
    /// Of literals and lengths.
    pub literals: [u32; LITERALS],
    /// Of distances.
    pub distances: [u32; DISTANCES],
}

impl Default for Counts {
    fn default() -> Self {
        Self { literals: [0; LITERALS], distances: [0; DISTANCES] }
    }
}

/// A code: what stands for each symbol, and how many bits that is.
#[derive(Debug)]
pub struct Code {
    lengths: Vec<u8>,
    codes: Vec<u16>,
}

impl Code {
    fn new(lengths: Vec<u8>) -> Self {
        Self { codes: huffman::codes(&lengths), lengths }
    }

    /// Puts a symbol, and behind it bits that say more.
    pub fn put(&self, symbol: usize, extra: u32, count: u32, bits: &mut Bits, out: &mut Vec<u8>) {
        let length = u32::from(self.lengths[symbol]);
        bits.put(u32::from(self.codes[symbol]) | extra << length, length + count, out);
    }

    fn cost(&self, counts: &[u32]) -> u64 {
        counts.iter().zip(&self.lengths).map(|(count, length)| u64::from(*count) * u64::from(*length)).sum()
    }
}

/// Both codes of a block.
#[derive(Debug)]
pub struct Codes {
    /// Of literals and lengths.
    pub literals: Code,
    /// Of distances.
    pub distances: Code,
}

impl Codes {
    /// Returns the codes that suit the counts best.
    pub fn of(counts: &Counts) -> Self {
        let code = |counts: &[u32]| Code::new(huffman::lengths(counts, LONGEST));
        Self { literals: code(&counts.literals), distances: code(&counts.distances) }
    }

    /// Returns the codes that every reader knows.
    pub fn fixed() -> Self {
        let lengths = (0..288).map(|symbol| match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        });
        Self { literals: Code::new(lengths.collect()), distances: Code::new(vec![5; DISTANCES]) }
    }

    /// Returns how many bits the symbols take, without what is behind them.
    pub fn cost(&self, counts: &Counts) -> u64 {
        self.literals.cost(&counts.literals) + self.distances.cost(&counts.distances)
    }
}

/// How two codes are written: the lengths of their symbols, repeated ones in short.
#[derive(Debug)]
pub struct Header {
    literals: usize,
    distances: usize,
    /// Symbols for lengths, each with what says more.
    runs: Vec<(usize, u32)>,
    code: Code,
    orders: usize,
}

impl Header {
    /// Returns how codes are written.
    pub fn of(codes: &Codes) -> Self {
        let used = |code: &Code, least: usize| {
            code.lengths.iter().rposition(|length| *length > 0).map_or(least, |last| least.max(last + 1))
        };
        let (literals, distances) = (used(&codes.literals, END + 1), used(&codes.distances, 1));
        let runs = runs(&[&codes.literals.lengths[..literals], &codes.distances.lengths[..distances]].concat());
        let mut counts = [0; ORDER.len()];
        for (symbol, _) in &runs {
            counts[*symbol] += 1;
        }
        let code = Code::new(huffman::lengths(&counts, LONGEST_OF_LENGTHS));
        let orders = ORDER.iter().rposition(|symbol| code.lengths[*symbol] > 0).map_or(4, |last| 4.max(last + 1));
        Self { literals, distances, runs, code, orders }
    }

    /// Returns how many bits it takes.
    pub fn cost(&self) -> u64 {
        let run = |(symbol, _): &(usize, u32)| u64::from(u32::from(self.code.lengths[*symbol]) + extra_bits(*symbol));
        14 + 3 * self.orders as u64 + self.runs.iter().map(run).sum::<u64>()
    }

    /// Writes it.
    pub fn write(&self, bits: &mut Bits, out: &mut Vec<u8>) {
        let counts = [(self.literals - END - 1, 5), (self.distances - 1, 5), (self.orders - 4, 4)];
        for (count, width) in &counts {
            bits.put(*count as u32, *width, out);
        }
        for symbol in &ORDER[..self.orders] {
            bits.put(self.code.lengths[*symbol].into(), 3, out);
        }
        for (symbol, extra) in &self.runs {
            self.code.put(*symbol, *extra, extra_bits(*symbol), bits, out);
        }
    }
}

fn extra_bits(symbol: usize) -> u32 {
    match symbol {
        16 => 2,
        17 => 3,
        18 => 7,
        _ => 0,
    }
}

fn runs(lengths: &[u8]) -> Vec<(usize, u32)> {
    let mut runs = Vec::new();
    for same in lengths.chunk_by(|one, other| one == other) {
        let (length, mut left) = (usize::from(same[0]), same.len());
        if length > 0 {
            // Only a length that stands there can be repeated.
            runs.push((length, 0));
            left -= 1;
        }
        while left > 0 {
            let (symbol, least, most) = match (length, left) {
                (_, ..3) => (length, 1, 1),
                (0, 11..) => (18, 11, 138),
                (0, _) => (17, 3, 10),
                _ => (16, 3, 6),
            };
            let now = left.min(most);
            runs.push((symbol, (now - least) as u32));
            left -= now;
        }
    }
    runs
}
