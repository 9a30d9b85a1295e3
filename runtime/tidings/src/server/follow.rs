//! The subscriptions of one channel: one for all of its addresses, or one for each that was named.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::ServeError;
use super::attempt::Policy;
use super::intake::{Intake, stopped};
use super::plan::ChannelPlan;
use crate::transport::{AddressPattern, SubscribeOptions, TransportError};

/// Opens subscriptions of one channel.
pub(super) struct Opener {
    pub(super) plan: ChannelPlan,
    pub(super) subscribe: SubscribeOptions,
    pub(super) policy: Arc<Policy>,
    pub(super) concurrency: usize,
    pub(super) shutdown_within: Duration,
}

impl Opener {
    /// Subscribes to the addresses of `pattern`; what is sent to the second value ends it.
    async fn open(
        &self,
        pattern: &AddressPattern,
    ) -> Result<(Intake, watch::Sender<bool>), ServeError> {
        let subscribe = self.subscribe.clone();
        let subscription = self
            .plan
            .connection
            .transport
            .subscribe(&self.plan.spec, pattern, subscribe)
            .await
            .map_err(|source| self.failed(source))?;
        let (stopping, stop) = watch::channel(false);
        let intake = Intake {
            policy: Arc::clone(&self.policy),
            subscription,
            concurrency: self.concurrency,
            shutdown_within: self.shutdown_within,
            stop,
        };
        Ok((intake, stopping))
    }

    fn failed(&self, source: TransportError) -> ServeError {
        ServeError::Transport {
            channel: self.plan.channel.name,
            source,
        }
    }
}

/// The number of an intake, and how it ended.
type Ended = (u64, Result<(), TransportError>);

/// A subscription that is open.
struct Open {
    number: u64,
    stopping: watch::Sender<bool>,
}

/// The subscriptions of one channel, as its addresses come and go.
pub(super) struct Follow {
    opener: Opener,
    /// The subscription of each address; that of no address takes from all of them.
    open: HashMap<Option<String>, Open>,
    /// How many were opened so far.
    opened: u64,
    /// Subscribed, and not begun yet.
    waiting: Vec<(u64, Intake)>,
}

impl Follow {
    /// Subscribes to what is wanted now.
    pub(super) async fn begin(opener: Opener) -> Result<Self, ServeError> {
        let mut follow = Self {
            opener,
            open: HashMap::new(),
            opened: 0,
            waiting: Vec::new(),
        };
        follow.catch_up().await?;
        Ok(follow)
    }

    /// Subscribes to what is wanted and not open, and ends what is open and not wanted.
    async fn catch_up(&mut self) -> Result<(), ServeError> {
        let wanted: Vec<Option<String>> = match &mut self.opener.plan.named {
            None => vec![None],
            Some(named) => named
                .borrow_and_update()
                .iter()
                .cloned()
                .map(Some)
                .collect(),
        };
        self.open.retain(|address, open| {
            let stays = wanted.contains(address);
            if !stays {
                open.stopping.send_replace(true);
            }
            stays
        });
        for address in wanted {
            if self.open.contains_key(&address) {
                continue;
            }
            let pattern = match &address {
                None => AddressPattern::any(self.opener.plan.spec.address.clone()),
                Some(address) => self.opener.plan.only(address)?,
            };
            let (intake, stopping) = self.opener.open(&pattern).await?;
            self.opened += 1;
            let number = self.opened;
            self.open.insert(address, Open { number, stopping });
            self.waiting.push((number, intake));
        }
        Ok(())
    }

    /// Receives until it is told to stop, or the transport ends it.
    pub(super) async fn run(mut self, mut stop: watch::Receiver<bool>) -> Result<(), ServeError> {
        let mut running = JoinSet::new();
        let mut result = self.keep_up(&mut running, &mut stop).await;
        for open in self.open.values() {
            open.stopping.send_replace(true);
        }
        while let Some(ended) = running.join_next().await {
            let (_, ended) = joined(ended);
            result = result.and(ended.map_err(|source| self.opener.failed(source)));
        }
        result
    }

    async fn keep_up(
        &mut self,
        running: &mut JoinSet<Ended>,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<(), ServeError> {
        loop {
            for (number, intake) in self.waiting.drain(..) {
                running.spawn(async move { (number, intake.run().await) });
            }
            tokio::select! {
                biased;
                () = stopped(stop) => return Ok(()),
                () = changed(&mut self.opener.plan.named) => self.catch_up().await?,
                Some(ended) = running.join_next() => {
                    let (number, ended) = joined(ended);
                    ended.map_err(|source| self.opener.failed(source))?;
                    // One that was not told to end ends with the transport, and so do the others.
                    if self.open.values().any(|open| open.number == number) {
                        return Ok(());
                    }
                }
            }
        }
    }
}

/// Waits until other addresses are wanted.
async fn changed(named: &mut Option<watch::Receiver<Vec<String>>>) {
    match named {
        Some(named) => {
            if named.changed().await.is_err() {
                // Nobody is left who could change them.
                std::future::pending().await
            }
        }
        None => std::future::pending().await,
    }
}

fn joined(ended: Result<Ended, JoinError>) -> Ended {
    match ended {
        Ok(ended) => ended,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => (0, Ok(())),
    }
}
