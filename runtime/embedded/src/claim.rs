//! Claiming: waiting deliveries go into one consumer's hands, under a lease.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::params;
use tidings_transport::Message;

use crate::store::Store;
use crate::writer::Writer;
use crate::{clock, groups, processes, row};

/// Who asks for deliveries.
#[derive(Clone)]
pub(crate) struct Claimant {
    pub(crate) group: i64,
    pub(crate) consumer: Arc<str>,
    pub(crate) lease: Duration,
}

/// Which claim of which delivery: the right to settle it, as long as nobody claims it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) delivery: i64,
    pub(crate) claim: i64,
}

/// A delivery that was claimed and that no handler has seen yet.
pub(crate) struct Claimed {
    pub(crate) ticket: Ticket,
    pub(crate) position: i64,
    pub(crate) attempt: u32,
    pub(crate) lease_end: Instant,
    pub(crate) message: Message,
}

/// Claimed deliveries on their way to the consumer; those that do not arrive are given back as if never claimed.
pub(crate) struct Handout {
    pub(crate) claimed: Vec<Claimed>,
    pub(crate) writer: Writer,
}

impl Drop for Handout {
    fn drop(&mut self) {
        if !self.claimed.is_empty() {
            let tickets: Vec<Ticket> = self.claimed.iter().map(|one| one.ticket).collect();
            self.writer.post(move |store| give_back(store, &tickets));
        }
    }
}

/// Claims at most `limit` deliveries, oldest messages first; `None` when the group has been removed.
pub(crate) fn claim(
    store: &mut Store,
    claimant: &Claimant,
    limit: usize,
) -> rusqlite::Result<Option<Vec<Claimed>>> {
    if !groups::exists(&store.connection, claimant.group)? {
        return Ok(None);
    }
    let process = processes::register(store)?;
    let now = clock::now();
    let lease_until = now.saturating_add(clock::milliseconds(claimant.lease));
    let lease_end = clock::instant_after(claimant.lease);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut update = store.connection.prepare_cached(
        "UPDATE deliveries
         SET state = 'held', attempt = attempt + 1, claim = claim + 1,
             lease_until_ms = ?1, process = ?2, consumer = ?3
         WHERE id IN (SELECT id FROM deliveries
                      WHERE group_id = ?4 AND state = 'waiting'
                            AND (expires_at_ms IS NULL OR expires_at_ms > ?5)
                      ORDER BY message LIMIT ?6)
         RETURNING id, claim, message, attempt",
    )?;
    let rows = update.query_map(
        params![
            lease_until,
            process,
            claimant.consumer.as_ref(),
            claimant.group,
            now,
            limit
        ],
        |row| {
            let ticket = Ticket {
                delivery: row.get(0)?,
                claim: row.get(1)?,
            };
            Ok((row.get::<_, i64>(2)?, ticket, row.get(3)?))
        },
    )?;
    let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    // SQLite returns changed rows in no particular order.
    rows.sort_unstable_by_key(|&(position, ..)| position);
    let mut claimed = Vec::with_capacity(rows.len());
    for (position, ticket, attempt) in rows {
        claimed.push(Claimed {
            ticket,
            position,
            attempt,
            lease_end,
            message: row::read(&store.connection, position)?,
        });
    }
    Ok(Some(claimed))
}

/// Undoes claims that reached no handler.
fn give_back(store: &mut Store, tickets: &[Ticket]) -> rusqlite::Result<()> {
    let mut update = store.connection.prepare_cached(
        "UPDATE deliveries
         SET state = 'waiting', attempt = attempt - 1, lease_until_ms = NULL, process = NULL
         WHERE id = ?1 AND claim = ?2 AND state = 'held'
         RETURNING group_id",
    )?;
    for ticket in tickets {
        let groups =
            update.query_map([ticket.delivery, ticket.claim], |row| row.get::<_, i64>(0))?;
        for group in groups {
            store.touched.groups.insert(group?);
        }
    }
    Ok(())
}
