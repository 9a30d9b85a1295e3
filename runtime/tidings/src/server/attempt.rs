//! One delivery, from the transport's hands to its settlement.

use std::future::{poll_fn, ready};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use super::context::Consumer;
use super::dead_letters::DeadLetters;
use super::endpoint::{Done, Endpoint, Prepared};
use super::error::Remedy;
use super::panic::{Caught, caught};
use super::report::Counters;
use super::{Guarantee, HandlerError, Incoming, Retry};
use crate::layer::{HandleNext, Layer};
use crate::transport::{BoxFuture, DelayedRedelivery, Delivery, ReasonKind, Settle, Settled};

/// How the deliveries of one channel are handled.
pub(super) struct Policy {
    pub(super) channel: &'static str,
    pub(super) consumer: Arc<Consumer>,
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
    pub(super) layers: Arc<[Arc<dyn Layer>]>,
    pub(super) guarantee: Guarantee,
    pub(super) retry: Retry,
    pub(super) lease: Duration,
    pub(super) delayed_redelivery: DelayedRedelivery,
    pub(super) dead_letters: DeadLetters,
    pub(super) counters: Arc<Counters>,
}

/// One try, under way.
type Attempt<'a> = Caught<'a, Done>;

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
        if self.guarantee == Guarantee::AtMostOnce {
            let handling = Arc::clone(self).handle_once(incoming, token);
            return still_to_do(Box::pin(handling), context);
        }
        let mut first = None;
        if self.layers.is_empty() {
            let mut attempt = self.bare_attempt(&incoming);
            first = Some(match Pin::new(&mut attempt).poll(context) {
                Poll::Ready(Ok(done)) => return self.handled(done, token, context),
                Poll::Ready(Err(error)) => Caught(Box::pin(ready(Err(error)))),
                Poll::Pending => attempt,
            });
        }
        let rest = Arc::clone(self).carry_out(incoming, token, first);
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
        mut first: Option<Attempt<'static>>,
    ) {
        loop {
            let attempt = match first.take() {
                Some(attempt) => attempt,
                None => self.attempt(&incoming),
            };
            let error = match self.while_leased(attempt, &*token, &incoming).await {
                Ok(done) => {
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

    /// Settles a message, then handles it.
    async fn handle_once(self: Arc<Self>, incoming: Arc<Incoming>, token: Box<dyn Settle>) {
        let handling = match caught(|| self.prepare(&incoming)) {
            Ok(Ok(handling)) => handling,
            Ok(Err(error)) | Err(error) => {
                // Nothing can be handled, so there is nothing that could happen twice.
                let failed = Some(Caught(Box::pin(ready(Err(error))) as _));
                return self.carry_out(incoming, token, failed).await;
            }
        };
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

    /// One try: decodes, enters the layers, and calls the handler.
    fn attempt<'a>(&'a self, incoming: &'a Arc<Incoming>) -> Attempt<'a> {
        let Caught(handling) = self.bare_attempt(incoming);
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

    /// One try without the layers.
    fn bare_attempt(&self, incoming: &Arc<Incoming>) -> Attempt<'static> {
        match caught(|| self.prepare(incoming)) {
            Ok(Ok(handling)) => Caught(handling),
            Ok(Err(error)) | Err(error) => Caught(Box::pin(ready(Err(error)))),
        }
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

    /// The handling of the operation that the message belongs to.
    fn prepare(
        &self,
        incoming: &Arc<Incoming>,
    ) -> Result<BoxFuture<'static, Result<Done, HandlerError>>, HandlerError> {
        let mut invalid = None;
        let mut is_of_others = false;
        for endpoint in &self.endpoints {
            match endpoint.prepare(incoming) {
                Prepared::Ready(handling) => {
                    // Every try of a delivery comes to the same operation.
                    let _ = incoming.operation.set(endpoint.operation().name);
                    return Ok(handling);
                }
                Prepared::Invalid(problem) => invalid = invalid.or(Some(problem)),
                Prepared::NotOurs => is_of_others = true,
                Prepared::Unknown => {}
            }
        }
        if is_of_others && invalid.is_none() {
            return Ok(Box::pin(ready(Ok(Done::PassedOver))));
        }
        Err(match invalid {
            Some(problem) => HandlerError::dead_letter(ReasonKind::Invalid, problem),
            None => HandlerError::dead_letter(ReasonKind::Unknown, self.unknown()),
        })
    }

    fn unknown(&self) -> String {
        let messages = self.endpoints.iter().flat_map(|it| it.messages());
        let names: Vec<_> = messages.copied().collect();
        format!("it is none of {}", names.join(", "))
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
