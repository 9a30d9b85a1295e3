//! Who is asked.

use tidings_decide::{Options, Subject, Subset, subset};
use tidings_schema::Literal;

use crate::answer::confirm;
use crate::asked::Asked;
use crate::oracles::{Opinion, canonicalized, compatibility, covers, document};
use crate::schema::{Schema, graph, literal};
use crate::worker::Clock;

/// A prover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prover {
    Tidings,
    Canonical,
    Jsoncompat,
}

/// What a prover said, and what it cost in microseconds.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// `None` where it cannot read one of the schemas.
    pub(crate) opinion: Option<Opinion>,
    /// Whether it showed a value that breaks the inclusion by two validators.
    pub(crate) is_shown: bool,
    /// From JSON to what it compares.
    pub(crate) reading: u64,
    pub(crate) asking: u64,
}

impl Prover {
    pub(crate) const ALL: [Self; 3] = [Self::Tidings, Self::Canonical, Self::Jsoncompat];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tidings => "tidings",
            Self::Canonical => "canonical::covers",
            Self::Jsoncompat => "jsoncompat",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prover| prover.name() == name)
    }

    /// Asks it.
    pub(crate) fn ask(self, asked: &Asked) -> Result<Said, crate::Failure> {
        let [first, second] = [&asked.first, &asked.second].map(|schema| {
            let schema = literal(schema);
            Schema::read(&schema, &schema, asked.dialect, asked.formats)
        });
        let mut said = Said::default();
        let mut values = Vec::new();
        let clock = Clock::start()?;
        match self {
            Self::Tidings => {
                let texts = [&asked.first, &asked.second].map(ToString::to_string);
                let graphs = texts.each_ref().map(|text| graph(text, asked.dialect));
                said.reading = clock.microseconds()?;
                let clock = Clock::start()?;
                let [first, second] = graphs.each_ref().map(|(graph, schema)| Subject {
                    graph,
                    schema: *schema,
                });
                let options = Options {
                    formats: asked.formats,
                    ..Options::default()
                };
                said.opinion = Some(match subset(first, second, &options) {
                    Subset::Yes => Opinion::Yes,
                    Subset::No(breaks) => {
                        values.extend(breaks.found.into_iter().map(|shown| shown.instance));
                        Opinion::No
                    }
                    Subset::Unknown(_) => Opinion::Unknown,
                });
                said.asking = clock.microseconds()?;
            }
            Self::Canonical => {
                let schemas = [&first, &second].map(canonicalized);
                said.reading = clock.microseconds()?;
                let clock = Clock::start()?;
                if let [Some(first), Some(second)] = &schemas {
                    said.opinion = Some(covers(first, second));
                }
                said.asking = clock.microseconds()?;
            }
            Self::Jsoncompat => {
                let schemas = [&first, &second].map(document);
                said.reading = clock.microseconds()?;
                let clock = Clock::start()?;
                if let [Some(first), Some(second)] = &schemas {
                    let (opinion, value) = compatibility(first, second);
                    said.opinion = Some(opinion);
                    values.extend(value.as_ref().map(literal));
                }
                said.asking = clock.microseconds()?;
            }
        }
        let is_break = |value: &Literal| confirm(&first, &second, value).is_ok();
        said.is_shown = !values.is_empty() && values.iter().all(is_break);
        Ok(said)
    }
}
