//! What is received otherwise than by the handler of an operation: as a stream, in batches, and replies.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{ChannelId, Operation, OperationId};

use crate::emit::{Context, code, docs, ident};

impl Context<'_> {
    /// The method of the client that opens the stream of an operation.
    pub(super) fn subscribe(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let (method, statics) = (ident(&names.subscribe), ident(&names.statics));
        let address = ident(self.names.address(operation.channel));
        let message = self.set_type(&operation.messages, &names.messages);
        let reply = match self.replies(operation) {
            [] => None,
            replies => Some(self.set_type(replies, &names.reply)),
        };
        let reply = reply.map(|reply| quote!(, #reply));
        let comment = docs::comment(&format!(
            "Receives what is sent to the operation {} as a stream, to be settled by hand.",
            code(&operation.key)
        ));
        quote! {
            #comment
            pub fn #method(
                &self,
                group: impl ::std::convert::Into<::std::string::String>,
            ) -> ::tidings::Subscribe<'_, super::channels::#address, #message #reply> {
                self.client.subscribe(&super::operations::#statics, group)
            }
        }
    }

    /// The method of the server that has messages handled together; none for requests, each of which is answered.
    pub(super) fn handle_batch(
        &self,
        id: OperationId,
        operation: &Operation,
    ) -> Option<TokenStream> {
        if !self.replies(operation).is_empty() {
            return None;
        }
        let names = self.names.operation(id);
        let (method, statics) = (ident(&names.batch), ident(&names.statics));
        let address = ident(self.names.address(operation.channel));
        let message = self.set_type(&operation.messages, &names.messages);
        let comment = docs::comment(&format!(
            "Handles the messages of the operation {} several at a time, in place of one by one.",
            code(&operation.key)
        ));
        Some(quote! {
            #comment
            pub fn #method<H, F>(self, limits: ::tidings::BatchLimits, handler: H) -> Self
            where
                H: ::std::ops::Fn(::std::vec::Vec<::tidings::BatchItem<super::channels::#address, #message>>) -> F
                    + ::std::marker::Send + ::std::marker::Sync + 'static,
                F: ::std::future::Future<Output = ::std::result::Result<(), ::tidings::HandlerError>> + ::std::marker::Send + 'static,
            {
                Self { server: self.server.on_batch(&super::operations::#statics, limits, handler) }
            }
        })
    }

    /// The channel of the replies to what is sent, where there are any.
    pub(super) fn reply_channel(&self, operation: &Operation) -> Option<ChannelId> {
        let reply = operation.reply.as_ref();
        let reply = reply.filter(|_| !self.replies(operation).is_empty());
        reply.and_then(|reply| reply.channel)
    }

    /// The method of the server that has the replies to an operation handled.
    pub(super) fn handle_reply(
        &self,
        id: OperationId,
        operation: &Operation,
    ) -> Option<TokenStream> {
        let address = ident(self.names.address(self.reply_channel(operation)?));
        let names = self.names.operation(id);
        let (method, statics) = (ident(&names.on_reply), ident(&names.statics));
        let reply = self.set_type(self.replies(operation), &names.reply);
        let comment = docs::comment(&format!(
            "Handles the replies to requests of the operation {} that were sent `for_handler`, by whichever instance, \
             with the context that they gave along.",
            code(&operation.key)
        ));
        Some(quote! {
            #comment
            pub fn #method<C, H, F>(self, handler: H) -> Self
            where
                C: v1::serde::de::DeserializeOwned + 'static,
                H: ::std::ops::Fn(::tidings::Context<super::channels::#address>, C, #reply) -> F
                    + ::std::marker::Send + ::std::marker::Sync + 'static,
                F: ::std::future::Future<Output = ::std::result::Result<(), ::tidings::HandlerError>> + ::std::marker::Send + 'static,
            {
                Self { server: self.server.on_reply(&super::operations::#statics, handler) }
            }
        })
    }
}
