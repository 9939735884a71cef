//! The structure of the register's file, step by step; the file's `user_version` says how many have been taken.

use rusqlite::{Connection, params};

use super::keys::{key, secret};
use super::{fault, read, search};
use crate::archive::register::RegisterError;

/// One step: what SQL can say, then what it cannot.
pub struct Migration {
    /// The change of the structure.
    pub sql: &'static str,
    /// The change of the rows.
    pub then: fn(&Connection) -> Result<(), RegisterError>,
}

/// All steps; one that has been taken somewhere is never changed.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        sql: "
    CREATE TABLE nhat_ky (stt INTEGER PRIMARY KEY, dong TEXT NOT NULL) STRICT;
    CREATE TABLE van_ban (
        stt INTEGER PRIMARY KEY, nam INTEGER NOT NULL, day_so TEXT NOT NULL, so INTEGER NOT NULL,
        ky_hieu TEXT NOT NULL, co_quan TEXT NOT NULL, ngay TEXT NOT NULL, loai TEXT NOT NULL,
        nguoi_ky TEXT NOT NULL, nam_ho_so INTEGER, ma TEXT, noi_dung TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX van_ban_so ON van_ban (nam, day_so, so);
    CREATE UNIQUE INDEX van_ban_ky_hieu ON van_ban (nam, so, ky_hieu, co_quan);
    CREATE INDEX van_ban_ma ON van_ban (nam_ho_so, ma);
    CREATE VIRTUAL TABLE tim USING fts5 (chu, content='', contentless_delete=1, detail='none');
",
        then: |_| Ok(()),
    },
    // `khoa` is the place of a document in the order of the register. The words of each document are kept under it, so
    // that a search comes in that order and ends when enough is found. `mat` is the series of a secret document: number
    // and symbol may be those of a document in another series.
    Migration {
        sql: "
    ALTER TABLE van_ban ADD COLUMN mat TEXT NOT NULL DEFAULT '';
    ALTER TABLE van_ban ADD COLUMN khoa INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE day_so (ma INTEGER PRIMARY KEY, nam INTEGER NOT NULL, ten TEXT NOT NULL, mat INTEGER NOT NULL) STRICT;
    CREATE UNIQUE INDEX day_so_ten ON day_so (nam, ten);
    DROP INDEX van_ban_ky_hieu;
    DROP TABLE tim;
    CREATE VIRTUAL TABLE tim USING fts5 (chu, content='', contentless_delete=1, detail='none', prefix='2 3');
",
        then: find_anew,
    },
    // No other structure, but documents say more (electronic exchange, how a copy was made). A version that does not
    // know it would leave it out when it writes a row again, and the row would no longer be what the log makes of it.
    Migration { sql: "", then: |_| Ok(()) },
    // Nor here: documents are tied in two more ways (recalled by, amended by), which an earlier version cannot read.
    Migration { sql: "", then: |_| Ok(()) },
];

/// Gives every document its key and its words.
fn find_anew(connection: &Connection) -> Result<(), RegisterError> {
    let mut rows = connection.prepare("SELECT noi_dung FROM van_ban ORDER BY stt").map_err(fault)?;
    let mut rows = rows.query([]).map_err(fault)?;
    while let Some(row) = rows.next().map_err(fault)? {
        let entry = read(&row.get::<_, String>(0).map_err(fault)?)?;
        let change = params![key(connection, &entry)?, secret(&entry), entry.id];
        let sql = "UPDATE van_ban SET khoa = ?1, mat = ?2 WHERE stt = ?3";
        connection.prepare_cached(sql).and_then(|mut sql| sql.execute(change)).map_err(fault)?;
        search::index(connection, &entry)?;
    }
    let indices = "CREATE UNIQUE INDEX van_ban_ky_hieu ON van_ban (nam, so, ky_hieu, co_quan, mat);
                   CREATE INDEX van_ban_khoa ON van_ban (khoa, ngay);";
    connection.execute_batch(indices).map_err(fault)
}
