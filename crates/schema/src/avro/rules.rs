//! What can be wrong with a schema of Avro.

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
        group: Group::Structure,
        summary,
    }
}

/// What is no schema of Avro.
pub static AVRO_SCHEMA_INVALID: RuleMeta = rule(
    "avro-schema-invalid",
    "E101",
    Severity::Error,
    "a schema of Avro lacks an attribute or has one with a value that it cannot have",
);

/// A name with characters that no name has.
pub static AVRO_NAME_ILLEGAL: RuleMeta = rule(
    "avro-name-illegal",
    "E102",
    Severity::Error,
    "a name in a schema of Avro has characters that Avro does not allow, or is that of a primitive type",
);

/// The name of a type that nobody defines.
pub static AVRO_NAME_UNKNOWN: RuleMeta = rule(
    "avro-name-unknown",
    "E103",
    Severity::Error,
    "a schema of Avro names a type that is not defined before it",
);

/// A name that is defined twice.
pub static AVRO_NAME_DUPLICATE: RuleMeta = rule(
    "avro-name-duplicate",
    "E104",
    Severity::Error,
    "two types, fields or symbols of a schema of Avro have the same name",
);

/// A default of another type than its field.
pub static AVRO_DEFAULT_MISMATCH: RuleMeta = rule(
    "avro-default-mismatch",
    "E105",
    Severity::Error,
    "the default of a field in a schema of Avro is no value of the field's type",
);

/// A logical type without effect.
pub static AVRO_LOGICAL_TYPE_IGNORED: RuleMeta = rule(
    "avro-logical-type-ignored",
    "E106",
    Severity::Warning,
    "a logical type in a schema of Avro has no effect where it stands",
);

/// A union that cannot tell its branches apart.
pub static AVRO_UNION_INVALID: RuleMeta = rule(
    "avro-union-invalid",
    "E107",
    Severity::Error,
    "a union in a schema of Avro has a union inside, or two branches of one type",
);

/// An attribute that is probably another one.
pub static AVRO_ATTRIBUTE_UNKNOWN: RuleMeta = rule(
    "avro-attribute-unknown",
    "E108",
    Severity::Warning,
    "an attribute in a schema of Avro means nothing and looks like one that does",
);

/// Every rule about Avro.
pub static RULES: &[&RuleMeta] = &[
    &AVRO_SCHEMA_INVALID,
    &AVRO_NAME_ILLEGAL,
    &AVRO_NAME_UNKNOWN,
    &AVRO_NAME_DUPLICATE,
    &AVRO_DEFAULT_MISMATCH,
    &AVRO_LOGICAL_TYPE_IGNORED,
    &AVRO_UNION_INVALID,
    &AVRO_ATTRIBUTE_UNKNOWN,
];
