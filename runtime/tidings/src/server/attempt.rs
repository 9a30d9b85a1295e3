//! One delivery, from the transport's hands to its settlement.

use std::future::{poll_fn, ready};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use super::context::Consumer;
use super::dead_letters::DeadLetters;
use super::endpoint::{Done, Prepared};
use super::error::Remedy;
use super::panic::{Caught, caught};
use super::plan::Served;
use super::refusals::Refusals;
use super::report::Counters;
use super::{Guarantee, HandlerError, Incoming, Retry};
use crate::layer::{HandleNext, Layer};
use crate::transport::{
    BoxFuture, DelayedRedelivery, Delivery, Handled, Reason, ReasonKind, Settle, Settled,
};

/// How the deliveries of one channel are handled.
pub(super) struct Policy {
    pub(super) channel: &'static str,
    pub(super) consumer: Arc<Consumer>,
    pub(super) endpoints: Vec<Served>,
    pub(super) layers: Arc<[Arc<dyn Layer>]>,
    /// Where it is noted what was handled.
    pub(super) handled: Option<Arc<dyn Handled>>,
    pub(super) retry: Retry,
    pub(super) lease: Duration,
    pub(super) delayed_redelivery: DelayedRedelivery,
    pub(super) dead_letters: DeadLetters,
    pub(super) counters: Arc<Counters>,
}

/// One try, under way.
type Attempt<'a> = Caught<'a, Done>;

/// A handling that has not begun, or that has and waits.
type Handling = BoxFuture<'static, Result<Done, HandlerError>>;

impl Policy {
    /// Begins to carry out a delivery, and gives back what is left to do when that cannot be done at once.
    ///
    /// Most handlers have nothing to wait for, and then nothing is made that could wait: no task, no timer.
    /// What is left, when it is dropped, settles nothing, so the message is delivered again.
    pub(super) fn begin(
        self: &Arc<Self>,
        delivery: Delivery,
        context: &mut Context<'_>,
    ) -> Option<BoxFuture<'static, ()>> {
        let (incoming, token) = Incoming::of(delivery, self.channel, &self.consumer);
        let handling = match self.prepare(&incoming) {
            Ok((Guarantee::AtMostOnce, handling)) => {
                let handling = Arc::clone(self).handle_once(incoming, token, handling);
                return still_to_do(Box::pin(handling), context);
            }
            Ok((Guarantee::EffectivelyOnce, handling)) => {
                let handling = Arc::clone(self).handle_new(incoming, token, handling);
                return still_to_do(Box::pin(handling), context);
            }
            Ok((Guarantee::AtLeastOnce, handling)) if self.layers.is_empty() => {
                let mut attempt = Caught(handling);
                match Pin::new(&mut attempt).poll(context) {
                    Poll::Ready(Ok(done)) => return self.handled(done, token, context),
                    Poll::Ready(Err(error)) => Box::pin(ready(Err(error))),
                    Poll::Pending => attempt.0,
                }
            }
            Ok((Guarantee::AtLeastOnce, handling)) => handling,
            Err(error) => Box::pin(ready(Err(error))),
        };
        let rest = Arc::clone(self).carry_out(incoming, token, handling, None);
        still_to_do(Box::pin(rest), context)
    }

    /// Acknowledges a delivery that was handled at once.
    fn handled(
        self: &Arc<Self>,
        done: Done,
        token: Box<dyn Settle>,
        context: &mut Context<'_>,
    ) -> Option<BoxFuture<'static, ()>> {
        let mut settling = token.ack();
        match Pin::new(&mut settling).poll(context) {
            Poll::Ready(settled) => {
                self.counters.handled(done, &settled);
                None
            }
            Poll::Pending => {
                let policy = Arc::clone(self);
                Some(Box::pin(async move {
                    policy.counters.handled(done, &settling.await);
                }))
            }
        }
    }

    /// Tries the message until it is handled, given back or given up, and settles the delivery.
    async fn carry_out(
        self: Arc<Self>,
        incoming: Arc<Incoming>,
        token: Box<dyn Settle>,
        first: Handling,
        notes: Option<Arc<dyn Handled>>,
    ) {
        let mut first = Some(first);
        loop {
            let attempt = match first.take() {
                Some(handling) => self.within_layers(handling, &incoming),
                None => self.attempt(&incoming),
            };
            let error = match self.while_leased(attempt, &*token, &incoming).await {
                Ok(done) => {
                    if let (Some(notes), Some(id)) = (&notes, incoming.message.id.as_ref()) {
                        let address = &incoming.message.address;
                        // Without the note the message is settled all the same: it was handled.
                        let _ = notes.insert(incoming.group(), address, id).await;
                    }
                    self.counters.handled(done, &token.ack().await);
                    return;
                }
                Err(error) => error,
            };
            let may_retry = incoming.attempt() < self.retry.attempts();
            match error.remedy() {
                Remedy::Retry(Some(pause)) if may_retry => {
                    if self.delayed_redelivery == DelayedRedelivery::Native {
                        let settled = token.retry(Some(pause)).await;
                        self.counters.given_back(&settled);
                        return;
                    }
                    let pausing = tokio::time::sleep(pause);
                    self.while_leased(pausing, &*token, &incoming).await;
                }
                Remedy::Retry(None) | Remedy::Panicked if may_retry => {}
                Remedy::Retry(_) | Remedy::Panicked | Remedy::DeadLetter(_) => {
                    let reason = error.reason();
                    let settled = self.dead_letters.take(&incoming, token, &reason).await;
                    self.counters.dead_lettered(reason.kind, &settled);
                    return;
                }
            }
            self.counters.retried();
            incoming.attempt.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Handles a message unless it was handled before.
    async fn handle_new(
        self: Arc<Self>,
        incoming: Arc<Incoming>,
        token: Box<dyn Settle>,
        handling: Handling,
    ) {
        let message = &incoming.message;
        let known = match (&self.handled, &message.id) {
            (Some(notes), Some(id)) => {
                let known = notes.contains(incoming.group(), &message.address, id).await;
                known.map_err(HandlerError::transient)
            }
            _ => Err(HandlerError::dead_letter(Reason::new(
                ReasonKind::Invalid,
                "it has no id, so nobody could tell that it was handled before",
            ))),
        };
        let handling = match known {
            Ok(true) => {
                self.counters.handled(Done::Before, &token.ack().await);
                return;
            }
            Ok(false) => handling,
            Err(error) => Box::pin(ready(Err(error))),
        };
        let notes = self.handled.clone();
        self.carry_out(incoming, token, handling, notes).await;
    }

    /// Settles a message, then handles it.
    async fn handle_once(
        self: Arc<Self>,
        incoming: Arc<Incoming>,
        token: Box<dyn Settle>,
        handling: Handling,
    ) {
        let settled = token.ack().await;
        if let Settled::TooLate | Settled::Failed(_) = &settled {
            // It comes again, perhaps to somebody else.
            self.counters.handled(Done::Handled, &settled);
            return;
        }
        let done = self.within_layers(handling, &incoming).await;
        match done {
            Ok(done) => self.counters.handled(done, &Settled::Sent),
            Err(error) => {
                let reason = error.reason();
                let kept = self.dead_letters.keep(&incoming, &reason).await;
                self.counters.dead_lettered(reason.kind, &kept);
            }
        }
    }

    /// One more try: decodes, enters the layers, and calls the handler.
    fn attempt<'a>(&'a self, incoming: &'a Arc<Incoming>) -> Attempt<'a> {
        let handling = match self.prepare(incoming) {
            Ok((_, handling)) => handling,
            Err(error) => Box::pin(ready(Err(error))),
        };
        self.within_layers(handling, incoming)
    }

    fn within_layers<'a>(
        &'a self,
        handling: BoxFuture<'a, Result<Done, HandlerError>>,
        incoming: &'a Arc<Incoming>,
    ) -> Attempt<'a> {
        if self.layers.is_empty() {
            return Caught(handling);
        }
        let next = HandleNext::new(&self.layers, incoming, self.counting(handling));
        Caught(Box::pin(async { next.run().await.map(|()| Done::Handled) }))
    }

    /// A handling within layers, which know nothing of replies.
    fn counting<'a>(
        &'a self,
        handling: BoxFuture<'a, Result<Done, HandlerError>>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(async move {
            if handling.await? == Done::Replied {
                self.counters.replied();
            }
            Ok(())
        })
    }

    /// The handling of the operation that the message belongs to, and what is promised of it.
    fn prepare(&self, incoming: &Arc<Incoming>) -> Result<(Guarantee, Handling), HandlerError> {
        let mut refusals = Refusals::default();
        let mut is_of_others = false;
        for served in &self.endpoints {
            let endpoint = &served.endpoint;
            let handling = match caught(|| endpoint.prepare(incoming)) {
                Ok(Prepared::Ready(handling)) => handling,
                Ok(Prepared::Refused(refusal)) => {
                    refusals.add(refusal);
                    continue;
                }
                Ok(Prepared::NotOurs) => {
                    is_of_others = true;
                    continue;
                }
                Err(panic) => Box::pin(ready(Err(panic))),
            };
            // Every try of a delivery comes to the same operation.
            let _ = incoming.operation.set(endpoint.operation().name);
            return Ok((served.guarantee, handling));
        }
        if is_of_others && !refusals.is_invalid() {
            let passed_over = Box::pin(ready(Ok(Done::PassedOver)));
            return Ok((Guarantee::AtLeastOnce, passed_over));
        }
        Err(HandlerError::dead_letter(refusals.reason()))
    }

    /// Waits for `work`, and extends the lease as long as that takes.
    async fn while_leased<T>(
        &self,
        work: impl Future<Output = T>,
        token: &dyn Settle,
        incoming: &Incoming,
    ) -> T {
        let mut work = pin!(work);
        let first = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await;
        if let Poll::Ready(result) = first {
            return result;
        }
        if incoming.lease.is_none() {
            return work.await;
        }
        loop {
            tokio::select! {
                biased;
                result = &mut work => return result,
                () = tokio::time::sleep(self.lease / 2) => {
                    // A lease that is lost already shows when the delivery is settled.
                    let _ = token.extend(self.lease).await;
                }
            }
        }
    }
}

/// Polls `work` once, and gives it back unless it is done.
fn still_to_do(
    mut work: BoxFuture<'static, ()>,
    context: &mut Context<'_>,
) -> Option<BoxFuture<'static, ()>> {
    match work.as_mut().poll(context) {
        Poll::Ready(()) => None,
        Poll::Pending => Some(work),
    }
}
