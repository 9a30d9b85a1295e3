//! Where a message holds the id that ties a reply to its request, and the address of the reply.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_syntax::escape_pointer;

use super::Context;
use super::structs::field_names;
use crate::filling::{Filling, Step, Target, integer_ids, root, target};
use crate::ir::{Field, Kind, Shape, TypeId, Usage};
use crate::plan::{MessagePlan, Place};

impl Context<'_> {
    /// How the runtime writes the id and the address into the message `name`.
    pub(super) fn correlated(&self, name: &Ident, plan: &MessagePlan) -> TokenStream {
        let ids = self.ids(integer_ids(self.types, plan));
        let correlation = self.setter_body(plan, Filling::CorrelationId, &quote!(id));
        let reply_to = self.setter_body(plan, Filling::ReplyAddress, &quote!(address));
        let correlation = correlation.map(|body| {
            quote!(fn set_correlation_id(&mut self, id: &str, outgoing: &mut v1::Outgoing) { let _ = &outgoing; #body })
        });
        let reply_to = reply_to.map(|body| {
            quote!(fn set_reply_to(&mut self, address: &str, outgoing: &mut v1::Outgoing) { let _ = &outgoing; #body })
        });
        quote!(impl v1::Correlated for #name { #ids #correlation #reply_to })
    }

    /// What the ids of requests have to be, unless they are texts: numbers below `below`.
    pub(super) fn ids(&self, below: Option<u64>) -> Option<TokenStream> {
        let below = Literal::u64_unsuffixed(below?);
        Some(quote! {
            const IDS: v1::CorrelationIds = v1::CorrelationIds::Integers { below: #below };
        })
    }

    fn setter_body(
        &self,
        plan: &MessagePlan,
        filling: Filling,
        value: &TokenStream,
    ) -> Option<TokenStream> {
        let (in_headers, path) = match target(self.types, plan, filling) {
            Target::Transport => return None,
            Target::Header(name) => return Some(quote!(outgoing.header(#name, #value);)),
            Target::Fields { in_headers, path } => (in_headers, path),
        };
        let (last, before) = path.split_last()?;
        let mut at = root(self.types, plan, in_headers)?;
        let mut place = match in_headers {
            true => quote!(self.headers),
            false => quote!(self.payload),
        };
        for step in before {
            let (field, name) = self.field_at(at, step)?;
            at = self.types.plain(&field.usage).defined()?;
            place = quote!(#place.#name);
            if step.optional {
                let make = self.made_if_absent(at)?;
                place = quote!(#place.get_or_insert_with(#make));
            }
        }
        let (field, name) = self.field_at(at, last)?;
        let parsed = self.parsed(&field.usage, value);
        let set = |made: TokenStream| {
            let made = match last.optional {
                true => quote!(::std::option::Option::Some(#made)),
                false => made,
            };
            quote!(#place.#name = #made;)
        };
        Some(match parsed {
            Some(parsed) => {
                let set = set(quote!(held));
                quote!(if let ::std::result::Result::Ok(held) = #parsed { #set })
            }
            None => set(quote!(::std::convert::Into::into(#value))),
        })
    }

    /// The field of the struct `id` that `step` names, and its Rust name.
    fn field_at(&self, id: TypeId, step: &Step) -> Option<(&Field, Ident)> {
        let Shape::Struct(structure) = &self.types.get(id).shape else {
            return None;
        };
        let mut fields = structure.fields.iter().zip(field_names(structure));
        fields.find(|(field, _)| field.name == step.name)
    }

    /// What makes a value of the struct `id`, of which nothing is known but what the runtime fills.
    fn made_if_absent(&self, id: TypeId) -> Option<TokenStream> {
        let Shape::Struct(structure) = &self.types.get(id).shape else {
            return None;
        };
        let of = self.type_path(id);
        Some(match self.asks_nothing(id, structure) {
            true => quote!(#of::new),
            false => {
                let made = self.unfilled(id, structure);
                quote!(|| #made)
            }
        })
    }

    /// How `value`, a text, becomes a value of `usage`, where not every text is one.
    fn parsed(&self, usage: &Usage, value: &TokenStream) -> Option<TokenStream> {
        match &usage.kind {
            Kind::Defined(id) => match &self.types.get(*id).shape {
                Shape::Newtype(inner) if matches!(inner.kind, Kind::Integer(_)) => {
                    let of = self.usage_type(inner);
                    let named = self.type_path(*id);
                    Some(match self.is_guarded(inner) {
                        true => quote! {
                            #value.parse::<#of>().map_err(|_| ()).and_then(|number| #named::try_from(number).map_err(|_| ()))
                        },
                        false => quote!(#value.parse::<#of>().map(#named)),
                    })
                }
                Shape::Newtype(inner) => {
                    let is_parsed = self.is_guarded(inner) || self.parsed(inner, value).is_some();
                    is_parsed.then(|| quote!(#value.parse()))
                }
                _ => None,
            },
            Kind::Formatted(_) | Kind::Integer(_) => Some(quote!(#value.parse())),
            _ => None,
        }
    }
}

/// `v1::Location` of a place.
pub(super) fn location(place: &Place) -> TokenStream {
    match place {
        Place::Header(name) => quote!(v1::Location::Header(#name)),
        Place::HeaderPart(name, path) => {
            let pointer = pointer(path);
            quote!(v1::Location::HeaderPart(#name, #pointer))
        }
        Place::Payload(path) => {
            let pointer = pointer(path);
            quote!(v1::Location::Payload(#pointer))
        }
    }
}

fn pointer(path: &[String]) -> String {
    let steps = path.iter();
    steps
        .map(|name| format!("/{}", escape_pointer(name)))
        .collect()
}
