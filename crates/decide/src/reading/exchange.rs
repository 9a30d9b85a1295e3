//! What writers of one graph send to readers of another one.

use tidings_schema::{Literal, Rules, SchemaGraph, SchemaId};

use super::{Readers, Reading, Writers};
use crate::question::{subset_between, subset_shown};
use crate::unread::Extreme;
use crate::witness::shown;
use crate::{
    Break, Disjoint, Options, Satisfiable, Side, Subject, Subset, Unknown, disjoint, satisfiable,
};

/// What values have at a place that is asked about.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// This value.
    Value(Literal),
    /// An object without this property.
    Without(String),
    /// What this schema of who emits it allows.
    Fitting(SchemaId),
}

/// The writers of one graph and the readers of another one: asked about several schemas it works once on what they share.
pub struct Exchange<'g> {
    reading: Reading,
    writers: Writers<'g>,
    readers: Readers<'g>,
}

impl<'g> Exchange<'g> {
    /// What writers of `written` emit under `reading`, and readers of `read` accept.
    pub fn new(reading: Reading, written: &'g SchemaGraph, read: &'g SchemaGraph) -> Self {
        Self {
            reading,
            writers: reading.writers(written),
            readers: reading.readers(read),
        }
    }

    /// Whether a reader of `reader` accepts everything that a writer of `writer` emits.
    ///
    /// Each witness is a value that the writer can emit under the reading. Where a rewriting had to leave something out,
    /// which takes schemas of a special make, there is no *no*, but an *unknown* that says so.
    pub fn subset(&mut self, writer: SchemaId, reader: SchemaId, options: &Options) -> Subset {
        let extremes = self.extremes(writer, reader);
        let mut sound = self.of_extremes(&extremes);
        let [first, second] = self.subjects(writer, reader);
        let (answer, doubt) = match &mut sound {
            Some(sound) => {
                let shown = sound.subjects(writer, reader);
                let answer = subset_shown(first, second, shown, options);
                (answer, sound.doubt(writer))
            }
            None => {
                let answer = subset_shown(first, second, [first, second], options);
                (answer, self.doubt(writer))
            }
        };
        match answer {
            Subset::No(breaks) => doubt.map_or(Subset::No(breaks), Subset::Unknown),
            answer => answer,
        }
    }

    /// Whether a reader of `reader` accepts everything that a writer of `writer` emits which has each of `wanted` at its
    /// path, the names of properties inside each other, or `*` for every item of an array.
    ///
    /// `None` where a part of a schema is broken.
    pub fn subset_with(
        &mut self,
        (writer, reader): (SchemaId, SchemaId),
        wanted: &[(Vec<String>, Wanted)],
        options: &Options,
    ) -> Option<Subset> {
        let is_broken = self.extremes(writer, reader).iter().any(Option::is_some);
        if is_broken || self.doubt(writer).is_some() {
            return None;
        }
        let emitted = self.writers.emitted(writer);
        let mut asked = emitted;
        for (path, wanted) in wanted {
            let rules = match wanted {
                Wanted::Value(value) => Rules {
                    constant: Some(Box::new(value.clone())),
                    ..Rules::default()
                },
                Wanted::Without(name) => self.writers.without(emitted, name),
                Wanted::Fitting(schema) => Rules {
                    all_of: vec![*schema].into(),
                    ..Rules::default()
                },
            };
            asked = self.writers.with(asked, path, rules);
        }
        let accepted = self.readers.accepted(reader);
        let first = Subject {
            schema: asked,
            graph: self.writers.graph(),
        };
        let second = Subject {
            schema: accepted,
            graph: self.readers.graph(),
        };
        Some(subset_shown(first, second, [first, second], options))
    }

    /// Whether a reader of `reader` accepts everything that a writer of `writer` emits of which, at `path` (names of properties
    /// inside each other), `fitting` alone of two schemas allows what is there: one of the writer's, and one of the reader's.
    ///
    /// `None` where a part of a schema is broken, and where the reader's schemas are read with forbearance.
    pub fn subset_between(
        &mut self,
        (writer, reader): (SchemaId, SchemaId),
        path: &[String],
        [written, read]: [SchemaId; 2],
        fitting: Side,
        options: &Options,
    ) -> Option<Subset> {
        let is_broken = self.extremes(writer, reader).iter().any(Option::is_some);
        if is_broken || self.doubt(writer).is_some() || self.readers.copies.is_some() {
            return None;
        }
        let [first, second] = [writer, reader];
        let emitted = self.writers.emitted(first);
        let written = self
            .writers
            .graph
            .below(written, path, fitting == Side::First);
        let read = self
            .readers
            .graph
            .below(read, path, fitting == Side::Second);
        let of = |graph, schema| Subject { graph, schema };
        let (writers, readers) = (self.writers.graph(), self.readers.graph());
        let both = [of(writers, emitted), of(readers, second)];
        let parts = [of(writers, written), of(readers, read)];
        Some(subset_between(both, parts, fitting, options))
    }

    /// Whether no value is valid both under `first` and under `second`, two schemas of the reader's.
    pub fn reads_apart(&mut self, first: SchemaId, second: SchemaId, options: &Options) -> bool {
        let accepted = [first, second].map(|schema| self.readers.accepted(schema));
        let [first, second] = accepted.map(|schema| Subject {
            graph: self.readers.graph(),
            schema,
        });
        matches!(disjoint(first, second, options), Disjoint::Yes)
    }

    /// Whether it is proved that a reader of `reader` accepts no value at all.
    pub fn refuses_everything(&mut self, reader: SchemaId, options: &Options) -> bool {
        let accepted = Subject {
            schema: self.readers.accepted(reader),
            graph: self.readers.graph(),
        };
        matches!(satisfiable(accepted, options), Satisfiable::No)
    }

    /// What `writer` emits at least and what `reader` accepts at most, where a part of them is broken.
    fn extremes(&self, writer: SchemaId, reader: SchemaId) -> [Option<SchemaGraph>; 2] {
        let (written, read) = (self.writers.graph.original, self.readers.graph.original);
        [
            Extreme::Least.of(written, writer),
            Extreme::Most.of(read, reader),
        ]
    }

    /// The same exchange about what [`Self::extremes`] answers; `None` where nothing is broken.
    fn of_extremes<'e>(&self, extremes: &'e [Option<SchemaGraph>; 2]) -> Option<Exchange<'e>>
    where
        'g: 'e,
    {
        let (written, read) = (self.writers.graph.original, self.readers.graph.original);
        match extremes {
            [None, None] => None,
            [least, most] => Some(Exchange::new(
                self.reading,
                least.as_ref().unwrap_or(written),
                most.as_ref().unwrap_or(read),
            )),
        }
    }

    /// The break that `value` shows: a writer of `writer` can emit it, and a reader of `reader` refuses it.
    pub fn shown(
        &mut self,
        writer: SchemaId,
        reader: SchemaId,
        value: &Literal,
        options: &Options,
    ) -> Option<Break> {
        let extremes = self.extremes(writer, reader);
        if let Some(sound) = &mut self.of_extremes(&extremes) {
            return sound.shown(writer, reader, value, options);
        }
        let [first, second] = self.subjects(writer, reader);
        let found = shown(first, second, options, value);
        found.filter(|_| self.doubt(writer).is_none())
    }

    /// What a writer of `writer` emits and a reader of `reader` accepts.
    fn subjects(&mut self, writer: SchemaId, reader: SchemaId) -> [Subject<'_>; 2] {
        let emitted = self.writers.emitted(writer);
        let accepted = self.readers.accepted(reader);
        let first = Subject {
            graph: self.writers.graph(),
            schema: emitted,
        };
        let second = Subject {
            graph: self.readers.graph(),
            schema: accepted,
        };
        [first, second]
    }

    /// Why a break need not be one.
    fn doubt(&self, writer: SchemaId) -> Option<Unknown> {
        let doubt = self.writers.doubt(Side::First, writer);
        doubt.or_else(|| self.readers.doubt())
    }
}

/// Whether a reader of `reader` accepts everything that a writer of `writer` emits; see [`Exchange::subset`].
pub fn subset_under(
    reading: Reading,
    writer: Subject<'_>,
    reader: Subject<'_>,
    options: &Options,
) -> Subset {
    let mut exchange = Exchange::new(reading, writer.graph, reader.graph);
    exchange.subset(writer.schema, reader.schema, options)
}
