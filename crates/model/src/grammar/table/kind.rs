//! Kinds: what may stand in a place.

use super::{Keys, Object, Version};

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
    /// A Schema Object or a reference, of strings; people like to write the string itself.
    TextSchema,
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
