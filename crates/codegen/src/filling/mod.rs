//! Where the runtime puts the id that ties a reply to its request, and the address of the reply.

mod filled;

pub(crate) use self::filled::Filled;

use tidings_schema::Decimal;

use crate::ir::{Bound, Field, Formatted, Integer, Kind, Shape, Struct, TypeId, Types, Usage};
use crate::plan::{MessagePlan, Place};

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
    /// Fields that lead to it.
    Fields { in_headers: bool, path: Vec<Step> },
    /// A header that the message's own headers do not declare.
    Header(String),
    /// The transport's own field, because the contract does not say, or says a place that cannot hold it.
    Transport,
}

/// A field on the way to what the runtime sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Its name on the wire.
    pub(crate) name: String,
    /// Whether it may be absent, and is made then.
    pub(crate) optional: bool,
}

/// Finds the field that `filling` goes in.
pub(crate) fn target(types: &Types, plan: &MessagePlan, filling: Filling) -> Target {
    let (in_headers, path) = match filling.place(plan) {
        None | Some(Place::HeaderPart(..)) => return Target::Transport,
        Some(Place::Header(name)) => (true, std::slice::from_ref(name)),
        Some(Place::Payload(path)) => (false, path.as_slice()),
    };
    let found = steps(types, root(types, plan, in_headers), path);
    match (found.filter(|(_, last)| holds(types, last, filling)), path) {
        (Some((path, _)), _) => Target::Fields { in_headers, path },
        (None, [name]) if in_headers => Target::Header(name.clone()),
        (None, _) => Target::Transport,
    }
}

/// The type of the headers or of the payload of the message `plan`.
pub(crate) fn root(types: &Types, plan: &MessagePlan, in_headers: bool) -> Option<TypeId> {
    match in_headers {
        true => plan.headers,
        false => {
            let payload = types.plain(plan.payload.as_ref()?);
            payload.defined().filter(|_| !payload.nullable)
        }
    }
}

/// The numbers that a correlation id of the message `plan` may be: those below this one; none where it is a text.
pub(crate) fn integer_ids(types: &Types, plan: &MessagePlan) -> Option<u64> {
    let Target::Fields { in_headers, path } = target(types, plan, Filling::CorrelationId) else {
        return None;
    };
    let path: Vec<String> = path.into_iter().map(|step| step.name).collect();
    let (_, field) = steps(types, root(types, plan, in_headers), &path)?;
    ids_below(inner(types, &field.usage))
}

/// The fields that lead along `path`, and the last of them; each object on the way is there, or can be made of nothing.
fn steps<'t>(
    types: &'t Types,
    start: Option<TypeId>,
    path: &[String],
) -> Option<(Vec<Step>, &'t Field)> {
    let mut at = start?;
    let mut steps = Vec::new();
    let mut last = None;
    for (index, name) in path.iter().enumerate() {
        let field = field(types, at, name)?;
        let rest = &path[index + 1..];
        if !rest.is_empty() {
            at = object_in(types, field)?;
            if !field.required && !can_be_made(types, at, rest) {
                return None;
            }
        }
        steps.push(Step {
            name: name.clone(),
            optional: !field.required,
        });
        last = Some(field);
    }
    Some((steps, last?))
}

/// The definition of what stands in `field`, where that is never null and in no box.
fn object_in(types: &Types, field: &Field) -> Option<TypeId> {
    let inner = types.plain(&field.usage);
    let is_plain = |usage: &Usage| !usage.nullable && !usage.boxed;
    inner
        .defined()
        .filter(|_| is_plain(&field.usage) && is_plain(inner))
}

/// Whether a value of `id` can be made without asking anybody but for what stands at the end of `path`.
fn can_be_made(types: &Types, id: TypeId, path: &[String]) -> bool {
    let Shape::Struct(Struct { fields, .. }) = &types.get(id).shape else {
        return false;
    };
    let Some((next, rest)) = path.split_first() else {
        return false;
    };
    let on_the_way = |field: &Field| match object_in(types, field) {
        Some(inner) if !rest.is_empty() => can_be_made(types, inner, rest),
        // A checked type holds nothing that breaks its checks, not even for a moment.
        Some(inner) => !types.is_fallible(inner),
        None => rest.is_empty(),
    };
    fields.iter().all(|field| {
        let is_made = !field.required || types.constant(field).is_some();
        is_made || field.name == *next && on_the_way(field)
    })
}

/// Whether `field` can hold `filling`.
fn holds(types: &Types, field: &Field, filling: Filling) -> bool {
    let fits = filling.fits(inner(types, &field.usage));
    fits && !field.usage.nullable && !field.usage.boxed
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
