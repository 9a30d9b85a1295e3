//! The resolved contract as JSON for other people's templates and tools: version 1, described by `schema/model-1.json`.
//!
//! The contract itself knows nothing of JSON; these structs are what it looks like from outside, so that either can
//! change without the other.
//! Fields are only added while `version` is 1; absent things are `null` or empty, never left out.
//! Start reading at [`Model`].

mod documentation;
mod json;
mod keywords;
mod messages;
mod operations;
mod place;
mod schemas;
mod security;
mod servers;

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::Contract;
use tidings_model::contract::{Binding, Extension};
use tidings_report::Texts;
use tidings_schema::Literal;

use documentation::Info;
pub(crate) use json::Json;
use messages::Message;
use operations::{Channel, Operation};
use place::place;
use schemas::Schemas;
use security::SecurityScheme;
use servers::Server;

/// A contract, references resolved and traits applied; AsyncAPI 2 and 3 look the same.
///
/// Elements refer to each other by their position in the lists of this document, schemas by their name in `schemas`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Model {
    /// The version of this format.
    #[cfg_attr(test, schemars(range(min = 1, max = 1)))]
    version: u32,
    /// The version of AsyncAPI that the document follows, as it is written.
    asyncapi: String,
    /// The identifier of the application.
    id: Option<String>,
    /// Who the application is.
    info: Info,
    /// The content type of messages that state none.
    default_content_type: Option<String>,
    /// Where messages are exchanged, in document order.
    servers: Vec<Server>,
    /// The channels, in document order.
    channels: Vec<Channel>,
    /// What the application does, in document order; `send` and `receive` are said from its own side.
    operations: Vec<Operation>,
    /// The messages, each once, in the order in which they are met.
    messages: Vec<Message>,
    /// How one is let in.
    security_schemes: Vec<SecurityScheme>,
    /// The schemas that have a name, as JSON Schema 2020-12: components by their key, others by the name that
    /// stands before them, and without one by number.
    ///
    /// `x-tidings-origin` says where each one stands.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    schemas: BTreeMap<String, Json>,
    /// Extensions of the document, by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
}

/// What the parts of the view are made from.
struct Viewer<'c> {
    contract: &'c Contract,
    texts: &'c dyn Texts,
    schemas: Schemas<'c>,
}

impl Model {
    /// What `contract` looks like, whose places are in `texts`.
    pub(crate) fn new(contract: &Contract, texts: &dyn Texts) -> Self {
        let viewer = Viewer {
            contract,
            texts,
            schemas: Schemas::of(contract),
        };
        Self {
            version: 1,
            asyncapi: contract.asyncapi.clone(),
            id: contract.id.clone(),
            info: Info::new(&contract.info, texts),
            default_content_type: contract.default_content_type.clone(),
            servers: viewer.all(contract.servers.iter(), Server::new),
            channels: viewer.all(contract.channels.iter(), Channel::new),
            operations: viewer.all(contract.operations.iter(), Operation::new),
            messages: viewer.all(contract.messages.iter(), Message::new),
            security_schemes: viewer.all(contract.security_schemes.iter(), SecurityScheme::new),
            schemas: viewer.schemas.written(|schema| {
                let place = place(texts, &schema.location);
                place.map_or(Literal::Null, |place| place.literal())
            }),
            extensions: extensions(&contract.extensions),
        }
    }
}

impl Viewer<'_> {
    fn all<'i, T: 'i, V>(
        &self,
        items: impl Iterator<Item = &'i T>,
        view: impl Fn(&T, &Self) -> V,
    ) -> Vec<V> {
        items.map(|item| view(item, self)).collect()
    }
}

/// Extensions by name.
fn extensions(extensions: &[Extension]) -> BTreeMap<String, Json> {
    let extensions = extensions.iter();
    extensions
        .map(|extension| (extension.name.clone(), Json(extension.value.clone())))
        .collect()
}

/// Bindings by protocol.
fn bindings(bindings: &[Binding]) -> BTreeMap<String, Json> {
    let bindings = bindings.iter();
    bindings
        .map(|binding| (binding.protocol.clone(), Json(binding.value.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_written;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_written::<Model>("model-1.json", "The resolved contract, version 1");
    }
}
