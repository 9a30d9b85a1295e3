//! Retention: messages that no group needs any more leave the log, a few at a time.

use rusqlite::{Connection, params};

use crate::options::Options;
use crate::store::Store;
use crate::{clock, row};

/// Messages that one transaction removes at most.
const AT_A_TIME: i64 = 256;

/// Pages of the file that are given back to the disk at a time at most.
const PAGES_AT_A_TIME: i64 = 256;

/// Free pages that stay in the file for new messages.
const PAGES_TO_KEEP: i64 = 1024;

/// Up to when things must have happened to be forgotten.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cutoffs {
    messages: i64,
    dead_letters: i64,
}

impl Cutoffs {
    /// What these options forget by now.
    pub(crate) fn now(options: &Options) -> Self {
        let before = |age| clock::now().saturating_sub(clock::milliseconds(age));
        Self {
            messages: before(options.retention),
            dead_letters: before(options.dead_letter_retention),
        }
    }
}

/// Looks for removable messages; each search goes on where the last one stopped, so that messages that are kept for a
/// group do not hide the ones behind them.
#[derive(Default)]
pub(crate) struct Search {
    after: i64,
}

impl Search {
    /// Positions that may be removed, from one stretch of the log; `None` at the end of what is old enough.
    pub(crate) fn next(
        &mut self,
        connection: &Connection,
        cutoffs: Cutoffs,
    ) -> rusqlite::Result<Option<Vec<i64>>> {
        let mut select = connection.prepare_cached(
            "SELECT id, stored_at_ms <= ?2 FROM messages WHERE id > ?1 ORDER BY id LIMIT ?3",
        )?;
        let mut rows = select.query(params![self.after, cutoffs.messages, AT_A_TIME])?;
        let mut old: Vec<i64> = Vec::new();
        while let Some(row) = rows.next()? {
            if !row.get::<_, bool>(1)? {
                break;
            }
            old.push(row.get(0)?);
        }
        self.after = old.last().copied().unwrap_or(0);
        let mut removable = Vec::new();
        for position in &old {
            if is_removable(connection, *position, cutoffs)? {
                removable.push(*position);
            }
        }
        Ok((!old.is_empty()).then_some(removable))
    }
}

/// Removes what is still removable of `positions`.
pub(crate) fn remove(
    store: &mut Store,
    positions: &[i64],
    cutoffs: Cutoffs,
) -> rusqlite::Result<()> {
    let connection = &store.connection;
    for &position in positions {
        if is_removable(connection, position, cutoffs)? {
            connection
                .prepare_cached("DELETE FROM deliveries WHERE message = ?1")?
                .execute([position])?;
            row::remove(connection, position)?;
        }
    }
    Ok(())
}

/// Whether the file has more free pages than new messages will soon need.
pub(crate) fn has_room_to_give(connection: &Connection) -> rusqlite::Result<bool> {
    let free: i64 = connection
        .prepare_cached("PRAGMA freelist_count")?
        .query_row([], |row| row.get(0))?;
    Ok(free > PAGES_TO_KEEP)
}

/// Gives some free pages of the file back to the disk.
pub(crate) fn give_room(store: &mut Store) -> rusqlite::Result<()> {
    let pragma = format!("PRAGMA incremental_vacuum({PAGES_AT_A_TIME})");
    let mut vacuum = store.connection.prepare_cached(&pragma)?;
    // Each row that this pragma answers is one page given back.
    let mut pages = vacuum.query([])?;
    while pages.next()?.is_some() {}
    Ok(())
}

/// Whether every group is through with the message, nobody waits for it as a reply and no recent dead letter needs it.
fn is_removable(
    connection: &Connection,
    position: i64,
    cutoffs: Cutoffs,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM deliveries
                                WHERE message = ?1 AND (state NOT IN ('done', 'dead', 'expired')
                                                        OR state = 'dead' AND settled_at_ms > ?2))
                    AND NOT EXISTS (SELECT 1 FROM replies WHERE message = ?1)",
        )?
        .query_row(params![position, cutoffs.dead_letters], |row| row.get(0))
}
