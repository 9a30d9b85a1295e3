//! Properties that a struct keeps without declaring them: a map for each pattern of names, and one for the others.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_naming::Scope;

use super::checks::Expression;
use super::markdown::code;
use super::{Context, docs, ident};
use crate::ir::{AdditionalFields, PatternFields, Struct, Usage};

/// A field that is such a map.
pub(super) struct OpenMap<'s> {
    pub(super) name: Ident,
    /// What is in it.
    usage: &'s Usage,
    /// Whose names they are; none where the map holds what no other does.
    pattern: Option<&'s PatternFields>,
}

/// The maps of `structure`, in order.
pub(super) fn open_maps(structure: &Struct) -> Vec<OpenMap<'_>> {
    let mut scope = Scope::default();
    crate::names::fields(structure, &mut scope);
    let names = crate::names::open_maps(structure, &mut scope);
    let patterns = structure.patterned.iter().map(Some).chain([None]);
    let maps = names.iter().zip(structure.undeclared()).zip(patterns);
    maps.map(|((name, usage), pattern)| OpenMap {
        name: ident(name),
        usage,
        pattern,
    })
    .collect()
}

/// The empty maps of a struct expression.
pub(super) fn empty_maps(structure: &Struct) -> TokenStream {
    let maps = open_maps(structure);
    let names = maps.iter().map(|map| &map.name);
    quote!(#(#names: ::std::default::Default::default(),)*)
}

impl Context<'_> {
    /// The maps of `structure` as fields.
    pub(super) fn open_fields(&self, structure: &Struct) -> TokenStream {
        let is_read_here = !self.is_read_one_by_one(structure);
        let fields = open_maps(structure).into_iter().map(|map| {
            let name = &map.name;
            let value = self.usage_type(map.usage);
            let comment = match map.pattern {
                Some(of) => {
                    let facts = [format!(
                        "Properties whose names match {}.",
                        code(&of.pattern)
                    )];
                    docs::with_facts(&of.docs, "", &facts)
                }
                None if structure.patterned.is_empty() => {
                    docs::comment("Properties that the contract does not name.")
                }
                None => docs::comment("Properties whose names match no pattern of the contract."),
            };
            let read = match is_read_here {
                true => quote!(deserialize_with = "v1::additional"),
                false => quote!(skip_deserializing),
            };
            quote! {
                #comment
                #[serde(flatten, #read)]
                pub #name: ::std::collections::BTreeMap<::std::string::String, #value>,
            }
        });
        quote!(#(#fields)*)
    }

    /// Whether serde's own way to flatten a map would not do: it keeps no names apart and rounds numbers.
    pub(super) fn is_read_one_by_one(&self, structure: &Struct) -> bool {
        let mut kept = structure.undeclared();
        !structure.patterned.is_empty() || kept.any(|usage| self.types.holds_wide_numbers(usage))
    }

    /// How a struct is read whose undeclared properties are looked at one by one.
    pub(super) fn open(&self, name: &Ident, structure: &Struct) -> Option<TokenStream> {
        if !self.is_read_one_by_one(structure) {
            return None;
        }
        let maps = open_maps(structure);
        let values = maps.iter().map(|map| self.usage_type(map.usage));
        let names = maps.iter().map(|map| &map.name);
        let wire = structure.fields.iter().map(|field| &field.name);
        let places = (0..structure.patterned.len()).map(|index| {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index => v1::keep(&mut others.#index, name, entries),)
        });
        let rest = match structure.additional {
            AdditionalFields::Kept(_) => {
                let index = Literal::usize_unsuffixed(structure.patterned.len());
                quote!(v1::keep(&mut others.#index, name, entries))
            }
            AdditionalFields::Ignored => quote!(v1::pass_over(entries)),
            AdditionalFields::Denied => quote!(v1::deny(&name, Self::NAMES)),
        };
        let (patterns, read) = match structure.patterned.is_empty() {
            true => (None, rest),
            false => (
                Some(patterns(structure)),
                quote!(match place { #(#places)* _ => #rest }),
            ),
        };
        let place = match structure.patterned.is_empty() {
            true => quote!(_),
            false => quote!(place),
        };
        Some(quote! {
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    Self::serialize(self, serializer)
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    v1::read_open(deserializer)
                }
            }
            impl v1::Open for #name {
                type Others = (#(::std::collections::BTreeMap<::std::string::String, #values>,)*);
                const NAMES: &'static [&'static str] = &[#(#wire),*];
                #patterns
                fn read_named<'de, D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    Self::deserialize(deserializer)
                }
                fn read_other<'de, A: v1::serde::de::MapAccess<'de>>(others: &mut Self::Others, #place: usize, name: ::std::string::String, entries: &mut A) -> ::std::result::Result<(), A::Error> {
                    #read
                }
                fn put(&mut self, others: Self::Others) {
                    (#(self.#names,)*) = others;
                }
            }
        })
    }

    /// The statements that check the maps of `structure`, if there is anything to check.
    pub(super) fn open_checks(&self, structure: &Struct) -> Option<TokenStream> {
        let checks = open_maps(structure).into_iter().enumerate().filter_map(|(index, map)| {
            let field = &map.name;
            let index = Literal::usize_unsuffixed(index);
            let place = match map.pattern {
                Some(_) => Some(quote! {
                    v1::check::pattern(name, &<Self as v1::Open>::patterns()[#index], &path.key(name), violations);
                }),
                None if structure.patterned.is_empty() => None,
                None => Some(quote! {
                    for pattern in <Self as v1::Open>::patterns() {
                        v1::check::not_pattern(name, pattern, &path.key(name), violations);
                    }
                }),
            };
            let names = self.name_checks(&structure.constraints);
            let checks = self.nullable_checks(
                map.usage,
                &Expression::Reference(quote!(item)),
                &quote!(&path.key(name)),
            );
            let item = match checks {
                Some(_) => quote!(item),
                None => quote!(_),
            };
            let is_checked = place.is_some() || names.is_some() || checks.is_some();
            is_checked.then(|| {
                quote!(for (name, #item) in self.#field.iter() { #place #names #checks })
            })
        });
        let checks: Vec<TokenStream> = checks.collect();
        (!checks.is_empty()).then(|| quote!(#(#checks)*))
    }
}

fn patterns(structure: &Struct) -> TokenStream {
    let count = Literal::usize_unsuffixed(structure.patterned.len());
    let patterns = structure.patterned.iter().map(|one| &one.pattern);
    quote! {
        fn patterns() -> &'static [v1::StaticPattern] {
            static PATTERNS: [v1::StaticPattern; #count] = [#(v1::StaticPattern::new(#patterns)),*];
            &PATTERNS
        }
    }
}
