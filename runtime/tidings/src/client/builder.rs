//! Making a client with more than a URL.

use std::marker::PhantomData;
use std::sync::Arc;

use super::Client;
use crate::layer::Layer;
use crate::transport::Transport;
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

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// Neither a URL nor a transport was given, or the transport of the URL does not open.
    pub async fn connect(self) -> Result<C, ConnectError> {
        let transport = match self.source {
            Source::None => return Err(ConnectError::Nowhere),
            Source::Url(url) => connect(&url).await?,
            Source::Transport(transport) => transport,
        };
        Ok(C::from_client(Client::with_layers(transport, self.layers)))
    }
}

impl<C: FromClient> Default for Builder<C> {
    fn default() -> Self {
        Self::new()
    }
}
