//! The codecs of the runtime.

/// A codec of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Codec {
    Json,
    Cbor,
    MessagePack,
    Avro,
    Protobuf,
    Xml,
    Text,
    Latin1,
    Raw,
    /// JSON behind the id of its schema in a registry.
    FramedJson,
    /// Avro behind the id of its schema in a registry.
    FramedAvro,
}

impl Codec {
    /// Its name in the runtime, without the frame.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json | Self::FramedJson => "Json",
            Self::Cbor => "Cbor",
            Self::MessagePack => "MessagePack",
            Self::Avro | Self::FramedAvro => "Avro",
            Self::Protobuf => "Protobuf",
            Self::Xml => "Xml",
            Self::Text => "Text",
            Self::Latin1 => "Latin1",
            Self::Raw => "Raw",
        }
    }

    /// The feature of the runtime that it needs.
    pub(super) fn feature(self) -> Option<&'static str> {
        match self {
            Self::Cbor => Some("cbor"),
            Self::MessagePack => Some("messagepack"),
            Self::Xml => Some("xml"),
            Self::Json
            | Self::Avro
            | Self::Protobuf
            | Self::Text
            | Self::Latin1
            | Self::Raw
            | Self::FramedJson
            | Self::FramedAvro => None,
        }
    }

    /// Whether any JSON value can be read with it, so that a place in the body can be found without its type.
    pub(crate) fn is_self_describing(self) -> bool {
        matches!(self, Self::Json | Self::Cbor | Self::MessagePack)
    }

    /// Whether the id of a schema in a registry stands before the value.
    pub(crate) fn is_framed(self) -> bool {
        matches!(self, Self::FramedJson | Self::FramedAvro)
    }

    /// The same with the id of a schema before it, where it is written so.
    pub(super) fn framed(self) -> Option<Self> {
        match self {
            Self::Json => Some(Self::FramedJson),
            Self::Avro => Some(Self::FramedAvro),
            _ => None,
        }
    }
}
