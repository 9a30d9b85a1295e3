//! Who the application is, and what is said about elements for people.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::contract;
use tidings_report::Texts;

use super::extensions;
use super::json::Json;
use super::place::{Place, origin};

/// The Info Object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Info {
    /// The name of the application.
    title: String,
    /// The version of the document.
    version: String,
    /// What the application is for.
    description: Option<String>,
    /// A URL.
    terms_of_service: Option<String>,
    /// Whom to ask.
    contact: Option<Contact>,
    /// How it may be used.
    license: Option<License>,
    /// Labels.
    tags: Vec<Tag>,
    /// Where more is written.
    external_docs: Option<ExternalDocs>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
}

/// The Contact Object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Contact {
    /// A person or an organisation.
    name: Option<String>,
    /// A URL.
    url: Option<String>,
    /// An e-mail address.
    email: Option<String>,
    /// Where it stands.
    origin: Option<Place>,
}

/// The License Object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct License {
    /// Its name.
    name: String,
    /// A URL.
    url: Option<String>,
    /// Where it stands.
    origin: Option<Place>,
}

/// The Tag Object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Tag {
    /// The label.
    name: String,
    /// What it means.
    description: Option<String>,
    /// Where more is written.
    external_docs: Option<ExternalDocs>,
    /// Where it stands.
    origin: Option<Place>,
}

/// The External Documentation Object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ExternalDocs {
    /// A URL.
    url: String,
    /// What is to be found there.
    description: Option<String>,
    /// Where it stands.
    origin: Option<Place>,
}

impl Info {
    pub(super) fn new(info: &contract::Info, texts: &dyn Texts) -> Self {
        Self {
            title: info.title.clone(),
            version: info.version.clone(),
            description: info.description.clone(),
            terms_of_service: info.terms_of_service.clone(),
            contact: info.contact.as_ref().map(|contact| Contact {
                name: contact.name.clone(),
                url: contact.url.clone(),
                email: contact.email.clone(),
                origin: origin(texts, &contact.origin),
            }),
            license: info.license.as_ref().map(|license| License {
                name: license.name.clone(),
                url: license.url.clone(),
                origin: origin(texts, &license.origin),
            }),
            tags: tags(&info.tags, texts),
            external_docs: external_docs(info.external_docs.as_ref(), texts),
            extensions: extensions(&info.extensions),
        }
    }
}

/// The labels of an element.
pub(super) fn tags(tags: &[contract::Tag], texts: &dyn Texts) -> Vec<Tag> {
    let tag = |tag: &contract::Tag| Tag {
        name: tag.name.clone(),
        description: tag.description.clone(),
        external_docs: external_docs(tag.external_docs.as_ref(), texts),
        origin: origin(texts, &tag.origin),
    };
    tags.iter().map(tag).collect()
}

/// Where more is written about an element.
pub(super) fn external_docs(
    docs: Option<&contract::ExternalDocs>,
    texts: &dyn Texts,
) -> Option<ExternalDocs> {
    docs.map(|docs| ExternalDocs {
        url: docs.url.clone(),
        description: docs.description.clone(),
        origin: origin(texts, &docs.origin),
    })
}
