//! All channels of a server, from start to end.

use std::pin::pin;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::attempt::Policy;
use super::context::Consumer;
use super::intake::Intake;
use super::plan::{ChannelPlan, plan};
use super::report::Counters;
use super::{Options, ServeError, ServeReport, Server};
use crate::layer::Layer;
use crate::transport::{AddressPattern, Transport, TransportError};

type Ended = (&'static str, Result<(), TransportError>);

pub(super) async fn run(
    server: Server,
    stop: impl Future<Output = ()>,
) -> Result<ServeReport, ServeError> {
    let Server {
        client,
        options,
        layers,
        endpoints,
    } = server;
    let transport = client.transport();
    let counters = Arc::new(Counters::default());
    let consumer = Arc::new(Consumer {
        group: options.subscribe.group.clone(),
        name: options.subscribe.consumer.clone(),
    });
    let layers: Arc<[Arc<dyn Layer>]> = layers.into();
    let (stopping, stopped) = watch::channel(false);
    // Every channel is subscribed before the first message is handled: a server that cannot start does nothing.
    let mut intakes = Vec::new();
    for plan in plan(&**transport, &options, endpoints)? {
        let channel = plan.channel.name;
        let subscription = subscribe(&**transport, &plan, &options).await?;
        let policy = Arc::new(Policy {
            channel,
            consumer: Arc::clone(&consumer),
            endpoints: plan.endpoints,
            layers: Arc::clone(&layers),
            retry: options.retry,
            lease: options.subscribe.lease,
            delayed_redelivery: plan.capabilities.delayed_redelivery,
            counters: Arc::clone(&counters),
        });
        let intake = Intake {
            policy,
            subscription,
            concurrency: options.concurrency,
            shutdown_within: options.shutdown_within,
            stop: stopped.clone(),
        };
        intakes.push((channel, intake));
    }
    let mut running = JoinSet::new();
    for (channel, intake) in intakes {
        running.spawn(async move { (channel, intake.run().await) });
    }
    supervise(running, &stopping, stop).await?;
    Ok(counters.report())
}

async fn subscribe(
    transport: &dyn Transport,
    plan: &ChannelPlan,
    options: &Options,
) -> Result<Box<dyn crate::transport::Subscription>, ServeError> {
    let pattern = AddressPattern::any(plan.spec.address.clone());
    transport
        .subscribe(&plan.spec, &pattern, options.subscribe.clone())
        .await
        .map_err(|source| ServeError::Transport {
            channel: plan.channel.name,
            source,
        })
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
            Some(Ok((channel, Err(source)))) => {
                failure = failure.or(Some(ServeError::Transport { channel, source }));
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
