//! Publishing into the store.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::Connection;
use crate::transport::{
    Bindings, BoxFuture, FlushReport, Message, Pending, PublishError, PublishErrorKind, Publisher,
    Receipt,
};

/// Sends into the store; every message is confirmed at once.
pub(super) struct MemoryPublisher {
    pub(super) connection: Arc<Connection>,
}

impl MemoryPublisher {
    fn publish(&self, mut message: Message) -> Result<Receipt, PublishError> {
        if self.connection.closed.load(Ordering::Acquire) {
            return Err(PublishError::new(
                PublishErrorKind::Closed,
                "the connection was closed",
            ));
        }
        if self.connection.is_cut() {
            return Err(PublishError::new(
                PublishErrorKind::NotSent,
                "a test has cut the connection",
            ));
        }
        // They are for the transport, which has no use for them.
        message.bindings = Bindings::NONE;
        let fault = self.connection.faults.of_publish();
        let store = &self.connection.store;
        store.publish(message, self.connection.number, fault)
    }
}

impl Publisher for MemoryPublisher {
    fn enqueue(&self, message: Message) -> BoxFuture<'_, Result<Pending, PublishError>> {
        let published = self.publish(message);
        let pending: Pending = Box::pin(std::future::ready(published));
        Box::pin(std::future::ready(Ok(pending)))
    }

    fn send(&self, message: Message) -> BoxFuture<'_, Result<Receipt, PublishError>> {
        Box::pin(std::future::ready(self.publish(message)))
    }

    fn flush(&self, _: Instant) -> BoxFuture<'_, FlushReport> {
        Box::pin(std::future::ready(FlushReport::default()))
    }
}
