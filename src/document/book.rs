//! A register to be printed and bound (Phụ lục IV): types only.

use super::{Properties, Table};

/// A register: its cover, then one table on pages that lie on their side.
#[derive(Clone, Debug)]
pub struct Book {
    /// The agency above, in capitals.
    pub superior: Option<String>,
    /// The agency, in capitals.
    pub issuer: String,
    /// What the register is, in capitals.
    pub title: String,
    /// What stands under the title, a line each: year, days, numbers, volume.
    pub lines: Vec<String>,
    /// The rows; the columns are numbered under their titles.
    pub table: Table,
    /// What the file says of itself.
    pub properties: Properties,
}
