//! Several messages published together.

use std::future::poll_fn;
use std::task::Poll;

use super::{Client, Publish, SendError, identify};
use crate::transport::{BoxFuture, Message, Receipt};
use crate::wire::Channel;

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
        let mut channels: Vec<(&'static Channel, Vec<(usize, Message)>)> = Vec::new();
        for publish in batch {
            let place = answers.len();
            let (channel, message) = publish.into_parts();
            let message = match message {
                Ok(message) => message,
                Err(error) => {
                    answers.push(Some(Err(error.into())));
                    continue;
                }
            };
            answers.push(None);
            match channels.iter_mut().find(|(known, _)| *known == channel) {
                Some((_, messages)) => messages.push((place, message)),
                None => channels.push((channel, vec![(place, message)])),
            }
        }
        for (channel, messages) in channels {
            let (places, messages): (Vec<_>, Vec<_>) = messages.into_iter().unzip();
            let sent = match self.layers().is_empty() {
                true => self.send_batch(channel, messages).await,
                false => self.send_through_layers(channel, messages).await,
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
        channel: &'static Channel,
        messages: Vec<Message>,
    ) -> Vec<Result<Receipt, SendError>> {
        let cell = self.publisher(channel);
        let mut answers: Answers = Vec::with_capacity(messages.len());
        let mut admitted = Vec::with_capacity(messages.len());
        for mut message in messages {
            identify(&mut message);
            // Opened for each, because a channel that does not open fails each message.
            let admission = self.opened(&cell, channel).await;
            match admission.and_then(|publisher| publisher.admit(&message)) {
                Ok(()) => {
                    answers.push(None);
                    admitted.push(message);
                }
                Err(error) => answers.push(Some(Err(error))),
            }
        }
        let sent = match self.opened(&cell, channel).await {
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
        channel: &'static Channel,
        messages: Vec<Message>,
    ) -> Vec<Result<Receipt, SendError>> {
        let sends = messages.into_iter();
        let sends = sends.map(|message| Box::pin(self.send(channel, message)) as BoxFuture<'_, _>);
        together(sends.collect()).await
    }
}

/// Waits for all futures; they begin in their order.
async fn together<T>(mut futures: Vec<BoxFuture<'_, T>>) -> Vec<T> {
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
