//! Where a message holds the id that ties a reply to its request, and the address of the reply.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_syntax::escape_pointer;

use super::Context;
use super::structs::field_names;
use crate::ir::Shape;
use crate::plan::{MessagePlan, Place, Target, target};

impl Context<'_> {
    /// How the runtime writes the id and the address into the message `name`.
    pub(super) fn correlated(&self, name: &Ident, plan: &MessagePlan) -> TokenStream {
        let correlation = self.setter_body(plan, plan.correlation.as_ref(), &quote!(id));
        let reply_to = self.setter_body(plan, plan.reply_to.as_ref(), &quote!(address));
        let correlation = correlation.map(|body| {
            quote!(fn set_correlation_id(&mut self, id: &str, outgoing: &mut v1::Outgoing) { let _ = &outgoing; #body })
        });
        let reply_to = reply_to.map(|body| {
            quote!(fn set_reply_to(&mut self, address: &str, outgoing: &mut v1::Outgoing) { let _ = &outgoing; #body })
        });
        quote!(impl v1::Correlated for #name { #correlation #reply_to })
    }

    fn setter_body(
        &self,
        plan: &MessagePlan,
        place: Option<&Place>,
        value: &TokenStream,
    ) -> Option<TokenStream> {
        match target(self.types, plan, place) {
            Target::Transport => None,
            Target::Header(name) => Some(quote!(outgoing.header(#name, #value);)),
            Target::Fields {
                in_headers,
                path,
                optional,
            } => {
                let (start, mut at) = if in_headers {
                    (quote!(self.headers), plan.headers?)
                } else {
                    (quote!(self.payload), plan.payload.as_ref()?.defined()?)
                };
                let mut fields = Vec::new();
                for name in &path {
                    let Shape::Struct(structure) = &self.types.get(at).shape else {
                        return None;
                    };
                    let index = structure
                        .fields
                        .iter()
                        .position(|field| field.name == *name)?;
                    fields.push(field_names(structure).swap_remove(index));
                    at = structure.fields[index].usage.defined().unwrap_or(at);
                }
                let text = quote!(::std::convert::Into::into(#value));
                let set = if optional {
                    quote!(::std::option::Option::Some(#text))
                } else {
                    text
                };
                Some(quote!(#start #(.#fields)* = #set;))
            }
        }
    }
}

/// `v1::Location` of a place.
pub(super) fn location(place: &Place) -> TokenStream {
    match place {
        Place::Header(name) => quote!(v1::Location::Header(#name)),
        Place::Payload(path) => {
            let pointer: String = path
                .iter()
                .map(|name| format!("/{}", escape_pointer(name)))
                .collect();
            quote!(v1::Location::Payload(#pointer))
        }
    }
}
