//! The module `client`: one method for each operation that sends, one for each handler.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{Action, Operation, OperationId, Server};
use tidings_naming::{Scope, pascal};

use super::channels::{parameters, render};
use super::modules::Parts;
use super::operations::operation_docs;
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

    fn send(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let (method, statics) = (ident(&names.method), ident(&names.statics));
        let message = self.set_type(&operation.messages, &names.messages);
        let comment = operation_docs(operation);
        let replies = self.replies(operation);
        let (result, plain, to) = if replies.is_empty() {
            (
                quote!(::tidings::Publish<'_>),
                quote!(publish),
                quote!(publish_to),
            )
        } else {
            let reply = self.set_type(replies, &names.reply);
            (
                quote!(::tidings::Request<'_, #reply>),
                quote!(request),
                quote!(request_to),
            )
        };
        let channel = &self.contract.channels[operation.channel];
        let address = ident(self.names.address(operation.channel));
        let statics = quote!(&super::operations::#statics);
        let into = quote!(message.into_message());
        let (parameter, body) = match &channel.address {
            None => {
                let parameter = quote!(address: impl ::std::convert::Into<::std::string::String>,);
                (
                    parameter,
                    quote!(self.client.#to(#statics, address.into(), #into)),
                )
            }
            Some(template) if parameters(template).is_empty() => (
                TokenStream::new(),
                quote!(self.client.#plain(#statics, &super::channels::#address, #into)),
            ),
            Some(_) => {
                let parameter = quote!(address: super::channels::#address,);
                (
                    parameter,
                    quote!(self.client.#plain(#statics, &address, #into)),
                )
            }
        };
        quote! {
            #comment
            pub fn #method(&self, #parameter message: impl v1::IntoMessage<#message>) -> #result { #body }
        }
    }

    fn handlers(&self) -> Vec<(OperationId, &Operation)> {
        self.operations()
            .filter(|(_, operation)| operation.action == Action::Receive)
            .collect()
    }

    fn serve_methods(&self) -> TokenStream {
        let handlers = self.handlers();
        if handlers.is_empty() {
            return TokenStream::new();
        }
        let server = ident(&self.names.client_server);
        let traits: Vec<_> = handlers
            .iter()
            .map(|(id, _)| ident(&self.names.operation(*id).handler))
            .collect();
        let methods: Vec<_> = handlers
            .iter()
            .map(|(id, _)| ident(&self.names.operation(*id).method))
            .collect();
        let all = match methods.as_slice() {
            [single] => quote!(self.serve(group).#single(application)),
            several => quote! {
                let application = ::std::sync::Arc::new(application);
                let server = self.serve(group);
                #(let server = server.#several(Shared(application.clone()));)*
                server
            },
        };
        quote! {
            /// Receives as a member of `group`: consumers of one group share messages, each group gets all of them.
            pub fn serve(&self, group: impl ::std::convert::Into<::std::string::String>) -> #server {
                #server { server: self.client.serve(group) }
            }
            /// Receives everything that the contract receives; an operation without a handler does not compile.
            pub fn serve_all<A>(&self, group: impl ::std::convert::Into<::std::string::String>, application: A) -> #server
            where
                A: #(super::operations::#traits)+*,
            {
                #all
            }
        }
    }

    /// One application behind the handlers of several operations.
    fn shared(&self, handlers: &[(OperationId, &Operation)]) -> TokenStream {
        let impls = handlers.iter().map(|(id, operation)| {
            let names = self.names.operation(*id);
            let (handler, method) = (ident(&names.handler), ident(&names.method));
            let address = ident(self.names.address(operation.channel));
            let message = self.set_type(&operation.messages, &names.messages);
            let answer = match self.replies(operation) {
                [] => quote!(()),
                replies => self.set_type(replies, &names.reply),
            };
            quote! {
                impl<A: super::operations::#handler> super::operations::#handler for Shared<A> {
                    async fn #method(
                        &self,
                        context: ::tidings::Context<super::channels::#address>,
                        message: #message,
                    ) -> ::std::result::Result<#answer, ::tidings::HandlerError> {
                        super::operations::#handler::#method(&*self.0, context, message).await
                    }
                }
            }
        });
        quote! {
            /// One application that handles several operations.
            struct Shared<A>(::std::sync::Arc<A>);
            #(#impls)*
        }
    }

    fn server_type(&self) -> TokenStream {
        let handlers = self.handlers();
        if handlers.is_empty() {
            return TokenStream::new();
        }
        let server = ident(&self.names.client_server);
        let methods = handlers
            .iter()
            .map(|(id, operation)| self.handle(*id, operation));
        let shared = (handlers.len() > 1).then(|| self.shared(&handlers));
        quote! {
            /// A consumer of one group, to be given handlers and then run.
            #[derive(Debug)]
            #[must_use = "a server receives nothing until `run` is awaited"]
            pub struct #server { server: v1::Server }

            impl #server {
                #(#methods)*
                /// How often a message that fails is tried before it goes to the dead letters.
                pub fn retry(self, retry: ::tidings::Retry) -> Self { Self { server: self.server.retry(retry) } }
                /// The name of this consumer within its group.
                pub fn consumer(self, name: impl ::std::convert::Into<::std::string::String>) -> Self {
                    Self { server: self.server.consumer(name) }
                }
                /// Messages that are handled at a time.
                pub fn concurrency(self, most: usize) -> Self { Self { server: self.server.concurrency(most) } }
                /// Messages that are taken before they can be handled.
                pub fn prefetch(self, most: usize) -> Self { Self { server: self.server.prefetch(most) } }
                /// How long a message may stay unsettled before another consumer gets it.
                pub fn lease(self, lease: ::std::time::Duration) -> Self { Self { server: self.server.lease(lease) } }
                /// Where a group that does not exist yet begins.
                pub fn start(self, start: ::tidings::transport::Start) -> Self { Self { server: self.server.start(start) } }
                /// Wraps every handling.
                pub fn layer(self, layer: impl ::tidings::Layer) -> Self { Self { server: self.server.layer(layer) } }
                /// How long handlers may go on after the end was asked for.
                pub fn shutdown_within(self, deadline: ::std::time::Duration) -> Self {
                    Self { server: self.server.shutdown_within(deadline) }
                }
                /// Receives until the transport closes.
                ///
                /// # Errors
                ///
                /// What stands in the way of a start, and what ends it early.
                pub async fn run(self) -> ::std::result::Result<::tidings::ServeReport, ::tidings::ServeError> {
                    self.server.run().await
                }
                /// Receives until `stop` completes, then lets handlers finish.
                ///
                /// # Errors
                ///
                /// What stands in the way of a start, and what ends it early.
                pub async fn run_until(
                    self,
                    stop: impl ::std::future::Future<Output = ()>,
                ) -> ::std::result::Result<::tidings::ServeReport, ::tidings::ServeError> {
                    self.server.run_until(stop).await
                }
            }
            #shared
        }
    }

    fn handle(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let (method, handler, statics) = (
            ident(&names.method),
            ident(&names.handler),
            ident(&names.statics),
        );
        let address = ident(self.names.address(operation.channel));
        let message = self.set_type(&operation.messages, &names.messages);
        let comment = operation_docs(operation);
        let on = match self.replies(operation) {
            [] => quote!(on_message::<super::channels::#address, #message, _, _>),
            replies => {
                let reply = self.set_type(replies, &names.reply);
                quote!(on_request::<super::channels::#address, #message, #reply, _, _>)
            }
        };
        quote! {
            #comment
            pub fn #method(self, handler: impl super::operations::#handler) -> Self {
                let handler = ::std::sync::Arc::new(handler);
                let server = self.server.#on(&super::operations::#statics, move |context, message| {
                    let handler = handler.clone();
                    async move { super::operations::#handler::#method(&*handler, context, message).await }
                });
                Self { server }
            }
        }
    }

    /// The servers of the contract, each with the values of its variables.
    fn servers(&self) -> TokenStream {
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
