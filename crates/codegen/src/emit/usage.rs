//! Types where they are used.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::ir::{Field, Kind, Shape, Usage};

/// How a field keeps apart what can be absent, null and there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always there.
    Required,
    /// There, and perhaps `null`.
    Nullable,
    /// Absent or there, never `null`.
    Optional,
    /// Absent, `null` or there.
    Maybe,
}

impl Presence {
    pub(super) fn of(field: &Field) -> Self {
        match (field.required, field.usage.nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::Nullable,
            (false, false) => Self::Optional,
            (false, true) => Self::Maybe,
        }
    }
}

impl Context<'_> {
    /// The type of a value that is there and not null.
    pub(super) fn value_type(&self, usage: &Usage) -> TokenStream {
        let plain = match &usage.kind {
            Kind::Free => quote!(::tidings::Value),
            Kind::Never => quote!(::tidings::Never),
            Kind::Null => quote!(()),
            Kind::Bool => quote!(bool),
            Kind::Integer(integer) => {
                let name = super::ident(integer.name());
                quote!(#name)
            }
            Kind::Number => quote!(f64),
            Kind::Decimal => quote!(::tidings::Decimal),
            Kind::Text => quote!(::std::string::String),
            Kind::Formatted(formatted) => {
                let name = super::ident(formatted.name());
                quote!(::tidings::#name)
            }
            Kind::Ready(path) => path.parse().unwrap_or_default(),
            Kind::List(item) => {
                let item = self.usage_type(item);
                quote!(::std::vec::Vec<#item>)
            }
            Kind::Map(value) => {
                let value = self.usage_type(value);
                quote!(::std::collections::BTreeMap<::std::string::String, #value>)
            }
            Kind::Defined(id) => self.type_path(*id),
            Kind::Foreign(replacement) => {
                let path = &replacement.path;
                quote!(#path)
            }
        };
        if usage.boxed {
            quote!(::std::boxed::Box<#plain>)
        } else {
            plain
        }
    }

    /// The type of an item, a map's value or anything else that is always there and may be null.
    pub(super) fn usage_type(&self, usage: &Usage) -> TokenStream {
        let value = self.value_type(usage);
        if usage.nullable {
            quote!(::std::option::Option<#value>)
        } else {
            value
        }
    }

    /// The type of a field.
    pub(super) fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(&field.usage);
        match Presence::of(field) {
            Presence::Required => value,
            Presence::Nullable | Presence::Optional => quote!(::std::option::Option<#value>),
            Presence::Maybe => quote!(::tidings::Maybe<#value>),
        }
    }

    /// Whether values are made of texts by parsing them, so that not every text will do.
    fn is_parsed(&self, usage: &Usage) -> bool {
        match usage.kind {
            Kind::Decimal | Kind::Formatted(_) => true,
            Kind::Defined(id) => match &self.types.get(id).shape {
                Shape::Newtype(inner) => matches!(inner.kind, Kind::Decimal | Kind::Formatted(_)),
                _ => false,
            },
            _ => false,
        }
    }

    /// The parameter that takes a value, and the expression that makes the value of it.
    pub(super) fn parameter(
        &self,
        usage: &Usage,
        name: &proc_macro2::Ident,
    ) -> (TokenStream, TokenStream) {
        let value = self.value_type(usage);
        if usage.boxed {
            let plain = self.value_type(&Usage {
                boxed: false,
                ..usage.clone()
            });
            return (
                quote!(impl ::std::convert::Into<#plain>),
                quote!(::std::boxed::Box::new(#name.into())),
            );
        }
        if self.is_parsed(usage) {
            return (
                quote!(impl v1::IntoValue<#value>),
                quote!(v1::IntoValue::into_value(#name)),
            );
        }
        match usage.kind {
            Kind::Text | Kind::Defined(_) | Kind::Foreign(_) | Kind::Free => (
                quote!(impl ::std::convert::Into<#value>),
                quote!(#name.into()),
            ),
            _ => (value, quote!(#name)),
        }
    }
}
