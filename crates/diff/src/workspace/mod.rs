//! Several contracts together: whether what one application sends is accepted by another one that receives it.
//!
//! Applications meet where one sends and the other one receives on what may be one server (`place`) at a common address
//! (`address`); both are known as far as variables, parameters and wildcards say (`language`). A reply goes back where its request goes there, if both look for its address at one place. What is sent is
//! judged as a change is, with the sender in place of the base and the receiver in place of the revision (`reception`).

mod address;
mod catalogue;
mod language;
mod place;
mod reception;

pub use catalogue::{
    MESSAGE_LOST, MESSAGE_REFUSED, RECEPTION_UNKNOWN, RULES as WORKSPACE_RULES, SERVERS_APART,
};
pub use reception::{Reception, Refusal};

use tidings_model::Contract;
use tidings_model::contract::{Action, MessageId, Operation, OperationId};

use crate::Options;
use crate::schema::Equality;
use address::Addresses;
use place::Place;
use reception::Reader;

/// Where messages of one application come to another one.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The operation of the application that sends.
    pub sender: OperationId,
    /// The operation of the application that receives.
    pub receiver: OperationId,
    /// Whether it is the reply of the one operation to the request of the other one.
    pub is_reply: bool,
    /// An address that both have: of a reply its own, where both name it, or else that of the request.
    pub address: String,
    /// The protocol that both speak there; `None` where one of them names no server.
    pub protocol: Option<String>,
    /// What is sent, and what becomes of it.
    pub messages: Vec<Sent>,
}

/// What becomes of a message at the receiver.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The message, in the sender's contract.
    pub message: MessageId,
    /// What the receiver takes it for.
    pub taken_for: Option<MessageId>,
    /// What becomes of it.
    pub reception: Reception,
}

/// Where messages that `sender` sends come to `receiver`, and what becomes of them.
pub fn meetings(sender: &Contract, receiver: &Contract, options: &Options) -> Vec<Meeting> {
    // Most pairs of contracts never meet, and those do not pay for what judges.
    let mut reader: Option<Reader<'_>> = None;
    let equality = Equality::between(sender, receiver);
    let mut meetings = Vec::new();
    let receiving: Vec<_> = by_action(receiver, Action::Receive).collect();
    let asking: Vec<_> = by_action(receiver, Action::Send)
        .filter(|(_, operation, _)| operation.reply.is_some())
        .collect();
    let mut meet = |one: &Side<'_>,
                    other: &Side<'_>,
                    is_reply: bool,
                    sent: &[MessageId],
                    known: &[MessageId],
                    lost: Option<&Refusal>| {
        let Some((address, protocol)) = one.2.met(&other.2) else {
            return;
        };
        let reader = reader.get_or_insert_with(|| Reader::new(sender, receiver, options));
        let replied = is_reply
            .then(|| reception::reply_address((sender, one.1), (receiver, other.1)))
            .flatten();
        let address = replied.unwrap_or(address);
        meetings.push(Meeting {
            sender: one.0,
            receiver: other.0,
            is_reply,
            address,
            protocol,
            messages: reader.read(sent, known, &equality, lost),
        });
    };
    for one in by_action(sender, Action::Send) {
        for other in &receiving {
            let lost = reception::reply_lost((sender, one.1), (receiver, other.1));
            let (sent, known) = (&one.1.messages, &other.1.messages);
            meet(&one, other, false, sent, known, lost.as_ref());
        }
    }
    for one in by_action(sender, Action::Receive) {
        let Some(reply) = &one.1.reply else {
            continue;
        };
        for other in &asking {
            // That is told of the request.
            if reception::reply_lost((receiver, other.1), (sender, one.1)).is_some() {
                continue;
            }
            let expected = other.1.reply.as_ref();
            let expected = expected.map_or(&[][..], |reply| &reply.messages);
            meet(&one, other, true, &reply.messages, expected, None);
        }
    }
    meetings
}

/// Two operations that have one address and do not meet, because their servers are others.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The operation of the application that sends.
    pub sender: OperationId,
    /// The operation of the application that receives.
    pub receiver: OperationId,
    /// An address that both have.
    pub address: String,
}

/// Where messages that `sender` sends would come to `receiver` if both meant the same servers.
pub fn apart(sender: &Contract, receiver: &Contract) -> Vec<Apart> {
    let receiving: Vec<_> = by_action(receiver, Action::Receive).collect();
    let pairs = by_action(sender, Action::Send).flat_map(|one| {
        let apart = receiving.iter().filter_map(|other| {
            let address = one.2.apart(&other.2)?;
            Some(Apart {
                sender: one.0,
                receiver: other.0,
                address,
            })
        });
        apart.collect::<Vec<_>>()
    });
    pairs.collect()
}

/// An operation with where its messages travel.
type Side<'c> = (OperationId, &'c Operation, Route);

/// Where the messages of a channel travel.
struct Route {
    /// The servers; none where the contract names none, so that it may be any.
    servers: Vec<Place>,
    addresses: Addresses,
}

fn by_action(contract: &Contract, action: Action) -> impl Iterator<Item = Side<'_>> {
    let operations = contract.operations.enumerate();
    operations.filter_map(move |(id, operation)| {
        let channel = &contract.channels[operation.channel];
        let servers = channel.servers.iter();
        let route = Route {
            servers: servers
                .map(|server| Place::of(&contract.servers[*server]))
                .collect(),
            addresses: Addresses::of(contract, channel)?,
        };
        (operation.action == action).then_some((id, operation, route))
    })
}

impl Route {
    /// An address that both have by one protocol, where they do not meet.
    fn apart(&self, other: &Self) -> Option<String> {
        if self.met(other).is_some() {
            return None;
        }
        let mut families = self.servers.iter().map(|place| place.family.as_str());
        families.find_map(|family| {
            let mut others = other.servers.iter();
            others.find(|other| other.family == family)?;
            self.addresses.common(&other.addresses, Some(family))
        })
    }

    /// An address and a protocol at which both meet, if they do.
    fn met(&self, other: &Self) -> Option<(String, Option<String>)> {
        if self.servers.is_empty() || other.servers.is_empty() {
            let known = self.servers.first().or(other.servers.first());
            let family = known.map(|place| place.family.as_str());
            let address = self.addresses.common(&other.addresses, family)?;
            return Some((address, None));
        }
        let mut servers = self.servers.iter();
        servers.find_map(|one| {
            let mut others = other.servers.iter();
            let common = others.find(|other| one.may_be(other))?;
            let family = common.family.as_str();
            let address = self.addresses.common(&other.addresses, Some(family))?;
            Some((address, Some(family.to_owned())))
        })
    }
}
