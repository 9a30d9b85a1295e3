//! Channels, and what the application does with them.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::contract;
use tidings_model::contract::{Action, MessageId};

use super::documentation::{ExternalDocs, Tag, external_docs, tags};
use super::json::Json;
use super::place::{Place, origin};
use super::security::{Requirement, requirements};
use super::{Viewer, bindings, extensions};

/// A channel.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Channel {
    /// Its key in the document.
    key: String,
    /// Its identity from one version of the document to the next.
    element: String,
    /// The address with parameters in braces; null where it is known at run time only.
    address: Option<String>,
    /// A name for people.
    title: Option<String>,
    /// A short description.
    summary: Option<String>,
    /// A long description.
    description: Option<String>,
    /// The servers that have it, as positions in `servers`.
    servers: Vec<usize>,
    /// The messages on it by key.
    messages: Vec<ChannelMessage>,
    /// What stands in braces in the address.
    parameters: Vec<Parameter>,
    /// Labels.
    tags: Vec<Tag>,
    /// Where more is written.
    external_docs: Option<ExternalDocs>,
    /// Bindings by protocol.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    bindings: BTreeMap<String, Json>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
    /// Where it stands.
    origin: Option<Place>,
}

/// A message as a channel lists it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChannelMessage {
    /// The key in the channel.
    key: String,
    /// The position in `messages`.
    message: usize,
}

/// A parameter of an address.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Parameter {
    /// The name.
    name: String,
    /// The values it may have; empty where any is.
    values: Vec<String>,
    /// The value it has unless told otherwise.
    default: Option<String>,
    /// Examples.
    examples: Vec<String>,
    /// What it means.
    description: Option<String>,
    /// Where its value stands in a message, as a runtime expression.
    location: Option<String>,
    /// Its schema, in AsyncAPI 2, as a name in `schemas`.
    schema: Option<String>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
    /// Where it stands.
    origin: Option<Place>,
}

/// Something that the application does.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Operation {
    /// Its key in the document.
    key: String,
    /// `operationId` of AsyncAPI 2.
    operation_id: Option<String>,
    /// Its identity from one version of the document to the next.
    element: String,
    /// `send` or `receive`.
    action: &'static str,
    /// The position in `channels`.
    channel: usize,
    /// A name for people.
    title: Option<String>,
    /// A short description.
    summary: Option<String>,
    /// A long description.
    description: Option<String>,
    /// The messages it may be about, as positions in `messages`.
    messages: Vec<usize>,
    /// What answers it.
    reply: Option<Reply>,
    /// One of these lets in; none where everybody may.
    security: Vec<Requirement>,
    /// Labels.
    tags: Vec<Tag>,
    /// Where more is written.
    external_docs: Option<ExternalDocs>,
    /// Bindings by protocol.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    bindings: BTreeMap<String, Json>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
    /// Where it stands.
    origin: Option<Place>,
}

/// An answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Reply {
    /// Where the address stands in the request.
    address: Option<ReplyAddress>,
    /// The position in `channels`.
    channel: Option<usize>,
    /// The messages it may be, as positions in `messages`.
    messages: Vec<usize>,
    /// Where it stands.
    origin: Option<Place>,
}

/// Where the address of an answer stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReplyAddress {
    /// A runtime expression.
    location: String,
    /// What it is for.
    description: Option<String>,
    /// Where it stands.
    origin: Option<Place>,
}

impl Channel {
    pub(super) fn new(channel: &contract::Channel, viewer: &Viewer<'_>) -> Self {
        let texts = viewer.texts;
        let parameter = |parameter: &contract::Parameter| Parameter {
            name: parameter.name.clone(),
            values: parameter.values.clone(),
            default: parameter.default.clone(),
            examples: parameter.examples.clone(),
            description: parameter.description.clone(),
            location: parameter.location.as_ref().map(ToString::to_string),
            schema: parameter
                .schema
                .and_then(|schema| viewer.schemas.name(schema)),
            extensions: extensions(&parameter.extensions),
            origin: origin(texts, &parameter.origin),
        };
        let message = |(key, message): &(String, MessageId)| ChannelMessage {
            key: key.clone(),
            message: (*message).into(),
        };
        Self {
            key: channel.key.clone(),
            element: channel.element.to_string(),
            address: channel.address.clone(),
            title: channel.title.clone(),
            summary: channel.summary.clone(),
            description: channel.description.clone(),
            servers: channel
                .servers
                .iter()
                .map(|server| (*server).into())
                .collect(),
            messages: channel.messages.iter().map(message).collect(),
            parameters: channel.parameters.iter().map(parameter).collect(),
            tags: tags(&channel.tags, texts),
            external_docs: external_docs(channel.external_docs.as_ref(), texts),
            bindings: bindings(&channel.bindings),
            extensions: extensions(&channel.extensions),
            origin: origin(texts, &channel.origin),
        }
    }
}

impl Operation {
    pub(super) fn new(operation: &contract::Operation, viewer: &Viewer<'_>) -> Self {
        let texts = viewer.texts;
        let reply = operation.reply.as_ref();
        Self {
            key: operation.key.clone(),
            operation_id: operation.id.as_ref().map(|id| id.name.clone()),
            element: operation.element.to_string(),
            action: match operation.action {
                Action::Send => "send",
                Action::Receive => "receive",
            },
            channel: operation.channel.into(),
            title: operation.title.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            messages: positions(&operation.messages),
            reply: reply.map(|reply| Reply {
                address: reply.address.as_ref().map(|address| ReplyAddress {
                    location: address.location.to_string(),
                    description: address.description.clone(),
                    origin: origin(texts, &address.origin),
                }),
                channel: reply.channel.map(Into::into),
                messages: positions(&reply.messages),
                origin: origin(texts, &reply.origin),
            }),
            security: requirements(&operation.security),
            tags: tags(&operation.tags, texts),
            external_docs: external_docs(operation.external_docs.as_ref(), texts),
            bindings: bindings(&operation.bindings),
            extensions: extensions(&operation.extensions),
            origin: origin(texts, &operation.origin),
        }
    }
}

fn positions(messages: &[MessageId]) -> Vec<usize> {
    messages.iter().map(|message| (*message).into()).collect()
}
