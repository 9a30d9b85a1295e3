//! The deliveries of one channel: taken while there is room, handled beside each other, and left alone at the end.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::attempt::Policy;
use super::lanes::{LaneKey, Lanes};
use crate::transport::{BoxFuture, Delivery, Subscription, TransportError};

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
            for delivery in batch {
                work.begin(&self.policy, delivery).await;
            }
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
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

impl Work {
    /// Begins a delivery, unless its key is being handled.
    async fn begin(&mut self, policy: &Arc<Policy>, delivery: Delivery) {
        if let Some((delivery, key)) = self.lanes.admit(delivery) {
            self.start(policy, delivery, key).await;
        }
    }

    /// Notes the end of a handler, and begins what waited for its key.
    async fn ended(
        &mut self,
        policy: &Arc<Policy>,
        done: Option<Result<Option<LaneKey>, tokio::task::JoinError>>,
    ) {
        if let Some(Ok(Some(key))) = done {
            self.proceed(policy, key).await;
        }
    }

    async fn proceed(&mut self, policy: &Arc<Policy>, key: LaneKey) {
        while let Some(delivery) = self.lanes.release(&key) {
            if self.start(policy, delivery, Some(key.clone())).await {
                return;
            }
        }
    }

    /// Starts a delivery and says whether it is still running.
    ///
    /// It is polled here once, and becomes a task of its own only if it has to wait.
    async fn start(
        &mut self,
        policy: &Arc<Policy>,
        delivery: Delivery,
        key: Option<LaneKey>,
    ) -> bool {
        let mut handling: BoxFuture<'static, ()> = Box::pin(Arc::clone(policy).carry_out(delivery));
        let first = poll_fn(|context| Poll::Ready(handling.as_mut().poll(context))).await;
        if first.is_ready() {
            return false;
        }
        if let Some(key) = &key {
            self.lanes.occupy(key);
        }
        self.running.spawn(async move {
            handling.await;
            key
        });
        true
    }
}
