//! What the schemas of both versions mean for each other, asked of `tidings-decide`.

use std::collections::HashSet;

use tidings_decide::avro::{self, AvroSubject};
use tidings_decide::protobuf::{self, ProtobufEncoding, ProtobufSubject};
use tidings_decide::{
    Break, Encoding, Exchange, ForeignBreak, Outcome, Readable, Side, Subject, Subset, Unknown,
    subset, subset_under,
};
use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::{Literal, Notation, SchemaId, SchemaKind, Unread};

use crate::facts::Facts;
use crate::{Acceptance, Answer, Options, Part, Reading, Version, Witness};

/// How many ways in which one pair of schemas breaks are looked for.
const BREAKS: usize = 16;

/// Keywords that apply schemas to a value and refuse it without saying which demand of these it does not meet.
const COMBINING: [&str; 6] = [
    "anyOf",
    "oneOf",
    "not",
    "contains",
    "minContains",
    "maxContains",
];

/// What one version emits, judged by the other one.
#[derive(Clone, Debug)]
pub(crate) enum Ruling {
    /// Proved: nothing is lost.
    Yes,
    /// Something is lost.
    No(Losses),
    /// Neither was found.
    Unknown(Obstacle),
}

/// What is lost, at least one value.
#[derive(Clone, Debug)]
pub(crate) struct Losses {
    /// Each of another cause than those before it, so that a value stands here as often as it has causes.
    pub(crate) found: Vec<Loss>,
    /// Whether it is proved that nothing is lost for another cause.
    pub(crate) is_all: bool,
}

/// A value that is lost, and a demand that is enough to refuse it.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    pub(crate) witness: Witness,
    /// Where the version that refuses it says so.
    pub(crate) refused_at: Location,
    /// The pointer of what is refused, in the value.
    pub(crate) pointer: String,
    /// The property whose absence there is refused, if that is it.
    pub(crate) missing: Option<String>,
    /// Whether what refuses it is a keyword that combines schemas, or counts what is valid under one, so that what is said
    /// in these was not looked at one by one.
    pub(crate) is_of_combination: bool,
    /// Where the version that accepts it says so, if a single place does.
    pub(crate) allowed_at: Option<Location>,
    /// In which encodings it is lost, where that makes a difference.
    pub(crate) encodings: Vec<Encoding>,
    /// What is said in both versions of what is refused; `None` for all that is said of the whole.
    pub(crate) facts: Option<Facts>,
}

impl Loss {
    /// The encodings in which it is lost, in words that follow the part of a message: " as JSON".
    pub(crate) fn encoded(&self) -> &'static str {
        let is_lost = |encoding| self.encodings.contains(&encoding);
        match (
            is_lost(Encoding::ProtobufWire),
            is_lost(Encoding::ProtobufJson),
        ) {
            (false, false) => "",
            (true, false) => " as bytes",
            (false, true) => " as JSON",
            (true, true) => " as bytes and as JSON",
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) struct Obstacle {
    pub(crate) reason: String,
    pub(crate) version: Version,
    pub(crate) location: Location,
    /// Whether it is that a part of a schema is broken.
    pub(crate) is_broken: bool,
}

impl Ruling {
    /// The answer in one word.
    pub(crate) fn answer(&self) -> Answer {
        match self {
            Self::Yes => Answer::Yes,
            Self::No(_) => Answer::No,
            Self::Unknown(_) => Answer::Unknown,
        }
    }

    /// Whether there is no answer because a part of a schema is broken.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self, Self::Unknown(obstacle) if obstacle.is_broken)
    }

    /// Whether every difference between the schemas that is a cause of a loss is the cause of one of those that are told.
    ///
    /// For a difference that is one of a branch (`is_of_branch`) that takes that the branches were looked at one by one.
    pub(crate) fn tells_all(&self, is_of_branch: bool) -> bool {
        let Self::No(losses) = self else {
            return false;
        };
        let mut found = losses.found.iter();
        losses.is_all && !(is_of_branch && found.any(|loss| loss.is_of_combination))
    }

    /// What is lost; empty where nothing is, or where that is not known.
    pub(crate) fn losses(&self) -> &[Loss] {
        match self {
            Self::No(losses) => &losses.found,
            Self::Yes | Self::Unknown(_) => &[],
        }
    }
}

/// Rulings in both directions.
#[derive(Clone, Debug)]
pub(crate) struct Rulings {
    pub(crate) backward: Ruling,
    pub(crate) forward: Ruling,
}

/// Asks about the schemas of two contracts, and works once on what the questions share.
pub(crate) struct Judge<'c> {
    base: &'c Contract,
    revision: &'c Contract,
    options: tidings_decide::Options,
    reading: Reading,
    /// What the base writes for the revision, and the revision for the base, once something is asked of it.
    exchanges: [Option<Exchange<'c>>; 2],
}

impl<'c> Judge<'c> {
    pub(crate) fn new(base: &'c Contract, revision: &'c Contract, options: &Options) -> Self {
        Self {
            base,
            revision,
            options: tidings_decide::Options {
                formats: options.formats,
                breaks: BREAKS,
                budget: options.budget,
            },
            reading: options.reading,
            exchanges: [None, None],
        }
    }

    /// Where two schemas stand.
    pub(crate) fn locations(&self, base: SchemaId, revision: SchemaId) -> [&'c Location; 2] {
        [(self.base, base), (self.revision, revision)]
            .map(|(contract, schema)| &contract.schemas.get(schema).location)
    }

    /// The exchange in one direction: 0 is backward.
    fn exchange(&mut self, direction: usize) -> &mut Exchange<'c> {
        let (written, read) = match direction {
            0 => (self.base, self.revision),
            _ => (self.revision, self.base),
        };
        self.exchanges[direction]
            .get_or_insert_with(|| Exchange::new(self.reading, &written.schemas, &read.schemas))
    }

    /// What two schemas that are written in JSON Schema mean for each other.
    pub(crate) fn schemas(&mut self, base: SchemaId, revision: SchemaId, part: Part) -> Rulings {
        let options = self.options;
        let backward = self.exchange(0).subset(base, revision, &options);
        let forward = self.exchange(1).subset(revision, base, &options);
        Rulings {
            backward: of_values(backward, Acceptance::BACKWARD, part),
            forward: of_values(forward, Acceptance::FORWARD, part),
        }
    }

    /// What two schemas would mean for each other in one direction (0 is backward) if what is broken in them demanded
    /// nothing.
    pub(crate) fn schemas_as_read(
        &self,
        (base, revision): (SchemaId, SchemaId),
        direction: usize,
        part: Part,
    ) -> Ruling {
        let graphs = [self.base, self.revision].map(|it| it.schemas.without_unread());
        let [base, revision] = [(0, base), (1, revision)].map(|(version, schema)| Subject {
            graph: &graphs[version],
            schema,
        });
        let (writer, reader, acceptance) = match direction {
            0 => (base, revision, Acceptance::BACKWARD),
            _ => (revision, base, Acceptance::FORWARD),
        };
        let answer = subset_under(self.reading, writer, reader, &self.options);
        of_values(answer, acceptance, part)
    }

    /// Whether it is proved that who reads by the version that refuses something in `direction` (0 is backward) refuses
    /// everything, because its schema, which is `reader`, contradicts itself; the schema `false` says so aloud.
    pub(crate) fn refuses_everything(&mut self, direction: usize, reader: SchemaId) -> bool {
        let options = self.options;
        let read = [self.revision, self.base][direction];
        let schema = read.schemas.get(read.schemas.resolve(reader));
        let is_said = matches!(schema.kind, SchemaKind::Boolean(false));
        !is_said
            && self
                .exchange(direction)
                .refuses_everything(reader, &options)
    }

    /// The broken parts of two schemas because of which it may be unknown what they mean for each other: those that only
    /// one of them has, or all where both have the same.
    pub(crate) fn broken_parts(
        &self,
        base: SchemaId,
        revision: SchemaId,
    ) -> Vec<(Version, &'c Unread)> {
        let of = |contract: &'c Contract, schema| -> Vec<&'c Unread> {
            contract.schemas.unread_below(schema).collect()
        };
        let (was, is) = (of(self.base, base), of(self.revision, revision));
        let removed = was.iter().filter(|one| !is.contains(one));
        let removed = removed.map(|one| (Version::Base, *one));
        let added = is.iter().filter(|one| !was.contains(one));
        let added = added.map(|one| (Version::Revision, *one));
        let parts: Vec<_> = removed.chain(added).collect();
        match parts.is_empty() {
            true => is.into_iter().map(|one| (Version::Revision, one)).collect(),
            false => parts,
        }
    }

    /// The loss in one direction (0 is backward) that `value` shows, which was not looked for.
    pub(crate) fn shown(
        &mut self,
        (base, revision): (SchemaId, SchemaId),
        direction: usize,
        value: &Literal,
        part: Part,
    ) -> Option<Loss> {
        let (writer, reader, acceptance) = match direction {
            0 => (base, revision, Acceptance::BACKWARD),
            _ => (revision, base, Acceptance::FORWARD),
        };
        let options = self.options;
        let found = self
            .exchange(direction)
            .shown(writer, reader, value, &options)?;
        losses(found, acceptance, part).next()
    }

    /// Whether two schemas that are written in one other language differ in more than their layout.
    pub(crate) fn foreign_differs(&self, base: &Payload, revision: &Payload) -> bool {
        match (base, revision) {
            (
                Payload::Avro { schema: base, .. },
                Payload::Avro {
                    schema: revision, ..
                },
            ) => self.base.avro.canonical(*base) != self.revision.avro.canonical(*revision),
            (
                Payload::Protobuf { message: base, .. },
                Payload::Protobuf {
                    message: revision, ..
                },
            ) => self.base.protobuf.canonical(*base) != self.revision.protobuf.canonical(*revision),
            _ => false,
        }
    }

    /// What two schemas mean for each other that are written in one other language, where messages are of
    /// `content_types`; `None` where they are not.
    pub(crate) fn foreign(
        &self,
        base: &Payload,
        revision: &Payload,
        content_types: [Option<&str>; 2],
        part: Part,
    ) -> Option<Rulings> {
        match (base, revision) {
            (
                Payload::Avro { schema: base, .. },
                Payload::Avro {
                    schema: revision, ..
                },
            ) => {
                let base = AvroSubject {
                    graph: &self.base.avro,
                    schema: *base,
                };
                let revision = AvroSubject {
                    graph: &self.revision.avro,
                    schema: *revision,
                };
                let asked = |writer, reader| [avro::readable(writer, reader, &self.options)];
                Some(Rulings {
                    backward: of_bytes(asked(base, revision), Acceptance::BACKWARD, part),
                    forward: of_bytes(asked(revision, base), Acceptance::FORWARD, part),
                })
            }
            (
                Payload::Protobuf { message: base, .. },
                Payload::Protobuf {
                    message: revision, ..
                },
            ) => {
                let base = ProtobufSubject {
                    graph: &self.base.protobuf,
                    message: *base,
                };
                let revision = ProtobufSubject {
                    graph: &self.revision.protobuf,
                    message: *revision,
                };
                let encodings = encodings(content_types);
                let asked = |writer, reader| {
                    let asked = encodings.iter();
                    asked.map(move |encoding| {
                        protobuf::readable(writer, reader, *encoding, &self.options)
                    })
                };
                Some(Rulings {
                    backward: of_bytes(asked(base, revision), Acceptance::BACKWARD, part),
                    forward: of_bytes(asked(revision, base), Acceptance::FORWARD, part),
                })
            }
            _ => None,
        }
    }
}

/// How messages in Protocol Buffers may travel whose content is of one of these types: names matter in JSON only, and
/// numbers in bytes only.
fn encodings(content_types: [Option<&str>; 2]) -> Vec<ProtobufEncoding> {
    let of = |content_type: Option<&str>| match content_type.map(Notation::of) {
        Some(Notation::Json) => [false, true],
        Some(Notation::Protobuf | Notation::Bytes) => [true, false],
        _ => [true, true],
    };
    let [one, other] = content_types.map(of);
    let all = [ProtobufEncoding::Wire, ProtobufEncoding::Json].into_iter();
    let may = all.zip([one[0] || other[0], one[1] || other[1]]);
    may.filter_map(|(encoding, may)| may.then_some(encoding))
        .collect()
}

/// What two schemas mean for each other that nobody reads otherwise than they are written.
pub(crate) fn compared(
    base: Subject<'_>,
    revision: Subject<'_>,
    options: &Options,
    part: Part,
) -> Rulings {
    let options = tidings_decide::Options {
        formats: options.formats,
        breaks: 1,
        budget: options.budget,
    };
    let backward = subset(base, revision, &options);
    let forward = subset(revision, base, &options);
    Rulings {
        backward: of_values(backward, Acceptance::BACKWARD, part),
        forward: of_values(forward, Acceptance::FORWARD, part),
    }
}

fn of_values(answer: Subset, acceptance: Acceptance, part: Part) -> Ruling {
    match answer {
        Subset::Yes => Ruling::Yes,
        Subset::No(breaks) => {
            let mut told = HashSet::new();
            let found = breaks.found.into_iter();
            let found = found.flat_map(|one| losses(one, acceptance, part));
            let found = found
                .filter(|loss| told.insert((loss.refused_at.clone(), loss.witness.reason.clone())));
            Ruling::No(Losses {
                found: found.collect(),
                is_all: breaks.is_all,
            })
        }
        Subset::Unknown(unknown) => Ruling::Unknown(obstacle(unknown, acceptance)),
    }
}

/// The losses that `one` shows: each demand that it does not meet is enough to refuse it.
fn losses(one: Break, acceptance: Acceptance, part: Part) -> impl Iterator<Item = Loss> {
    let Break {
        instance,
        objections,
    } = one;
    objections.into_iter().map(move |objection| {
        let failure = objection.failure;
        Loss {
            witness: Witness {
                instance: instance.clone(),
                part,
                acceptance,
                reason: match failure.pointer.as_str() {
                    "" => failure.message,
                    pointer => format!("{pointer}: {}", failure.message),
                },
                encoded: None,
                read_as: None,
            },
            refused_at: failure.schema,
            pointer: failure.pointer,
            missing: failure.missing,
            is_of_combination: COMBINING.contains(&failure.keyword),
            allowed_at: objection.allowed_by,
            encodings: Vec::new(),
            facts: None,
        }
    })
}

/// The answer for data that travel in several encodings: what breaks one of them breaks.
fn of_bytes(
    answers: impl IntoIterator<Item = Readable>,
    acceptance: Acceptance,
    part: Part,
) -> Ruling {
    let mut losses: Vec<Loss> = Vec::new();
    let mut obstructed = None;
    for answer in answers {
        match answer {
            Readable::Yes => {}
            Readable::No(breaks) => {
                for one in breaks {
                    let loss = foreign_loss(one, acceptance, part);
                    // What breaks at one place in every encoding is one thing.
                    let mut known = losses.iter_mut();
                    let known = known.find(|known| {
                        (&known.refused_at, &known.allowed_at)
                            == (&loss.refused_at, &loss.allowed_at)
                            && known.encodings != loss.encodings
                    });
                    match known {
                        Some(known) => known.encodings.extend(loss.encodings),
                        None => losses.push(loss),
                    }
                }
            }
            Readable::Unknown(unknown) => {
                obstructed.get_or_insert_with(|| obstacle(unknown, acceptance));
            }
        }
    }
    match obstructed {
        _ if !losses.is_empty() => Ruling::No(Losses {
            found: losses,
            is_all: false,
        }),
        Some(obstacle) => Ruling::Unknown(obstacle),
        None => Ruling::Yes,
    }
}

fn foreign_loss(one: ForeignBreak, acceptance: Acceptance, part: Part) -> Loss {
    // It names what is written and what it is read as.
    let facts = Facts::said(&one.message);
    Loss {
        witness: Witness {
            instance: one.instance,
            part,
            acceptance,
            reason: one.message,
            encoded: Some((one.encoded, one.encoding)),
            read_as: match one.outcome {
                Outcome::Refused => None,
                Outcome::Misread(value) => Some(value),
            },
        },
        refused_at: one.read_at,
        pointer: String::new(),
        missing: None,
        is_of_combination: false,
        allowed_at: Some(one.written_at),
        encodings: vec![one.encoding],
        facts: Some(facts),
    }
}

fn obstacle(unknown: Unknown, acceptance: Acceptance) -> Obstacle {
    Obstacle {
        is_broken: unknown.is_of_broken(),
        reason: unknown.reason,
        version: match unknown.side {
            Side::First => acceptance.accepted_by,
            Side::Second => acceptance.rejected_by,
        },
        location: unknown.location,
    }
}
