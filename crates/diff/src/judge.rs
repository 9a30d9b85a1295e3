//! What the schemas of both versions mean for each other, asked of `tidings-decide`.

use tidings_decide::avro::{self, AvroSubject};
use tidings_decide::protobuf::{self, ProtobufEncoding, ProtobufSubject};
use tidings_decide::{
    Break, Encoding, Exchange, ForeignBreak, Outcome, Readable, Side, Subject, Subset, Unknown,
    subset, subset_under,
};
use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::{Literal, Notation, SchemaId, Unread};

use crate::{Acceptance, Answer, Options, Part, Reading, Version, Witness};

/// How many ways in which one pair of schemas breaks are looked for.
const BREAKS: usize = 16;

/// What one version emits, judged by the other one.
#[derive(Clone, Debug)]
pub(crate) enum Ruling {
    /// Proved: nothing is lost.
    Yes,
    /// These are lost; perhaps more, when there are as many as are looked for.
    No(Vec<Loss>),
    /// Neither was found.
    Unknown(Obstacle),
}

/// A value that is lost.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    pub(crate) witness: Witness,
    /// Where the version that refuses it says so.
    pub(crate) refused_at: Location,
    /// The pointer of what is refused, in the value.
    pub(crate) pointer: String,
    /// Where the version that accepts it says so, if a single place does.
    pub(crate) allowed_at: Option<Location>,
    /// In which encodings it is lost, where that makes a difference.
    pub(crate) encodings: Vec<Encoding>,
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

    /// Whether there may be losses besides those that are told.
    pub(crate) fn is_exhausted(&self) -> bool {
        matches!(self, Self::No(losses) if losses.len() >= BREAKS)
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
        loss(found, acceptance, part)
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
            let losses = breaks.into_iter();
            Ruling::No(
                losses
                    .filter_map(|one| loss(one, acceptance, part))
                    .collect(),
            )
        }
        Subset::Unknown(unknown) => Ruling::Unknown(obstacle(unknown, acceptance)),
    }
}

fn loss(one: Break, acceptance: Acceptance, part: Part) -> Option<Loss> {
    let failure = one.failures.into_iter().next()?;
    let reason = match failure.pointer.as_str() {
        "" => failure.message,
        pointer => format!("{pointer}: {}", failure.message),
    };
    Some(Loss {
        witness: Witness {
            instance: one.instance,
            part,
            acceptance,
            reason,
            encoded: None,
            read_as: None,
        },
        refused_at: failure.schema,
        pointer: failure.pointer,
        allowed_at: one.allowed_by,
        encodings: Vec::new(),
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
        _ if !losses.is_empty() => Ruling::No(losses),
        Some(obstacle) => Ruling::Unknown(obstacle),
        None => Ruling::Yes,
    }
}

fn foreign_loss(one: ForeignBreak, acceptance: Acceptance, part: Part) -> Loss {
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
        allowed_at: Some(one.written_at),
        encodings: vec![one.encoding],
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
