//! The module `client`: one method for each operation that sends, one for each handler.

mod send;
mod serve;
mod servers;

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::Action;

use super::modules::Parts;
use super::{Context, docs, ident};

impl Context<'_> {
    pub(super) fn client_module(&self) -> Parts<'_> {
        let client = ident(&self.names.client);
        let info = &self.contract.info;
        let (title, version, hash) = (&info.title, &info.version, self.contract.content_hash());
        let sends = self
            .operations()
            .filter(|(_, operation)| operation.action == Action::Send);
        let sends: Vec<TokenStream> = sends
            .map(|(id, operation)| self.send(id, operation))
            .collect();
        let servers = self.servers();
        let on = (!self.contract.servers.is_empty()).then(|| {
            let servers = ident(&self.names.servers);
            quote! {
                /// Connects to a server of the contract.
                ///
                /// # Errors
                ///
                /// What stands in the way of a connection.
                pub async fn on(server: #servers) -> ::std::result::Result<Self, ::tidings::ConnectError> {
                    Self::connect(&server.url()).await
                }
            }
        });
        let serves = self.serve_methods();
        let served = self.server_type();
        let called = crate::provenance::of_contract(info);
        let comment = docs::comment(&format!("The client of the contract {called}."));
        let client = quote! {
            #comment
            #[derive(Clone, Debug)]
            pub struct #client { client: v1::Client }

            impl #client {
                /// Which contract this code came from.
                pub const CONTRACT: ::tidings::ContractInfo =
                    ::tidings::ContractInfo { title: #title, version: #version, hash: #hash };
                /// Connects to the server at `url`; the scheme picks the transport.
                ///
                /// # Errors
                ///
                /// What stands in the way of a connection.
                pub async fn connect(url: &str) -> ::std::result::Result<Self, ::tidings::ConnectError> {
                    ::std::result::Result::Ok(Self { client: v1::Client::connect(url).await? })
                }
                #on
                /// A client on a transport that is open already.
                pub fn with(transport: ::std::sync::Arc<dyn ::tidings::transport::Transport>) -> Self {
                    Self { client: v1::Client::new(transport) }
                }
                /// A client with layers or other options.
                pub fn builder() -> ::tidings::Builder<Self> { ::tidings::Builder::new() }
                #(#sends)*
                #serves
                /// The transport underneath, for what no operation says.
                pub fn transport(&self) -> &::std::sync::Arc<dyn ::tidings::transport::Transport> { self.client.transport() }
                /// Ends the connection and says what was left.
                pub async fn close(&self, within: ::std::time::Duration) -> ::tidings::transport::CloseReport {
                    self.client.close(within).await
                }
            }

            impl v1::FromClient for #client {
                fn from_client(client: v1::Client) -> Self { Self { client } }
            }

            #served
            #servers
        };
        Box::new(iter::once(client))
    }

    /// Every name of this module that is for users.
    pub(super) fn client_names(&self) -> Vec<String> {
        if self.operations().next().is_none() && self.contract.servers.is_empty() {
            return Vec::new();
        }
        let mut names = vec![self.names.client.clone()];
        if !self.handlers().is_empty() {
            names.push(self.names.client_server.clone());
        }
        if !self.contract.servers.is_empty() {
            names.push(self.names.servers.clone());
        }
        names
    }
}
