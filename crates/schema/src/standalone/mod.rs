//! A schema by itself: a file, or a place in one, in any of the languages that are read.
//!
//! `language` names the languages, `found` tells which of them the schema at a place is in, and `meaning` is what it says.

mod found;
mod language;
mod meaning;

pub use found::{Found, NotASchema};
pub use language::Language;
pub use meaning::{Breadth, Foreign, Meaning};

use tidings_syntax::unescape_pointer;

/// What the schema at `argument`, a path perhaps with `#` and a JSON Pointer, may be called: what its pointer ends in, else its file.
///
/// ```
/// use tidings_schema::standalone::name_of;
///
/// assert_eq!(name_of("api/order.schema.json"), "order.schema.json");
/// assert_eq!(name_of("api.yaml#/components/schemas/Order"), "Order");
/// ```
pub fn name_of(argument: &str) -> String {
    let (path, pointer) = argument.split_once('#').unwrap_or((argument, ""));
    let mut segments = pointer.rsplit('/').filter(|segment| !segment.is_empty());
    match (segments.next(), segments.next()) {
        // What a message calls its schemas says nothing without the message.
        (Some(last @ ("payload" | "headers")), Some(message)) => {
            format!("{} {last}", unescape_pointer(message))
        }
        (Some(last), _) => unescape_pointer(last),
        (None, _) => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

/// What the file `path` is about: `order` for `schemas/order.schema.json`.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.strip_suffix(".schema").unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_schema_is_called_after_its_place() {
        for (argument, name) in [
            ("api/order.schema.json", "order.schema.json"),
            ("api.yaml#/components/schemas/Order", "Order"),
            (
                "api.yaml#/components/messages/OrderPlaced/payload",
                "OrderPlaced payload",
            ),
            ("api.yaml#/components/schemas/a~1b", "a/b"),
            ("order.json#", "order.json"),
            ("<stdin>", "<stdin>"),
        ] {
            assert_eq!(name_of(argument), name);
        }
    }
}
