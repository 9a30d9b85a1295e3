//! Types of fields, in Rust and as encodings of the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use tidings_naming::pascal;
use tidings_schema::protobuf::{ProtobufField, ProtobufType};

use crate::emit::{Context, ident};
use crate::ir::{Kind, Usage};

impl Context<'_> {
    /// The type of one value; of a list that of its items.
    pub(super) fn value_type_of(&self, kind: &ProtobufType, usage: &Usage) -> TokenStream {
        match (kind, &usage.kind) {
            (ProtobufType::Map { key, value }, Kind::Map(inner)) => {
                let key = key_type(key);
                let value = self.value_type_of(value, inner);
                quote!(::std::collections::BTreeMap<#key, #value>)
            }
            (_, Kind::List(item)) => self.value_type(item),
            _ => self.value_type(usage),
        }
    }

    /// How one value of `field` is written; of a list its items.
    pub(super) fn field_encoding(&self, field: &ProtobufField, usage: &Usage) -> TokenStream {
        if !field.is_group {
            return self.encoding(&field.kind, usage);
        }
        let of = self.value_type_of(&field.kind, usage);
        let number = Literal::u32_unsuffixed(field.number);
        quote!(v1::protobuf::Group<#of, #number>)
    }

    fn encoding(&self, kind: &ProtobufType, usage: &Usage) -> TokenStream {
        match kind {
            ProtobufType::Scalar(name) => scalar(name),
            ProtobufType::Message(_) => {
                let of = self.value_type_of(kind, usage);
                quote!(v1::protobuf::Nested<#of>)
            }
            ProtobufType::Enum(_) => {
                let of = self.value_type_of(kind, usage);
                quote!(v1::protobuf::Enumerated<#of>)
            }
            ProtobufType::Map { key, value } => {
                let key = scalar(key);
                let value = match &usage.kind {
                    Kind::Map(inner) => self.encoding(value, inner),
                    _ => self.encoding(value, usage),
                };
                quote!(#key, #value)
            }
        }
    }
}

/// The encoding of a scalar type.
fn scalar(name: &str) -> TokenStream {
    let name = match name {
        "string" => ident("Text"),
        "bytes" => ident("ByteString"),
        other => ident(&pascal(other)),
    };
    quote!(v1::protobuf::#name)
}

fn key_type(name: &str) -> TokenStream {
    match name {
        "bool" => quote!(bool),
        "string" => quote!(::std::string::String),
        "int32" | "sint32" | "sfixed32" => quote!(i32),
        "uint32" | "fixed32" => quote!(u32),
        "uint64" | "fixed64" => quote!(u64),
        _ => quote!(i64),
    }
}
