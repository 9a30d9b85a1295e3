//! One of several types.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_naming::{Scope, pascal};

use super::checks::Expression;
use super::{Context, docs, ident};
use crate::ir::{Constraints, Definition, ToldBy, TypeId, Union, Variant};

impl Context<'_> {
    pub(super) fn union(&self, id: TypeId, definition: &Definition, union: &Union) -> TokenStream {
        let name = &self.type_ident(id);
        let derives = self.types.traits(id).derives();
        let comment = docs::definition(definition, &Constraints::default());
        let whole = self.definition_checks(definition);
        let names = variant_names(union);
        let variants: Vec<(&Variant, Ident)> = union.variants.iter().zip(names).collect();
        let idents: Vec<&Ident> = variants.iter().map(|(_, variant)| variant).collect();
        let types: Vec<TokenStream> = variants
            .iter()
            .map(|(variant, _)| self.usage_type(&variant.usage))
            .collect();
        let declared = variants.iter().zip(&types).map(|((variant, ident), of)| {
            let told: Vec<String> = variant.told.iter().map(|told| docs::code(told)).collect();
            let comment = match &union.told_by {
                ToldBy::Tag(_) => docs::comment(&told.join(", ")),
                ToldBy::JsonType | ToldBy::Trying => docs::comment(&variant.name),
            };
            quote!(#comment #ident(#of),)
        });
        let decode = self.decode(union, &idents);
        let checks = variants.iter().map(|(variant, ident)| {
            let checks = self.nullable_checks(
                &variant.usage,
                &Expression::Reference(quote!(value)),
                &quote!(path),
            );
            match checks {
                Some(checks) => quote!(Self::#ident(value) => { #checks }),
                None => quote!(Self::#ident(_) => {}),
            }
        });
        let mut seen = HashSet::new();
        let froms = variants
            .iter()
            .zip(&types)
            .filter(|(_, of)| seen.insert(of.to_string()))
            .map(|((variant, ident), of)| {
                // A boxed variant is made of what is in the box.
                let boxed = variant.usage.boxed;
                let plain = self.usage_type(&crate::ir::Usage {
                    boxed: false,
                    ..variant.usage.clone()
                });
                let (from, value) = if boxed {
                    (plain, quote!(::std::boxed::Box::new(value)))
                } else {
                    (of.clone(), quote!(value))
                };
                quote! {
                    impl ::std::convert::From<#from> for #name {
                        fn from(value: #from) -> Self { Self::#ident(#value) }
                    }
                }
            });
        let froms: Vec<TokenStream> = froms.collect();
        quote! {
            #comment
            #[derive(Clone, Debug, PartialEq, #derives)]
            pub enum #name { #(#declared)* }
            #(#froms)*
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    match self { #(Self::#idents(value) => v1::serde::Serialize::serialize(value, serializer)),* }
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    #decode
                }
            }
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                    let _ = (path, &violations);
                    match self { #(#checks)* }
                    #whole
                }
            }
        }
    }

    fn decode(&self, union: &Union, idents: &[&Ident]) -> TokenStream {
        let told = union
            .variants
            .iter()
            .zip(idents)
            .flat_map(|(variant, ident)| {
                let told = variant.told.iter();
                told.map(move |told| (told, *ident))
            });
        let branches = told.map(|(told, ident)| {
            let told = match &union.told_by {
                ToldBy::Tag(_) | ToldBy::Trying => quote!(#told),
                ToldBy::JsonType => {
                    let name = super::ident(&pascal(told));
                    quote!(v1::JsonType::#name)
                }
            };
            quote!((#told, |part| part.decode().map(Self::#ident)))
        });
        match &union.told_by {
            ToldBy::Tag(tag) => quote!(v1::tagged(deserializer, #tag, &[#(#branches),*])),
            ToldBy::JsonType => quote!(v1::by_type(deserializer, &[#(#branches),*])),
            ToldBy::Trying => quote!(v1::one_of(deserializer, &[#(#branches),*])),
        }
    }
}

/// The Rust names of the variants, in order.
pub(super) fn variant_names(union: &Union) -> Vec<Ident> {
    let mut scope = Scope::default();
    let variants = union.variants.iter();
    let names = variants.map(|variant| scope.claim(&variant.name, &pascal(&variant.name)));
    names.map(|name| ident(&name)).collect()
}
