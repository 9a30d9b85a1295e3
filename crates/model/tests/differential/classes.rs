//! Why the two judge differently, where they do.

/// What a class of differences has in its name, and who is right and why. The first that fits counts.
const REASONS: &[(&str, &str)] = &[
    // Where only the tables find something.
    (
        " in a binding",
        "bindings: the schemas of AsyncAPI 2 check none, those of AsyncAPI 3 lag behind the texts",
    ),
    (
        "stricter avro-",
        "Avro: the schema inside the schema knows names, unions and defaults by their form only",
    ),
    (
        "stricter protobuf-invalid",
        "Protocol Buffers: a schema in JSON cannot read them",
    ),
    (
        "stricter channel-ref-not-root",
        "MUST: an operation of the document refers to a channel of the document's `channels`",
    ),
    (
        "stricter server-ref-not-root",
        "MUST: a channel of the document refers to servers of the document's `servers`",
    ),
    (
        "stricter channel-server-undefined",
        "MUST: the servers of a channel are names in `servers` (2.x)",
    ),
    (
        "stricter security-scheme-undefined",
        "MUST: a security requirement names a scheme of the components (2.x)",
    ),
    (
        "stricter discriminator-invalid",
        "MUST: the property of a discriminator is declared and required",
    ),
    (
        "stricter schema-default-invalid",
        "MUST: a default conforms to its schema",
    ),
    (
        "stricter range-inverted",
        "a contradiction between two keywords, which a schema of schemas cannot see",
    ),
    (
        "stricter enum-type-mismatch",
        "a contradiction between two keywords, which a schema of schemas cannot see",
    ),
    (
        "stricter recursive-required",
        "a contradiction between several schemas, which a schema of schemas cannot see",
    ),
    (
        "stricter illegal-key",
        "MUST: keys of components match a pattern; `patternProperties` lets others through unchecked",
    ),
    (
        "stricter malformed-media-type",
        "RFC 6838: a content type has a type and a subtype; the schemas want any string",
    ),
    (
        "stricter ref-not-allowed",
        "the text wants the object itself; maps of the schemas take `$ref` for a key",
    ),
    (
        "stricter extension-typo",
        "extensions start with `x-`; the schemas are open there",
    ),
    (
        "stricter missing-field",
        "the Multi Format Schema Object must have `schema`; without it the schemas take it for a plain schema",
    ),
    (
        "stricter misplaced-field",
        "the Multi Format Schema Object has two fields; the schemas take any",
    ),
    (
        "stricter v2-construct-in-v3",
        "a scheme that an operation states inline has no field of AsyncAPI 2; the schemas are open there",
    ),
    (
        "stricter unknown-field",
        "fields that the text does not know, where the schemas are open",
    ),
    (
        "stricter wrong-type",
        "a map whose keys the author chooses takes a wrong value for a reference in the schemas",
    ),
    (
        "stricter schema-invalid",
        "a keyword that the schemas of schemas leave open",
    ),
    // Where only the schema finds something.
    (
        "bindingVersion enum",
        "any version may be stated: an unknown one is a warning, because bindings are published apart",
    ),
    (
        "bindings/googlepubsub",
        "a binding without a version follows the latest text, the schema knows an older one",
    ),
    (
        "bindings/sqs required",
        "a binding without a version follows the latest text, the schema knows an older one",
    ),
    (
        "bindings additionalProperties",
        "the text lists the protocol, the schemas forgot it",
    ),
    (
        "kafka/key oneOf",
        "from binding 0.4 on a key may be an Avro schema, by reference too",
    ),
    (
        "uniqueItems",
        "the texts ask for unique names of tags (a rule that needs the contract says so) and of nothing else",
    ),
    (
        "enum minItems",
        "JSON Schema draft-07 §6.1.2: an `enum` SHOULD have an element (a warning)",
    ),
    (
        "parameters/* oneOf",
        "a reference fits both branches of the schema, which wants exactly one",
    ),
    (
        "payload additionalProperties",
        "the schema of OpenAPI 3.0 inside the schemas knows neither references nor OpenAPI 3.1",
    ),
    (
        "schema additionalProperties",
        "the schema of OpenAPI 3.0 inside the schemas closes what OpenAPI leaves to extensions",
    ),
    (
        "variables/* additionalProperties",
        "from 2.4 on components hold server variables, which only references can use",
    ),
    (
        "channels/* additionalProperties",
        "fields beside `$ref` are ignored (a warning)",
    ),
    (
        "headers/type const",
        "headers that describe no object are found by a rule that needs the contract",
    ),
    (
        "$ref format",
        "a reference that resolves is followed, also where RFC 3986 wants a character escaped",
    ),
    (
        "headers type",
        "a schema is an object or a boolean (JSON Schema draft-07 §4.3.1)",
    ),
    (
        "payload type",
        "a schema is an object or a boolean (JSON Schema draft-07 §4.3.1)",
    ),
    (
        "schemas/* type",
        "a schema is an object or a boolean (JSON Schema draft-07 §4.3.1)",
    ),
    (
        "location pattern",
        "the fragment of a runtime expression may be absent",
    ),
    (
        "payload/title type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "properties/*/description type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "properties/*/required type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "properties/*/$id type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "$schema type",
        "a dialect that is not known is a warning, because the keywords are read all the same",
    ),
    (
        "securitySchemes/*/type enum",
        "`bearerFormat` is a field of the type `http`; the schemas tie it to one scheme",
    ),
    (
        "message/headers/required type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "message/payload/enum type",
        "keywords beside `$ref` are ignored up to draft-07",
    ),
    (
        "payload/values/type const",
        "Avro: a type may be named by the name of one that was defined before",
    ),
    (
        "fields/*/type type",
        "Avro: an empty union is allowed by the text",
    ),
];

/// The reason for the differences of `class`.
pub(super) fn reason(class: &str) -> Option<&'static str> {
    let (_, reason) = REASONS.iter().find(|(part, _)| class.contains(part))?;
    Some(reason)
}
