//! Members of ephemeral groups: when the last one goes, in whatever process, the group goes too.

use rusqlite::{OptionalExtension, params};

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

/// Makes a subscription to `group` a member, if the group is ephemeral.
pub(crate) fn enter(
    store: &mut Store,
    group: i64,
    writer: Writer,
) -> rusqlite::Result<Option<Membership>> {
    let process = processes::register(store)?;
    let member = store
        .connection
        .prepare_cached(
            "INSERT INTO members (group_id, process) SELECT id, ?2 FROM groups WHERE id = ?1 AND ephemeral
             RETURNING id",
        )?
        .query_row(params![group, process], |row| row.get(0))
        .optional()?;
    Ok(member.map(|member| Membership { member, writer }))
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
