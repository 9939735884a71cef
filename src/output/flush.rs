//! Bringing many files to the disk: each by itself, or all at once where the system can be trusted with it.

use std::{
    collections::BTreeMap,
    fs::File,
    io,
    path::Path,
    sync::{Mutex, PoisonError},
};

/// Fewer files are flushed one by one: flushing a whole disk brings the files of others there too.
const FEW: usize = 16;

/// The disks that files are written to, each opened before the first of its files is: a fault of writing is told to
/// who was there when it happened.
#[derive(Debug, Default)]
pub(super) struct Flush {
    disks: Mutex<BTreeMap<u64, Option<Disk>>>,
    at_once: bool,
}

#[derive(Debug)]
struct Disk {
    folder: File,
    files: usize,
}

impl Flush {
    /// Flushes for so many files.
    pub fn of(files: usize) -> Self {
        Self { disks: Mutex::default(), at_once: files >= FEW }
    }

    /// Tells whether files below a folder may wait, also before the folder is made.
    pub fn at_once_in(&self, folder: &Path) -> bool {
        let there = folder.ancestors().find_map(|folder| File::open(folder).ok());
        self.at_once && there.is_some_and(|folder| system::flushes_all(&folder))
    }

    /// Tells before a file is filled whether it may wait for [`Self::finish`]; else whoever fills it flushes it.
    pub fn may_wait(&self, file: &File, folder: &Path) -> bool {
        let Some(number) = self.at_once.then(|| system::disk(file)).flatten() else { return false };
        let mut disks = self.disks.lock().unwrap_or_else(PoisonError::into_inner);
        let disk = disks.entry(number).or_insert_with(|| {
            let folder = File::open(folder).ok().filter(system::flushes_all)?;
            Some(Disk { folder, files: 0 })
        });
        disk.as_mut().map(|disk| disk.files += 1).is_some()
    }

    /// Brings to the disk all that has waited.
    pub fn finish(self) -> io::Result<()> {
        let disks = self.disks.into_inner().unwrap_or_else(PoisonError::into_inner);
        disks.into_values().flatten().filter(|disk| disk.files > 0).try_for_each(|disk| system::flush(&disk.folder))
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::{fs::File, io, os::unix::fs::MetadataExt};

    use rustix::{fs, system::uname};

    /// File systems on disks of this machine, and in its memory: their kind, as `statfs` gives it. `syncfs` waits for
    /// all their files and tells of faults. What lies on a network or passes through a program is not among them.
    const KNOWN: [u32; 5] = [
        0x0000_EF53, // ext2, ext3, ext4
        0x5846_5342, // XFS
        0x9123_683E, // Btrfs
        0xF2F5_2010, // F2FS
        0x0102_1994, // tmpfs
    ];

    /// Since this version of the kernel `syncfs` tells of files that could not be written.
    const TELLS: (u32, u32) = (5, 8);

    /// The number of the disk that a file lies on.
    pub fn disk(file: &File) -> Option<u64> {
        file.metadata().ok().map(|found| found.dev())
    }

    pub fn flushes_all(folder: &File) -> bool {
        version(&uname().release().to_string_lossy()).is_some_and(|version| version >= TELLS)
            && fs::fstatfs(folder).is_ok_and(|found| is_known(&found.f_type.to_le_bytes()))
    }

    pub fn flush(folder: &File) -> io::Result<()> {
        Ok(fs::syncfs(folder)?)
    }

    /// The width of the number and its sign are not the same on all machines, its lowest bytes are.
    fn is_known(kind: &[u8]) -> bool {
        kind.first_chunk().is_some_and(|lowest| KNOWN.contains(&u32::from_le_bytes(*lowest)))
    }

    /// Reads `6.1.0-18-amd64`.
    fn version(release: &str) -> Option<(u32, u32)> {
        let mut numbers = release.split(|letter: char| !letter.is_ascii_digit()).map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn versions_of_the_kernel_are_read_as_numbers() {
            assert_eq!(version("6.1.0-18-amd64"), Some((6, 1)));
            assert!(version("5.15.0").unwrap() >= TELLS && version("5.4.0-150-generic").unwrap() < TELLS);
            assert_eq!(version("rolling"), None);
        }

        #[test]
        fn kinds_are_known_on_machines_of_every_width() {
            assert!(is_known(&0xEF53_i64.to_le_bytes()) && is_known(&0x9123_683E_u32.to_le_bytes()));
            // NFS.
            assert!(!is_known(&0x6969_i64.to_le_bytes()));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::{fs::File, io};

    pub fn disk(_: &File) -> Option<u64> {
        None
    }

    pub fn flushes_all(_: &File) -> bool {
        false
    }

    pub fn flush(folder: &File) -> io::Result<()> {
        folder.sync_all()
    }
}
