//! What can be wrong with a schema.

tidings_diag::rules! {
    /// A keyword whose value is not what JSON Schema allows.
    SCHEMA_INVALID: "schema-invalid", "S001", Error, Structure,
        "a keyword of a schema has a value that it cannot have";
    /// A keyword that nobody knows.
    SCHEMA_KEYWORD_UNKNOWN: "schema-keyword-unknown", "S002", Info, Structure,
        "a schema has a keyword that no dialect of JSON Schema gives a meaning";
    /// Bounds with nothing between them.
    RANGE_INVERTED: "range-inverted", "S003", Error, Structure,
        "a lower bound of a schema is above its upper bound, so nothing is valid";
    /// Two bounds on the same side.
    RANGE_MIXED: "range-mixed", "S004", Warning, Structure,
        "an inclusive and an exclusive bound stand side by side, and one of them adds nothing";
    /// A pattern that is no regular expression.
    REGEX_INVALID: "regex-invalid", "S005", Error, Structure,
        "a pattern is no regular expression of ECMA-262";
    /// A pattern that other engines refuse.
    REGEX_NOT_PORTABLE: "regex-not-portable", "S006", Warning, Structure,
        "a pattern looks around or back, which many engines for regular expressions cannot do";
    /// A listed value of a type that is not allowed.
    ENUM_TYPE_MISMATCH: "enum-type-mismatch", "S007", Warning, Structure,
        "a value of `enum` or `const` is of a type that the schema does not allow";
    /// A value that is listed twice.
    ENUM_DUPLICATE: "enum-duplicate", "S008", Warning, Structure,
        "`enum` lists a value twice";
    /// A required property that nobody declares.
    REQUIRED_UNDEFINED: "required-undefined", "S010", Warning, Structure,
        "`required` names a property that is declared nowhere";
    /// A schema without finite values.
    RECURSIVE_REQUIRED: "recursive-required", "S012", Error, Structure,
        "every value of a schema must contain another value of the same schema, so none ends";
    /// A discriminator that tells nothing apart.
    DISCRIMINATOR_INVALID: "discriminator-invalid", "S014", Error, Structure,
        "the property that a discriminator names is not declared or not required";
    /// A keyword about values that the schema does not have.
    KEYWORD_FOR_OTHER_TYPE: "keyword-for-other-type", "S015", Warning, Structure,
        "a keyword is about values of a type that the schema does not allow";
    /// A keyword of another dialect.
    KEYWORD_IGNORED: "keyword-ignored", "S016", Warning, Structure,
        "a schema has a keyword of another dialect, which is ignored";
    /// A format that nobody knows and that is near a known one.
    FORMAT_UNKNOWN: "format-unknown", "S017", Info, Structure,
        "a format is probably another spelling of a known one, so nothing is checked";
    /// An example that its schema refuses.
    SCHEMA_EXAMPLE_INVALID: "schema-example-invalid", "E003", Warning, Structure,
        "an example in a schema is not valid under it";
    /// A default that its schema refuses.
    SCHEMA_DEFAULT_INVALID: "schema-default-invalid", "E004", Error, Structure,
        "the default of a schema is not valid under it";
    /// A keyword that is misspelt.
    SCHEMA_KEYWORD_MISSPELT: "schema-keyword-misspelt", "S030", Warning, Structure,
        "a schema has a keyword that is one letter or two away from a known one, and is ignored";
    /// A schema in a language that is not read.
    SCHEMA_FORMAT_UNREAD: "schema-format-unread", "S031", Warning, Structure,
        "a reference leads to a schema in a language that is not read, so every value counts as valid";
    /// A language that is known and not read.
    SCHEMA_FORMAT_OPAQUE: "schema-format-opaque", "E301", Info, Structure,
        "a schema is written in a language that is passed through without a look inside";
    /// A language that is misspelt, or a version of one that does not exist.
    SCHEMA_FORMAT_UNKNOWN: "schema-format-unknown", "M011", Warning, Structure,
        "`schemaFormat` looks like the name of a language of schemas and is misspelt, or names a version that is not known";
    /// A `$schema` that is not known.
    SCHEMA_DIALECT_UNKNOWN: "schema-dialect-unknown", "S032", Warning, Structure,
        "`$schema` names a dialect of JSON Schema that is not known";
}
