//! Scalars, lists, maps and free values with a name of their own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::checks::Expression;
use super::unasked::{constant_value, default_of};
use super::{Context, docs, ident};
use crate::ir::{Definition, Kind, TypeId, Usage};
use crate::settings::Newtypes;

impl Context<'_> {
    pub(super) fn newtype(
        &self,
        id: TypeId,
        definition: &Definition,
        inner: &Usage,
    ) -> TokenStream {
        let name = &self.type_ident(id);
        let comment = docs::definition(definition, &inner.constraints);
        let of = self.usage_type(inner);
        let plain = !inner.nullable;
        let decided = self.decided(id);
        let sensitive = inner.constraints.sensitive;
        let constant = self.types.constant_scalar(id).map(constant_value);
        let mut traits = self.types.traits(id);
        let default = constant.filter(|_| traits.default);
        traits.default &= default.is_none();
        let default = default.map(|value| default_of(name, &quote!(Self(#value))));
        let derive = traits.derive(!sensitive);
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
        // Texts are never shown where they do not fit.
        let is_hidden = self.types.is_secret(inner) && !matches!(inner.kind, Kind::Text);
        let hidden = is_hidden.then(|| quote!(#[serde(deserialize_with = "v1::secret")]));
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
        let is_checked = self.has_checks(inner);
        let is_guarded = self.is_guarded(inner);
        let visible = (!is_guarded).then(|| quote!(pub));
        let new = is_checked.then(|| self.checked_constructor(name, inner));
        let from = match is_guarded {
            true => try_from(name, &of, &quote!(Self(value))),
            false => quote! {
                impl ::std::convert::From<#of> for #name {
                    fn from(value: #of) -> Self { Self(value) }
                }
            },
        };
        let more = match inner.kind {
            Kind::Text if plain => text_impls(name, sensitive, is_checked, is_guarded),
            Kind::Formatted(formatted) if plain => {
                parsed_impls(name, formatted.name(), sensitive, is_checked)
            }
            Kind::Decimal if plain => parsed_impls(name, "Decimal", sensitive, is_checked),
            Kind::Bool | Kind::Integer(_) | Kind::Number if plain && !sensitive => display(name),
            _ => TokenStream::new(),
        };
        quote! {
            #comment
            #derive
            #[derive(v1::serde::Serialize, v1::serde::Deserialize)]
            #[serde(crate = "::tidings::__generated::v1::serde", transparent)]
            #decided
            pub struct #name(#hidden #visible #of);
            #debug_by_hand
            #default
            #new
            #from
            impl ::std::ops::Deref for #name {
                type Target = #of;
                fn deref(&self) -> &#of { &self.0 }
            }
            #more
            impl ::tidings::Payload for #name {
                fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) { #checks }
            }
        }
    }

    /// Whether a named type of `inner` is made in ways only that check it.
    pub(super) fn is_guarded(&self, inner: &Usage) -> bool {
        self.options.settings.newtypes == Newtypes::Checked && self.has_checks(inner)
    }

    /// `new`, which tells at once what writing would tell later.
    fn checked_constructor(&self, name: &Ident, inner: &Usage) -> TokenStream {
        let value = ident("value");
        let (of, made) = match inner.nullable {
            true => (self.usage_type(inner), quote!(value)),
            false => self.parameter(inner, &value),
        };
        quote! {
            impl #name {
                /// The value, if the contract allows it; one that is made without this is checked when it is written.
                ///
                /// # Errors
                ///
                /// Every constraint that the value breaks.
                pub fn new(value: #of) -> ::std::result::Result<Self, ::tidings::EncodeError> {
                    v1::checked(Self(#made))
                }
            }
        }
    }
}

fn display(name: &Ident) -> TokenStream {
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }
    }
}

/// A conversion that checks: `made` is the type made of `value`.
fn try_from(name: &Ident, of: &TokenStream, made: &TokenStream) -> TokenStream {
    quote! {
        impl ::std::convert::TryFrom<#of> for #name {
            type Error = ::tidings::EncodeError;
            fn try_from(value: #of) -> ::std::result::Result<Self, ::tidings::EncodeError> {
                v1::checked(#made)
            }
        }
    }
}

/// What is parsed from its text and, unless nobody may see it, displays as it.
fn parsed_impls(name: &Ident, of: &str, sensitive: bool, is_checked: bool) -> TokenStream {
    let of = ident(of);
    let display = (!sensitive).then(|| display(name));
    let made = match is_checked {
        true => quote!(Self::new(text.parse::<::tidings::#of>()?)),
        false => quote!(::std::result::Result::Ok(Self(text.parse()?))),
    };
    quote! {
        impl ::std::str::FromStr for #name {
            type Err = ::tidings::EncodeError;
            fn from_str(text: &str) -> ::std::result::Result<Self, ::tidings::EncodeError> { #made }
        }
        #display
    }
}

fn text_impls(name: &Ident, sensitive: bool, is_checked: bool, is_guarded: bool) -> TokenStream {
    let display = (!sensitive).then(|| display(name));
    let (error, parsed) = match is_checked {
        true => (quote!(::tidings::EncodeError), quote!(Self::new(text))),
        false => (
            quote!(::std::convert::Infallible),
            quote!(::std::result::Result::Ok(Self::from(text))),
        ),
    };
    let from = match is_guarded {
        true => try_from(name, &quote!(&str), &quote!(Self(value.to_owned()))),
        false => quote! {
            impl ::std::convert::From<&str> for #name {
                fn from(value: &str) -> Self { Self(value.to_owned()) }
            }
        },
    };
    quote! {
        impl #name {
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        #from
        impl ::std::str::FromStr for #name {
            type Err = #error;
            fn from_str(text: &str) -> ::std::result::Result<Self, #error> { #parsed }
        }
        impl ::std::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str { &self.0 }
        }
        impl ::std::borrow::Borrow<str> for #name {
            fn borrow(&self) -> &str { &self.0 }
        }
        #display
    }
}
