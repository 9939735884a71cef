//! A decision that commends 50,000 people: one table of 50,000 rows.

#[path = "made/base.rs"]
mod base;
#[path = "made/list.rs"]
mod list;

use divan::Bencher;
use thidua::pipeline::{Wish, generate};

fn main() {
    divan::main();
}

/// From the files on disk to the bytes of the documents.
#[divan::bench(args = [1_000, 10_000, 50_000], sample_count = 5, sample_size = 1)]
fn whole(bencher: Bencher, people: usize) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    list::write(folder.path(), people).expect("there is room for the records");
    bencher.bench_local(|| {
        let run = generate(folder.path(), &Wish::default(), &|_| {}).expect("the records are readable");
        assert!(!run.made.is_empty(), "the records are right");
        run.made.len()
    });
}
