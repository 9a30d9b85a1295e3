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

/// A version of a language of schemas that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownVersion {
    /// The language.
    pub language: &'static str,
    /// The version as it is written.
    pub version: String,
    /// Versions that are known, as they are written.
    pub known: &'static [&'static str],
}

/// The versions of a language.
struct Versions {
    language: &'static str,
    /// Media types without their suffix.
    families: &'static [&'static str],
    /// The first two numbers of versions that exist, without `draft-`.
    numbers: &'static [&'static str],
    /// Those to choose from.
    shown: &'static [&'static str],
}

/// Languages whose versions are known (AsyncAPI 3.1, "Schema formats table").
const VERSIONS: &[Versions] = &[
    Versions {
        language: "AsyncAPI",
        families: &["application/vnd.aai.asyncapi"],
        numbers: &[
            "2", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3", "3.0", "3.1",
        ],
        shown: &["2.6.0", "3.0.0", "3.1.0"],
    },
    Versions {
        language: "JSON Schema",
        families: &["application/schema"],
        numbers: &[
            "03", "3", "04", "4", "05", "5", "06", "6", "07", "7", "2019-09", "2020-12",
        ],
        shown: &["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"],
    },
    Versions {
        language: "OpenAPI",
        families: &["application/vnd.oai.openapi"],
        numbers: &["2", "2.0", "3", "3.0", "3.1", "3.2"],
        shown: &["3.0.0", "3.1.0"],
    },
    Versions {
        language: "Avro",
        families: &["application/vnd.apache.avro", "application/avro"],
        numbers: &[
            "1", "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10",
            "1.11", "1.12",
        ],
        shown: &["1.8.2", "1.9.0", "1.10.0", "1.11.0", "1.12.0"],
    },
    Versions {
        language: "Protocol Buffers",
        families: &[
            "application/vnd.google.protobuf",
            "application/protobuf",
            "application/x-protobuf",
        ],
        numbers: &["2", "3", "proto2", "proto3", "2023", "2024"],
        shown: &["2", "3"],
    },
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

    /// Whether both names are those of one version of one language, in whichever notation.
    pub fn are_one(one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|format| {
            let (family, version) = parts(format);
            (family, version.map(str::to_ascii_lowercase))
        });
        one == other
    }

    /// The versions that are known of the language that `format` names, where it names another one of it.
    ///
    /// What is no version at all counts as one that is not known. A language that has none here, and a version that is
    /// known and not read, such as draft-03 of JSON Schema, give `None`.
    pub fn unknown_version(format: &str) -> Option<UnknownVersion> {
        let (family, version) = parts(format);
        let version = version?;
        let versions = VERSIONS
            .iter()
            .find(|versions| versions.families.contains(&family.as_str()))?;
        let folded = version.to_ascii_lowercase();
        let plain = folded.trim_start_matches("draft-");
        // The third number changes no rule.
        let mut numbers = plain.split('.');
        let first_two: Vec<&str> = numbers.by_ref().take(2).collect();
        let first_two = first_two.join(".");
        let rest_is_number = numbers.all(|number| number.parse::<u32>().is_ok());
        let is_known = rest_is_number && versions.numbers.contains(&first_two.as_str());
        (!is_known).then(|| UnknownVersion {
            language: versions.language,
            version: version.to_owned(),
            known: versions.shown,
        })
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

    #[test]
    fn versions_that_do_not_exist_are_told() {
        let version = |format| SchemaFormat::unknown_version(format).map(|found| found.version);
        for format in [
            "application/schema+json;version=draft-07",
            "application/schema+json;version=2020-12",
            "application/schema+json;version=draft-03",
            "application/schema+json",
            "application/vnd.aai.asyncapi+yaml; version=2.6.0",
            "application/vnd.aai.asyncapi;version=3.0.0",
            "application/vnd.apache.avro;version=1.9.0",
            "application/vnd.apache.avro;version=1.11.3",
            "application/vnd.google.protobuf;version=3",
            "application/vnd.oai.openapi;version=3.1.0",
            "application/vnd.oai.openapi;version=2.0",
            "application/raml+yaml;version=1.0",
            "lamp-language;version=7",
        ] {
            assert_eq!(version(format), None, "{format}");
        }
        for (format, expected) in [
            ("application/schema+json;version=draft-99", "draft-99"),
            ("application/vnd.apache.avro;version=7", "7"),
            ("application/vnd.aai.asyncapi;version=9.9.9", "9.9.9"),
            ("application/vnd.aai.asyncapi;version=3.7.0", "3.7.0"),
            ("application/vnd.google.protobuf;version=4", "4"),
            ("application/vnd.oai.openapi;version=3.1.x", "3.1.x"),
        ] {
            assert_eq!(version(format).as_deref(), Some(expected), "{format}");
        }
    }
}
