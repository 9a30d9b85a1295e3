//! The right to settle a delivery, and what happens when it is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tidings_transport::{DeliveryId, Reason, Settle, Settled, Settling};
use tokio::sync::watch;

use crate::claim::Ticket;
use crate::clock;
use crate::fault::Fault;
use crate::settle::{self, Settlement};
use crate::shared::{Shared, UnderWay};
use crate::wake::{Rings, ring_for_room};
use crate::writer::{Durable, answered};

/// Counts as one unsettled delivery of a subscription for as long as it lives.
pub(crate) struct InHand {
    shared: Arc<Shared>,
    count: Arc<AtomicUsize>,
    rope: watch::Sender<Rings>,
    _under_way: UnderWay,
}

impl InHand {
    pub(crate) fn new(
        shared: Arc<Shared>,
        count: Arc<AtomicUsize>,
        rope: watch::Sender<Rings>,
    ) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self {
            _under_way: shared.handling.enter(),
            shared,
            count,
            rope,
        }
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::AcqRel);
        ring_for_room(&self.rope);
    }
}

/// The right to settle one claim. Dropped unused, it gives the delivery back.
pub(crate) struct Token {
    ticket: Ticket,
    in_hand: Option<InHand>,
}

impl Token {
    pub(crate) fn new(ticket: Ticket, in_hand: InHand) -> Self {
        Self {
            ticket,
            in_hand: Some(in_hand),
        }
    }

    async fn settle(mut self: Box<Self>, settlement: Settlement) -> Settled {
        let Some(in_hand) = self.in_hand.take() else {
            return Settled::TooLate;
        };
        let ticket = self.ticket;
        let mut answer = in_hand.shared.writer.submit(Durable::Yes, move |store| {
            settle::settle(store, ticket, &settlement)
        });
        settled(answered(&mut answer).await, &in_hand.shared)
    }
}

fn settled(answer: Result<bool, Fault>, shared: &Shared) -> Settled {
    match answer {
        Ok(true) => Settled::Confirmed,
        Ok(false) => Settled::TooLate,
        Err(fault) => fault.settled(&shared.path),
    }
}

impl Settle for Token {
    fn id(&self) -> DeliveryId {
        self.ticket.delivery.to_string().into()
    }

    fn ack(self: Box<Self>) -> Settling<'static> {
        Settling::waiting(self.settle(Settlement::Ack))
    }

    fn retry(self: Box<Self>, after: Option<Duration>) -> Settling<'static> {
        let due = after
            .filter(|pause| !pause.is_zero())
            .map(|pause| clock::now().saturating_add(clock::milliseconds(pause)));
        Settling::waiting(self.settle(Settlement::Retry { due }))
    }

    fn reject(self: Box<Self>, reason: &Reason) -> Settling<'static> {
        Settling::waiting(self.settle(Settlement::Reject {
            kind: reason.kind.name(),
            reason: reason.message.clone(),
        }))
    }

    fn extend(&self, by: Duration) -> Settling<'_> {
        Settling::waiting(async move {
            let Some(in_hand) = &self.in_hand else {
                return Settled::TooLate;
            };
            let ticket = self.ticket;
            let until = clock::now().saturating_add(clock::milliseconds(by));
            let mut answer = in_hand.shared.writer.submit(Durable::No, move |store| {
                settle::extend(store, ticket, until)
            });
            settled(answered(&mut answer).await, &in_hand.shared)
        })
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if let Some(in_hand) = &self.in_hand {
            let ticket = self.ticket;
            in_hand.shared.writer.post(move |store| {
                settle::settle(store, ticket, &Settlement::Retry { due: None }).map(drop)
            });
        }
    }
}
