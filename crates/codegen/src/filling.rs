//! Where the runtime puts the id that ties a reply to its request, and the address of the reply.

use std::collections::{HashMap, HashSet};

use tidings_model::contract::{MessageId, Operation};
use tidings_schema::Decimal;

use crate::ir::{Bound, Field, Formatted, Integer, Kind, Shape, Struct, TypeId, Types, Usage};
use crate::plan::{MessagePlan, Place, Plan};

/// What the runtime puts in a place of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Filling {
    CorrelationId,
    ReplyAddress,
}

impl Filling {
    /// Where the contract wants it in the message `plan`.
    pub(crate) fn place(self, plan: &MessagePlan) -> Option<&Place> {
        match self {
            Self::CorrelationId => plan.correlation.as_ref(),
            Self::ReplyAddress => plan.reply_to.as_ref(),
        }
    }

    /// Whether a field of this kind can hold it.
    fn fits(self, usage: &Usage) -> bool {
        match &usage.kind {
            Kind::Text => true,
            Kind::Formatted(Formatted::Uuid) => self == Self::CorrelationId,
            Kind::Integer(_) => self == Self::CorrelationId && ids_below(usage).is_some(),
            _ => false,
        }
    }
}

/// Where something that the runtime sets goes in a typed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Fields that lead to it, by their names on the wire, and whether the last may be absent.
    Fields {
        in_headers: bool,
        path: Vec<String>,
        optional: bool,
    },
    /// A header that the message's own headers do not declare.
    Header(String),
    /// The transport's own field, because the contract does not say, or says a place that cannot hold it.
    Transport,
}

/// Finds the field that `filling` goes in.
pub(crate) fn target(types: &Types, plan: &MessagePlan, filling: Filling) -> Target {
    match filling.place(plan) {
        None | Some(Place::HeaderPart(..)) => Target::Transport,
        Some(Place::Header(name)) => {
            let path = std::slice::from_ref(name);
            match field_at(types, plan.headers, path).and_then(|field| holds(types, field, filling))
            {
                Some(optional) => Target::Fields {
                    in_headers: true,
                    path: vec![name.clone()],
                    optional,
                },
                None => Target::Header(name.clone()),
            }
        }
        Some(Place::Payload(path)) => {
            let payload = plan.payload.as_ref().and_then(Usage::defined);
            match field_at(types, payload, path).and_then(|field| holds(types, field, filling)) {
                Some(optional) => Target::Fields {
                    in_headers: false,
                    path: path.clone(),
                    optional,
                },
                None => Target::Transport,
            }
        }
    }
}

/// The required fields that nobody has to be asked for, because the runtime fills them before anybody sees the message.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    headers: HashSet<(MessageId, String)>,
    /// Fields of types that stand nowhere but in such messages.
    fields: HashSet<(TypeId, String)>,
}

impl Filled {
    /// The fields of the messages of `plan`, whose operations are settled.
    pub(crate) fn of(types: &Types, plan: &Plan) -> Self {
        let mut headers = HashSet::new();
        let mut places: HashMap<(TypeId, String), usize> = HashMap::new();
        for (&id, message) in &plan.messages {
            for filling in [Filling::CorrelationId, Filling::ReplyAddress] {
                let Target::Fields {
                    in_headers,
                    path,
                    optional: false,
                } = target(types, message, filling)
                else {
                    continue;
                };
                let [name] = &path[..] else { continue };
                if !is_always_filled(plan, id, filling) {
                    continue;
                }
                let of = match in_headers {
                    true => message.headers,
                    false => message.payload.as_ref().and_then(Usage::defined),
                };
                if let Some(of) = of {
                    *places.entry((of, name.clone())).or_default() += 1;
                }
                if in_headers {
                    headers.insert((id, name.clone()));
                }
            }
        }
        let uses = uses(types, plan);
        let everywhere =
            |((of, _), filled): &((TypeId, String), usize)| uses.get(of) == Some(filled);
        let fields = places.into_iter().filter(everywhere);
        Self {
            headers,
            fields: fields.map(|(place, _)| place).collect(),
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
}

/// Whether each operation that the message `id` is sent by fills it: requests get id and address, replies an id.
fn is_always_filled(plan: &Plan, id: MessageId, filling: Filling) -> bool {
    let has_reply = |operation: &Operation| {
        let mut reply = operation.reply.iter();
        reply.any(|reply| !reply.messages.is_empty())
    };
    let replies = |operation: &Operation| {
        let mut reply = operation.reply.iter();
        reply.any(|reply| reply.messages.contains(&id))
    };
    let operations = plan.operations.iter().map(|&id| &plan.described[id]);
    let mut using = operations.filter(|one| one.messages.contains(&id) || replies(one));
    let mut is_used = false;
    using.all(|operation| {
        is_used = true;
        let as_request = !operation.messages.contains(&id) || has_reply(operation);
        as_request && (filling == Filling::CorrelationId || !replies(operation))
    }) && is_used
}

/// In how many places each definition stands.
fn uses(types: &Types, plan: &Plan) -> HashMap<TypeId, usize> {
    let mut uses: HashMap<TypeId, usize> = HashMap::new();
    let definitions = types.definitions.iter();
    let inside = definitions.flat_map(|definition| definition.shape.usages());
    let messages = plan.messages.values();
    let parts = messages.flat_map(|message| message.payload.iter().chain(&message.key));
    for usage in inside.chain(parts) {
        let mut usage = usage;
        while let Kind::List(inner) | Kind::Map(inner) = &usage.kind {
            usage = inner;
        }
        if let Some(id) = usage.defined() {
            *uses.entry(id).or_default() += 1;
        }
    }
    for id in plan.messages.values().filter_map(|message| message.headers) {
        *uses.entry(id).or_default() += 1;
    }
    uses
}

/// The numbers that a correlation id of the message `plan` may be: those below this one; none where it is a text.
pub(crate) fn integer_ids(types: &Types, plan: &MessagePlan) -> Option<u64> {
    let (start, path) = match plan.correlation.as_ref()? {
        Place::Header(name) => (plan.headers, std::slice::from_ref(name)),
        Place::HeaderPart(..) => return None,
        Place::Payload(path) => (
            plan.payload.as_ref().and_then(Usage::defined),
            path.as_slice(),
        ),
    };
    let field = field_at(types, start, path)?;
    holds(types, field, Filling::CorrelationId)?;
    ids_below(inner(types, &field.usage))
}

/// The field at the end of `path`, all of whose objects are always there.
fn field_at<'t>(types: &'t Types, start: Option<TypeId>, path: &[String]) -> Option<&'t Field> {
    let mut at = start?;
    let (last, before) = path.split_last()?;
    for name in before {
        let field = field(types, at, name)?;
        at = field
            .usage
            .defined()
            .filter(|_| field.required && !field.usage.nullable && !field.usage.boxed)?;
    }
    field(types, at, last)
}

/// Whether `field` may be absent; `None` when it cannot hold `filling`.
fn holds(types: &Types, field: &Field, filling: Filling) -> Option<bool> {
    let fits = filling.fits(inner(types, &field.usage));
    (fits && !field.usage.nullable && !field.usage.boxed).then_some(!field.required)
}

/// What a named type is made of that is nothing but another name, else the usage itself.
fn inner<'t>(types: &'t Types, usage: &'t Usage) -> &'t Usage {
    match &usage.kind {
        Kind::Defined(id) => match &types.get(*id).shape {
            Shape::Newtype(inner) => inner,
            _ => usage,
        },
        _ => usage,
    }
}

/// The whole numbers that JSON holds without loss in every language (RFC 8259 §6) are below this one.
const EXACT: u64 = 1 << 53;

/// Fewer numbers than these are no ids.
const ENOUGH: u64 = 1 << 16;

/// The least positive number that is no value of `usage`, where enough below it are to serve as ids.
fn ids_below(usage: &Usage) -> Option<u64> {
    let Kind::Integer(integer) = usage.kind else {
        return None;
    };
    let mut below = match integer {
        Integer::I8 | Integer::U8 | Integer::I16 => return None,
        Integer::U16 => 1 << 16,
        Integer::I32 => 1 << 31,
        Integer::U32 => 1 << 32,
        Integer::I64 | Integer::I128 | Integer::U64 | Integer::U128 => EXACT,
    };
    for bound in &usage.constraints.bounds {
        match bound {
            Bound::Minimum(least) if Decimal::parse(least)?.ceil()? <= 1 => {}
            Bound::ExclusiveMinimum(under) if Decimal::parse(under)?.floor()? < 1 => {}
            Bound::Maximum(most) => {
                let most = u64::try_from(Decimal::parse(most)?.floor()?).ok()?;
                below = below.min(most.saturating_add(1));
            }
            Bound::ExclusiveMaximum(over) => {
                below = below.min(u64::try_from(Decimal::parse(over)?.ceil()?).ok()?);
            }
            _ => return None,
        }
    }
    (below >= ENOUGH).then_some(below)
}

fn field<'t>(types: &'t Types, id: TypeId, name: &str) -> Option<&'t Field> {
    match &types.get(id).shape {
        Shape::Struct(Struct { fields, .. }) => fields.iter().find(|field| field.name == name),
        _ => None,
    }
}
