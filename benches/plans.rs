//! 200 plans of three pages.

#[path = "made/base.rs"]
mod base;
#[path = "made/plans.rs"]
mod plans;

use divan::Bencher;
use thidua::pipeline::{Wish, generate};

fn main() {
    divan::main();
}

/// From the files on disk to the bytes of the documents.
#[divan::bench(args = [20, 200], sample_count = 5, sample_size = 1)]
fn whole(bencher: Bencher, count: usize) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    plans::write(folder.path(), count).expect("there is room for the records");
    bencher.bench_local(|| {
        let run = generate(folder.path(), &Wish::default(), &|_| {}).expect("the records are readable");
        assert!(!run.made.is_empty(), "the records are right");
        run.made.len()
    });
}
