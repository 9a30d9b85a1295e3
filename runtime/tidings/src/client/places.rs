//! The servers that an application names, with the credentials that they and the operations on them demand.

use std::sync::Arc;

use super::connection::Connection;
use super::identity::Identity;
use crate::ConnectError;
use crate::connect::open;
use crate::transport::{Connector, Credentials, Transport};
use crate::wire::{ContractServer, Operation, ServerInfo, demanded, listed, mentions};

/// A server that is to be used, and who the application says it is there.
pub(super) struct Place {
    server: &'static ServerInfo,
    url: String,
    /// The transport, where somebody else has opened one.
    transport: Option<Arc<dyn Transport>>,
    pub(super) identity: Vec<(&'static str, Credentials)>,
}

/// A place at which the application has what is demanded.
pub(super) struct Admitted {
    server: &'static ServerInfo,
    source: Source,
}

enum Source {
    /// To be opened for somebody.
    Url(String, Identity),
    Transport(Arc<dyn Transport>),
}

impl Place {
    pub(super) fn new(server: &impl ContractServer, transport: Option<Arc<dyn Transport>>) -> Self {
        Self {
            server: server.info(),
            url: server.url(),
            transport,
            identity: Vec::new(),
        }
    }

    /// The operations that are carried out here.
    fn of<'o>(
        &self,
        operations: &'o [&'static Operation],
    ) -> impl Iterator<Item = &'o &'static Operation> {
        let server = self.server.name;
        operations
            .iter()
            .filter(move |operation| operation.channel.is_on(server))
    }

    /// Whether the server, or an operation on it, knows the scheme.
    fn knows(&self, scheme: &str, operations: &[&'static Operation]) -> bool {
        let mut operations = self.of(operations);
        mentions(self.server.security, scheme)
            || operations.any(|one| mentions(one.security, scheme))
    }

    /// Refuses what the server, or an operation on it, does not let in.
    fn admit(self, operations: &[&'static Operation]) -> Result<Admitted, ConnectError> {
        if let Some(transport) = self.transport {
            let scheme = transport.scheme().to_owned();
            return match self.identity.is_empty() {
                true => Ok(Admitted {
                    server: self.server,
                    source: Source::Transport(transport),
                }),
                false => Err(ConnectError::NoCredentials { scheme }),
            };
        }
        let schemes: Vec<&'static str> = self.identity.iter().map(|(scheme, _)| *scheme).collect();
        let of_operations = |scheme: &str| {
            let mut operations = self.of(operations);
            operations.any(|operation| mentions(operation.security, scheme))
        };
        let way = self.server.lets_in(&schemes, of_operations)?;
        let here: Vec<_> = self.of(operations).collect();
        let identity = Identity::new(self.identity).opened_by(way);
        for operation in here {
            if identity.for_operation(operation.security).is_none() {
                return Err(ConnectError::Operation {
                    operation: operation.name,
                    demanded: demanded(operation.security),
                    given: listed(&schemes),
                });
            }
        }
        Ok(Admitted {
            server: self.server,
            source: Source::Url(self.url, identity),
        })
    }
}

impl Admitted {
    pub(super) async fn open(
        self,
        connectors: &[Box<dyn Connector>],
    ) -> Result<Connection, ConnectError> {
        let name = Some(self.server.name);
        match self.source {
            Source::Url(url, identity) => {
                let bindings = self.server.bindings;
                let transport = open(&url, connectors, &identity, bindings).await?;
                Ok(Connection::opened(name, transport, identity))
            }
            Source::Transport(transport) => Ok(Connection::given(name, transport)),
        }
    }
}

/// The places in the order of the contract, with the credentials of `common` where they are known; nothing is opened
/// before everybody is let in everywhere.
pub(super) fn places(
    mut places: Vec<Place>,
    common: Vec<(&'static str, Credentials)>,
    operations: &[&'static Operation],
    servers: &[ServerInfo],
) -> Result<Vec<Admitted>, ConnectError> {
    let order = |place: &Place| {
        servers
            .iter()
            .position(|server| server.name == place.server.name)
    };
    places.sort_by_key(order);
    for (scheme, credentials) in common {
        let is_to_be_opened = |place: &&mut Place| place.transport.is_none();
        // What nobody knows is told by the first server as if it had been given to it.
        let known = places.iter().any(|place| place.knows(scheme, operations));
        let takes = places.iter_mut().filter(is_to_be_opened);
        let mut is_used = false;
        for place in takes.filter(|place| !known || place.knows(scheme, operations)) {
            place.identity.push((scheme, credentials.clone()));
            is_used = true;
        }
        if let Some(transport) = places.first().and_then(|place| place.transport.as_ref())
            && !is_used
        {
            let scheme = transport.scheme().to_owned();
            return Err(ConnectError::NoCredentials { scheme });
        }
    }
    let mut pairs = places.iter().zip(places.iter().skip(1));
    if let Some((twice, _)) = pairs.find(|(one, next)| one.server.name == next.server.name) {
        let server = twice.server.name;
        return Err(ConnectError::Twice { server });
    }
    let places = places.into_iter();
    places.map(|place| place.admit(operations)).collect()
}
