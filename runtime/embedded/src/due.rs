//! What time brings about: leases end, pauses end, messages expire. Any process that receives does it for all.

use rusqlite::{Connection, params};

use crate::clock;
use crate::settle::unblock;
use crate::store::Store;

/// Rows that one transaction changes at most of each kind; what is left is due at once again.
const AT_A_TIME: i64 = 1024;

/// When something is due next.
pub(crate) fn next(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT min(at) FROM (
                 SELECT min(due_at_ms) AS at FROM deliveries WHERE state IN ('scheduled', 'delayed')
                 UNION ALL
                 SELECT min(lease_until_ms) FROM deliveries WHERE state = 'held'
                 UNION ALL
                 SELECT min(expires_at_ms) FROM deliveries
                 WHERE expires_at_ms IS NOT NULL AND state IN ('waiting', 'blocked', 'scheduled', 'delayed'))",
        )?
        .query_row([], |row| row.get(0))
}

/// Does what is due by now.
pub(crate) fn tend(store: &mut Store) -> rusqlite::Result<()> {
    let now = clock::now();
    let released = changed(
        store,
        "UPDATE deliveries SET state = 'waiting', lease_until_ms = NULL, process = NULL
         WHERE id IN (SELECT id FROM deliveries WHERE state = 'held' AND lease_until_ms <= ?1 LIMIT ?2)
         RETURNING group_id, NULL",
        now,
    )?;
    let expired = changed(
        store,
        "UPDATE deliveries SET state = 'expired', settled_at_ms = ?1, due_at_ms = NULL
         WHERE id IN (SELECT id FROM deliveries
                      WHERE expires_at_ms IS NOT NULL AND expires_at_ms <= ?1
                            AND state IN ('waiting', 'blocked', 'scheduled', 'delayed') LIMIT ?2)
         RETURNING group_id, key",
        now,
    )?;
    // A delayed message has kept the place of its key; a scheduled one gets in line only now.
    let due = changed(
        store,
        "UPDATE deliveries
         SET state = CASE WHEN state = 'scheduled' AND key IS NOT NULL THEN 'blocked' ELSE 'waiting' END,
             due_at_ms = NULL
         WHERE id IN (SELECT id FROM deliveries
                      WHERE state IN ('scheduled', 'delayed') AND due_at_ms <= ?1 LIMIT ?2)
         RETURNING group_id, key",
        now,
    )?;
    for (group, key) in released.into_iter().chain(expired).chain(due) {
        if let Some(key) = key {
            unblock(&store.connection, group, &key)?;
        }
        store.touched.groups.insert(group);
    }
    Ok(())
}

/// A group and the key that may have been freed in it.
type Place = (i64, Option<Vec<u8>>);

fn changed(store: &Store, update: &str, now: i64) -> rusqlite::Result<Vec<Place>> {
    store
        .connection
        .prepare_cached(update)?
        .query_map(params![now, AT_A_TIME], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect()
}
