//! The servers of the contract.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::Server;
use tidings_naming::{Scope, pascal};

use crate::emit::channels::{parameters, render};
use crate::emit::{Context, docs, ident};

impl Context<'_> {
    /// The servers of the contract, each with the values of its variables.
    pub(super) fn servers(&self) -> TokenStream {
        if self.contract.servers.is_empty() {
            return TokenStream::new();
        }
        let name = ident(&self.names.servers);
        let mut scope = Scope::default();
        let servers: Vec<_> = self
            .contract
            .servers
            .iter()
            .map(|server| {
                (
                    server,
                    ident(&scope.claim(&server.key, &pascal(&server.key))),
                    template(server),
                )
            })
            .collect();
        let declared = servers.iter().map(|(server, variant, template)| {
            let comment = server
                .description
                .as_deref()
                .map_or_else(|| docs::comment(&format!("`{template}`")), docs::comment);
            let fields = parameters(template).into_iter().map(|(variable, field)| {
                let described = server.variables.iter().find(|one| one.name == variable);
                let said = described
                    .and_then(|one| one.description.as_deref())
                    .map(docs::comment);
                quote!(#said #field: ::std::string::String,)
            });
            let fields: Vec<TokenStream> = fields.collect();
            if fields.is_empty() {
                quote!(#comment #variant,)
            } else {
                quote!(#comment #variant { #(#fields)* },)
            }
        });
        let arms = servers.iter().map(|(_, variant, template)| {
            let fields: Vec<_> = parameters(template);
            let names = fields.iter().map(|(_, field)| field);
            let url = render(template, &|variable| {
                let field = fields
                    .iter()
                    .find(|(name, _)| name == variable)
                    .map(|(_, field)| field);
                quote!(#field)
            });
            if fields.is_empty() {
                quote!(Self::#variant => #url,)
            } else {
                quote!(Self::#variant { #(#names),* } => #url,)
            }
        });
        quote! {
            /// The servers of the contract.
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub enum #name { #(#declared)* }

            impl #name {
                /// The URL, with the values of its variables.
                pub fn url(&self) -> ::std::string::String {
                    match self { #(#arms)* }
                }
            }
        }
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
