//! Arrays whose items differ by position.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_naming::{Scope, field};

use super::checks::Expression;
use super::usage::Presence;
use super::{Context, docs, ident};
use crate::ir::{Definition, Field, Tuple, TypeId};

/// A tuple with what its code is made of.
struct Layout<'t> {
    tuple: &'t Tuple,
    /// The name or the number of each item's field.
    items: Vec<TokenStream>,
    /// The field of further items.
    rest: Option<Ident>,
}

impl<'t> Layout<'t> {
    /// A plain Rust tuple where every item is always there, else a struct with names.
    fn new(tuple: &'t Tuple) -> Self {
        if tuple.rest.is_none() && tuple.items.iter().all(|item| item.required) {
            let numbers = (0..tuple.items.len()).map(Literal::usize_unsuffixed);
            return Self {
                tuple,
                items: numbers.map(|number| quote!(#number)).collect(),
                rest: None,
            };
        }
        let mut scope = Scope::default();
        let names = tuple.items.iter().map(|item| {
            let name = ident(&scope.claim(&item.name, &field(&item.name)));
            quote!(#name)
        });
        let items = names.collect();
        let rest = tuple.rest.is_some();
        Self {
            tuple,
            items,
            rest: rest.then(|| ident(&scope.claim("rest", "rest"))),
        }
    }

    fn is_plain(&self) -> bool {
        self.rest.is_none() && self.tuple.items.iter().all(|item| item.required)
    }

    fn fields(&self) -> impl Iterator<Item = (&'t Field, &TokenStream)> {
        self.tuple.items.iter().zip(&self.items)
    }

    /// The number of items that are there.
    fn count(&self) -> TokenStream {
        let required = self.tuple.items.iter().filter(|item| item.required);
        let required = match required.count() {
            0 => None,
            count => {
                let count = Literal::usize_unsuffixed(count);
                Some(quote!(#count))
            }
        };
        let optional = self
            .fields()
            .filter_map(|(item, name)| match Presence::of(item) {
                Presence::Optional => Some(quote!(usize::from(self.#name.is_some()))),
                Presence::Maybe => Some(quote!(usize::from(!self.#name.is_absent()))),
                Presence::Required | Presence::Nullable => None,
            });
        let rest = self.rest.iter().map(|rest| quote!(self.#rest.len()));
        let terms: Vec<TokenStream> = required.into_iter().chain(optional).chain(rest).collect();
        match terms.is_empty() {
            true => quote!(0),
            false => quote!(#(#terms)+*),
        }
    }
}

impl Context<'_> {
    pub(super) fn tuple(&self, id: TypeId, definition: &Definition, tuple: &Tuple) -> TokenStream {
        let name = &self.type_ident(id);
        let layout = Layout::new(tuple);
        let comment = docs::definition(definition, &tuple.constraints);
        let declared = self.tuple_declared(name, &layout);
        let (write, read) = (tuple_written(&layout), self.tuple_read(&layout));
        let check = self.tuple_check(definition, &layout);
        let hidden = tuple.constraints.sensitive || tuple.items.iter().any(|item| item.sensitive);
        let derive = self.types.traits(id).derive(!hidden);
        let debug_by_hand = hidden.then(|| {
            let shown = format!("{name}(***)");
            quote! {
                impl ::std::fmt::Debug for #name {
                    fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        formatter.write_str(#shown)
                    }
                }
            }
        });
        quote! {
            #comment
            #derive
            #declared
            #debug_by_hand
            impl v1::Tuple for #name {
                fn read<'de, A: v1::serde::de::SeqAccess<'de>>(items: &mut v1::ItemReader<A>) -> ::std::result::Result<Self, A::Error> {
                    #read
                }
            }
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    #write
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    v1::read_tuple(deserializer)
                }
            }
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) { #check }
            }
        }
    }

    /// The type itself, and how it is made.
    fn tuple_declared(&self, name: &Ident, layout: &Layout<'_>) -> TokenStream {
        let types: Vec<TokenStream> = layout
            .fields()
            .map(|(item, _)| self.field_type(item))
            .collect();
        let comments = layout.fields().enumerate().map(|(position, (item, _))| {
            let fallback = format!("The item at position {position}.");
            docs::constrained(&item.docs, &item.usage.constraints, &fallback)
        });
        if layout.is_plain() {
            return quote! {
                pub struct #name(#(#comments pub #types),*);
            };
        }
        let names = &layout.items;
        let rest = layout.rest.iter().zip(&layout.tuple.rest);
        let rest_declared = rest.map(|(rest, usage)| {
            let item = self.usage_type(usage);
            quote! {
                /// Further items.
                pub #rest: ::std::vec::Vec<#item>,
            }
        });
        let rest_empty = layout
            .rest
            .iter()
            .map(|rest| quote!(#rest: ::std::default::Default::default(),));
        let asked = |item: &Field| item.required && self.types.constant(item).is_none();
        let parameters = layout
            .fields()
            .filter(|(item, _)| asked(item))
            .map(|(item, name)| {
                let (of, _) = self.required_parameter(item, &ident(&name.to_string()));
                quote!(#name: #of)
            });
        let values = layout.fields().map(|(item, name)| {
            if !asked(item) {
                let value = self.unsaid(item);
                return quote!(#name: #value,);
            }
            let (_, value) = self.required_parameter(item, &ident(&name.to_string()));
            if value.to_string() == name.to_string() {
                return quote!(#name,);
            }
            quote!(#name: #value,)
        });
        let non_exhaustive = self.non_exhaustive();
        quote! {
            #non_exhaustive
            pub struct #name { #(#comments pub #names: #types,)* #(#rest_declared)* }
            impl #name {
                /// A value with every item that is required, and no other.
                pub fn new(#(#parameters),*) -> Self { Self { #(#values)* #(#rest_empty)* } }
            }
        }
    }

    fn tuple_check(&self, definition: &Definition, layout: &Layout<'_>) -> TokenStream {
        let items = layout
            .fields()
            .enumerate()
            .filter_map(|(position, (item, name))| {
                let position = Literal::usize_unsuffixed(position);
                let path = quote!(path.index(#position));
                self.has_checks(&item.usage)
                    .then(|| self.field_check(item, &quote!(self.#name), &path))
            });
        let items: Vec<TokenStream> = items.collect();
        let first = Literal::usize_unsuffixed(layout.items.len());
        let rest = layout.rest.as_ref().zip(layout.tuple.rest.as_ref());
        let rest = rest.and_then(|(rest, usage)| {
            let item = Expression::Reference(quote!(item));
            let checks =
                self.nullable_checks(usage, &item, &quote!(&path.index(index + #first)))?;
            Some(quote!(for (index, item) in self.#rest.iter().enumerate() { #checks }))
        });
        let limits = &layout.tuple.constraints;
        let counts = [
            ("min_items", limits.min_items),
            ("max_items", limits.max_items),
        ];
        let counts = counts.into_iter().filter_map(|(check, bound)| {
            let (check, bound) = (ident(check), Literal::u64_unsuffixed(bound?));
            Some(quote!(v1::check::#check(count, #bound, path, violations);))
        });
        let counts: Vec<TokenStream> = counts.collect();
        let count = (!counts.is_empty()).then(|| {
            let count = layout.count();
            quote!(let count = #count;)
        });
        let unique = limits
            .unique
            .then(|| quote!(v1::unique_positions(self, path, violations);));
        let whole = self.definition_checks(definition);
        let plain = items.is_empty() && rest.is_none() && count.is_none() && unique.is_none();
        if plain && whole.is_empty() {
            return quote!(let _ = (path, violations););
        }
        quote!(#count #(#counts)* #(#items)* #rest #unique #whole)
    }

    /// The statements that read a tuple.
    fn tuple_read(&self, layout: &Layout<'_>) -> TokenStream {
        let items = layout.fields().map(|(item, name)| {
            let is_secret = item.sensitive || self.types.is_secret(&item.usage);
            let secret = is_secret.then(|| quote!(.secret()));
            let read = match Presence::of(item) {
                Presence::Required | Presence::Nullable => quote!(items #secret.required()?),
                Presence::Optional => quote!(items #secret.optional()?),
                Presence::Maybe => quote!(items #secret.maybe()?),
            };
            match layout.is_plain() {
                true => quote!(#read,),
                false => quote!(#name: #read,),
            }
        });
        let rest = layout.rest.iter().zip(&layout.tuple.rest);
        let rest = rest.map(|(rest, usage)| {
            let secret = self.types.is_secret(usage).then(|| quote!(.secret()));
            quote!(#rest: items #secret.rest()?,)
        });
        let made = match layout.is_plain() {
            true => quote!(Self(#(#items)*)),
            false => quote!(Self { #(#items)* #(#rest)* }),
        };
        if layout.rest.is_some() {
            return quote!(::std::result::Result::Ok(#made));
        }
        quote! {
            let tuple = #made;
            items.end()?;
            ::std::result::Result::Ok(tuple)
        }
    }
}

/// The statements that write a tuple.
fn tuple_written(layout: &Layout<'_>) -> TokenStream {
    let count = layout.count();
    let items = layout
        .fields()
        .map(|(item, name)| match Presence::of(item) {
            Presence::Required | Presence::Nullable => quote!(items.item(&self.#name)?;),
            Presence::Optional => quote!(items.optional(self.#name.as_ref())?;),
            Presence::Maybe => quote!(items.maybe(&self.#name)?;),
        });
    let rest = layout
        .rest
        .iter()
        .map(|rest| quote!(items.rest(&self.#rest)?;));
    quote! {
        let mut items = v1::ItemWriter::new(serializer, #count)?;
        #(#items)* #(#rest)*
        items.end()
    }
}
