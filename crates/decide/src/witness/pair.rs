//! Two schemas, and what the validator says of a value under both.

use tidings_schema::{Failure, Judge, Literal, SchemaId, ValidateOptions};

use crate::{Options, Subject};

/// How much judging one answer may take: some milliseconds.
const STEPS: u64 = 100_000;

/// The schemas of a question.
pub(super) struct Pair<'g> {
    pub(super) first: Judged<'g>,
    pub(super) second: Judged<'g>,
}

/// A schema with its judge.
pub(super) struct Judged<'g> {
    pub(super) subject: Subject<'g>,
    judge: Judge<'g>,
}

impl<'g> Judged<'g> {
    pub(super) fn new(subject: Subject<'g>, options: &Options) -> Self {
        let validation = ValidateOptions {
            formats: options.formats,
        };
        Self {
            subject,
            judge: Judge::new(subject.graph, &validation, STEPS),
        }
    }

    /// Whether `value` is valid; not when that takes too much to tell.
    pub(super) fn accepts(&mut self, value: &Literal) -> bool {
        self.accepts_as(self.subject.schema, value)
    }

    /// Whether `value` is valid under the schema `schema` of the same graph; not when that takes too much to tell.
    pub(super) fn accepts_as(&mut self, schema: SchemaId, value: &Literal) -> bool {
        self.judge.accepts(schema, value) == Some(true)
    }

    /// Whether `value` is invalid; not when that takes too much to tell.
    pub(super) fn refuses(&mut self, value: &Literal) -> bool {
        self.judge.accepts(self.subject.schema, value) == Some(false)
    }

    /// What `value`, which is refused, breaks; no more than that it is refused when that takes too much to tell.
    pub(super) fn failures(&mut self, value: &Literal) -> Vec<Failure> {
        let Subject { graph, schema } = self.subject;
        let failures = self.judge.failures(schema, value);
        failures.unwrap_or_else(|| {
            vec![Failure {
                pointer: String::new(),
                location: None,
                schema: graph.get(schema).location.clone(),
                keyword: "",
                missing: None,
                is_of_tag: false,
                message: "it is refused".to_owned(),
            }]
        })
    }
}

impl<'g> Pair<'g> {
    pub(super) fn new(first: Subject<'g>, second: Subject<'g>, options: &Options) -> Self {
        Self {
            first: Judged::new(first, options),
            second: Judged::new(second, options),
        }
    }

    /// Whether the first schema accepts `value` and the second one refuses it.
    pub(super) fn is_broken_by(&mut self, value: &Literal) -> bool {
        self.first.accepts(value) && self.second.refuses(value)
    }
}
