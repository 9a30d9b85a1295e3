//! How it is found out which of several messages has arrived.
//!
//! A media type, a header or a property that is another in each tells messages apart at once.
//! Those that it does not tell apart are tried, in an order in which none takes what is sent as another (`trying.rs`).

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
    /// By the text of a header.
    Header(Tag),
    /// By the text of a property of the payload.
    Property(Tag),
    /// By trying them in an order.
    Trying,
}

/// A text that every message of a set has, and that is one of few in each.
pub(crate) struct Tag {
    /// The header or the property.
    pub(crate) name: String,
    /// The texts that it may have in each message; messages that share one are tried in an order.
    pub(crate) texts: Vec<Vec<String>>,
}

impl ToldBy {
    /// Whether each message is told at once, so that none has to be tried.
    fn is_certain(&self) -> bool {
        match self {
            Self::ContentType(_) => true,
            Self::Header(tag) | Self::Property(tag) => tag.shared() == 0,
            Self::Trying => false,
        }
    }
}

impl Tag {
    /// How many pairs of messages share a text.
    fn shared(&self) -> usize {
        let pairs = self.texts.iter().enumerate();
        let shared = pairs.map(|(index, one)| {
            let others = self.texts[index + 1..].iter();
            let shares = |other: &&Vec<String>| one.iter().any(|text| other.contains(text));
            others.filter(shares).count()
        });
        shared.sum()
    }
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
    if let Some(tag) = tag(types, &headers) {
        return ToldBy::Header(tag);
    }
    // Only in JSON can one property be found before it is known which message has arrived.
    if plans.iter().any(|plan| plan.codec != Codec::Json) {
        return ToldBy::Trying;
    }
    let payloads: Vec<Option<TypeId>> = plans.iter().map(|plan| payload(plan)).collect();
    match tag(types, &payloads) {
        Some(tag) => ToldBy::Property(tag),
        None => ToldBy::Trying,
    }
}

/// The type of a payload that is never null.
fn payload(plan: &MessagePlan) -> Option<TypeId> {
    let payload = plan.payload.as_ref();
    let payload = payload.filter(|usage| !usage.nullable);
    payload.and_then(Usage::defined)
}

/// The required property of these structs whose texts tell most of them apart, if they tell any.
fn tag(types: &Types, of: &[Option<TypeId>]) -> Option<Tag> {
    let first = fields(types, (*of.first()?)?)?;
    let tags = first.iter().filter_map(|field| {
        let texts = of.iter().map(|id| texts(types, (*id)?, &field.name));
        Some(Tag {
            name: field.name.clone(),
            texts: texts.collect::<Option<_>>()?,
        })
    });
    let pairs = of.len() * (of.len() - 1) / 2;
    tags.min_by_key(Tag::shared)
        .filter(|tag| tag.shared() < pairs)
}

fn fields(types: &Types, id: TypeId) -> Option<&[Field]> {
    match &types.get(id).shape {
        Shape::Struct(structure) => Some(&structure.fields),
        _ => None,
    }
}

/// The texts that the required property `name` of the struct `id` may have.
fn texts(types: &Types, id: TypeId, name: &str) -> Option<Vec<String>> {
    let field = fields(types, id)?
        .iter()
        .find(|field| field.name == name && field.required && !field.usage.nullable)?;
    let texts = types.closed_texts(field.usage.defined()?)?;
    Some(texts.to_vec())
}
