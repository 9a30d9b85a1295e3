//! What is said about the elements of a contract for people, in one form for all kinds of elements.

use std::collections::BTreeMap;

use tidings_diag::Location;
use tidings_model::contract::{
    Channel, ElementId, Extension, ExternalDocs, FieldPlaces, Identifier, Message, MessageExample,
    Operation, Overridden, Server, Tag, placeholders,
};
use tidings_schema::Literal;

use super::sunset::sunset;
use super::{Found, Versions};
use crate::change::Likeness;
use crate::facts::Facts;
use crate::schema::Ending;

/// What is said about one element.
pub(super) struct Described<'c> {
    /// The element in words.
    pub(super) called: String,
    pub(super) element: &'c ElementId,
    pub(super) location: &'c Location,
    /// Where its fields stand.
    fields: &'c FieldPlaces,
    /// The fields in which it gives itself names for programs; the same fields for both versions.
    pub(super) names: Vec<(&'static str, Literal)>,
    /// The fields that people read, each with what it says; the same fields for both versions.
    pub(super) said: Vec<(&'static str, Literal)>,
    pub(super) extensions: &'c [Extension],
    /// Those of its bindings as a whole.
    pub(super) binding_extensions: &'c [Extension],
    /// Whether it is marked as deprecated, which messages can be, and channels of AsyncAPI 2.
    pub(super) is_deprecated: bool,
}

impl Described<'_> {
    /// Where `field` stands, or would.
    pub(super) fn place(&self, field: &str) -> &Location {
        self.fields.of(field).unwrap_or(self.location)
    }

    /// What fields say in vain, by the field and whether a trait says it.
    pub(super) fn overridden(&self) -> BTreeMap<(&str, bool), Vec<&Overridden>> {
        let mut all: BTreeMap<_, Vec<&Overridden>> = BTreeMap::new();
        for one in self.fields.overridden() {
            let of = all.entry((one.field.as_str(), one.is_of_trait));
            of.or_default().push(one);
        }
        all
    }

    /// What is said of its end.
    pub(super) fn ending(&self) -> Ending {
        Ending {
            is_deprecated: self.is_deprecated,
            sunset: sunset(self.extensions),
        }
    }
}

/// The elements that both versions have.
pub(super) fn described<'c>(versions: &Versions<'c>) -> Vec<(Described<'c>, Described<'c>)> {
    // Ids of operations and messages, and schemas of parameters: what was upgraded has not lost them.
    let are_of_2 = versions.are_of_2();
    let servers = versions
        .servers()
        .map(|(was, is)| (server(was), server(is)));
    let channels = versions
        .channels()
        .map(|(was, is, _)| (channel(was, are_of_2), channel(is, are_of_2)));
    let operations = versions
        .operations()
        .map(|(was, is)| (operation(was, are_of_2), operation(is, are_of_2)));
    let messages = versions
        .messages()
        .map(|(was, is, _)| {
            let called = versions.called_message(is);
            [was, is].map(|one| message(one, format!("message {called}"), are_of_2))
        })
        .map(|[was, is]| (was, is));
    servers
        .chain(channels)
        .chain(operations)
        .chain(messages)
        .collect()
}

fn server(server: &Server) -> Described<'_> {
    Described {
        called: format!("server `{}`", server.key),
        element: &server.element,
        location: server.origin.named(),
        fields: &server.fields,
        names: Vec::new(),
        said: vec![
            ("title", text(&server.title)),
            ("summary", text(&server.summary)),
            ("description", text(&server.description)),
            ("tags", tags(&server.tags)),
            ("externalDocs", docs(&server.external_docs)),
        ],
        extensions: &server.extensions,
        binding_extensions: &server.binding_extensions,
        is_deprecated: false,
    }
}

fn channel(channel: &Channel, has_schemas: bool) -> Described<'_> {
    // A parameter is known by its place in the address, whatever it is called.
    let parameters = placeholders(channel.address.as_deref().unwrap_or_default());
    let parameters = parameters.filter_map(|name| {
        let mut parameters = channel.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name == name)?;
        // The examples of a schema are looked at with it.
        let is_told = !has_schemas || parameter.schema.is_none();
        let examples = parameter.examples.iter().filter(|_| is_told);
        let examples: Vec<Literal> = examples.cloned().map(Literal::String).collect();
        let says_nothing = parameter.description.is_none() && examples.is_empty();
        (!says_nothing)
            .then(|| Literal::Array(vec![text(&parameter.description), Literal::Array(examples)]))
    });
    Described {
        called: format!("channel `{}`", super::versions::called(channel)),
        element: &channel.element,
        location: channel.origin.named(),
        fields: &channel.fields,
        names: Vec::new(),
        said: vec![
            ("title", text(&channel.title)),
            ("summary", text(&channel.summary)),
            ("description", text(&channel.description)),
            ("parameters", Literal::Array(parameters.collect())),
            ("tags", tags(&channel.tags)),
            ("externalDocs", docs(&channel.external_docs)),
        ],
        extensions: &channel.extensions,
        binding_extensions: &channel.binding_extensions,
        is_deprecated: channel.deprecated,
    }
}

fn operation(operation: &Operation, has_ids: bool) -> Described<'_> {
    Described {
        called: format!("operation `{}`", operation.key),
        element: &operation.element,
        location: operation.origin.named(),
        fields: &operation.fields,
        names: vec![("operationId", name(&operation.id, has_ids))],
        said: vec![
            ("title", text(&operation.title)),
            ("summary", text(&operation.summary)),
            ("description", text(&operation.description)),
            ("tags", tags(&operation.tags)),
            ("externalDocs", docs(&operation.external_docs)),
        ],
        extensions: &operation.extensions,
        binding_extensions: &operation.binding_extensions,
        is_deprecated: false,
    }
}

fn message(message: &Message, called: String, has_ids: bool) -> Described<'_> {
    let correlation = message.correlation.as_ref();
    let correlation = correlation.and_then(|correlation| correlation.description.clone());
    Described {
        called,
        element: &message.element,
        location: message.origin.named(),
        fields: &message.fields,
        names: vec![
            ("messageId", name(&message.id, has_ids)),
            ("name", text(&message.name)),
        ],
        said: vec![
            ("title", text(&message.title)),
            ("summary", text(&message.summary)),
            ("description", text(&message.description)),
            ("correlationId", text(&correlation)),
            (
                "examples",
                Literal::Array(message.examples.iter().map(example).collect()),
            ),
            ("tags", tags(&message.tags)),
            ("externalDocs", docs(&message.external_docs)),
        ],
        extensions: &message.extensions,
        binding_extensions: &message.binding_extensions,
        is_deprecated: message.deprecated,
    }
}

/// How many bytes of a value are told; who wants to read more reads the contract.
const LONGEST: usize = 120;

/// What became of a value, in words behind its name; `null` stands for one that is not stated.
pub(super) fn became(before: &Literal, now: &Literal) -> String {
    let is_long = |value: &Literal| value.to_json_text().len() > LONGEST;
    let told = |value: &Literal| match value {
        Literal::Null => "not stated".to_owned(),
        value => format!("`{value}`"),
    };
    match (before, now) {
        (Literal::Null, now) if is_long(now) => "was not stated and is now".to_owned(),
        (before, Literal::Null) if is_long(before) => "is not stated any more".to_owned(),
        (before, now) if is_long(before) || is_long(now) => "changed".to_owned(),
        (before, now) => format!("was {} and is {}", told(before), told(now)),
    }
}

/// That `field` of an element says something else, in `words` behind its name; the same of several elements is told once.
pub(super) fn said_otherwise(
    field: &str,
    words: &str,
    facts: Facts,
    was: &Described<'_>,
    is: &Described<'_>,
) -> Found {
    let message = format!("`{field}` of {} {words}", is.called);
    let found = Found::annotation(is.element, facts, message).with_detail(field);
    let mut found = found.in_base(was.place(field)).in_revision(is.place(field));
    found.likeness = Some(Likeness {
        place: is.called.clone(),
        difference: format!("{field} {words}"),
        said: format!("{field} {words}"),
    });
    found
}

fn name(id: &Option<Identifier>, has_ids: bool) -> Literal {
    let id = id.as_ref().filter(|_| has_ids);
    id.map_or(Literal::Null, |id| Literal::String(id.name.clone()))
}

fn example(example: &MessageExample) -> Literal {
    let part = |value: &Option<Literal>| value.clone().unwrap_or(Literal::Null);
    Literal::Array(vec![
        text(&example.name),
        text(&example.summary),
        part(&example.headers),
        part(&example.payload),
        Literal::Object(example.others.clone()),
    ])
}

pub(super) fn text(text: &Option<String>) -> Literal {
    text.clone().map_or(Literal::Null, Literal::String)
}

pub(super) fn tags(tags: &[Tag]) -> Literal {
    let tags = tags.iter().map(|tag| {
        let name = Literal::String(tag.name.clone());
        Literal::Array(vec![name, text(&tag.description), docs(&tag.external_docs)])
    });
    Literal::Array(tags.collect())
}

pub(super) fn docs(docs: &Option<ExternalDocs>) -> Literal {
    match docs {
        Some(docs) => Literal::Array(vec![
            Literal::String(docs.url.clone()),
            text(&docs.description),
        ]),
        None => Literal::Null,
    }
}
