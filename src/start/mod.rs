//! A first working folder: the files of an office that has none, or the sample year.

mod office;

use include_dir::{Dir, DirEntry, include_dir};

pub use office::{Founder, abbreviation, head_of};

use crate::record;

static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/data");

/// The schema, which is made anew: the records of this program, not of the day it was stored.
const SCHEMA: &str = "data/thidua.schema.json";

/// Path below the working folder, and text, of a file.
pub type File = (String, String);

/// Returns the sample year with its calendar, new names and schema.
pub fn sample() -> Vec<File> {
    let mut files = Vec::new();
    collect(&SAMPLE, &mut files);
    files
}

/// Returns the files that every working folder has: holidays, new names, and the schema for editors.
fn common() -> Vec<File> {
    let mut files: Vec<File> = SAMPLE.files().filter_map(text_of).filter(|(name, _)| name != SCHEMA).collect();
    files.push((SCHEMA.to_owned(), format!("{:#}\n", record::schema::schema())));
    files
}

fn collect(folder: &Dir, files: &mut Vec<File>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => files.extend(text_of(file)),
        }
    }
}

fn text_of(file: &include_dir::File) -> Option<File> {
    let name = file.path().to_str()?.replace('\\', "/");
    Some((format!("data/{name}"), file.contents_utf8()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_the_shipped_year_and_what_lies_beside_it() {
        let names: Vec<String> = sample().into_iter().map(|(name, _)| name).collect();
        for name in ["data/2020/van-ban/ke-hoach.yaml", "data/ngay-le.yaml", "data/thidua.schema.json"] {
            assert!(names.iter().any(|one| one == name), "{name} is not among {names:?}");
        }
    }
}
