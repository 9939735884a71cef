//! The register in one SQLite file.
//!
//! A commit is written to the write-ahead log and put on the disk before it returns. The log names every page that a
//! step has written, which is what the [seal] has to know; then it is taken into the file. Who writes has
//! the file for itself (`locking_mode = EXCLUSIVE`), so no memory is shared between processes, which no network drive
//! could do. Who reads holds the archive's own lock, and opens the file as one that does not change.

mod image;
mod keys;
mod schema;
mod search;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::entry::{Entry, EntryId};
use super::error::DiskError;
use super::log::{Line, Tip};
use super::register::{Gap, Neighbours, Query, Register, RegisterError, Step};
use super::{Series, seal, wal};
use crate::viet::text::strip_marks;
use image::Image;
use schema::MIGRATIONS;
use search::Search;

/// The rows whose columns, by which documents are found, are not those of their content.
const STRAYED: &str = "
    SELECT CAST(stt AS TEXT) FROM van_ban WHERE
        stt IS NOT noi_dung ->> '$.stt' OR nam IS NOT noi_dung ->> '$.day_so.nam'
        OR day_so IS NOT noi_dung ->> '$.day_so.ten' OR so IS NOT noi_dung ->> '$.so'
        OR ky_hieu IS NOT noi_dung ->> '$.ky_hieu' OR co_quan IS NOT noi_dung ->> '$.co_quan'
        OR ngay IS NOT noi_dung ->> '$.ngay' OR loai IS NOT noi_dung ->> '$.loai'
        OR nam_ho_so IS NOT noi_dung ->> '$.nguon.nam' OR van_ban.ma IS NOT noi_dung ->> '$.nguon.ma'
        OR (khoa & 16777215) IS NOT so OR mat NOT IN ('', day_so)
        OR (khoa >> 24) IS NOT (SELECT d.ma FROM day_so AS d WHERE d.nam = van_ban.nam AND d.ten = van_ban.day_so)
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

/// What follows the name of the register's file in that of the journal that SQLite keeps while it makes the file.
pub const JOURNAL_END: &str = "-journal";

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

/// Tells whether a journal lies beside the register that names a journal above it: SQLite would remove that file,
/// wherever it is. Ours never does.
fn names_other_files(register: &Path) -> bool {
    const MARK: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut name = register.as_os_str().to_owned();
    name.push(JOURNAL_END);
    let mut end = [0; MARK.len()];
    let read = File::open(name).and_then(|mut file| {
        file.seek(SeekFrom::End(-8))?;
        file.read_exact(&mut end)
    });
    read.is_ok() && end == MARK
}

impl SqliteRegister {
    /// Makes a register where none is.
    pub fn create(path: &Path) -> Result<Self, RegisterError> {
        Self { connection: Connection::open(path).map_err(fault)?, log: Some(log_of(path)) }.prepared()
    }

    /// Opens the register that is there, and brings its structure up to date.
    pub fn open(path: &Path) -> Result<Self, RegisterError> {
        if names_other_files(path) {
            return Err(RegisterError::Damaged("tệp so.sqlite-journal bên cạnh dẫn sang tệp khác".to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self { connection: Connection::open_with_flags(path, flags).map_err(fault)?, log: Some(log_of(path)) }
            .prepared()
    }

    /// Opens the register only to read it, while nobody writes: nothing at all is written.
    ///
    /// With what a death has left in the write-ahead log, or brought up to date from an earlier version, it lies in
    /// memory.
    pub fn open_to_read(path: &Path) -> Result<Self, RegisterError> {
        let disk = |cause: io::Error| RegisterError::Other(cause.to_string());
        if let Some(image) = Image::with_log(path).map_err(disk)? {
            return Self::of_image(image);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let opened = Connection::open_with_flags(address(path), flags).map_err(fault)?;
        let opened = Self { connection: opened, log: None };
        match opened.checked_version()? {
            0 => Err(RegisterError::Damaged("trong tệp chưa có gì".to_owned())),
            version if version < MIGRATIONS.len() => Self::of_image(Image::without_log(path).map_err(disk)?),
            _ => Ok(opened),
        }
    }

    fn of_image(image: Image) -> Result<Self, RegisterError> {
        let length = usize::try_from(image.length()).map_err(|cause| RegisterError::Other(cause.to_string()))?;
        let mut connection = Connection::open_in_memory().map_err(fault)?;
        connection.deserialize_read_exact("main", image, length, false).map_err(fault)?;
        let mut opened = Self { connection, log: None };
        let version = opened.checked_version()?;
        opened.migrate(version)?;
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
        // All of an older register is written again: what is damaged is not.
        if let Some(folder) = self.folder().filter(|_| (1..MIGRATIONS.len()).contains(&version))
            // The first page says how SQLite keeps its log, and may have been changed by an opening that was cut short.
            && seal::check_but(folder, &BTreeSet::from([1])).map_err(disk)? == seal::Seal::Broken
        {
            return Err(RegisterError::Damaged("tệp sổ khác với dấu niêm phong".to_owned()));
        }
        self.connection.execute_batch(pragmas).map_err(fault)?;
        self.keep_log(true)?;
        self.migrate(version)?;
        self.rest()?;
        Ok(self)
    }

    /// Says whether the write-ahead log outlives the connection: it may go only when what it says is sealed.
    fn keep_log(&self, keep: bool) -> Result<(), RegisterError> {
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep).map(drop).map_err(fault)
    }

    /// Refuses blocks of the file that are not as they were sealed; a lost seal is found by verifying.
    fn unbroken(&self, blocks: impl IntoIterator<Item = u64>) -> Result<(), RegisterError> {
        let Some(folder) = self.folder() else { return Ok(()) };
        match seal::broken(folder, blocks).map_err(disk)? {
            Some(block) => Err(RegisterError::Damaged(format!("khối {block} khác với dấu niêm phong"))),
            None => Ok(()),
        }
    }

    fn folder(&self) -> Option<&Path> {
        self.log.as_deref().and_then(Path::parent)
    }

    /// Brings everything a step changes into the write-ahead log, not committed yet, and refuses if any of it was
    /// damaged before: what a page said of other documents is written again with it.
    fn consider(&self) -> Result<(), RegisterError> {
        let Some(log) = &self.log else { return Ok(()) };
        // The index gathers its words in memory until a commit.
        self.connection.execute_batch("INSERT INTO tim (tim) VALUES ('flush')").map_err(fault)?;
        self.connection.cache_flush().map_err(fault)?;
        let written = wal::blocks(log, seal::BLOCK).map_err(|cause| disk(DiskError::of(log, cause)))?;
        self.unbroken(written.into_iter().chain([1]))
    }

    fn checked_version(&self) -> Result<usize, RegisterError> {
        let read = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(fault);
        let (version, application) = (read("user_version")?, read("application_id")?);
        if version > 0 && application != i64::from(APPLICATION) {
            return Err(RegisterError::Damaged("không có dấu của thidua".to_owned()));
        }
        if version > 0 {
            self.check_kinds()?;
        }
        let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        match usize::try_from(version) {
            Ok(steps) if version <= known => Ok(steps),
            _ => Err(RegisterError::Newer { found: version, known }),
        }
    }

    /// Refuses what no register has: a view or a trigger would be run with our own statements, and may never end.
    fn check_kinds(&self) -> Result<(), RegisterError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index')
                   OR (sql LIKE 'CREATE VIRTUAL%' AND name <> 'tim') LIMIT 1";
        let strange: Option<String> = self.connection.query_row(sql, [], |row| row.get(0)).optional().map_err(fault)?;
        let told = |name| RegisterError::Damaged(format!("trong sổ có “{name}” không phải của thidua"));
        strange.map_or(Ok(()), |name| Err(told(name)))
    }

    fn migrate(&mut self, taken: usize) -> Result<(), RegisterError> {
        for (step, migration) in MIGRATIONS.iter().enumerate().skip(taken) {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(fault)?;
            change.execute_batch(migration.sql).map_err(fault)?;
            (migration.then)(&change)?;
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
        let change = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).map_err(fault)?;
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
        self.consider()?;
        self.keep_log(true)?;
        change.commit().map_err(|cause| RegisterError::Unclear(Box::new(fault(cause))))
    }

    fn rest(&mut self) -> Result<(), RegisterError> {
        let Some(log) = &self.log else { return Ok(()) };
        let fault_of = |cause| disk(DiskError::of(log, cause));
        let Some(whole) = wal::committed(log).map_err(fault_of)? else { return self.keep_log(false) };
        if whole.size as usize != seal::BLOCK {
            return Err(RegisterError::Damaged("trang của so.sqlite-wal có độ dài khác".to_owned()));
        }
        if let Some(folder) = self.folder() {
            let digests = wal::digests(log, &whole).map_err(fault_of)?;
            seal::renew(folder, &digests, u64::from(whole.count)).map_err(disk)?;
        }
        let taken = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        if taken.map_err(fault)? == 0 { self.keep_log(false) } else { Err(RegisterError::Busy) }
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

    fn numbers(&self, year: i32, from: u32) -> Result<Vec<(u32, String, String)>, RegisterError> {
        let sql = "SELECT so, ky_hieu, mat FROM van_ban INDEXED BY van_ban_ky_hieu WHERE nam = ?1 AND so >= ?2";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows = statement.query_map(params![year, from], row).map_err(fault)?;
        rows.collect::<Result<_, _>>().map_err(fault)
    }

    fn numbered(&self, year: i32, number: u32) -> Result<Vec<(String, String)>, RegisterError> {
        let sql = "SELECT ky_hieu, mat FROM van_ban INDEXED BY van_ban_ky_hieu WHERE nam = ?1 AND so = ?2";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(params![year, number], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        rows.collect::<Result<_, _>>().map_err(fault)
    }

    fn issued(&self, year: i32, before: EntryId) -> Result<Vec<Entry>, RegisterError> {
        let sql = "SELECT noi_dung FROM van_ban WHERE nam_ho_so = ?1 AND ma IS NOT NULL AND stt < ?2 ORDER BY stt";
        self.all(sql, params![year, before])
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

    fn walk(&self, query: &Query, see: &mut dyn FnMut(Entry) -> bool) -> Result<(), RegisterError> {
        let years = "SELECT coalesce(min(nam), 0), coalesce(max(nam), 0) FROM day_so";
        let years = self.connection.query_row(years, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        let search = Search::of(query, years);
        let mut statement = self.connection.prepare_cached(&search.sql).map_err(fault)?;
        let mut rows = statement.query(rusqlite::params_from_iter(&search.values)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            if !see(read(&row.get::<_, String>(0).map_err(fault)?)?) {
                break;
            }
        }
        Ok(())
    }

    fn gaps(&self, year: Option<i32>) -> Result<Vec<Gap>, RegisterError> {
        let sql = "SELECT nam, day_so, so FROM van_ban INDEXED BY van_ban_so WHERE nam BETWEEN ?1 AND ?2
                   ORDER BY nam, day_so, so";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query((year.unwrap_or(i32::MIN), year.unwrap_or(i32::MAX))).map_err(fault)?;
        let (mut gaps, mut last) = (Vec::new(), (Series { year: 0, name: String::new() }, 0));
        while let Some(row) = rows.next().map_err(fault)? {
            let (year, name, number) = (row.get(0), row.get_ref(1), row.get(2));
            let (year, number): (i32, u32) = (year.map_err(fault)?, number.map_err(fault)?);
            let name = name.map_err(fault)?.as_str().map_err(|cause| RegisterError::Damaged(cause.to_string()))?;
            if (last.0.year, last.0.name.as_str()) != (year, name) {
                last = (Series { year, name: name.to_owned() }, 0);
            }
            if number > last.1 + 1 {
                gaps.push(Gap { series: last.0.clone(), first: last.1 + 1, last: number - 1 });
            }
            last.1 = number;
        }
        Ok(gaps)
    }

    fn inspect(&self) -> Result<Vec<String>, RegisterError> {
        let mut found = self.texts("PRAGMA integrity_check", [])?;
        found.retain(|line| line != "ok");
        let strayed = self.texts(STRAYED, [])?;
        found.extend(strayed.into_iter().map(|row| format!("văn bản thứ {row} không tìm được theo số, mã của nó")));
        if found.is_empty() {
            found.extend(search::compare(&self.connection)?);
        }
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
    let (series, secret) = (&entry.series, keys::secret(entry));
    // REPLACE would push another document out of its number: only its own row may be replaced.
    let other = "SELECT 1 FROM van_ban WHERE nam = ?1 AND so = ?2 AND stt <> ?3
                 AND (day_so = ?4 OR (ky_hieu = ?5 AND co_quan = ?6 AND mat = ?7))";
    let key = params![series.year, entry.number, entry.id, series.name, entry.symbol, entry.issuer, secret];
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
        secret,
        keys::key(connection, entry)?,
    ];
    let sql = "INSERT OR REPLACE INTO van_ban VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    connection.prepare_cached(sql).and_then(|mut sql| sql.execute(row)).map_err(fault)?;
    search::index(connection, entry)
}

fn folded(text: &str) -> String {
    strip_marks(text).to_lowercase()
}

fn read(text: &str) -> Result<Entry, RegisterError> {
    serde_json::from_str(text).map_err(|cause| RegisterError::Damaged(cause.to_string()))
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn disk(cause: DiskError) -> RegisterError {
    match cause {
        DiskError::Full(_) => RegisterError::DiskFull,
        DiskError::Denied(_) => RegisterError::ReadOnly,
        other => RegisterError::Other(other.to_string()),
    }
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
    use super::super::entry::State;
    use super::super::log::Deed;
    use super::super::register::Which;
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
        series(register);
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
        assert_eq!(found(Query { year: Some(2020), least: Some(2), ..Query::default() }), [2, 2]);
        assert_eq!(found(Query { most: Some(1), text: Some("đã".to_owned()), ..Query::default() }), [1]);
        assert_eq!(found(Query { state: Some(State::Cancelled), ..Query::default() }), Vec::<u32>::new());
        assert_eq!(found(Query { state: Some(State::Issued), ..Query::default() }), [1, 2, 2]);
        assert_eq!(text("xyz 2"), Vec::<u32>::new(), "all words are wanted");
        assert_eq!(text("thu 20"), Vec::<u32>::new(), "a number is found as it stands, not by its beginning");
        assert_eq!(numbers(&register.search(&Query::default(), 2).unwrap()), [1, 2]);
        assert_eq!(register.search(&Query::default(), 0).unwrap(), []);
    }

    /// Series, their order, secret ones and gaps, in a register that has the suite's documents.
    fn series(register: &mut dyn Register) {
        let named = |id, number, year, name: &str| {
            let mut entry = entry(id, number);
            entry.series = Series { year, name: name.to_owned() };
            entry.date = chrono::NaiveDate::from_ymd_opt(year, 7, 1).unwrap();
            entry
        };
        let secret = Entry { state: State::Recalled, ..named(4, 1, 2020, "mat") };
        register.append(&step(register, vec![secret, named(5, 4, 2019, "chung"), named(6, 9, 2020, "chung")])).unwrap();
        let found = |query: Query| {
            let all = register.search(&query, 9).unwrap();
            all.iter().map(|entry| format!("{} {}", entry.series, entry.number)).collect::<Vec<_>>()
        };
        let of = |series| found(Query { series, year: Some(2020), ..Query::default() });
        assert_eq!(of(Which::Secret), ["mat năm 2020 1"], "a secret document may have the number of another");
        assert_eq!(of(Which::Named("van-phong.chung".to_owned())), ["van-phong.chung năm 2020 2"]);
        let open = ["chung năm 2020 1", "chung năm 2020 2", "chung năm 2020 9", "van-phong.chung năm 2020 2"];
        assert_eq!(of(Which::Open), open);
        assert_eq!(found(Query::default()).len(), 6);
        assert_eq!(found(Query::default())[0], "chung năm 2019 4", "the years come in order, not the entries");
        assert_eq!(found(Query { state: Some(State::Recalled), ..Query::default() }), ["mat năm 2020 1"]);
        let from = chrono::NaiveDate::from_ymd_opt(2020, 7, 1);
        assert_eq!(found(Query { from, ..Query::default() }), ["chung năm 2020 9", "mat năm 2020 1"]);
        let gaps =
            |year| register.gaps(year).unwrap().into_iter().map(|gap| (gap.series.to_string(), gap.first, gap.last));
        let all: Vec<_> = gaps(None).collect();
        let of = |name: &str, first, last| (name.to_owned(), first, last);
        let expected = [of("chung năm 2019", 1, 3), of("chung năm 2020", 3, 8), of("van-phong.chung năm 2020", 1, 1)];
        assert_eq!(all, expected);
        assert_eq!(gaps(Some(2019)).count(), 1);
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
        assert_eq!((again.count().unwrap(), again.tip().unwrap().count), (6, 7));
        assert_eq!(SqliteRegister::open_to_read(&path).unwrap().count().unwrap(), 6);
    }

    #[test]
    fn a_register_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        drop(SqliteRegister::create(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let before = std::fs::read(&path).unwrap();
        let error = SqliteRegister::open(&path).unwrap_err();
        assert!(matches!(error, RegisterError::Newer { found: 99, known: 4 }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_that_is_no_register_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        std::fs::write(&path, vec![b'x'; 9000]).unwrap();
        assert!(matches!(SqliteRegister::open(&path), Err(RegisterError::Damaged(_))));
    }

    /// Makes a register as the first version did.
    fn first_version(path: &Path, entries: &[Entry]) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(MIGRATIONS[0].sql).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        for entry in entries {
            let sql = "INSERT INTO van_ban VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL, NULL, ?10)";
            let (series, content) = (&entry.series, serde_json::to_string(entry).unwrap());
            let date = entry.date.to_string();
            let row = params![
                entry.id,
                series.year,
                series.name,
                entry.number,
                entry.symbol,
                entry.issuer,
                date,
                entry.kind,
                "nguyen van an",
                content
            ];
            connection.execute(sql, row).unwrap();
        }
    }

    #[test]
    fn a_register_of_the_first_version_is_brought_up_to_date_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        first_version(&path, &[entry(1, 1), entry(2, 2)]);
        let file = std::fs::read(&path).unwrap();
        let read = SqliteRegister::open_to_read(&path).unwrap();
        assert_eq!((read.count().unwrap(), read.inspect().unwrap()), (2, Vec::new()));
        assert_eq!(std::fs::read(&path).unwrap(), file, "who only reads does not bring it up to date");
        let mut register = SqliteRegister::open(&path).unwrap();
        assert_eq!(register.entries(0, 9).unwrap(), [entry(1, 1), entry(2, 2)]);
        let query = Query { text: Some("thu 2".to_owned()), signer: Some("an".to_owned()), ..Query::default() };
        assert_eq!(numbers(&register.search(&query, 9).unwrap()), [2]);
        let third = step(&register, vec![entry(3, 3)]);
        register.append(&third).unwrap();
        register.rest().unwrap();
        assert_eq!(register.inspect().unwrap(), Vec::<String>::new());
        drop(register);
        assert_eq!(SqliteRegister::open_to_read(&path).unwrap().count().unwrap(), 3);
    }

    #[test]
    fn what_a_death_has_left_in_the_log_is_read_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.sqlite");
        let mut register = SqliteRegister::create(&path).unwrap();
        register.rest().unwrap();
        for id in 1..=3 {
            register.append(&step(&register, vec![entry(id, id)])).unwrap();
        }
        // Copied as a death leaves them: the log is not taken into the file.
        let left = tempfile::tempdir().unwrap();
        let [own, log] = ["so.sqlite", "so.sqlite-wal"].map(|name| left.path().join(name));
        std::fs::copy(&path, &own).unwrap();
        std::fs::copy(log_of(&path), &log).unwrap();
        let before = [&own, &log].map(|path| std::fs::read(path).unwrap());
        let read = SqliteRegister::open_to_read(&own).unwrap();
        assert_eq!(numbers(&read.entries(0, 9).unwrap()), [1, 2, 3]);
        assert_eq!(read.inspect().unwrap(), Vec::<String>::new());
        assert_eq!([&own, &log].map(|path| std::fs::read(path).unwrap()), before);
        assert_eq!(std::fs::read_dir(left.path()).unwrap().count(), 2);
        // A step that was cut short is none.
        std::fs::write(&log, &before[1][..before[1].len() - 100]).unwrap();
        assert_eq!(SqliteRegister::open_to_read(&own).unwrap().count().unwrap(), 2);
        let mut flipped = before[1].clone();
        flipped[100] ^= 1;
        std::fs::write(&log, flipped).unwrap();
        let read = SqliteRegister::open_to_read(&own);
        assert!(read.is_err() || read.unwrap().count().unwrap() == 0, "the log is believed up to its first fault");
    }

    #[test]
    fn no_search_sorts_or_looks_at_more_than_it_has_to() {
        let register = SqliteRegister::in_memory().unwrap();
        let text = |text: &str| Some(text.to_owned());
        let queries = [
            Query::default(),
            Query { year: Some(2020), series: Which::Open, ..Query::default() },
            Query { text: text("ke hoach"), from: Some(day(1)), least: Some(3), ..Query::default() },
            Query { signer: text("an"), kind: text("ke_hoach"), to: Some(day(9)), ..Query::default() },
        ];
        for query in queries {
            let search = Search::of(&query, (2020, 2020));
            let sql = format!("EXPLAIN QUERY PLAN {}", search.sql);
            let mut plan = register.connection.prepare(&sql).unwrap();
            let plan =
                plan.query_map(rusqlite::params_from_iter(&search.values), |row| row.get::<_, String>(3)).unwrap();
            let plan = plan.map(Result::unwrap).collect::<Vec<_>>().join("\n");
            assert!(!plan.contains("TEMP B-TREE") && plan.contains("van_ban_khoa"), "{plan}");
        }
    }
}
