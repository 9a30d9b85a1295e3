//! What the client sends: a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{Action, MessageId, Operation, OperationId};

use crate::emit::channels::parameters;
use crate::emit::{Context, ident};

impl Context<'_> {
    /// The operations that send.
    pub(super) fn senders(&self) -> Vec<(OperationId, &Operation)> {
        self.operations()
            .filter(|(_, operation)| operation.action == Action::Send)
            .collect()
    }

    /// The type of the address that a method which sends is given; none where there is one address only.
    pub(super) fn given_type(&self, operation: &Operation) -> Option<TokenStream> {
        let channel = &self.contract.channels[operation.channel];
        let address = ident(self.names.address(operation.channel));
        let is_fixed = |address: &String| parameters(address).is_empty();
        let is_given = !channel.address.as_ref().is_some_and(is_fixed);
        is_given.then(|| quote!(super::channels::#address))
    }

    /// What the key of these messages is, where all of them say the same.
    fn key_type(&self, messages: &[MessageId]) -> Option<TokenStream> {
        let keys: Option<Vec<TokenStream>> = messages
            .iter()
            .map(|id| Some(self.usage_type(self.plan.messages.get(id)?.key.as_ref()?)))
            .collect();
        let mut keys = keys?.into_iter();
        let first = keys.next()?;
        let spelt = first.to_string();
        keys.all(|key| key.to_string() == spelt).then_some(first)
    }

    pub(super) fn send(&self, id: OperationId, operation: &Operation) -> TokenStream {
        let names = self.names.operation(id);
        let (method, statics) = (ident(&names.method), ident(&names.statics));
        let message = self.set_type(&operation.messages, &names.messages);
        let comment = self.operation_docs(operation);
        let (result, send) = match self.replies(operation) {
            [] => {
                let key = self.key_type(&operation.messages);
                let key = key.map(|key| quote!(, #key));
                (quote!(::tidings::Publish<'_ #key>), quote!(publish))
            }
            replies => {
                let reply = self.set_type(replies, &names.reply);
                (quote!(::tidings::Request<'_, #reply>), quote!(request))
            }
        };
        let (parameter, address) = match self.given_type(operation) {
            Some(of) => {
                let parameter = quote!(address: impl ::std::convert::Into<#of>,);
                (parameter, quote!(address.into()))
            }
            None => {
                let address = ident(self.names.address(operation.channel));
                (TokenStream::new(), quote!(super::channels::#address))
            }
        };
        let into = quote!(message.into_message());
        let body = quote!(self.client.#send(&super::operations::#statics, &#address, #into));
        quote! {
            #comment
            pub fn #method(&self, #parameter message: impl v1::IntoMessage<#message>) -> #result { #body }
        }
    }
}
