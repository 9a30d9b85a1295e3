//! The required fields that nobody has to be asked for.

use std::collections::{HashMap, HashSet};

use tidings_model::Contract;
use tidings_model::contract::{MessageId, Operation, Reply};

use super::{Filling, Target, object_in, root, target};
use crate::ir::{Field, Kind, Shape, TypeId, Types, Usage};
use crate::plan::Plan;

/// The required fields that nobody has to be asked for, because the runtime fills them before anybody sees the message.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    headers: HashSet<(MessageId, String)>,
    /// Fields that are filled wherever their types stand, and those that hold nothing that is asked for but such fields.
    fields: HashSet<(TypeId, String)>,
    /// The messages in which a field is filled, in the order of the contract.
    messages: HashMap<(TypeId, String), Vec<MessageId>>,
}

/// The names of the fields that lead from the headers or from the payload of a message to what the runtime fills there.
type Way = (MessageId, bool, Vec<String>);

impl Filled {
    /// The fields of the messages of `plan`, whose operations are settled.
    pub(crate) fn of(contract: &Contract, types: &Types, plan: &Plan) -> Self {
        let ways = ways(contract, types, plan);
        let stands = Stands::of(types, plan);
        let mut filled = Self::default();
        for (message, in_headers, path) in &ways {
            if let ([name], true) = (&path[..], in_headers) {
                filled.headers.insert((*message, name.clone()));
            }
            let Some(end) = end(types, plan, *message, *in_headers, path) else {
                continue;
            };
            filled.messages.entry(end).or_default().push(*message);
        }
        let everywhere = filled
            .messages
            .keys()
            .filter(|(of, name)| stands.are_all_on(&ways, *of, std::slice::from_ref(name)));
        filled.fields = everywhere.cloned().collect();
        filled.add_holders(types, &stands);
        for messages in filled.messages.values_mut() {
            messages.sort_unstable();
            messages.dedup();
        }
        filled
    }

    /// Adds the fields of types of which nothing is asked for, since what they demand is filled.
    fn add_holders(&mut self, types: &Types, stands: &Stands) {
        let mut waiting: Vec<TypeId> = self.fields.iter().map(|(of, _)| *of).collect();
        while let Some(of) = waiting.pop() {
            let Shape::Struct(structure) = &types.get(of).shape else {
                continue;
            };
            let is_asked = |field: &Field| {
                field.required && types.constant(field).is_none() && !self.field(of, &field.name)
            };
            if structure.fields.iter().any(is_asked) {
                continue;
            }
            for stand in stands.of_type(of) {
                if let Stand::Field {
                    owner,
                    name,
                    required: true,
                } = stand
                    && self.fields.insert((*owner, name.clone()))
                {
                    waiting.push(*owner);
                }
            }
        }
    }

    /// Whether the header `name` of the message `id` is one of them.
    pub(crate) fn header(&self, id: MessageId, name: &str) -> bool {
        self.headers.contains(&(id, name.to_owned()))
    }

    /// Whether the field `name` of the type `id` is one of them wherever the type stands.
    pub(crate) fn field(&self, id: TypeId, name: &str) -> bool {
        self.fields.contains(&(id, name.to_owned()))
    }

    /// The messages in which the runtime fills the field `name` of the type `id`, required or not.
    pub(crate) fn messages(&self, id: TypeId, name: &str) -> &[MessageId] {
        let messages = self.messages.get(&(id, name.to_owned()));
        messages.map_or(&[], Vec::as_slice)
    }
}

/// What the runtime fills in each message whenever it is sent.
fn ways(contract: &Contract, types: &Types, plan: &Plan) -> HashSet<Way> {
    let mut ways = HashSet::new();
    for (&id, message) in &plan.messages {
        for filling in [Filling::CorrelationId, Filling::ReplyAddress] {
            if let Target::Fields { in_headers, path } = target(types, message, filling)
                && is_always_filled(contract, plan, id, filling)
            {
                let path = path.into_iter().map(|step| step.name).collect();
                ways.insert((id, in_headers, path));
            }
        }
    }
    ways
}

/// Whether each operation that the message `id` is sent by fills it: requests get an id, and an address unless the
/// contract fixes it; replies get an id.
fn is_always_filled(contract: &Contract, plan: &Plan, id: MessageId, filling: Filling) -> bool {
    let is_fixed = |reply: &Reply| {
        let mut channel = reply.channel.iter();
        channel.any(|channel| contract.channels[*channel].address.is_some())
    };
    let is_given = |reply: &Reply| match filling {
        Filling::CorrelationId => true,
        Filling::ReplyAddress => reply.address.is_some() || !is_fixed(reply),
    };
    let as_request = |operation: &Operation| {
        let mut reply = operation.reply.iter();
        reply.any(|reply| !reply.messages.is_empty() && is_given(reply))
    };
    let as_reply = |operation: &Operation| {
        let mut reply = operation.reply.iter();
        reply.any(|reply| reply.messages.contains(&id))
    };
    let operations = plan.operations.iter().map(|&id| &plan.described[id]);
    let mut using = operations.filter(|one| one.messages.contains(&id) || as_reply(one));
    let mut is_used = false;
    using.all(|operation| {
        is_used = true;
        let is_filled = !operation.messages.contains(&id) || as_request(operation);
        is_filled && (filling == Filling::CorrelationId || !as_reply(operation))
    }) && is_used
}

/// The type at the end of `path`, and the name of its field there.
fn end(
    types: &Types,
    plan: &Plan,
    message: MessageId,
    in_headers: bool,
    path: &[String],
) -> Option<(TypeId, String)> {
    let mut at = root(types, plan.messages.get(&message)?, in_headers)?;
    let (last, before) = path.split_last()?;
    for name in before {
        at = object_in(types, super::field(types, at, name)?)?;
    }
    Some((at, last.clone()))
}

/// A place where a type stands.
#[derive(Debug)]
enum Stand {
    /// It is the headers or the payload of a message.
    Root {
        message: MessageId,
        in_headers: bool,
    },
    /// It is the type of a field.
    Field {
        owner: TypeId,
        name: String,
        required: bool,
    },
    /// It is in a list, in a union, or anywhere else where a path of names does not lead.
    Elsewhere,
}

/// The places where each type stands.
#[derive(Debug, Default)]
struct Stands(HashMap<TypeId, Vec<Stand>>);

impl Stands {
    fn of(types: &Types, plan: &Plan) -> Self {
        let mut stands = Self::default();
        for (index, definition) in types.definitions.iter().enumerate() {
            let owner = TypeId(index);
            let Shape::Struct(structure) = &definition.shape else {
                // What another name stands for stands where the name does.
                if !matches!(definition.shape, Shape::Alias(_)) {
                    stands.add_elsewhere(types, definition.shape.usages());
                }
                continue;
            };
            for field in &structure.fields {
                match object_in(types, field) {
                    Some(id) => stands.add(
                        id,
                        Stand::Field {
                            owner,
                            name: field.name.clone(),
                            required: field.required,
                        },
                    ),
                    None => stands.add_elsewhere(types, [&field.usage]),
                }
            }
            stands.add_elsewhere(types, structure.undeclared());
        }
        for (&message, of) in &plan.messages {
            stands.add_elsewhere(types, &of.key);
            for in_headers in [true, false] {
                match root(types, of, in_headers) {
                    Some(id) => stands.add(
                        id,
                        Stand::Root {
                            message,
                            in_headers,
                        },
                    ),
                    None if in_headers => {}
                    None => stands.add_elsewhere(types, &of.payload),
                }
            }
        }
        stands
    }

    fn add(&mut self, id: TypeId, stand: Stand) {
        self.0.entry(id).or_default().push(stand);
    }

    fn add_elsewhere<'u>(&mut self, types: &Types, usages: impl IntoIterator<Item = &'u Usage>) {
        for usage in usages {
            let mut usage = usage;
            while let Kind::List(inner) | Kind::Map(inner) = &usage.kind {
                usage = inner;
            }
            if let Some(id) = types.plain(usage).defined() {
                self.add(id, Stand::Elsewhere);
            }
        }
    }

    fn of_type(&self, id: TypeId) -> &[Stand] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether `path`, from a value of `of` on, ends one of the `ways` wherever the type stands.
    ///
    /// Each step outwards makes the path longer, and no path is longer than the longest way, so this comes to an end
    /// where types contain themselves; it stops at the first place that is on none.
    fn are_all_on(&self, ways: &HashSet<Way>, of: TypeId, path: &[String]) -> bool {
        let longest = ways.iter().map(|(_, _, way)| way.len()).max();
        let stands = self.of_type(of);
        let is_on = |stand: &Stand| match stand {
            Stand::Root {
                message,
                in_headers,
            } => ways.contains(&(*message, *in_headers, path.to_vec())),
            Stand::Field { owner, name, .. } => {
                let outer: Vec<String> = std::iter::once(name).chain(path).cloned().collect();
                longest.is_some_and(|longest| outer.len() <= longest)
                    && self.are_all_on(ways, *owner, &outer)
            }
            Stand::Elsewhere => false,
        };
        !stands.is_empty() && stands.iter().all(is_on)
    }
}
