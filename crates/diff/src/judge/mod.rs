//! What the schemas of both versions mean for each other, asked of `tidings-decide`.

mod answered;
mod ruling;

use tidings_decide::avro::{self, AvroSubject};
use tidings_decide::protobuf::{self, ProtobufEncoding, ProtobufSubject};
use tidings_decide::{Exchange, Side, Subject, Wanted, subset, subset_under};
use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::{Literal, Notation, SchemaId, SchemaKind, Unread};

use answered::{losses, of_bytes, of_values};
pub(crate) use ruling::{Loss, Obstacle, Of, Ruling, Rulings};

use crate::schema::Graphs;
use crate::{Acceptance, Options, Part, Reading, Version};

/// How many ways in which one pair of schemas breaks are looked for: enough for several closed objects that are new where
/// anything was allowed, each of which refuses every name that the schemas mention.
const BREAKS: usize = 128;

/// The same where values are wanted to ask further about.
const FEW_BREAKS: usize = 32;

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

    /// The schemas of both contracts.
    pub(crate) fn graphs(&self) -> Graphs<'c> {
        Graphs {
            base: &self.base.schemas,
            revision: &self.revision.schemas,
        }
    }

    /// The contract of `version`.
    pub(crate) fn contract(&self, version: Version) -> &'c Contract {
        match version {
            Version::Base => self.base,
            Version::Revision => self.revision,
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

    /// Which values one of two schemas allows and the other one refuses, as they stand, whoever emits them.
    pub(crate) fn schemas_apart(&self, base: SchemaId, revision: SchemaId, part: Part) -> Rulings {
        let options = tidings_decide::Options {
            breaks: FEW_BREAKS,
            ..self.options
        };
        let [base, revision] =
            [(self.base, base), (self.revision, revision)].map(|(contract, schema)| Subject {
                graph: &contract.schemas,
                schema,
            });
        Rulings {
            backward: of_values(subset(base, revision, &options), Acceptance::BACKWARD, part),
            forward: of_values(subset(revision, base, &options), Acceptance::FORWARD, part),
        }
    }

    /// What two schemas mean for each other in one direction (0 is backward) as far as values are concerned that have each of
    /// `wanted` at its path, the names of properties inside each other, or `*` for every item; `None` where a part of them is
    /// broken.
    pub(crate) fn schemas_with(
        &mut self,
        (base, revision): (SchemaId, SchemaId),
        direction: usize,
        wanted: &[(Vec<String>, Wanted)],
        part: Part,
    ) -> Option<Ruling> {
        let (asked, acceptance) = match direction {
            0 => ((base, revision), Acceptance::BACKWARD),
            _ => ((revision, base), Acceptance::FORWARD),
        };
        let options = self.options;
        let exchange = self.exchange(direction);
        let answer = exchange.subset_with(asked, wanted, &options)?;
        Some(of_values(answer, acceptance, part))
    }

    /// What two schemas mean for each other in one direction (0 is backward) as far as values are concerned of which, at `path`,
    /// the names of properties inside each other, one of `parts` alone allows what is there, which both versions have: the
    /// emitter's where it `is_emitted`, or the reader's; `None` where that cannot be asked.
    pub(crate) fn schemas_between(
        &mut self,
        (base, revision): (SchemaId, SchemaId),
        direction: usize,
        (path, parts): (&[String], [SchemaId; 2]),
        is_emitted: bool,
        part: Part,
    ) -> Option<Ruling> {
        let [was, is] = parts;
        let (asked, parts, acceptance) = match direction {
            0 => ((base, revision), [was, is], Acceptance::BACKWARD),
            _ => ((revision, base), [is, was], Acceptance::FORWARD),
        };
        let options = self.options;
        let exchange = self.exchange(direction);
        let fitting = match is_emitted {
            true => Side::First,
            false => Side::Second,
        };
        let answer = exchange.subset_between(asked, path, parts, fitting, &options)?;
        Some(of_values(answer, acceptance, part))
    }

    /// Whether it is proved that no value is allowed both by `schema` and by one of `others`, as who reads in one direction
    /// (0 is backward) has them.
    pub(crate) fn are_apart(
        &mut self,
        direction: usize,
        schema: SchemaId,
        others: &[SchemaId],
    ) -> bool {
        let options = self.options;
        let exchange = self.exchange(direction);
        let mut others = others.iter();
        others.all(|other| exchange.reads_apart(schema, *other, &options))
    }

    /// The losses in one direction (0 is backward) that `value` shows, which was not looked for.
    pub(crate) fn shown(
        &mut self,
        (base, revision): (SchemaId, SchemaId),
        direction: usize,
        value: &Literal,
        part: Part,
    ) -> Vec<Loss> {
        let (writer, reader, acceptance) = match direction {
            0 => (base, revision, Acceptance::BACKWARD),
            _ => (revision, base, Acceptance::FORWARD),
        };
        let options = self.options;
        let found = self
            .exchange(direction)
            .shown(writer, reader, value, &options);
        let found = found.into_iter();
        found
            .flat_map(|found| losses(found, acceptance, part))
            .collect()
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
