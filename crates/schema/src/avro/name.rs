//! Names (Avro 1.12, "Names").

use super::AvroName;

/// Names of the primitive types, which no other type may have.
pub(super) const PRIMITIVES: [&str; 8] = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string",
];

/// Names of the types that have attributes.
pub(super) const COMPLEX: [&str; 6] = ["record", "error", "enum", "array", "map", "fixed"];

/// Whether `text` starts with a letter or `_`, and letters, digits and `_` follow.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|other| other.is_ascii_alphanumeric() || other == '_')
}

/// Whether `text` is one or several names with dots between.
pub(super) fn is_dotted(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// `text` as a name, with `_` for what no name has.
pub(super) fn mended(text: &str) -> Option<String> {
    let mut name: String = text
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character
            } else {
                '_'
            }
        })
        .collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name.chars()
        .any(|character| character != '_')
        .then_some(name)
}

impl AvroName {
    /// The full name that `text` stands for where `namespace` encloses it: with a dot it is full already.
    pub(super) fn within(namespace: &str, text: &str) -> Self {
        match text.rsplit_once('.') {
            Some((namespace, name)) => Self {
                namespace: namespace.to_owned(),
                name: name.to_owned(),
            },
            None => Self {
                namespace: namespace.to_owned(),
                name: text.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_letters_digits_and_underscores() {
        for name in ["Order", "_", "order_2", "O"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "2nd", "order-line", "größe", "a.b", "a b"] {
            assert!(!is_name(name), "{name}");
        }
        assert!(is_dotted("org.example.Order"));
        for name in [".Order", "org..Order", "org.2.Order", ""] {
            assert!(!is_dotted(name), "{name}");
        }
    }

    #[test]
    fn names_are_mended() {
        assert_eq!(mended("order-line").as_deref(), Some("order_line"));
        assert_eq!(mended("2nd").as_deref(), Some("_2nd"));
        assert_eq!(mended("-"), None);
    }
}
