//! What all parts of one open transport have in common.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::Thread;
use std::time::Instant;

use tidings_transport::Health;
use tokio::sync::watch;

use crate::options::Options;
use crate::publisher::Outcomes;
use crate::reader::Reader;
use crate::wake::Bells;
use crate::writer::Writer;

/// One open file, shared by its publishers, subscriptions, inboxes and deliveries.
pub(crate) struct Shared {
    pub(crate) path: PathBuf,
    pub(crate) options: Options,
    pub(crate) writer: Writer,
    pub(crate) reader: Reader,
    pub(crate) bells: Arc<Bells>,
    pub(crate) health: watch::Receiver<Health>,
    /// What has become of all publishers' messages.
    pub(crate) published: Outcomes,
    pub(crate) publishing: Gauge,
    pub(crate) handling: Gauge,
    pub(crate) watcher: OnceLock<Thread>,
    closing: AtomicBool,
    received: AtomicBool,
}

impl Shared {
    pub(crate) fn new(
        path: PathBuf,
        options: Options,
        writer: Writer,
        reader: Reader,
        bells: Arc<Bells>,
        health: watch::Receiver<Health>,
    ) -> Self {
        Self {
            path,
            options,
            writer,
            reader,
            bells,
            health,
            published: Outcomes::default(),
            publishing: Gauge::default(),
            handling: Gauge::default(),
            watcher: OnceLock::new(),
            closing: AtomicBool::new(false),
            received: AtomicBool::new(false),
        }
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// From now on nothing new is taken; everybody who waits is told so.
    pub(crate) fn stop(&self) {
        self.closing.store(true, Ordering::SeqCst);
        self.bells.ring_all();
        self.unpark_watcher();
    }

    /// Whether this process ever received something, and so has to show that it lives.
    pub(crate) fn has_received(&self) -> bool {
        self.received.load(Ordering::Relaxed)
    }

    /// Tells the watcher that there is a new listener.
    pub(crate) fn wake_watcher(&self) {
        self.received.store(true, Ordering::Relaxed);
        self.unpark_watcher();
    }

    fn unpark_watcher(&self) {
        if let Some(watcher) = self.watcher.get() {
            watcher.unpark();
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.unpark_watcher();
    }
}

/// Counts what is under way, so that somebody can wait for the end of it.
#[derive(Default)]
pub(crate) struct Gauge {
    count: watch::Sender<usize>,
}

/// One thing under way; it ends when this is dropped.
pub(crate) struct UnderWay(watch::Sender<usize>);

impl Gauge {
    /// One more is under way.
    pub(crate) fn enter(&self) -> UnderWay {
        self.count.send_modify(|count| *count += 1);
        UnderWay(self.count.clone())
    }

    /// Waits until nothing is under way, at most until `deadline`, and says what still is.
    pub(crate) async fn idle(&self, deadline: Instant) -> usize {
        let mut count = self.count.subscribe();
        let idle = count.wait_for(|count| *count == 0);
        drop(tokio::time::timeout_at(deadline.into(), idle).await);
        *self.count.borrow()
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}
