//! A year of 300 documents over 5,000 tasks: what is said of a day is made once for all documents of that day.

#[path = "made/base.rs"]
mod base;
#[path = "made/growth.rs"]
mod growth;

use divan::Bencher;
use growth::Days;
use thidua::pipeline::{Wish, generate};

const TASKS: usize = 5_000;

fn main() {
    divan::main();
}

/// Documents that all speak of one day.
#[divan::bench(args = [30, 300], sample_count = 5, sample_size = 1)]
fn one_day(bencher: Bencher, papers: usize) {
    year(bencher, papers, Days::One);
}

/// Documents each of which speaks of a day of its own.
#[divan::bench(args = [30, 300], sample_count = 5, sample_size = 1)]
fn each_its_day(bencher: Bencher, papers: usize) {
    year(bencher, papers, Days::Each);
}

fn year(bencher: Bencher, papers: usize, days: Days) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    growth::write(folder.path(), papers, TASKS, days).expect("there is room for the records");
    bencher.bench_local(|| {
        let run = generate(folder.path(), &Wish::default(), &|_| {}).expect("the records are readable");
        assert_eq!(run.made.len(), papers, "the records are right");
        run.made.len()
    });
}
