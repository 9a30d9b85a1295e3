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

    /// Whether the address comes of the message.
    fn is_located(&self, operation: &Operation) -> bool {
        let channel = &self.contract.channels[operation.channel];
        self.located(channel).is_some()
    }

    /// The type of the address that a method which sends is given; none where there is one address only, or the message
    /// says it.
    pub(super) fn given_type(&self, operation: &Operation) -> Option<TokenStream> {
        match self.is_located(operation) {
            true => None,
            false => self.addressed(operation),
        }
    }

    /// The type of the addresses of an operation; none where there is one address only.
    pub(in crate::emit) fn addressed(&self, operation: &Operation) -> Option<TokenStream> {
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
        let (result, send, send_located) = match self.replies(operation) {
            [] => {
                let key = self.key_type(&operation.messages);
                let key = key.map(|key| quote!(, #key));
                let result = quote!(::tidings::Publish<'_ #key>);
                (result, quote!(publish), quote!(publish_located))
            }
            replies => {
                let reply = self.set_type(replies, &names.reply);
                let result = quote!(::tidings::Request<'_, #reply>);
                (result, quote!(request), quote!(request_located))
            }
        };
        let address = ident(self.names.address(operation.channel));
        let address = quote!(super::channels::#address);
        let operation_static = quote!(&super::operations::#statics);
        let into = quote!(message.into_message());
        let (parameter, body) = match self.given_type(operation) {
            Some(of) => (
                quote!(address: impl v1::IntoAddress<#of>,),
                quote!(self.client.#send(#operation_static, &v1::IntoAddress::into_address(address), #into)),
            ),
            None if self.is_located(operation) => (
                TokenStream::new(),
                quote!(self.client.#send_located::<#address, _, _>(#operation_static, #into)),
            ),
            None => (
                TokenStream::new(),
                quote!(self.client.#send(#operation_static, &#address, #into)),
            ),
        };
        quote! {
            #comment
            pub fn #method(&self, #parameter message: impl v1::IntoMessage<#message>) -> #result { #body }
        }
    }
}
