//! All channels of a server, from start to end.

use std::pin::pin;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::attempt::Policy;
use super::context::Consumer;
use super::dead_letters::DeadLetters;
use super::follow::{Follow, Opener};
use super::plan::{ChannelPlan, plan};
use super::report::Counters;
use super::{ServeError, ServeReport, Server};
use crate::layer::Layer;

type Ended = Result<(), ServeError>;

pub(super) async fn run(
    server: Server,
    stop: impl Future<Output = ()>,
) -> Result<ServeReport, ServeError> {
    let Server {
        client,
        options,
        layers,
        named,
        endpoints,
    } = server;
    let counters = Arc::new(Counters::default());
    let layers: Arc<[Arc<dyn Layer>]> = layers.into();
    let (stopping, stopped) = watch::channel(false);
    // Every channel is subscribed before the first message is handled: a server that cannot start does nothing.
    let mut channels = Vec::new();
    for plan in plan(client.connections(), &options, &named, endpoints)? {
        let consumer = Consumer {
            connection: Arc::clone(&plan.connection),
            group: options.subscribe.group.clone(),
            name: options.subscribe.consumer.clone(),
        };
        let policy = Arc::new(Policy {
            channel: plan.channel.name,
            consumer: Arc::new(consumer),
            endpoints: plan.endpoints.clone(),
            layers: Arc::clone(&layers),
            handled: plan.connection.transport.handled(),
            retry: options.retry,
            lease: options.subscribe.lease,
            delayed_redelivery: plan.capabilities.delayed_redelivery,
            dead_letters: DeadLetters {
                client: client.clone(),
                address: options.dead_letters.clone(),
                hook: options.on_dead_letter.clone(),
            },
            counters: Arc::clone(&counters),
        });
        let opener = opener(&options, policy, plan);
        channels.push(Follow::begin(opener).await?);
    }
    let mut running = JoinSet::new();
    for channel in channels {
        running.spawn(channel.run(stopped.clone()));
    }
    supervise(running, &stopping, stop).await?;
    Ok(counters.report())
}

fn opener(options: &super::Options, policy: Arc<Policy>, plan: ChannelPlan) -> Opener {
    // An endpoint that waits for several deliveries would wait for ever if they could not be in hand together.
    let width = plan.width();
    let mut subscribe = options.subscribe.clone();
    subscribe.prefetch = subscribe.prefetch.max(width);
    plan.state(&mut subscribe);
    Opener {
        plan,
        subscribe,
        policy,
        concurrency: options.concurrency.max(width),
        shutdown_within: options.shutdown_within,
    }
}

/// Waits for `stop` or for the first channel that fails, then for all channels to end.
async fn supervise(
    mut running: JoinSet<Ended>,
    stopping: &watch::Sender<bool>,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let mut stop = pin!(stop);
    let mut failure = None;
    while !running.is_empty() {
        let ended = tokio::select! {
            biased;
            () = &mut stop, if !*stopping.borrow() => {
                stopping.send_replace(true);
                continue;
            }
            ended = running.join_next() => ended,
        };
        match ended {
            Some(Ok(Err(error))) => {
                failure = failure.or(Some(error));
                stopping.send_replace(true);
            }
            Some(Err(panic)) if panic.is_panic() => std::panic::resume_unwind(panic.into_panic()),
            Some(_) | None => {}
        }
    }
    match failure {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
