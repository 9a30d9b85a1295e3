//! Publishing: one message into the log and one delivery for every group that reads its address.

use rusqlite::params;

use crate::row::{self, Outgoing};
use crate::store::Store;
use crate::{clock, inbox};

/// Where a message stands.
pub(crate) struct Stored {
    pub(crate) position: i64,
    /// The address knew the message id already; the position is the first one's.
    pub(crate) duplicate: bool,
}

/// Stores a message for whoever reads its address, now or later.
pub(crate) fn publish(store: &mut Store, outgoing: &Outgoing) -> rusqlite::Result<Stored> {
    let now = clock::now();
    let message = &outgoing.message;
    let Some(position) = row::insert(&store.connection, outgoing, now)? else {
        let position = store
            .connection
            .prepare_cached("SELECT id FROM messages WHERE address = ?1 AND message_id = ?2")?
            .query_row(
                params![message.address, message.id.as_ref().map(|id| id.as_str())],
                |row| row.get(0),
            )?;
        return Ok(Stored {
            position,
            duplicate: true,
        });
    };
    if !inbox::deliver(store, &message.address, position)? {
        deliver(store, outgoing, position, now)?;
    }
    Ok(Stored {
        position,
        duplicate: false,
    })
}

/// Hands the message to the groups that read its address.
fn deliver(
    store: &mut Store,
    outgoing: &Outgoing,
    position: i64,
    now: i64,
) -> rusqlite::Result<()> {
    let message = &outgoing.message;
    let groups = store.groups.reading(&store.connection, &message.address)?;
    if groups.is_empty() {
        return Ok(());
    }
    let after = |length| now.saturating_add(clock::milliseconds(length));
    let due = message
        .deliver_after
        .filter(|length| !length.is_zero())
        .map(after);
    let expires = message.time_to_live.map(after);
    let mut insert = store.connection.prepare_cached(
        "INSERT INTO deliveries (group_id, message, key, state, due_at_ms, expires_at_ms)
         VALUES (?1, ?2, ?3,
                 CASE WHEN ?4 IS NOT NULL THEN 'scheduled'
                      WHEN ?3 IS NOT NULL AND EXISTS (
                          SELECT 1 FROM deliveries
                          WHERE group_id = ?1 AND key = ?3 AND key IS NOT NULL
                                AND state IN ('waiting', 'delayed', 'held')) THEN 'blocked'
                      ELSE 'waiting' END,
                 ?4, ?5)",
    )?;
    for &group in &*groups {
        insert.execute(params![
            group,
            position,
            message.key.as_deref(),
            due,
            expires
        ])?;
        store.touched.groups.insert(group);
    }
    Ok(())
}
