//! Several messages published together.

use std::future::poll_fn;
use std::task::Poll;

use super::connection::Route;
use super::{Client, Publish, SendError, identify};
use crate::transport::{BoxFuture, Message, Receipt};

/// The answers so far, in the order of the messages.
type Answers = Vec<Option<Result<Receipt, SendError>>>;

impl Client {
    /// Publishes several messages and waits for all confirmations, which come in the order of the messages.
    ///
    /// Messages of one channel go to its transport together, so that it need not confirm one before the next.
    /// One that fails does not keep the others from being sent.
    pub async fn publish_all<'a, K: 'a>(
        &'a self,
        batch: impl IntoIterator<Item = Publish<'a, K>>,
    ) -> Vec<Result<Receipt, SendError>> {
        let mut answers: Answers = Vec::new();
        let mut routes: Vec<(Route<'static>, Vec<(usize, Message)>)> = Vec::new();
        for publish in batch {
            let place = answers.len();
            let (route, message) = publish.into_parts();
            let message = match message {
                Ok(message) => message,
                Err(error) => {
                    answers.push(Some(Err(error.into())));
                    continue;
                }
            };
            answers.push(None);
            match routes
                .iter_mut()
                .find(|(known, _)| known.is_same_as(&route))
            {
                Some((_, messages)) => messages.push((place, message)),
                None => routes.push((route, vec![(place, message)])),
            }
        }
        for (route, messages) in routes {
            let (places, messages): (Vec<_>, Vec<_>) = messages.into_iter().unzip();
            let sent = match self.layers().is_empty() {
                true => self.send_batch(&route, messages).await,
                false => self.send_through_layers(&route, messages).await,
            };
            for (place, answer) in places.into_iter().zip(sent) {
                answers[place] = Some(answer);
            }
        }
        answers.into_iter().flatten().collect()
    }

    /// Sends messages of one channel as the transport sends several.
    async fn send_batch(
        &self,
        route: &Route<'_>,
        messages: Vec<Message>,
    ) -> Vec<Result<Receipt, SendError>> {
        let mut answers: Answers = Vec::with_capacity(messages.len());
        let mut admitted = Vec::with_capacity(messages.len());
        for mut message in messages {
            identify(&mut message);
            // Opened for each, because a channel that does not open fails each message.
            let admission = self.publisher(route).await;
            match admission.and_then(|publisher| publisher.admit(&message)) {
                Ok(()) => {
                    answers.push(None);
                    admitted.push(message);
                }
                Err(error) => answers.push(Some(Err(error))),
            }
        }
        let sent = match self.publisher(route).await {
            Ok(publisher) if !admitted.is_empty() => publisher.send_batch(admitted).await,
            _ => Vec::new(),
        };
        let mut sent = sent.into_iter();
        let answers = answers.into_iter();
        answers
            .filter_map(|answer| answer.or_else(|| sent.next()))
            .collect()
    }

    /// Sends each message through the layers, all of them at a time.
    async fn send_through_layers(
        &self,
        route: &Route<'_>,
        messages: Vec<Message>,
    ) -> Vec<Result<Receipt, SendError>> {
        let sends = messages.into_iter();
        let sends = sends.map(|message| Box::pin(self.send(route, message)) as BoxFuture<'_, _>);
        together(sends.collect()).await
    }
}

/// Waits for all futures; they begin in their order.
pub(super) async fn together<T>(mut futures: Vec<BoxFuture<'_, T>>) -> Vec<T> {
    let mut done: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, done) in futures.iter_mut().zip(&mut done) {
            if done.is_none()
                && let Poll::Ready(result) = future.as_mut().poll(context)
            {
                *done = Some(result);
            }
        }
        match done.iter().all(Option::is_some) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    done.into_iter().flatten().collect()
}
