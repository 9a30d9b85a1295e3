//! Opens the file: settings of a connection, creation, and the refusal of files that are not ours.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use tidings_transport::{TransportError, TransportErrorKind};

use crate::fault::transport_error;

/// Marks the file as ours in SQLite's header: the bytes `TIDE`.
const APPLICATION_ID: i64 = 0x5449_4445;

/// What makes each version of the schema of the one before it; the first makes it of an empty file.
const STEPS: [&str; 2] = [include_str!("schema.sql"), include_str!("handled.sql")];

/// The version of the schema.
const VERSION: i64 = STEPS.len() as i64;

/// Pause between two looks at a lock that another process has.
///
/// SQLite's own pauses grow to 100 ms, which starves a process beside a busy one.
const BUSY_PAUSE: Duration = Duration::from_micros(250);

/// Opens the file for writing and creates it when there is none.
pub(crate) fn open_for_writing(
    path: &Path,
    busy_timeout: Duration,
) -> Result<Connection, TransportError> {
    let failed = |error| transport_error(path, &Arc::new(error));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(busy_timeout).map_err(failed)?;
    // Takes effect in a new file only, and only before the first page is written.
    connection
        .pragma_update(None, "auto_vacuum", "INCREMENTAL")
        .map_err(failed)?;
    refuse_others(&connection, path)?;
    let mode = retry_while_busy(busy_timeout, || {
        connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
            row.get::<_, String>(0)
        })
    })
    .map_err(failed)?;
    if mode != "wal" {
        return Err(TransportError::new(
            TransportErrorKind::Unsupported,
            format!(
                "the file system of `{}` cannot hold a write-ahead log (SQLite answers `{mode}`), which several processes need",
                path.display()
            ),
        ));
    }
    // On macOS a plain flush leaves the data in the disk's own cache; elsewhere this changes nothing.
    for pragma in ["foreign_keys", "fullfsync"] {
        connection
            .pragma_update(None, pragma, true)
            .map_err(failed)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    create(&connection, busy_timeout).map_err(failed)?;
    refuse_others(&connection, path)?;
    Ok(connection)
}

/// Opens the file for reading beside the writer.
pub(crate) fn open_for_reading(
    path: &Path,
    busy_timeout: Duration,
) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(busy_timeout)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Runs `attempt` until no other process is in the way, at most for `timeout`.
pub(crate) fn retry_while_busy<T>(
    timeout: Duration,
    mut attempt: impl FnMut() -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let start = Instant::now();
    loop {
        match attempt() {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && start.elapsed() < timeout =>
            {
                std::thread::sleep(BUSY_PAUSE);
            }
            answer => return answer,
        }
    }
}

/// Creates the tables in an empty file, and those that a file of an older version lacks; another process may be doing the same.
fn create(connection: &Connection, busy_timeout: Duration) -> rusqlite::Result<()> {
    // Also where nothing is to be created: a file that cannot be written is refused here and not at the first message.
    retry_while_busy(busy_timeout, || connection.execute_batch("BEGIN IMMEDIATE"))?;
    let version = pragma(connection, "user_version")?;
    if version < VERSION {
        let missing = STEPS
            .iter()
            .skip(usize::try_from(version).unwrap_or_default());
        for step in missing {
            connection.execute_batch(step)?;
        }
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "user_version", VERSION)?;
    }
    connection.execute_batch("COMMIT")
}

/// Refuses a file that holds something else, or what a newer version wrote.
fn refuse_others(connection: &Connection, path: &Path) -> Result<(), TransportError> {
    let failed = |error| transport_error(path, &Arc::new(error));
    let application = pragma(connection, "application_id").map_err(failed)?;
    let version = pragma(connection, "user_version").map_err(failed)?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
        .map_err(failed)?;
    let file = path.display();
    if application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0) {
        return Err(TransportError::new(
            TransportErrorKind::Configuration,
            format!(
                "`{file}` holds another program's tables; an embedded transport needs a file of its own"
            ),
        ));
    }
    if version > VERSION {
        return Err(TransportError::new(
            TransportErrorKind::Unsupported,
            format!(
                "`{file}` was written by a newer version of Tidings: its schema is {version}, this version knows {VERSION}"
            ),
        ));
    }
    Ok(())
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
