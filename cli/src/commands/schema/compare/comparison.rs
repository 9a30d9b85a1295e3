//! What was found out about two schemas.

use std::collections::BTreeSet;

use tidings_decide::{
    Break, Encoding, ForeignBreak, Options, Outcome, Readable, Side, Subject, Subset, Unknown,
    avro, protobuf,
};
use tidings_diag::{Finding, Location, Severity};
use tidings_schema::standalone::{Foreign, Meaning};
use tidings_schema::{Format, Formats, Literal, SchemaGraph};

/// Both answers.
pub(super) struct Comparison {
    /// Whether the new schema accepts whatever the old one does.
    pub(super) backward: Verdict,
    /// Whether the old schema accepts whatever the new one does.
    pub(super) forward: Verdict,
    /// What is being compared.
    pub(super) compared: Compared,
    /// Formats that were to be asserted and are not known, so that they demand nothing; sorted.
    pub(super) unknown_formats: Vec<String>,
}

/// What the schemas speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// Values: one schema accepts them, the other one refuses them.
    Values,
    /// Bytes: they are written by one schema and read by the other one.
    Bytes,
}

/// One of the two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// The one that is given first.
    Old,
    /// The other one.
    New,
}

/// From which schema to which one the values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    /// The schema that has them.
    pub(super) from: Version,
    /// The schema that is to have them too.
    pub(super) to: Version,
}

/// What was found in one direction.
pub(super) enum Verdict {
    /// It is proved that nothing is lost.
    Yes,
    /// This is lost.
    No(Vec<Counterexample>),
    /// Neither was found.
    Unknown(Reason),
}

/// A value that one schema has and the other one has not.
pub(super) struct Counterexample {
    /// The value.
    pub(super) instance: Literal,
    /// What is wrong with it, each with its place in the schema that does not have it.
    pub(super) objections: Vec<Objection>,
    /// The place in the schema that has it.
    pub(super) allowed_by: Option<Location>,
    /// The value as bytes, and what is read instead, in languages whose values are bytes.
    pub(super) bytes: Option<Bytes>,
}

/// What one place of a schema has against a value.
pub(super) struct Objection {
    /// What it says.
    pub(super) message: String,
    /// Where it says so.
    pub(super) location: Location,
}

/// A value as it travels.
pub(super) struct Bytes {
    /// The bytes.
    pub(super) encoded: Vec<u8>,
    /// How they come to be.
    pub(super) encoding: Encoding,
    /// What the other schema makes of them.
    pub(super) outcome: Outcome,
}

/// Why there is no answer.
pub(super) struct Reason {
    /// What stands in the way.
    pub(super) message: String,
    /// In which schema, if it is in one.
    pub(super) version: Option<Version>,
    /// Where, if it has a place.
    pub(super) location: Option<Location>,
}

impl Bytes {
    /// The bytes in hexadecimal digits.
    pub(super) fn digits(&self) -> String {
        let bytes = self.encoded.iter();
        bytes.map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Direction {
    /// What was written by the old schema is judged by the new one.
    pub(super) const BACKWARD: Self = Self {
        from: Version::Old,
        to: Version::New,
    };
    /// What is written by the new schema is judged by the old one.
    pub(super) const FORWARD: Self = Self {
        from: Version::New,
        to: Version::Old,
    };
}

impl Version {
    /// The name in answers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

impl Verdict {
    /// The answer in one word.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No(_) => "no",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl Comparison {
    /// Asks in both directions.
    pub(super) fn of(old: &Meaning, new: &Meaning, options: &Options) -> Self {
        let compared = match (&old.foreign, &new.foreign) {
            (Foreign::No, Foreign::No) => Compared::Values,
            _ => Compared::Bytes,
        };
        Self {
            backward: verdict(Direction::BACKWARD, old, new, options),
            forward: verdict(Direction::FORWARD, new, old, options),
            compared,
            unknown_formats: match (compared, options.formats) {
                (Compared::Values, Formats::Assert) => unknown_formats(&[&old.graph, &new.graph]),
                _ => Vec::new(),
            },
        }
    }
}

/// The formats in `graphs` that nothing is known of.
fn unknown_formats(graphs: &[&SchemaGraph]) -> Vec<String> {
    let schemas = graphs.iter().flat_map(|graph| {
        let ids = graph.iter().map(|(id, _)| id);
        ids.filter_map(|id| graph.rules(id))
    });
    let named = schemas.filter_map(|rules| rules.string.format.as_deref());
    let unknown = named.filter(|name| {
        // These two are ranges of numbers.
        Format::named(name).is_none() && !matches!(*name, "int32" | "int64")
    });
    let unknown: BTreeSet<&str> = unknown.collect();
    unknown.into_iter().map(str::to_owned).collect()
}

fn verdict(direction: Direction, from: &Meaning, to: &Meaning, options: &Options) -> Verdict {
    let gaps = [(direction.from, from), (direction.to, to)];
    for (version, meaning) in gaps {
        if let Some(gap) = &meaning.gap {
            return Verdict::Unknown(Reason::of_gap(gap, version));
        }
    }
    match (&from.foreign, &to.foreign) {
        (Foreign::No, Foreign::No) => of_values(direction, from, to, options),
        (Foreign::Avro(writer, written), Foreign::Avro(reader, read)) => {
            let writer = avro::AvroSubject {
                graph: writer,
                schema: *written,
            };
            let reader = avro::AvroSubject {
                graph: reader,
                schema: *read,
            };
            of_bytes(direction, [avro::readable(writer, reader, options)])
        }
        (Foreign::Protobuf(writer, written), Foreign::Protobuf(reader, read)) => {
            let writer = protobuf::ProtobufSubject {
                graph: writer,
                message: *written,
            };
            let reader = protobuf::ProtobufSubject {
                graph: reader,
                message: *read,
            };
            let encodings = [
                protobuf::ProtobufEncoding::Wire,
                protobuf::ProtobufEncoding::Json,
            ];
            let answers =
                encodings.map(|encoding| protobuf::readable(writer, reader, encoding, options));
            of_bytes(direction, answers)
        }
        _ => Verdict::Unknown(Reason {
            message: "schemas in different languages are not compared".to_owned(),
            version: None,
            location: None,
        }),
    }
}

fn of_values(direction: Direction, from: &Meaning, to: &Meaning, options: &Options) -> Verdict {
    let (Some(given), Some(taken)) = (from.schema, to.schema) else {
        return Verdict::Unknown(Reason {
            message: "a schema cannot be read".to_owned(),
            version: None,
            location: None,
        });
    };
    let given = Subject {
        graph: &from.graph,
        schema: given,
    };
    let taken = Subject {
        graph: &to.graph,
        schema: taken,
    };
    match tidings_decide::subset(given, taken, options) {
        Subset::Yes => Verdict::Yes,
        Subset::No(breaks) => {
            let breaks = breaks.found.into_iter();
            Verdict::No(breaks.map(Counterexample::from).collect())
        }
        Subset::Unknown(unknown) => Verdict::Unknown(Reason::of(unknown, direction)),
    }
}

/// The answer for data that travel in several encodings: what breaks one of them breaks.
fn of_bytes(direction: Direction, answers: impl IntoIterator<Item = Readable>) -> Verdict {
    let mut breaks = Vec::new();
    let mut reason = None;
    for answer in answers {
        match answer {
            Readable::Yes => {}
            Readable::No(found) => breaks.extend(found.into_iter().map(Counterexample::from)),
            Readable::Unknown(unknown) => {
                reason.get_or_insert_with(|| Reason::of(unknown, direction));
            }
        }
    }
    match reason {
        _ if !breaks.is_empty() => Verdict::No(breaks),
        Some(reason) => Verdict::Unknown(reason),
        None => Verdict::Yes,
    }
}

impl From<Break> for Counterexample {
    fn from(one: Break) -> Self {
        let first = one.objections.first();
        let allowed_by = first.and_then(|objection| objection.allowed_by.clone());
        let failures = one
            .objections
            .into_iter()
            .map(|objection| objection.failure);
        let objections = failures.map(|failure| Objection {
            message: match failure.pointer.as_str() {
                "" => failure.message,
                pointer => format!("{pointer}: {}", failure.message),
            },
            location: failure.schema,
        });
        Self {
            objections: objections.collect(),
            instance: one.instance,
            allowed_by,
            bytes: None,
        }
    }
}

impl From<ForeignBreak> for Counterexample {
    fn from(one: ForeignBreak) -> Self {
        Self {
            instance: one.instance,
            objections: vec![Objection {
                message: one.message,
                location: one.read_at,
            }],
            allowed_by: Some(one.written_at),
            bytes: Some(Bytes {
                encoded: one.encoded,
                encoding: one.encoding,
                outcome: one.outcome,
            }),
        }
    }
}

impl Reason {
    /// The reason of an answer about `direction`.
    fn of(unknown: Unknown, direction: Direction) -> Self {
        let version = match unknown.side {
            Side::First => direction.from,
            Side::Second => direction.to,
        };
        Self {
            message: unknown.reason,
            version: Some(version),
            location: Some(unknown.location),
        }
    }

    /// What could not be read of the schema `version`.
    fn of_gap(gap: &Finding, version: Version) -> Self {
        // What is no mistake asks for a choice, and the help says how to make it.
        let message = match &gap.help {
            Some(help) if gap.severity != Severity::Error => format!("{}; {help}", gap.message),
            _ => gap.message.clone(),
        };
        Self {
            message,
            version: Some(version),
            location: gap.location.clone(),
        }
    }
}
