//! Objects with declared properties.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use tidings_naming::Scope;

use super::checks::Expression;
use super::open::open_maps;
use super::usage::Presence;
use super::{Context, docs, ident, properties};
use crate::ir::{AdditionalFields, Definition, Field, Kind, Struct, TypeId};

impl Context<'_> {
    pub(super) fn structure(
        &self,
        id: TypeId,
        definition: &Definition,
        structure: &Struct,
    ) -> TokenStream {
        let name = &self.type_ident(id);
        let names = field_names(structure);
        let comment = docs::definition(definition, &structure.constraints);
        let fields = structure
            .fields
            .iter()
            .zip(&names)
            .map(|(field, name)| self.field(id, field, name));
        let maps = self.open_fields(structure);
        let closed = matches!(structure.additional, AdditionalFields::Denied)
            && structure.patterned.is_empty();
        let deny = closed.then(|| quote!(#[serde(deny_unknown_fields)]));
        let hidden = structure.fields.iter().any(|field| field.sensitive);
        let debug_by_hand = hidden.then(|| debug_by_hand(name, structure, &names));
        let non_exhaustive = self.non_exhaustive();
        let mut traits = self.types.traits(id);
        let by_hand = traits.default && self.has_written_default(structure);
        traits.default &= !by_hand;
        let derive = traits.derive(!hidden);
        let default = by_hand.then(|| self.written_default(id, structure, &names));
        let decided = self.decided(id);
        let check = self.structure_check(definition, structure, &names);
        let open = self.open(name, structure);
        let remote = open.is_some().then(|| quote!(, remote = "Self"));
        let constructors = self.constructors(id, structure, &names);
        quote! {
            #comment
            #derive
            #[derive(v1::serde::Serialize, v1::serde::Deserialize)]
            #[serde(crate = "::tidings::__generated::v1::serde" #remote)]
            #deny
            #decided
            #non_exhaustive
            pub struct #name { #(#fields)* #maps }
            #debug_by_hand
            #default
            #open
            #constructors
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) { #check }
            }
        }
    }

    fn field(&self, id: TypeId, field: &Field, name: &Ident) -> TokenStream {
        let wire = &field.name;
        let comment = self.field_docs(id, field, name);
        // A derive takes `r#type` for `type`.
        let rename = (name.unraw() != wire).then(|| quote!(#[serde(rename = #wire)]));
        // Texts are never shown where they do not fit; what is parsed from a text is.
        let is_secret = field.sensitive || self.types.is_secret(&field.usage);
        let is_hidden = is_secret && !matches!(field.usage.kind, Kind::Text);
        let presence = match Presence::of(field) {
            Presence::Required | Presence::Nullable if is_hidden => {
                quote!(#[serde(deserialize_with = "v1::secret")])
            }
            Presence::Optional if is_hidden => quote! {
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none", deserialize_with = "v1::secret_present")]
            },
            Presence::Maybe if is_hidden => quote! {
                #[serde(default, skip_serializing_if = "::tidings::Maybe::is_absent", deserialize_with = "v1::secret")]
            },
            // A derive takes a missing value for null when the type allows it.
            Presence::Required if self.types.hides_null(&field.usage) => {
                quote!(#[serde(deserialize_with = "v1::serde::Deserialize::deserialize")])
            }
            Presence::Required => TokenStream::new(),
            Presence::Nullable => quote!(#[serde(deserialize_with = "v1::nullable")]),
            Presence::Optional => quote! {
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none", deserialize_with = "v1::present")]
            },
            Presence::Maybe => {
                quote!(#[serde(default, skip_serializing_if = "::tidings::Maybe::is_absent")])
            }
        };
        let of = self.field_type(field);
        quote!(#comment #rename #presence pub #name: #of,)
    }

    fn structure_check(
        &self,
        definition: &Definition,
        structure: &Struct,
        names: &[Ident],
    ) -> TokenStream {
        let fields = structure
            .fields
            .iter()
            .zip(names)
            .filter_map(|(field, name)| {
                if !self.has_checks(&field.usage) {
                    return None;
                }
                let wire = &field.name;
                let path = quote!(path.key(#wire));
                Some(self.field_check(field, &quote!(self.#name), &path))
            });
        let fields: Vec<TokenStream> = fields.collect();
        let open = self.open_checks(structure);
        let count = self.count_check(structure, names);
        let rules = &structure.constraints.property_rules;
        let properties = properties::checks(rules, &quote!(path), |name| {
            properties::is_there(structure, names, name, &quote!(self))
        });
        let whole = self.definition_checks(definition);
        let checks = quote!(#count #properties #(#fields)* #open #whole);
        if checks.is_empty() {
            return quote!(let _ = (path, violations););
        }
        checks
    }

    /// The statements that check a field, which is the expression `place`; `path` is the place of its value.
    pub(super) fn field_check(
        &self,
        field: &Field,
        place: &TokenStream,
        path: &TokenStream,
    ) -> TokenStream {
        let sensitive = field.sensitive.then(|| quote!(.sensitive()));
        let path = quote!(&#path #sensitive);
        let inner = |value: Expression| self.checks(&field.usage, &value, &path);
        match Presence::of(field) {
            Presence::Required => {
                let checks = inner(Expression::Place(place.clone()));
                quote!({ #checks })
            }
            Presence::Nullable | Presence::Optional => {
                let checks = inner(Expression::Reference(quote!(value)));
                quote!(if let ::std::option::Option::Some(value) = &#place { #checks })
            }
            Presence::Maybe => {
                let checks = inner(Expression::Reference(quote!(value)));
                quote!(if let ::tidings::Maybe::Value(value) = &#place { #checks })
            }
        }
    }

    /// `minProperties` and `maxProperties`.
    fn count_check(&self, structure: &Struct, names: &[Ident]) -> Option<TokenStream> {
        let least = structure.constraints.min_properties.map(|bound| {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(v1::check::min_properties(count, #bound, path, violations);)
        });
        let most = structure.constraints.max_properties.map(|bound| {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(v1::check::max_properties(count, #bound, path, violations);)
        });
        if least.is_none() && most.is_none() {
            return None;
        }
        let required = Literal::usize_unsuffixed(
            structure
                .fields
                .iter()
                .filter(|field| field.required)
                .count(),
        );
        let optional = structure
            .fields
            .iter()
            .zip(names)
            .filter_map(|(field, name)| match Presence::of(field) {
                Presence::Optional => Some(quote!(+ usize::from(self.#name.is_some()))),
                Presence::Maybe => Some(quote!(+ usize::from(!self.#name.is_absent()))),
                Presence::Required | Presence::Nullable => None,
            });
        let maps = open_maps(structure).into_iter().map(|map| map.name);
        Some(quote! {
            let count = #required #(#optional)* #(+ self.#maps.len())*;
            #least
            #most
        })
    }
}

/// The Rust names of the fields, in order.
pub(super) fn field_names(structure: &Struct) -> Vec<Ident> {
    let names = crate::names::fields(structure, &mut Scope::default());
    names.iter().map(|name| ident(name)).collect()
}

/// `Debug` that shows no secret.
fn debug_by_hand(name: &Ident, structure: &Struct, names: &[Ident]) -> TokenStream {
    let title = name.to_string();
    let fields = structure.fields.iter().zip(names).map(|(field, name)| {
        let title = name.to_string();
        if field.sensitive {
            quote!(.field(#title, &::std::format_args!("***")))
        } else {
            quote!(.field(#title, &self.#name))
        }
    });
    let maps = open_maps(structure).into_iter().map(|map| {
        let (title, name) = (map.name.to_string(), map.name);
        quote!(.field(#title, &self.#name))
    });
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.debug_struct(#title) #(#fields)* #(#maps)* .finish()
            }
        }
    }
}
