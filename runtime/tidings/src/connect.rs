//! From a URL to a transport.

use std::sync::Arc;

use crate::client::{Identity, OtherServer};
use crate::memory::Memory;
use crate::transport::{
    Bindings, ConnectOptions, Connector, InvalidTemplate, Transport, TransportError,
};

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// Neither a URL nor a transport was given.
    #[error("there is nothing to connect to: give a URL or a transport")]
    Nowhere,
    /// The text is no URL.
    #[error("`{url}` is no URL: it begins with no scheme, as `memory://` does")]
    NoScheme {
        /// The text.
        url: String,
    },
    /// No transport of this scheme is compiled in.
    #[error(
        "no transport is known for `{scheme}:`; {}, and `connector` of the builder takes any other",
        known()
    )]
    UnknownScheme {
        /// The scheme.
        scheme: String,
    },
    /// The credentials are not those that the server demands.
    #[error("the server `{server}` demands {demanded}, and credentials are given for {given}")]
    Credentials {
        /// The server.
        server: &'static str,
        /// The security schemes that it demands, in words.
        demanded: String,
        /// Those that credentials are given for, in words.
        given: String,
    },
    /// The credentials are not those that an operation demands.
    #[error(
        "the operation `{operation}` demands {demanded}, and credentials are given for {given}; an application that \
         does not use it says so with `without`"
    )]
    Operation {
        /// The operation.
        operation: &'static str,
        /// The security schemes that it demands, in words.
        demanded: String,
        /// Those that credentials are given for, in words.
        given: String,
    },
    /// The contract has no operation of this name.
    #[error("`{operation}` is left out, and the contract has no operation of this name")]
    NoOperation {
        /// The name.
        operation: String,
    },
    /// A server was given twice.
    #[error("the server `{server}` is given twice")]
    Twice {
        /// The server.
        server: &'static str,
    },
    /// None of the servers that are given has the channel.
    #[error(transparent)]
    OtherServer(#[from] OtherServer),
    /// Credentials are given, and nobody asks for them.
    #[error("the transport `{scheme}` asks nobody who they are, so credentials for it have no use")]
    NoCredentials {
        /// The scheme of the transport.
        scheme: String,
    },
    /// The transport cannot do what the application needs.
    #[error("the channel `{channel}` cannot be used: the transport `{transport}` {lack}")]
    Unsupported {
        /// The channel.
        channel: &'static str,
        /// The scheme of the transport.
        transport: &'static str,
        /// What it cannot do.
        lack: &'static str,
    },
    /// The address in the contract cannot be used.
    #[error("the channel `{channel}` cannot be used: {source}")]
    Channel {
        /// The channel.
        channel: &'static str,
        /// What is wrong with its address.
        source: InvalidTemplate,
    },
    /// The transport does not open.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

/// The schemes that this version knows, and the feature of `tidings` that each needs.
const SCHEMES: &[(&str, Option<&str>)] = &[("memory", None), ("embedded", Some("embedded"))];

fn known() -> String {
    let schemes = SCHEMES.iter().map(|(scheme, feature)| match feature {
        None => format!("`{scheme}:` is always there"),
        Some(feature) => format!("`{scheme}:` comes with the feature `{feature}` of tidings"),
    });
    schemes.collect::<Vec<_>>().join(", ")
}

/// Opens the transport that the scheme of `url` names.
///
/// `memory://` is a store of its own, `memory://name` the store of that name in this process.
///
/// # Errors
///
/// The scheme is unknown, or the transport does not open.
pub async fn connect(url: &str) -> Result<Arc<dyn Transport>, ConnectError> {
    open(url, &[], &Identity::default(), Bindings::NONE).await
}

/// Opens the transport that the scheme of `url` names: by one of `connectors`, else one that comes with this crate.
pub(crate) async fn open(
    url: &str,
    connectors: &[Box<dyn Connector>],
    identity: &Identity,
    bindings: Bindings,
) -> Result<Arc<dyn Transport>, ConnectError> {
    let Some((scheme, rest)) = url.split_once(':') else {
        return Err(ConnectError::NoScheme {
            url: url.to_owned(),
        });
    };
    let mut connectors = connectors.iter();
    if let Some(connector) = connectors.find(|connector| connector.scheme() == scheme) {
        let mut options = ConnectOptions::default();
        options.credentials = identity.opening();
        options.bindings = bindings;
        return Ok(connector.connect(url, options).await?);
    }
    if SCHEMES.iter().any(|(known, _)| *known == scheme) && !identity.is_empty() {
        return Err(ConnectError::NoCredentials {
            scheme: scheme.to_owned(),
        });
    }
    match scheme {
        "memory" => Ok(Arc::new(match rest.trim_start_matches('/') {
            "" => Memory::new(),
            name => Memory::named(name),
        })),
        #[cfg(feature = "embedded")]
        "embedded" => Ok(Arc::new(
            tidings_embedded::Embedded::open(url, tidings_embedded::Options::default()).await?,
        )),
        unknown => Err(ConnectError::UnknownScheme {
            scheme: unknown.to_owned(),
        }),
    }
}
