//! What a server will receive, compared with what the transport can do before anything starts.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tokio::sync::watch;

use super::endpoint::Endpoint;
use super::{Guarantee, Options, ServeError, dead_letters};
use crate::client::{Connection, Connections, spec};
use crate::transport::{
    AddressPattern, AddressTemplate, Bindings, Capabilities, ChannelSpec, Credentials, DeadLetters,
    Direction, HeaderSupport, SubscribeOptions, Support, Transport,
};
use crate::wire::{Channel, Operation};

/// The addresses that were named, by the channel they are of.
pub(super) type Named = HashMap<&'static str, watch::Receiver<Vec<String>>>;

/// One channel of one server that is received from, by all operations that work on it or on another channel of the same
/// address.
pub(super) struct ChannelPlan {
    pub(super) connection: Arc<Connection>,
    pub(super) channel: &'static Channel,
    pub(super) spec: ChannelSpec,
    pub(super) capabilities: Capabilities,
    /// What the operations demand besides what opened the connection.
    credentials: Vec<Credentials>,
    /// What the contract says of its operations in the terms of single protocols.
    bindings: Vec<Bindings>,
    /// The addresses that are wanted, where not all of them are.
    pub(super) named: Option<watch::Receiver<Vec<String>>>,
    pub(super) endpoints: Vec<Served>,
}

/// An operation that is served, and what is promised of its messages.
#[derive(Clone)]
pub(super) struct Served {
    pub(super) endpoint: Arc<dyn Endpoint>,
    pub(super) guarantee: Guarantee,
}

impl ChannelPlan {
    /// Whether what is sent to `channel` on `connection` arrives here: two subscriptions of one group would take each
    /// other's messages.
    fn takes(&self, connection: &Arc<Connection>, channel: &Channel, named: &Named) -> bool {
        let is_same = || {
            let address = channel.address?.parse::<AddressTemplate>().ok()?;
            Some(self.channel.address.is_some() && self.spec.address.is_same_as(&address))
        };
        let is_chosen = || self.named.is_some() || named.contains_key(channel.name);
        Arc::ptr_eq(&self.connection, connection)
            && (self.channel.name == channel.name || (!is_chosen() && is_same() == Some(true)))
    }

    /// How many deliveries must be in hand at a time for every endpoint to work.
    pub(super) fn width(&self) -> usize {
        let widths = self.endpoints.iter().map(|one| one.endpoint.width());
        widths.sum()
    }

    /// Serves one more operation here, unless the transport cannot do what that needs.
    fn add(&mut self, served: Served, options: &Options) -> Result<(), ServeError> {
        let operation = served.endpoint.operation();
        self.demands(operation)?;
        let transport = &*self.connection.transport;
        let lack = lack(&self.capabilities, options, served.guarantee).or_else(|| {
            let notes = served.guarantee == Guarantee::EffectivelyOnce;
            (notes && transport.handled().is_none()).then_some(
                "keeps no notes of what was handled, so a message could be handled twice",
            )
        });
        if let Some(lack) = lack {
            return Err(self.refuse(Some(operation), lack));
        }
        self.endpoints.push(served);
        Ok(())
    }

    /// Has a stream of `operation` read from here, unless the transport cannot do what that needs.
    pub(super) fn streams(
        &mut self,
        operation: &'static Operation,
        options: &Options,
    ) -> Result<(), ServeError> {
        self.demands(operation)?;
        match lack(&self.capabilities, options, Guarantee::AtLeastOnce) {
            Some(lack) => Err(self.refuse(Some(operation), lack)),
            None => Ok(()),
        }
    }

    /// Adds what `operation` demands to what the subscription is opened with.
    fn demands(&mut self, operation: &'static Operation) -> Result<(), ServeError> {
        let demanded = self.connection.credentials(operation);
        let demanded = demanded.map_err(|why| ServeError::Credentials {
            channel: self.channel.name,
            why,
        })?;
        for credentials in demanded {
            if !self.credentials.contains(&credentials) {
                self.credentials.push(credentials);
            }
        }
        let bindings = operation.bindings;
        if !bindings.is_empty() && !self.bindings.contains(&bindings) {
            self.bindings.push(bindings);
        }
        Ok(())
    }

    /// Has a subscription opened with what its operations need.
    pub(super) fn state(&self, options: &mut SubscribeOptions) {
        options.credentials.clone_from(&self.credentials);
        options.bindings.clone_from(&self.bindings);
    }

    fn refuse(&self, operation: Option<&'static Operation>, lack: &'static str) -> ServeError {
        ServeError::Unsupported {
            channel: self.channel.name,
            operation: operation.map(|operation| operation.name),
            transport: self.connection.transport.scheme(),
            lack,
        }
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

/// The channels of `endpoints` on every server that has them, in the order they were given.
pub(super) fn plan(
    connections: &Connections,
    options: &Options,
    named: &Named,
    endpoints: Vec<Arc<dyn Endpoint>>,
) -> Result<Vec<ChannelPlan>, ServeError> {
    if endpoints.is_empty() {
        return Err(ServeError::Nothing);
    }
    let (mut seen, mut channels) = (BTreeSet::new(), BTreeSet::new());
    let mut plans: Vec<ChannelPlan> = Vec::new();
    for endpoint in endpoints {
        let operation = endpoint.operation();
        let channel = endpoint.channel();
        channels.insert(channel.name);
        if !seen.insert(operation.name) {
            return Err(ServeError::Twice {
                operation: operation.name,
            });
        }
        let served = Served {
            guarantee: options.guarantee_of(operation),
            endpoint,
        };
        for connection in connections.with(channel)? {
            let mut known = plans.iter_mut();
            if let Some(plan) = known.find(|plan| plan.takes(&connection, channel, named)) {
                plan.add(served.clone(), options)?;
                continue;
            }
            let named = named.get(channel.name).cloned();
            let plan = plan_channel(connection, options, operation, channel, named.is_some())?;
            let mut plan = ChannelPlan { named, ..plan };
            plan.add(served.clone(), options)?;
            plans.push(plan);
        }
    }
    if let Some((operation, _)) = options
        .guarantees
        .iter()
        .find(|(name, _)| !seen.contains(name.as_str()))
    {
        return Err(ServeError::NoHandler {
            operation: operation.clone(),
        });
    }
    match named.keys().find(|name| !channels.contains(*name)) {
        Some(channel) => Err(ServeError::NotServed { channel }),
        None => Ok(plans),
    }
}

/// One channel, on which nothing is served yet; `is_named` says whether its addresses are.
pub(super) fn plan_channel(
    connection: Arc<Connection>,
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
    comes_back(channel, &spec, options)?;
    let transport = &*connection.transport;
    let capabilities = transport.capabilities(&spec, Direction::Subscribe);
    let is_open = !is_named && spec.address.names().next().is_some();
    let lack = lack_of_channel(is_open, &capabilities)
        .or_else(|| lack_of_copies(transport, &capabilities, options));
    let plan = ChannelPlan {
        connection,
        channel,
        spec,
        capabilities,
        credentials: Vec::new(),
        bindings: Vec::new(),
        named: None,
        endpoints: Vec::new(),
    };
    match lack {
        Some(lack) => Err(plan.refuse(None, lack)),
        None => Ok(plan),
    }
}

/// What the transport cannot do on a channel although everything that is received from there needs it.
fn lack_of_channel(is_open: bool, can: &Capabilities) -> Option<&'static str> {
    if can.groups == Support::No {
        Some("knows no groups, so two applications would take each other's messages")
    } else if can.wildcards == Support::No && is_open {
        Some("cannot subscribe to an address while its parameters are open; name them with `only`")
    } else {
        None
    }
}

/// What the transport cannot do although the messages of an operation are promised this.
fn lack(can: &Capabilities, options: &Options, guarantee: Guarantee) -> Option<&'static str> {
    let settles_first = guarantee == Guarantee::AtMostOnce;
    let retries = options.retry.attempts() > 1 && !settles_first;
    if can.acknowledgement == Support::No && !settles_first {
        Some(
            "forgets a message once it is handed out, so one that is not handled would be lost; `Guarantee::AtMostOnce` \
             allows that",
        )
    } else if can.attempt_count == Support::No && retries {
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
