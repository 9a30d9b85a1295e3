//! The module `examples`: a test for each example of the contract, for who asks for them.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_model::contract::{Message, MessageExample, MessageId};
use tidings_naming::{Scope, snake};

use super::print::Piece;
use super::{Context, ident, module_attributes};
use crate::body::Codec;
use crate::ir::{AdditionalFields, Kind, TypeId};
use crate::plan::MessagePlan;

impl Context<'_> {
    /// The module, where it is asked for and the contract has examples.
    pub(super) fn examples(&self) -> Vec<Piece> {
        if !self.options.settings.example_tests {
            return Vec::new();
        }
        let mut scope = Scope::default();
        let mut tests = Vec::new();
        for (id, message, plan) in self.messages() {
            for (index, example) in message.examples.iter().enumerate() {
                if let Some(body) = self.message_example(id, plan, example) {
                    let place = example.location.pointer.as_deref().unwrap_or_default();
                    let name = test_name(message, example, index);
                    tests.push(test(&mut scope, &name, place, &body));
                }
            }
        }
        for (index, definition) in self.types.definitions.iter().enumerate() {
            let id = TypeId(index);
            let of = self.type_path(id);
            for (number, example) in definition.docs.examples.iter().enumerate() {
                let pointer = definition.location.pointer.as_deref().unwrap_or_default();
                let place = format!("{pointer}/examples/{number}");
                let name = format!("{} {}", self.names.type_name(id), number + 1);
                let example = example.value.to_json_text();
                let body = quote!(example.read::<#of>(#example););
                tests.push(test(&mut scope, &name, &place, &body));
            }
        }
        if tests.is_empty() {
            return tests;
        }
        let attributes = module_attributes();
        let head = quote! {
            #[doc = " One test for each example of the contract."]
            #[cfg(test)]
            #attributes
            mod examples
        };
        let surface = quote!(
            use ::tidings::__generated::v1;
        );
        let opened = [Piece::Open(head), Piece::Code(surface)];
        let closed = [Piece::Close];
        opened.into_iter().chain(tests).chain(closed).collect()
    }

    /// What is tried of an example of a message: the parts that it has, and the whole if it has all of them.
    fn message_example(
        &self,
        id: MessageId,
        plan: &MessagePlan,
        example: &MessageExample,
    ) -> Option<TokenStream> {
        let headers = plan.headers.filter(|id| self.headers(*id).is_some());
        let payload = plan.payload.as_ref().filter(|_| plan.codec != Codec::Raw);
        let payload = payload
            .filter(|usage| !matches!(usage.kind, Kind::Never | Kind::Ready(_) | Kind::Foreign(_)));
        let shown_headers = headers.zip(example.headers.as_ref()).map(|(id, shown)| {
            let (of, shown) = (self.type_path(id), shown.to_json_text());
            quote!(example.read::<#of>(#shown))
        });
        let shown_payload = payload.zip(example.payload.as_ref()).map(|(usage, shown)| {
            let (of, shown) = (self.usage_type(usage), shown.to_json_text());
            quote!(example.read::<#of>(#shown))
        });
        let is_kept = headers
            .and_then(|id| self.headers(id))
            .is_some_and(|structure| {
                // Headers that the contract does not declare are not sent.
                matches!(structure.additional, AdditionalFields::Kept(_))
            });
        let is_whole = !is_kept
            && shown_headers.is_some() == plan.headers.is_some()
            && shown_payload.is_some() == plan.payload.is_some();
        if !is_whole {
            let parts = shown_headers.into_iter().chain(shown_payload);
            let parts: Vec<TokenStream> = parts.collect();
            return (!parts.is_empty()).then(|| quote!(#(#parts;)*));
        }
        let name = ident(self.names.message(id));
        let headers = shown_headers.map(|value| quote!(headers: #value,));
        let payload = shown_payload.map(|value| quote!(payload: #value,));
        Some(quote!(example.travels(&super::messages::#name { #headers #payload });))
    }
}

/// What the test of an example of a message is about.
fn test_name(message: &Message, example: &MessageExample, index: usize) -> String {
    match &example.name {
        Some(name) => format!("{} {name}", message.key),
        None => format!("{} {}", message.key, index + 1),
    }
}

/// A test of the example at `place`.
fn test(scope: &mut Scope, name: &str, place: &str, body: &TokenStream) -> Piece {
    let name = ident(&scope.claim(name, &snake(name)));
    Piece::Code(quote! {
        #[test]
        fn #name() {
            let example = v1::Example::at(#place);
            #body
        }
    })
}
