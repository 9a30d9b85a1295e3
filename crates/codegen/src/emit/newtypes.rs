//! Scalars, lists, maps and free values with a name of their own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::checks::Expression;
use super::{Context, docs};
use crate::ir::{Definition, Kind, Usage};

impl Context<'_> {
    pub(super) fn newtype(
        &self,
        name: &Ident,
        definition: &Definition,
        inner: &Usage,
    ) -> TokenStream {
        let comment = docs::definition(definition, &inner.constraints);
        let of = self.usage_type(inner);
        let plain = !inner.nullable;
        let ordered = matches!(inner.kind, Kind::Text | Kind::Bool | Kind::Integer(_))
            .then(|| quote!(Eq, PartialOrd, Ord, Hash,));
        let copy = matches!(inner.kind, Kind::Bool | Kind::Integer(_) | Kind::Number)
            .then(|| quote!(Copy,));
        let sensitive = inner.constraints.sensitive;
        let debug = (!sensitive).then(|| quote!(Debug,));
        let debug_by_hand = sensitive.then(|| {
            let shown = format!("{name}(***)");
            quote! {
                impl ::std::fmt::Debug for #name {
                    fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        formatter.write_str(#shown)
                    }
                }
            }
        });
        let path = if sensitive {
            quote!(&path.sensitive())
        } else {
            quote!(path)
        };
        let copied = sensitive.then(|| quote!(let path = *path;));
        let value = Expression::Place(quote!(self.0));
        let whole = self.definition_checks(definition);
        let checks = match self.nullable_checks(inner, &value, &path) {
            Some(checks) => quote!(#copied #checks #whole),
            None if !whole.is_empty() => whole,
            None => quote!(let _ = (path, violations);),
        };
        let text = (plain && matches!(inner.kind, Kind::Text)).then(|| text_impls(name, sensitive));
        quote! {
            #comment
            #[derive(Clone, #copy #debug PartialEq, #ordered v1::serde::Serialize, v1::serde::Deserialize)]
            #[serde(crate = "::tidings::__generated::v1::serde", transparent)]
            pub struct #name(pub #of);
            #debug_by_hand
            impl ::std::convert::From<#of> for #name {
                fn from(value: #of) -> Self { Self(value) }
            }
            impl ::std::ops::Deref for #name {
                type Target = #of;
                fn deref(&self) -> &#of { &self.0 }
            }
            #text
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) { #checks }
            }
        }
    }
}

fn text_impls(name: &Ident, sensitive: bool) -> TokenStream {
    let display = (!sensitive).then(|| {
        quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    formatter.write_str(&self.0)
                }
            }
        }
    });
    quote! {
        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self { Self(value.to_owned()) }
        }
        impl ::std::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str { &self.0 }
        }
        #display
    }
}
