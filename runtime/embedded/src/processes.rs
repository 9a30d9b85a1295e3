//! Which processes receive, and which of them have died.
//!
//! A process that receives counts its own beats up. The others compare counts between their own looks, so that neither
//! a jump of the clock nor a pause of the one who looks makes a living process seem dead. A process that was only
//! stopped and goes on finds that others have its deliveries: it settles too late, and it gets its row back.

use std::collections::HashMap;
use std::time::Duration;

use rusqlite::{Connection, params};

use crate::store::Store;
use crate::{clock, inbox, members};

/// Beats that a process has missed when it is taken for dead.
const MISSED_BEATS: i64 = 3;

/// This process's id in the table, made at the first use.
pub(crate) fn register(store: &mut Store) -> rusqlite::Result<i64> {
    if let Some(process) = store.process {
        return Ok(process);
    }
    let process = store
        .connection
        .prepare_cached(
            "INSERT INTO processes (pid, started_at_ms, heartbeat_ms) VALUES (?1, ?2, ?3) RETURNING id",
        )?
        .query_row(
            params![std::process::id(), clock::now(), store.heartbeat],
            |row| row.get(0),
        )?;
    store.process = Some(process);
    Ok(process)
}

/// Shows that this process lives; makes its row, its inboxes and its members again if others took it for dead.
pub(crate) fn beat(store: &mut Store) -> rusqlite::Result<()> {
    let Some(process) = store.process else {
        return Ok(());
    };
    let beaten = store
        .connection
        .prepare_cached("UPDATE processes SET beats = beats + 1 WHERE id = ?1")?
        .execute([process])?;
    if beaten == 0 {
        store.connection.execute(
            "INSERT INTO processes (id, pid, started_at_ms, heartbeat_ms) VALUES (?1, ?2, ?3, ?4)",
            params![process, std::process::id(), clock::now(), store.heartbeat],
        )?;
        for inbox in &store.inboxes {
            store.connection.execute(
                "INSERT OR IGNORE INTO inboxes (address, process) VALUES (?1, ?2)",
                params![inbox, process],
            )?;
        }
        members::enter_again(store, process)?;
    }
    Ok(())
}

/// A process and how far it had counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastBeat {
    process: i64,
    beats: i64,
}

/// What the looks of this process at the others have shown so far.
#[derive(Default)]
pub(crate) struct Watch {
    /// By process: its count, and how many looks have shown the same one since the first.
    seen: HashMap<i64, (i64, i64)>,
}

impl Watch {
    /// Looks once; to be called one `heartbeat` apart. The answer is who has missed too many beats of his own.
    pub(crate) fn look(
        &mut self,
        connection: &Connection,
        heartbeat: Duration,
    ) -> rusqlite::Result<Vec<LastBeat>> {
        let processes = connection
            .prepare_cached("SELECT id, beats, heartbeat_ms FROM processes")?
            .query_map([], |row| {
                let last = LastBeat {
                    process: row.get(0)?,
                    beats: row.get(1)?,
                };
                Ok((last, row.get(2)?))
            })?
            .collect::<rusqlite::Result<Vec<(LastBeat, i64)>>>()?;
        self.seen
            .retain(|seen, _| processes.iter().any(|(last, _)| last.process == *seen));
        let looks_per = |interval: i64| {
            let own = clock::milliseconds(heartbeat).max(1);
            interval.saturating_add(own - 1) / own
        };
        let mut dead = Vec::new();
        for (last, interval) in processes {
            let (beats, unchanged) = self.seen.entry(last.process).or_insert((last.beats, -1));
            if *beats == last.beats {
                *unchanged += 1;
            } else {
                (*beats, *unchanged) = (last.beats, 0);
            }
            if *unchanged >= looks_per(interval).max(1).saturating_mul(MISSED_BEATS) {
                dead.push(last);
            }
        }
        Ok(dead)
    }
}

/// Hands out again what a dead process holds, unless it has counted on.
pub(crate) fn bury(store: &mut Store, last: LastBeat) -> rusqlite::Result<()> {
    if store.process == Some(last.process) {
        return Ok(());
    }
    let counted_on: bool = store.connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM processes WHERE id = ?1 AND beats = ?2)",
        [last.process, last.beats],
        |row| row.get(0),
    )?;
    if counted_on {
        return Ok(());
    }
    release(store, last.process)
}

/// Hands out again what this process holds, because it ends.
pub(crate) fn leave(store: &mut Store) -> rusqlite::Result<()> {
    match store.process.take() {
        Some(process) => release(store, process),
        None => Ok(()),
    }
}

fn release(store: &mut Store, process: i64) -> rusqlite::Result<()> {
    let groups = store
        .connection
        .prepare_cached(
            "UPDATE deliveries SET state = 'waiting', lease_until_ms = NULL, process = NULL
             WHERE state = 'held' AND process = ?1
             RETURNING group_id",
        )?
        .query_map([process], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    store.touched.groups.extend(groups);
    members::leave_all(store, process)?;
    let inboxes = store
        .connection
        .prepare_cached("SELECT address FROM inboxes WHERE process = ?1")?
        .query_map([process], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    for address in inboxes {
        inbox::remove(store, &address)?;
    }
    store
        .connection
        .prepare_cached("DELETE FROM processes WHERE id = ?1")?
        .execute([process])?;
    Ok(())
}
