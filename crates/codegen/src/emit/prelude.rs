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
    (&["convert", "TryFrom"], "TryFrom"),
    (&["convert", "AsRef"], "AsRef"),
    (&["default", "Default"], "Default"),
    (&["marker", "Send"], "Send"),
    (&["marker", "Sync"], "Sync"),
];

/// Shortens every path of the prelude in `tokens` whose short name is not in `taken`.
pub(super) fn shorten(tokens: TokenStream, taken: &HashSet<String>) -> TokenStream {
    // Tokens are moved from here to there: a copy of each would cost as much as writing all code once more.
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut short = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter();
    loop {
        if let Some((path, name)) = leading(tokens.as_slice(), taken) {
            short.push(TokenTree::Ident(super::ident(name)));
            tokens.nth(length(path) - 1);
            continue;
        }
        short.push(match tokens.next() {
            Some(TokenTree::Group(group)) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                // What the group still holds would be copied.
                drop(group);
                TokenTree::Group(Group::new(delimiter, shorten(inner, taken)))
            }
            Some(other) => other,
            None => return short.into_iter().collect(),
        });
    }
}

/// The path of the prelude that `tokens` begin with, and its short name.
fn leading(
    tokens: &[TokenTree],
    taken: &HashSet<String>,
) -> Option<(&'static [&'static str], &'static str)> {
    begins_with(tokens, &[]).then_some(())?;
    let mut prelude = PRELUDE.iter().copied();
    prelude.find(|(path, name)| begins_with(tokens, path) && !taken.contains(*name))
}

/// Tokens of `::std` and of each segment: two colons and a name.
fn length(path: &[&str]) -> usize {
    3 * (path.len() + 1)
}

/// Whether `tokens` begin with `::std` and `path` below it.
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
