//! What can be wrong with a schema in Protocol Buffers.

tidings_diag::rules! {
    /// A text that is not Protocol Buffers.
    PROTOBUF_INVALID: "protobuf-invalid", "E201", Error, Structure,
        "a text in Protocol Buffers breaks the rules of the language";
    /// An import of nothing.
    PROTOBUF_IMPORT_UNRESOLVED: "protobuf-import-unresolved", "E202", Error, Structure,
        "a text in Protocol Buffers imports a file that cannot be read";
    /// Several messages, of which any may be meant.
    PROTOBUF_MESSAGE_AMBIGUOUS: "protobuf-message-ambiguous", "E203", Warning, Structure,
        "a text in Protocol Buffers has several messages, and nothing says which one is meant";
    /// A message that does not exist.
    PROTOBUF_MESSAGE_UNKNOWN: "protobuf-message-unknown", "E204", Error, Structure,
        "a reference names a message that the text in Protocol Buffers does not have, or the text has none";
}
