//! Making a client with more than a URL.

use std::marker::PhantomData;
use std::sync::Arc;

use super::connection::{Connection, Connections};
use super::identity::Identity;
use super::places::{Place, places};
use super::{Client, spec};
use crate::connect::open;
use crate::layer::Layer;
use crate::transport::{Bindings, Connector, Credentials, Direction, Support, Transport};
use crate::wire::{Address, Channel, ContractCredentials, ContractInfo, ContractServer};
use crate::{ConnectError, Never};

/// A client that generated code wraps.
pub trait FromClient {
    /// The servers of its contract.
    type Server: ContractServer;
    /// What its contract lets in.
    type Credentials: ContractCredentials;
    /// The contract; none of a client that has none.
    const CONTRACT: Option<&'static ContractInfo>;

    /// Wraps `client`.
    fn from_client(client: Client) -> Self;
}

impl FromClient for Client {
    type Server = Never;
    type Credentials = Never;
    const CONTRACT: Option<&'static ContractInfo> = None;

    fn from_client(client: Client) -> Self {
        client
    }
}

/// Makes a client of the type `C`.
#[must_use = "a builder makes nothing until `connect` is called"]
pub struct Builder<C> {
    source: Source,
    /// Credentials that were given before any server was named.
    identity: Vec<(&'static str, Credentials)>,
    layers: Vec<Arc<dyn Layer>>,
    delayed: Vec<&'static Channel>,
    left_out: Vec<String>,
    is_complete: bool,
    connectors: Vec<Box<dyn Connector>>,
    client: PhantomData<fn() -> C>,
}

enum Source {
    None,
    Url(String),
    Transport(Arc<dyn Transport>),
    Servers(Vec<Place>),
}

impl<C: FromClient> Builder<C> {
    /// A builder that knows nothing yet.
    pub fn new() -> Self {
        Self {
            source: Source::None,
            identity: Vec::new(),
            layers: Vec::new(),
            delayed: Vec::new(),
            left_out: Vec::new(),
            is_complete: false,
            connectors: Vec::new(),
            client: PhantomData,
        }
    }

    /// Connects to the transport that `url` names, and has every channel of the contract on it.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.source = Source::Url(url.into());
        self
    }

    /// Connects to a server of the contract, with the credentials that it demands; called again, to another one too.
    ///
    /// Each channel is used on the servers that the contract has it on: it is received from on all of them, and sent to
    /// on the first in the contract's order, unless [`Publish::on`] says otherwise.
    /// What the contract has on other servers only cannot be used by this client.
    ///
    /// [`Publish::on`]: crate::Publish::on
    pub fn on(self, server: C::Server) -> Self {
        self.place(Place::new(&server, None))
    }

    /// Uses `transport` for a server of the contract, as [`Builder::on`] would use one that it opens.
    ///
    /// Whoever has opened it has proved who the application is, so no credentials are asked for.
    pub fn on_transport(self, server: C::Server, transport: Arc<dyn Transport>) -> Self {
        self.place(Place::new(&server, Some(transport)))
    }

    fn place(mut self, place: Place) -> Self {
        match &mut self.source {
            Source::Servers(places) => places.push(place),
            other => *other = Source::Servers(vec![place]),
        }
        self
    }

    /// Proves who the application is to the server that was named last, or, before any is named, to each that knows
    /// this security scheme; several are given together where a server demands them.
    ///
    /// What an operation demands by itself is given here too.
    pub fn credentials(mut self, credentials: C::Credentials) -> Self {
        let scheme = credentials.scheme();
        let credentials = (scheme, credentials.into_credentials());
        match &mut self.source {
            Source::Servers(places) => match places.last_mut() {
                Some(place) => place.identity.push(credentials),
                None => self.identity.push(credentials),
            },
            _ => self.identity.push(credentials),
        }
        self
    }

    /// The application does not use the operation that the contract calls so: what it demands is not asked for.
    pub fn without(mut self, operation: impl Into<String>) -> Self {
        self.left_out.push(operation.into());
        self
    }

    /// The application uses every operation of the contract: one whose channel is on none of the servers that are given
    /// is refused at the start.
    pub fn complete(mut self) -> Self {
        self.is_complete = true;
        self
    }

    /// Opens URLs of the connector's scheme by it, before any transport that comes with this crate.
    pub fn connector(mut self, connector: impl Connector + 'static) -> Self {
        self.connectors.push(Box::new(connector));
        self
    }

    /// Uses `transport`, and has every channel of the contract on it.
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.source = Source::Transport(transport);
        self
    }

    /// Adds a layer inside of those that are there already.
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// The application holds messages of this channel back (`deliver_after`, `deliver_at`): a transport that cannot is
    /// refused at the start.
    pub fn delays<A: Address>(mut self) -> Self {
        self.delayed.push(A::CHANNEL);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// Neither a URL nor a transport was given, the credentials are not those that a server or an operation demands, a
    /// transport does not open, or it cannot do what the application needs.
    pub async fn connect(self) -> Result<C, ConnectError> {
        let operations = C::CONTRACT.map_or(&[][..], |contract| contract.operations);
        let is_known = |name: &String| operations.iter().any(|operation| operation.name == name);
        if let Some(operation) = self.left_out.iter().find(|name| !is_known(name)) {
            let operation = operation.clone();
            return Err(ConnectError::NoOperation { operation });
        }
        let connections = match self.source {
            Source::None => return Err(ConnectError::Nowhere),
            Source::Url(url) => {
                let identity = Identity::new(self.identity);
                let transport = open(&url, &self.connectors, &identity, Bindings::NONE).await?;
                Connections::new(Connection::opened(None, transport, identity), Vec::new())
            }
            Source::Transport(transport) if self.identity.is_empty() => {
                Connections::new(Connection::given(None, transport), Vec::new())
            }
            Source::Transport(transport) => {
                let scheme = transport.scheme().to_owned();
                return Err(ConnectError::NoCredentials { scheme });
            }
            Source::Servers(given) => {
                let used = operations.iter().copied();
                let used = used.filter(|one| !self.left_out.iter().any(|out| out == one.name));
                let servers = C::CONTRACT.map_or(&[][..], |contract| contract.servers);
                let opened = places(given, self.identity, &used.collect::<Vec<_>>(), servers)?;
                let mut connections = Vec::new();
                for place in opened {
                    connections.push(place.open(&self.connectors).await?);
                }
                Connections::of(connections).ok_or(ConnectError::Nowhere)?
            }
        };
        for channel in self.delayed {
            for connection in connections.with(channel)? {
                can_delay(&*connection.transport, channel)?;
            }
        }
        if self.is_complete {
            for operation in operations {
                connections.with(operation.channel)?;
            }
        }
        Ok(C::from_client(Client::assembled(connections, self.layers)))
    }
}

/// Refuses a transport that cannot hold messages of `channel` back.
fn can_delay(transport: &dyn Transport, channel: &'static Channel) -> Result<(), ConnectError> {
    let spec = spec(channel).map_err(|source| ConnectError::Channel {
        channel: channel.name,
        source,
    })?;
    let can = transport.capabilities(&spec, Direction::Publish);
    match can.delayed_delivery {
        Support::Native => Ok(()),
        Support::No => Err(ConnectError::Unsupported {
            channel: channel.name,
            transport: transport.scheme(),
            lack: "cannot hold a message back before it is delivered",
        }),
    }
}

impl<C: FromClient> Default for Builder<C> {
    fn default() -> Self {
        Self::new()
    }
}
