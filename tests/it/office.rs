//! The office works without a command line, on the day that it is told.

use std::cell::RefCell;

use chrono::DateTime;
use thidua::archive::{Actor, Place};
use thidua::office::issue::{Request, issue};
use thidua::office::register::{View, search};
use thidua::office::{Failure, Office};

use super::workspace::Workspace;

/// Returns the office of a workspace, at work when its folder was made.
fn office<'a>(world: &Workspace, told: &'a RefCell<Vec<String>>) -> Office<'a> {
    let made = std::fs::metadata(world.root()).unwrap().modified().unwrap();
    let made = made.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let at = DateTime::from_timestamp(i64::try_from(made).unwrap(), 0).unwrap().naive_utc();
    let (who, machine, program) = ("vanthu".to_owned(), "may-1".to_owned(), "0".to_owned());
    Office {
        place: Place { root: world.root().to_owned(), memory: Some(world.memory().to_owned()) },
        allowed: &[],
        actor: Actor { at, who, machine, program },
        told: Box::new(|fault| told.borrow_mut().push(fault.to_string())),
    }
}

fn request(id: &str, date: &str) -> Request {
    let documents = vec![id.to_owned()];
    let date = Some(date.to_owned());
    Request { documents, year: Some(2020), date, number: None, reason: None, dry: false, pdf: false, file: None }
}

#[test]
fn a_document_is_issued_and_found_in_the_register_and_a_second_time_it_is_refused_with_advice() {
    let (world, told) = (Workspace::shipped(), RefCell::default());
    let office = office(&world, &told);
    let done = issue(&office, &request("ke-hoach", "20/02/2020")).unwrap_or_else(|_| panic!("the records are read"));
    assert!(done.stopped.is_none() && done.done[0].1.number == 1, "{:?}", done.stopped);
    let found =
        search(&office, &View { year: Some(2020), ..View::default() }).unwrap_or_else(|_| panic!("it is there"));
    assert_eq!(found.rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), [done.done[0].1.printed()]);
    let again = issue(&office, &request("ke-hoach", "20/02/2020")).unwrap_or_else(|_| panic!("the records are read"));
    let Some(Failure::World(fault)) = again.stopped else { panic!("it is issued twice") };
    assert!(fault.message.contains("ke-hoach") && fault.advice.is_some(), "{fault}");
    assert!(told.borrow().is_empty(), "{told:?}");
}
