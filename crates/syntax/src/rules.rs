//! What can be wrong with the text itself, before anybody asks what it says.

use tidings_diag::{Group, RuleMeta, Severity};

const fn rule(
    id: &'static str,
    code: &'static str,
    severity: Severity,
    summary: &'static str,
) -> RuleMeta {
    RuleMeta {
        id,
        code,
        severity,
        group: Group::Syntax,
        summary,
    }
}

/// The text is not YAML, not JSON or not UTF-8.
pub static SYNTAX_ERROR: RuleMeta = rule(
    "syntax-error",
    "Y001",
    Severity::Error,
    "text that is not YAML or JSON",
);

/// One mapping has the same key twice.
pub static DUPLICATE_KEY: RuleMeta = rule(
    "duplicate-key",
    "Y002",
    Severity::Error,
    "a key that its object already has, so that one of the two values is lost",
);

/// A tag (`!name`) that is unknown here or that the value contradicts.
pub static UNUSABLE_TAG: RuleMeta = rule(
    "unusable-tag",
    "Y003",
    Severity::Warning,
    "a YAML tag that is ignored, because it is unknown or its value contradicts it",
);

/// More than one document in a stream.
pub static SEVERAL_DOCUMENTS: RuleMeta = rule(
    "several-documents",
    "Y004",
    Severity::Error,
    "a second YAML document in a file, of which only the first is read",
);

/// A mapping key that is no scalar.
pub static COMPLEX_KEY: RuleMeta = rule(
    "complex-key",
    "Y005",
    Severity::Error,
    "a key that is an array or an object, which JSON cannot express",
);

/// A merge key whose value cannot be merged.
pub static INVALID_MERGE: RuleMeta = rule(
    "invalid-merge",
    "Y006",
    Severity::Error,
    "a merge key `<<` whose value is neither an object nor a list of objects",
);

/// An alias that stands inside the node it names.
pub static RECURSIVE_ALIAS: RuleMeta = rule(
    "recursive-alias",
    "Y007",
    Severity::Error,
    "a YAML alias inside the very value it stands for",
);

/// An alias without an anchor before it.
pub static UNDEFINED_ALIAS: RuleMeta = rule(
    "undefined-alias",
    "Y008",
    Severity::Error,
    "a YAML alias whose anchor is not defined above it",
);

/// A document beyond one of the [`crate::Limits`].
pub static OVER_BUDGET: RuleMeta = rule(
    "over-budget",
    "Y009",
    Severity::Error,
    "a document larger, deeper or more self-repeating than is read",
);

/// A byte order mark where the format has none.
pub static BYTE_ORDER_MARK: RuleMeta = rule(
    "byte-order-mark",
    "Y010",
    Severity::Info,
    "a byte order mark before JSON text, which many readers refuse",
);

/// Every rule of this crate.
pub static RULES: &[&RuleMeta] = &[
    &SYNTAX_ERROR,
    &DUPLICATE_KEY,
    &UNUSABLE_TAG,
    &SEVERAL_DOCUMENTS,
    &COMPLEX_KEY,
    &INVALID_MERGE,
    &RECURSIVE_ALIAS,
    &UNDEFINED_ALIAS,
    &OVER_BUDGET,
    &BYTE_ORDER_MARK,
];
