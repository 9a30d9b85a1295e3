//! Making a client with more than a URL.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Client, spec};
use crate::connect::open;
use crate::layer::Layer;
use crate::transport::{Connector, Credentials, Direction, Support, Transport};
use crate::wire::{Address, Channel, ContractCredentials, ContractServer, ServerInfo};
use crate::{ConnectError, Never};

/// A client that generated code wraps.
pub trait FromClient {
    /// The servers of its contract.
    type Server: ContractServer;
    /// What its contract lets in.
    type Credentials: ContractCredentials;

    /// Wraps `client`.
    fn from_client(client: Client) -> Self;
}

impl FromClient for Client {
    type Server = Never;
    type Credentials = Never;

    fn from_client(client: Client) -> Self {
        client
    }
}

/// Makes a client of the type `C`.
#[must_use = "a builder makes nothing until `connect` is called"]
pub struct Builder<C> {
    source: Source,
    layers: Vec<Arc<dyn Layer>>,
    delayed: Vec<&'static Channel>,
    credentials: Vec<(&'static str, Credentials)>,
    connectors: Vec<Box<dyn Connector>>,
    client: PhantomData<fn() -> C>,
}

enum Source {
    None,
    Url(String),
    Server(ServerInfo),
    Transport(Arc<dyn Transport>),
}

impl<C: FromClient> Builder<C> {
    /// A builder that knows nothing yet.
    pub fn new() -> Self {
        Self {
            source: Source::None,
            layers: Vec::new(),
            delayed: Vec::new(),
            credentials: Vec::new(),
            connectors: Vec::new(),
            client: PhantomData,
        }
    }

    /// Connects to the transport that `url` names.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.source = Source::Url(url.into());
        self
    }

    /// Connects to a server of the contract, with the credentials that it demands.
    ///
    /// What the contract has on other servers only cannot be used by this client.
    pub fn on(mut self, server: C::Server) -> Self {
        self.source = Source::Server(server.info());
        self
    }

    /// Proves who the application is; several are given together where a server demands them.
    pub fn credentials(mut self, credentials: C::Credentials) -> Self {
        let scheme = credentials.scheme();
        self.credentials
            .push((scheme, credentials.into_credentials()));
        self
    }

    /// Opens URLs of the connector's scheme by it, before any transport that comes with this crate.
    pub fn connector(mut self, connector: impl Connector + 'static) -> Self {
        self.connectors.push(Box::new(connector));
        self
    }

    /// Uses `transport`.
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
    /// Neither a URL nor a transport was given, the credentials are not those that the server demands, the transport of
    /// the URL does not open, or it cannot do what the application needs.
    pub async fn connect(self) -> Result<C, ConnectError> {
        let given: Vec<&'static str> = self.credentials.iter().map(|(of, _)| *of).collect();
        let credentials = self.credentials.into_iter().map(|(_, one)| one).collect();
        let (transport, server) = match self.source {
            Source::None => return Err(ConnectError::Nowhere),
            Source::Url(url) => (open(&url, &self.connectors, credentials).await?, None),
            Source::Server(server) => {
                server.lets_in(&given)?;
                let transport = open(&server.url, &self.connectors, credentials).await?;
                (transport, Some(server.name))
            }
            Source::Transport(transport) if given.is_empty() => (transport, None),
            Source::Transport(transport) => {
                let scheme = transport.scheme().to_owned();
                return Err(ConnectError::NoCredentials { scheme });
            }
        };
        for channel in self.delayed {
            can_delay(&*transport, channel)?;
        }
        Ok(C::from_client(Client::assembled(
            transport,
            self.layers,
            server,
        )))
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
