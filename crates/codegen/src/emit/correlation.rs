//! Where a message holds the id that ties a reply to its request, and the address of the reply.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_syntax::escape_pointer;

use super::Context;
use super::structs::field_names;
use crate::ir::{Kind, Shape, Usage};
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
                let mut is_parsed = false;
                for name in &path {
                    let Shape::Struct(structure) = &self.types.get(at).shape else {
                        return None;
                    };
                    let index = structure
                        .fields
                        .iter()
                        .position(|field| field.name == *name)?;
                    fields.push(field_names(structure).swap_remove(index));
                    let usage = &structure.fields[index].usage;
                    is_parsed = self.is_parsed(usage);
                    at = usage.defined().unwrap_or(at);
                }
                let made = match is_parsed {
                    true => quote!(text),
                    false => quote!(::std::convert::Into::into(#value)),
                };
                let made = match optional {
                    true => quote!(::std::option::Option::Some(#made)),
                    false => made,
                };
                let set = quote!(#start #(.#fields)* = #made;);
                Some(match is_parsed {
                    true => {
                        quote!(if let ::std::result::Result::Ok(text) = #value.parse() { #set })
                    }
                    false => set,
                })
            }
        }
    }
}

impl Context<'_> {
    /// Whether not every text is a value of `usage`, which takes texts.
    fn is_parsed(&self, usage: &Usage) -> bool {
        match &usage.kind {
            Kind::Defined(id) => match &self.types.get(*id).shape {
                Shape::Newtype(inner) => self.is_parsed(inner) || self.is_guarded(inner),
                _ => false,
            },
            kind => matches!(kind, Kind::Formatted(_)),
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
