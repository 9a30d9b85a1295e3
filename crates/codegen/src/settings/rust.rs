//! Pieces of Rust in a configuration, which are known to be Rust before anything is generated.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde::Deserialize;
use syn::parse::Parser;

macro_rules! rust {
    ($(#[$doc:meta])* $name:ident, $what:literal, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                let parse: fn(&str) -> syn::Result<()> = $parse;
                match parse(&text) {
                    Ok(()) => Ok(Self(text)),
                    Err(_) => Err(format!(concat!("`{}` is no ", $what), text)),
                }
            }
        }

        impl ToTokens for $name {
            /// The tokens; the text is known to be Rust.
            fn to_tokens(&self, tokens: &mut TokenStream) {
                tokens.extend(self.0.parse::<TokenStream>().unwrap_or_default());
            }
        }
    };
}

rust! {
    /// A name of a type, a field or a variant.
    RustName, "name in Rust", |text| syn::parse_str::<syn::Ident>(text).map(drop)
}

rust! {
    /// A path to a type or a derive, such as `crate::Money` or `schemars::JsonSchema`.
    RustPath, "path to a type in Rust", |text| syn::parse_str::<syn::Path>(text).map(drop)
}

rust! {
    /// Attributes, such as `#[must_use]`.
    RustAttribute, "attribute in Rust", |text| {
        let attributes = syn::Attribute::parse_outer.parse_str(text)?;
        match attributes.is_empty() {
            true => Err(syn::Error::new(proc_macro2::Span::call_site(), "empty")),
            false => Ok(()),
        }
    }
}

impl RustName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl RustPath {
    /// The path as tokens print it, whatever space it was written with.
    pub(crate) fn text(&self) -> String {
        quote!(#self).to_string()
    }
}
