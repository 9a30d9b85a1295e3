//! Types that are made of messages of Protocol Buffers, and how they are written.

mod encoding;
mod enumeration;
mod json;
mod wire;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufMessageId, ProtobufType,
};

use super::structs::field_names;
use super::unions::variant_names;
use super::{Context, docs, markdown};
use crate::ir::{
    Constraints, Definition, ProtobufSource, Shape, Traits, TypeId, Usage, is_optional,
};

/// A field of the Rust struct.
struct Place<'p> {
    name: &'p Ident,
    content: Content<'p>,
}

/// What stands in a field of the Rust struct.
enum Content<'p> {
    /// One field of the message.
    Field(&'p ProtobufField, &'p Usage),
    /// One of several, by the enumeration and its variants.
    Oneof(TokenStream, Vec<(Ident, &'p ProtobufField, &'p Usage)>),
}

impl Context<'_> {
    /// The type that `source` describes.
    pub(super) fn protobuf(
        &self,
        id: TypeId,
        definition: &Definition,
        source: ProtobufSource,
    ) -> TokenStream {
        match source {
            ProtobufSource::Message(message) => self.protobuf_message(id, definition, message),
            ProtobufSource::Oneof(message, _) => self.protobuf_oneof(id, definition, message),
            ProtobufSource::Enum(enumeration) => self.protobuf_enum(id, definition, enumeration),
        }
    }

    fn protobuf_message(
        &self,
        id: TypeId,
        definition: &Definition,
        message: ProtobufMessageId,
    ) -> TokenStream {
        let Shape::Struct(structure) = &definition.shape else {
            return TokenStream::new();
        };
        let name = self.type_ident(id);
        let described = self.contract.protobuf.message(message);
        let comment = described_as(definition, "message", &described.full_name);
        let derive = self.message_derive(id);
        let names = field_names(structure);
        let places = self.places(message, &names, &structure.fields);
        let types: Vec<TokenStream> = places.iter().map(|place| self.place_type(place)).collect();
        let fields = structure
            .fields
            .iter()
            .zip(&names)
            .zip(&types)
            .map(|((field, name), of)| {
                let own = described
                    .fields
                    .iter()
                    .find(|one| one.json_name == field.name);
                let called = own.map_or(&field.name, |one| &one.name);
                let fallback = format!("The field {}.", markdown::code(called));
                let comment = docs::constrained(&field.docs, &Constraints::default(), &fallback);
                quote!(#comment pub #name: #of,)
            });
        let setters = places.iter().map(|place| self.protobuf_setter(place));
        let non_exhaustive = self.non_exhaustive();
        let (write, merge) = (self.wire_write(&places), self.wire_merge(&places));
        let (to_json, from_json) = (self.json_write(&places), self.json_read(&places));
        let checks = places.iter().filter_map(protobuf_check);
        quote! {
            #comment
            #derive
            #non_exhaustive
            pub struct #name { #(#fields)* }
            impl #name {
                /// The message with no field set.
                pub fn new() -> Self { ::std::default::Default::default() }
                #(#setters)*
            }
            impl v1::protobuf::Message for #name {
                fn write(&self, writer: &mut v1::protobuf::Writer) { let _ = &writer; #write }
                fn merge(&mut self, tag: v1::protobuf::Tag, reader: &mut v1::protobuf::Reader<'_>) -> ::std::result::Result<(), v1::protobuf::Refusal> {
                    match tag.number { #merge _ => reader.skip(tag) }
                }
                fn to_json(&self) -> ::tidings::Value {
                    #[allow(unused_mut)]
                    let mut object = v1::protobuf::Object::default();
                    #to_json
                    object.finish()
                }
                fn from_json(json: &::tidings::Value) -> ::std::result::Result<Self, v1::protobuf::Refusal> {
                    #[allow(unused_mut)]
                    let mut message = Self::default();
                    v1::protobuf::read_object(json, |name, value| {
                        let _ = value;
                        match name { #from_json _ => return ::std::result::Result::Ok(false) }
                        #[allow(unreachable_code)]
                        ::std::result::Result::Ok(true)
                    })?;
                    ::std::result::Result::Ok(message)
                }
            }
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    v1::protobuf::serialize(self, serializer)
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    v1::protobuf::deserialize(deserializer)
                }
            }
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                    let _ = (path, &violations);
                    #(#checks)*
                }
            }
        }
    }

    fn protobuf_oneof(
        &self,
        id: TypeId,
        definition: &Definition,
        message: ProtobufMessageId,
    ) -> TokenStream {
        let Shape::Union(union) = &definition.shape else {
            return TokenStream::new();
        };
        let name = self.type_ident(id);
        let comment = docs::definition(definition, &Constraints::default());
        let derive = Traits {
            default: false,
            ..self.unordered(id)
        };
        let derive = derive.derive(true);
        let names = variant_names(union, &self.types.decided(id).variants);
        let variants = union
            .variants
            .iter()
            .zip(&names)
            .filter_map(|(variant, ident)| {
                let fields = &self.contract.protobuf.message(message).fields;
                let field = fields.iter().find(|field| field.name == variant.name)?;
                let of = self.value_type_of(&field.kind, &variant.usage);
                let text = field
                    .doc
                    .clone()
                    .unwrap_or_else(|| markdown::code(&field.name));
                let comment = docs::comment(&text);
                Some(quote!(#comment #ident(#of),))
            });
        quote! {
            #comment
            #derive
            pub enum #name { #(#variants)* }
        }
    }

    /// The derives of a message, which has a default always.
    fn message_derive(&self, id: TypeId) -> TokenStream {
        let traits = Traits {
            default: true,
            ..self.unordered(id)
        };
        traits.derive(true)
    }

    /// The traits of a type but an order, which nothing in Protocol Buffers has.
    fn unordered(&self, id: TypeId) -> Traits {
        Traits {
            ord: false,
            partial_ord: false,
            ..self.types.traits(id)
        }
    }

    /// The fields of the struct with what they are made of.
    fn places<'p>(
        &'p self,
        message: ProtobufMessageId,
        names: &'p [Ident],
        fields: &'p [crate::ir::Field],
    ) -> Vec<Place<'p>> {
        let source = &self.contract.protobuf.message(message).fields;
        let places = names.iter().zip(fields).filter_map(|(name, field)| {
            let oneof = field.usage.defined().filter(|id| {
                let source = self.types.protobuf.get(id);
                matches!(source, Some(ProtobufSource::Oneof(..)))
            });
            let content = match oneof {
                Some(id) => {
                    let Shape::Union(union) = &self.types.get(id).shape else {
                        return None;
                    };
                    let renamed = &self.types.decided(id).variants;
                    let members = union.variants.iter().zip(variant_names(union, renamed));
                    let members = members.filter_map(|(variant, ident)| {
                        let field = source.iter().find(|field| field.name == variant.name)?;
                        Some((ident, field, &variant.usage))
                    });
                    Content::Oneof(self.type_path(id), members.collect())
                }
                None => {
                    let is_it = |known: &&ProtobufField| {
                        known.json_name == field.name && known.oneof.is_none()
                    };
                    Content::Field(source.iter().find(is_it)?, &field.usage)
                }
            };
            Some(Place { name, content })
        });
        places.collect()
    }

    /// The type of a field of the struct.
    fn place_type(&self, place: &Place<'_>) -> TokenStream {
        match &place.content {
            Content::Oneof(of, _) => quote!(::std::option::Option<#of>),
            Content::Field(field, usage) => {
                let of = self.value_type_of(&field.kind, usage);
                match Form::of(field) {
                    Form::Optional => quote!(::std::option::Option<#of>),
                    Form::List => quote!(::std::vec::Vec<#of>),
                    Form::Map | Form::Plain => of,
                }
            }
        }
    }

    /// The method that sets a field.
    fn protobuf_setter(&self, place: &Place<'_>) -> TokenStream {
        let name = place.name;
        let plain = name.to_string();
        let method = format_ident!("with_{}", plain.strip_prefix("r#").unwrap_or(&plain));
        let (of, is_option) = match &place.content {
            Content::Oneof(of, _) => (of.clone(), true),
            Content::Field(field, usage) => {
                let of = self.value_type_of(&field.kind, usage);
                match Form::of(field) {
                    Form::Optional => (of, true),
                    Form::List => (quote!(::std::vec::Vec<#of>), false),
                    Form::Map | Form::Plain => (of, false),
                }
            }
        };
        let value = if is_option {
            quote!(::std::option::Option::Some(value.into()))
        } else {
            quote!(value.into())
        };
        let comment = docs::comment(&format!("Sets {}.", markdown::code(&plain)));
        quote! {
            #comment
            #[must_use]
            pub fn #method(mut self, value: impl ::std::convert::Into<#of>) -> Self {
                self.#name = #value;
                self
            }
        }
    }
}

/// What the text says of a definition, or which `what` of it this is.
fn described_as(definition: &Definition, what: &str, full_name: &str) -> TokenStream {
    let fallback = format!("The {what} {}.", markdown::code(full_name));
    docs::constrained(&definition.docs, &Constraints::default(), &fallback)
}

/// How a field holds its value or values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// It may be absent.
    Optional,
    /// Values by their keys.
    Map,
    /// Any number of values.
    List,
    /// Always one value; what is not on the wire is its default.
    Plain,
}

impl Form {
    fn of(field: &ProtobufField) -> Self {
        match (&field.kind, field.cardinality) {
            (ProtobufType::Map { .. }, _) => Self::Map,
            (_, ProtobufCardinality::Repeated) => Self::List,
            _ if is_optional(field) => Self::Optional,
            _ => Self::Plain,
        }
    }
}

/// The checks of a field: one that is required must be there, and messages check themselves.
fn protobuf_check(place: &Place<'_>) -> Option<TokenStream> {
    let name = place.name;
    let message = |kind: &ProtobufType| matches!(kind, ProtobufType::Message(_));
    match &place.content {
        Content::Oneof(of, members) => {
            let arms = members.iter().filter(|(_, field, _)| message(&field.kind));
            let arms = arms.map(|(variant, field, _)| {
                let wire = &field.json_name;
                quote!(::std::option::Option::Some(#of::#variant(value)) => ::tidings::Payload::check(value, &path.key(#wire), violations),)
            });
            let arms: Vec<TokenStream> = arms.collect();
            (!arms.is_empty()).then(|| quote!(match &self.#name { #(#arms)* _ => {} }))
        }
        Content::Field(field, _) => {
            let wire = &field.json_name;
            let required = field.cardinality == ProtobufCardinality::Required;
            let required = required.then(|| {
                quote!(if self.#name.is_none() { violations.push(&path.key(#wire), "is missing"); })
            });
            let inner = match &field.kind {
                ProtobufType::Message(_) => Some(
                    quote!(::tidings::Payload::check(&self.#name, &path.key(#wire), violations);),
                ),
                ProtobufType::Map { value, .. } if message(value) => Some(quote! {
                    for (key, value) in &self.#name {
                        ::tidings::Payload::check(value, &path.key(#wire).key(&key.to_string()), violations);
                    }
                }),
                _ => None,
            };
            (required.is_some() || inner.is_some()).then(|| quote!(#required #inner))
        }
    }
}
