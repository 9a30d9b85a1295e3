//! Full paths of the standard prelude made short, where the contract has no type of that name.

use std::collections::HashSet;

use proc_macro2::{Group, TokenStream, TokenTree};

/// How many segments paths of the prelude have below `::std`.
const SEGMENTS: [usize; 2] = [2, 3];

/// Paths below `::std` and the name that the prelude gives them.
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
    let mut short: Vec<TokenTree> = Vec::new();
    // Where the name stands that was made last, and the path that it stands for.
    let mut last: Option<(usize, &'static [&'static str])> = None;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                // What the group still holds would be copied.
                drop(group);
                short.push(TokenTree::Group(Group::new(
                    delimiter,
                    shorten(inner, taken),
                )));
            }
            TokenTree::Ident(name) => {
                short.push(TokenTree::Ident(name));
                if let Some((start, path, name)) = ending(&short, last)
                    && !taken.contains(name)
                {
                    short.truncate(start);
                    short.push(TokenTree::Ident(super::ident(name)));
                    last = Some((start, path));
                }
            }
            other => short.push(other),
        }
    }
    short.into_iter().collect()
}

/// The path of the prelude that `tokens` end with: where it starts, the path, and its short name.
///
/// The path `last` was made short already and is one name now.
fn ending(
    tokens: &[TokenTree],
    last: Option<(usize, &'static [&'static str])>,
) -> Option<(usize, &'static [&'static str], &'static str)> {
    let (_, segment) = tokens.split_last_chunk::<3>()?;
    if let Some((start, parent)) = last
        && start + 1 + segment.len() == tokens.len()
    {
        let is_below = |path: &[&str]| {
            let below = path.split_last();
            below.is_some_and(|(last, rest)| rest == parent && is_segment(segment, last))
        };
        let (path, name) = PRELUDE.iter().find(|(path, _)| is_below(path))?;
        return Some((start, path, name));
    }
    SEGMENTS.iter().find_map(|segments| {
        let start = tokens.len().checked_sub(length(*segments))?;
        let tokens = tokens.get(start..)?;
        begins_with(tokens, &[]).then_some(())?;
        let of_length = PRELUDE.iter().filter(|(path, _)| path.len() == *segments);
        let mut found = of_length.filter(|(path, _)| begins_with(tokens, path));
        found.next().map(|(path, name)| (start, *path, *name))
    })
}

/// Tokens of `::std` and of as many segments: two colons and a name each.
fn length(segments: usize) -> usize {
    3 * (segments + 1)
}

/// Whether `tokens` begin with `::std` and `path` below it.
fn begins_with(tokens: &[TokenTree], path: &[&str]) -> bool {
    let segments = std::iter::once("std").chain(path.iter().copied());
    tokens.len() >= length(path.len())
        && tokens
            .chunks(3)
            .zip(segments)
            .all(|(tokens, segment)| is_segment(tokens, segment))
}

/// Whether `tokens` are two colons and `name`.
fn is_segment(tokens: &[TokenTree], name: &str) -> bool {
    match tokens {
        [
            TokenTree::Punct(first),
            TokenTree::Punct(second),
            TokenTree::Ident(ident),
        ] => first.as_char() == ':' && second.as_char() == ':' && ident == name,
        _ => false,
    }
}
