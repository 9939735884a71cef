//! A writer that refuses more text than any document has, so that loops that multiply come to an end.

use std::io::{self, ErrorKind, Write};

/// The most text that a template may make, in bytes: some 10,000 pages.
const MOST: usize = 32 * 1024 * 1024;

/// What a fault of this kind means: the limit was reached.
pub const FULL: ErrorKind = ErrorKind::FileTooLarge;

/// Counts what goes through.
pub struct Capped<W> {
    inner: W,
    left: usize,
}

impl<W: Write> Capped<W> {
    /// Wraps a writer.
    pub fn new(inner: W) -> Self {
        Self { inner, left: MOST }
    }

    /// Returns the writer.
    pub fn into_inner(self) -> W {
        self.inner
    }
}

impl<W: Write> Write for Capped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(FULL)?;
        self.inner.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_up_to_the_limit_goes_through_and_a_byte_more_is_refused() {
        let mut capped = Capped::new(Vec::new());
        capped.write_all(&vec![b'x'; MOST]).unwrap();
        assert_eq!(capped.write_all(b"y").unwrap_err().kind(), FULL);
        assert_eq!(capped.into_inner().len(), MOST);
    }
}
