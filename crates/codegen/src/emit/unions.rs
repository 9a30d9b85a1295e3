//! One of several types.

use std::collections::{BTreeMap, HashSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_naming::{Scope, pascal};

use super::checks::Expression;
use super::structs::field_names;
use super::{Context, docs, ident, markdown};
use crate::ir::{Constraints, Definition, Kind, Shape, ToldBy, TypeId, Union, Usage, Variant};
use crate::names;
use crate::settings::RustName;

impl Context<'_> {
    pub(super) fn union(&self, id: TypeId, definition: &Definition, union: &Union) -> TokenStream {
        let name = &self.type_ident(id);
        let derive = self.types.traits(id).derive(true);
        let decided = self.decided(id);
        let renamed = &self.types.decided(id).variants;
        let comment = docs::definition(definition, &Constraints::default());
        let whole = self.definition_checks(definition);
        let names = variant_names(union, renamed);
        let variants: Vec<(&Variant, Ident)> = union.variants.iter().zip(names).collect();
        let idents: Vec<&Ident> = variants.iter().map(|(_, variant)| variant).collect();
        let types: Vec<TokenStream> = variants
            .iter()
            .map(|(variant, _)| self.usage_type(&variant.usage))
            .collect();
        let declared = variants.iter().zip(&types).map(|((variant, ident), of)| {
            let comment = self.variant_docs(union, variant);
            quote!(#comment #ident(#of),)
        });
        let branches = self.branches(union, &idents);
        let is_secret = union
            .variants
            .iter()
            .any(|variant| self.types.is_secret(&variant.usage));
        let decode = decode(union, &branches);
        let decode = match is_secret {
            true => quote!(v1::secretly(|| #decode)),
            false => decode,
        };
        let tagged = self.tagged(name, union, &idents);
        let only_one = (union.told_by == ToldBy::OnlyFitting)
            .then(|| quote!(v1::only_one(self, &[#branches], path, violations);));
        let checks = variants.iter().map(|(variant, ident)| {
            let checks = self.nullable_checks(
                &variant.usage,
                &Expression::Reference(quote!(value)),
                &quote!(path),
            );
            let tag = self.tag_check(union, variant);
            match checks.is_some() || tag.is_some() {
                true => quote!(Self::#ident(value) => { #tag #checks }),
                false => quote!(Self::#ident(_) => {}),
            }
        });
        let mut seen = HashSet::new();
        let froms = variants
            .iter()
            .zip(&types)
            .filter(|((variant, _), _)| {
                // Two names of one type would be converted twice.
                let of = self.usage_type(self.types.plain(&variant.usage));
                seen.insert(of.to_string())
            })
            .map(|((variant, ident), of)| {
                // A boxed variant is made of what is in the box.
                let boxed = variant.usage.boxed;
                let plain = self.usage_type(&Usage {
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
        let checks = quote! {
            let _ = (path, &violations);
            match self { #(#checks)* }
        };
        let is_tried = matches!(
            union.told_by,
            ToldBy::Fitting | ToldBy::OnlyFitting | ToldBy::Order
        );
        let (alternatives, checks) = if is_tried {
            let alternatives = quote! {
                impl v1::Alternatives for #name {
                    fn check_alternative(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                        #checks
                    }
                }
            };
            let checks = quote!(v1::Alternatives::check_alternative(self, path, violations););
            (Some(alternatives), checks)
        } else {
            (None, checks)
        };
        quote! {
            #comment
            #derive
            #decided
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
            #tagged
            #alternatives
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                    #checks
                    #only_one
                    #whole
                }
            }
        }
    }

    /// Each way to tell a branch, with the function that decodes it.
    fn branches(&self, union: &Union, idents: &[&Ident]) -> TokenStream {
        let told = union
            .variants
            .iter()
            .zip(idents)
            .flat_map(|(variant, ident)| {
                let told = variant.told.iter();
                told.map(move |told| (told, variant, *ident))
            });
        let branches = told.map(|(told, variant, ident)| {
            let decode = quote!(|part| part.decode().map(Self::#ident));
            match &union.told_by {
                ToldBy::JsonType => {
                    let name = super::ident(&pascal(told));
                    quote!((v1::JsonType::#name, #decode))
                }
                ToldBy::Order => {
                    let declared = match self.declared(&variant.usage) {
                        Some(names) => quote!(::std::option::Option::Some(&[#(#names),*])),
                        None => quote!(::std::option::Option::None),
                    };
                    quote!((#told, #declared, #decode))
                }
                _ => quote!((#told, #decode)),
            }
        });
        quote!(#(#branches),*)
    }

    /// What tells the branches of a union with a tag.
    fn tagged(&self, name: &Ident, union: &Union, idents: &[&Ident]) -> Option<TokenStream> {
        let (property, of) = match &union.told_by {
            ToldBy::Tag(property) => (property, quote!(&'static str)),
            ToldBy::JsonTag(property) => (property, quote!(v1::JsonTag)),
            _ => return None,
        };
        let is_text = matches!(union.told_by, ToldBy::Tag(_));
        let told = union.variants.iter().flat_map(|variant| &variant.told);
        let tags = told.map(|told| match is_text {
            true => quote!(#told),
            false => quote!(v1::JsonTag(#told)),
        });
        let last = union.variants.len().saturating_sub(1);
        let mut next = 0;
        let arms = union.variants.iter().zip(idents).enumerate();
        let arms = arms.map(|(index, (variant, ident))| {
            let numbers = next..next + variant.told.len();
            next = numbers.end;
            let numbers = numbers.map(Literal::usize_unsuffixed);
            let decode = match self.is_union(&variant.usage) {
                true => quote!(decode_union),
                false => quote!(decode),
            };
            let pattern = match index == last {
                true => quote!(_),
                false => quote!(#(#numbers)|*),
            };
            quote!(#pattern => content.#decode().map(Self::#ident),)
        });
        Some(quote! {
            impl v1::Tagged for #name {
                type Tag = #of;
                const PROPERTY: &'static str = #property;
                const TAGS: &'static [Self::Tag] = &[#(#tags),*];
                fn decode<'de, C: v1::Content<'de>>(number: usize, content: C) -> ::std::result::Result<Self, C::Error> {
                    match number { #(#arms)* }
                }
            }
        })
    }

    /// The statement that checks that `value` of `variant` says so itself, where its type does not see to it.
    fn tag_check(&self, union: &Union, variant: &Variant) -> Option<TokenStream> {
        let field = self.types.untold_tag(union, variant)?;
        let structure = self.types.object(&variant.usage)?;
        let mut names = structure.fields.iter().zip(field_names(structure));
        let (_, name) = names.find(|(one, _)| one.name == field.name)?;
        let (told, wire) = (&variant.told, &field.name);
        let text = match field.usage.kind {
            Kind::Text => quote!(&value.#name),
            _ => quote!(value.#name.as_str()),
        };
        Some(quote!(v1::check::one_of_texts(#text, &[#(#told),*], &path.key(#wire), violations);))
    }

    /// Whether `usage` is one of several types, perhaps under other names.
    fn is_union(&self, usage: &Usage) -> bool {
        let mut usage = usage;
        // A name may stand for itself, so there are no more steps than names.
        for _ in 0..=self.types.definitions.len() {
            let Kind::Defined(id) = usage.kind else {
                return false;
            };
            match &self.types.get(id).shape {
                Shape::Union(_) => return true,
                Shape::Newtype(inner) | Shape::Alias(inner) => usage = inner,
                _ => return false,
            }
        }
        true
    }

    /// How a variant is told, or what the contract says of its type where nothing single tells it.
    fn variant_docs(&self, union: &Union, variant: &Variant) -> Option<TokenStream> {
        let told: Vec<String> = variant
            .told
            .iter()
            .map(|told| markdown::code(told))
            .collect();
        let told = told.join(" or ");
        let said = match &union.told_by {
            ToldBy::Tag(tag) | ToldBy::JsonTag(tag) => {
                format!("{} is {told}.", markdown::code(tag))
            }
            ToldBy::JsonType => format!("A JSON {}.", variant.told.join(" or ")),
            ToldBy::Property => format!("Has {told}."),
            ToldBy::Fitting | ToldBy::OnlyFitting | ToldBy::Order => match variant.usage.kind {
                Kind::Defined(id) => docs::summary(self.types.get(id))?,
                _ => return None,
            },
        };
        Some(docs::comment(&said))
    }

    /// The names that objects of `usage` declare, where they declare some.
    fn declared(&self, usage: &Usage) -> Option<Vec<&str>> {
        let fields = self.types.object(usage)?.fields.iter();
        Some(fields.map(|field| field.name.as_str()).collect())
    }
}

/// The Rust names of the variants, in order.
pub(super) fn variant_names(union: &Union, renamed: &BTreeMap<String, RustName>) -> Vec<Ident> {
    let mut scope = Scope::default();
    let variants = union.variants.iter();
    let names = variants.map(|variant| names::variant(&variant.name, renamed, &mut scope));
    names.map(|name| ident(&name)).collect()
}

/// The expression that decodes a union with these branches.
fn decode(union: &Union, branches: &TokenStream) -> TokenStream {
    match &union.told_by {
        ToldBy::Tag(_) | ToldBy::JsonTag(_) => quote!(v1::tagged(deserializer)),
        ToldBy::JsonType => quote!(v1::by_type(deserializer, &[#branches])),
        ToldBy::Property => quote!(v1::by_property(deserializer, &[#branches])),
        ToldBy::Fitting => quote!(v1::first_of(deserializer, &[#branches])),
        ToldBy::OnlyFitting => quote!(v1::one_of(deserializer, &[#branches])),
        ToldBy::Order => quote!(v1::in_order(deserializer, &[#branches])),
    }
}
