//! How a name falls into words.

use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization;

/// What a symbol is called when a name has nothing else to go by.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "times"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('=', "eq"),
    ('<', "lt"),
    ('>', "gt"),
    ('!', "not"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('%', "percent"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('?', "question"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('~', "tilde"),
    ('(', "open"),
    (')', "close"),
    ('[', "open"),
    (']', "close"),
    ('{', "open"),
    ('}', "close"),
    ('"', "quote"),
    ('\'', "quote"),
    ('`', "quote"),
    ('≤', "lt eq"),
    ('≥', "gt eq"),
    ('≠', "not eq"),
];

/// The words of `name` in lower case, of which there is at least one.
///
/// Words end at every character that no identifier may hold, at `_`, where a lower-case letter or a digit meets an
/// upper-case letter (`orderId`), and before the last letter of several upper-case ones (`HTTPServer`).
/// Letters are composed with their marks first (NFC), as the compiler does before it compares identifiers.
/// A name without a single letter or digit is spelled out symbol by symbol; the empty name is `empty`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.nfc().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &character) in characters.iter().enumerate() {
        if !is_word(character) {
            words.extend(finish(&mut word));
            continue;
        }
        let previous = index.checked_sub(1).and_then(|index| characters.get(index));
        let next = characters.get(index + 1);
        let starts = previous.is_some_and(|previous| {
            character.is_uppercase()
                && (previous.is_lowercase()
                    || previous.is_numeric()
                    || previous.is_uppercase() && next.is_some_and(|next| next.is_lowercase()))
        });
        if starts {
            words.extend(finish(&mut word));
        }
        word.extend(character.to_lowercase());
    }
    words.extend(finish(&mut word));
    if words.is_empty() {
        words = spelled(name);
    }
    words
}

fn is_word(character: char) -> bool {
    character != '_' && is_xid_continue(character)
}

fn finish(word: &mut String) -> Option<String> {
    let word = std::mem::take(word);
    (!word.is_empty()).then_some(word)
}

fn spelled(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for character in name.chars() {
        match SYMBOLS.iter().find(|(symbol, _)| *symbol == character) {
            Some((_, spelling)) => words.extend(spelling.split(' ').map(str::to_owned)),
            None if character == '_' => words.push("underscore".to_owned()),
            None if character.is_whitespace() => words.push("space".to_owned()),
            None => words.push(format!("u{:x}", u32::from(character))),
        }
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}
