//! What operators ask and do: counts, dead letters and their return, groups that nobody needs any more.

use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, params};
use tidings_transport::Message;

use crate::settle::unblock;
use crate::store::Store;
use crate::{clock, row};

/// How many deliveries of a group are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Not in anybody's hands yet: at once, after an earlier message of their key, or when their time has come.
    pub waiting: u64,
    /// In a consumer's hands.
    pub held: u64,
    /// Acknowledged, and still in the log.
    pub done: u64,
    /// Rejected: the dead letters.
    pub dead: u64,
    /// Not delivered within their time to live.
    pub expired: u64,
}

/// A rejected message, as it was sent, and why it was rejected.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeadLetter {
    /// Names the dead letter for [`crate::Embedded::replay`].
    pub id: i64,
    /// The message: body, headers and properties as they were published.
    pub message: Message,
    /// How often it was handed out.
    pub attempts: u32,
    /// The consumer that rejected it.
    pub consumer: String,
    /// The name of the [`tidings_transport::ReasonKind`].
    pub reason_kind: String,
    /// The reason's sentence.
    pub reason: String,
    /// When it was rejected.
    pub rejected_at: SystemTime,
}

/// A group and what it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// The group's name; it stands once per address pattern.
    pub name: String,
    /// The address template.
    pub address: String,
    /// Values given for the template's parameters, as `name=value&name=value`.
    pub parameters: String,
}

/// The deliveries of all groups of this name, by state.
pub(crate) fn counts(connection: &Connection, group: &str) -> rusqlite::Result<Counts> {
    let mut select = connection.prepare_cached(
        "SELECT state, count(*) FROM deliveries
         WHERE group_id IN (SELECT id FROM groups WHERE name = ?1) GROUP BY state",
    )?;
    let states = select.query_map([group], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let mut counts = Counts::default();
    for state in states {
        let (state, count) = state?;
        let field = match state.as_str() {
            "held" => &mut counts.held,
            "done" => &mut counts.done,
            "dead" => &mut counts.dead,
            "expired" => &mut counts.expired,
            _ => &mut counts.waiting,
        };
        *field += count.unsigned_abs();
    }
    Ok(counts)
}

/// How many deliveries of one group nobody has yet.
pub(crate) fn lag(connection: &Connection, group: i64) -> rusqlite::Result<u64> {
    let lag: i64 = connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM deliveries WHERE group_id = ?1 AND state = 'waiting')
                  + (SELECT count(*) FROM deliveries WHERE group_id = ?1 AND state = 'blocked')
                  + (SELECT count(*) FROM deliveries WHERE group_id = ?1 AND state IN ('scheduled', 'delayed'))",
        )?
        .query_row([group], |row| row.get(0))?;
    Ok(lag.unsigned_abs())
}

/// The oldest dead letters of all groups of this name.
pub(crate) fn dead_letters(
    connection: &Connection,
    group: &str,
    limit: usize,
) -> rusqlite::Result<Vec<DeadLetter>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut select = connection.prepare_cached(
        "SELECT id, message, attempt, consumer, reason_kind, reason, settled_at_ms FROM deliveries
         WHERE group_id IN (SELECT id FROM groups WHERE name = ?1) AND state = 'dead'
         ORDER BY id LIMIT ?2",
    )?;
    let letters = select.query_map(params![group, limit], |row| {
        Ok(DeadLetter {
            id: row.get(0)?,
            message: row::read(connection, row.get(1)?)?,
            attempts: row.get(2)?,
            consumer: row.get(3)?,
            reason_kind: row.get(4)?,
            reason: row.get(5)?,
            rejected_at: clock::time(row.get(6)?),
        })
    })?;
    letters.collect()
}

/// Gives a dead letter to its group again, as if it had never been handed out; `false` when it is none.
pub(crate) fn replay(store: &mut Store, id: i64) -> rusqlite::Result<bool> {
    let replayed: Option<(i64, Option<Vec<u8>>)> = store
        .connection
        .prepare_cached(
            "UPDATE deliveries
             SET state = CASE WHEN key IS NULL THEN 'waiting' ELSE 'blocked' END,
                 attempt = 0, expires_at_ms = NULL, reason_kind = NULL, reason = NULL, settled_at_ms = NULL
             WHERE id = ?1 AND state = 'dead'
             RETURNING group_id, key",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((group, key)) = replayed else {
        return Ok(false);
    };
    if let Some(key) = key {
        unblock(&store.connection, group, &key)?;
    }
    store.touched.groups.insert(group);
    Ok(true)
}

/// All groups, by name.
pub(crate) fn groups(connection: &Connection) -> rusqlite::Result<Vec<Group>> {
    connection
        .prepare_cached(
            "SELECT name, address, parameters FROM groups ORDER BY name, address, parameters",
        )?
        .query_map([], |row| {
            Ok(Group {
                name: row.get(0)?,
                address: row.get(1)?,
                parameters: row.get(2)?,
            })
        })?
        .collect()
}
