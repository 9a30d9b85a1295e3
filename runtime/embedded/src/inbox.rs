//! Inboxes: addresses of one process, whose messages go to it alone and are gone once taken.

use std::collections::VecDeque;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use rusqlite::params;
use tidings_transport::{BoxFuture, Inbox, Message, TransportError};

use crate::shared::Shared;
use crate::store::Store;
use crate::wake::Bell;
use crate::writer::{Answer, Durable, answered};
use crate::{clock, processes, row};

/// Replies that are taken in one transaction at most.
const AT_A_TIME: i64 = 64;

/// What the addresses of all inboxes begin with.
const PREFIX: &str = "replies/";

/// An open inbox; dropping it removes the address and what has not been taken.
pub(crate) struct EmbeddedInbox {
    shared: Arc<Shared>,
    address: String,
    bell: Bell,
    taken: VecDeque<Message>,
    /// A request to the writer whose answer a cancelled `next` did not wait for.
    pending: Option<Answer<Vec<Message>>>,
}

impl EmbeddedInbox {
    pub(crate) async fn open(shared: Arc<Shared>) -> Result<Self, TransportError> {
        let address = random_address();
        let bell = shared.bells.of_inbox(&address);
        shared.wake_watcher();
        let inbox = address.clone();
        let mut opened = shared
            .writer
            .submit(Durable::No, move |store| open(store, inbox));
        answered(&mut opened)
            .await
            .map_err(|fault| fault.transport_error(&shared.path))?;
        Ok(Self {
            shared,
            address,
            bell,
            taken: VecDeque::new(),
            pending: None,
        })
    }

    async fn receive(&mut self) -> Option<Message> {
        loop {
            if let Some(message) = self.taken.pop_front() {
                return Some(message);
            }
            if self.shared.is_closing() {
                return None;
            }
            self.bell.look();
            let pending = self.pending.get_or_insert_with(|| {
                let inbox = self.address.clone();
                self.shared
                    .writer
                    .submit(Durable::No, move |store| take(store, &inbox))
            });
            let taken = answered(pending).await;
            self.pending = None;
            // A store that fails for a moment rings again with its next change; replies wait in the file.
            self.taken.extend(taken.unwrap_or_default());
            if self.taken.is_empty() {
                self.bell.rung().await;
            }
        }
    }
}

impl Inbox for EmbeddedInbox {
    fn address(&self) -> &str {
        &self.address
    }

    fn next(&mut self) -> BoxFuture<'_, Option<Message>> {
        Box::pin(self.receive())
    }
}

impl Drop for EmbeddedInbox {
    fn drop(&mut self) {
        let address = std::mem::take(&mut self.address);
        self.shared.writer.post(move |store| {
            store.inboxes.remove(&address);
            remove(store, &address)
        });
    }
}

/// Gives the message at `position` to the live inbox at `address`; `false` when there is none.
pub(crate) fn deliver(store: &mut Store, address: &str, position: i64) -> rusqlite::Result<bool> {
    if !address.starts_with(PREFIX) {
        return Ok(false);
    }
    let delivered = store
        .connection
        .prepare_cached(
            "INSERT INTO replies (message, inbox) SELECT ?1, address FROM inboxes WHERE address = ?2",
        )?
        .execute(params![position, address])?;
    if delivered == 1 {
        store.touched.inboxes.insert(address.to_owned());
    }
    Ok(delivered == 1)
}

/// Removes an inbox and the replies that it has not taken.
pub(crate) fn remove(store: &mut Store, address: &str) -> rusqlite::Result<()> {
    while !take(store, address)?.is_empty() {}
    store
        .connection
        .prepare_cached("DELETE FROM inboxes WHERE address = ?1")?
        .execute([address])?;
    Ok(())
}

fn open(store: &mut Store, address: String) -> rusqlite::Result<()> {
    let process = processes::register(store)?;
    store
        .connection
        .prepare_cached("INSERT INTO inboxes (address, process) VALUES (?1, ?2)")?
        .execute(params![address, process])?;
    store.inboxes.insert(address);
    Ok(())
}

/// Takes replies out of the file, oldest first; those that are worth nothing any more are gone as well.
fn take(store: &mut Store, address: &str) -> rusqlite::Result<Vec<Message>> {
    let mut taken = Vec::new();
    loop {
        let waiting = store
            .connection
            .prepare_cached(
                "SELECT message, coalesce(stored_at_ms + time_to_live_ns / 1000000 <= ?3, FALSE)
                 FROM replies JOIN messages ON messages.id = message
                 WHERE inbox = ?1 ORDER BY message LIMIT ?2",
            )?
            .query_map(params![address, AT_A_TIME, clock::now()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<Vec<(i64, bool)>>>()?;
        for &(position, expired) in &waiting {
            if !expired {
                taken.push(row::read(&store.connection, position)?);
            }
            store
                .connection
                .prepare_cached("DELETE FROM replies WHERE message = ?1")?
                .execute([position])?;
            row::remove(&store.connection, position)?;
        }
        if waiting.is_empty() || !taken.is_empty() {
            return Ok(taken);
        }
    }
}

/// An address that nobody can guess or use twice: the standard library seeds each hasher from the system's randomness.
fn random_address() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{PREFIX}{:016x}{:016x}", random(), random())
}
