//! A consumer of a group, and what it has in hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use super::Connection;
use super::group::GroupKey;
use super::store::{End, Taken};
use crate::transport::{
    AddressPattern, Attempt, BoxFuture, ChannelSpec, Delivery, DeliveryId, Reason, Settle, Settled,
    Settling, SubscribeOptions, Subscription, TransportError,
};

/// A consumer of a group.
pub(super) struct MemorySubscription {
    member: Arc<Member>,
    wake: Arc<Notify>,
}

/// What a subscription and its deliveries share.
struct Member {
    connection: Arc<Connection>,
    group: u64,
    options: SubscribeOptions,
    stopped: AtomicBool,
    unsettled: AtomicUsize,
}

impl MemorySubscription {
    pub(super) fn join(
        connection: &Arc<Connection>,
        channel: &ChannelSpec,
        pattern: &AddressPattern,
        options: SubscribeOptions,
    ) -> Self {
        let key = GroupKey {
            name: options.group.clone(),
            pattern: pattern.clone(),
        };
        let (group, wake) = connection.store.join(key, &channel.name, &options);
        Self {
            member: Arc::new(Member {
                connection: Arc::clone(connection),
                group,
                options,
                stopped: AtomicBool::new(false),
                unsettled: AtomicUsize::new(0),
            }),
            wake,
        }
    }

    /// Takes what is there, as far as this consumer may have it.
    fn take(&self, max: usize) -> Vec<Delivery> {
        let member = &self.member;
        if member.connection.is_cut() {
            return Vec::new();
        }
        let unsettled = member.unsettled.load(Ordering::Acquire);
        let most = max.min(member.options.prefetch.saturating_sub(unsettled));
        let store = &member.connection.store;
        let mut deliveries = Vec::with_capacity(most.min(64));
        let (connection, lease) = (member.connection.number, member.options.lease);
        store.take(member.group, connection, most, lease, |taken| {
            deliveries.push(self.delivery(taken));
        });
        if !deliveries.is_empty() {
            let taken = deliveries.len();
            member.unsettled.fetch_add(taken, Ordering::AcqRel);
            let connection = &member.connection;
            connection.unsettled.fetch_add(taken, Ordering::AcqRel);
        }
        deliveries
    }

    fn delivery(&self, taken: Taken) -> Delivery {
        let Taken {
            delivery,
            entry,
            until,
        } = taken;
        let token = Token {
            member: Arc::clone(&self.member),
            delivery,
            settled: false,
        };
        let message = Arc::clone(&entry.stored.message);
        let attempt = Attempt::Exact(entry.deliveries);
        let mut delivery = Delivery::new(message, attempt, Box::new(token));
        delivery.lease = Some(until);
        delivery
    }

    async fn next(&self, max: usize) -> Vec<Delivery> {
        loop {
            // Registered before looking, so that what comes in between is not missed.
            let woken = self.wake.notified();
            if self.member.ended() {
                return Vec::new();
            }
            let taken = self.take(max);
            if !taken.is_empty() {
                return taken;
            }
            let connection = &self.member.connection;
            // Whoever hears nothing is woken when the connection is back.
            let sleep = match connection.is_cut() {
                true => None,
                false => connection.store.sleep(self.member.group),
            };
            match sleep {
                Some(sleep) => {
                    let _ = tokio::time::timeout(sleep, woken).await;
                }
                None => woken.await,
            }
        }
    }
}

impl Member {
    fn ended(&self) -> bool {
        self.stopped.load(Ordering::Acquire) || self.connection.closed.load(Ordering::Acquire)
    }
}

impl Subscription for MemorySubscription {
    fn next_batch(
        &mut self,
        max: usize,
        linger: Duration,
    ) -> BoxFuture<'_, Result<Vec<Delivery>, TransportError>> {
        Box::pin(async move {
            let mut batch = self.next(max).await;
            if !linger.is_zero() && batch.len() < max && !batch.is_empty() {
                let deadline = tokio::time::Instant::now() + linger;
                while batch.len() < max
                    && let Ok(more) =
                        tokio::time::timeout_at(deadline, self.next(max - batch.len())).await
                    && !more.is_empty()
                {
                    batch.extend(more);
                }
            }
            Ok(batch)
        })
    }

    fn stop_intake(&mut self) -> BoxFuture<'_, ()> {
        self.member.stopped.store(true, Ordering::Release);
        Box::pin(std::future::ready(()))
    }

    fn lag(&self) -> BoxFuture<'_, Option<u64>> {
        let lag = self.member.connection.store.lag(self.member.group);
        Box::pin(std::future::ready(lag))
    }
}

impl Drop for MemorySubscription {
    fn drop(&mut self) {
        self.member.connection.store.leave(self.member.group);
    }
}

/// The right to settle one delivery.
struct Token {
    member: Arc<Member>,
    delivery: u64,
    settled: bool,
}

impl Token {
    fn settle(&mut self, end: End<'_>) -> Settled {
        self.settled = true;
        let member = &self.member;
        let store = &member.connection.store;
        let settled = match member.connection.faults.loses_settlement() {
            true => {
                store.settle(member.group, self.delivery, End::Retry(None));
                Settled::Failed("a test asked for the settlement to be lost".to_owned())
            }
            false => store.settle(member.group, self.delivery, end),
        };
        let in_hand = member.unsettled.fetch_sub(1, Ordering::AcqRel);
        if in_hand >= member.options.prefetch {
            store.wake(member.group);
        }
        if member.connection.unsettled.fetch_sub(1, Ordering::AcqRel) == 1 {
            member.connection.settled.notify_waiters();
        }
        settled
    }
}

impl Settle for Token {
    fn id(&self) -> DeliveryId {
        self.delivery.into()
    }

    fn ack(mut self: Box<Self>) -> Settling<'static> {
        self.settle(End::Ack).into()
    }

    fn retry(mut self: Box<Self>, after: Option<Duration>) -> Settling<'static> {
        self.settle(End::Retry(after)).into()
    }

    fn reject(mut self: Box<Self>, reason: &Reason) -> Settling<'static> {
        self.settle(End::Reject(reason)).into()
    }

    fn extend(&self, by: Duration) -> Settling<'_> {
        let store = &self.member.connection.store;
        store.extend(self.member.group, self.delivery, by).into()
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if !self.settled {
            self.settle(End::Retry(None));
        }
    }
}
