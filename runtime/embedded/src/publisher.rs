//! The publisher: a window of messages on their way to the writer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tidings_transport::{
    BoxFuture, Durability, FlushReport, Message, Pending, Position, PublishError, PublishOptions,
    Publisher, Receipt,
};
use tokio::sync::Semaphore;

use crate::fault::Fault;
use crate::publish::{self, Stored};
use crate::row::Outgoing;
use crate::shared::Shared;
use crate::writer::{Durable, answered};

/// Publishes to any address of the file.
pub(crate) struct EmbeddedPublisher {
    shared: Arc<Shared>,
    window: Arc<Semaphore>,
    size: u32,
    outcomes: Arc<Outcomes>,
}

/// What has become of messages so far.
#[derive(Default)]
pub(crate) struct Outcomes {
    pub(crate) confirmed: AtomicUsize,
    pub(crate) failed: AtomicUsize,
}

impl Outcomes {
    fn count(&self, outcome: &Result<Stored, Fault>) {
        match outcome {
            Ok(_) => self.confirmed.fetch_add(1, Ordering::Relaxed),
            Err(_) => self.failed.fetch_add(1, Ordering::Relaxed),
        };
    }
}

impl EmbeddedPublisher {
    pub(crate) fn new(shared: Arc<Shared>, options: &PublishOptions) -> Self {
        let size = u32::try_from(options.window).unwrap_or(u32::MAX).max(1);
        let size = size.min(u32::try_from(Semaphore::MAX_PERMITS).unwrap_or(u32::MAX));
        Self {
            shared,
            window: Arc::new(Semaphore::new(size as usize)),
            size,
            outcomes: Arc::default(),
        }
    }

    async fn hand_over(&self, message: Message) -> Result<Pending, PublishError> {
        let outgoing = Outgoing::new(message)?;
        let closed = || Fault::Closed.publish_error(&self.shared.path);
        let place = Arc::clone(&self.window)
            .acquire_owned()
            .await
            .map_err(|_| closed())?;
        let under_way = self.shared.publishing.enter();
        // Looked at after it is counted: who closes either sees the count or is seen here.
        if self.shared.is_closing() {
            return Err(closed());
        }
        let outcomes = Arc::clone(&self.outcomes);
        let total = Arc::clone(&self.shared);
        let (sender, mut answer) = tokio::sync::oneshot::channel();
        self.shared.writer.submit_with(
            Durable::Yes,
            move |store| publish::publish(store, &outgoing),
            move |outcome| {
                outcomes.count(&outcome);
                total.published.count(&outcome);
                drop((place, under_way));
                // Nobody waits for this confirmation any more where this fails.
                let _ = sender.send(outcome);
            },
        );
        let shared = Arc::clone(&self.shared);
        Ok(Box::pin(async move {
            match answered(&mut answer).await {
                Ok(stored) => Ok(Receipt {
                    durability: Durability::Synced,
                    position: Some(Position(stored.position.to_string())),
                    duplicate: stored.duplicate,
                }),
                Err(fault) => Err(fault.publish_error(&shared.path)),
            }
        }))
    }

    async fn wait_until_idle(&self, deadline: Instant) -> FlushReport {
        let count = || {
            let confirmed = self.outcomes.confirmed.load(Ordering::Relaxed);
            (confirmed, self.outcomes.failed.load(Ordering::Relaxed))
        };
        let before = count();
        // The whole window is free when nothing is under way; what comes of the wait shows in the numbers.
        let idle = self.window.acquire_many(self.size);
        drop(tokio::time::timeout_at(deadline.into(), idle).await);
        let after = count();
        FlushReport {
            confirmed: after.0 - before.0,
            failed: after.1 - before.1,
            outstanding: self.size as usize - self.window.available_permits(),
        }
    }
}

impl Publisher for EmbeddedPublisher {
    fn enqueue(&self, message: Message) -> BoxFuture<'_, Result<Pending, PublishError>> {
        Box::pin(self.hand_over(message))
    }

    fn flush(&self, deadline: Instant) -> BoxFuture<'_, FlushReport> {
        Box::pin(self.wait_until_idle(deadline))
    }
}
