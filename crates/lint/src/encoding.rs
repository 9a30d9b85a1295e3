//! What content types say about bytes.

/// What bytes are written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The binary encoding of Avro, or its encoding in JSON.
    Avro,
    /// JSON.
    Json,
    /// The wire format of Protocol Buffers.
    Protobuf,
    /// XML.
    Xml,
}

impl Encoding {
    /// What the bytes of a content type are written in; `None` where that is something else.
    pub(crate) fn of(content_type: &str) -> Option<Self> {
        let media_type = content_type.split(';').next().unwrap_or_default();
        let media_type = media_type.trim().to_ascii_lowercase();
        let has = |word: &str| media_type.contains(word);
        if !has("/") {
            // What is no media type has a finding of its own.
            None
        } else if has("avro") {
            Some(Self::Avro)
        } else if has("protobuf") {
            Some(Self::Protobuf)
        } else if has("json") {
            Some(Self::Json)
        } else if has("xml") {
            Some(Self::Xml)
        } else {
            None
        }
    }
}
