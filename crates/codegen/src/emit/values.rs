//! Parts of addresses and URLs whose values the contract may list, and of which it may state a default.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_naming::Scope;

use super::texts::{TextEnum, variant_names};
use super::{code, docs};

/// A parameter of an address, or a variable of a server.
pub(super) struct ValueField<'c> {
    /// Its name in the contract.
    pub(super) name: &'c str,
    /// The Rust name of its field.
    pub(super) field: Ident,
    pub(super) description: Option<&'c str>,
    /// The values that are allowed; empty when every text is.
    pub(super) values: &'c [String],
    pub(super) default: Option<&'c str>,
    /// The name of the enumeration of its values, where they are listed.
    pub(super) enumeration: Option<Ident>,
}

impl ValueField<'_> {
    /// The type of the field.
    pub(super) fn of(&self) -> TokenStream {
        match &self.enumeration {
            Some(of) => quote!(#of),
            None => quote!(::std::string::String),
        }
    }

    /// What the contract says of it, as attributes.
    pub(super) fn comment(&self) -> TokenStream {
        let default = self
            .default
            .map(|default| format!("By default {}.", code(default)));
        let said = [self.description.map(str::to_owned), default];
        let said: Vec<String> = said.into_iter().flatten().collect();
        match said.is_empty() {
            true => TokenStream::new(),
            false => docs::comment(&said.join("\n\n")),
        }
    }

    /// The default of the contract, as an expression.
    fn default(&self) -> Option<TokenStream> {
        let default = self.default?;
        match &self.enumeration {
            Some(of) => {
                let variants = variant_names(self.values, &BTreeMap::new(), &mut Scope::default());
                let index = self.values.iter().position(|value| value == default)?;
                let variant = &variants[index];
                Some(quote!(#of::#variant))
            }
            None => Some(quote!(#default.to_owned())),
        }
    }

    /// The enumeration of its values.
    pub(super) fn enumeration(&self) -> Option<TokenStream> {
        let name = self.enumeration.as_ref()?;
        let said = match self.description {
            Some(said) => said.to_owned(),
            None => format!("The values of {}.", code(self.name)),
        };
        let texts = TextEnum {
            name,
            attributes: &docs::comment(&said),
            texts: self.values,
            renamed: &BTreeMap::new(),
            said: &[],
            checks: &TokenStream::new(),
        };
        let texts = texts.closed();
        // An enumeration of one value has its default already.
        let default = self.default().filter(|_| self.values.len() > 1);
        let default = default.map(|default| {
            quote! {
                impl ::std::default::Default for #name {
                    fn default() -> Self { #default }
                }
            }
        });
        Some(quote!(#texts #default))
    }
}

/// What a constructor takes that leaves defaults to the contract, and the fields that it makes; none where more than
/// one field has no default, because texts behind each other are mixed up in silence.
pub(super) fn constructor(fields: &[ValueField<'_>]) -> Option<(TokenStream, TokenStream)> {
    let defaults: Vec<Option<TokenStream>> = fields.iter().map(ValueField::default).collect();
    let (mut taken, mut made) = (Vec::new(), Vec::new());
    for (field, default) in fields.iter().zip(defaults) {
        let (name, of) = (&field.field, field.of());
        match default {
            Some(default) => made.push(quote!(#name: #default)),
            None => {
                taken.push(quote!(#name: impl ::std::convert::Into<#of>));
                made.push(quote!(#name: #name.into()));
            }
        }
    }
    (taken.len() < 2).then(|| (quote!(#(#taken),*), quote!(#(#made),*)))
}

/// A text that may be missing, as an expression.
pub(super) fn option(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(::std::option::Option::Some(#text)),
        None => quote!(::std::option::Option::None),
    }
}
