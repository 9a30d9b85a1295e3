//! Checks of which properties of an object are there.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::open::open_maps;
use super::usage::Presence;
use crate::ir::{PropertyRule, Struct};

/// The statements that check `rules`; `is_there` says of a name whether the property is, as an expression.
pub(super) fn checks(
    rules: &[PropertyRule],
    path: &TokenStream,
    is_there: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let all_there = |names: &[String]| {
        let there = names.iter().map(|name| is_there(name));
        quote!(#(#there)&&*)
    };
    let choices = |lists: &[Vec<String>]| {
        let lists = lists.iter().map(|names| {
            let there = all_there(names);
            quote!((&[#(#names),*], #there))
        });
        quote!(&[#(#lists),*])
    };
    let checks = rules.iter().map(|rule| match rule {
        PropertyRule::Needs { present, needed } => {
            let presence = is_there(present);
            let needed = needed.iter().map(|name| {
                let there = is_there(name);
                quote!((#name, #there))
            });
            quote! {
                if #presence {
                    v1::check::dependent_required(#present, &[#(#needed),*], #path, violations);
                }
            }
        }
        PropertyRule::AnyOf(lists) => {
            let choices = choices(lists);
            quote!(v1::check::any_required(#choices, #path, violations);)
        }
        PropertyRule::OneOf(lists) => {
            let choices = choices(lists);
            quote!(v1::check::one_required(#choices, #path, violations);)
        }
        PropertyRule::Excludes(names) => {
            let there = all_there(names);
            quote! {
                if #there { v1::check::excluded(&[#(#names),*], #path, violations); }
            }
        }
    });
    quote!(#(#checks)*)
}

/// Whether a property of the struct `owner` is there.
pub(super) fn is_there(
    structure: &Struct,
    names: &[Ident],
    wanted: &str,
    owner: &TokenStream,
) -> TokenStream {
    let mut fields = structure.fields.iter().zip(names);
    let field = fields.find(|(field, _)| field.name == wanted);
    match field {
        Some((field, name)) => match Presence::of(field) {
            Presence::Required | Presence::Nullable => quote!(true),
            Presence::Optional => quote!(#owner.#name.is_some()),
            Presence::Maybe => quote!(!#owner.#name.is_absent()),
        },
        None => {
            let maps = open_maps(structure);
            let held = maps.iter().map(|map| {
                let map = &map.name;
                quote!(#owner.#map.contains_key(#wanted))
            });
            match maps.is_empty() {
                true => quote!(false),
                // This binds closer than what may stand beside it, and needs no parentheses.
                false => quote!(#(#held)|*),
            }
        }
    }
}
