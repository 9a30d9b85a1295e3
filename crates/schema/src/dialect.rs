//! Which language of schemas a schema is written in.

/// A dialect of JSON Schema: which keywords there are and what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// JSON Schema draft-04.
    Draft4,
    /// OpenAPI 3.0's Schema Object, which is based on draft-05.
    OpenApi30,
    /// JSON Schema draft-06.
    Draft6,
    /// JSON Schema draft-07.
    Draft7,
    /// AsyncAPI's Schema Object: draft-07 with `discriminator`, `externalDocs` and `deprecated`, the same in every
    /// version from 2.0 to 3.1.
    #[default]
    AsyncApi,
    /// JSON Schema 2019-09.
    Draft2019,
    /// JSON Schema 2020-12.
    Draft2020,
    /// OpenAPI 3.1's Schema Object: 2020-12 with `discriminator`, `xml`, `externalDocs` and `example`.
    OpenApi31,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 8] = [
        Self::Draft4,
        Self::OpenApi30,
        Self::Draft6,
        Self::Draft7,
        Self::AsyncApi,
        Self::Draft2019,
        Self::Draft2020,
        Self::OpenApi31,
    ];

    /// The name in messages: "draft-07 of JSON Schema".
    pub fn described(self) -> &'static str {
        match self {
            Self::Draft4 => "JSON Schema draft-04",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::Draft6 => "JSON Schema draft-06",
            Self::Draft7 => "JSON Schema draft-07",
            Self::AsyncApi => "AsyncAPI's schemas (draft-07)",
            Self::Draft2019 => "JSON Schema 2019-09",
            Self::Draft2020 => "JSON Schema 2020-12",
            Self::OpenApi31 => "OpenAPI 3.1",
        }
    }

    /// The short name, as options of the command line take it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft4 => "draft-04",
            Self::OpenApi30 => "openapi-3.0",
            Self::Draft6 => "draft-06",
            Self::Draft7 => "draft-07",
            Self::AsyncApi => "asyncapi",
            Self::Draft2019 => "2019-09",
            Self::Draft2020 => "2020-12",
            Self::OpenApi31 => "openapi-3.1",
        }
    }

    /// The dialect of this short name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name() == name)
    }

    /// Where the rules of this dialect about keywords are written.
    pub fn section(self) -> &'static str {
        match self {
            Self::Draft4 => "JSON Schema Validation draft-04, section 5",
            Self::OpenApi30 => "OpenAPI 3.0, Schema Object",
            Self::Draft6 => "JSON Schema Validation draft-06, section 6",
            Self::Draft7 => "JSON Schema Validation draft-07, section 6",
            Self::AsyncApi => "AsyncAPI, Schema Object (JSON Schema draft-07)",
            Self::Draft2019 => "JSON Schema Validation 2019-09, section 6",
            Self::Draft2020 => "JSON Schema Validation 2020-12, section 6",
            Self::OpenApi31 => "OpenAPI 3.1, Schema Object (JSON Schema 2020-12)",
        }
    }

    /// The dialect that a `schemaFormat` names (AsyncAPI 3.1, "Schema formats table", and what real documents write);
    /// `None` for other languages.
    ///
    /// A version that is not known any closer is read as the nearest one of its family.
    pub fn of_schema_format(format: &str) -> Option<Self> {
        let mut parts = format.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let version = parts.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_version = name.trim().eq_ignore_ascii_case("version");
            is_version.then(|| value.trim().trim_matches('"').to_ascii_lowercase())
        });
        let version = version.as_deref();
        let family = media_type
            .trim_end_matches("+json")
            .trim_end_matches("+yaml");
        match (family, version) {
            ("application/vnd.aai.asyncapi", _) => Some(Self::AsyncApi),
            ("application/schema", Some(version)) => Self::of_draft(version),
            // The meta-schema of the unversioned name is whatever `$schema` says, and draft-07 is what AsyncAPI builds on.
            ("application/schema", None) => Some(Self::Draft7),
            ("application/vnd.oai.openapi", Some(version)) if version.starts_with("3.1") => {
                Some(Self::OpenApi31)
            }
            ("application/vnd.oai.openapi", Some(version)) if version.starts_with("3.0") => {
                Some(Self::OpenApi30)
            }
            ("application/vnd.oai.openapi", None) => Some(Self::OpenApi30),
            _ => None,
        }
    }

    /// The dialect whose meta-schema `address` is, as `$schema` names it.
    pub fn of_meta_schema(address: &str) -> Option<Self> {
        let address = address.trim_end_matches('#');
        let path = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"))?;
        match path {
            "spec.openapis.org/oas/3.1/dialect/base" => Some(Self::OpenApi31),
            "json-schema.org/schema" => Some(Self::Draft2020),
            _ => {
                let draft = path.strip_prefix("json-schema.org/")?;
                let draft = draft.strip_suffix("/schema")?;
                Self::of_draft(draft.strip_prefix("draft/").unwrap_or(draft))
            }
        }
    }

    fn of_draft(version: &str) -> Option<Self> {
        match version.trim_start_matches("draft").trim_start_matches('-') {
            "04" | "4" => Some(Self::Draft4),
            "06" | "6" => Some(Self::Draft6),
            "07" | "7" => Some(Self::Draft7),
            "2019-09" => Some(Self::Draft2019),
            "2020-12" => Some(Self::Draft2020),
            _ => None,
        }
    }

    /// Whether keywords beside `$ref` count (from 2019-09 on).
    pub(crate) fn reads_siblings_of_ref(self) -> bool {
        self >= Self::Draft2019
    }

    /// Whether `true` and `false` are schemas wherever a schema may stand (from draft-06 on).
    pub(crate) fn has_boolean_schemas(self) -> bool {
        !matches!(self, Self::Draft4 | Self::OpenApi30)
    }

    /// Whether `exclusiveMinimum` is a boolean beside `minimum`.
    pub(crate) fn has_boolean_bounds(self) -> bool {
        matches!(self, Self::Draft4 | Self::OpenApi30)
    }

    /// Whether `items` may be an array of schemas, each for one position.
    pub(crate) fn has_positional_items(self) -> bool {
        self < Self::Draft2020 && self != Self::OpenApi30
    }

    /// Whether an item that `contains` found counts as evaluated (2020-12 core §10.3.1.3).
    pub(crate) fn contains_evaluates(self) -> bool {
        self >= Self::Draft2020
    }

    /// The keyword that gives a schema its address.
    pub(crate) fn id_keyword(self) -> &'static str {
        match self {
            Self::Draft4 => "id",
            _ => "$id",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_formats(formats: &[&str], expected: Option<Dialect>) {
        for format in formats {
            assert_eq!(Dialect::of_schema_format(format), expected, "{format}");
        }
    }

    #[test]
    fn schema_formats_name_dialects() {
        check_formats(
            &[
                "application/vnd.aai.asyncapi;version=3.0.0",
                "application/vnd.aai.asyncapi+yaml;version=2.6.0",
                "application/vnd.aai.asyncapi+json",
                "application/vnd.aai.asyncapi",
            ],
            Some(Dialect::AsyncApi),
        );
        check_formats(
            &[
                "application/schema+json;version=draft-07",
                "application/schema+yaml; version=draft-07",
                "Application/Schema+JSON; Version=\"draft-07\"",
                "application/schema+json",
                "application/schema;version=draft-07",
            ],
            Some(Dialect::Draft7),
        );
        check_formats(
            &["application/schema+json;version=draft-04"],
            Some(Dialect::Draft4),
        );
        check_formats(
            &["application/schema+yaml;version=draft-06"],
            Some(Dialect::Draft6),
        );
        check_formats(
            &["application/schema+json;version=2019-09"],
            Some(Dialect::Draft2019),
        );
        check_formats(
            &[
                "application/schema+json;version=2020-12",
                "application/schema+json;version=draft-2020-12",
            ],
            Some(Dialect::Draft2020),
        );
        check_formats(
            &[
                "application/vnd.oai.openapi;version=3.0.0",
                "application/vnd.oai.openapi+json;version=3.0.3",
            ],
            Some(Dialect::OpenApi30),
        );
        check_formats(
            &[
                "application/vnd.oai.openapi;version=3.1.0",
                "application/vnd.oai.openapi+yaml;version=3.1.1",
            ],
            Some(Dialect::OpenApi31),
        );
        check_formats(
            &[
                "application/schema+json;version=draft-03",
                "application/vnd.apache.avro;version=1.9.0",
                "application/vnd.google.protobuf;version=3",
                "application/vnd.oai.openapi;version=2.0",
                "application/raml+yaml;version=1.0",
                "text/schema+json;version=draft-07",
            ],
            None,
        );
    }

    #[test]
    fn meta_schemas_name_dialects() {
        for (address, expected) in [
            (
                "http://json-schema.org/draft-04/schema#",
                Some(Dialect::Draft4),
            ),
            (
                "http://json-schema.org/draft-06/schema#",
                Some(Dialect::Draft6),
            ),
            (
                "http://json-schema.org/draft-07/schema",
                Some(Dialect::Draft7),
            ),
            (
                "https://json-schema.org/draft-07/schema#",
                Some(Dialect::Draft7),
            ),
            (
                "https://json-schema.org/draft/2019-09/schema",
                Some(Dialect::Draft2019),
            ),
            (
                "https://json-schema.org/draft/2020-12/schema",
                Some(Dialect::Draft2020),
            ),
            (
                "https://spec.openapis.org/oas/3.1/dialect/base",
                Some(Dialect::OpenApi31),
            ),
            ("https://example.org/my-dialect", None),
            ("draft-07", None),
        ] {
            assert_eq!(Dialect::of_meta_schema(address), expected, "{address}");
        }
    }

    #[test]
    fn names_lead_back() {
        for dialect in Dialect::ALL {
            assert_eq!(Dialect::named(dialect.name()), Some(dialect));
        }
    }
}
