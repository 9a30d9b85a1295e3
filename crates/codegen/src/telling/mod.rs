//! How it is found out which of several messages has arrived.
//!
//! A media type, a header or a property that is another in each tells messages apart at once.
//! Otherwise they are tried, in an order in which none takes what is sent as another (`trying.rs`).

mod trying;

use std::collections::HashSet;

use tidings_model::contract::MessageId;
use tidings_schema::media_type;

use crate::body::Codec;
use crate::ir::{Field, Shape, TypeId, Types, Usage};
use crate::plan::{MessagePlan, Plan};
pub(crate) use trying::{Orders, settle};

/// How the messages of a set are told apart, cheapest first.
pub(crate) enum ToldBy {
    /// By the media type, which is another in each.
    ContentType(Vec<String>),
    /// By a header with a constant text in each.
    Header(String, Vec<String>),
    /// By a property of the payload with a constant text in each.
    Property(String, Vec<String>),
    /// By trying them in an order.
    Trying,
}

/// How `messages` are told apart.
pub(crate) fn told_by(types: &Types, plan: &Plan, messages: &[MessageId]) -> ToldBy {
    let plans: Vec<&MessagePlan> = messages
        .iter()
        .filter_map(|id| plan.messages.get(id))
        .collect();
    let media_types: Vec<String> = plans
        .iter()
        .map(|plan| media_type::essence(&plan.content_type))
        .collect();
    if media_types.iter().collect::<HashSet<_>>().len() == messages.len() {
        return ToldBy::ContentType(media_types);
    }
    let headers: Vec<Option<TypeId>> = plans.iter().map(|plan| plan.headers).collect();
    if let Some((header, texts)) = constants(types, &headers) {
        return ToldBy::Header(header, texts);
    }
    // Only in JSON can one property be found before it is known which message has arrived.
    if plans.iter().any(|plan| plan.codec != Codec::Json) {
        return ToldBy::Trying;
    }
    let payloads: Vec<Option<TypeId>> = plans.iter().map(|plan| payload(plan)).collect();
    match constants(types, &payloads) {
        Some((property, texts)) => ToldBy::Property(property, texts),
        None => ToldBy::Trying,
    }
}

/// The type of a payload that is never null.
fn payload(plan: &MessagePlan) -> Option<TypeId> {
    let payload = plan.payload.as_ref();
    let payload = payload.filter(|usage| !usage.nullable);
    payload.and_then(Usage::defined)
}

/// A required property that has another constant text in each of these structs.
fn constants(types: &Types, of: &[Option<TypeId>]) -> Option<(String, Vec<String>)> {
    let first = fields(types, (*of.first()?)?)?;
    first.iter().find_map(|field| {
        let texts: Option<Vec<String>> = of
            .iter()
            .map(|id| constant(types, (*id)?, &field.name))
            .collect();
        let texts = texts?;
        let distinct = texts.iter().collect::<HashSet<_>>().len() == texts.len();
        distinct.then(|| (field.name.clone(), texts))
    })
}

fn fields(types: &Types, id: TypeId) -> Option<&[Field]> {
    match &types.get(id).shape {
        Shape::Struct(structure) => Some(&structure.fields),
        _ => None,
    }
}

fn constant(types: &Types, id: TypeId, name: &str) -> Option<String> {
    let field = fields(types, id)?
        .iter()
        .find(|field| field.name == name && field.required && !field.usage.nullable)?;
    let constant = types.constant_text(field.usage.defined()?)?;
    Some(constant.to_owned())
}
