//! The module `messages`: payload and headers of each message together.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::{Message, MessageId};

use super::bindings::bindings;
use super::bodies::read_place;
use super::correlation::location;
use super::modules::Pieces;
use super::open::empty_maps;
use super::print::Piece;
use super::structs::field_names;
use super::usage::Presence;
use super::xml::description;
use super::{Context, code, docs, ident};
use crate::filling::{Filling, Target, target};
use crate::ir::{Docs, Field, Shape, Struct, TypeId};
use crate::plan::{MessageKind, MessagePlan};

impl Context<'_> {
    /// The messages that get code, in the contract's order.
    pub(super) fn messages(&self) -> impl Iterator<Item = (MessageId, &Message, &MessagePlan)> {
        let messages = self.contract.messages.enumerate();
        messages.filter_map(|(id, message)| Some((id, message, self.plan.messages.get(&id)?)))
    }

    pub(super) fn messages_module(&self) -> Pieces<'_> {
        let messages = self.messages();
        let messages = messages.map(|(id, message, plan)| self.message(id, message, plan));
        let imports = self.codec_imports().into_iter();
        Box::new(imports.chain(messages).map(Piece::Code))
    }

    fn message(&self, id: MessageId, message: &Message, plan: &MessagePlan) -> TokenStream {
        let name = ident(self.names.message(id));
        let title = docs::with_facts(
            &message_docs(message),
            &format!("The message {}.", code(&message.key)),
            &facts(message, plan),
        );
        let headers = plan.headers.and_then(|id| self.headers(id));
        let headers_type = plan
            .headers
            .filter(|_| headers.is_some())
            .map(|id| self.type_path(id));
        let payload_type = self.payload_type(plan);
        let headers_field = headers_type
            .as_ref()
            .map(|of| quote!(#[doc = " Headers."] pub headers: #of,));
        let payload_field = payload_type
            .as_ref()
            .map(|of| quote!(#[doc = " The payload."] pub payload: #of,));
        let wire_name = message.name.as_deref().unwrap_or(&message.key);
        let kind = kind_tokens(plan.kind);
        let content_type = &plan.content_type;
        let encode = self.encode(plan, headers);
        let decode = self.message_decode(plan, headers);
        let places = [
            ("correlation_id", Filling::CorrelationId),
            ("reply_to", Filling::ReplyAddress),
        ];
        let places = places.into_iter().filter_map(|(name, filling)| {
            let read = self.read_target(plan, filling, &ident(name))?;
            let name = ident(name);
            Some(quote! {
                fn #name(incoming: &::tidings::transport::Message) -> ::std::option::Option<::std::string::String> { #read }
            })
        });
        let correlation = plan.correlation.as_ref().map(|place| {
            let location = location(place);
            quote!(const CORRELATION: ::std::option::Option<v1::Location> = ::std::option::Option::Some(#location);)
        });
        let bindings = (!message.bindings.is_empty()).then(|| {
            let bindings = bindings(&message.bindings);
            quote!(const BINDINGS: v1::Bindings = #bindings;)
        });
        let correlated = self.correlated(&name, plan);
        let constructor =
            self.message_constructor(&name, plan, headers_type.as_ref(), payload_type.as_ref());
        let xml = description(&name, &plan.xml);
        let payload_conversion = self.payload_conversion(&name, id, plan, headers);
        quote! {
            #title
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name { #headers_field #payload_field }
            #constructor
            impl ::tidings::Message for #name {
                const NAME: &'static str = #wire_name;
                const KIND: ::tidings::MessageKind = ::tidings::MessageKind::#kind;
                const CONTENT_TYPE: &'static str = #content_type;
                #correlation
                #bindings
                fn encode(&self) -> ::std::result::Result<::tidings::Encoded, ::tidings::EncodeError> { #encode }
                fn decode(incoming: &::tidings::transport::Message) -> ::std::result::Result<Self, ::tidings::DecodeError> { #decode }
                #(#places)*
            }
            impl ::tidings::kind::#kind for #name {}
            #correlated
            impl v1::IntoMessage<#name> for #name {
                fn into_message(self) -> #name { self }
            }
            #payload_conversion
            #xml
        }
    }

    /// Reads a place of a message, and the transport's own `field` where the place may not hold what is wanted: others
    /// write there what the contract says, and this runtime what its type can hold.
    fn read_target(
        &self,
        plan: &MessagePlan,
        filling: Filling,
        field: &Ident,
    ) -> Option<TokenStream> {
        let place = filling.place(plan)?;
        let read = read_place(plan.codec, place);
        Some(match target(self.types, plan, filling) {
            Target::Transport => quote!(#read.or_else(|| incoming.#field.clone())),
            Target::Fields { .. } | Target::Header(_) => read,
        })
    }

    /// The struct that describes headers.
    pub(super) fn headers(&self, id: TypeId) -> Option<&Struct> {
        match &self.types.get(id).shape {
            Shape::Struct(structure) => Some(structure),
            _ => None,
        }
    }

    fn encode(&self, plan: &MessagePlan, headers: Option<&Struct>) -> TokenStream {
        let body = self.encode_body(plan);
        let Some(structure) = headers else {
            return quote!(::std::result::Result::Ok(::tidings::Encoded::new(v1::Headers::new(), #body)));
        };
        let writes = structure
            .fields
            .iter()
            .zip(field_names(structure))
            .map(|(field, name)| {
                let wire = &field.name;
                match Presence::of(field) {
                    Presence::Required | Presence::Nullable => {
                        quote!(headers.required(#wire, &self.headers.#name)?;)
                    }
                    Presence::Optional => quote!(headers.optional(#wire, &self.headers.#name)?;),
                    Presence::Maybe => quote!(headers.maybe(#wire, &self.headers.#name)?;),
                }
            });
        quote! {
            let mut headers = v1::HeaderWriter::new(&self.headers)?;
            #(#writes)*
            ::std::result::Result::Ok(::tidings::Encoded::new(headers.finish(), #body))
        }
    }

    fn message_decode(&self, plan: &MessagePlan, headers: Option<&Struct>) -> TokenStream {
        let payload = self.decode_body(plan);
        let (Some(structure), Some(id)) = (headers, plan.headers) else {
            return quote! {
                v1::expect_content(incoming, Self::CONTENT_TYPE)?;
                ::std::result::Result::Ok(Self { #payload })
            };
        };
        let of = self.type_path(id);
        let reads = structure
            .fields
            .iter()
            .zip(field_names(structure))
            .map(|(field, name)| {
                let wire = &field.name;
                let read = match Presence::of(field) {
                    Presence::Required | Presence::Nullable => quote!(required),
                    Presence::Optional => quote!(optional),
                    Presence::Maybe => quote!(maybe),
                };
                let is_secret = field.sensitive || self.types.is_secret(&field.usage);
                let secret = is_secret.then(|| quote!(.secret()));
                quote!(#name: reader #secret.#read(#wire)?,)
            });
        let maps = empty_maps(structure);
        quote! {
            v1::expect_content(incoming, Self::CONTENT_TYPE)?;
            let reader = v1::HeaderReader::new(incoming);
            let headers = reader.checked(#of { #(#reads)* #maps })?;
            ::std::result::Result::Ok(Self { headers, #payload })
        }
    }

    fn message_constructor(
        &self,
        name: &Ident,
        plan: &MessagePlan,
        headers: Option<&TokenStream>,
        payload: Option<&TokenStream>,
    ) -> TokenStream {
        let takes_headers = headers.map(|of| quote!(headers: #of,));
        let plain = plan.payload.as_ref().filter(|_| !plan.codec.is_framed());
        let into = plain.is_some_and(|usage| usage.defined().is_some() && !usage.nullable);
        let takes_payload = payload.map(|of| {
            if into {
                quote!(payload: impl ::std::convert::Into<#of>)
            } else {
                quote!(payload: #of)
            }
        });
        let payload_value = payload.map(|_| {
            if into {
                quote!(payload: payload.into())
            } else {
                quote!(payload)
            }
        });
        let headers_value = headers.map(|_| quote!(headers,));
        quote! {
            impl #name {
                /// The message, whole.
                pub fn new(#takes_headers #takes_payload) -> Self { Self { #headers_value #payload_value } }
            }
        }
    }

    /// The payload alone stands for the message when nobody has to say anything about headers.
    fn payload_conversion(
        &self,
        name: &Ident,
        id: MessageId,
        plan: &MessagePlan,
        headers: Option<&Struct>,
    ) -> TokenStream {
        let Some(path) = self.payload_type(plan) else {
            return TokenStream::new();
        };
        let Some(structure) = headers else {
            return whole(name, &path, &quote!(Self { payload }));
        };
        let Some(headers_id) = plan.headers else {
            return TokenStream::new();
        };
        let of = self.type_path(headers_id);
        if !self.is_payload_enough(id, plan) {
            return self.with_headers(name, id, plan, &of);
        }
        let headers = self.unfilled(headers_id, structure);
        let with_headers = self.with_headers(name, id, plan, &of);
        let message = quote!(Self { headers: #headers, payload });
        let whole = whole(name, &path, &message);
        quote!(#whole #with_headers)
    }

    /// Whether a payload makes a whole message: no header is required but those that the runtime fills.
    pub(super) fn is_payload_enough(&self, id: MessageId, plan: &MessagePlan) -> bool {
        let is_filled =
            |field: &Field| self.plan.filled.header(id, &field.name) && self.has_placeholder(field);
        let asks = |field: &Field| {
            field.required && !is_filled(field) && self.types.constant(field).is_none()
        };
        let headers = plan.headers.and_then(|id| self.headers(id));
        plan.payload.is_some() && headers.is_none_or(|headers| !headers.fields.iter().any(asks))
    }

    /// `payload.with_headers(headers)`, where only one message has this payload.
    fn with_headers(
        &self,
        name: &Ident,
        id: MessageId,
        plan: &MessagePlan,
        headers: &TokenStream,
    ) -> TokenStream {
        let Some(payload) = plan
            .payload
            .as_ref()
            .filter(|_| !plan.codec.is_framed())
            .and_then(|payload| payload.defined().filter(|_| !payload.nullable))
        else {
            return TokenStream::new();
        };
        let same = |(other, plan): (&MessageId, &MessagePlan)| {
            *other != id
                && plan.headers.is_some()
                && plan.payload.as_ref().and_then(crate::ir::Usage::defined) == Some(payload)
        };
        if self.plan.messages.iter().any(same) || self.has_method(payload, "with_headers") {
            return TokenStream::new();
        }
        let path = self.type_path(payload);
        let comment = docs::comment(&format!("The message `{name}` of this payload."));
        quote! {
            impl #path {
                #comment
                pub fn with_headers(self, headers: #headers) -> #name { #name { headers, payload: self } }
            }
        }
    }

    /// Whether a field of a type already gives rise to the method `method`.
    fn has_method(&self, id: TypeId, method: &str) -> bool {
        match &self.types.get(id).shape {
            Shape::Struct(structure) => field_names(structure)
                .iter()
                .any(|name| format!("with_{name}") == method),
            _ => false,
        }
    }
}

/// What makes the message `name` of a `payload`, which says all.
fn whole(name: &Ident, payload: &TokenStream, message: &TokenStream) -> TokenStream {
    quote! {
        impl ::std::convert::From<#payload> for #name {
            fn from(payload: #payload) -> Self { #message }
        }
        impl v1::IntoMessage<#name> for #payload {
            fn into_message(self) -> #name { self.into() }
        }
    }
}

/// The name of a kind, which its variant and its trait have.
pub(super) fn kind_tokens(kind: MessageKind) -> Ident {
    ident(match kind {
        MessageKind::Event => "Event",
        MessageKind::Command => "Command",
        MessageKind::Query => "Query",
        MessageKind::Document => "Document",
        MessageKind::Reply => "Reply",
    })
}

/// What a message of this kind is.
fn kind_in_words(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Event => "An event",
        MessageKind::Command => "A command",
        MessageKind::Query => "A query",
        MessageKind::Document => "A document",
        MessageKind::Reply => "A reply",
    }
}

fn message_docs(message: &Message) -> Docs {
    Docs {
        title: message.summary.clone().or(message.title.clone()),
        description: message.description.clone(),
        deprecated: message.deprecated,
        ..Docs::default()
    }
}

/// What is said of a message beside what its author says: its name where nothing else tells it, and how it is carried.
fn facts(message: &Message, plan: &MessagePlan) -> Vec<String> {
    let told = [Some(&message.key), message.title.as_ref()];
    let is_told = |name: &&String| told.contains(&Some(*name));
    let name = message.name.as_ref().filter(|name| !is_told(name));
    let name = name.map(|name| format!("Its name is {}.", code(name)));
    let kind = kind_in_words(plan.kind);
    let carried = format!("{kind} as {}.", code(&plan.content_type));
    name.into_iter().chain([carried]).collect()
}
