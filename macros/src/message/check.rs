//! `Payload::check`: what the user states beyond types is checked, and parts that are payloads check themselves.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{DeriveInput, Generics, Member, Path};

use crate::problems::Problems;
use crate::shape::{Body, Field, Fields, Known, Rules, Shape, Style, Tagging, Variant};

/// The implementation of `Payload`.
pub(crate) fn check(
    input: &DeriveInput,
    shape: &Shape,
    runtime: &Path,
    problems: &mut Problems,
) -> TokenStream {
    let v1 = quote!(#runtime::__generated::v1);
    let checks = checks(shape, &v1, problems);
    let ident = &input.ident;
    let generics = written_generics(input, &v1);
    let (of_impl, of_type, conditions) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #of_impl #runtime::Payload for #ident #of_type #conditions {
            fn check(&self, path: &#v1::Path<'_>, violations: &mut #v1::Violations) {
                #[allow(unused_imports)]
                use #v1::Unchecked as _;
                #checks
            }
        }
    }
}

/// The parameters of the type, on the condition that it is written and read.
pub(super) fn written_generics(input: &DeriveInput, v1: &TokenStream) -> Generics {
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        let ident = &input.ident;
        let (_, of_type, _) = input.generics.split_for_impl();
        let written: syn::WherePredicate = syn::parse_quote! {
            #ident #of_type: #v1::serde::Serialize + #v1::serde::de::DeserializeOwned
                + ::core::marker::Send + 'static
        };
        generics.make_where_clause().predicates.push(written);
    }
    generics
}

/// The body of `fn check(&self, path: &Path<'_>, violations: &mut Violations)`.
fn checks(shape: &Shape, v1: &TokenStream, problems: &mut Problems) -> TokenStream {
    let mut checker = Checker { v1, problems };
    match &shape.body {
        Body::Struct(fields) => {
            let checks = fields.iter().map(|field| {
                let member = &field.member;
                let place = match fields {
                    Fields::Newtype(_) => quote!(path),
                    _ => place(field, &quote!(path)),
                };
                let value = quote!(&self.#member);
                checker.field(field, &value, &place)
            });
            let checks: TokenStream = checks.collect();
            match checks.is_empty() {
                true => quote!(let _ = (path, violations);),
                false => checks,
            }
        }
        Body::Enum(tagging, variants) => {
            let arms: Vec<TokenStream> = variants
                .iter()
                .filter_map(|variant| checker.arm(tagging, variant))
                .collect();
            match arms.is_empty() {
                true => quote!(let _ = (path, violations);),
                false => quote! {
                    #[allow(unreachable_patterns)]
                    match self {
                        #(#arms)*
                        _ => {}
                    }
                },
            }
        }
    }
}

/// The place of a field inside the value at `path`.
fn place(field: &Field, path: &TokenStream) -> TokenStream {
    let name = &field.name;
    match &field.member {
        _ if field.is_flattened => path.clone(),
        Member::Named(_) => quote!(&#path.key(#name)),
        Member::Unnamed(index) => {
            let index = index.index as usize;
            quote!(&#path.index(#index))
        }
    }
}

struct Checker<'c> {
    v1: &'c TokenStream,
    problems: &'c mut Problems,
}

impl Checker<'_> {
    /// The arm of `match self` for a variant; none where nothing of it is checked.
    fn arm(&mut self, tagging: &Tagging, variant: &Variant) -> Option<TokenStream> {
        let name = &variant.name;
        let path = match tagging {
            _ if variant.is_untagged => quote!(path),
            Tagging::External => quote!(path.key(#name)),
            Tagging::Adjacent { content, .. } => quote!(path.key(#content)),
            Tagging::Internal(_) | Tagging::Untagged => quote!(path),
        };
        let bindings: Vec<Ident> = variant
            .fields
            .iter()
            .map(|field| match &field.member {
                Member::Named(ident) => format_ident!("field_{}", ident),
                Member::Unnamed(index) => format_ident!("field_{}", index.index),
            })
            .collect();
        let mut checks = TokenStream::new();
        let mut used: Vec<bool> = Vec::new();
        for (field, binding) in variant.fields.iter().zip(&bindings) {
            let place = match &variant.fields {
                Fields::Newtype(_) => quote!(&#path),
                _ => place(field, &path),
            };
            let check = self.field(field, &quote!(#binding), &place);
            used.push(!check.is_empty());
            checks.extend(check);
        }
        if checks.is_empty() {
            return None;
        }
        let ident = &variant.ident;
        let named = variant.fields.iter().zip(&bindings).zip(&used);
        let named: Vec<(&Member, &Ident)> = named
            .filter(|(_, used)| **used)
            .map(|((field, binding), _)| (&field.member, binding))
            .collect();
        let pattern = match variant.style {
            Style::Unit => quote!(Self::#ident),
            Style::Named => {
                let fields = named
                    .iter()
                    .map(|(member, binding)| quote!(#member: #binding));
                quote!(Self::#ident { #(#fields,)* .. })
            }
            Style::Tuple(count) => {
                let fields = (0..count).map(|position| {
                    let is_it = |member: &Member| match member {
                        Member::Unnamed(index) => index.index as usize == position,
                        Member::Named(_) => false,
                    };
                    let found = named.iter().find(|(member, _)| is_it(member));
                    found.map_or_else(|| quote!(_), |(_, binding)| quote!(#binding))
                });
                quote!(Self::#ident(#(#fields),*))
            }
        };
        Some(quote!(#pattern => { #checks }))
    }

    fn field(&mut self, field: &Field, value: &TokenStream, place: &TokenStream) -> TokenStream {
        let checks = self.value(&field.known, &field.rules, &quote!(value), field);
        match checks.is_empty() {
            true => checks,
            false => quote! {
                {
                    let (value, path) = (#value, #place);
                    #checks
                }
            },
        }
    }

    /// Checks of `value`, a reference to what is `known`, by `rules`.
    fn value(
        &mut self,
        known: &Known,
        rules: &Rules,
        value: &TokenStream,
        field: &Field,
    ) -> TokenStream {
        let v1 = self.v1;
        match known {
            Known::Optional(inner) => {
                let checks = self.value(inner, rules, &quote!(value), field);
                match checks.is_empty() {
                    true => checks,
                    false => {
                        quote!(if let ::core::option::Option::Some(value) = #value { #checks })
                    }
                }
            }
            Known::Behind(inner) => self.value(inner, rules, &quote!((&**#value)), field),
            Known::Integer { is_wrapped, .. } => {
                let number = match is_wrapped {
                    true => quote!(#value.get()),
                    false => quote!(*#value),
                };
                self.bounds(rules, &number)
            }
            Known::Float => {
                let bounds = self.bounds(rules, &quote!(*#value));
                quote!(#v1::Nested(#value).check(path, violations); #bounds)
            }
            Known::Text { .. } => {
                let least = rules
                    .shortest
                    .map(|bound| quote!(#v1::check::min_length(#value, #bound, path, violations);));
                let most = rules
                    .longest
                    .map(|bound| quote!(#v1::check::max_length(#value, #bound, path, violations);));
                let pattern = rules.pattern.as_ref().map(|pattern| {
                    quote! {
                        {
                            static PATTERN: #v1::StaticPattern = #v1::StaticPattern::new(#pattern);
                            #v1::check::pattern(#value, &PATTERN, path, violations);
                        }
                    }
                });
                quote!(#least #most #pattern)
            }
            Known::List { items, .. } => {
                let none = Rules::default();
                let inner = rules.inner.as_deref().unwrap_or(&none);
                let checks = self.value(items, inner, &quote!(value), field);
                let each = (!checks.is_empty()).then(|| {
                    quote! {
                        for (index, value) in #value.iter().enumerate() {
                            let path = &path.index(index);
                            #checks
                        }
                    }
                });
                let least = rules.shortest.map(
                    |bound| quote!(#v1::check::min_items(#value.len(), #bound, path, violations);),
                );
                let most = rules.longest.map(
                    |bound| quote!(#v1::check::max_items(#value.len(), #bound, path, violations);),
                );
                quote!(#least #most #each)
            }
            Known::Map(values) => {
                let none = Rules::default();
                let inner = rules.inner.as_deref().unwrap_or(&none);
                let checks = self.value(values, inner, &quote!(value), field);
                let each = (!checks.is_empty()).then(|| {
                    quote! {
                        for (key, value) in #value.iter() {
                            let path = &path.key(key);
                            #checks
                        }
                    }
                });
                let least = rules.shortest.map(|bound| {
                    quote!(#v1::check::min_properties(#value.len(), #bound, path, violations);)
                });
                let most = rules.longest.map(|bound| {
                    quote!(#v1::check::max_properties(#value.len(), #bound, path, violations);)
                });
                quote!(#least #most #each)
            }
            Known::Foreign(_) => {
                self.refuse_unless_empty(rules, field);
                quote!(#v1::Nested(#value).check(path, violations);)
            }
            Known::Tuple(_) | Known::Boolean | Known::Null | Known::Anything => {
                self.refuse_unless_empty(rules, field);
                TokenStream::new()
            }
        }
    }

    fn bounds(&self, rules: &Rules, number: &TokenStream) -> TokenStream {
        let v1 = self.v1;
        let least = rules.least.as_ref().map(|bound| {
            let bound = &bound.expression;
            quote!(#v1::check::minimum(#number, #bound, path, violations);)
        });
        let most = rules.most.as_ref().map(|bound| {
            let bound = &bound.expression;
            quote!(#v1::check::maximum(#number, #bound, path, violations);)
        });
        quote!(#least #most)
    }

    fn refuse_unless_empty(&mut self, rules: &Rules, field: &Field) {
        if !rules.is_empty() {
            self.problems.at(
                &field.ty,
                "nothing is known of this type that could be bounded: give it the check, with a `tidings::Payload` of its own, and drop the bound here",
            );
        }
    }
}
