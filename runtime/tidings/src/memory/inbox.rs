//! An address for replies.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::mpsc;

use super::Connection;
use crate::client::unguessable;
use crate::transport::{BoxFuture, Inbox, Message};

/// An address that only its owner hears.
pub(super) struct MemoryInbox {
    connection: Arc<Connection>,
    address: String,
    messages: mpsc::UnboundedReceiver<Message>,
}

impl MemoryInbox {
    pub(super) fn open(connection: &Arc<Connection>) -> Self {
        let address = format!("replies/{}", unguessable());
        let (sender, messages) = mpsc::unbounded_channel();
        connection.store.open_inbox(address.clone(), sender);
        Self {
            connection: Arc::clone(connection),
            address,
            messages,
        }
    }
}

impl Inbox for MemoryInbox {
    fn address(&self) -> &str {
        &self.address
    }

    fn next(&mut self) -> BoxFuture<'_, Option<Message>> {
        Box::pin(async move {
            let mut health = self.connection.health.subscribe();
            let closed = health.wait_for(|_| self.connection.closed.load(Ordering::Acquire));
            tokio::select! {
                biased;
                _ = closed => None,
                message = self.messages.recv() => message,
            }
        })
    }
}

impl Drop for MemoryInbox {
    fn drop(&mut self) {
        self.connection.store.close_inbox(&self.address);
    }
}
