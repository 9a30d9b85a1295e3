//! The contract itself, for the running program to look at.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{MessageId, Payload};
use tidings_naming::Scope;
use tidings_schema::{SchemaId, definitions};

use super::messages::kind_tokens;
use super::values::option;
use super::{Context, ident};
use crate::settings::Formats;

impl Context<'_> {
    /// The constant that describes the contract.
    pub(super) fn contract_info(&self) -> TokenStream {
        let info = &self.contract.info;
        let (title, version, hash) = (&info.title, &info.version, self.contract.content_hash());
        let channels = self.contract.channels.enumerate();
        let channels = channels.map(|(id, _)| ident(self.names.channel_static(id)));
        let operations = self
            .operations()
            .filter(|(id, _)| self.is_stated(*id))
            .map(|(id, _)| ident(&self.names.operation(id).statics));
        let servers = match self.contract.servers.is_empty() {
            true => quote!(&[]),
            false => quote!(&SERVERS),
        };
        let schemas = NamedSchemas::of(self);
        let messages = self.messages().map(|(id, message, plan)| {
            let name = message.name.as_deref().unwrap_or(&message.key);
            let kind = kind_tokens(plan.kind);
            let content_type = &plan.content_type;
            let (headers, payload) = (schemas.headers(id), schemas.payload(id));
            let bindings = match message.bindings.is_empty() {
                true => quote!(v1::Bindings::NONE),
                false => {
                    let message = ident(self.names.message(id));
                    quote!(<super::messages::#message as ::tidings::Message>::BINDINGS)
                }
            };
            quote!(::tidings::MessageInfo {
                name: #name,
                kind: ::tidings::MessageKind::#kind,
                content_type: #content_type,
                headers: #headers,
                payload: #payload,
                bindings: #bindings,
            })
        });
        let formats = self.options.settings.formats == Formats::Check;
        let written = definitions(&self.contract.schemas, &schemas.roots, formats);
        let written = written
            .iter()
            .map(|(name, json)| quote!(::tidings::SchemaInfo { name: #name, json: #json }));
        quote! {
            /// The contract that this code came from.
            pub const CONTRACT: ::tidings::ContractInfo = ::tidings::ContractInfo {
                title: #title,
                version: #version,
                hash: #hash,
                servers: #servers,
                channels: &[#(&super::channels::#channels),*],
                operations: &[#(&super::operations::#operations),*],
                messages: &[#(#messages),*],
                schemas: &[#(#written),*],
            };
        }
    }
}

/// The schemas that have a name at run time: those of `components`, then those of messages that are none of these.
struct NamedSchemas {
    roots: Vec<(String, SchemaId)>,
    payloads: HashMap<MessageId, String>,
    headers: HashMap<MessageId, String>,
}

impl NamedSchemas {
    fn of(context: &Context<'_>) -> Self {
        let contract = context.contract;
        let graph = &contract.schemas;
        let mut scope = Scope::default();
        let mut known: HashMap<SchemaId, String> = HashMap::new();
        let mut roots = Vec::new();
        for (key, id) in &contract.component_schemas {
            let name = scope.claim(key, key);
            known
                .entry(graph.resolve(*id))
                .or_insert_with(|| name.clone());
            roots.push((name, *id));
        }
        let mut named = |described: Option<&Payload>, key: &str, part: &str| {
            let id = graph.resolve(described?.json_schema()?);
            let name = known.entry(id).or_insert_with(|| {
                let own = format!("{key}.{part}");
                let name = scope.claim(&own, &own);
                roots.push((name.clone(), id));
                name
            });
            Some(name.clone())
        };
        let (mut payloads, mut headers) = (HashMap::new(), HashMap::new());
        for (id, message, _) in context.messages() {
            let payload = named(message.payload.as_ref(), &message.key, "payload");
            payloads.extend(payload.map(|name| (id, name)));
            let head = named(message.headers.as_ref(), &message.key, "headers");
            headers.extend(head.map(|name| (id, name)));
        }
        Self {
            roots,
            payloads,
            headers,
        }
    }

    fn payload(&self, id: MessageId) -> TokenStream {
        option(self.payloads.get(&id).map(String::as_str))
    }

    fn headers(&self, id: MessageId) -> TokenStream {
        option(self.headers.get(&id).map(String::as_str))
    }
}
