//! Enumerations, which keep numbers that have no name.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_naming::{Scope, pascal, screaming};
use tidings_schema::protobuf::{ProtobufEnum, ProtobufEnumId, ProtobufEnumValue};

use super::described_as;
use crate::emit::{Context, docs, ident, markdown};
use crate::ir::{Definition, TypeId};

impl Context<'_> {
    pub(super) fn protobuf_enum(
        &self,
        id: TypeId,
        definition: &Definition,
        enumeration: ProtobufEnumId,
    ) -> TokenStream {
        let name = self.type_ident(id);
        let enumeration = self.contract.protobuf.enumeration(enumeration);
        let comment = described_as(definition, "enumeration", &enumeration.full_name);
        // Of several names for one number the first one is written.
        let mut seen = HashSet::new();
        let numbered: Vec<&ProtobufEnumValue> = enumeration
            .values
            .iter()
            .filter(|value| seen.insert(value.number))
            .collect();
        let mut scope = Scope::default();
        let shortened = shortened(enumeration);
        let variants: Vec<Ident> = numbered
            .iter()
            .map(|value| {
                let wanted = pascal(value.name.get(shortened..).unwrap_or(&value.name));
                ident(&scope.claim(&value.name, &wanted))
            })
            .collect();
        let other = ident(&scope.claim("unnamed", "Unnamed"));
        let declared =
            numbered
                .iter()
                .zip(&variants)
                .enumerate()
                .map(|(place, (value, variant))| {
                    let comment = docs::comment(&markdown::code(&value.name));
                    let default = (place == 0).then(|| quote!(#[default]));
                    quote!(#comment #default #variant,)
                });
        let numbers: Vec<Literal> = numbered
            .iter()
            .map(|value| Literal::i32_unsuffixed(value.number))
            .collect();
        let names: Vec<&String> = numbered.iter().map(|value| &value.name).collect();
        let known = enumeration.values.iter().map(|value| {
            let (name, number) = (&value.name, Literal::i32_unsuffixed(value.number));
            quote!(#name => #number,)
        });
        quote! {
            #comment
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#declared)*
                /// A number that the contract has no name for.
                #other(i32),
            }
            impl v1::protobuf::Enumeration for #name {
                fn number(self) -> i32 {
                    match self { #(Self::#variants => #numbers,)* Self::#other(number) => number }
                }
                fn from_number(number: i32) -> Self {
                    match number { #(#numbers => Self::#variants,)* other => Self::#other(other) }
                }
                fn name(self) -> ::std::option::Option<&'static str> {
                    match self {
                        #(Self::#variants => ::std::option::Option::Some(#names),)*
                        Self::#other(_) => ::std::option::Option::None,
                    }
                }
                fn from_name(name: &str) -> ::std::option::Option<Self> {
                    let number = match name { #(#known)* _ => return ::std::option::Option::None };
                    ::std::option::Option::Some(Self::from_number(number))
                }
            }
        }
    }
}

/// How many bytes of each name repeat the name of the enumeration, as its style guide asks; 0 where they do not.
fn shortened(enumeration: &ProtobufEnum) -> usize {
    let name = enumeration.full_name.rsplit('.').next().unwrap_or_default();
    let prefix = format!("{}_", screaming(name));
    let is_prefix = enumeration.values.iter().all(|value| {
        let rest = value.name.strip_prefix(&prefix);
        rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()))
    });
    if is_prefix { prefix.len() } else { 0 }
}
