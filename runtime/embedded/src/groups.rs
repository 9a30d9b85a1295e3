//! Groups: made when first subscribed, found again by name and pattern, matched with addresses.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};
use tidings_transport::{AddressPattern, Start};

use crate::store::Store;
use crate::{clock, handled, percent};

/// Addresses that the cache remembers at most, because they may come from outside.
const REMEMBERED_ADDRESSES: usize = 4096;

/// Which groups read which addresses, as of the transaction under way.
///
/// Other processes make groups too, so the first use in each transaction looks whether there are others by now.
#[derive(Default)]
pub(crate) struct GroupCache {
    fresh: bool,
    /// Number and newest id: ids are never used twice, so any change shows in one of them.
    generation: Option<(i64, i64)>,
    groups: Vec<(i64, AddressPattern)>,
    by_address: HashMap<String, Arc<[i64]>>,
}

impl GroupCache {
    /// Another transaction begins.
    pub(crate) fn expire(&mut self) {
        self.fresh = false;
    }

    /// The groups that read `address`.
    pub(crate) fn reading(
        &mut self,
        connection: &Connection,
        address: &str,
    ) -> rusqlite::Result<Arc<[i64]>> {
        if !self.fresh {
            self.refresh(connection)?;
        }
        if let Some(known) = self.by_address.get(address) {
            return Ok(Arc::clone(known));
        }
        let matching = self
            .groups
            .iter()
            .filter(|(_, pattern)| pattern.matches(address));
        let reading: Arc<[i64]> = matching.map(|(id, _)| *id).collect();
        if self.by_address.len() >= REMEMBERED_ADDRESSES {
            self.by_address.clear();
        }
        self.by_address
            .insert(address.to_owned(), Arc::clone(&reading));
        Ok(reading)
    }

    fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let generation = connection
            .prepare_cached("SELECT count(*), coalesce(max(id), 0) FROM groups")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if self.generation != Some(generation) {
            let mut select =
                connection.prepare_cached("SELECT id, address, parameters FROM groups")?;
            let rows = select.query_map([], |row| {
                Ok((
                    row.get(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            })?;
            self.groups.clear();
            for row in rows {
                let (id, address, parameters) = row?;
                // Somebody else wrote what cannot be read; it matches nothing.
                if let Some(pattern) = read_pattern(&address, &parameters) {
                    self.groups.push((id, pattern));
                }
            }
            self.by_address.clear();
            self.generation = Some(generation);
        }
        self.fresh = true;
        Ok(())
    }
}

/// Which group: a name on an address pattern.
#[derive(Clone, Debug)]
pub(crate) struct GroupName {
    pub(crate) name: String,
    pub(crate) pattern: AddressPattern,
}

/// The group of this name, made with what the log holds for it if it is new.
///
/// A durable subscription makes an ephemeral group durable; an ephemeral one leaves a durable group as it is.
pub(crate) fn join(
    store: &mut Store,
    group: &GroupName,
    start: Start,
    ephemeral: bool,
) -> rusqlite::Result<i64> {
    let address = group.pattern.template().as_str();
    let parameters = write_parameters(&group.pattern);
    let known = store
        .connection
        .prepare_cached(
            "UPDATE groups SET ephemeral = min(ephemeral, ?4)
             WHERE name = ?1 AND address = ?2 AND parameters = ?3 RETURNING id",
        )?
        .query_row(params![group.name, address, parameters, ephemeral], |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let now = clock::now();
    let id = store
        .connection
        .prepare_cached(
            "INSERT INTO groups (name, address, parameters, ephemeral, created_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
        )?
        .query_row(
            params![group.name, address, parameters, ephemeral, now],
            |row| row.get(0),
        )?;
    store.groups = GroupCache::default();
    if start == Start::Earliest {
        take_log(store, id, &group.pattern, now)?;
    }
    Ok(id)
}

/// Whether the group has not been removed.
pub(crate) fn exists(connection: &Connection, group: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM groups WHERE id = ?1)")?
        .query_row([group], |row| row.get(0))
}

/// Gives a new group everything in the log that it reads.
fn take_log(
    store: &mut Store,
    group: i64,
    pattern: &AddressPattern,
    now: i64,
) -> rusqlite::Result<()> {
    let connection = &store.connection;
    let mut next_address = connection.prepare_cached(
        "SELECT address FROM messages WHERE address > ?1 ORDER BY address LIMIT 1",
    )?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO deliveries (group_id, message, key, state, due_at_ms, expires_at_ms)
         SELECT ?1, id, key,
                CASE WHEN stored_at_ms + deliver_after_ns / 1000000 > ?3 THEN 'scheduled'
                     WHEN key IS NULL THEN 'waiting' ELSE 'blocked' END,
                CASE WHEN stored_at_ms + deliver_after_ns / 1000000 > ?3
                     THEN stored_at_ms + deliver_after_ns / 1000000 END,
                stored_at_ms + time_to_live_ns / 1000000
         FROM messages
         WHERE address = ?2 AND coalesce(stored_at_ms + time_to_live_ns / 1000000 > ?3, TRUE)
               AND NOT EXISTS (SELECT 1 FROM replies WHERE replies.message = messages.id)",
    )?;
    let mut address = String::new();
    while let Some(found) = next_address
        .query_row([&address], |row| row.get::<_, String>(0))
        .optional()?
    {
        if pattern.matches(&found) {
            insert.execute(params![group, found, now])?;
        }
        address = found;
    }
    // The first message of each key is free; only now are the messages of all addresses known.
    connection.execute(
        "UPDATE deliveries SET state = 'waiting'
         WHERE id IN (SELECT first_value(id) OVER (PARTITION BY key ORDER BY message)
                      FROM deliveries WHERE group_id = ?1 AND state = 'blocked')",
        [group],
    )?;
    store.touched.groups.insert(group);
    Ok(())
}

/// Removes every group of this name; the answer is how many there were.
pub(crate) fn remove_all(store: &mut Store, name: &str) -> rusqlite::Result<usize> {
    let groups = store
        .connection
        .prepare_cached("SELECT id FROM groups WHERE name = ?1")?
        .query_map([name], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for &group in &groups {
        remove(store, group)?;
    }
    handled::remove_all(store, name)?;
    Ok(groups.len())
}

/// Removes a group with all its deliveries; who reads it finds out with its next claim.
pub(crate) fn remove(store: &mut Store, group: i64) -> rusqlite::Result<()> {
    for statement in [
        "DELETE FROM deliveries WHERE group_id = ?1",
        "DELETE FROM members WHERE group_id = ?1",
        "DELETE FROM groups WHERE id = ?1",
    ] {
        store
            .connection
            .prepare_cached(statement)?
            .execute([group])?;
    }
    store.groups = GroupCache::default();
    store.touched.groups.insert(group);
    Ok(())
}

fn write_parameters(pattern: &AddressPattern) -> String {
    let pairs: Vec<String> = pattern
        .given()
        .map(|(name, value)| format!("{}={}", percent::encode(name), percent::encode(value)))
        .collect();
    pairs.join("&")
}

fn read_pattern(address: &str, parameters: &str) -> Option<AddressPattern> {
    let mut pattern = AddressPattern::any(address.parse().ok()?);
    for pair in parameters.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=')?;
        pattern = pattern.with(percent::decode(name)?, percent::decode(value)?);
    }
    Some(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_back_from_its_columns() {
        let template = "orders/{region}/{shop}".parse().unwrap();
        let pattern = AddressPattern::any(template).with("shop", "a&b=c %");
        let address = pattern.template().as_str();
        assert_eq!(
            read_pattern(address, &write_parameters(&pattern)),
            Some(pattern.clone())
        );
    }
}
