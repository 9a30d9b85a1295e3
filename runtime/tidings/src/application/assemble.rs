//! The document of an application, put together.

use std::collections::BTreeSet;

use super::address::is_name;
use super::channel::Channel;
use super::json::{Json, Object};
use super::message::MessageEntry;
use super::operation::Operation;
use super::{Application, ApplicationError, schemas};

/// The version of AsyncAPI that documents are written in.
const VERSION: &str = "3.1.0";

/// A channel with the names of what goes through it.
struct Carrier {
    channel: Channel,
    messages: Vec<&'static str>,
}

/// The AsyncAPI document of `application`.
pub(super) fn assemble(application: &Application) -> Result<Json, ApplicationError> {
    let messages = messages(application)?;
    let mut carriers: Vec<Carrier> = Vec::new();
    for channel in &application.channels {
        carriers.push(Carrier::new(channel.clone()));
    }
    let mut operations = Vec::new();
    for operation in &application.operations {
        let object = operation_object(operation, &mut carriers)?;
        operations.push((operation.name.clone(), object));
    }
    let mut servers = Vec::new();
    for server in &application.servers {
        servers.push((server.name.clone(), server.object()?));
    }
    let mut channels = Vec::new();
    for carrier in &carriers {
        let object = carrier.channel.object(&carrier.messages)?;
        channels.push((carrier.channel.name.clone(), object));
    }
    for (what, entries) in [
        ("a server", &servers),
        ("a channel", &channels),
        ("an operation", &operations),
    ] {
        distinct(what, entries)?;
    }
    let mut generator = schemas::generator();
    let mut described = Vec::new();
    for message in &messages {
        described.push((message.name.to_owned(), message.object(&mut generator)?));
    }
    let info = Object::default()
        .text("title", &application.title)
        .text("version", &application.version)
        .optional("description", application.description.clone());
    let components = Object::default()
        .entries("messages", described)
        .entries("schemas", schemas::definitions(generator));
    Ok(Object::default()
        .text("asyncapi", VERSION)
        .optional("id", application.id.clone())
        .with("info", info.finish())
        .entries("servers", servers)
        .entries("channels", channels)
        .entries("operations", operations)
        .with("components", components.finish())
        .finish())
}

/// Every message once, in the order in which operations name them.
fn messages(application: &Application) -> Result<Vec<MessageEntry>, ApplicationError> {
    let mut messages: Vec<MessageEntry> = Vec::new();
    for operation in &application.operations {
        for message in operation.messages.iter().chain(&operation.replies) {
            named("a message", message.name)?;
            match messages.iter().find(|known| known.name == message.name) {
                None => messages.push(*message),
                Some(known) if known.of_type == message.of_type => {}
                Some(known) => {
                    return Err(ApplicationError::SameMessage {
                        name: message.name.to_owned(),
                        first: known.of_type,
                        second: message.of_type,
                    });
                }
            }
        }
    }
    Ok(messages)
}

/// The Operation Object (AsyncAPI 3.1, "Operation Object"); its messages go to their channels.
fn operation_object(
    operation: &Operation,
    carriers: &mut Vec<Carrier>,
) -> Result<Json, ApplicationError> {
    if operation.messages.is_empty() {
        return Err(ApplicationError::NoMessage {
            operation: operation.name.clone(),
        });
    }
    let at = carriers
        .iter()
        .position(|carrier| carrier.channel.address.as_deref() == Some(&operation.address));
    let at = at.unwrap_or_else(|| {
        carriers.push(Carrier::new(Channel::at(&operation.address)));
        carriers.len() - 1
    });
    let carrier = &mut carriers[at];
    let channel = carrier.reference();
    let messages = carrier.carry(&operation.messages);
    let object = Object::default()
        .text("action", operation.action)
        .with("channel", channel)
        .optional("summary", operation.summary.clone())
        .optional("description", operation.description.clone())
        .items("messages", messages);
    if operation.replies.is_empty() {
        return Ok(object.finish());
    }
    let mut replies = Carrier::new(Channel::of_replies(format!("{}Reply", operation.name)));
    let reply = Object::default()
        .with("channel", replies.reference())
        .items("messages", replies.carry(&operation.replies));
    carriers.push(replies);
    Ok(object.with("reply", reply.finish()).finish())
}

impl Carrier {
    fn new(channel: Channel) -> Self {
        Self {
            channel,
            messages: Vec::new(),
        }
    }

    fn reference(&self) -> Json {
        Json::reference(&format!("/channels/{}", self.channel.name))
    }

    /// Adds `messages` and refers to them in the channel.
    fn carry(&mut self, messages: &[MessageEntry]) -> Vec<Json> {
        let carried = messages.iter().map(|message| {
            if !self.messages.contains(&message.name) {
                self.messages.push(message.name);
            }
            let channel = &self.channel.name;
            Json::reference(&format!("/channels/{channel}/messages/{}", message.name))
        });
        carried.collect()
    }
}

fn named(what: &'static str, name: &str) -> Result<(), ApplicationError> {
    match is_name(name) {
        true => Ok(()),
        false => Err(ApplicationError::Name {
            what,
            name: name.to_owned(),
        }),
    }
}

fn distinct(what: &'static str, entries: &[(String, Json)]) -> Result<(), ApplicationError> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (name, _) in entries {
        named(what, name)?;
        if !seen.insert(name) {
            return Err(ApplicationError::SameName {
                what,
                name: name.clone(),
            });
        }
    }
    Ok(())
}
