//! Tokens become text, item by item: as a whole, the types of a large contract take hundreds of megabytes.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use super::prelude;

/// Writes code in which paths of the prelude are short unless the contract has a type of that name.
pub(super) struct Printer {
    /// The names of the contract's types.
    pub(super) taken: HashSet<String>,
}

impl Printer {
    /// The text of `parts`, one after the other.
    pub(super) fn items(
        &self,
        parts: impl Iterator<Item = TokenStream>,
    ) -> Result<String, syn::Error> {
        let mut text = String::new();
        for part in parts {
            let tokens = prelude::shorten(part, &self.taken);
            text += &print_items.parse2(tokens)?;
        }
        Ok(text)
    }

    /// The text of the module `name` with `attributes` and `parts` in it.
    pub(super) fn module(
        &self,
        name: &Ident,
        attributes: &TokenStream,
        parts: impl Iterator<Item = TokenStream>,
    ) -> Result<String, syn::Error> {
        let empty = self.items(std::iter::once(quote!(#attributes pub mod #name {})))?;
        let mut text = empty.trim_end().trim_end_matches('}').to_owned();
        text.push('\n');
        for part in parts {
            // Around each part, the module indents it; its first and its last line are there once.
            let wrapped = self.items(std::iter::once(quote!(pub mod #name { #part })))?;
            let (_, inside) = wrapped.split_once('\n').unwrap_or_default();
            text += inside.trim_end().trim_end_matches('}');
        }
        text += "}\n";
        Ok(text)
    }
}

/// The text of a file, item by item.
fn print_items(input: ParseStream<'_>) -> syn::Result<String> {
    let mut part = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: input.call(Attribute::parse_inner)?,
        items: Vec::new(),
    };
    let mut text = prettyplease::unparse(&part);
    part.attrs.clear();
    while !input.is_empty() {
        part.items = vec![input.parse()?];
        text += &prettyplease::unparse(&part);
    }
    Ok(text)
}
