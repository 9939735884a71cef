//! Every document that `lap` makes has neither errors nor warnings, in both sets of type sizes.

use crate::workspace::{Workspace, fixture, folders};
use thidua::pipeline::Wish;

/// Returns the world with the set of type sizes named.
fn set(world: Workspace, sizes: &str) -> Workspace {
    let office = String::from_utf8(world.read("data/2020/co-quan.yaml")).unwrap();
    let office = match office.contains("bo_co_chu: ") {
        true => {
            office.replace("bo_co_chu: lon", "bo_co_chu: nho").replace("bo_co_chu: nho", &format!("bo_co_chu: {sizes}"))
        }
        false if office.contains("the_thuc:\n") => {
            office.replace("the_thuc:\n", &format!("the_thuc:\n  bo_co_chu: {sizes}\n"))
        }
        false => format!("{office}\nthe_thuc:\n  bo_co_chu: {sizes}\n"),
    };
    world.with("data/2020/co-quan.yaml", office)
}

/// Returns how many documents are made, and what the checker says of them.
fn told(world: &Workspace) -> (usize, Vec<String>) {
    let run = world.generate(&Wish { year: Some(2020), checked: true, ..Wish::default() }).unwrap();
    let told = |found: &thidua::diag::Diagnostic| {
        format!("{} {} {:?} {:?}", found.code.id, found.message, found.place, found.hints)
    };
    (run.made.len(), run.form.iter().map(told).collect())
}

#[test]
fn documents_of_every_kind_and_shape_have_nothing_to_be_found() {
    let mut all = Vec::new();
    let mut count = 0;
    for case in folders(&fixture("made")) {
        for sizes in ["lon", "nho"] {
            let world = Workspace::minimal().without("data/2020/van-ban").overlay(&fixture("made").join(&case));
            let (made, found) = told(&set(world, sizes));
            assert!(made > 0, "{case}");
            count += made;
            all.extend(found.into_iter().map(|told| format!("{case} ({sizes}): {told}")));
        }
    }
    assert!(count > 100 && all.is_empty(), "{count} documents: {all:#?}");
}

#[test]
fn the_sample_year_has_nothing_to_be_found_in_either_set_of_sizes() {
    for sizes in ["lon", "nho"] {
        let (made, found) = told(&set(Workspace::shipped(), sizes));
        assert!(made >= 8 && found.is_empty(), "{sizes}: {found:#?}");
    }
}
