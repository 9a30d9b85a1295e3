//! Events on the memory transport, on their way in and on their way out.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};
use tidings::{Context, HandlerError};
use tidings_benches::MESSAGE;
use tidings_benches::readings::{OnReading, Reading, ReadingMessage, Readings, ReadingsAddress};
use tokio::sync::Notify;

use crate::Failure;
use crate::plain::Plain;

/// Who receives.
const GROUP: &str = "bench";

fn readings() -> Result<ChannelSpec, Failure> {
    Ok(ChannelSpec {
        name: "readings".to_owned(),
        address: "readings".parse()?,
        bindings: Bindings::NONE,
    })
}

/// A memory transport with `count` messages that wait for [`GROUP`].
pub(crate) async fn filled(count: usize) -> Result<Memory, Failure> {
    let memory = Memory::new();
    let channel = readings()?;
    let pattern = channel.address.clone().into();
    let options = SubscribeOptions::new(GROUP);
    drop(memory.subscribe(&channel, &pattern, options).await?);
    let publisher = memory
        .publisher(&channel, PublishOptions::default())
        .await?;
    for _ in 0..count {
        publisher.send(Message::new("readings", MESSAGE)).await?;
    }
    Ok(memory)
}

/// Receives and decodes by hand.
pub(crate) async fn received(count: usize) -> Result<(), Failure> {
    let memory = filled(count).await?;
    let channel = readings()?;
    let pattern = channel.address.clone().into();
    let mut subscription = memory
        .subscribe(&channel, &pattern, SubscribeOptions::new(GROUP))
        .await?;
    let mut left = count;
    while left > 0 {
        for delivery in subscription.next_batch(32, Duration::ZERO).await? {
            let plain: Plain = serde_json::from_slice(&delivery.message.body)?;
            std::hint::black_box(plain.weight());
            let _ = delivery.ack().await;
            left -= 1;
        }
    }
    Ok(())
}

struct Counter {
    left: AtomicUsize,
    done: Arc<Notify>,
}

impl OnReading for Counter {
    async fn on_reading(
        &self,
        _: Context<ReadingsAddress>,
        message: ReadingMessage,
    ) -> Result<(), HandlerError> {
        std::hint::black_box(&message);
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.done.notify_one();
        }
        Ok(())
    }
}

/// Has a generated handler receive.
pub(crate) async fn handled(count: usize) -> Result<(), Failure> {
    let memory = filled(count).await?;
    let done = Arc::new(Notify::new());
    let counter = Counter {
        left: AtomicUsize::new(count),
        done: Arc::clone(&done),
    };
    let server = Readings::with(Arc::new(memory))
        .serve(GROUP)
        .on_reading(counter);
    server
        .run_until(async move { done.notified().await })
        .await?;
    Ok(())
}

/// Encodes and sends by hand.
pub(crate) async fn sent(count: usize) -> Result<(), Failure> {
    let memory = Memory::new();
    let channel = readings()?;
    let publisher = memory
        .publisher(&channel, PublishOptions::default())
        .await?;
    let plain: Plain = serde_json::from_slice(MESSAGE)?;
    for _ in 0..count {
        let body = serde_json::to_vec(&plain.clone())?;
        publisher.send(Message::new("readings", body)).await?;
    }
    Ok(())
}

/// Sends with the generated client.
pub(crate) async fn published(count: usize) -> Result<(), Failure> {
    let client = Readings::with(Arc::new(Memory::new()));
    let reading: Reading = tidings::json::from_slice(MESSAGE)?;
    for _ in 0..count {
        client.publish_reading(reading.clone()).await?;
    }
    Ok(())
}
