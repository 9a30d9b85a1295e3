//! The module `client`: one method for each operation that sends, one for each handler.

mod api;
mod credentials;
mod receive;
mod send;
mod serve;
mod servers;
mod settings;

use std::iter;

use quote::{ToTokens, quote};

use super::modules::Pieces;
use super::print::Piece;
use super::{Context, docs, ident};

impl Context<'_> {
    pub(super) fn client_module(&self) -> Pieces<'_> {
        let client = ident(&self.names.client);
        let info = &self.contract.info;
        let contract = self.contract_info();
        let sends = self.senders().into_iter();
        let sends = sends.map(|(id, operation)| self.send(id, operation));
        let on = (!self.contract.servers.is_empty()).then(|| {
            let servers = ident(&self.names.servers);
            quote! {
                /// Connects to a server of the contract, without credentials; with them, `builder` does.
                ///
                /// # Errors
                ///
                /// What stands in the way of a connection.
                pub async fn on(server: #servers) -> ::std::result::Result<Self, ::tidings::ConnectError> {
                    Self::builder().on(server).connect().await
                }
            }
        });
        let called = crate::provenance::of_contract(info);
        let comment = docs::comment(&format!("The client of the contract {called}."));
        let declared = quote! {
            #comment
            #[derive(Clone, Debug)]
            pub struct #client { client: v1::Client }
        };
        let beginnings = quote! {
            #contract
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
            /// A client of several servers, with credentials, layers or other options.
            pub fn builder() -> ::tidings::Builder<Self> { ::tidings::Builder::new() }
        };
        let transport_on = (!self.contract.servers.is_empty()).then(|| {
            let servers = ident(&self.names.servers);
            quote! {
                /// The transport of a server; none where the client is not connected to it.
                pub fn transport_on(&self, server: &#servers) -> ::std::option::Option<&::std::sync::Arc<dyn ::tidings::transport::Transport>> {
                    self.client.transport_on(server)
                }
            }
        });
        let ends = quote! {
            /// Publishes bytes and headers that the contract does not describe to an address of one of its channels.
            pub fn publish_raw<A: ::tidings::Address>(&self, address: &A, message: ::tidings::Raw) -> ::tidings::Publish<'_> {
                self.client.publish_raw(address, &message)
            }
            /// Publishes several messages together; the confirmations are in the order of the messages.
            pub async fn publish_all<'a, K: 'a>(
                &'a self,
                batch: impl ::std::iter::IntoIterator<Item = ::tidings::Publish<'a, K>>,
            ) -> ::std::vec::Vec<::std::result::Result<::tidings::transport::Receipt, ::tidings::SendError>> {
                self.client.publish_all(batch).await
            }
            /// The transport underneath, for what no operation says; with several servers that of the first.
            pub fn transport(&self) -> &::std::sync::Arc<dyn ::tidings::transport::Transport> { self.client.transport() }
            #transport_on
            /// Ends the connection and says what was left.
            pub async fn close(&self, within: ::std::time::Duration) -> ::tidings::transport::CloseReport {
                self.client.close(within).await
            }
        };
        let never = || quote!(::tidings::Never);
        let server_type = match self.contract.servers.is_empty() {
            true => never(),
            false => ident(&self.names.servers).into_token_stream(),
        };
        let credentials_type = match self.has_credentials() {
            true => ident(&self.names.credentials).into_token_stream(),
            false => never(),
        };
        let built = quote! {
            impl v1::FromClient for #client {
                type Server = #server_type;
                type Credentials = #credentials_type;
                const CONTRACT: ::std::option::Option<&'static ::tidings::ContractInfo> = ::std::option::Option::Some(&Self::CONTRACT);
                fn from_client(client: v1::Client) -> Self { Self { client } }
            }
        };
        let pieces = [
            Piece::Code(declared),
            Piece::Open(quote!(impl #client)),
            Piece::Code(beginnings),
        ];
        let subscribes = self.handlers().into_iter();
        let subscribes = subscribes.map(|(id, operation)| self.subscribe(id, operation));
        let pieces = pieces.into_iter().chain(sends.map(Piece::Code));
        let pieces = pieces.chain(subscribes.map(Piece::Code));
        let pieces = pieces.chain([
            Piece::Code(self.serve_methods()),
            Piece::Code(ends),
            Piece::Close,
            Piece::Code(built),
            Piece::Code(self.api()),
        ]);
        let servers = iter::once_with(|| Piece::Code(self.servers()));
        let servers = servers.chain(iter::once_with(|| Piece::Code(self.credentials())));
        Box::new(pieces.chain(self.server_type()).chain(servers))
    }

    /// Every name of this module that is for users.
    pub(super) fn client_names(&self) -> Vec<String> {
        if self.operations().next().is_none() && self.contract.servers.is_empty() {
            return Vec::new();
        }
        let mut names = vec![self.names.client.clone()];
        if !self.senders().is_empty() {
            names.push(self.names.api.clone());
        }
        if self.serves() {
            names.push(self.names.client_server.clone());
        }
        names.extend(self.server_names());
        names
    }
}
