//! One message decoded, checked and handled, in a shape that an instruction counter can measure.
//!
//! `message plain N` decodes the reference message N times with `serde_json` into a plain struct;
//! `message checked N` decodes and checks it N times as the generated type;
//! `message raw N` moves N messages over the memory transport and decodes them with `serde_json` by hand;
//! `message handled N` has a generated handler handle N messages on the memory transport.
//! The difference of two runs with different N is the cost of the messages alone; `instructions.sh` does that.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport};
use tidings::{Context, HandlerError};
use tidings_benches::MESSAGE;
use tidings_benches::readings::{OnReading, ReadingMessage, Readings, ReadingsAddress};
use tokio::sync::Notify;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The reference message as somebody without a contract would write it down.
#[derive(serde::Deserialize)]
struct Plain {
    id: String,
    sensor: String,
    site: String,
    unit: String,
    status: String,
    value: f64,
    minimum: f64,
    maximum: f64,
    samples: i64,
    sequence: i64,
    calibrated: bool,
    note: String,
}

impl Plain {
    fn weight(&self) -> usize {
        let texts = [
            &self.id,
            &self.sensor,
            &self.site,
            &self.unit,
            &self.status,
            &self.note,
        ];
        let numbers = self.value + self.minimum + self.maximum;
        texts.iter().map(|text| text.len()).sum::<usize>()
            + numbers as usize
            + (self.samples + self.sequence) as usize
            + usize::from(self.calibrated)
    }
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

/// A memory transport with `count` messages that wait for the group `group`.
async fn filled(count: usize, group: &str) -> Result<(Memory, ChannelSpec), Failure> {
    let memory = Memory::new();
    let channel = ChannelSpec {
        name: "readings".to_owned(),
        address: "readings".parse()?,
        bindings: Vec::new(),
    };
    let pattern = channel.address.clone().into();
    drop(
        memory
            .subscribe(&channel, &pattern, SubscribeOptions::new(group))
            .await?,
    );
    let publisher = memory
        .publisher(&channel, PublishOptions::default())
        .await?;
    for _ in 0..count {
        publisher.send(Message::new("readings", MESSAGE)).await?;
    }
    Ok((memory, channel))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let count: usize = arguments
        .next()
        .ok_or("message plain|checked|raw|handled N")?
        .parse()?;
    match mode.as_str() {
        "plain" => {
            for _ in 0..count {
                let plain: Plain = serde_json::from_slice(std::hint::black_box(MESSAGE))?;
                std::hint::black_box(plain.weight());
            }
        }
        "checked" => {
            for _ in 0..count {
                let reading: tidings_benches::readings::Reading =
                    tidings::json::from_slice(std::hint::black_box(MESSAGE))?;
                std::hint::black_box(reading);
            }
        }
        "filled" => {
            filled(count, "bench").await?;
        }
        "raw" => {
            let (memory, channel) = filled(count, "bench").await?;
            let pattern = channel.address.clone().into();
            let mut subscription = memory
                .subscribe(&channel, &pattern, SubscribeOptions::new("bench"))
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
        }
        "handled" => {
            let (memory, _) = filled(count, "bench").await?;
            let done = Arc::new(Notify::new());
            let counter = Counter {
                left: AtomicUsize::new(count),
                done: done.clone(),
            };
            let server = Readings::with(Arc::new(memory))
                .serve("bench")
                .on_reading(counter);
            server
                .run_until(async move { done.notified().await })
                .await?;
        }
        other => return Err(format!("`{other}` is not measured").into()),
    }
    Ok(())
}
