//! What became of a delivery, at once or after a while.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::BoxFuture;

/// What became of a settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The transport has confirmed it.
    Confirmed,
    /// It was sent and nobody will confirm it.
    Sent,
    /// The delivery belongs to somebody else by now: the lease ran out, or the group was rearranged.
    TooLate,
    /// The transport cannot do this.
    Unsupported,
    /// The transport failed; the message will be delivered again.
    Failed(String),
}

/// A settlement on its way: a future that a transport without anything to wait for makes of its answer alone.
#[must_use = "a settlement that is not awaited may never happen"]
pub struct Settling<'a>(Progress<'a>);

enum Progress<'a> {
    /// The answer is there.
    Known(std::future::Ready<Settled>),
    /// It has yet to come.
    Waiting(BoxFuture<'a, Settled>),
}

impl<'a> Settling<'a> {
    /// A settlement whose answer `answer` gives.
    pub fn waiting(answer: impl Future<Output = Settled> + Send + 'a) -> Self {
        Self(Progress::Waiting(Box::pin(answer)))
    }
}

impl From<Settled> for Settling<'_> {
    fn from(settled: Settled) -> Self {
        Self(Progress::Known(std::future::ready(settled)))
    }
}

impl Future for Settling<'_> {
    type Output = Settled;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Settled> {
        match &mut self.0 {
            Progress::Known(known) => Pin::new(known).poll(context),
            Progress::Waiting(answer) => answer.as_mut().poll(context),
        }
    }
}

impl fmt::Debug for Settling<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Settling").finish_non_exhaustive()
    }
}
