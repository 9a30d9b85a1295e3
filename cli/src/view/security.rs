//! How one is let in.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::contract;

use super::json::Json;
use super::place::{Place, origin};
use super::{Viewer, extensions};

/// A security scheme.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SecurityScheme {
    /// Its key in the components, if it stands there.
    key: Option<String>,
    /// The `type` of the Security Scheme Object.
    #[serde(rename = "type")]
    scheme: String,
    /// A description.
    description: Option<String>,
    /// The name of the header, query or cookie parameter (`httpApiKey`).
    name: Option<String>,
    /// Where the key is (`in`).
    #[serde(rename = "in")]
    place: Option<String>,
    /// The scheme of the Authorization header (`http`).
    http_scheme: Option<String>,
    /// How a bearer token is formatted.
    bearer_format: Option<String>,
    /// The flows of OAuth.
    flows: Vec<Flow>,
    /// The discovery URL of OpenID Connect.
    open_id_connect_url: Option<String>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
    /// Where it stands.
    origin: Option<Place>,
}

/// A flow of OAuth.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Flow {
    /// The grant: `implicit`, `password`, `clientCredentials` or `authorizationCode`.
    grant: String,
    /// A URL.
    authorization_url: Option<String>,
    /// A URL.
    token_url: Option<String>,
    /// A URL.
    refresh_url: Option<String>,
    /// The scopes with what they are for.
    available_scopes: BTreeMap<String, String>,
    /// Where it stands.
    origin: Option<Place>,
}

/// Schemes that are needed together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Requirement {
    /// All of them.
    schemes: Vec<RequiredScheme>,
}

/// One of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RequiredScheme {
    /// Its position in `security_schemes`.
    scheme: usize,
    /// The scopes that are needed.
    scopes: Vec<String>,
}

impl SecurityScheme {
    pub(super) fn new(scheme: &contract::SecurityScheme, viewer: &Viewer<'_>) -> Self {
        let texts = viewer.texts;
        let flow = |flow: &contract::OAuthFlow| Flow {
            grant: flow.grant.clone(),
            authorization_url: flow.authorization_url.clone(),
            token_url: flow.token_url.clone(),
            refresh_url: flow.refresh_url.clone(),
            available_scopes: flow.available_scopes.iter().cloned().collect(),
            origin: origin(texts, &flow.origin),
        };
        Self {
            key: scheme.key.clone(),
            scheme: scheme.scheme.clone(),
            description: scheme.description.clone(),
            name: scheme.name.clone(),
            place: scheme.place.clone(),
            http_scheme: scheme.http_scheme.clone(),
            bearer_format: scheme.bearer_format.clone(),
            flows: scheme.flows.iter().map(flow).collect(),
            open_id_connect_url: scheme.open_id_connect_url.clone(),
            extensions: extensions(&scheme.extensions),
            origin: origin(texts, &scheme.origin),
        }
    }
}

/// What lets in, one of these.
pub(super) fn requirements(requirements: &[contract::SecurityRequirement]) -> Vec<Requirement> {
    let scheme = |required: &contract::RequiredScheme| RequiredScheme {
        scheme: required.scheme.into(),
        scopes: required
            .scopes
            .iter()
            .map(|scope| scope.name.clone())
            .collect(),
    };
    let requirement = |requirement: &contract::SecurityRequirement| Requirement {
        schemes: requirement.schemes.iter().map(scheme).collect(),
    };
    requirements.iter().map(requirement).collect()
}
