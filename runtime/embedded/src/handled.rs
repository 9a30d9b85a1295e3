//! Notes of which messages the groups have handled; they are kept as long as message ids are remembered.

use std::sync::Arc;

use rusqlite::{Connection, params};
use tidings_transport::{BoxFuture, Handled, MessageId, TransportError};

use crate::clock;
use crate::shared::Shared;
use crate::store::Store;
use crate::writer::{Durable, answered};

/// Old notes that go with a new one, so that there are ever fewer of them than of new ones.
const GO_AT_A_TIME: i64 = 2;

/// The notes in a file.
pub(crate) struct Notes(pub(crate) Arc<Shared>);

struct Note {
    group: String,
    address: String,
    id: String,
}

impl Note {
    fn new(group: &str, address: &str, id: &MessageId) -> Self {
        Self {
            group: group.to_owned(),
            address: address.to_owned(),
            id: id.as_str().to_owned(),
        }
    }
}

impl Handled for Notes {
    fn contains<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<bool, TransportError>> {
        let note = Note::new(group, address, id);
        let mut answer = self
            .0
            .reader
            .ask(move |connection| contains(connection, &note));
        Box::pin(async move {
            let answer = answered(&mut answer).await;
            answer.map_err(|fault| fault.transport_error(&self.0.path))
        })
    }

    fn insert<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<(), TransportError>> {
        let note = Note::new(group, address, id);
        let age = clock::milliseconds(self.0.options.retention);
        let forgotten = clock::now().saturating_sub(age);
        let writer = &self.0.writer;
        let mut answer = writer.submit(Durable::Yes, move |store| insert(store, &note, forgotten));
        Box::pin(async move {
            let answer = answered(&mut answer).await;
            answer.map_err(|fault| fault.transport_error(&self.0.path))
        })
    }
}

fn contains(connection: &Connection, note: &Note) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM handled WHERE group_name = ?1 AND address = ?2 AND message_id = ?3)",
        )?
        .query_row(params![note.group, note.address, note.id], |row| row.get(0))
}

fn insert(store: &mut Store, note: &Note, forgotten: i64) -> rusqlite::Result<()> {
    let connection = &store.connection;
    connection
        .prepare_cached("INSERT OR IGNORE INTO handled VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![note.group, note.address, note.id, clock::now()])?;
    connection
        .prepare_cached(
            "DELETE FROM handled WHERE (group_name, address, message_id) IN
                 (SELECT group_name, address, message_id FROM handled
                  WHERE handled_at_ms <= ?1 ORDER BY handled_at_ms LIMIT ?2)",
        )?
        .execute(params![forgotten, GO_AT_A_TIME])?;
    Ok(())
}

/// Removes the notes of a group.
pub(crate) fn remove_all(store: &mut Store, group: &str) -> rusqlite::Result<()> {
    store
        .connection
        .prepare_cached("DELETE FROM handled WHERE group_name = ?1")?
        .execute([group])?;
    Ok(())
}
