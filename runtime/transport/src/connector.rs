//! From a URL to a transport.

use std::sync::Arc;

use crate::{Bindings, BoxFuture, Credentials, Transport, TransportError};

/// What a connection is opened with besides its URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectOptions {
    /// How the application proves who it is; all of them are needed.
    pub credentials: Vec<Credentials>,
    /// What the contract says of the server in the terms of single protocols; nothing where a URL was given and no
    /// server of the contract.
    pub bindings: Bindings,
}

/// Opens a transport: what somebody's own transport gives a client, so that URLs of its scheme lead to it.
pub trait Connector: Send + Sync {
    /// The scheme of its URLs.
    fn scheme(&self) -> &str;

    /// Opens the transport that `url` names.
    ///
    /// Options that it has no use for are refused, never dropped.
    fn connect<'a>(
        &'a self,
        url: &'a str,
        options: ConnectOptions,
    ) -> BoxFuture<'a, Result<Arc<dyn Transport>, TransportError>>;
}
