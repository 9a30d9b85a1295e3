//! Words put together the way Rust writes them.

use unicode_ident::is_xid_start;

use crate::words::words;

/// Words that no identifier may be, from the Rust reference, "Keywords", strict and reserved, edition 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that stay keywords behind `r#`.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// `order-created` and `orderCreated` as `OrderCreated`: types, traits and variants.
///
/// A name that begins with a digit begins with `V` instead.
pub fn pascal(name: &str) -> String {
    let mut identifier = String::new();
    for word in words(name) {
        let mut characters = word.chars();
        // Two numbers that met would read as one: `1.2` is `V1_2`, never `V12`.
        let digit_follows = characters.clone().next().is_some_and(char::is_numeric);
        if digit_follows && identifier.chars().next_back().is_some_and(char::is_numeric) {
            identifier.push('_');
        }
        if let Some(first) = characters.next() {
            identifier.extend(first.to_uppercase());
            identifier.push_str(characters.as_str());
        }
    }
    let identifier = started(identifier, "V");
    if identifier == "Self" {
        "Self_".to_owned()
    } else {
        identifier
    }
}

/// The words of two names, the second of which stands inside the first.
///
/// A word that both have where they meet is there once, unless it is all that the second has: `OrderPayload` and
/// `payloadSize` are `order payload size`.
pub fn compound(outer: &str, inner: &str) -> String {
    let mut words = words(outer);
    let more = self::words(inner);
    let doubled = more.len() > 1 && words.last() == more.first();
    words.extend(more.into_iter().skip(usize::from(doubled)));
    words.join(" ")
}

/// The words of the name of one item of what `list` calls: `OrderItems` and `Order` both have `order item`.
pub fn item(list: &str) -> String {
    let mut words = words(list);
    words.pop_if(|last| last == "items");
    words.push("item".to_owned());
    words.join(" ")
}

/// `orderCreated` as `order_created`: functions and modules; a keyword gets a `_` behind it.
pub fn snake(name: &str) -> String {
    let identifier = joined(name);
    if KEYWORDS.contains(&identifier.as_str()) {
        identifier + "_"
    } else {
        identifier
    }
}

/// `orderCreated` as `order_created`, a keyword as `r#type`: fields.
pub fn field(name: &str) -> String {
    let identifier = joined(name);
    if NEVER_RAW.contains(&identifier.as_str()) {
        identifier + "_"
    } else if KEYWORDS.contains(&identifier.as_str()) {
        format!("r#{identifier}")
    } else {
        identifier
    }
}

/// `orderCreated` as `ORDER_CREATED`: statics.
pub fn screaming(name: &str) -> String {
    let upper: String = joined(name).chars().flat_map(char::to_uppercase).collect();
    started(upper, "V")
}

fn joined(name: &str) -> String {
    started(words(name).join("_"), "v")
}

/// A few letters may stand in an identifier and not begin one, digits among them.
fn started(identifier: String, prefix: &str) -> String {
    if identifier.chars().next().is_some_and(is_xid_start) {
        identifier
    } else {
        prefix.to_owned() + &identifier
    }
}
