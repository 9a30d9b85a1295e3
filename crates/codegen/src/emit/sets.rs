//! Several messages of one operation, told apart when they arrive.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::MessageId;

use super::{Context, ModuleName, docs, ident};
use crate::filling::integer_ids;
use crate::telling::{Tag, ToldBy, told_by};

impl Context<'_> {
    /// The type that stands for the messages of an operation: the message itself, or the set of several, which the
    /// module `operations` declares; bare bytes where the contract describes none.
    pub(super) fn set_type(&self, messages: &[MessageId], several: &str) -> TokenStream {
        match messages {
            [] => quote!(::tidings::Raw),
            [single] => {
                let name = ident(self.names.message(*single));
                quote!(super::messages::#name)
            }
            _ => {
                let name = ident(several);
                if self.module == ModuleName::Operations {
                    quote!(#name)
                } else {
                    quote!(super::operations::#name)
                }
            }
        }
    }

    /// The enumeration of several messages.
    pub(super) fn set(&self, name: &str, messages: &[MessageId], comment: &str) -> TokenStream {
        let name = ident(name);
        let variants: Vec<Ident> = messages
            .iter()
            .map(|&id| ident(self.names.message(id)))
            .collect();
        let names = messages.iter().map(|&id| {
            let message = &self.contract.messages[id];
            message.name.as_deref().unwrap_or(&message.key)
        });
        let decode = self.set_decode(messages, &variants);
        let correlation = variants.iter().map(|variant| {
            quote!(.or_else(|| <super::messages::#variant as ::tidings::Message>::correlation_id(incoming)))
        });
        let mut plans = messages.iter().filter_map(|id| self.plan.messages.get(id));
        let reply_to = plans.any(|plan| plan.reply_to.is_some()).then(|| {
            quote! {
                fn reply_to(incoming: &::tidings::transport::Message) -> ::std::option::Option<::std::string::String> {
                    ::std::option::Option::None
                        #(.or_else(|| <super::messages::#variants as ::tidings::Message>::reply_to(incoming)))*
                }
            }
        });
        let mut plans = messages.iter().filter_map(|id| self.plan.messages.get(id));
        let place = plans.any(|plan| plan.correlation.is_some()).then(|| {
            quote! {
                fn correlation(&self) -> ::std::option::Option<v1::Location> {
                    match self {
                        #(Self::#variants(_) => <super::messages::#variants as ::tidings::Message>::CORRELATION),*
                    }
                }
            }
        });
        let mut described = messages.iter().map(|&id| &self.contract.messages[id]);
        let bindings = described
            .any(|message| !message.bindings.is_empty())
            .then(|| {
                quote! {
                    fn bindings(&self) -> v1::Bindings {
                        match self {
                            #(Self::#variants(_) => <super::messages::#variants as ::tidings::Message>::BINDINGS),*
                        }
                    }
                }
            });
        let plans = messages.iter().filter_map(|id| self.plan.messages.get(id));
        // Digits are a text as well.
        let below = plans.filter_map(|plan| integer_ids(self.types, plan)).min();
        let ids = self.ids(below);
        let conversions = self.conversions(&name, messages, &variants);
        let comment = docs::comment(comment);
        quote! {
            #comment
            #[derive(Clone, Debug, PartialEq)]
            pub enum #name { #(#variants(super::messages::#variants)),* }
            #conversions
            impl v1::IntoMessage<#name> for #name {
                fn into_message(self) -> #name { self }
            }
            impl v1::MessageSet for #name {
                const NAMES: &'static [&'static str] = &[#(#names),*];
                fn decode(incoming: &::tidings::transport::Message) -> ::std::result::Result<Self, v1::SetError> { #decode }
                fn encode(&self) -> ::std::result::Result<::tidings::Encoded, ::tidings::EncodeError> {
                    match self { #(Self::#variants(message) => v1::MessageSet::encode(message)),* }
                }
                fn correlation_id(incoming: &::tidings::transport::Message) -> ::std::option::Option<::std::string::String> {
                    ::std::option::Option::None #(#correlation)*
                }
                #place
                #reply_to
                #bindings
                fn content_type(&self) -> ::std::option::Option<&str> {
                    ::std::option::Option::Some(match self {
                        #(Self::#variants(_) => <super::messages::#variants as ::tidings::Message>::CONTENT_TYPE),*
                    })
                }
            }
            impl v1::Correlated for #name {
                #ids
                fn set_correlation_id(&mut self, id: &str, outgoing: &mut v1::Outgoing) {
                    match self { #(Self::#variants(message) => v1::Correlated::set_correlation_id(message, id, outgoing)),* }
                }
                fn set_reply_to(&mut self, address: &str, outgoing: &mut v1::Outgoing) {
                    match self { #(Self::#variants(message) => v1::Correlated::set_reply_to(message, address, outgoing)),* }
                }
            }
        }
    }

    fn set_decode(&self, messages: &[MessageId], variants: &[Ident]) -> TokenStream {
        let order = self.plan.orders.get(messages);
        let order = order.map_or(messages, Vec::as_slice);
        let variant = |id: &MessageId| ident(self.names.message(*id));
        let told_by_tag = |tag: &Tag| {
            let texts_of = |id: &MessageId| {
                let index = messages.iter().position(|other| other == id)?;
                tag.texts.get(index)
            };
            let told = order.iter().flat_map(|id| {
                let texts = texts_of(id).into_iter().flatten();
                texts.map(move |text| told(text, &variant(id)))
            });
            quote!(&[#(#told),*])
        };
        match told_by(self.types, self.plan, messages) {
            ToldBy::ContentType(types) => {
                let types = types.iter().zip(variants);
                let told = types.map(|(media_type, variant)| told(media_type, variant));
                quote!(v1::told_by_content_type(incoming, &[#(#told),*]))
            }
            ToldBy::Header(tag) => {
                let (header, told) = (&tag.name, told_by_tag(&tag));
                quote!(v1::told_by_header(incoming, #header, #told))
            }
            ToldBy::Property(tag) => {
                let (property, told) = (&tag.name, told_by_tag(&tag));
                quote!(v1::told_by_property(incoming, #property, #told))
            }
            ToldBy::Trying => {
                let candidates = order.iter().map(|id| candidate(&variant(id)));
                quote!(v1::told_by_trying(incoming, &[#(#candidates),*]))
            }
        }
    }

    /// What becomes a message of the set by itself: each message, and each payload that says all and is in one only.
    fn conversions(&self, name: &Ident, messages: &[MessageId], variants: &[Ident]) -> TokenStream {
        let of_messages = variants.iter().map(|variant| {
            quote! {
                impl ::std::convert::From<super::messages::#variant> for #name {
                    fn from(message: super::messages::#variant) -> Self { Self::#variant(message) }
                }
                impl v1::IntoMessage<#name> for super::messages::#variant {
                    fn into_message(self) -> #name { #name::#variant(self) }
                }
            }
        });
        let of_payloads = messages.iter().zip(variants).filter_map(|(id, variant)| {
            let plan = self.plan.messages.get(id)?;
            let path = self.payload_type(plan)?;
            let same = |other: &&MessageId| {
                let other = self.plan.messages.get(*other).and_then(|plan| self.payload_type(plan));
                other.is_some_and(|other| other.to_string() == path.to_string())
            };
            if messages.iter().filter(same).count() > 1 || !self.is_payload_enough(*id, plan) {
                return None;
            }
            Some(quote! {
                impl ::std::convert::From<#path> for #name {
                    fn from(payload: #path) -> Self {
                        Self::#variant(v1::IntoMessage::<super::messages::#variant>::into_message(payload))
                    }
                }
                impl v1::IntoMessage<#name> for #path {
                    fn into_message(self) -> #name { self.into() }
                }
            })
        });
        quote!(#(#of_messages)* #(#of_payloads)*)
    }
}

/// A message beside a text that tells it.
fn told(text: &str, variant: &Ident) -> TokenStream {
    let candidate = candidate(variant);
    quote!((#text, #candidate))
}

/// One of the messages that may have arrived.
fn candidate(variant: &Ident) -> TokenStream {
    quote!(v1::Candidate::of::<super::messages::#variant>())
}
