//! How literally schemas are read: readings as rewritings of the writer's schema and of the reader's.
//!
//! A reading becomes two plain schemas, so that the search and the validator know nothing of it, and every witness is a
//! value that the writer of this reading can emit.
//!
//! *Declared* are the names that a schema mentions (`properties`, `required`, dependencies, objects that `const` and
//! `enum` spell out), those that `patternProperties` describes, and all names where `additionalProperties` or
//! `unevaluatedProperties` says what they hold. `additionalProperties: true` says no more than its absence, except where
//! nothing else gives an object names: that is a map. What counts is the value: the names that any schema applied to it
//! mentions, through `allOf`, `anyOf`, `oneOf`, `if` or a reference, are declared for all of these schemas, and so on
//! for the values of its properties and its items.
//!
//! Of the registries' behaviour the following is reproduced. [`Reading::Confluent`] is inclusion, with a reader that
//! fills in defaults; it gives Confluent's verdicts of the policy `STRICT` on properties that are added or removed,
//! required, required with a default, or optional, in open and closed objects, on properties that a partially open
//! object covers, and on types, bounds and enumerations that grow or shrink. [`Reading::ConfluentLenient`] lets the
//! writer emit declared names only and the reader ignore unknown ones as well, and gives the verdicts of the policy
//! `LENIENT` on the same changes. Where Confluent's rules are rougher than inclusion (they pair the branches of `oneOf`,
//! and know nothing of what several keywords say together) the answer here is that of inclusion.

mod exchange;
mod opening;
mod position;
mod reader;
mod writer;

use tidings_schema::{
    ArrayRules, ObjectRules, Property, Rules, SchemaGraph, SchemaId, SchemaKind, Type, TypeSet,
};

use crate::intern::UNREAD;
use crate::{Disjoint, Options, Side, Subject, Unknown, disjoint};
pub use exchange::{Exchange, Wanted, subset_under};
use reader::{Copies, Forgiving};
use writer::Outlines;

/// How literally the schemas of a writer and of a reader are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The writer emits only names that its schema declares; the reader accepts what its schema accepts.
    #[default]
    Events,
    /// As [`Self::Events`], and the reader ignores names that it does not know.
    Lenient,
    /// Both are read as they stand.
    Strict,
    /// Confluent's registry with the policy `STRICT`: as they stand, and the reader fills in defaults.
    Confluent,
    /// Confluent's registry with the policy `LENIENT`: as [`Self::Lenient`], and the reader fills in defaults.
    ConfluentLenient,
}

impl Reading {
    /// Every reading.
    pub const ALL: [Self; 5] = [
        Self::Events,
        Self::Lenient,
        Self::Strict,
        Self::Confluent,
        Self::ConfluentLenient,
    ];

    /// The name used on the command line and in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Lenient => "lenient",
            Self::Strict => "strict",
            Self::Confluent => "confluent",
            Self::ConfluentLenient => "confluent-lenient",
        }
    }

    /// The reading of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reading| reading.name() == name)
    }

    /// The schemas of `graph` as writers have them.
    pub fn writers(self, graph: &SchemaGraph) -> Writers<'_> {
        let outlines = match self {
            Self::Strict | Self::Confluent => None,
            Self::Events | Self::Lenient => Some(Outlines::new(graph, true)),
            // For the registry an object that allows every name is open, whether it says so or not.
            Self::ConfluentLenient => Some(Outlines::new(graph, false)),
        };
        Writers {
            graph: Rewritten::of(graph),
            outlines,
        }
    }

    /// The schemas of `graph` as readers have them.
    pub fn readers(self, graph: &SchemaGraph) -> Readers<'_> {
        let forgiving = Forgiving {
            unknown_names: matches!(self, Self::Lenient | Self::ConfluentLenient),
            absent_defaults: matches!(self, Self::Confluent | Self::ConfluentLenient),
        };
        let forgives = forgiving.unknown_names || forgiving.absent_defaults;
        Readers {
            graph: Rewritten::of(graph),
            copies: forgives.then(|| Copies::new(graph, forgiving)),
        }
    }
}

/// A graph, and its copy as soon as a schema is added to it.
struct Rewritten<'g> {
    original: &'g SchemaGraph,
    copy: Option<SchemaGraph>,
}

impl<'g> Rewritten<'g> {
    fn of(original: &'g SchemaGraph) -> Self {
        Self {
            original,
            copy: None,
        }
    }

    fn graph(&self) -> &SchemaGraph {
        self.copy.as_ref().unwrap_or(self.original)
    }

    fn copy(&mut self) -> &mut SchemaGraph {
        self.copy.get_or_insert_with(|| self.original.clone())
    }

    /// The schema of those values of which `schema` allows what is at `path`, the names of properties inside each other, and
    /// of those that have nothing there unless something `has_to_be` there.
    fn below(&mut self, schema: SchemaId, path: &[String], has_to_be: bool) -> SchemaId {
        path.iter().rev().fold(schema, |schema, name| {
            let location = self.graph().get(schema).location.clone();
            let mut rules = Rules {
                object: ObjectRules {
                    properties: vec![Property {
                        name: name.clone(),
                        location,
                        schema,
                    }],
                    ..ObjectRules::default()
                }
                .into(),
                ..Rules::default()
            };
            if has_to_be {
                rules.types = Some(TypeSet::only(Type::Object));
                rules.object.required = vec![name.clone()];
            }
            self.copy()
                .derive(schema, SchemaKind::Rules(Box::new(rules)))
        })
    }

    fn unknown(&self, side: Side, schema: SchemaId, reason: &str) -> Unknown {
        Unknown {
            reason: reason.to_owned(),
            side,
            location: self.original.get(schema).location.clone(),
        }
    }
}

/// The schemas of one graph as the writers of a reading have them; asked for several schemas it works once on what
/// they share.
pub struct Writers<'g> {
    graph: Rewritten<'g>,
    outlines: Option<Outlines<'g>>,
}

impl Writers<'_> {
    /// The schema of what a writer of `schema` emits, in [`Self::graph`].
    pub fn emitted(&mut self, schema: SchemaId) -> SchemaId {
        match &mut self.outlines {
            Some(outlines) => outlines.emitted(self.graph.copy(), schema),
            None => schema,
        }
    }

    /// The schema of those values that both `emitted`, an answer of [`Self::emitted`], and `rules` allow.
    pub fn narrowed(&mut self, emitted: SchemaId, rules: Rules) -> SchemaId {
        let graph = self.graph.copy();
        let rules = graph.derive(emitted, SchemaKind::Rules(Box::new(rules)));
        let both = Rules {
            all_of: vec![emitted, rules].into(),
            ..Rules::default()
        };
        graph.derive(emitted, SchemaKind::Rules(Box::new(both)))
    }

    /// What objects without the property `name` say, beside `emitted`.
    fn without(&mut self, emitted: SchemaId, name: &str) -> Rules {
        let having = Rules {
            object: ObjectRules {
                required: vec![name.to_owned()],
                ..ObjectRules::default()
            }
            .into(),
            ..Rules::default()
        };
        let graph = self.graph.copy();
        Rules {
            types: Some(TypeSet::only(Type::Object)),
            not: Some(graph.derive(emitted, SchemaKind::Rules(Box::new(having)))),
            ..Rules::default()
        }
    }

    /// The schema of those values that `emitted` allows and that have at `path`, where `*` stands for every item, what
    /// `rules` allow.
    fn with(&mut self, emitted: SchemaId, path: &[String], mut rules: Rules) -> SchemaId {
        for step in path.iter().rev() {
            let graph = self.graph.copy();
            let location = graph.get(emitted).location.clone();
            let schema = graph.derive(emitted, SchemaKind::Rules(Box::new(rules)));
            rules = match step.as_str() {
                "*" => Rules {
                    types: Some(TypeSet::only(Type::Array)),
                    array: ArrayRules {
                        items: Some(schema),
                        min_items: Some(1),
                        ..ArrayRules::default()
                    }
                    .into(),
                    ..Rules::default()
                },
                name => Rules {
                    types: Some(TypeSet::only(Type::Object)),
                    object: ObjectRules {
                        required: vec![name.to_owned()],
                        properties: vec![Property {
                            name: name.to_owned(),
                            location,
                            schema,
                        }],
                        ..ObjectRules::default()
                    }
                    .into(),
                    ..Rules::default()
                },
            };
        }
        self.narrowed(emitted, rules)
    }

    /// Whether the answers allow exactly what a writer emits; else they allow more, because the names that the schemas
    /// declare together are too many.
    pub fn is_exact(&self) -> bool {
        !self.outlines.as_ref().is_some_and(Outlines::is_exhausted)
    }

    /// The graph that the answers of [`Self::emitted`] belong to.
    pub fn graph(&self) -> &SchemaGraph {
        self.graph.graph()
    }

    /// Why a value that a rewritten schema accepts need not be one that a writer of `schema` emits.
    fn doubt(&self, side: Side, schema: SchemaId) -> Option<Unknown> {
        let reason = "the names that the schemas declare together are too many";
        (!self.is_exact()).then(|| self.graph.unknown(side, schema, reason))
    }
}

/// The schemas of one graph as the readers of a reading have them.
pub struct Readers<'g> {
    graph: Rewritten<'g>,
    copies: Option<Copies<'g>>,
}

impl Readers<'_> {
    /// The schema of what a reader of `schema` accepts, in [`Self::graph`].
    pub fn accepted(&mut self, schema: SchemaId) -> SchemaId {
        match &mut self.copies {
            Some(copies) => copies.accepted(self.graph.copy(), schema),
            None => schema,
        }
    }

    /// The graph that the answers of [`Self::accepted`] belong to.
    pub fn graph(&self) -> &SchemaGraph {
        self.graph.graph()
    }

    /// Why a value that a rewritten schema refuses need not be one that a reader refuses.
    fn doubt(&self) -> Option<Unknown> {
        let (schema, reason) = self.copies.as_ref()?.left_out()?;
        Some(self.graph.unknown(Side::Second, schema, reason))
    }
}

/// Whether no value is emitted both by a writer of `first` and by one of `second`, two schemas of the graph that
/// `writers` was made for.
pub fn disjoint_under(
    writers: &mut Writers<'_>,
    first: SchemaId,
    second: SchemaId,
    options: &Options,
) -> Disjoint {
    let emitted = [first, second].map(|schema| writers.emitted(schema));
    let [one, other] = emitted.map(|schema| Subject {
        graph: writers.graph(),
        schema,
    });
    let doubt = writers.doubt(Side::First, first).or_else(|| {
        let original = writers.graph.original;
        let mut both = [first, second].into_iter();
        let broken = both.find(|schema| original.unread_below(*schema).next().is_some())?;
        Some(writers.graph.unknown(Side::First, broken, UNREAD))
    });
    match (disjoint(one, other, options), doubt) {
        (Disjoint::No(_), Some(doubt)) => Disjoint::Unknown(doubt),
        (answer, _) => answer,
    }
}
