//! What a server will receive, compared with what the transport can do before anything starts.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tokio::sync::watch;

use super::endpoint::Endpoint;
use super::{Guarantee, Options, ServeError, dead_letters};
use crate::client::spec;
use crate::transport::{
    AddressPattern, AddressTemplate, Capabilities, ChannelSpec, DeadLetters, Direction,
    HeaderSupport, Support, Transport,
};
use crate::wire::{Channel, Operation};

/// The addresses that were named, by the channel they are of.
pub(super) type Named = HashMap<&'static str, watch::Receiver<Vec<String>>>;

/// One channel that is received from, by all operations that work on it or on another channel of the same address.
pub(super) struct ChannelPlan {
    pub(super) channel: &'static Channel,
    pub(super) spec: ChannelSpec,
    pub(super) capabilities: Capabilities,
    /// The addresses that are wanted, where not all of them are.
    pub(super) named: Option<watch::Receiver<Vec<String>>>,
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
}

impl ChannelPlan {
    /// Whether what is sent to `channel` arrives here: two subscriptions of one group would take each other's messages.
    fn takes(&self, channel: &Channel, named: &Named) -> bool {
        let is_same = || {
            let address = channel.address?.parse::<AddressTemplate>().ok()?;
            Some(self.channel.address.is_some() && self.spec.address.is_same_as(&address))
        };
        let is_chosen = || self.named.is_some() || named.contains_key(channel.name);
        self.channel.name == channel.name || (!is_chosen() && is_same() == Some(true))
    }

    /// How many deliveries must be in hand at a time for every endpoint to work.
    pub(super) fn width(&self) -> usize {
        self.endpoints.iter().map(|endpoint| endpoint.width()).sum()
    }

    /// The pattern that only `address` matches.
    pub(super) fn only(&self, address: &str) -> Result<AddressPattern, ServeError> {
        let template = &self.spec.address;
        let stays = template.as_str() == address && template.names().next().is_none();
        let values = template.parameters(address);
        if values.is_none() && !stays {
            return Err(ServeError::Address {
                channel: self.channel.name,
                template: template.to_string(),
                address: address.to_owned(),
            });
        }
        let pattern = AddressPattern::any(template.clone());
        let values = values.unwrap_or_default().into_iter();
        Ok(values.fold(pattern, |pattern, (name, value)| pattern.with(name, value)))
    }
}

/// The channels of `endpoints`, in the order they were given.
pub(super) fn plan(
    transport: &dyn Transport,
    options: &Options,
    mut named: Named,
    endpoints: Vec<Arc<dyn Endpoint>>,
) -> Result<Vec<ChannelPlan>, ServeError> {
    if endpoints.is_empty() {
        return Err(ServeError::Nothing);
    }
    let mut seen = BTreeSet::new();
    let mut plans: Vec<ChannelPlan> = Vec::new();
    for endpoint in endpoints {
        let operation = endpoint.operation();
        let channel = endpoint.channel();
        if !seen.insert(operation.name) {
            return Err(ServeError::Twice {
                operation: operation.name,
            });
        }
        if let Some(plan) = plans.iter_mut().find(|plan| plan.takes(channel, &named)) {
            plan.endpoints.push(endpoint);
            continue;
        }
        let named = named.remove(channel.name);
        let plan = plan_channel(transport, options, operation, channel, named.is_some())?;
        plans.push(ChannelPlan {
            named,
            endpoints: vec![endpoint],
            ..plan
        });
    }
    match named.into_keys().next() {
        Some(channel) => Err(ServeError::NotServed { channel }),
        None => Ok(plans),
    }
}

/// One channel, on which nothing is served yet; `is_named` says whether its addresses are.
pub(super) fn plan_channel(
    transport: &dyn Transport,
    options: &Options,
    operation: &'static Operation,
    channel: &'static Channel,
    is_named: bool,
) -> Result<ChannelPlan, ServeError> {
    if channel.address.is_none() && !is_named {
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
    let is_open = !is_named && spec.address.names().next().is_some();
    let lack = lack(is_open, &capabilities, options)
        .or_else(|| lack_of_copies(transport, &capabilities, options));
    if let Some(lack) = lack {
        return Err(ServeError::Unsupported {
            channel: channel.name,
            transport: transport.scheme(),
            lack,
        });
    }
    comes_back(channel, &spec, options)?;
    Ok(ChannelPlan {
        channel,
        spec,
        capabilities,
        named: None,
        endpoints: Vec::new(),
    })
}

/// What the transport cannot do on a channel although the server needs it.
fn lack(is_open: bool, can: &Capabilities, options: &Options) -> Option<&'static str> {
    let lacks = |support: Support| support == Support::No;
    let settles_first = options.guarantee == Guarantee::AtMostOnce;
    let retries = options.retry.attempts() > 1 && !settles_first;
    if lacks(can.acknowledgement) && !settles_first {
        Some(
            "forgets a message once it is handed out, so one that is not handled would be lost; `Guarantee::AtMostOnce` \
             allows that",
        )
    } else if lacks(can.groups) {
        Some("knows no groups, so two applications would take each other's messages")
    } else if lacks(can.wildcards) && is_open {
        Some("cannot subscribe to an address while its parameters are open; name them with `only`")
    } else if lacks(can.attempt_count) && retries {
        Some(
            "does not count deliveries, so a limit on tries could not be kept; use `Retry::never()`",
        )
    } else {
        None
    }
}

/// What is missing for messages that are given up to be kept.
fn lack_of_copies(
    transport: &dyn Transport,
    can: &Capabilities,
    options: &Options,
) -> Option<&'static str> {
    if options.dead_letters.is_none() {
        return (can.dead_letters == DeadLetters::Publish).then_some(
            "keeps no dead letters, so a message that cannot be handled would be lost; say where copies go with \
             `dead_letters`",
        );
    }
    let copies = spec(&dead_letters::CHANNEL).ok()?;
    let can = transport.capabilities(&copies, Direction::Publish);
    (can.headers == HeaderSupport::No)
        .then_some("carries no headers, so a dead letter could not say why it is one")
}

/// Refuses dead letters that would be received again, given up again, and so on for ever.
fn comes_back(
    channel: &'static Channel,
    spec: &ChannelSpec,
    options: &Options,
) -> Result<(), ServeError> {
    let Some(address) = options.dead_letters.as_deref() else {
        return Ok(());
    };
    let is_own = channel.address.is_some()
        && (spec.address.as_str() == address || spec.address.parameters(address).is_some());
    match is_own {
        true => Err(ServeError::DeadLettersReturn {
            channel: channel.name,
            address: address.to_owned(),
        }),
        false => Ok(()),
    }
}
