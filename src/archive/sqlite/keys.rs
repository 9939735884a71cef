//! The keys of the rows: where a document stands in the order of the register.

use rusqlite::{Connection, OptionalExtension, params};

use super::fault;
use crate::archive::entry::Entry;
use crate::archive::register::RegisterError;

/// How many bits of a key hold the number.
pub const NUMBER_BITS: u32 = 24;

/// How many bits of a series' own key hold its place within the year.
pub const SERIES_BITS: u32 = 16;

/// Returns the series of a secret document, nothing of another.
pub fn secret(entry: &Entry) -> &str {
    if entry.series.is_secret() { &entry.series.name } else { "" }
}

/// Returns the place of a document in the order of the register: year, series in the order they were begun, number.
pub fn key(connection: &Connection, entry: &Entry) -> Result<i64, RegisterError> {
    if entry.number >> NUMBER_BITS != 0 {
        return Err(RegisterError::Other(format!("số {} quá lớn", entry.number)));
    }
    Ok(series(connection, entry)? << NUMBER_BITS | i64::from(entry.number))
}

fn series(connection: &Connection, entry: &Entry) -> Result<i64, RegisterError> {
    let series = &entry.series;
    let sql = "SELECT ma FROM day_so WHERE nam = ?1 AND ten = ?2";
    let known = connection
        .prepare_cached(sql)
        .and_then(|mut sql| sql.query_row(params![series.year, series.name], |row| row.get(0)).optional());
    if let Some(known) = known.map_err(fault)? {
        return Ok(known);
    }
    let sql = "INSERT INTO day_so (ma, nam, ten, mat)
               VALUES ((SELECT coalesce(max(ma) + 1, ?1 << ?4) FROM day_so WHERE nam = ?1), ?1, ?2, ?3) RETURNING ma";
    let row = params![series.year, series.name, series.is_secret(), SERIES_BITS];
    connection.prepare_cached(sql).and_then(|mut sql| sql.query_row(row, |row| row.get(0))).map_err(fault)
}
