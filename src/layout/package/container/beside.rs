//! A large part is compressed on another core than it is written on. The bytes are those of one core.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use super::{Packer, Sums};

/// What is gathered before it is compressed.
const CHUNK: usize = 64 * 1024;

/// A part with fewer chunks is compressed where it is written: a thread costs more than it saves.
const FEW: usize = 4;

/// So many chunks may wait to be compressed.
const WAITING: usize = 8;

/// Compresses what `write` writes, behind what is there; returns how that went, all bytes, and what is known of them.
pub fn pack(out: Vec<u8>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> (io::Result<()>, Vec<u8>, Sums) {
    std::thread::scope(|scope| {
        let mut chunks = Chunks { scope, held: Vec::new(), given: 0, place: Place::Here(Packer::new(out)) };
        let written = write(&mut chunks);
        let (bytes, sums) = chunks.finish();
        (written, bytes, sums)
    })
}

/// Where chunks are compressed.
#[expect(clippy::large_enum_variant, reason = "there is one, and it does not move")]
enum Place<'scope> {
    Here(Packer),
    Beside(Beside<'scope>),
}

/// A thread that compresses, and gives back what it has read, so that nothing is made anew for each chunk.
struct Beside<'scope> {
    full: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    packed: ScopedJoinHandle<'scope, (Vec<u8>, Sums)>,
}

struct Chunks<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    held: Vec<u8>,
    given: usize,
    place: Place<'scope>,
}

impl Chunks<'_, '_> {
    fn give(&mut self) {
        self.given += 1;
        if self.given == FEW && rayon::current_num_threads() > 1 {
            self.part();
        }
        match &mut self.place {
            Place::Here(packer) => {
                packer.give(&self.held);
                self.held.clear();
            }
            Place::Beside(beside) => {
                let next = beside.empty.try_recv().unwrap_or_else(|_| Vec::with_capacity(CHUNK));
                // Nobody takes it only where the other thread has panicked, which joining tells.
                let _ = beside.full.send(std::mem::replace(&mut self.held, next));
            }
        }
    }

    /// Goes on on another thread.
    fn part(&mut self) {
        let Place::Here(packer) = &mut self.place else { return };
        let mut packer = std::mem::replace(packer, Packer::new(Vec::new()));
        let (full, filled) = sync_channel::<Vec<u8>>(WAITING);
        let (emptied, empty) = channel();
        let thread = self.scope.spawn(move || {
            for mut chunk in filled {
                packer.give(&chunk);
                chunk.clear();
                let _ = emptied.send(chunk);
            }
            packer.finish()
        });
        self.place = Place::Beside(Beside { full, empty, packed: thread });
    }

    fn finish(mut self) -> (Vec<u8>, Sums) {
        self.give();
        match self.place {
            Place::Here(packer) => packer.finish(),
            Place::Beside(Beside { full, packed, .. }) => {
                drop(full);
                packed.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            }
        }
    }
}

impl Write for Chunks<'_, '_> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        for piece in data.chunks(CHUNK) {
            if self.held.len() + piece.len() > CHUNK {
                self.give();
            }
            self.held.extend_from_slice(piece);
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
