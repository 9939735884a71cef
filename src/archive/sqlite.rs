//! The register in one SQLite file.
//!
//! A commit is written to the write-ahead log and put on the disk before it returns. The log names every page that a
//! step has written, which is what the [seal](super::seal) has to know; then it is taken into the file. Who writes has
//! the file for itself (`locking_mode = EXCLUSIVE`), so no memory is shared between processes, which no network drive
//! could do. Who reads holds the archive's own lock, and opens the file as one that does not change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, TransactionBehavior, params};

use super::entry::{Entry, EntryId};
use super::log::{Line, Tip};
use super::register::{Neighbours, Query, Register, RegisterError, Step};
use super::{Series, seal, wal};
use crate::viet::text::strip_marks;

/// The structure, step by step; the file's `user_version` says how many have been taken.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE nhat_ky (stt INTEGER PRIMARY KEY, dong TEXT NOT NULL) STRICT;
    CREATE TABLE van_ban (
        stt INTEGER PRIMARY KEY, nam INTEGER NOT NULL, day_so TEXT NOT NULL, so INTEGER NOT NULL,
        ky_hieu TEXT NOT NULL, co_quan TEXT NOT NULL, ngay TEXT NOT NULL, loai TEXT NOT NULL,
        nguoi_ky TEXT NOT NULL, nam_ho_so INTEGER, ma TEXT, noi_dung TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX van_ban_so ON van_ban (nam, day_so, so);
    CREATE UNIQUE INDEX van_ban_ky_hieu ON van_ban (nam, so, ky_hieu, co_quan);
    CREATE INDEX van_ban_ma ON van_ban (nam_ho_so, ma);
    CREATE VIRTUAL TABLE tim USING fts5 (chu, content='', contentless_delete=1, detail='none');
"];

/// The rows whose columns, by which documents are found, are not those of their content.
const STRAYED: &str = "
    SELECT CAST(stt AS TEXT) FROM van_ban WHERE
        stt IS NOT noi_dung ->> '$.stt' OR nam IS NOT noi_dung ->> '$.day_so.nam'
        OR day_so IS NOT noi_dung ->> '$.day_so.ten' OR so IS NOT noi_dung ->> '$.so'
        OR ky_hieu IS NOT noi_dung ->> '$.ky_hieu' OR co_quan IS NOT noi_dung ->> '$.co_quan'
        OR ngay IS NOT noi_dung ->> '$.ngay' OR loai IS NOT noi_dung ->> '$.loai'
        OR nam_ho_so IS NOT noi_dung ->> '$.nguon.nam' OR ma IS NOT noi_dung ->> '$.nguon.ma'
    ORDER BY stt LIMIT 100";

/// Marks the file as a register of this program: `VTLT`.
const APPLICATION: i32 = 0x5654_4C54;

/// A register in a file.
#[derive(Debug)]
pub struct SqliteRegister {
    connection: Connection,
    /// SQLite's write-ahead log; none for a register in memory.
    log: Option<PathBuf>,
}

/// What follows the name of the register's file in that of its write-ahead log.
pub const LOG_END: &str = "-wal";

/// Returns where the write-ahead log of a register lies.
fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(LOG_END);
    PathBuf::from(name)
}

/// Returns a path as SQLite reads it in an address.
fn address(path: &Path) -> String {
    let text = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| if cfg!(windows) && *byte == b'\\' { b'/' } else { *byte });
    let encoded = text.fold(String::new(), |text, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => {
            text + &char::from(byte).to_string()
        }
        other => text + &format!("%{other:02X}"),
    });
    let root = if cfg!(windows) && path.is_absolute() { "/" } else { "" };
    format!("file:{root}{encoded}?immutable=1")
}

impl SqliteRegister {
    /// Makes a register where none is.
    pub fn create(path: &Path) -> Result<Self, RegisterError> {
        Self { connection: Connection::open(path).map_err(fault)?, log: Some(log_of(path)) }.prepared()
    }

    /// Opens the register that is there, and brings its structure up to date.
    pub fn open(path: &Path) -> Result<Self, RegisterError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self { connection: Connection::open_with_flags(path, flags).map_err(fault)?, log: Some(log_of(path)) }
            .prepared()
    }

    /// Opens the register only to read it, while nobody writes.
    pub fn open_to_read(path: &Path) -> Result<Self, RegisterError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let opened = Connection::open_with_flags(address(path), flags).map_err(fault)?;
        let opened = Self { connection: opened, log: None };
        opened.checked_version()?;
        Ok(opened)
    }

    /// A register that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, RegisterError> {
        Self { connection: Connection::open_in_memory().map_err(fault)?, log: None }.prepared()
    }

    fn prepared(mut self) -> Result<Self, RegisterError> {
        let pragmas = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = EXTRA;
            PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;";
        // First of all: else the version is read through memory that processes share.
        self.connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE").map_err(fault)?;
        let version = self.checked_version()?;
        self.connection.execute_batch(pragmas).map_err(fault)?;
        self.migrate(version)?;
        Ok(self)
    }

    fn checked_version(&self) -> Result<usize, RegisterError> {
        let read = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(fault);
        let (version, application) = (read("user_version")?, read("application_id")?);
        if version > 0 && application != i64::from(APPLICATION) {
            return Err(RegisterError::Damaged("không có dấu của thidua".to_owned()));
        }
        let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        match usize::try_from(version) {
            Ok(steps) if version <= known => Ok(steps),
            _ => Err(RegisterError::Newer { found: version, known }),
        }
    }

    fn migrate(&mut self, taken: usize) -> Result<(), RegisterError> {
        for (step, migration) in MIGRATIONS.iter().enumerate().skip(taken) {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(fault)?;
            change.execute_batch(migration).map_err(fault)?;
            change.pragma_update(None, "application_id", APPLICATION).map_err(fault)?;
            change.pragma_update(None, "user_version", i64::try_from(step + 1).unwrap_or(i64::MAX)).map_err(fault)?;
            change.commit().map_err(fault)?;
        }
        Ok(())
    }

    fn first(&self, sql: &str, values: impl rusqlite::Params) -> Result<Option<Entry>, RegisterError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let text: Option<String> = statement.query_row(values, |row| row.get(0)).optional().map_err(fault)?;
        text.map(|text| read(&text)).transpose()
    }

    fn all(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Entry>, RegisterError> {
        self.texts(sql, values)?.par_iter().map(|text| read(text)).collect()
    }

    fn texts(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<String>, RegisterError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(values, |row: &Row| row.get::<_, String>(0)).map_err(fault)?;
        rows.collect::<Result<_, _>>().map_err(fault)
    }
}

impl Register for SqliteRegister {
    fn append(&mut self, step: &Step) -> Result<(), RegisterError> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        if tip(&change)? != step.before {
            return Err(RegisterError::Overtaken);
        }
        for (line, index) in step.lines.iter().zip(step.before.count + 1..) {
            let index = i64::try_from(index).unwrap_or(i64::MAX);
            let sql = "INSERT INTO nhat_ky (stt, dong) VALUES (?1, ?2)";
            change.prepare_cached(sql).and_then(|mut sql| sql.execute(params![index, line])).map_err(fault)?;
        }
        for entry in &step.changed {
            put(&change, entry)?;
        }
        change.commit().map_err(fault)
    }

    fn rest(&mut self) -> Result<BTreeSet<u64>, RegisterError> {
        let Some(log) = &self.log else { return Ok(BTreeSet::new()) };
        let written = wal::blocks(log, seal::BLOCK).map_err(|cause| RegisterError::Other(cause.to_string()))?;
        if !written.is_empty() {
            let taken = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            if taken.map_err(fault)? != 0 {
                return Err(RegisterError::Busy);
            }
        }
        Ok(written)
    }

    fn tip(&self) -> Result<Tip, RegisterError> {
        tip(&self.connection)
    }

    fn lines(&self, after: u64, most: usize) -> Result<Vec<String>, RegisterError> {
        let sql = "SELECT dong FROM nhat_ky WHERE stt > ?1 ORDER BY stt LIMIT ?2";
        self.texts(sql, params![i64::try_from(after).unwrap_or(i64::MAX), limit(most)])
    }

    fn entries(&self, after: EntryId, most: usize) -> Result<Vec<Entry>, RegisterError> {
        self.all("SELECT noi_dung FROM van_ban WHERE stt > ?1 ORDER BY stt LIMIT ?2", params![after, limit(most)])
    }

    fn neighbours(&self, series: &Series, number: u32) -> Result<Neighbours, RegisterError> {
        let beside = |sign: &str, order: &str| {
            let sql = format!(
                "SELECT noi_dung FROM van_ban WHERE nam = ?1 AND day_so = ?2 AND so {sign} ?3 ORDER BY so {order} LIMIT 1"
            );
            self.first(&sql, params![series.year, series.name, number])
        };
        Ok(Neighbours { before: beside("<", "DESC")?, at: beside("=", "ASC")?, after: beside(">", "ASC")? })
    }

    fn of_record(&self, year: i32, id: &str) -> Result<Vec<Entry>, RegisterError> {
        self.all("SELECT noi_dung FROM van_ban WHERE nam_ho_so = ?1 AND ma = ?2 ORDER BY stt", params![year, id])
    }

    fn issued(&self, year: i32, before: EntryId) -> Result<Vec<(String, u32, NaiveDate)>, RegisterError> {
        let sql = "SELECT ma, so, ngay FROM van_ban WHERE nam_ho_so = ?1 AND ma IS NOT NULL AND stt < ?2 ORDER BY stt";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?));
        let rows = statement.query_map(params![year, before], row).map_err(fault)?;
        let day = |(id, number, day): (_, _, String)| match day.parse() {
            Ok(day) => Ok((id, number, day)),
            Err(_) => Err(RegisterError::Damaged(format!("ngày “{day}”"))),
        };
        rows.map(|row| row.map_err(fault).and_then(day)).collect()
    }

    fn printed(&self, year: i32, number: u32, symbol: &str) -> Result<Vec<Entry>, RegisterError> {
        let sql = "SELECT noi_dung FROM van_ban WHERE nam = ?1 AND so = ?2 AND ky_hieu = ?3 ORDER BY stt";
        self.all(sql, params![year, number, symbol])
    }

    fn count(&self) -> Result<u32, RegisterError> {
        // Places are given one after the other, and no row is ever taken away.
        let count = self.connection.query_row("SELECT coalesce(max(stt), 0) FROM van_ban", [], |row| row.get(0));
        count.map_err(fault)
    }

    fn search(&self, query: &Query, most: usize) -> Result<Vec<Entry>, RegisterError> {
        let text = query.text.as_deref().map(words).filter(|text| !text.is_empty());
        let found = if text.is_some() { "stt IN (SELECT rowid FROM tim WHERE tim MATCH ?6)" } else { "?6 IS NULL" };
        let sql = format!(
            "SELECT noi_dung FROM van_ban WHERE (?1 IS NULL OR nam = ?1) AND (?2 IS NULL OR loai = ?2)
             AND (?3 IS NULL OR ngay >= ?3) AND (?4 IS NULL OR ngay <= ?4)
             AND (?5 IS NULL OR instr(nguoi_ky, ?5) > 0) AND {found} ORDER BY nam, day_so, so LIMIT ?7"
        );
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let signer = query.signer.as_deref().map(folded);
        self.all(&sql, params![query.year, query.kind, day(query.from), day(query.to), signer, text, limit(most)])
    }

    fn inspect(&self) -> Result<Vec<String>, RegisterError> {
        let mut found = self.texts("PRAGMA integrity_check", [])?;
        found.retain(|line| line != "ok");
        let strayed = self.texts(STRAYED, [])?;
        found.extend(strayed.into_iter().map(|row| format!("văn bản thứ {row} không tìm được theo số, mã của nó")));
        Ok(found)
    }
}

fn tip(connection: &Connection) -> Result<Tip, RegisterError> {
    let sql = "SELECT stt, dong FROM nhat_ky ORDER BY stt DESC LIMIT 1";
    let last = connection
        .prepare_cached(sql)
        .map_err(fault)?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
    let Some((index, text)) = last.optional().map_err(fault)? else { return Ok(Tip::EMPTY) };
    let damaged = |cause: String| RegisterError::Damaged(format!("mục {index} của nhật ký: {cause}"));
    let digest = Line::digest_of(&text).ok_or_else(|| damaged("không có mã băm".to_owned()))?;
    let count = u64::try_from(index).map_err(|cause| damaged(cause.to_string()))?;
    Ok(Tip { count, digest })
}

fn put(connection: &Connection, entry: &Entry) -> Result<(), RegisterError> {
    let provenance = entry.origin.provenance();
    let content = serde_json::to_string(entry).map_err(|cause| RegisterError::Other(cause.to_string()))?;
    let sql = "INSERT OR REPLACE INTO van_ban VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    // REPLACE would push another document out of its number: only its own row may be replaced.
    let other = "SELECT 1 FROM van_ban WHERE nam = ?1 AND so = ?2 AND stt <> ?3
                 AND (day_so = ?4 OR (ky_hieu = ?5 AND co_quan = ?6))";
    let series = &entry.series;
    let key = params![series.year, entry.number, entry.id, series.name, entry.symbol, entry.issuer];
    if connection.prepare_cached(other).and_then(|mut sql| sql.exists(key)).map_err(fault)? {
        return Err(RegisterError::Taken);
    }
    let row = params![
        entry.id,
        series.year,
        series.name,
        entry.number,
        entry.symbol,
        entry.issuer,
        entry.date.to_string(),
        entry.kind,
        folded(&entry.signer.name),
        provenance.map(|from| from.year),
        provenance.map(|from| from.id.as_str()),
        content,
    ];
    connection.prepare_cached(sql).and_then(|mut sql| sql.execute(row)).map_err(fault)?;
    let sql = "INSERT OR REPLACE INTO tim (rowid, chu) VALUES (?1, ?2)";
    let indexed = connection.prepare_cached(sql).and_then(|mut sql| sql.execute(params![entry.id, searched(entry)]));
    indexed.map(drop).map_err(fault)
}

/// What a search looks through, without marks.
fn searched(entry: &Entry) -> String {
    let mut parts = vec![entry.printed(), entry.kind_name.clone(), entry.subject.clone(), entry.signer.name.clone()];
    parts.extend(entry.recipients.iter().chain(&entry.remarks).cloned());
    folded(&parts.join(" "))
}

fn folded(text: &str) -> String {
    strip_marks(text).to_lowercase()
}

/// Returns what FTS5 looks for: every word typed, as the beginning of a word.
fn words(text: &str) -> String {
    let folded = folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> Result<Entry, RegisterError> {
    serde_json::from_str(text).map_err(|cause| RegisterError::Damaged(cause.to_string()))
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn fault(cause: rusqlite::Error) -> RegisterError {
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RegisterError::Busy,
        Some(ErrorCode::DiskFull) => RegisterError::DiskFull,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => RegisterError::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => RegisterError::Damaged(cause.to_string()),
        Some(ErrorCode::ConstraintViolation) => RegisterError::Taken,
        _ => match cause {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => RegisterError::Damaged(cause.to_string()),
            other => RegisterError::Other(other.to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Deed;
    use super::super::samples::{actor, day, entry};
    use super::*;

    fn step(register: &dyn Register, changed: Vec<Entry>) -> Step {
        let before = register.tip().unwrap();
        let (mut lines, mut after) = (Vec::new(), before);
        for entry in &changed {
            let (line, tip) = after.next(actor(), Deed::Issued { entry: entry.clone(), reason: None }).sealed();
            lines.push(line);
            after = tip;
        }
        Step { before, lines, after, changed }
    }

    fn numbers(found: &[Entry]) -> Vec<u32> {
        found.iter().map(|entry| entry.number).collect()
    }

    /// What every register must do; it is given empty.
    fn suite(register: &mut dyn Register) {
        assert_eq!((register.tip().unwrap(), register.count().unwrap()), (Tip::EMPTY, 0));
        let first = step(register, vec![entry(1, 1), entry(2, 2)]);
        register.append(&first).unwrap();
        assert_eq!(register.tip().unwrap(), first.after);
        assert_eq!(register.lines(0, 9).unwrap(), first.lines);
        assert_eq!(register.lines(1, 9).unwrap(), first.lines[1..]);
        assert!(matches!(register.append(&first), Err(RegisterError::Overtaken)));

        let doubled = step(register, vec![entry(3, 3), entry(4, 2)]);
        assert!(matches!(register.append(&doubled), Err(RegisterError::Taken)));
        assert_eq!((register.tip().unwrap(), register.count().unwrap()), (first.after, 2), "all or nothing");

        let mut other = entry(3, 2);
        other.series.name = "van-phong.chung".to_owned();
        let same_mark = step(register, vec![other.clone()]);
        assert!(matches!(register.append(&same_mark), Err(RegisterError::Taken)), "one number and symbol, one issuer");
        other.symbol = "KH-VP".to_owned();
        register.append(&step(register, vec![other])).unwrap();

        let changed = Entry { subject: "Đã đổi".to_owned(), ..entry(1, 1) };
        register.append(&Step { changed: vec![changed.clone()], ..step(register, vec![entry(9, 9)]) }).unwrap();
        assert_eq!(register.entries(0, 1).unwrap(), [changed], "a document's own row is replaced");
        assert_eq!(numbers(&register.entries(1, 9).unwrap()), [2, 2]);
        neighbours(register);
        search(register);
        assert_eq!(register.inspect().unwrap(), Vec::<String>::new());
    }

    fn neighbours(register: &dyn Register) {
        let series = entry(1, 1).series;
        let seen = |number| {
            let found = register.neighbours(&series, number).unwrap();
            [found.before, found.at, found.after].map(|entry| entry.map(|entry| entry.number))
        };
        assert_eq!(seen(1), [None, Some(1), Some(2)]);
        assert_eq!(seen(7), [Some(2), None, None]);
        assert_eq!(seen(u32::MAX), [Some(2), None, None]);
        assert_eq!(numbers(&register.printed(2020, 2, "KH-STC").unwrap()), [2]);
        assert_eq!(register.of_record(2020, "ke-hoach").unwrap(), []);
    }

    fn search(register: &dyn Register) {
        let found = |query: Query| numbers(&register.search(&query, 9).unwrap());
        let text = |text: &str| found(Query { text: Some(text.to_owned()), ..Query::default() });
        assert_eq!(text("ke hoach thu 2"), [2, 2], "found without marks; the first has another subject now");
        assert_eq!(text("DA DOI"), [1]);
        assert_eq!(text("02/kh"), [2, 2], "number and symbol are found by their beginnings");
        assert_eq!(text("\"' OR *"), Vec::<u32>::new(), "what was typed is no query language");
        assert_eq!(found(Query { signer: Some("van an".to_owned()), ..Query::default() }), [1, 2, 2]);
        assert_eq!(found(Query { from: Some(day(2)), ..Query::default() }), Vec::<u32>::new());
        assert_eq!(found(Query { to: Some(day(1)), kind: Some("ke_hoach".to_owned()), ..Query::default() }), [1, 2, 2]);
        assert_eq!(found(Query { year: Some(2021), ..Query::default() }), Vec::<u32>::new());
    }

    #[test]
    fn sqlite_in_memory_does_what_a_register_must() {
        suite(&mut SqliteRegister::in_memory().unwrap());
    }

    #[test]
    fn sqlite_in_a_file_does_what_a_register_must_and_keeps_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        suite(&mut SqliteRegister::create(&path).unwrap());
        let again = SqliteRegister::open(&path).unwrap();
        assert_eq!((again.count().unwrap(), again.tip().unwrap().count), (3, 4));
        assert_eq!(SqliteRegister::open_to_read(&path).unwrap().count().unwrap(), 3);
    }

    #[test]
    fn a_register_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        drop(SqliteRegister::create(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let before = std::fs::read(&path).unwrap();
        let error = SqliteRegister::open(&path).unwrap_err();
        assert!(matches!(error, RegisterError::Newer { found: 99, known: 1 }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_that_is_no_register_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        std::fs::write(&path, vec![b'x'; 9000]).unwrap();
        assert!(matches!(SqliteRegister::open(&path), Err(RegisterError::Damaged(_))));
    }
}
