//! Which codec a media type asks for.

/// A notation that a type written by hand can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    Json,
    Cbor,
    MessagePack,
    Text,
}

impl Notation {
    /// The notation that `media_type` names, or what to do about one that a type alone does not describe.
    ///
    /// What media types mean is settled in `tidings-check`, which is not linked here because a macro is compiled again
    /// for each profile; a test holds the two together.
    pub(crate) fn of(media_type: &str) -> Result<Self, String> {
        let essence = media_type.split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
        let syntax = subtype
            .rsplit_once('+')
            .map_or(subtype, |(_, suffix)| suffix);
        let refused = |what: &str| {
            Err(format!(
                "a message in {what} is made of its schema: write the contract, and generate the type from it"
            ))
        };
        match syntax.strip_prefix("x-").unwrap_or(syntax) {
            "json" => Ok(Self::Json),
            "cbor" => Ok(Self::Cbor),
            "msgpack" | "messagepack" | "vnd.msgpack" => Ok(Self::MessagePack),
            "xml" => refused("XML"),
            "avro" | "avro-binary" | "vnd.apache.avro" => refused("Avro"),
            "protobuf" | "proto" | "vnd.google.protobuf" => refused("Protocol Buffers"),
            _ if kind == "avro" => refused("Avro"),
            _ if kind == "text" => Ok(Self::Text),
            _ => Err(format!(
                "nothing is known of `{media_type}` that would write a type: known are JSON, CBOR, MessagePack and text"
            )),
        }
    }
}
