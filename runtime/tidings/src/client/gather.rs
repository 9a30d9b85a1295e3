//! One question to several responders, whose replies come as a stream.

use std::collections::HashSet;
use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::replies::Gathering;
use super::request::read_reply;
use super::{Request, RequestError};
use crate::transport::{BoxFuture, MessageId};
use crate::wire::MessageSet;

/// A request about to be sent to several responders; awaiting it sends it and gives the stream of their replies.
///
/// The stream ends at the timeout of the request, counted from the sending, or with its quorum.
#[must_use = "a request does nothing until it is awaited"]
pub struct Gather<'a, R> {
    request: Request<'a, R>,
    quorum: Option<usize>,
}

impl<'a, R: MessageSet> Gather<'a, R> {
    pub(super) fn new(request: Request<'a, R>) -> Self {
        Self {
            request,
            quorum: None,
        }
    }

    /// How many replies are enough: the stream ends with the last of them, and with an error when fewer come in time.
    ///
    /// Replies that break the contract do not count.
    pub fn quorum(mut self, replies: usize) -> Self {
        self.quorum = Some(replies);
        self
    }

    async fn run(mut self) -> Result<Replies<R>, RequestError> {
        let (client, route) = (self.request.client, self.request.route);
        let within = self.request.within;
        let deadline = Instant::now() + within;
        let id = std::mem::take(&mut self.request.correlation_id);
        let connection = self.request.connection()?;
        let gathering = client.expect_many::<R>(self.request.operation, connection, id);
        let sending = async {
            let gathering = gathering.await?;
            let place = &gathering.place;
            let request = self.request;
            let message = request.message(place.correlation_id(), place.reply_to())?;
            let address = message.address.clone();
            place.sends(&message);
            let sent = client.send(&route, message).await;
            sent.map_err(|error| RequestError::from(error).at(address))?;
            Ok::<_, RequestError>(gathering)
        };
        let gathering = tokio::time::timeout_at(deadline, sending).await;
        let gathering = gathering.map_err(|_| RequestError::Timeout { within })??;
        Ok(Replies {
            gathering: Some(gathering),
            quorum: self.quorum,
            came: 0,
            seen: HashSet::new(),
            deadline: Box::pin(sleep_until(deadline)),
            within,
            reply: PhantomData,
        })
    }
}

impl<'a, R: MessageSet> IntoFuture for Gather<'a, R> {
    type Output = Result<Replies<R>, RequestError>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// The replies to one request, in the order they come.
///
/// A reply that breaks the contract is an error, and the others come all the same.
/// Dropping the stream ends the wait; what comes later is counted as late.
pub struct Replies<R> {
    /// None once it has ended.
    gathering: Option<Gathering>,
    quorum: Option<usize>,
    came: usize,
    /// A reply that was delivered twice is one reply.
    seen: HashSet<MessageId>,
    deadline: Pin<Box<Sleep>>,
    within: Duration,
    reply: PhantomData<fn() -> R>,
}

impl<R: MessageSet> Replies<R> {
    /// Waits for the next reply; none when the time is up or the quorum has come.
    ///
    /// # Errors
    ///
    /// The reply breaks the contract, or fewer came in time than were asked for.
    pub async fn next(&mut self) -> Option<Result<R, RequestError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Waits for all replies until the time is up or the quorum has come.
    ///
    /// # Errors
    ///
    /// The first reply that breaks the contract, or fewer replies than were asked for.
    pub async fn all(mut self) -> Result<Vec<R>, RequestError> {
        let mut all = Vec::new();
        while let Some(reply) = self.next().await {
            all.push(reply?);
        }
        Ok(all)
    }

    fn has_quorum(&self) -> bool {
        self.quorum.is_some_and(|quorum| self.came >= quorum)
    }

    /// Ends the stream at its deadline.
    fn end(&mut self) -> Option<Result<R, RequestError>> {
        self.gathering = None;
        let wanted = self.quorum.filter(|_| !self.has_quorum())?;
        Some(Err(RequestError::Quorum {
            wanted,
            came: self.came,
            within: self.within,
        }))
    }
}

impl<R: MessageSet> Stream for Replies<R> {
    type Item = Result<R, RequestError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_quorum() {
            self.gathering = None;
        }
        let this = &mut *self;
        loop {
            let Some(gathering) = &mut this.gathering else {
                return Poll::Ready(None);
            };
            match gathering.poll_next(context) {
                Poll::Ready(Some(message)) => {
                    let is_new = message.id.clone().is_none_or(|id| this.seen.insert(id));
                    if is_new {
                        let reply = read_reply(&message);
                        this.came += usize::from(reply.is_ok());
                        return Poll::Ready(Some(reply));
                    }
                }
                Poll::Ready(None) => {
                    this.gathering = None;
                    return Poll::Ready(Some(Err(RequestError::Closed)));
                }
                Poll::Pending => {
                    ready!(this.deadline.as_mut().poll(context));
                    return Poll::Ready(this.end());
                }
            }
        }
    }
}

impl<R> fmt::Debug for Replies<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Replies")
            .field("came", &self.came)
            .field("quorum", &self.quorum)
            .finish_non_exhaustive()
    }
}
