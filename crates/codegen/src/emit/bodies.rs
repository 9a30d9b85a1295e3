//! The body of a message: its payload in the notation of its media type.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks::Expression;
use super::correlation::location;
use super::{Context, ident};
use crate::body::Codec;
use crate::ir::Usage;
use crate::plan::{MessagePlan, Place};

impl Context<'_> {
    /// What the module `messages` imports for its codecs; JSON has functions of its own.
    pub(super) fn codec_imports(&self) -> Option<TokenStream> {
        let mut plans = self.plan.messages.values();
        plans.any(|plan| plan.codec != Codec::Json).then(|| {
            quote! {
                use v1::codec::{self, Codec as _};
            }
        })
    }

    /// The expression that checks and writes the payload of `self`.
    pub(super) fn encode_body(&self, plan: &MessagePlan) -> TokenStream {
        let Some(payload) = &plan.payload else {
            return quote!(v1::Bytes::new());
        };
        let write = match plan.codec {
            Codec::Json => quote!(::tidings::json::to_vec(&self.payload)?),
            other => {
                let codec = path(other);
                quote!(#codec::encode(&self.payload)?)
            }
        };
        let value = match plan.codec.is_framed() {
            true => quote!(self.payload.value),
            false => quote!(self.payload),
        };
        match self.own_checks(payload, &Expression::Place(value)) {
            Some(checks) => quote!({
                v1::may_be_sent(|path, violations| { #checks })?;
                #write
            }),
            None => write,
        }
    }

    /// The field of the payload, read from the body of `incoming` and checked.
    pub(super) fn decode_body(&self, plan: &MessagePlan) -> Option<TokenStream> {
        let payload = plan.payload.as_ref()?;
        let read = match plan.codec {
            Codec::Json => quote!(::tidings::json::from_slice(&incoming.body)?),
            other => {
                let codec = path(other);
                quote!(#codec::decode(&incoming.body)?)
            }
        };
        let of = self.payload_type(plan);
        let value = match plan.codec.is_framed() {
            true => quote!(payload.value),
            false => quote!(payload),
        };
        Some(match self.own_checks(payload, &Expression::Place(value)) {
            Some(checks) => quote!(payload: {
                let payload: #of = #read;
                v1::may_be_received(|path, violations| { #checks })?;
                payload
            },),
            None => quote!(payload: #read,),
        })
    }

    /// The type of the payload: in a frame where the contract says that there is one.
    pub(super) fn payload_type(&self, plan: &MessagePlan) -> Option<TokenStream> {
        let of = self.usage_type(plan.payload.as_ref()?);
        Some(match plan.codec.is_framed() {
            true => quote!(::tidings::Framed<#of>),
            false => of,
        })
    }

    /// What must be checked of a payload beyond what its Rust type checks of itself.
    fn own_checks(&self, payload: &Usage, value: &Expression) -> Option<TokenStream> {
        if !payload.is_constrained() {
            return None;
        }
        self.nullable_checks(payload, value, &quote!(path))
    }
}

/// The expression that reads the text at `place` of `incoming`.
pub(super) fn read_place(codec: Codec, place: &Place) -> TokenStream {
    let location = location(place);
    match (place, codec) {
        (Place::Header(_) | Place::HeaderPart(..), _) | (Place::Payload(_), Codec::Json) => {
            quote!(v1::Location::read(&#location, incoming))
        }
        (Place::Payload(_), other) => {
            let codec = path(other);
            quote!(v1::Location::read_in::<#codec>(&#location, incoming))
        }
    }
}

/// A codec as the module `messages` names it; that of XML reads the description of the message.
fn path(codec: Codec) -> TokenStream {
    let name = ident(codec.name());
    match codec {
        Codec::Xml => quote!(codec::#name::<Self>),
        _ if codec.is_framed() => quote!(codec::Confluent::<codec::#name>),
        _ => quote!(codec::#name),
    }
}
