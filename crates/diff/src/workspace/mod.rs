//! Several contracts together: whether what one application sends is accepted by another one that receives it.
//!
//! Applications meet (`route`) where one sends and the other one receives on what may be one server (`place`) at a common
//! address (`address`); both are known as far as variables, parameters and wildcards say (`language`). A message is told
//! from the others that travel there (`flow`), and judged as a change is, with the sender in place of the base and the
//! receiver in place of the revision (`reception`). What it is refused for can be compared with what it was refused for
//! before (`objection`), and so can the values that the sender lists (`listed`), at every place at which
//! one demand is made (`elsewhere`). A reply goes back where its request goes
//! there, if both look for its address at one place.

mod address;
mod catalogue;
mod elsewhere;
mod flow;
mod language;
mod listed;
mod objection;
mod place;
mod reception;
mod route;

pub use catalogue::{
    MESSAGE_LOST, MESSAGE_REFUSED, RECEPTION_UNKNOWN, RULES as WORKSPACE_RULES, SERVERS_APART,
};
pub use objection::Objection;
pub use reception::{Reception, Refusal};

use tidings_model::Contract;
use tidings_model::contract::{Action, MessageId, Operation, OperationId};

use crate::Options;
use flow::Flow;
use reception::Reader;
use route::by_action;

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
    let there = Flow::between(sender, receiver).deliveries(options);
    let mut meetings: Vec<Meeting> = there
        .into_iter()
        .map(|delivery| {
            let (one, other) = (
                &sender.operations[delivery.sender],
                &receiver.operations[delivery.receiver],
            );
            let lost = reception::reply_lost((sender, one), (receiver, other));
            let messages = delivery.messages.into_iter().map(|sent| match &lost {
                Some(lost) => sent.beside(lost),
                None => sent,
            });
            Meeting {
                sender: delivery.sender,
                receiver: delivery.receiver,
                is_reply: false,
                address: delivery.address,
                protocol: delivery.protocol,
                messages: messages.collect(),
            }
        })
        .collect();
    meetings.extend(replies(sender, receiver, options));
    meetings
}

/// The same of what `sender` replies to what `receiver` asks.
fn replies(sender: &Contract, receiver: &Contract, options: &Options) -> Vec<Meeting> {
    let answers =
        |operation: &Operation| operation.action == Action::Receive && operation.reply.is_some();
    if !sender.operations.iter().any(answers) {
        return Vec::new();
    }
    let mut requests = Flow::between(receiver, sender).deliveries(options);
    requests.retain(|request| {
        let (asking, answering) = (
            &receiver.operations[request.sender],
            &sender.operations[request.receiver],
        );
        let is_answered = asking.reply.is_some() && answering.reply.is_some();
        // That a reply is lost is told of the request.
        is_answered
            && request.arrives()
            && reception::reply_lost((receiver, asking), (sender, answering)).is_none()
    });
    requests.sort_by_key(|request| (request.receiver, request.sender));
    let mut reader: Option<Reader<'_>> = None;
    let replied = |operation: OperationId| {
        let reply = sender.operations[operation].reply.as_ref();
        reply.map_or(&[][..], |reply| &reply.messages)
    };
    let meetings = requests.iter().map(|request| {
        let (asking, answering) = (
            &receiver.operations[request.sender],
            &sender.operations[request.receiver],
        );
        // Whoever asks sees all that comes back and not which operation it is from.
        let mut sent: Vec<MessageId> = Vec::new();
        for other in requests
            .iter()
            .filter(|other| other.sender == request.sender)
        {
            sent.extend(replied(other.receiver));
        }
        sent.sort();
        sent.dedup();
        let expected = asking.reply.as_ref();
        let expected = expected.map_or(&[][..], |reply| &reply.messages);
        let reader = reader.get_or_insert_with(|| Reader::new(sender, receiver, options));
        let own = replied(request.receiver);
        let messages = reader.read(&sent, expected).into_iter();
        let messages = messages.filter(|sent| own.contains(&sent.message));
        let address = reception::reply_address((sender, answering), (receiver, asking));
        Meeting {
            sender: request.receiver,
            receiver: request.sender,
            is_reply: true,
            address: address.unwrap_or_else(|| request.address.clone()),
            protocol: request.protocol.clone(),
            messages: messages.collect(),
        }
    });
    meetings.collect()
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
    let receiving = by_action(receiver, Action::Receive);
    let sending = by_action(sender, Action::Send);
    let pairs = sending.iter().flat_map(|one| {
        receiving.iter().filter_map(|other| {
            let address = one.route.apart(&other.route)?;
            Some(Apart {
                sender: one.id,
                receiver: other.id,
                address,
            })
        })
    });
    pairs.collect()
}
