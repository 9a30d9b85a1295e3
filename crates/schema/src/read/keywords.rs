//! Which keywords there are: those of the dialect, and those that people bring from elsewhere.

use tidings_diag::nearest;

/// Keywords of the dialect that are read into fields.
const READ: &[&str] = &[
    "$defs",
    "$ref",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "dependencies",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "then",
    "title",
    "type",
    "uniqueItems",
];

/// Keywords of the dialect that demand nothing of an instance and are kept by name only.
const KEPT: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "externalDocs",
    "readOnly",
    "writeOnly",
];

/// Keywords of other dialects that would demand something there, and what to write here instead.
const FOREIGN: &[(&str, &str)] = &[
    ("$anchor", "refer to the schema by a JSON Pointer instead"),
    ("$dynamicRef", "refer to the schema with `$ref`"),
    ("$recursiveRef", "refer to the schema with `$ref`"),
    ("dependentRequired", "write `dependencies`"),
    ("dependentSchemas", "write `dependencies`"),
    ("maxContains", "draft-07 has `contains` alone"),
    ("minContains", "draft-07 has `contains` alone"),
    (
        "nullable",
        "write `type: [string, 'null']`, with the type that it is",
    ),
    ("prefixItems", "write the schemas as an array in `items`"),
    ("unevaluatedItems", "write `additionalItems`"),
    ("unevaluatedProperties", "write `additionalProperties`"),
];

/// What a keyword that is not read into a field is.
pub(super) enum Stray {
    /// One of the dialect that demands nothing.
    Kept,
    /// One that has a meaning elsewhere, with what to write instead.
    Foreign(&'static str),
    /// Probably a misspelling of this one.
    Misspelt(&'static str),
    /// Somebody's own annotation, which JSON Schema allows (draft-07 core §6.4).
    Unknown,
}

/// Judges a keyword that is not read into a field.
pub(super) fn stray(name: &str) -> Stray {
    if KEPT.contains(&name) {
        return Stray::Kept;
    }
    if let Some((_, instead)) = FOREIGN.iter().find(|(foreign, _)| *foreign == name) {
        return Stray::Foreign(instead);
    }
    match nearest(name, READ.iter().chain(KEPT).copied()) {
        Some(meant) if is_misspelling(name, meant) => Stray::Misspelt(meant),
        _ => Stray::Unknown,
    }
}

/// Whether `name` rather is `meant` than somebody's own annotation: short words are near too many others, and few
/// people miss the first letter.
fn is_misspelling(name: &str, meant: &str) -> bool {
    let first = |word: &str| {
        word.trim_start_matches('$')
            .chars()
            .next()
            .map(|c| c.to_ascii_lowercase())
    };
    name.len() > 3 && first(name) == first(meant)
}
