//! One delivery, from the transport's hands to its settlement.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use super::context::Consumer;
use super::endpoint::{Done, Endpoint, Prepared};
use super::error::Remedy;
use super::panic::{Caught, caught};
use super::report::Counters;
use super::{HandlerError, Incoming, Retry};
use crate::layer::{HandleNext, Layer};
use crate::transport::{BoxFuture, DelayedRedelivery, Delivery, ReasonKind, Settle};

/// How the deliveries of one channel are handled.
pub(super) struct Policy {
    pub(super) channel: &'static str,
    pub(super) consumer: Arc<Consumer>,
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
    pub(super) layers: Arc<[Arc<dyn Layer>]>,
    pub(super) retry: Retry,
    pub(super) lease: Duration,
    pub(super) delayed_redelivery: DelayedRedelivery,
    pub(super) counters: Arc<Counters>,
}

impl Policy {
    /// Tries the message until it is handled, given back or given up, and settles the delivery.
    ///
    /// Dropped before it is done it settles nothing, so the message is delivered again.
    pub(super) async fn carry_out(self: Arc<Self>, delivery: Delivery) {
        let delivery_id = delivery.id();
        let number = delivery.attempt.number();
        let (position, lease) = (delivery.position.clone(), delivery.lease);
        let (message, token) = delivery.into_parts();
        let incoming = Arc::new(Incoming {
            message,
            channel: self.channel,
            operation: OnceLock::new(),
            consumer: Arc::clone(&self.consumer),
            delivery_id,
            attempt: AtomicU32::new(number),
            position,
            lease,
        });
        loop {
            let attempt = self.attempt(&incoming);
            let Err(error) = self.while_leased(attempt, &*token, &incoming).await else {
                self.counters.handled(&token.ack().await);
                return;
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
                    let settled = token.reject(&reason).await;
                    self.counters.dead_lettered(reason.kind, &settled);
                    return;
                }
            }
            self.counters.retried();
            incoming.attempt.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// One try: decodes, enters the layers, and calls the handler.
    fn attempt<'a>(&'a self, incoming: &'a Arc<Incoming>) -> Caught<'a, ()> {
        let prepared = caught(|| self.prepare(incoming));
        let handling: BoxFuture<'a, Result<(), HandlerError>> = Box::pin(async move {
            if let Done::Replied = prepared??.await? {
                self.counters.replied();
            }
            Ok(())
        });
        if self.layers.is_empty() {
            return Caught(handling);
        }
        Caught(HandleNext::new(&self.layers, incoming, handling).run())
    }

    /// The handling of the operation that the message belongs to.
    fn prepare(
        &self,
        incoming: &Arc<Incoming>,
    ) -> Result<BoxFuture<'static, Result<Done, HandlerError>>, HandlerError> {
        let mut invalid = None;
        for endpoint in &self.endpoints {
            match endpoint.prepare(incoming) {
                Prepared::Ready(handling) => {
                    // Every try of a delivery comes to the same operation.
                    let _ = incoming.operation.set(endpoint.operation().name);
                    return Ok(handling);
                }
                Prepared::Invalid(problem) => invalid = invalid.or(Some(problem)),
                Prepared::Unknown => {}
            }
        }
        Err(match invalid {
            Some(problem) => HandlerError::dead_letter(ReasonKind::Invalid, problem),
            None => HandlerError::dead_letter(ReasonKind::Unknown, self.unknown()),
        })
    }

    fn unknown(&self) -> String {
        let messages = self.endpoints.iter().flat_map(|it| it.operation().messages);
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
        // Most handlers are done at once, and need no timer.
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
