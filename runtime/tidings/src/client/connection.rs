//! The servers that a client is connected to, and which of them a channel is on.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::identity::Identity;
use super::publisher::ChannelPublisher;
use super::{OtherServer, SendError};
use crate::transport::{Bindings, Credentials, PublishOptions, Transport};
use crate::wire::{Channel, Operation, demanded, listed};

/// The publisher of one channel; operations of which the contract says what matters when one is opened have their own.
///
/// They are looked for one by one: comparing where a channel stands costs less than hashing what it is called.
struct Slot {
    channel: &'static Channel,
    operation: Option<&'static Operation>,
    publisher: Cell,
}

/// A publisher once it is open.
type Cell = Arc<OnceCell<Arc<ChannelPublisher>>>;

/// A connection to one server.
pub(crate) struct Connection {
    /// The server of the contract; none where the transport stands for all of them.
    pub(crate) server: Option<&'static str>,
    pub(crate) transport: Arc<dyn Transport>,
    /// Who the application is; none on a transport that somebody else has opened.
    identity: Option<Identity>,
    publishers: Mutex<Vec<Slot>>,
}

impl Connection {
    /// A connection that was opened for `identity`.
    pub(super) fn opened(
        server: Option<&'static str>,
        transport: Arc<dyn Transport>,
        identity: Identity,
    ) -> Self {
        Self {
            server,
            transport,
            identity: Some(identity),
            publishers: Mutex::default(),
        }
    }

    /// A connection that somebody else has opened, and knows for whom.
    pub(super) fn given(server: Option<&'static str>, transport: Arc<dyn Transport>) -> Self {
        Self {
            server,
            transport,
            identity: None,
            publishers: Mutex::default(),
        }
    }

    /// Whether the contract has `channel` here.
    pub(crate) fn has(&self, channel: &Channel) -> bool {
        self.server.is_none_or(|server| channel.is_on(server))
    }

    /// What `operation` demands besides what opened the connection.
    ///
    /// # Errors
    ///
    /// What is demanded, in words, where it was not given.
    pub(crate) fn credentials(&self, operation: &Operation) -> Result<Vec<Credentials>, String> {
        let Some(identity) = self.identity.as_ref() else {
            return Ok(Vec::new());
        };
        if operation.security.is_empty() || self.server.is_none() && identity.is_empty() {
            return Ok(Vec::new());
        }
        identity.for_operation(operation.security).ok_or_else(|| {
            format!(
                "the operation `{}` demands {}, and credentials are given for {}",
                operation.name,
                demanded(operation.security),
                listed(&identity.schemes())
            )
        })
    }

    /// The publisher of `route`, which is opened when it is not open.
    pub(super) async fn publisher(
        &self,
        route: &Route<'_>,
    ) -> Result<Arc<ChannelPublisher>, SendError> {
        let cell = self.cell(route);
        let open = match cell.get() {
            Some(open) => open,
            None => cell.get_or_try_init(|| self.open(route)).await?,
        };
        Ok(Arc::clone(open))
    }

    fn cell(&self, route: &Route<'_>) -> Cell {
        let operation = route
            .operation
            .filter(|operation| !operation.security.is_empty() || !route.bindings().is_empty());
        let mut slots = self
            .publishers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut known = slots.iter();
        let known = known
            .find(|slot| std::ptr::eq(slot.channel, route.channel) && slot.operation == operation);
        if let Some(slot) = known {
            return Arc::clone(&slot.publisher);
        }
        let publisher = Cell::default();
        slots.push(Slot {
            channel: route.channel,
            operation,
            publisher: Arc::clone(&publisher),
        });
        publisher
    }

    async fn open(&self, route: &Route<'_>) -> Result<Arc<ChannelPublisher>, SendError> {
        let channel = route.channel;
        let credentials = route.operation.map(|operation| self.credentials(operation));
        let credentials = credentials.transpose();
        let credentials = credentials.map_err(|why| SendError::Unsupported {
            channel: channel.name,
            why,
        })?;
        let mut options = PublishOptions::default();
        options.credentials = credentials.unwrap_or_default();
        options.bindings = route.bindings();
        let open = ChannelPublisher::open(&*self.transport, channel, options);
        Ok(Arc::new(open.await?))
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("server", &self.server)
            .field("transport", &self.transport.scheme())
            .finish_non_exhaustive()
    }
}

/// Where a message goes.
#[derive(Clone, Copy)]
pub(crate) struct Route<'a> {
    pub(super) channel: &'static Channel,
    operation: Option<&'static Operation>,
    pub(super) via: Via<'a>,
}

/// Which of the servers of a channel a message is sent through.
#[derive(Clone, Copy)]
pub(crate) enum Via<'a> {
    /// The first one in the order of the contract.
    First,
    /// The one that the application names.
    Server(&'static str),
    /// That from which something came that this belongs to, if the channel is there too.
    Back(&'a Arc<Connection>),
}

impl<'a> Route<'a> {
    /// Where `operation` sends.
    pub(crate) fn of(operation: &'static Operation) -> Self {
        Self {
            operation: Some(operation),
            ..Self::to(operation.channel)
        }
    }

    /// To a channel, for no operation of the contract.
    pub(crate) fn to(channel: &'static Channel) -> Self {
        Self {
            channel,
            operation: None,
            via: Via::First,
        }
    }

    /// To another channel than that of the operation, such as the one of its replies.
    pub(crate) fn on(self, channel: &'static Channel) -> Self {
        Self { channel, ..self }
    }

    /// Through a server.
    pub(crate) fn via<'b>(self, via: Via<'b>) -> Route<'b> {
        Route {
            channel: self.channel,
            operation: self.operation,
            via,
        }
    }

    /// What the contract says of the operation in the terms of single protocols; it says it of the operation's own
    /// channel.
    fn bindings(&self) -> Bindings {
        let own = self.operation;
        let own = own.filter(|operation| std::ptr::eq(operation.channel, self.channel));
        own.map_or(Bindings::NONE, |operation| operation.bindings)
    }

    /// Whether messages of both may be sent together.
    pub(super) fn is_same_as(&self, other: &Route<'_>) -> bool {
        let via = match (self.via, other.via) {
            (Via::First, Via::First) => true,
            (Via::Server(one), Via::Server(another)) => one == another,
            (Via::Back(one), Via::Back(another)) => Arc::ptr_eq(one, another),
            _ => false,
        };
        via && self.channel == other.channel && self.operation == other.operation
    }
}

/// The connections of one client, in the order that the contract has its servers in; never none.
#[derive(Debug)]
pub(crate) struct Connections {
    first: Arc<Connection>,
    others: Vec<Arc<Connection>>,
}

impl Connections {
    pub(super) fn new(first: Connection, others: Vec<Connection>) -> Self {
        Self {
            first: Arc::new(first),
            others: others.into_iter().map(Arc::new).collect(),
        }
    }

    /// Connections as they are in order; none where there is no connection.
    pub(super) fn of(connections: Vec<Connection>) -> Option<Self> {
        let mut connections = connections.into_iter();
        let first = connections.next()?;
        Some(Self::new(first, connections.collect()))
    }

    pub(crate) fn first(&self) -> &Arc<Connection> {
        &self.first
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Connection>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// All that the contract has `channel` on.
    pub(crate) fn with(
        &self,
        channel: &'static Channel,
    ) -> Result<Vec<Arc<Connection>>, OtherServer> {
        let with: Vec<_> = self
            .iter()
            .filter(|one| one.has(channel))
            .cloned()
            .collect();
        match with.is_empty() {
            true => Err(self.elsewhere(channel)),
            false => Ok(with),
        }
    }

    /// The one that a message takes.
    pub(crate) fn choose(&self, route: &Route<'_>) -> Result<&Arc<Connection>, SendError> {
        let channel = route.channel;
        let mut with = self.iter().filter(|one| one.has(channel));
        match route.via {
            Via::First => {}
            Via::Server(server) => {
                let mut named = self.iter();
                let named = named.find(|one| one.server.is_none_or(|own| own == server));
                let named = named.ok_or(SendError::NotConnected { server })?;
                return match named.has(channel) {
                    true => Ok(named),
                    false => Err(OtherServer::new(channel, vec![server]).into()),
                };
            }
            Via::Back(origin) => {
                if let Some(same) = self.iter().find(|one| Arc::ptr_eq(one, origin))
                    && same.has(channel)
                {
                    return Ok(same);
                }
            }
        }
        with.next().ok_or_else(|| self.elsewhere(channel).into())
    }

    fn elsewhere(&self, channel: &'static Channel) -> OtherServer {
        OtherServer::new(channel, self.iter().filter_map(|one| one.server).collect())
    }
}
