//! Addresses of one channel that come and go while a server runs.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use tokio::sync::watch;

use crate::wire::Address;

/// Which addresses of a channel are received from; a clone is the same set, and what is changed in it is subscribed
/// or unsubscribed while a server runs.
///
/// ```
/// # use tidings::__generated::v1;
/// # static ROOMS: v1::Channel = v1::Channel::new("rooms", Some("rooms/{room}"));
/// # #[derive(Clone, PartialEq)] struct RoomsAddress { room: String }
/// # impl tidings::Address for RoomsAddress {
/// #     const CHANNEL: &'static v1::Channel = &ROOMS;
/// #     fn render(&self) -> String { format!("rooms/{}", self.room) }
/// #     fn parse(address: &str) -> Option<Self> { Some(Self { room: address.strip_prefix("rooms/")?.to_owned() }) }
/// # }
/// let rooms = tidings::Addresses::new();
/// rooms.add(&RoomsAddress { room: "blue".to_owned() });
/// // server.only(&rooms) receives from the blue room, and from now on:
/// rooms.add(&RoomsAddress { room: "red".to_owned() });
/// rooms.remove(&RoomsAddress { room: "blue".to_owned() });
/// assert_eq!(rooms.len(), 1);
/// ```
pub struct Addresses<A> {
    set: Arc<watch::Sender<Vec<String>>>,
    of: PhantomData<fn() -> A>,
}

impl<A: Address> Addresses<A> {
    /// No address yet.
    pub fn new() -> Self {
        Self {
            set: Arc::new(watch::Sender::new(Vec::new())),
            of: PhantomData,
        }
    }

    /// Adds an address, and says whether it was not there.
    pub fn add(&self, address: &A) -> bool {
        let address = address.render();
        self.set.send_if_modified(|set| {
            let is_new = !set.contains(&address);
            if is_new {
                set.push(address);
            }
            is_new
        })
    }

    /// Takes an address out, and says whether it was there.
    ///
    /// What is being handled is brought to its end.
    /// The group stays: what is sent meanwhile waits until the address is added again, where the transport keeps it.
    pub fn remove(&self, address: &A) -> bool {
        let address = address.render();
        self.set.send_if_modified(|set| {
            let before = set.len();
            set.retain(|one| *one != address);
            set.len() < before
        })
    }

    /// How many addresses there are.
    pub fn len(&self) -> usize {
        self.set.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The addresses as text, now and from now on.
    pub(super) fn watch(&self) -> watch::Receiver<Vec<String>> {
        self.set.subscribe()
    }
}

impl<A> Clone for Addresses<A> {
    fn clone(&self) -> Self {
        Self {
            set: Arc::clone(&self.set),
            of: PhantomData,
        }
    }
}

impl<A: Address> Default for Addresses<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Address> From<&Addresses<A>> for Addresses<A> {
    fn from(set: &Addresses<A>) -> Self {
        set.clone()
    }
}

impl<A: Address> From<A> for Addresses<A> {
    fn from(address: A) -> Self {
        [address].into_iter().collect()
    }
}

impl<A: Address> FromIterator<A> for Addresses<A> {
    fn from_iter<I: IntoIterator<Item = A>>(addresses: I) -> Self {
        let set = Self::new();
        for address in addresses {
            set.add(&address);
        }
        set
    }
}

impl<A> fmt::Debug for Addresses<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.set.borrow().iter())
            .finish()
    }
}
