//! What can be wrong with a schema.

tidings_diag::rules! {
    /// A keyword whose value is not what JSON Schema allows.
    SCHEMA_INVALID: "schema-invalid", "S001", Error, Structure,
        "a keyword of a schema has a value that it cannot have";
    /// A keyword that nobody knows.
    SCHEMA_KEYWORD_UNKNOWN: "schema-keyword-unknown", "S002", Info, Structure,
        "a schema has a keyword that no dialect of JSON Schema gives a meaning";
    /// A pattern that is no regular expression.
    REGEX_INVALID: "regex-invalid", "S005", Error, Structure,
        "a pattern is no regular expression of ECMA-262";
    /// A keyword of another dialect.
    KEYWORD_IGNORED: "keyword-ignored", "S016", Warning, Structure,
        "a schema has a keyword of another dialect, which is ignored";
    /// A keyword that is misspelt.
    SCHEMA_KEYWORD_MISSPELT: "schema-keyword-misspelt", "S030", Warning, Structure,
        "a schema has a keyword that is one letter or two away from a known one, and is ignored";
    /// A schema in a language that is not read.
    SCHEMA_FORMAT_UNREAD: "schema-format-unread", "S031", Warning, Structure,
        "a reference leads to a schema in a language that is not read, so every value counts as valid";
    /// A language that is known and not read.
    SCHEMA_FORMAT_OPAQUE: "schema-format-opaque", "E301", Info, Structure,
        "a schema is written in a language that is passed through without a look inside";
    /// A language that is misspelt.
    SCHEMA_FORMAT_UNKNOWN: "schema-format-unknown", "M011", Warning, Structure,
        "`schemaFormat` looks like the name of a language of schemas and is misspelt";
    /// A `$schema` that is not known.
    SCHEMA_DIALECT_UNKNOWN: "schema-dialect-unknown", "S032", Warning, Structure,
        "`$schema` names a dialect of JSON Schema that is not known";
}
