//! Which request waits for which reply.

use std::any::TypeId;
use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

use crate::transport::{Message, MessageId};
use crate::wire::MessageSet;

/// How many ended requests are remembered, to tell a late reply from a stray one.
const REMEMBERED: usize = 1024;

/// Replies that came and that nobody waited for; they are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplyCounts {
    /// The request had ended before the reply came.
    pub late: u64,
    /// The request had been answered already.
    pub duplicate: u64,
    /// No request of this client has, or had lately, this correlation id.
    pub unknown: u64,
}

type ReadId = fn(&Message) -> Option<String>;

/// The requests of one client by their correlation ids.
#[derive(Default)]
pub(super) struct Ledger {
    requests: HashMap<String, State>,
    ended: VecDeque<String>,
    /// Where the correlation id stands in each type of reply that was ever waited for.
    readers: Vec<(TypeId, ReadId)>,
    counts: ReplyCounts,
}

enum State {
    Waiting(TypeId, Waiter, Option<Own>),
    Answered,
    GivenUp,
}

/// A request that was sent to the address at which its replies arrive, where it may arrive as well.
struct Own {
    id: Option<MessageId>,
    body: Bytes,
}

impl Own {
    /// Whether `message` is the request; some transports carry no ids.
    fn is(&self, message: &Message) -> bool {
        match (&self.id, &message.id) {
            (Some(own), Some(id)) => own == id,
            _ => self.body == message.body,
        }
    }
}

/// Whoever waits for replies.
pub(super) enum Waiter {
    /// For one.
    Once(oneshot::Sender<Message>),
    /// For as many as come.
    Many(mpsc::UnboundedSender<Message>),
}

impl Ledger {
    pub(super) fn expect<R: MessageSet>(&mut self, correlation_id: String, waiter: Waiter) {
        let reply = TypeId::of::<R>();
        if self.readers.iter().all(|(known, _)| *known != reply) {
            self.readers.push((reply, R::correlation_id));
        }
        self.requests
            .insert(correlation_id, State::Waiting(reply, waiter, None));
    }

    /// Passes over `request` where replies to it arrive.
    pub(super) fn pass_over(&mut self, correlation_id: &str, request: &Message) {
        if let Some(State::Waiting(_, _, own)) = self.requests.get_mut(correlation_id) {
            *own = Some(Own {
                id: request.id.clone(),
                body: request.body.clone(),
            });
        }
    }

    /// Hands `message` to the request that waits for it, or counts it.
    pub(super) fn arrived(&mut self, message: Message) {
        let mut met = None;
        for (reply, read) in &self.readers {
            let Some(id) = read(&message) else {
                continue;
            };
            match self.requests.get(&id) {
                Some(State::Waiting(_, _, Some(own))) if own.is(&message) => return,
                Some(State::Waiting(wanted, ..)) if wanted == reply => {
                    self.answer(id, message);
                    return;
                }
                Some(State::Answered) => met = Some(true),
                Some(State::GivenUp) => met = Some(false),
                Some(State::Waiting(..)) | None => {}
            }
        }
        match met {
            Some(true) => self.counts.duplicate += 1,
            Some(false) => self.counts.late += 1,
            None => self.counts.unknown += 1,
        }
    }

    fn answer(&mut self, id: String, message: Message) {
        if let Some(State::Waiting(_, Waiter::Many(sender), _)) = self.requests.get(&id) {
            if sender.send(message).is_err() {
                self.counts.late += 1;
            }
            return;
        }
        let state = self.requests.insert(id.clone(), State::Answered);
        if let Some(State::Waiting(_, Waiter::Once(sender), _)) = state {
            self.remember(id);
            if sender.send(message).is_err() {
                self.counts.late += 1;
            }
        }
    }

    /// Ends the wait of a request, unless it is answered.
    pub(super) fn give_up(&mut self, id: &str) {
        if let Some(state @ State::Waiting(..)) = self.requests.get_mut(id) {
            *state = State::GivenUp;
            self.remember(id.to_owned());
        }
    }

    fn remember(&mut self, id: String) {
        self.ended.push_back(id);
        if self.ended.len() > REMEMBERED
            && let Some(oldest) = self.ended.pop_front()
        {
            self.requests.remove(&oldest);
        }
    }

    /// Ends every wait.
    pub(super) fn close(&mut self) {
        self.requests
            .retain(|_, state| !matches!(state, State::Waiting(..)));
    }

    pub(super) fn counts(&self) -> ReplyCounts {
        self.counts
    }
}
