//! Languages of schemas, by the names that `schemaFormat` has for them.

use tidings_diag::nearest;

use crate::Dialect;
use crate::avro::AvroVersion;

/// A language that a schema is written in (AsyncAPI 3.1, "Schema formats table").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaFormat {
    /// A dialect of JSON Schema.
    JsonSchema(Dialect),
    /// Avro, by the rules of a version.
    Avro(AvroVersion),
    /// Protocol Buffers.
    Protobuf,
    /// A language that is known by name and passed through unread.
    Opaque,
    /// No language that is known here.
    Unknown,
}

/// Languages without a reader: families of media types.
const OPAQUE: &[&str] = &[
    "application/raml",
    "application/schema",
    "application/vnd.oai.openapi",
    "application/x-xsd",
    "application/xml",
    "application/xml-schema",
    "application/xsd",
    "text/xml",
];

/// Names that people use, for "did you mean".
const SPELLINGS: &[&str] = &[
    "application/raml+yaml;version=1.0",
    "application/schema+json;version=draft-07",
    "application/schema+yaml;version=draft-07",
    "application/vnd.aai.asyncapi+json;version=3.0.0",
    "application/vnd.aai.asyncapi+yaml;version=3.0.0",
    "application/vnd.aai.asyncapi;version=3.0.0",
    "application/vnd.apache.avro+json;version=1.9.0",
    "application/vnd.apache.avro+yaml;version=1.9.0",
    "application/vnd.apache.avro;version=1.9.0",
    "application/vnd.google.protobuf;version=2",
    "application/vnd.google.protobuf;version=3",
    "application/vnd.oai.openapi+json;version=3.0.0",
    "application/vnd.oai.openapi+yaml;version=3.0.0",
    "application/vnd.oai.openapi;version=3.0.0",
];

impl SchemaFormat {
    /// The language that `format` names.
    pub fn of(format: &str) -> Self {
        if let Some(dialect) = Dialect::of_schema_format(format) {
            return Self::JsonSchema(dialect);
        }
        let (family, version) = parts(format);
        match family.as_str() {
            "application/vnd.apache.avro" | "application/avro" => {
                let version = version.and_then(AvroVersion::parse);
                Self::Avro(version.unwrap_or_default())
            }
            "application/vnd.google.protobuf"
            | "application/protobuf"
            | "application/x-protobuf" => Self::Protobuf,
            family if OPAQUE.contains(&family) => Self::Opaque,
            _ => Self::Unknown,
        }
    }

    /// The known name that `format` is probably a misspelling of.
    pub fn nearest(format: &str) -> Option<&'static str> {
        let folded: String = format
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        nearest(&folded, SPELLINGS.iter().copied())
    }
}

/// The media type without its suffix, and the parameter `version`.
fn parts(format: &str) -> (String, Option<&str>) {
    let mut parts = format.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let version = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_version = name.trim().eq_ignore_ascii_case("version");
        is_version.then(|| value.trim().trim_matches('"'))
    });
    let family = media_type
        .rsplit_once('+')
        .map_or(media_type.as_str(), |(family, _)| family);
    (family.to_owned(), version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: &str, expected: SchemaFormat) {
        assert_eq!(SchemaFormat::of(format), expected, "{format}");
    }

    #[test]
    fn formats_have_languages() {
        let avro = |text| SchemaFormat::Avro(AvroVersion::parse(text).expect("a version"));
        check("application/vnd.apache.avro;version=1.9.0", avro("1.9"));
        check(
            "application/vnd.apache.avro+yaml; version=1.11.1",
            avro("1.11"),
        );
        check("application/vnd.apache.avro", avro("1.12"));
        check(
            "application/vnd.google.protobuf;version=3",
            SchemaFormat::Protobuf,
        );
        check("application/raml+yaml;version=1.0", SchemaFormat::Opaque);
        check("application/xml", SchemaFormat::Opaque);
        check(
            "application/schema+json;version=draft-07",
            SchemaFormat::JsonSchema(Dialect::Draft7),
        );
        check(
            "application/vnd.aai.asyncapi;version=3.0.0",
            SchemaFormat::JsonSchema(Dialect::AsyncApi),
        );
        check("application/nope", SchemaFormat::Unknown);
    }

    #[test]
    fn misspelt_formats_are_recognised() {
        let meant = |format| SchemaFormat::nearest(format);
        assert_eq!(
            meant("application/vnd.apache.arvo;version=1.9.0"),
            Some("application/vnd.apache.avro;version=1.9.0")
        );
        assert_eq!(
            meant("application/vnd.google.protobuff;version=3"),
            Some("application/vnd.google.protobuf;version=3")
        );
        assert_eq!(meant("text/markdown"), None);
    }
}
