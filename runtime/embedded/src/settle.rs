//! Settling: what a consumer makes of a delivery, as long as its claim is the newest.

use rusqlite::{Connection, OptionalExtension, params};

use crate::claim::Ticket;
use crate::clock;
use crate::store::Store;

/// How a delivery ends, or goes on.
#[derive(Clone, Debug)]
pub(crate) enum Settlement {
    /// It is done.
    Ack,
    /// The group takes it again: at `due`, or at once.
    Retry { due: Option<i64> },
    /// It goes to the dead letters.
    Reject { kind: &'static str, reason: String },
}

impl Settlement {
    fn state(&self) -> &'static str {
        match self {
            Self::Ack => "done",
            Self::Retry { due: None } => "waiting",
            Self::Retry { due: Some(_) } => "delayed",
            Self::Reject { .. } => "dead",
        }
    }
}

/// Settles a delivery; `false` means that it belongs to somebody else by now.
///
/// A delivery whose lease has ended and that nobody has claimed since can still be settled, because nobody else has it.
pub(crate) fn settle(
    store: &mut Store,
    ticket: Ticket,
    settlement: &Settlement,
) -> rusqlite::Result<bool> {
    let (due, settled_at, reason) = match settlement {
        Settlement::Ack => (None, Some(clock::now()), None),
        Settlement::Retry { due } => (*due, None, None),
        Settlement::Reject { kind, reason } => (None, Some(clock::now()), Some((kind, reason))),
    };
    let settled: Option<(i64, Option<Vec<u8>>)> = store
        .connection
        .prepare_cached(
            "UPDATE deliveries
             SET state = ?3, due_at_ms = ?4, settled_at_ms = ?5, reason_kind = ?6, reason = ?7,
                 lease_until_ms = NULL, process = NULL
             WHERE id = ?1 AND claim = ?2 AND state IN ('held', 'waiting')
             RETURNING group_id, key",
        )?
        .query_row(
            params![
                ticket.delivery,
                ticket.claim,
                settlement.state(),
                due,
                settled_at,
                reason.map(|(kind, _)| kind),
                reason.map(|(_, sentence)| sentence),
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((group, key)) = settled else {
        return Ok(false);
    };
    if let Some(key) = key {
        unblock(&store.connection, group, &key)?;
    }
    store.touched.groups.insert(group);
    Ok(true)
}

/// Moves the end of a lease; `false` means that the delivery is not held under this claim any more.
pub(crate) fn extend(store: &mut Store, ticket: Ticket, until: i64) -> rusqlite::Result<bool> {
    let extended = store
        .connection
        .prepare_cached(
            "UPDATE deliveries SET lease_until_ms = ?3 WHERE id = ?1 AND claim = ?2 AND state = 'held'",
        )?
        .execute(params![ticket.delivery, ticket.claim, until])?;
    Ok(extended == 1)
}

/// Frees the oldest message that is blocked behind `key`, unless another one of the key is still under way.
pub(crate) fn unblock(connection: &Connection, group: i64, key: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE deliveries SET state = 'waiting'
             WHERE id = (SELECT id FROM deliveries
                         WHERE group_id = ?1 AND key = ?2 AND state = 'blocked'
                         ORDER BY message LIMIT 1)
                   AND NOT EXISTS (SELECT 1 FROM deliveries
                                   WHERE group_id = ?1 AND key = ?2 AND key IS NOT NULL
                                         AND state IN ('waiting', 'delayed', 'held'))",
        )?
        .execute(params![group, key])?;
    Ok(())
}
