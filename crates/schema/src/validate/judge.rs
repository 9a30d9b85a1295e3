//! Judging many values by the schemas of one graph, with an end to it.

use super::{Effort, Failure, STEP_LIMIT, ValidateOptions, Validator};
use crate::validate::instance::Instance;
use crate::{Literal, SchemaGraph, SchemaId};

/// Judges values by the schemas of one graph as [`crate::validate_literal`] does.
///
/// It compiles each pattern once, takes no more than a number of steps for all values together, and never takes a value
/// that it could not judge to its end for an invalid one.
#[derive(Debug)]
pub struct Judge<'g> {
    graph: &'g SchemaGraph,
    options: ValidateOptions,
    effort: Effort<'g>,
    /// How many steps are left for everything.
    left: u64,
}

impl<'g> Judge<'g> {
    /// A judge of values by the schemas of `graph`, who takes `steps` steps: applying a schema is one, and so is each
    /// item or property that it is applied to.
    pub fn new(graph: &'g SchemaGraph, options: &ValidateOptions, steps: u64) -> Self {
        Self {
            graph,
            options: *options,
            effort: Effort::default(),
            left: steps,
        }
    }

    /// What `value` breaks of `schema`, empty when it is valid; `None` where that takes more steps than there are.
    pub fn failures(&mut self, schema: SchemaId, value: &Literal) -> Option<Vec<Failure>> {
        self.judge(schema, value, None)
    }

    /// Whether `value` is valid under `schema`; `None` where that takes more steps than there are.
    pub fn accepts(&mut self, schema: SchemaId, value: &Literal) -> Option<bool> {
        let failures = self.judge(schema, value, Some(1))?;
        Some(failures.is_empty())
    }

    fn judge(
        &mut self,
        schema: SchemaId,
        value: &Literal,
        limit: Option<usize>,
    ) -> Option<Vec<Failure>> {
        let steps = self.left.min(STEP_LIMIT);
        self.effort.steps = steps;
        self.effort.is_exceeded = false;
        let mut validator = Validator::new(self.graph, &self.options, &mut self.effort);
        validator.limit = limit.unwrap_or(validator.limit);
        let failures = validator.run(schema, Instance::Literal(value));
        self.left -= steps - self.effort.steps;
        (!self.effort.is_exceeded).then_some(failures)
    }
}
