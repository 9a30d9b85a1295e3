//! Tokens as people write them.

use quote::ToTokens;

/// The tokens in one line, without the spaces that nobody writes.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    let mut text = String::with_capacity(spaced.len());
    let mut rest = spaced.split(' ').peekable();
    while let Some(word) = rest.next() {
        text.push_str(word);
        if let Some(next) = rest.peek()
            && is_apart(word, next)
        {
            text.push(' ');
        }
    }
    text
}

/// Whether a space stands between two words.
fn is_apart(word: &str, next: &str) -> bool {
    let opens = |word: &str| word.ends_with(['<', '(', '[', '&', '!', '#']) || word.ends_with("::");
    let closes = |word: &str| {
        word.starts_with(['>', ')', ']', ',', ';', '<', '(', '?']) || word.starts_with("::")
    };
    let is_path_of_its_own =
        next.starts_with("::") && (word.ends_with(',') || word == "->" || word == "=");
    let is_lifetime_of = word.starts_with('\'') && !word.ends_with(',') && !closes(next);
    match (opens(word), closes(next)) {
        (true, _) => false,
        (false, true) => is_path_of_its_own || is_keyword(word) && next.starts_with("::"),
        (false, false) => !next.starts_with(':') || is_lifetime_of && next != ":",
    }
}

fn is_keyword(word: &str) -> bool {
    ["impl", "dyn", "for", "mut", "const", "as", "+", ":"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str) {
        let parsed: syn::Type = syn::parse_str(code).expect("a type");
        assert_eq!(text(&parsed), code);
    }

    #[test]
    fn types_are_written_as_people_write_them() {
        check("Option<::std::sync::Arc<dyn ::tidings::transport::Transport>>");
        check("&'static [Self]");
        check("Vec<Result<String, ::tidings::SendError>>");
        check("(String, u8)");
        check("fn(&str) -> ::std::fmt::Result");
    }
}
