//! What can be wrong with a schema of Avro.

tidings_diag::rules! {
    /// What is no schema of Avro.
    AVRO_SCHEMA_INVALID: "avro-schema-invalid", "E101", Error, Structure,
        "a schema of Avro lacks an attribute or has one with a value that it cannot have";
    /// A name with characters that no name has.
    AVRO_NAME_ILLEGAL: "avro-name-illegal", "E102", Error, Structure,
        "a name in a schema of Avro has characters that Avro does not allow, or is that of a primitive type";
    /// The name of a type that nobody defines.
    AVRO_NAME_UNKNOWN: "avro-name-unknown", "E103", Error, Structure,
        "a schema of Avro names a type that is not defined before it";
    /// A name that is defined twice.
    AVRO_NAME_DUPLICATE: "avro-name-duplicate", "E104", Error, Structure,
        "two types, fields or symbols of a schema of Avro have the same name";
    /// A default of another type than its field.
    AVRO_DEFAULT_MISMATCH: "avro-default-mismatch", "E105", Error, Structure,
        "the default of a field in a schema of Avro is no value of the field's type";
    /// A logical type without effect.
    AVRO_LOGICAL_TYPE_IGNORED: "avro-logical-type-ignored", "E106", Warning, Structure,
        "a logical type in a schema of Avro has no effect where it stands";
    /// A union that cannot tell its branches apart.
    AVRO_UNION_INVALID: "avro-union-invalid", "E107", Error, Structure,
        "a union in a schema of Avro has a union inside, or two branches of one type";
    /// An attribute that is probably another one.
    AVRO_ATTRIBUTE_UNKNOWN: "avro-attribute-unknown", "E108", Warning, Structure,
        "an attribute in a schema of Avro means nothing and looks like one that does";
}
