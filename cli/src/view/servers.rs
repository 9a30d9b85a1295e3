//! Where messages are exchanged.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::contract;

use super::documentation::{ExternalDocs, Tag, external_docs, tags};
use super::json::Json;
use super::place::{Place, origin};
use super::security::{Requirement, requirements};
use super::{Viewer, bindings, extensions};

/// A server.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Server {
    /// Its key in the document.
    key: String,
    /// Its identity from one version of the document to the next.
    element: String,
    /// Host and port, with variables in braces.
    host: String,
    /// The path behind the host.
    pathname: Option<String>,
    /// The protocol.
    protocol: String,
    /// Its version.
    protocol_version: Option<String>,
    /// A name for people.
    title: Option<String>,
    /// A short description.
    summary: Option<String>,
    /// A long description.
    description: Option<String>,
    /// What stands in braces.
    variables: Vec<Variable>,
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

/// A variable of a server's host or path.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Variable {
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
    /// Where it stands.
    origin: Option<Place>,
}

impl Server {
    pub(super) fn new(server: &contract::Server, viewer: &Viewer<'_>) -> Self {
        let texts = viewer.texts;
        let variable = |variable: &contract::ServerVariable| Variable {
            name: variable.name.clone(),
            values: variable.values.clone(),
            default: variable.default.clone(),
            examples: variable.examples.clone(),
            description: variable.description.clone(),
            origin: origin(texts, &variable.origin),
        };
        Self {
            key: server.key.clone(),
            element: server.element.to_string(),
            host: server.host.clone(),
            pathname: server.pathname.clone(),
            protocol: server.protocol.clone(),
            protocol_version: server.protocol_version.clone(),
            title: server.title.clone(),
            summary: server.summary.clone(),
            description: server.description.clone(),
            variables: server.variables.iter().map(variable).collect(),
            security: requirements(&server.security),
            tags: tags(&server.tags, texts),
            external_docs: external_docs(server.external_docs.as_ref(), texts),
            bindings: bindings(&server.bindings),
            extensions: extensions(&server.extensions),
            origin: origin(texts, &server.origin),
        }
    }
}
