//! The servers of the contract.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::Server;
use tidings_naming::{Scope, pascal, snake};

use crate::emit::bindings::bindings;
use crate::emit::channels::{parameters, render};
use crate::emit::values::{ValueField, constructor};
use crate::emit::{Context, code, docs, ident};

/// A server of the contract in Rust.
struct ServerVariant<'c> {
    described: &'c Server,
    /// Its URL, with `{variables}`.
    template: String,
    variant: Ident,
    constructor: Ident,
    fields: Vec<ValueField<'c>>,
}

impl Context<'_> {
    fn server_variants(&self) -> Vec<ServerVariant<'_>> {
        let mut variants = Scope::default();
        let mut constructors = Scope::new(["url"]);
        let servers = self.contract.servers.enumerate();
        let servers = servers.map(|(id, described)| {
            let name = self.names.server(id);
            let template = template(described);
            let fields = parameters(&template).into_iter();
            let fields = fields.map(|(name, field)| self.variable(described, &name, field));
            ServerVariant {
                described,
                variant: ident(&variants.claim(&described.key, &pascal(name))),
                constructor: ident(&constructors.claim(&described.key, &snake(name))),
                fields: fields.collect(),
                template,
            }
        });
        servers.collect()
    }

    fn variable<'s>(&self, server: &'s Server, name: &str, field: Ident) -> ValueField<'s> {
        let variable = server.variables.iter().find(|one| one.name == name);
        let values = variable.map_or(&[][..], |variable| &variable.values);
        ValueField {
            name: variable.map_or("", |variable| &variable.name),
            field,
            description: variable.and_then(|variable| variable.description.as_deref()),
            values,
            default: variable.and_then(|variable| variable.default.as_deref()),
            enumeration: (!values.is_empty())
                .then(|| ident(self.names.variable(&server.key, name))),
        }
    }

    /// The servers of the contract, each with the values of its variables.
    pub(super) fn servers(&self) -> TokenStream {
        if self.contract.servers.is_empty() {
            return TokenStream::new();
        }
        let name = ident(&self.names.servers);
        let servers = self.server_variants();
        let declared = servers.iter().map(|server| {
            let (comment, variant) = (comment(server), &server.variant);
            let fields = server.fields.iter().map(|field| {
                let (comment, name, of) = (field.comment(), &field.field, field.of());
                quote!(#comment #name: #of,)
            });
            match server.fields.is_empty() {
                true => quote!(#comment #variant,),
                false => quote!(#comment #variant { #(#fields)* },),
            }
        });
        let constructors = servers.iter().filter(|server| !server.fields.is_empty());
        let constructors = constructors.filter_map(|server| {
            let (comment, variant, name) = (comment(server), &server.variant, &server.constructor);
            let (taken, made) = constructor(&server.fields)?;
            Some(quote! {
                #comment
                pub fn #name(#taken) -> Self { Self::#variant { #made } }
            })
        });
        let urls = servers.iter().map(|server| {
            let (variant, names) = (
                &server.variant,
                server.fields.iter().map(|field| &field.field),
            );
            let parameters = parameters(&server.template);
            let url = render(&server.template, &|variable| {
                let mut parameters = parameters.iter();
                let field = parameters.find(|(name, _)| name == variable);
                let field = field.map(|(_, field)| field);
                quote!(#field)
            });
            match server.fields.is_empty() {
                true => quote!(Self::#variant => #url,),
                false => quote!(Self::#variant { #(#names),* } => #url,),
            }
        });
        let infos = servers.iter().map(|server| {
            let (key, url) = (&server.described.key, &server.template);
            let security = self.ways_in(&server.described.security);
            let bindings = bindings(&server.described.bindings);
            quote!(v1::ServerInfo { name: #key, url: #url, security: #security, bindings: #bindings })
        });
        let count = servers.len();
        let places = servers.iter().enumerate().map(|(index, server)| {
            let variant = &server.variant;
            quote!(Self::#variant { .. } => &SERVERS[#index],)
        });
        let enums = servers.iter().flat_map(|server| &server.fields);
        let enums = enums.filter_map(ValueField::enumeration);
        quote! {
            static SERVERS: [v1::ServerInfo; #count] = [#(#infos),*];

            /// The servers of the contract.
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub enum #name { #(#declared)* }

            impl #name {
                #(#constructors)*
                /// The URL, with the values of its variables.
                pub fn url(&self) -> ::std::string::String {
                    match self { #(#urls)* }
                }
            }

            impl v1::ContractServer for #name {
                fn info(&self) -> &'static v1::ServerInfo {
                    match self { #(#places)* }
                }
                fn url(&self) -> ::std::string::String { Self::url(self) }
            }

            #(#enums)*
        }
    }

    /// Every name of servers and credentials that is for users.
    pub(super) fn server_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        if !self.contract.servers.is_empty() {
            names.push(self.names.servers.clone());
        }
        if self.has_credentials() {
            names.push(self.names.credentials.clone());
        }
        let servers = self.server_variants();
        let fields = servers.iter().flat_map(|server| &server.fields);
        let enums = fields.filter_map(|field| field.enumeration.as_ref());
        names.extend(enums.map(Ident::to_string));
        names
    }
}

fn comment(server: &ServerVariant<'_>) -> TokenStream {
    match &server.described.description {
        Some(said) => docs::comment(said),
        None => docs::comment(&code(&server.template)),
    }
}

/// The URL of a server, with `{variables}`.
fn template(server: &Server) -> String {
    let path = server.pathname.as_deref().unwrap_or_default();
    let separator = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("{}://{}{separator}{path}", server.protocol, server.host)
}
