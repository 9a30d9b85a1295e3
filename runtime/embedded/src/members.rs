//! Members of groups: who receives now, in whatever process; an ephemeral group goes with its last one.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::Store;
use crate::writer::Writer;
use crate::{groups, processes};

/// A subscription's membership; dropping it ends it.
pub(crate) struct Membership {
    member: i64,
    writer: Writer,
}

impl Drop for Membership {
    fn drop(&mut self) {
        let member = self.member;
        self.writer.post(move |store| leave(store, member));
    }
}

/// Makes a subscription to `group` a member.
pub(crate) fn enter(store: &mut Store, group: i64, writer: Writer) -> rusqlite::Result<Membership> {
    let process = processes::register(store)?;
    let member = store
        .connection
        .prepare_cached("INSERT INTO members (group_id, process) VALUES (?1, ?2) RETURNING id")?
        .query_row(params![group, process], |row| row.get(0))?;
    store.members.insert(member, group);
    Ok(Membership { member, writer })
}

/// Makes the members of this process members again, as far as their groups are still there.
pub(crate) fn enter_again(store: &Store, process: i64) -> rusqlite::Result<()> {
    for (member, group) in &store.members {
        store
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO members (id, group_id, process)
                 SELECT ?1, id, ?3 FROM groups WHERE id = ?2",
            )?
            .execute(params![member, group, process])?;
    }
    Ok(())
}

/// How many subscriptions, of whatever process, receive what is sent to `address`.
pub(crate) fn receivers(store: &mut Store, address: &str) -> rusqlite::Result<usize> {
    let groups = store.groups.reading(&store.connection, address)?;
    let mut receivers = 0;
    for group in groups.iter() {
        receivers += count(&store.connection, *group)?;
    }
    Ok(receivers)
}

fn count(connection: &Connection, group: i64) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM members WHERE group_id = ?1")?
        .query_row([group], |row| row.get::<_, i64>(0))
        .map(|members| usize::try_from(members).unwrap_or_default())
}

/// Ends all memberships of a process.
pub(crate) fn leave_all(store: &mut Store, process: i64) -> rusqlite::Result<()> {
    let members = store
        .connection
        .prepare_cached("SELECT id FROM members WHERE process = ?1")?
        .query_map([process], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for member in members {
        leave(store, member)?;
    }
    Ok(())
}

fn leave(store: &mut Store, member: i64) -> rusqlite::Result<()> {
    store.members.remove(&member);
    let group: Option<i64> = store
        .connection
        .prepare_cached("DELETE FROM members WHERE id = ?1 RETURNING group_id")?
        .query_row([member], |row| row.get(0))
        .optional()?;
    let Some(group) = group else { return Ok(()) };
    let is_over: bool = store
        .connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM groups WHERE id = ?1 AND ephemeral)
                    AND NOT EXISTS (SELECT 1 FROM members WHERE group_id = ?1)",
        )?
        .query_row([group], |row| row.get(0))?;
    if is_over {
        groups::remove(store, group)?;
    }
    Ok(())
}
