//! The consumer of a group: claims when there is room and news, waits otherwise.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tidings_transport::{
    AddressPattern, Attempt, BoxFuture, Delivery, Lane, Position, SubscribeOptions, Subscription,
    TransportError, TransportErrorKind,
};

use crate::claim::{self, Claimant, Claimed, Handout};
use crate::clock;
use crate::groups::{self, GroupName};
use crate::members::{self, Membership};
use crate::operate;
use crate::shared::Shared;
use crate::token::{InHand, Token};
use crate::wake::Bell;
use crate::writer::{Answer, Durable, answered};

/// One consumer of a group.
pub(crate) struct EmbeddedSubscription {
    shared: Arc<Shared>,
    group: String,
    _membership: Membership,
    claimant: Claimant,
    prefetch: usize,
    /// Deliveries of this subscription that are neither settled nor dropped.
    in_hand: Arc<AtomicUsize>,
    bell: Bell,
    /// The news up to which the group is known to have nothing more for us.
    exhausted: Option<u64>,
    /// A claim whose answer a cancelled `next_batch` did not wait for.
    pending: Option<Pending>,
    /// Claimed and not handed out yet.
    ready: Handout,
    stopped: bool,
}

struct Pending {
    answer: Answer<Option<Handout>>,
    limit: usize,
    news: u64,
}

impl EmbeddedSubscription {
    pub(crate) async fn open(
        shared: Arc<Shared>,
        pattern: AddressPattern,
        options: SubscribeOptions,
    ) -> Result<Self, TransportError> {
        check(&options)?;
        let name = GroupName {
            name: options.group.clone(),
            pattern,
        };
        let (start, ephemeral) = (options.start, options.ephemeral);
        let writer = shared.writer.clone();
        let mut joined = shared.writer.submit(Durable::Yes, move |store| {
            let group = groups::join(store, &name, start, ephemeral)?;
            Ok((group, members::enter(store, group, writer)?))
        });
        let (group, membership) = answered(&mut joined)
            .await
            .map_err(|fault| fault.transport_error(&shared.path))?;
        let bell = shared.bells.of_group(group);
        shared.wake_watcher();
        let consumer = if options.consumer.is_empty() {
            format!("process {}", std::process::id())
        } else {
            options.consumer
        };
        Ok(Self {
            group: options.group,
            _membership: membership,
            claimant: Claimant {
                group,
                consumer: consumer.into(),
                lease: options.lease,
            },
            prefetch: options.prefetch,
            in_hand: Arc::default(),
            bell,
            exhausted: None,
            pending: None,
            ready: Handout {
                claimed: Vec::new(),
                writer: shared.writer.clone(),
            },
            stopped: false,
            shared,
        })
    }

    async fn receive(
        &mut self,
        max: usize,
        linger: Duration,
    ) -> Result<Vec<Delivery>, TransportError> {
        let max = max.max(1);
        let mut end: Option<Instant> = None;
        loop {
            if self.stopped || self.shared.is_closing() {
                return Ok(Vec::new());
            }
            self.claim(max).await?;
            self.forget_lost();
            let ready = self.ready.claimed.len();
            if ready == 0 {
                self.bell.rung().await;
                continue;
            }
            let end = *end.get_or_insert_with(|| clock::instant_after(linger));
            if ready >= max || Instant::now() >= end {
                return Ok(self.hand_out(max));
            }
            if tokio::time::timeout_at(end.into(), self.bell.rung())
                .await
                .is_err()
            {
                return Ok(self.hand_out(max));
            }
        }
    }

    /// Claims what there is room for, unless the group is known to have nothing.
    async fn claim(&mut self, max: usize) -> Result<(), TransportError> {
        if self.pending.is_none() {
            let news = self.bell.look().news;
            let ready = self.ready.claimed.len();
            let used = self.in_hand.load(Ordering::Acquire) + ready;
            let limit = self
                .prefetch
                .saturating_sub(used)
                .min(max.saturating_sub(ready));
            if limit == 0 || self.exhausted == Some(news) {
                return Ok(());
            }
            let claimant = self.claimant.clone();
            let writer = self.shared.writer.clone();
            let answer = self.shared.writer.submit(Durable::No, move |store| {
                let claimed = claim::claim(store, &claimant, limit)?;
                Ok(claimed.map(|claimed| Handout { claimed, writer }))
            });
            self.pending = Some(Pending {
                answer,
                limit,
                news,
            });
        }
        let Some(pending) = &mut self.pending else {
            return Ok(());
        };
        let handout = answered(&mut pending.answer).await;
        let (limit, news) = (pending.limit, pending.news);
        self.pending = None;
        let handout = handout.map_err(|fault| fault.transport_error(&self.shared.path))?;
        let mut handout = handout.ok_or_else(|| self.removed())?;
        if handout.claimed.len() < limit {
            self.exhausted = Some(news);
        }
        self.ready.claimed.append(&mut handout.claimed);
        Ok(())
    }

    /// Lets go of what waited here for longer than its lease: others may have it by now.
    fn forget_lost(&mut self) {
        let now = Instant::now();
        self.ready.claimed.retain(|one| one.lease_end > now);
    }

    fn removed(&self) -> TransportError {
        TransportError::new(
            TransportErrorKind::Provision,
            format!(
                "the group `{}` was removed from `{}` while it was subscribed",
                self.group,
                self.shared.path.display()
            ),
        )
    }

    fn hand_out(&mut self, max: usize) -> Vec<Delivery> {
        let count = self.ready.claimed.len().min(max);
        let claimed: Vec<Claimed> = self.ready.claimed.drain(..count).collect();
        claimed.into_iter().map(|one| self.delivery(one)).collect()
    }

    fn delivery(&self, claimed: Claimed) -> Delivery {
        let in_hand = InHand::new(
            Arc::clone(&self.shared),
            Arc::clone(&self.in_hand),
            self.bell.rope(),
        );
        let lane = match &claimed.message.key {
            Some(key) => Lane(key.escape_ascii().to_string()),
            None => Lane::default(),
        };
        let token = Box::new(Token::new(claimed.ticket, in_hand));
        let attempt = Attempt::Exact(claimed.attempt);
        let mut delivery = Delivery::new(claimed.message, attempt, token);
        delivery.lane = lane;
        delivery.position = Some(Position(claimed.position.to_string()));
        delivery.lease = Some(claimed.lease_end);
        delivery
    }
}

impl Subscription for EmbeddedSubscription {
    fn next_batch(
        &mut self,
        max: usize,
        linger: Duration,
    ) -> BoxFuture<'_, Result<Vec<Delivery>, TransportError>> {
        Box::pin(self.receive(max, linger))
    }

    fn stop_intake(&mut self) -> BoxFuture<'_, ()> {
        self.stopped = true;
        // What was claimed and not handed out goes back to the group.
        self.pending = None;
        self.ready = Handout {
            claimed: Vec::new(),
            writer: self.shared.writer.clone(),
        };
        Box::pin(std::future::ready(()))
    }

    fn lag(&self) -> BoxFuture<'_, Option<u64>> {
        let group = self.claimant.group;
        let mut answer = self
            .shared
            .reader
            .ask(move |connection| operate::lag(connection, group));
        Box::pin(async move { answered(&mut answer).await.ok() })
    }
}

fn check(options: &SubscribeOptions) -> Result<(), TransportError> {
    let why = if options.group.is_empty() {
        "a subscription needs the name of its group"
    } else if options.prefetch == 0 {
        "a subscription with `prefetch` 0 receives nothing"
    } else if options.lease.is_zero() {
        "a subscription with `lease` 0 loses every delivery at once"
    } else {
        return Ok(());
    };
    Err(TransportError::new(TransportErrorKind::Configuration, why))
}
