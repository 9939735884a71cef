//! Bits put into bytes, the first one lowest.

/// What does not fill four bytes yet.
#[derive(Debug, Default)]
pub struct Bits {
    held: u64,
    count: u32,
}

impl Bits {
    /// Puts the lowest `count` bits of a value, 32 at most; the others are zero.
    pub fn put(&mut self, value: u32, count: u32, out: &mut Vec<u8>) {
        self.held |= u64::from(value) << self.count;
        self.count += count;
        if self.count >= 32 {
            out.extend_from_slice(&self.held.to_le_bytes()[..4]);
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// Fills up the last byte with zeros.
    pub fn align(&mut self, out: &mut Vec<u8>) {
        let bytes = std::mem::take(self);
        out.extend_from_slice(&bytes.held.to_le_bytes()[..bytes.count.div_ceil(8) as usize]);
    }
}
