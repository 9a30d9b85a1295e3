//! One of several texts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_naming::{Scope, pascal};

use super::{Context, docs, ident};
use crate::ir::{Constraints, Definition, Docs};

impl Context<'_> {
    pub(super) fn text_enum(
        &self,
        name: &Ident,
        definition: &Definition,
        texts: &[String],
    ) -> TokenStream {
        let comment = docs::definition(definition, &Constraints::default());
        let checks = self.definition_checks(definition);
        text_enum(name, &comment, texts, &definition.docs.values, &checks)
    }
}

/// The Rust names of the values, in order.
pub(super) fn variant_names(texts: &[String]) -> Vec<Ident> {
    let mut scope = Scope::default();
    let names = texts.iter().map(|text| scope.claim(text, &pascal(text)));
    names.map(|name| ident(&name)).collect()
}

/// An enumeration of `texts`, with what is `said` of single ones and the `checks` of a value; it has a default when
/// there is only one.
pub(super) fn text_enum(
    name: &Ident,
    comment: &TokenStream,
    texts: &[String],
    said: &[(String, Docs)],
    checks: &TokenStream,
) -> TokenStream {
    let arguments = match checks.is_empty() {
        true => quote!(_: &v1::Path<'_>, _: &mut v1::Violations),
        false => quote!(path: &v1::Path<'_>, violations: &mut v1::Violations),
    };
    let variants = variant_names(texts);
    let single = texts.len() == 1;
    let default = single.then(|| quote!(Default,));
    let declared = texts.iter().zip(&variants).map(|(text, variant)| {
        let said = said.iter().find(|(value, _)| value == text);
        let comment = match said {
            Some((_, said)) => docs::attributes(said, &docs::code(text)),
            None => docs::comment(&docs::code(text)),
        };
        let default = single.then(|| quote!(#[default]));
        quote!(#comment #[serde(rename = #text)] #default #variant,)
    });
    quote! {
        #comment
        #[derive(Clone, Copy, Debug, #default PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(v1::serde::Serialize, v1::serde::Deserialize)]
        #[serde(crate = "::tidings::__generated::v1::serde")]
        pub enum #name { #(#declared)* }
        impl #name {
            /// Every value, in the contract's order.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
            /// The text that stands for the value in a message.
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #texts),* }
            }
            /// The value that `text` stands for.
            pub fn from_text(text: &str) -> ::std::option::Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
        impl ::tidings::Payload for #name {
            fn check(&self, #arguments) { #checks }
        }
    }
}
