//! What can be wrong with a schema.

tidings_diag::rules! {
    /// A keyword whose value is not what JSON Schema allows.
    SCHEMA_INVALID: "schema-invalid", "S001", Error, Structure,
        "a keyword of a schema has a value that it cannot have";
    /// A keyword that means nothing here.
    SCHEMA_KEYWORD_UNKNOWN: "schema-keyword-unknown", "S002", Warning, Structure,
        "a schema has a keyword that its dialect gives no meaning";
    /// A schema in a language that is not read.
    SCHEMA_FORMAT_UNREAD: "schema-format-unread", "S003", Warning, Structure,
        "a reference leads to a schema in a language that is not read, so every value counts as valid";
    /// A pattern that is no regular expression.
    REGEX_INVALID: "regex-invalid", "S005", Error, Structure,
        "a pattern is no regular expression of ECMA-262";
}
