//! Huffman codes of limited length.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Returns the length of each symbol's code, none for symbols that do not occur. Two symbols at least have one.
pub fn lengths(counts: &[u32], most: u8) -> Vec<u8> {
    let mut counts = counts.to_vec();
    for symbol in 0..2 {
        if counts.iter().filter(|count| **count > 0).count() < 2 {
            counts[symbol] = counts[symbol].max(1);
        }
    }
    loop {
        let lengths = unlimited(&counts);
        if lengths.iter().all(|length| *length <= most) {
            return lengths;
        }
        // Flatter counts give a flatter tree; where all are alike it is as flat as can be.
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
    }
}

/// Joins the two rarest until one is left.
fn unlimited(counts: &[u32]) -> Vec<u8> {
    let occurring = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let (symbols, mut heap): (Vec<usize>, BinaryHeap<_>) =
        occurring.enumerate().map(|(leaf, (symbol, count))| (symbol, Reverse((*count, leaf)))).unzip();
    let mut parents = vec![0; symbols.len()];
    while let (Some(Reverse((one, first))), Some(Reverse((other, second)))) = (heap.pop(), heap.pop()) {
        let joined = parents.len();
        parents.push(0);
        (parents[first], parents[second]) = (joined, joined);
        heap.push(Reverse((one + other, joined)));
        if heap.len() == 1 {
            break;
        }
    }
    let mut depths = vec![0_u8; parents.len()];
    for node in (0..parents.len() - 1).rev() {
        depths[node] = depths[parents[node]].saturating_add(1);
    }
    let mut lengths = vec![0; counts.len()];
    symbols.iter().zip(depths).for_each(|(symbol, depth)| lengths[*symbol] = depth);
    lengths
}

/// Returns the code of each symbol, its first bit lowest.
pub fn codes(lengths: &[u8]) -> Vec<u16> {
    let mut next = [0_u16; 16];
    let mut code = 0;
    for length in 1..16_u8 {
        next[usize::from(length)] = code;
        let count = lengths.iter().fold(0, |count, known| count + u16::from(*known == length));
        code = (code + count) << 1;
    }
    let mut code = |length: u8| {
        let next = &mut next[usize::from(length)];
        *next += 1;
        (*next - 1).reverse_bits() >> (16 - length)
    };
    lengths.iter().map(|length| if *length == 0 { 0 } else { code(*length) }).collect()
}
