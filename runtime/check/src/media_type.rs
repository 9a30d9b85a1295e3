//! Media types (RFC 9110 §8.3.1), as far as they say how a body is written.

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// JSON (RFC 8259).
    Json,
    /// CBOR (RFC 8949).
    Cbor,
    /// MessagePack.
    MessagePack,
    /// Apache Avro.
    Avro,
    /// Protocol Buffers.
    Protobuf,
    /// XML.
    Xml,
    /// Text without a structure.
    Text,
    /// Bytes that nobody takes apart.
    Bytes,
}

impl Notation {
    /// The notation that `media_type` names.
    ///
    /// ```
    /// use tidings_check::Notation;
    ///
    /// assert_eq!(Notation::of("application/vnd.shop+json; charset=utf-8"), Notation::Json);
    /// assert_eq!(Notation::of("image/png"), Notation::Bytes);
    /// ```
    pub fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
        // A structured suffix (RFC 6839) says how, whatever stands before it.
        let syntax = subtype
            .rsplit_once('+')
            .map_or(subtype, |(_, suffix)| suffix);
        match syntax.strip_prefix("x-").unwrap_or(syntax) {
            "json" => Self::Json,
            "cbor" => Self::Cbor,
            "msgpack" | "messagepack" | "vnd.msgpack" => Self::MessagePack,
            "avro" | "avro-binary" | "vnd.apache.avro" => Self::Avro,
            "protobuf" | "proto" | "vnd.google.protobuf" => Self::Protobuf,
            "xml" => Self::Xml,
            _ if kind == "avro" => Self::Avro,
            _ if kind == "text" => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// A media type without its parameters, in lower case.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The parameter `charset` in lower case, where `media_type` has it.
pub fn charset(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_names_a_notation() {
        for (media_type, notation) in [
            ("application/json", Notation::Json),
            ("Application/JSON ; charset=UTF-8", Notation::Json),
            ("text/json", Notation::Json),
            ("application/cloudevents+json", Notation::Json),
            ("application/cbor", Notation::Cbor),
            ("application/senml+cbor", Notation::Cbor),
            ("application/x-msgpack", Notation::MessagePack),
            ("application/vnd.msgpack", Notation::MessagePack),
            ("application/vnd.apache.avro+json", Notation::Json),
            ("application/vnd.apache.avro", Notation::Avro),
            ("avro/binary", Notation::Avro),
            ("application/x-protobuf", Notation::Protobuf),
            ("application/soap+xml", Notation::Xml),
            ("text/xml", Notation::Xml),
            ("text/csv", Notation::Text),
            ("application/octet-stream", Notation::Bytes),
            ("image/jpeg", Notation::Bytes),
            ("", Notation::Bytes),
        ] {
            assert_eq!(Notation::of(media_type), notation, "{media_type}");
        }
    }

    #[test]
    fn a_charset_is_found_among_parameters() {
        let stated = "text/plain; format=flowed; Charset=\"ISO-8859-1\"";
        assert_eq!(charset(stated).as_deref(), Some("iso-8859-1"));
        assert_eq!(charset("text/plain"), None);
        assert_eq!(essence(stated), "text/plain");
    }
}
