//! Judging an instance by a schema.
//!
//! Each file holds the keywords of one type; what they judge by and the words they use come from `tidings-check`,
//! which generated code calls too, so the tool and a running client never disagree.

mod arrays;
mod branches;
mod combinations;
mod instance;
mod numbers;
mod objects;
mod strings;
mod values;

use std::collections::HashMap;

use tidings_check::{Path, Pattern};
use tidings_diag::Location;
use tidings_syntax::Value;

use crate::{Literal, Rules, Schema, SchemaGraph, SchemaId, SchemaKind};
use instance::{Identity, Instance, View};

/// How many schemas may be applied inside each other: documents nest at most 128 deep, with a few schemas per level.
const DEPTH_LIMIT: usize = 512;

/// How many schemas are applied to one instance: schemas that refer to each other twice would double the work per step.
const STEP_LIMIT: u32 = 1_000_000;

/// Whether `format` demands something or only says something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// A text in a known format must be in its language.
    #[default]
    Assert,
    /// Every text is fine.
    Annotate,
}

/// How literally schemas are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValidateOptions {
    /// What `format` does.
    pub formats: Formats,
}

/// A demand that an instance does not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The JSON Pointer inside the instance; empty for the whole.
    pub pointer: String,
    /// Where that stands in the document; `None` for an instance that stands in none.
    pub location: Option<Location>,
    /// The keyword that demands it, or the schema itself.
    pub schema: Location,
    /// The keyword's name; empty for a schema that is `false`.
    pub keyword: &'static str,
    /// What is wrong, without a full stop.
    pub message: String,
}

/// Everything that `instance` breaks of the schema `schema`; empty when it is valid.
///
/// All of draft-07 is judged, with exact numbers. An instance that takes too many steps fails and says so.
pub fn validate(
    graph: &SchemaGraph,
    schema: SchemaId,
    instance: Value<'_>,
    options: &ValidateOptions,
) -> Vec<Failure> {
    Validator::new(graph, options).run(schema, Instance::Value(instance))
}

/// As [`validate`], for a value that stands in no document.
pub fn validate_literal(
    graph: &SchemaGraph,
    schema: SchemaId,
    instance: &Literal,
    options: &ValidateOptions,
) -> Vec<Failure> {
    Validator::new(graph, options).run(schema, Instance::Literal(instance))
}

/// Judges instances by the schemas of one graph.
struct Validator<'g> {
    graph: &'g SchemaGraph,
    options: ValidateOptions,
    /// Compiled patterns; `None` for one that cannot be run, which a reader has reported and left out.
    patterns: HashMap<&'g str, Option<Pattern>>,
    /// The schemas that are being applied, each with what it is applied to.
    active: Vec<(SchemaId, Identity)>,
    steps: u32,
}

/// One schema object applied to one instance.
#[derive(Clone, Copy)]
struct Applied<'a, 'g> {
    schema: &'g Schema,
    rules: &'g Rules,
    instance: Instance<'a>,
    path: &'a Path<'a>,
}

impl Applied<'_, '_> {
    /// The failure of the keyword `keyword`.
    fn failure(&self, keyword: &'static str, message: String) -> Failure {
        self.failure_at(self.path, self.instance.location(), keyword, message)
    }

    /// The failure of the keyword `keyword` at a place inside the instance.
    fn failure_at(
        &self,
        path: &Path<'_>,
        location: Option<Location>,
        keyword: &'static str,
        message: String,
    ) -> Failure {
        let stated = self.rules.keyword(keyword);
        Failure {
            pointer: path.to_string(),
            location,
            schema: stated.unwrap_or(&self.schema.location).clone(),
            keyword,
            message,
        }
    }
}

impl<'g> Validator<'g> {
    fn new(graph: &'g SchemaGraph, options: &ValidateOptions) -> Self {
        Self {
            graph,
            options: *options,
            patterns: HashMap::new(),
            active: Vec::new(),
            steps: 0,
        }
    }

    fn run(mut self, schema: SchemaId, instance: Instance<'_>) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.apply(schema, instance, &Path::root(), &mut failures);
        failures
    }

    /// Adds what `instance` breaks of `schema` to `failures`.
    fn apply(
        &mut self,
        schema: SchemaId,
        instance: Instance<'_>,
        path: &Path<'_>,
        failures: &mut Vec<Failure>,
    ) {
        let id = self.graph.resolve(schema);
        let identity = instance.identity();
        let on_the_same = self
            .active
            .iter()
            .rev()
            .take_while(|(_, on)| *on == identity);
        if on_the_same.into_iter().any(|(active, _)| *active == id) {
            // A schema that demands itself of the same value demands nothing more by it.
            return;
        }
        let schema = self.graph.get(id);
        self.steps = self.steps.saturating_add(1);
        let exceeded = if self.active.len() >= DEPTH_LIMIT {
            Some("is nested too deeply to be checked")
        } else if self.steps > STEP_LIMIT {
            Some("takes too many steps to be checked")
        } else {
            None
        };
        let refusal = match (&schema.kind, exceeded) {
            (SchemaKind::Boolean(true) | SchemaKind::Reference(_), _) => return,
            (SchemaKind::Boolean(false), _) => "is not allowed",
            (SchemaKind::Rules(_), Some(exceeded)) => exceeded,
            (SchemaKind::Rules(rules), None) => {
                self.active.push((id, identity));
                let sensitive = path.sensitive();
                let applied = Applied {
                    schema,
                    rules,
                    instance,
                    path: if schema.is_sensitive() {
                        &sensitive
                    } else {
                        path
                    },
                };
                self.apply_rules(applied, failures);
                self.active.pop();
                return;
            }
        };
        failures.push(Failure {
            pointer: path.to_string(),
            location: instance.location(),
            schema: schema.location.clone(),
            keyword: "",
            message: refusal.to_owned(),
        });
    }

    fn apply_rules(&mut self, applied: Applied<'_, 'g>, failures: &mut Vec<Failure>) {
        if !values::check(applied, failures) {
            // A value of another type says nothing about the keywords of the type it should have had.
            return;
        }
        match applied.instance.view() {
            View::Null | View::Bool => {}
            View::Number(text) => self.check_number(applied, text, failures),
            View::String(text) => self.check_string(applied, text, failures),
            View::Array(items) => self.check_array(applied, &items, failures),
            View::Object(members) => self.check_object(applied, &members, failures),
        }
        self.check_combinations(applied, failures);
    }

    /// Whether `instance` is valid under `schema`.
    fn is_valid(&mut self, schema: SchemaId, instance: Instance<'_>, path: &Path<'_>) -> bool {
        let mut failures = Vec::new();
        self.apply(schema, instance, path, &mut failures);
        failures.is_empty()
    }

    /// The compiled form of a pattern that a schema of the graph has.
    fn pattern(&mut self, source: &'g str) -> Option<&Pattern> {
        let compiled = self.patterns.entry(source);
        compiled
            .or_insert_with(|| Pattern::new(source).ok())
            .as_ref()
    }
}
