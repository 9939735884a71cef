//! The zip container of a package: fixed order, fixed time, the same bytes everywhere.
//!
//! A compressor costs more to set up than a small part costs to compress, so each thread keeps one; what is equal in
//! many packages is compressed once and copied. A large part is compressed on every core.

mod beside;

use std::cell::Cell;
use std::io::{self, Write};

use super::deflate::Deflater;

/// Shorter content is stored as it is: compressing it saves no room that counts.
const WORTH_COMPRESSING: usize = 256;

/// 1 January 1980, the first day a zip file knows.
const DATE: u16 = 0x21;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Names are UTF-8.
const FLAGS: u16 = 0x0800;

/// The version of the format that deflate needs; made on Unix, with the usual permissions of a file.
const NEEDED: u16 = 20;
const MADE_BY: u16 = (3 << 8) | NEEDED;
const PERMISSIONS: u32 = 0o100_644 << 16;

thread_local! {
    static DEFLATER: Cell<Option<Deflater>> = const { Cell::new(None) };
}

/// What was written of an entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// CRC-32 of the content.
    pub crc: u32,
    /// Length of the content in bytes.
    pub size: u32,
    packed: u32,
    method: u16,
    at: u32,
}

/// Content that is compressed once and copied into many packages.
#[derive(Debug)]
pub struct Precompressed {
    crc: u32,
    size: u32,
    method: u16,
    bytes: Box<[u8]>,
}

impl Precompressed {
    /// Compresses `data`.
    pub fn new(data: &[u8]) -> io::Result<Self> {
        let mut packer = Packer::behind(&[], Vec::with_capacity(data.len() / 4 + 64));
        packer.give(data);
        let (bytes, sums) = packer.finish();
        Ok(Self { crc: sums.crc(), size: length(data.len())?, method: DEFLATED, bytes: bytes.into() })
    }
}

/// Content as it lies compressed in another container.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    /// CRC-32 of the content.
    pub crc: u32,
    /// Length of the content in bytes.
    pub size: u32,
    /// Whether it is deflated; stored otherwise.
    pub deflated: bool,
    /// The bytes as they lie there.
    pub bytes: &'a [u8],
}

/// A container in the making.
#[derive(Default)]
pub struct Container {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

impl Container {
    /// An empty container with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity), entries: Vec::new() }
    }

    /// Adds an entry whose content is at hand.
    pub fn add(&mut self, name: &str, data: &[u8]) -> io::Result<()> {
        if data.len() >= WORTH_COMPRESSING {
            return self.stream(name, |out| out.write_all(data));
        }
        self.add_stored(name, data)
    }

    /// Adds an entry that is not compressed.
    pub fn add_stored(&mut self, name: &str, data: &[u8]) -> io::Result<()> {
        self.copy(name, crc32fast::hash(data), length(data.len())?, STORED, data)
    }

    /// Adds an entry that is compressed already.
    pub fn add_shared(&mut self, name: &str, data: &Precompressed) -> io::Result<()> {
        self.copy(name, data.crc, data.size, data.method, &data.bytes)
    }

    /// Adds an entry as it lies compressed in another container.
    pub fn add_packed(&mut self, name: &str, data: &Packed<'_>) -> io::Result<()> {
        self.copy(name, data.crc, data.size, if data.deflated { DEFLATED } else { STORED }, data.bytes)
    }

    /// Adds an entry that is written while it is compressed.
    pub fn stream(&mut self, name: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let at = self.header(name)?;
        let start = self.bytes.len();
        let (written, bytes, sums) = beside::pack(std::mem::take(&mut self.bytes), write);
        self.bytes = bytes;
        written?;
        let packed = self.bytes.len() - start;
        self.entry(name, at, sums.crc(), sums.size, packed, DEFLATED)
    }

    fn copy(&mut self, name: &str, crc: u32, size: u32, method: u16, packed: &[u8]) -> io::Result<()> {
        let at = self.header(name)?;
        self.bytes.extend_from_slice(packed);
        self.entry(name, at, crc, size.into(), packed.len(), method)
    }

    /// Returns what has been written.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Writes the table of contents and returns the file.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let start = length(self.bytes.len())?;
        for entry in &self.entries {
            self.bytes.extend_from_slice(b"PK\x01\x02");
            put16(&mut self.bytes, MADE_BY);
            facts(&mut self.bytes, entry);
            // No extra field, no comment, first disk, no kind of content.
            self.bytes.extend_from_slice(&[0; 8]);
            put32(&mut self.bytes, PERMISSIONS);
            put32(&mut self.bytes, entry.at);
            self.bytes.extend_from_slice(entry.name.as_bytes());
        }
        let size = length(self.bytes.len())? - start;
        let count = u16::try_from(self.entries.len()).map_err(|_| too_large())?;
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        put16(&mut self.bytes, count);
        put16(&mut self.bytes, count);
        put32(&mut self.bytes, size);
        put32(&mut self.bytes, start);
        put16(&mut self.bytes, 0);
        Ok(self.bytes)
    }

    /// Leaves room for the header, which is known when the content is written; returns where.
    fn header(&mut self, name: &str) -> io::Result<u32> {
        let at = length(self.bytes.len())?;
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&[0; 26]);
        self.bytes.extend_from_slice(name.as_bytes());
        Ok(at)
    }

    fn entry(&mut self, name: &str, at: u32, crc: u32, size: u64, packed: usize, method: u16) -> io::Result<()> {
        let size = u32::try_from(size).map_err(|_| too_large())?;
        let entry = Entry { name: name.to_owned(), crc, size, packed: length(packed)?, method, at };
        let mut header = Vec::with_capacity(26);
        facts(&mut header, &entry);
        put16(&mut header, 0);
        let start = at as usize + 4;
        self.bytes[start..start + 26].copy_from_slice(&header);
        self.entries.push(entry);
        Ok(())
    }
}

/// Writes what a header and the table of contents have in common.
fn facts(out: &mut Vec<u8>, entry: &Entry) {
    for value in [NEEDED, FLAGS, entry.method, 0, DATE] {
        put16(out, value);
    }
    for value in [entry.crc, entry.packed, entry.size] {
        put32(out, value);
    }
    put16(out, u16::try_from(entry.name.len()).unwrap_or(u16::MAX));
}

fn put16(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn length(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(|_| too_large())
}

fn too_large() -> io::Error {
    io::Error::other("tệp lớn hơn 4 GB")
}

/// What is known of content when all of it is compressed.
#[derive(Default)]
struct Sums {
    crc: crc32fast::Hasher,
    size: u64,
}

impl Sums {
    /// Adds those of what comes next.
    fn add(&mut self, next: &Self) {
        self.crc.combine(&next.crc);
        self.size += next.size;
    }

    fn crc(&self) -> u32 {
        self.crc.clone().finalize()
    }
}

/// Compresses to the end of what is there.
struct Packer {
    deflater: Deflater,
    sums: Sums,
    out: Vec<u8>,
}

impl Packer {
    /// What comes may refer to what stands before it in the part.
    fn behind(before: &[u8], out: Vec<u8>) -> Self {
        let mut deflater = DEFLATER.take().unwrap_or_default();
        deflater.begin_behind(before);
        Self { deflater, sums: Sums::default(), out }
    }

    fn give(&mut self, data: &[u8]) {
        self.sums.crc.update(data);
        self.sums.size += data.len() as u64;
        self.deflater.write(data, &mut self.out);
    }

    /// Ends with a whole byte, behind which the stream goes on.
    fn pause(mut self) -> (Vec<u8>, Sums) {
        self.deflater.pause(&mut self.out);
        self.kept()
    }

    fn finish(mut self) -> (Vec<u8>, Sums) {
        self.deflater.finish(&mut self.out);
        self.kept()
    }

    fn kept(self) -> (Vec<u8>, Sums) {
        DEFLATER.set(Some(self.deflater));
        (self.out, self.sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    fn packed(contents: &[Vec<u8>]) -> Vec<u8> {
        let mut container = Container::default();
        for (number, content) in contents.iter().enumerate() {
            container.add(&format!("phần/{number}.xml"), content).unwrap();
        }
        container.finish().unwrap()
    }

    /// Compressed however short it is.
    fn packed_always(content: &[u8]) -> Vec<u8> {
        let mut container = Container::default();
        container.stream("phần/0.xml", |out| out.write_all(content)).unwrap();
        container.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let read = |index| {
            let mut file = archive.by_index(index).unwrap();
            assert_eq!(file.name(), format!("phần/{index}.xml"));
            let mut data = Vec::new();
            file.read_to_end(&mut data).unwrap();
            data
        };
        (0..contents_of(bytes)).map(read).collect()
    }

    fn contents_of(bytes: &[u8]) -> usize {
        ZipArchive::new(Cursor::new(bytes)).unwrap().len()
    }

    #[test]
    fn small_content_is_stored_and_large_content_is_compressed() {
        let bytes = packed(&[b"<a/>".to_vec(), vec![b'x'; 100_000]]);
        assert!(bytes.len() < 1000, "{}", bytes.len());
        assert_eq!(unpacked(&bytes), [b"<a/>".to_vec(), vec![b'x'; 100_000]]);
    }

    #[test]
    fn shared_content_is_read_back_as_it_was() {
        let text = "Cộng hòa xã hội chủ nghĩa Việt Nam ".repeat(100);
        let mut container = Container::default();
        container.add_shared("phần/0.xml", &Precompressed::new(text.as_bytes()).unwrap()).unwrap();
        assert_eq!(unpacked(&container.finish().unwrap()), [text.into_bytes()]);
    }

    #[test]
    fn a_large_part_is_the_same_whichever_core_compresses_it() {
        let content: Vec<u8> =
            (0..90_000_u32).flat_map(|row| format!("<w:t>{}</w:t>", row % 977).into_bytes()).collect();
        let written = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| packed(std::slice::from_ref(&content)))
        };
        assert_eq!(written(1), written(2));
        assert_eq!(unpacked(&written(2)), std::slice::from_ref(&content));
    }

    #[test]
    fn a_writer_that_fails_leaves_a_compressor_that_is_clean() {
        let expected = packed(&[vec![b'y'; 5_000]]);
        let failed = Container::default().stream("a", |out| {
            out.write_all(&vec![b'z'; 90_000])?;
            Err(io::Error::other("hỏng"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "hỏng");
        assert_eq!(packed(&[vec![b'y'; 5_000]]), expected);
    }

    fn content() -> impl Strategy<Value = Vec<u8>> {
        let letters = prop::collection::vec(prop_oneof![Just(b'a'), Just(b'<'), any::<u8>()], 0..400);
        (letters, 1_usize..300).prop_map(|(letters, times)| letters.repeat(times))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_written_is_read_back(contents in prop::collection::vec(content(), 0..5)) {
            prop_assert_eq!(unpacked(&packed(&contents)), contents);
        }

        #[test]
        fn what_was_compressed_before_makes_no_difference(before in content(), content in content()) {
            let fresh = std::thread::scope(|scope| scope.spawn(|| packed(std::slice::from_ref(&content))).join().unwrap());
            let _ = packed(&[before]);
            prop_assert_eq!(packed(&[content]), fresh);
        }

        #[test]
        fn pieces_make_no_difference(content in content(), size in 1_usize..70_000) {
            let mut container = Container::default();
            container.stream("phần/0.xml", |out| {
                content.chunks(size).try_for_each(|piece| out.write_all(piece))
            }).unwrap();
            prop_assert_eq!(container.finish().unwrap(), packed_always(&content));
        }
    }
}
