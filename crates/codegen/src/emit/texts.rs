//! One of several texts.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_naming::Scope;

use super::{Context, docs, ident, markdown};
use crate::ir::{Constraints, Definition, Docs, TypeId};
use crate::names;
use crate::settings::RustName;

/// What an enumeration of texts is written from.
#[derive(Clone, Copy)]
pub(super) struct TextEnum<'e> {
    pub(super) name: &'e Ident,
    /// Its documentation and further attributes.
    pub(super) attributes: &'e TokenStream,
    pub(super) texts: &'e [String],
    /// Names of variants that the project has given.
    pub(super) renamed: &'e BTreeMap<String, RustName>,
    /// What is said of single texts.
    pub(super) said: &'e [(String, Docs)],
    /// The body of its check.
    pub(super) checks: &'e TokenStream,
}

impl Context<'_> {
    pub(super) fn text_enum(
        &self,
        id: TypeId,
        definition: &Definition,
        texts: &[String],
    ) -> TokenStream {
        let comment = docs::definition(definition, &Constraints::default());
        let attributes = self.decided(id);
        let decided = self.types.decided(id);
        let of = TextEnum {
            name: &self.type_ident(id),
            attributes: &quote!(#comment #attributes),
            texts,
            renamed: &decided.variants,
            said: &definition.docs.values,
            checks: &self.definition_checks(definition),
        };
        match decided.open {
            true => of.open(),
            false => of.closed(),
        }
    }
}

/// The Rust names of the values, in order.
pub(super) fn variant_names(
    texts: &[String],
    renamed: &BTreeMap<String, RustName>,
    scope: &mut Scope,
) -> Vec<Ident> {
    let names = texts.iter();
    let names = names.map(|text| names::variant(text, renamed, scope));
    names.map(|name| ident(&name)).collect()
}

impl TextEnum<'_> {
    fn comment(&self, text: &str) -> TokenStream {
        match self.said.iter().find(|(value, _)| value == text) {
            Some((_, said)) => docs::attributes(said, &markdown::code(text)),
            None => docs::comment(&markdown::code(text)),
        }
    }

    fn payload(&self) -> TokenStream {
        let (name, checks) = (self.name, self.checks);
        let arguments = match checks.is_empty() {
            true => quote!(_: &v1::Path<'_>, _: &mut v1::Violations),
            false => quote!(path: &v1::Path<'_>, violations: &mut v1::Violations),
        };
        quote! {
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

    /// An enumeration of these texts only; it has a default when there is only one.
    pub(super) fn closed(&self) -> TokenStream {
        let (name, attributes, texts) = (self.name, self.attributes, self.texts);
        let variants = variant_names(texts, self.renamed, &mut Scope::default());
        let single = texts.len() == 1;
        let default = single.then(|| quote!(Default,));
        let declared = texts.iter().zip(&variants).map(|(text, variant)| {
            let comment = self.comment(text);
            let default = single.then(|| quote!(#[default]));
            quote!(#comment #[serde(rename = #text)] #default #variant,)
        });
        let payload = self.payload();
        quote! {
            #attributes
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
            impl ::std::str::FromStr for #name {
                type Err = ::tidings::EncodeError;
                fn from_str(text: &str) -> ::std::result::Result<Self, ::tidings::EncodeError> {
                    Self::from_text(text)
                        .ok_or_else(|| v1::unlisted(text, Self::ALL.iter().map(|value| value.as_str())))
                }
            }
            #payload
        }
    }

    /// An enumeration of these texts and of any other, because more of them may come.
    fn open(&self) -> TokenStream {
        let (name, attributes, texts) = (self.name, self.attributes, self.texts);
        let mut scope = Scope::default();
        let variants = variant_names(texts, self.renamed, &mut scope);
        let other = ident(&scope.claim("any other text", "Other"));
        let declared = texts.iter().zip(&variants).map(|(text, variant)| {
            let comment = self.comment(text);
            quote!(#comment #variant,)
        });
        let payload = self.payload();
        quote! {
            #attributes
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#declared)*
                /// A text that the contract did not list when this was generated.
                #other(::std::string::String),
            }
            impl #name {
                /// Every value that the contract lists, in its order.
                pub const LISTED: &'static [Self] = &[#(Self::#variants),*];
                /// The text that stands for the value in a message.
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #texts,)*
                        Self::#other(text) => text,
                    }
                }
            }
            impl ::std::str::FromStr for #name {
                type Err = ::std::convert::Infallible;
                fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                    ::std::result::Result::Ok(Self::from(text))
                }
            }
            impl ::std::convert::From<&str> for #name {
                fn from(text: &str) -> Self {
                    match text {
                        #(#texts => Self::#variants,)*
                        _ => Self::#other(text.to_owned()),
                    }
                }
            }
            impl ::std::convert::From<::std::string::String> for #name {
                fn from(text: ::std::string::String) -> Self {
                    match text.as_str() {
                        #(#texts => Self::#variants,)*
                        _ => Self::#other(text),
                    }
                }
            }
            impl v1::serde::Serialize for #name {
                fn serialize<S: v1::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
            impl<'de> v1::serde::Deserialize<'de> for #name {
                fn deserialize<D: v1::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    <::std::string::String as v1::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                }
            }
            #payload
        }
    }
}
