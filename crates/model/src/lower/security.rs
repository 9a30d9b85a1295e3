//! Ways to be let in.

use tidings_syntax::{Entry, Value};

use super::Lowering;
use super::element::{origin, own_key};
use super::layers::Layers;
use crate::contract::{OAuthFlow, Part, Scope, SecurityScheme, SecuritySchemeId};
use crate::grammar::check::node_of;

impl<'s> Lowering<'s> {
    /// The schemes that the document keeps for reuse.
    pub(super) fn security_schemes(&mut self, root: Value<'s>) {
        let components = self.reader.components(root, "securitySchemes");
        for (_, value) in self.reader.parts(Part::Security, components) {
            self.security_scheme(value);
        }
    }

    /// The scheme at `value`; `None` if it does not say what it is.
    pub(super) fn security_scheme(&mut self, value: Value<'s>) -> Option<SecuritySchemeId> {
        let node = node_of(value);
        if let Some(&known) = self.security_scheme_of.get(&node) {
            return Some(known);
        }
        let fields = Layers::of(value);
        let origin = origin(value);
        let flows = fields.get("flows").into_iter().flat_map(Value::entries);
        let scheme = SecurityScheme {
            key: own_key(&origin),
            scheme: self
                .reader
                .or_leave_out(fields.text("type"), Part::Security, value)?,
            description: fields.text("description"),
            name: fields.text("name"),
            place: fields.text("in"),
            http_scheme: fields.text("scheme"),
            bearer_format: fields.text("bearerFormat"),
            flows: flows
                .filter(|entry| !entry.key.starts_with("x-"))
                .map(flow)
                .collect(),
            open_id_connect_url: fields.text("openIdConnectUrl"),
            scopes: fields.get("scopes").map(scopes).unwrap_or_default(),
            extensions: fields.extensions(),
            origin,
        };
        let id = self.security_schemes.push(scheme);
        self.security_scheme_of.insert(node, id);
        Some(id)
    }
}

fn flow(entry: Entry<'_>) -> OAuthFlow {
    let fields = Layers::of(entry.value);
    // AsyncAPI 2 calls them `scopes`.
    let available = fields.get("availableScopes").or(fields.get("scopes"));
    let available = available.into_iter().flat_map(Value::entries);
    OAuthFlow {
        grant: entry.key.to_owned(),
        origin: origin(entry.value),
        authorization_url: fields.text("authorizationUrl"),
        token_url: fields.text("tokenUrl"),
        refresh_url: fields.text("refreshUrl"),
        available_scopes: available
            .map(|scope| {
                let meaning = scope.value.as_str().unwrap_or_default();
                (scope.key.to_owned(), meaning.to_owned())
            })
            .collect(),
    }
}

/// The scopes that a list names.
pub(super) fn scopes(list: Value<'_>) -> Vec<Scope> {
    list.items()
        .filter_map(|scope| {
            Some(Scope {
                name: scope.as_str()?.to_owned(),
                location: scope.location(),
            })
        })
        .collect()
}
