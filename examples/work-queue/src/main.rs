//! A work queue: workers of one group share the jobs, and a job that fails goes to another worker.
//!
//! Ten thumbnails are ordered, three workers make them, and one picture is broken.
//! `cargo run -p example-work-queue` prints who made what.

#![allow(clippy::print_stdout, reason = "the log is this program's output")]

#[cfg(test)]
mod tests;

/// The typed client of `work-queue.yaml`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod thumbnails {
    tidings::include_contract!("work-queue");
}

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::Transport;
use tidings::{Context, HandlerError, Retry};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use thumbnails::{JobsAddress, MakeThumbnail, MakeThumbnailPayload, OnMakeThumbnail, Thumbnails};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The picture that nobody can read.
const BROKEN: &str = "broken.png";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // Any transport does; this one needs no server. `Thumbnails::connect("embedded:jobs.db")` keeps the jobs in a file.
    let transport = Memory::new();
    let (log, mut lines) = mpsc::unbounded_channel();
    for name in ["ann", "bob", "eve"] {
        tokio::spawn(work(Arc::new(transport.clone()), name, log.clone()));
    }
    order(&Thumbnails::with(Arc::new(transport)), 10).await?;
    print(&mut lines, 10).await;
    Ok(())
}

/// Orders thumbnails of `count` pictures, one of them broken.
async fn order(thumbnails: &Thumbnails, count: u32) -> Result<(), Failure> {
    for number in 0..count {
        let image = match number {
            3 => BROKEN.to_owned(),
            number => format!("picture-{number}.png"),
        };
        // The width is checked before anything is sent: 8 pixels would be an error here.
        thumbnails
            .order_thumbnail(MakeThumbnailPayload::new(image, 128))
            .await?;
    }
    Ok(())
}

/// Works until the transport closes.
///
/// Whoever serves the group `workers` shares its jobs; another group would get all of them a second time.
async fn work(
    transport: Arc<dyn Transport>,
    name: &'static str,
    log: UnboundedSender<String>,
) -> Result<(), Failure> {
    let given_up = log.clone();
    Thumbnails::with(transport)
        .serve("workers")
        .consumer(name)
        // One job at a time, so that a slow worker holds nothing back.
        .prefetch(1)
        .retry(Retry::immediate(2))
        .on_make_thumbnail(Worker { name, log })
        .on_dead_letter(move |_, reason| {
            let _ = given_up.send(format!("{name} gives up: {reason}"));
        })
        .run()
        .await?;
    Ok(())
}

/// Makes thumbnails.
struct Worker {
    name: &'static str,
    log: UnboundedSender<String>,
}

impl OnMakeThumbnail for Worker {
    async fn on_make_thumbnail(
        &self,
        context: Context<JobsAddress>,
        message: MakeThumbnail,
    ) -> Result<(), HandlerError> {
        let MakeThumbnailPayload { image, width, .. } = message.payload;
        tokio::time::sleep(Duration::from_millis(20)).await;
        if image == BROKEN {
            // An error sends the job back to the queue, where any worker may take it.
            return Err(format!("{image} is broken (try {})", context.attempt()).into());
        }
        // The job is acknowledged when this returns, not before: a worker that dies loses nothing.
        let _ = self
            .log
            .send(format!("{} made {image}, {width} wide", self.name));
        Ok(())
    }
}

/// Prints as many lines as there are jobs.
async fn print(lines: &mut UnboundedReceiver<String>, jobs: usize) {
    for _ in 0..jobs {
        if let Some(line) = lines.recv().await {
            println!("{line}");
        }
    }
}
