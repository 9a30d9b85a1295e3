//! What a row of the grammar says.

/// A version of the specification, or of a binding, as far as it decides which fields exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The major number.
    pub major: u32,
    /// The minor number.
    pub minor: u32,
}

impl Version {
    /// The version `major.minor`.
    pub const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// AsyncAPI 2.0.
pub const V2_0: Version = Version::new(2, 0);

/// AsyncAPI 2.1.
pub const V2_1: Version = Version::new(2, 1);

/// AsyncAPI 2.2.
pub const V2_2: Version = Version::new(2, 2);

/// AsyncAPI 2.3.
pub const V2_3: Version = Version::new(2, 3);

/// AsyncAPI 2.4.
pub const V2_4: Version = Version::new(2, 4);

/// AsyncAPI 2.5.
pub const V2_5: Version = Version::new(2, 5);

/// AsyncAPI 2.6.
pub const V2_6: Version = Version::new(2, 6);

/// AsyncAPI 3.0.
pub const V3_0: Version = Version::new(3, 0);

/// AsyncAPI 3.1.
pub const V3_1: Version = Version::new(3, 1);

/// An object of the specification.
#[derive(Debug)]
pub struct Object {
    /// Its name in running text, without "Object": "channel", "message trait".
    pub name: &'static str,
    /// The heading of the section that defines it.
    pub section: &'static str,
    /// Its fields, sorted by name.
    pub fields: &'static [Field],
    /// Fields of which at least one must stand there; empty when the object demands nothing of the kind.
    pub any_of: &'static [&'static str],
    /// Whether the object carries a version of its own, as bindings do.
    pub own_version: Option<OwnVersion>,
    /// The version from which on fields are let through that the table does not know.
    pub open_since: Option<Version>,
    /// Whether the text does not rule out fields that the table does not know, so that one is only probably a mistake.
    pub loose: bool,
    /// Whether the object may stand there without any field, also without those it must have otherwise.
    pub may_be_empty: bool,
}

/// How a binding object states which version of the binding it follows.
#[derive(Debug)]
pub struct OwnVersion {
    /// The field that holds the version.
    pub field: &'static str,
    /// The version when the field is absent or says `latest`.
    pub latest: Version,
}

impl Object {
    /// The object `name`, defined in the section `section`, with the fields `fields`.
    pub const fn new(name: &'static str, section: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            section,
            fields,
            any_of: &[],
            own_version: None,
            open_since: None,
            loose: false,
            may_be_empty: false,
        }
    }

    /// Demands at least one of `fields`.
    pub const fn any_of(mut self, fields: &'static [&'static str]) -> Self {
        self.any_of = fields;
        self
    }

    /// Lets the field `field` state the version that decides which rows hold.
    pub const fn versioned(mut self, field: &'static str, latest: Version) -> Self {
        self.own_version = Some(OwnVersion { field, latest });
        self
    }

    /// Lets fields through that the table does not know.
    pub const fn open(self) -> Self {
        self.open_since(Version::new(0, 0))
    }

    /// Lets fields through that the table does not know, from `version` on.
    pub const fn open_since(mut self, version: Version) -> Self {
        self.open_since = Some(version);
        self
    }

    /// Whether fields that the table does not know are let through in `version`.
    pub fn is_open(&self, version: Version) -> bool {
        self.open_since.is_some_and(|since| since <= version)
    }

    /// Takes fields that the table does not know for probable mistakes only, as the text does not rule them out.
    pub const fn loose(mut self) -> Self {
        self.loose = true;
        self
    }

    /// Lets the object stand there empty, as a mark.
    pub const fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// The row of the field `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields
            .binary_search_by(|field| field.name.cmp(name))
            .ok()
            .map(|index| &self.fields[index])
    }

    /// What the object is called in a sentence: by its section, or by its name where the section is of another text.
    pub fn called(&self) -> &'static str {
        if self.section.contains(", ") {
            self.name
        } else {
            self.section
        }
    }

    /// How the object's section is cited when it is used in a document that follows `version`.
    pub fn cited(&self, version: Version) -> String {
        if self.section.contains(", ") {
            self.section.to_owned()
        } else {
            format!("AsyncAPI {version}, {}", self.section)
        }
    }
}

/// One row of the grammar: a field as a part of its object.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The object.
    pub object: &'static Object,
    /// The field.
    pub field: &'static Field,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.object, other.object) && self.field.name == other.field.name
    }
}

impl Eq for Row {}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// Whether it must stand there, where it applies.
    pub required: bool,
    /// The version that brought it.
    pub since: Version,
    /// The first version that does not have it any more.
    pub removed: Option<Version>,
    /// The first version that advises against it.
    pub deprecated: Option<Version>,
    /// Where it applies; everywhere when `None`.
    pub when: Option<Condition>,
    /// The first version in which the objects of this field may be references; all of them when `None`.
    pub referable_since: Option<Version>,
    /// Values of a [`Kind::OneOf`] that a later version than the field's own brought.
    pub newer_values: &'static [(&'static str, Version)],
    /// Which values of a [`Kind::OneOf`] are allowed for each value of the deciding field of [`Field::when`].
    pub narrowed: &'static [(&'static str, &'static [&'static str])],
}

/// A field that applies only where another field has one of some values.
#[derive(Debug)]
pub struct Condition {
    /// The other field.
    pub field: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
}

impl Field {
    /// The field `name`, optional and there from the first version on.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            since: Version::new(0, 0),
            removed: None,
            deprecated: None,
            when: None,
            referable_since: None,
            newer_values: &[],
            narrowed: &[],
        }
    }

    /// Makes the field mandatory.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// States the version that brought the field.
    pub const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }

    /// States the first version that does not have the field any more.
    pub const fn removed(mut self, version: Version) -> Self {
        self.removed = Some(version);
        self
    }

    /// States the first version that advises against the field.
    pub const fn deprecated(mut self, version: Version) -> Self {
        self.deprecated = Some(version);
        self
    }

    /// States the first version in which the objects of the field may be references.
    pub const fn referable_since(mut self, version: Version) -> Self {
        self.referable_since = Some(version);
        self
    }

    /// States which of the allowed values a later version brought.
    pub const fn newer_values(mut self, values: &'static [(&'static str, Version)]) -> Self {
        self.newer_values = values;
        self
    }

    /// States which values are allowed for each value of the deciding field.
    pub const fn narrowed(
        mut self,
        values: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.narrowed = values;
        self
    }

    /// Whether `version` has the field.
    pub fn exists_in(&self, version: Version) -> bool {
        self.since <= version && self.removed.is_none_or(|removed| version < removed)
    }

    /// Lets the field apply only where `field` has one of `values`.
    pub const fn when(mut self, field: &'static str, values: &'static [&'static str]) -> Self {
        self.when = Some(Condition { field, values });
        self
    }
}

/// A field of components: a map of `values` with the keys that components allow.
pub const fn reusable(name: &'static str, values: &'static Kind) -> Field {
    Field::new(
        name,
        Kind::Map {
            keys: Keys::Component,
            values,
        },
    )
}

/// What may stand in a place.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any value.
    Any,
    /// A string.
    String(Format),
    /// A string, or `null` for "known at run time only".
    NullableString,
    /// A string with a number of characters within limits.
    SizedString(Limits),
    /// A truth value.
    Boolean,
    /// A string, a number, a truth value or `null`.
    Scalar,
    /// A whole number within limits.
    Integer(Limits),
    /// One of these whole numbers.
    IntegerOneOf(&'static [i64]),
    /// The version that a binding follows: one of these, or `latest`.
    BindingVersion(&'static [&'static str]),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An object of any content.
    AnyObject,
    /// An object whose keys the author chooses.
    Map {
        /// What a key may be.
        keys: Keys,
        /// What stands behind each key.
        values: &'static Kind,
    },
    /// An array.
    List(&'static Kind),
    /// An array with at least one item.
    NonEmptyList(&'static Kind),
    /// A value, or an array of such values.
    OneOrList(&'static Kind),
    /// A value of the one kind where an object stands, and of the other where anything else does.
    ObjectOr {
        /// What an object must be.
        object: &'static Kind,
        /// What anything else must be.
        other: &'static Kind,
    },
    /// An object that stands here itself; the specification allows no reference.
    Object(&'static Object),
    /// An object, or a reference to one.
    ObjectOrReference(&'static Object),
    /// An object or a reference to one, or another object, which is told by its field `by`.
    Choice {
        /// What stands here usually.
        object: &'static Object,
        /// What stands here where it has the field `by`.
        alternative: &'static Object,
        /// The field that tells.
        by: &'static str,
    },
    /// A reference; the specification forbids the object itself.
    Reference {
        /// What it refers to.
        to: &'static Object,
        /// The field of the root object in which the target of an object of the root must stand.
        root: Option<&'static str>,
    },
    /// A name that the document gives elsewhere.
    Name(Names),
    /// A Schema Object, a boolean or a reference.
    Schema,
    /// A Schema Object, a boolean, a reference or a Multi Format Schema Object.
    AnyFormatSchema,
    /// As [`Kind::Schema`], and from the version `avro_since` of the enclosing object on also a schema of Apache Avro.
    SchemaOrAvro {
        /// The first version that allows Avro.
        avro_since: Version,
    },
    /// The payload of a message of AsyncAPI 2: a schema in the language that `schemaFormat` of the message, or of its
    /// traits, names.
    MessagePayload,
}

/// Names by which a document of AsyncAPI 2 refers to its own parts, without `$ref`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// The keys of `servers`.
    Servers,
    /// The keys of `components/securitySchemes`.
    SecuritySchemes,
}

impl Names {
    /// The fields that lead from the document to the map that gives the names.
    pub fn path(self) -> &'static [&'static str] {
        match self {
            Self::Servers => &["servers"],
            Self::SecuritySchemes => &["components", "securitySchemes"],
        }
    }

    /// What one of them names, in running text.
    pub fn described(self) -> &'static str {
        match self {
            Self::Servers => "server",
            Self::SecuritySchemes => "security scheme",
        }
    }
}

impl Kind {
    /// A whole number.
    pub const INTEGER: Self = Self::Integer(Limits::NONE);

    /// A whole number that is not negative.
    pub const NATURAL: Self = Self::Integer(Limits::at_least(0));

    /// Any string.
    pub const TEXT: Self = Self::String(Format::Text);
}

/// The smallest and the largest number allowed, themselves included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The smallest.
    pub minimum: i64,
    /// The largest.
    pub maximum: i64,
}

impl Limits {
    /// Everything is allowed.
    pub const NONE: Self = Self::between(i64::MIN, i64::MAX);

    /// From `minimum` on.
    pub const fn at_least(minimum: i64) -> Self {
        Self::between(minimum, i64::MAX)
    }

    /// From `minimum` to `maximum`.
    pub const fn between(minimum: i64, maximum: i64) -> Self {
        Self { minimum, maximum }
    }

    /// Whether `number` is allowed.
    pub const fn allow(self, number: i64) -> bool {
        self.minimum <= number && number <= self.maximum
    }
}

impl std::fmt::Display for Limits {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.minimum, self.maximum) {
            (minimum, i64::MAX) => write!(formatter, "{minimum} or more"),
            (minimum, maximum) => write!(formatter, "{minimum} to {maximum}"),
        }
    }
}

/// What a string must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Anything.
    Text,
    /// A URI with a scheme (RFC 3986).
    Uri,
    /// A URL with scheme and host.
    Url,
    /// An e-mail address.
    Email,
    /// A media type (RFC 6838).
    MediaType,
    /// A runtime expression.
    RuntimeExpression,
    /// The name of a topic of Apache Kafka; parameters in braces stand for any legal characters.
    KafkaTopic,
    /// The name of a queue group of NATS.
    NatsQueue,
    /// The name of a queue of Amazon SQS.
    SqsQueue,
    /// The name of a topic of Amazon SNS.
    SnsTopic,
    /// The name of a client of a Solace broker.
    SolaceClient,
    /// A number of seconds as Protocol Buffers write it in JSON: `86400s`.
    ProtobufDuration,
    /// The resource name of a schema of Google Cloud Pub/Sub: `projects/{project}/schemas/{schema}`.
    PubsubSchemaName,
    /// The name of an object of IBM MQ.
    IbmmqName,
    /// A namespace of Apache Pulsar, with or without its tenant.
    PulsarNamespace,
    /// A tenant of Apache Pulsar.
    PulsarTenant,
    /// The version string of the document itself, which is checked before everything else.
    SpecificationVersion,
}

/// What the keys of a map must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Any string.
    Any,
    /// `^[a-zA-Z0-9\.\-_]+$`, as in components.
    Component,
    /// `^[A-Za-z0-9_\-]+$`, as for servers and parameters.
    Name,
    /// A URI template (RFC 6570), as channels have in AsyncAPI 2.
    UriTemplate,
    /// Names that the document gives elsewhere.
    Names(Names),
}

impl Keys {
    /// Whether `key` has the form of these keys.
    pub fn allows(self, key: &str) -> bool {
        let consists_of = |others: &[u8]| {
            let legal = |byte: u8| byte.is_ascii_alphanumeric() || others.contains(&byte);
            !key.is_empty() && key.bytes().all(legal)
        };
        match self {
            Self::Any | Self::Names(_) => true,
            Self::Component => consists_of(b".-_"),
            Self::Name => consists_of(b"-_"),
            Self::UriTemplate => is_uri_template(key),
        }
    }

    /// The allowed characters in words.
    pub fn described(self) -> &'static str {
        match self {
            Self::Any | Self::Names(_) => "any characters",
            Self::Component => "letters, digits, `.`, `-` and `_`",
            Self::Name => "letters, digits, `-` and `_`",
            Self::UriTemplate => {
                "the characters of a URI and `{parameters}` of letters, digits, `-`, `_` and `.`"
            }
        }
    }
}

/// RFC 6570 §2: characters of a URI, and names between braces; a name may also have a `-`, because the specification
/// allows it in the keys of `parameters`.
fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (literal, expression) = rest.split_at(start);
        let Some((name, behind)) = expression.strip_prefix('{').and_then(|e| e.split_once('}'))
        else {
            return false;
        };
        if !is_uri_template_literal(literal) || !is_uri_template_expression(name) {
            return false;
        }
        rest = behind;
    }
    !text.is_empty() && is_uri_template_literal(rest)
}

fn is_uri_template_literal(text: &str) -> bool {
    !text.contains(|character: char| {
        character.is_control() || character.is_whitespace() || r#""'<>\^`|"#.contains(character)
    })
}

/// RFC 6570 §2.2: an operator, then names with modifiers.
fn is_uri_template_expression(text: &str) -> bool {
    let names = text.strip_prefix(|operator| "+#./;?&=,!@|".contains(operator));
    names.unwrap_or(text).split(',').all(|name| {
        let name = name.strip_suffix('*').unwrap_or(name);
        let name = name.split_once(':').map_or(name, |(name, _)| name);
        let legal = |c: char| c.is_alphanumeric() || "_.-%".contains(c);
        !name.is_empty() && name.chars().all(legal)
    })
}
