//! What the client receives: a server with a method for each handler.

use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::{Action, Operation, OperationId};

use super::settings::settings;
use crate::emit::modules::Pieces;
use crate::emit::print::Piece;
use crate::emit::{Context, ident};

impl Context<'_> {
    pub(super) fn handlers(&self) -> Vec<(OperationId, &Operation)> {
        self.operations()
            .filter(|(_, operation)| operation.action == Action::Receive)
            .collect()
    }

    /// Whether there is anything that a server could handle: messages, or replies.
    pub(in crate::emit) fn serves(&self) -> bool {
        let mut senders = self.senders().into_iter();
        let handles_replies = senders.any(|(_, operation)| self.reply_channel(operation).is_some());
        handles_replies || !self.handlers().is_empty()
    }

    pub(super) fn serve_methods(&self) -> TokenStream {
        if !self.serves() {
            return TokenStream::new();
        }
        let server = ident(&self.names.client_server);
        let all = self.serve_all(&server);
        quote! {
            /// Receives as a member of `group`: consumers of one group share messages, each group gets all of them.
            pub fn serve(&self, group: impl ::std::convert::Into<::std::string::String>) -> #server {
                #server { server: self.client.serve(group) }
            }
            #all
        }
    }

    /// The operations that the contract says are received: an application that is whole handles all of them.
    fn demanded(&self) -> Vec<(OperationId, &Operation)> {
        let mut handlers = self.handlers();
        handlers.retain(|(id, _)| self.is_stated(*id));
        handlers
    }

    fn serve_all(&self, server: &Ident) -> TokenStream {
        let handlers = self.demanded();
        let names = handlers.iter().map(|(id, _)| self.names.operation(*id));
        let (traits, methods): (Vec<_>, Vec<_>) = names
            .map(|names| (ident(&names.handler), ident(&names.method)))
            .unzip();
        let all = match methods.as_slice() {
            [] => return TokenStream::new(),
            [single] => quote!(self.serve(group).#single(application)),
            several => quote! {
                let application = ::std::sync::Arc::new(application);
                let server = self.serve(group);
                #(let server = server.#several(Shared(application.clone()));)*
                server
            },
        };
        quote! {
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
    fn shared<'c>(&'c self, handlers: Vec<(OperationId, &'c Operation)>) -> Pieces<'c> {
        let declared = quote! {
            /// One application that handles several operations.
            struct Shared<A>(::std::sync::Arc<A>);
        };
        let impls = handlers.into_iter().map(|(id, operation)| {
            let names = self.names.operation(id);
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
        Box::new(iter::once(declared).chain(impls).map(Piece::Code))
    }

    /// What is given handlers, where the contract receives anything.
    pub(super) fn server_type(&self) -> Pieces<'_> {
        let handlers = self.handlers();
        if !self.serves() {
            return Box::new(iter::empty());
        }
        let server = ident(&self.names.client_server);
        let declared = quote! {
            /// A consumer of one group, to be given handlers and then run.
            #[derive(Debug)]
            #[must_use = "a server receives nothing until `run` is awaited"]
            pub struct #server { server: v1::Server }
        };
        let methods = handlers.into_iter().flat_map(|(id, operation)| {
            let batch = self.handle_batch(id, operation);
            [Some(self.handle(id, operation)), batch]
                .into_iter()
                .flatten()
        });
        let replies = self.senders().into_iter();
        let replies = replies.filter_map(|(id, operation)| self.handle_reply(id, operation));
        let pieces = [Piece::Code(declared), Piece::Open(quote!(impl #server))];
        let methods = methods.chain(replies).map(Piece::Code);
        let pieces = pieces.into_iter().chain(methods);
        let pieces = pieces.chain([Piece::Code(settings()), Piece::Close]);
        let demanded = self.demanded();
        let shared: Pieces<'_> = match demanded.len() {
            0 | 1 => Box::new(iter::empty()),
            _ => self.shared(demanded),
        };
        Box::new(pieces.chain(shared))
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
        let comment = self.operation_docs(operation);
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
}
