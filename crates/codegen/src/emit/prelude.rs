//! Full paths of the standard prelude made short, where the contract has no type of that name.

use std::collections::HashSet;

use proc_macro2::{Group, TokenStream, TokenTree};

/// Paths below `::std` and the name that the prelude gives them; longer paths first.
const PRELUDE: &[(&[&str], &str)] = &[
    (&["option", "Option", "Some"], "Some"),
    (&["option", "Option", "None"], "None"),
    (&["result", "Result", "Ok"], "Ok"),
    (&["result", "Result", "Err"], "Err"),
    (&["option", "Option"], "Option"),
    (&["result", "Result"], "Result"),
    (&["vec", "Vec"], "Vec"),
    (&["string", "String"], "String"),
    (&["boxed", "Box"], "Box"),
    (&["convert", "Into"], "Into"),
    (&["convert", "From"], "From"),
    (&["convert", "AsRef"], "AsRef"),
    (&["default", "Default"], "Default"),
    (&["marker", "Send"], "Send"),
    (&["marker", "Sync"], "Sync"),
];

/// Shortens every path of the prelude in `tokens` whose short name is not in `taken`.
pub(super) fn shorten(tokens: TokenStream, taken: &HashSet<String>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut short = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let found = PRELUDE
            .iter()
            .find(|(path, name)| begins_with(&tokens[index..], path) && !taken.contains(*name));
        if let Some((path, name)) = found {
            short.push(TokenTree::Ident(super::ident(name)));
            index += length(path);
            continue;
        }
        short.push(match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(
                group.delimiter(),
                shorten(group.stream(), taken),
            )),
            other => other.clone(),
        });
        index += 1;
    }
    short.into_iter().collect()
}

/// Tokens of `::std` and of each segment: two colons and a name.
fn length(path: &[&str]) -> usize {
    3 * (path.len() + 1)
}

fn begins_with(tokens: &[TokenTree], path: &[&str]) -> bool {
    let segments = std::iter::once("std").chain(path.iter().copied());
    tokens.len() >= length(path)
        && tokens
            .chunks(3)
            .zip(segments)
            .all(|(tokens, segment)| match tokens {
                [
                    TokenTree::Punct(first),
                    TokenTree::Punct(second),
                    TokenTree::Ident(name),
                ] => first.as_char() == ':' && second.as_char() == ':' && name == segment,
                _ => false,
            })
}
