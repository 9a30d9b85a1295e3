//! What a server will receive, compared with what the transport can do before anything starts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::endpoint::Endpoint;
use super::{Options, ServeError};
use crate::client::spec;
use crate::transport::{Capabilities, ChannelSpec, DeadLetters, Direction, Support, Transport};
use crate::wire::Channel;

/// One channel that is received from, by all operations that work on it.
pub(super) struct ChannelPlan {
    pub(super) channel: &'static Channel,
    pub(super) spec: ChannelSpec,
    pub(super) capabilities: Capabilities,
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
}

/// The channels of `endpoints`, in the order they were given.
pub(super) fn plan(
    transport: &dyn Transport,
    options: &Options,
    endpoints: Vec<Arc<dyn Endpoint>>,
) -> Result<Vec<ChannelPlan>, ServeError> {
    if endpoints.is_empty() {
        return Err(ServeError::Nothing);
    }
    let mut seen = BTreeSet::new();
    let mut plans: Vec<ChannelPlan> = Vec::new();
    for endpoint in endpoints {
        let operation = endpoint.operation();
        let channel = operation.channel;
        if !seen.insert(operation.name) {
            return Err(ServeError::Twice {
                operation: operation.name,
            });
        }
        if let Some(plan) = plans
            .iter_mut()
            .find(|plan| plan.channel.name == channel.name)
        {
            plan.endpoints.push(endpoint);
            continue;
        }
        if channel.address.is_none() {
            return Err(ServeError::NoAddress {
                channel: channel.name,
                operation: operation.name,
            });
        }
        let spec = spec(channel).map_err(|source| ServeError::Channel {
            channel: channel.name,
            source,
        })?;
        let capabilities = transport.capabilities(&spec, Direction::Subscribe);
        if let Some(lack) = lack(&spec, &capabilities, options) {
            return Err(ServeError::Unsupported {
                channel: channel.name,
                transport: transport.scheme(),
                lack,
            });
        }
        plans.push(ChannelPlan {
            channel,
            spec,
            capabilities,
            endpoints: vec![endpoint],
        });
    }
    Ok(plans)
}

/// What the transport cannot do on a channel although the server needs it.
fn lack(spec: &ChannelSpec, can: &Capabilities, options: &Options) -> Option<&'static str> {
    let lacks = |support: Support| support == Support::No;
    let has_parameters = spec.address.names().next().is_some();
    let retries = options.retry.attempts() > 1;
    if lacks(can.acknowledgement) {
        Some("forgets a message once it is handed out, so one that is not handled would be lost")
    } else if lacks(can.groups) {
        Some("knows no groups, so two applications would take each other's messages")
    } else if lacks(can.wildcards) && has_parameters {
        Some("cannot subscribe to an address while its parameters are open")
    } else if lacks(can.attempt_count) && retries {
        Some(
            "does not count deliveries, so a limit on tries could not be kept; use `Retry::never()`",
        )
    } else if can.dead_letters == DeadLetters::Publish {
        Some("keeps no dead letters, so a message that cannot be handled would be lost")
    } else {
        None
    }
}
