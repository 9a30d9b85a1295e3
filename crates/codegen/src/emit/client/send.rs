//! What the client sends: a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{Operation, OperationId};

use crate::emit::channels::parameters;
use crate::emit::operations::operation_docs;
use crate::emit::{Context, ident};

impl Context<'_> {
    pub(super) fn send(&self, id: OperationId, operation: &Operation) -> TokenStream {
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
}
