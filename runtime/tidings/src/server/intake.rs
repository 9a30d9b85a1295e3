//! The deliveries of one channel: taken while there is room, handled beside each other, and left alone at the end.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::attempt::Policy;
use super::lanes::{LaneKey, Lanes, key_of};
use crate::transport::{Delivery, Subscription, TransportError};

/// How long dropped handlers get to let go of their deliveries.
const LETTING_GO: Duration = Duration::from_secs(1);

/// Takes deliveries of one channel and has them handled.
pub(super) struct Intake {
    pub(super) policy: Arc<Policy>,
    pub(super) subscription: Box<dyn Subscription>,
    pub(super) concurrency: usize,
    pub(super) shutdown_within: Duration,
    pub(super) stop: watch::Receiver<bool>,
}

/// What is being handled.
#[derive(Default)]
struct Work {
    running: JoinSet<Option<LaneKey>>,
    lanes: Lanes,
}

impl Intake {
    /// Runs until it is told to stop or the subscription ends.
    pub(super) async fn run(mut self) -> Result<(), TransportError> {
        let mut work = Work::default();
        let result = self.take(&mut work).await;
        self.subscription.stop_intake().await;
        self.finish(work).await;
        result
    }

    async fn take(&mut self, work: &mut Work) -> Result<(), TransportError> {
        loop {
            let room = self
                .concurrency
                .saturating_sub(work.running.len() + work.lanes.waiting());
            if room == 0 {
                tokio::select! {
                    biased;
                    () = stopped(&mut self.stop) => return Ok(()),
                    done = work.running.join_next() => work.ended(&self.policy, done).await,
                }
                continue;
            }
            // One wait for deliveries lasts over any number of handlers that end: a transport may lose time, or count
            // a delivery, when it is dropped halfway.
            let mut next = self.subscription.next_batch(room, Duration::ZERO);
            let batch = loop {
                tokio::select! {
                    biased;
                    () = stopped(&mut self.stop) => return Ok(()),
                    batch = &mut next => break batch?,
                    done = work.running.join_next(), if !work.running.is_empty() => {
                        work.ended(&self.policy, done).await;
                    }
                }
            };
            drop(next);
            if batch.is_empty() {
                return Ok(());
            }
            let mut batch = batch.into_iter();
            poll_fn(|context| {
                batch
                    .by_ref()
                    .for_each(|delivery| work.begin(&self.policy, delivery, context));
                Poll::Ready(())
            })
            .await;
            // Deliveries that never have to wait must not keep the rest of the program waiting.
            tokio::task::consume_budget().await;
        }
    }

    /// Waits for what is running, drops it at the deadline, and counts what was left.
    async fn finish(&mut self, mut work: Work) {
        let deadline = Instant::now() + self.shutdown_within;
        while !work.running.is_empty() {
            match tokio::time::timeout_at(deadline, work.running.join_next()).await {
                // What waited for a key is not begun any more.
                Ok(_) => {}
                Err(_) => break,
            }
        }
        let left = work.running.len() + work.lanes.waiting();
        self.policy.counters.unsettled(left);
        // A handler that never awaits anything cannot be dropped, and must not be waited for either.
        let _ = tokio::time::timeout(LETTING_GO, work.running.shutdown()).await;
    }
}

/// Waits until the server is told to stop, or is gone.
pub(super) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

impl Work {
    /// Begins a delivery, unless its key is being handled.
    fn begin(&mut self, policy: &Arc<Policy>, delivery: Delivery, context: &mut Context<'_>) {
        match key_of(&delivery) {
            Some(key) if self.lanes.is_busy(&key) => self.lanes.wait(key, delivery),
            key => {
                self.start(policy, delivery, key, context);
            }
        }
    }

    /// Notes the end of a handler, and begins what waited for its key.
    async fn ended(
        &mut self,
        policy: &Arc<Policy>,
        done: Option<Result<Option<LaneKey>, JoinError>>,
    ) {
        let Some(Ok(Some(key))) = done else {
            return;
        };
        poll_fn(|context| {
            while let Some(delivery) = self.lanes.release(&key) {
                if self.start(policy, delivery, Some(key.clone()), context) {
                    break;
                }
            }
            Poll::Ready(())
        })
        .await;
    }

    /// Starts a delivery and says whether it is still running; then it is a task of its own.
    fn start(
        &mut self,
        policy: &Arc<Policy>,
        delivery: Delivery,
        key: Option<LaneKey>,
        context: &mut Context<'_>,
    ) -> bool {
        let Some(rest) = policy.begin(delivery, context) else {
            return false;
        };
        if let Some(key) = &key {
            self.lanes.occupy(key);
        }
        self.running.spawn(async move {
            rest.await;
            key
        });
        true
    }
}
