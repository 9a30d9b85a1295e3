//! What can be wrong with a schema.

use tidings_diag::{Group, RuleMeta, Severity};

/// A keyword whose value is not what JSON Schema allows.
pub static SCHEMA_INVALID: RuleMeta = RuleMeta {
    id: "schema-invalid",
    code: "S001",
    severity: Severity::Error,
    group: Group::Structure,
    summary: "a keyword of a schema has a value that it cannot have",
};

/// A keyword that means nothing here.
pub static SCHEMA_KEYWORD_UNKNOWN: RuleMeta = RuleMeta {
    id: "schema-keyword-unknown",
    code: "S002",
    severity: Severity::Warning,
    group: Group::Structure,
    summary: "a schema has a keyword that its dialect gives no meaning",
};

/// A schema in a language that is not read.
pub static SCHEMA_FORMAT_UNREAD: RuleMeta = RuleMeta {
    id: "schema-format-unread",
    code: "S003",
    severity: Severity::Warning,
    group: Group::Structure,
    summary: "a reference leads to a schema in a language that is not read, so every value counts as valid",
};

/// A pattern that is no regular expression.
pub static REGEX_INVALID: RuleMeta = RuleMeta {
    id: "regex-invalid",
    code: "S005",
    severity: Severity::Error,
    group: Group::Structure,
    summary: "a pattern is no regular expression of ECMA-262",
};

/// Every rule of this crate.
pub static RULES: &[&RuleMeta] = &[
    &SCHEMA_INVALID,
    &SCHEMA_KEYWORD_UNKNOWN,
    &SCHEMA_FORMAT_UNREAD,
    &REGEX_INVALID,
];
