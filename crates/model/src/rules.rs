//! What can be wrong with one object of a document.

tidings_diag::rules! {
    /// A binding follows a version that is not known.
    BINDING_VERSION_UNKNOWN: "binding-version-unknown", "B005", Warning, Structure,
        "a binding follows a version that is not known, so its latest version is checked instead";
    /// A channel is referred to in another place than the root's `channels`.
    CHANNEL_REF_NOT_ROOT: "channel-ref-not-root", "R011", Error, Structure,
        "an operation of the document refers to a channel that is not in `channels` of the document";
    /// A channel of AsyncAPI 2 names a server that does not exist.
    CHANNEL_SERVER_UNDEFINED: "channel-server-undefined", "C013", Error, Structure,
        "a channel of AsyncAPI 2 names a server that is not in `servers` of the document";
    /// A field that the specification advises against.
    DEPRECATED_FIELD: "deprecated-field", "D022", Info, Structure,
        "a field that the specification keeps only for old documents";
    /// A key of a map has characters that the specification does not allow there.
    ILLEGAL_KEY: "illegal-key", "D019", Error, Structure,
        "a key has characters that the specification does not allow there";
    /// Something that looks like an extension and is none.
    EXTENSION_TYPO: "extension-typo", "D008", Error, Structure,
        "a field looks like an extension but does not start with `x-` followed by letters, digits, `.`, `-` or `_`";
    /// `id` is no URI.
    ID_NOT_URI: "id-not-uri", "D010", Error, Structure,
        "the identifier of the application is no URI";
    /// An object stands where only a reference may.
    INLINE_OBJECT: "inline-object", "D021", Error, Structure,
        "an object stands where the specification allows only a reference";
    /// A string that is no e-mail address.
    MALFORMED_EMAIL: "malformed-email", "D017", Error, Structure,
        "an e-mail address is none";
    /// A string that is no media type.
    MALFORMED_MEDIA_TYPE: "malformed-media-type", "D018", Error, Structure,
        "a content type or schema format is no media type";
    /// A runtime expression that leads nowhere by its form.
    MALFORMED_RUNTIME_EXPRESSION: "malformed-runtime-expression", "M006", Error, Structure,
        "a runtime expression does not have the form `$message.header#/…` or `$message.payload#/…`";
    /// A field stands in the wrong object.
    MISPLACED_FIELD: "misplaced-field", "D013", Error, Structure,
        "a field stands in another object than the one that has it";
    /// A mandatory field is missing.
    MISSING_FIELD: "missing-field", "D014", Error, Structure,
        "an object lacks a field that it must have";
    /// The document does not say that it is one of AsyncAPI.
    NOT_ASYNCAPI: "not-asyncapi", "D001", Error, Structure,
        "the document does not start with the version of AsyncAPI it follows";
    /// A tenant or namespace that Pulsar does not allow.
    PULSAR_NAMES: "pulsar-names", "B404", Error, Structure,
        "a tenant or namespace has characters that Pulsar does not allow";
    /// A reference leads to an object of another kind.
    REF_WRONG_KIND: "ref-wrong-kind", "R013", Error, Structure,
        "a reference leads to an object of another kind than the one that is wanted there";
    /// A reference stands where the specification allows none.
    REF_NOT_ALLOWED: "ref-not-allowed", "R014", Error, Structure,
        "a reference stands where the specification allows only the object itself";
    /// A security requirement of AsyncAPI 2 names a scheme that does not exist.
    SECURITY_SCHEME_UNDEFINED: "security-scheme-undefined", "X001", Error, Structure,
        "`security` names a scheme that is not in `components/securitySchemes` of the document";
    /// A server is referred to in another place than the root's `servers`.
    SERVER_REF_NOT_ROOT: "server-ref-not-root", "R012", Error, Structure,
        "a channel of the document refers to a server that is not in `servers` of the document";
    /// A field that nobody knows.
    UNKNOWN_FIELD: "unknown-field", "D002", Error, Structure,
        "an object has a field that the specification does not know there";
    /// A version that this program does not read.
    UNSUPPORTED_VERSION: "unsupported-version", "D020", Error, Structure,
        "the document follows a version of AsyncAPI that is not supported";
    /// A URL without scheme or host.
    URL_NOT_ABSOLUTE: "url-not-absolute", "D011", Error, Structure,
        "a URL is not absolute";
    /// Something of AsyncAPI 2 in a document of AsyncAPI 3.
    V2_CONSTRUCT_IN_V3: "v2-construct-in-v3", "D007", Error, Structure,
        "a field of AsyncAPI 2 stands in a document of AsyncAPI 3";
    /// Something of AsyncAPI 3 in a document of AsyncAPI 2.
    V3_CONSTRUCT_IN_V2: "v3-construct-in-v2", "D023", Error, Structure,
        "a field of AsyncAPI 3 stands in a document of AsyncAPI 2";
    /// A value that is none of the allowed ones.
    VALUE_NOT_ALLOWED: "value-not-allowed", "D016", Error, Structure,
        "a value is none of those that the specification allows there";
    /// A value of the wrong type.
    WRONG_TYPE: "wrong-type", "D015", Error, Structure,
        "a value is of another type than the specification wants there";
}
