//! Making a client with more than a URL.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Client, spec};
use crate::layer::Layer;
use crate::transport::{Direction, Support, Transport};
use crate::wire::{Address, Channel};
use crate::{ConnectError, connect};

/// A client that generated code wraps.
pub trait FromClient {
    /// Wraps `client`.
    fn from_client(client: Client) -> Self;
}

impl FromClient for Client {
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
    client: PhantomData<fn() -> C>,
}

enum Source {
    None,
    Url(String),
    Transport(Arc<dyn Transport>),
}

impl<C: FromClient> Builder<C> {
    /// A builder that knows nothing yet.
    pub fn new() -> Self {
        Self {
            source: Source::None,
            layers: Vec::new(),
            delayed: Vec::new(),
            client: PhantomData,
        }
    }

    /// Connects to the transport that `url` names.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.source = Source::Url(url.into());
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
    /// Neither a URL nor a transport was given, the transport of the URL does not open, or it cannot do what the
    /// application needs.
    pub async fn connect(self) -> Result<C, ConnectError> {
        let transport = match self.source {
            Source::None => return Err(ConnectError::Nowhere),
            Source::Url(url) => connect(&url).await?,
            Source::Transport(transport) => transport,
        };
        for channel in self.delayed {
            can_delay(&*transport, channel)?;
        }
        Ok(C::from_client(Client::with_layers(transport, self.layers)))
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
