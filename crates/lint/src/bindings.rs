//! The bindings of one protocol, wherever in a contract they stand.

pub(crate) mod amazon;

use tidings_diag::{Applicability, Finding, Fix, Location, RuleMeta};
use tidings_model::Contract;
use tidings_model::contract::{Binding, Channel, MessageId, Operation, Server};
use tidings_model::grammar::bindings::{PROTOCOLS, Part};
use tidings_schema::Literal;
use tidings_source::Sources;
use tidings_syntax::{Kind, Value, unescape_pointer};

use crate::mend::replaced;
use crate::place::{followed, value_at};

/// A binding together with what it is bound to.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'c> {
    binding: &'c Binding,
    element: &'c str,
    part: Part,
}

/// The servers that have a binding of `protocol`, with it.
pub(crate) fn servers<'c>(
    contract: &'c Contract,
    protocol: &str,
) -> impl Iterator<Item = (&'c Server, Bound<'c>)> {
    contract.servers.iter().filter_map(move |server| {
        let binding = binding(&server.bindings, protocol)?;
        let element = server.element.as_str();
        Some((server, Bound::new(binding, Part::Server, element)))
    })
}

/// The channels that have a binding of `protocol`, with it.
pub(crate) fn channels<'c>(
    contract: &'c Contract,
    protocol: &str,
) -> impl Iterator<Item = (&'c Channel, Bound<'c>)> {
    contract.channels.iter().filter_map(move |channel| {
        let binding = binding(&channel.bindings, protocol)?;
        let element = channel.element.as_str();
        Some((channel, Bound::new(binding, Part::Channel, element)))
    })
}

/// The operations that have a binding of `protocol`, with it.
pub(crate) fn operations<'c>(
    contract: &'c Contract,
    protocol: &str,
) -> impl Iterator<Item = (&'c Operation, Bound<'c>)> {
    contract.operations.iter().filter_map(move |operation| {
        let binding = binding(&operation.bindings, protocol)?;
        let element = operation.element.as_str();
        Some((operation, Bound::new(binding, Part::Operation, element)))
    })
}

/// The messages that have a binding of `protocol`, with it.
pub(crate) fn messages<'c>(
    contract: &'c Contract,
    protocol: &str,
) -> impl Iterator<Item = (MessageId, Bound<'c>)> {
    contract
        .messages
        .enumerate()
        .filter_map(move |(id, message)| {
            let binding = binding(&message.bindings, protocol)?;
            let element = message.element.as_str();
            Some((id, Bound::new(binding, Part::Message, element)))
        })
}

/// The channels that list `message`.
pub(crate) fn carriers(contract: &Contract, message: MessageId) -> impl Iterator<Item = &Channel> {
    let channels = contract.channels.iter();
    channels.filter(move |channel| channel.messages.iter().any(|(_, own)| *own == message))
}

/// The servers on which `channel` is available.
pub(crate) fn servers_of<'c>(
    contract: &'c Contract,
    channel: &'c Channel,
) -> impl Iterator<Item = &'c Server> {
    let servers = channel.servers.iter();
    servers.map(|server| &contract.servers[*server])
}

/// The binding of `protocol` among `bindings`.
pub(crate) fn binding<'c>(bindings: &'c [Binding], protocol: &str) -> Option<&'c Binding> {
    bindings.iter().find(|binding| binding.protocol == protocol)
}

impl<'c> Bound<'c> {
    /// The binding `binding` of the element `element`, which is a `part`.
    pub(crate) fn new(binding: &'c Binding, part: Part, element: &'c str) -> Self {
        Self {
            binding,
            element,
            part,
        }
    }

    /// The value at `path`, whose steps are parted by `/`; `None` where there is none.
    pub(crate) fn get(&self, path: &str) -> Option<&'c Literal> {
        path.split('/')
            .try_fold(&self.binding.value, |value, step| match value {
                Literal::Array(items) => items.get(step.parse::<usize>().ok()?),
                value => value.get(step),
            })
    }

    /// The string at `path`.
    pub(crate) fn text(&self, path: &str) -> Option<&'c str> {
        self.get(path)?.as_str()
    }

    /// The truth value at `path`.
    pub(crate) fn flag(&self, path: &str) -> Option<bool> {
        self.get(path)?.as_bool()
    }

    /// How many items the array at `path` has.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.get(path)
            .and_then(Literal::as_array)
            .map_or(0, <[_]>::len)
    }

    /// The schema in the field `field`, or the one it refers to.
    pub(crate) fn schema<'s>(&self, sources: &'s Sources, field: &str) -> Option<Value<'s>> {
        let schema = value_at(sources, &self.binding.origin.location)?.get(field)?;
        followed(sources, schema)
    }

    /// The place of the protocol's key.
    pub(crate) fn own_key(&self, sources: &Sources) -> Location {
        let location = &self.binding.origin.location;
        let key = || {
            let (parent, own) = location.pointer.as_deref()?.rsplit_once('/')?;
            let parent = sources.file(location.span.file).tree.pointer(parent)?;
            Some(parent.entry(&unescape_pointer(own))?.key_location())
        };
        key().unwrap_or_else(|| location.clone())
    }

    /// The place of the key at `path`, as far as the binding itself has it and not a trait.
    pub(crate) fn key(&self, sources: &Sources, path: &str) -> Location {
        self.place(sources, path, true)
    }

    /// The place of the value at `path`, as far as the binding itself has it and not a trait.
    pub(crate) fn value(&self, sources: &Sources, path: &str) -> Location {
        self.place(sources, path, false)
    }

    fn place(&self, sources: &Sources, path: &str, wants_key: bool) -> Location {
        let mut place = self.binding.origin.location.clone();
        let Some(mut value) = value_at(sources, &place) else {
            return place;
        };
        for step in path.split('/') {
            let next = match value.kind() {
                Kind::Sequence => {
                    let index = step.parse::<usize>().ok();
                    let item = index.and_then(|index| value.items().nth(index));
                    item.map(|item| (item, item.location()))
                }
                _ => value.entry(step).map(|entry| {
                    let place = if wants_key {
                        entry.key_location()
                    } else {
                        entry.value.location()
                    };
                    (entry.value, place)
                }),
            };
            let Some((next, next_place)) = next else {
                break;
            };
            (value, place) = (next, next_place);
        }
        place
    }

    /// The mend that writes `instead` for the string at `path`; somebody should look at it, because either side of a
    /// contradiction may be the wrong one.
    pub(crate) fn mend(&self, sources: &Sources, path: &str, instead: &str) -> Option<Fix> {
        let binding = value_at(sources, &self.binding.origin.location)?;
        let value = path
            .split('/')
            .try_fold(binding, |value, step| match value.kind() {
                Kind::Sequence => value.items().nth(step.parse().ok()?),
                _ => value.get(step),
            })?;
        replaced(value, value.as_str()?, instead, Applicability::Unsafe)
    }

    /// A finding about the binding, with the section of the binding's own text.
    pub(crate) fn finding(
        &self,
        rule: &'static RuleMeta,
        location: Location,
        message: impl Into<String>,
    ) -> Finding {
        let finding = Finding::new(rule, location, message).with_element(self.element);
        let protocol = PROTOCOLS
            .iter()
            .find(|protocol| protocol.key == self.binding.protocol);
        match protocol {
            Some(protocol) => finding.with_section(protocol.object(self.part).section),
            None => finding,
        }
    }
}
