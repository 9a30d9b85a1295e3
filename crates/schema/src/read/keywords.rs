//! Which keywords there are in which dialect, and what to write instead of those of others.

use tidings_diag::nearest;

use crate::Dialect;

/// A set of dialects.
#[derive(Clone, Copy)]
struct Dialects(u16);

impl Dialects {
    const fn of(dialects: &[Dialect]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < dialects.len() {
            bits |= 1 << dialects[index] as u16;
            index += 1;
        }
        Self(bits)
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn contains(self, dialect: Dialect) -> bool {
        self.0 & (1 << dialect as u16) != 0
    }
}

const ALL: Dialects = Dialects::of(&Dialect::ALL);
const OPENAPI_30: Dialects = Dialects::of(&[Dialect::OpenApi30]);
const DRAFT_4: Dialects = Dialects::of(&[Dialect::Draft4]);
const DRAFT_6: Dialects = Dialects::of(&[Dialect::Draft6]);
const DRAFT_7: Dialects = Dialects::of(&[Dialect::Draft7, Dialect::AsyncApi]);
const DRAFT_2019: Dialects = Dialects::of(&[Dialect::Draft2019]);
const FROM_2020: Dialects = Dialects::of(&[Dialect::Draft2020, Dialect::OpenApi31]);
const FROM_2019: Dialects = DRAFT_2019.and(FROM_2020);
const FROM_7: Dialects = DRAFT_7.and(FROM_2019);
const FROM_6: Dialects = DRAFT_6.and(FROM_7);
/// JSON Schema as such: OpenAPI 3.0 took only a part of it.
const JSON_SCHEMA: Dialects = DRAFT_4.and(FROM_6);
const BEFORE_2019: Dialects = DRAFT_4.and(DRAFT_6).and(DRAFT_7);
const BEFORE_2020: Dialects = BEFORE_2019.and(DRAFT_2019);
const OPENAPI: Dialects = OPENAPI_30.and(Dialects::of(&[Dialect::OpenApi31]));
const WITH_DISCRIMINATOR: Dialects = OPENAPI.and(Dialects::of(&[Dialect::AsyncApi]));

/// Every keyword of every dialect.
const KEYWORDS: &[(&str, Dialects)] = &[
    ("$anchor", FROM_2019),
    ("$comment", FROM_7),
    ("$defs", FROM_2019),
    ("$dynamicAnchor", FROM_2020),
    ("$dynamicRef", FROM_2020),
    ("$id", FROM_6),
    ("$recursiveAnchor", DRAFT_2019),
    ("$recursiveRef", DRAFT_2019),
    ("$ref", ALL),
    ("$schema", JSON_SCHEMA),
    ("$vocabulary", FROM_2019),
    ("additionalItems", BEFORE_2020),
    ("additionalProperties", ALL),
    ("allOf", ALL),
    ("anyOf", ALL),
    ("const", FROM_6),
    ("contains", FROM_6),
    ("contentEncoding", FROM_7),
    ("contentMediaType", FROM_7),
    ("contentSchema", FROM_2019),
    ("default", ALL),
    // From 2019-09 on `definitions` and `dependencies` are kept for old schemas (2019-09 core, appendix E and later).
    ("definitions", JSON_SCHEMA),
    ("dependencies", JSON_SCHEMA),
    ("dependentRequired", FROM_2019),
    ("dependentSchemas", FROM_2019),
    (
        "deprecated",
        FROM_2019
            .and(OPENAPI_30)
            .and(Dialects::of(&[Dialect::AsyncApi])),
    ),
    ("description", ALL),
    ("discriminator", WITH_DISCRIMINATOR),
    ("else", FROM_7),
    ("enum", ALL),
    ("example", OPENAPI),
    ("examples", FROM_6),
    ("exclusiveMaximum", ALL),
    ("exclusiveMinimum", ALL),
    ("externalDocs", WITH_DISCRIMINATOR),
    ("format", ALL),
    ("id", DRAFT_4),
    ("if", FROM_7),
    ("items", ALL),
    ("maxContains", FROM_2019),
    ("maxItems", ALL),
    ("maxLength", ALL),
    ("maxProperties", ALL),
    ("maximum", ALL),
    ("minContains", FROM_2019),
    ("minItems", ALL),
    ("minLength", ALL),
    ("minProperties", ALL),
    ("minimum", ALL),
    ("multipleOf", ALL),
    ("not", ALL),
    ("nullable", OPENAPI_30),
    ("oneOf", ALL),
    ("pattern", ALL),
    ("patternProperties", JSON_SCHEMA),
    ("prefixItems", FROM_2020),
    ("properties", ALL),
    ("propertyNames", FROM_6),
    ("readOnly", FROM_7.and(OPENAPI_30)),
    ("required", ALL),
    ("then", FROM_7),
    ("title", ALL),
    ("type", ALL),
    ("unevaluatedItems", FROM_2019),
    ("unevaluatedProperties", FROM_2019),
    ("uniqueItems", ALL),
    ("writeOnly", FROM_7.and(OPENAPI_30)),
    ("xml", OPENAPI),
];

/// Keywords that demand nothing of an instance where they count, so that little is lost where they do not.
const ANNOTATIONS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "definitions",
    "deprecated",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "id",
    "readOnly",
    "writeOnly",
    "xml",
];

/// What to write instead of a keyword of another dialect.
const INSTEAD: &[(&str, &str)] = &[
    ("$anchor", "refer to the schema by a JSON Pointer instead"),
    ("$defs", "write `definitions`"),
    ("$dynamicRef", "refer to the schema with `$ref`"),
    ("$recursiveRef", "refer to the schema with `$ref`"),
    ("additionalItems", "write `items` beside `prefixItems`"),
    ("const", "write `enum` with the one value"),
    ("dependentRequired", "write `dependencies`"),
    ("dependentSchemas", "write `dependencies`"),
    ("example", "write `examples`, an array of values"),
    ("examples", "write `example` with one of them"),
    ("maxContains", "only `contains` itself is known here"),
    ("minContains", "only `contains` itself is known here"),
    (
        "nullable",
        "write `type: [string, 'null']`, with the type that it is",
    ),
    (
        "patternProperties",
        "write `additionalProperties` with one schema for all names",
    ),
    ("prefixItems", "write the schemas as an array in `items`"),
    ("unevaluatedItems", "write `additionalItems`"),
    ("unevaluatedProperties", "write `additionalProperties`"),
];

/// Whether `dialect` has the keyword `name`.
pub(super) fn known(dialect: Dialect, name: &str) -> Option<&'static str> {
    let row = KEYWORDS.binary_search_by_key(&name, |(known, _)| *known);
    let (known, dialects) = KEYWORDS[row.ok()?];
    dialects.contains(dialect).then_some(known)
}

/// What a keyword is that its dialect does not have.
pub(super) enum Stray {
    /// One that has a meaning in another dialect.
    Foreign {
        /// The dialects that have it, for people.
        of: &'static str,
        /// What to write instead, where there is something.
        instead: Option<&'static str>,
        /// Whether it would demand something of an instance.
        demands: bool,
    },
    /// Probably a misspelling of this one.
    Misspelt(&'static str),
    /// Somebody's own annotation, which JSON Schema allows (draft-07 core §6.4).
    Unknown,
}

/// Judges a keyword that `dialect` does not have.
pub(super) fn stray(dialect: Dialect, name: &str) -> Stray {
    if let Some((_, dialects)) = KEYWORDS.iter().find(|(known, _)| *known == name) {
        let instead = INSTEAD.iter().find(|(foreign, _)| *foreign == name);
        return Stray::Foreign {
            of: described(*dialects),
            instead: instead.map(|(_, instead)| *instead),
            demands: !ANNOTATIONS.contains(&name),
        };
    }
    let known = KEYWORDS
        .iter()
        .filter(|(_, dialects)| dialects.contains(dialect))
        .map(|(known, _)| *known)
        .filter(|known| may_be_misspelt_as(known, name));
    match nearest(name, known) {
        Some(meant) => Stray::Misspelt(meant),
        None => Stray::Unknown,
    }
}

/// The dialects of a keyword that one other dialect lacks, for people.
fn described(dialects: Dialects) -> &'static str {
    if dialects.contains(Dialect::Draft4) && !dialects.contains(Dialect::Draft7) {
        "JSON Schema draft-04"
    } else if dialects.contains(Dialect::Draft4) && !dialects.contains(Dialect::OpenApi30) {
        "JSON Schema"
    } else if dialects.contains(Dialect::Draft6) {
        "JSON Schema from draft-06 on"
    } else if dialects.contains(Dialect::Draft7) {
        "JSON Schema from draft-07 on"
    } else if dialects.contains(Dialect::Draft2019) && !dialects.contains(Dialect::Draft2020) {
        "JSON Schema 2019-09"
    } else if dialects.contains(Dialect::Draft2019) {
        "JSON Schema from 2019-09 on"
    } else if dialects.contains(Dialect::Draft2020) {
        "JSON Schema 2020-12"
    } else if dialects.contains(Dialect::AsyncApi) {
        "AsyncAPI and OpenAPI"
    } else if dialects.contains(Dialect::OpenApi31) {
        "OpenAPI"
    } else {
        "OpenAPI 3.0"
    }
}

/// Whether `name` rather is `meant` than somebody's own annotation: short words are near too many others, and few
/// people miss the first letter, or more than two.
fn may_be_misspelt_as(meant: &str, name: &str) -> bool {
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    name.len() > 3 && first(name) == first(meant) && name.len().abs_diff(meant.len()) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn lists_name_keywords() {
        let names = ANNOTATIONS
            .iter()
            .chain(INSTEAD.iter().map(|(name, _)| name));
        for name in names {
            let is_keyword = KEYWORDS.iter().any(|(known, _)| known == name);
            assert!(is_keyword, "{name}");
        }
    }
}
