//! Judging an instance by a schema.
//!
//! Each file holds the keywords of one type; what they judge by and the words they use come from `tidings-check`,
//! which generated code calls too, so the tool and a running client never disagree.

mod arrays;
mod branches;
mod combinations;
mod help;
mod instance;
mod judge;
mod names;
mod numbers;
mod objects;
mod strings;
mod unevaluated;
mod values;

use tidings_check::Path;
use tidings_diag::Location;
use tidings_syntax::Value;

use crate::graph::ResourceId;
use crate::patterns::Patterns;
use crate::{Keyword, Literal, Rules, Schema, SchemaGraph, SchemaId, SchemaKind};
use instance::{Identity, Instance, View};
pub use judge::Judge;
use names::Declared;

/// How many schemas may be applied inside each other: documents nest at most 128 deep, with a few schemas per level.
const DEPTH_LIMIT: usize = 512;

/// How much work one instance may be: schemas that refer to each other twice would double it at every level.
const STEP_LIMIT: u64 = 1_000_000;

/// How many failures are told: who mends a thousand runs again.
const FAILURE_LIMIT: usize = 1_000;

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
    /// The property that has to be there and is not, where that is what is wrong.
    pub missing: Option<String>,
    /// Whether it is that a value that tells branches apart is one of another branch than those there are.
    pub is_of_tag: bool,
    /// What is wrong, without a full stop.
    pub message: String,
}

/// What `instance` breaks of the schema `schema`; empty when it is valid.
///
/// Every keyword of the schema's dialect is judged, with exact numbers. An instance that takes too many steps fails and says so.
/// Beyond a thousand failures no more are looked for.
pub fn validate(
    graph: &SchemaGraph,
    schema: SchemaId,
    instance: Value<'_>,
    options: &ValidateOptions,
) -> Vec<Failure> {
    let mut effort = Effort::default();
    Validator::new(graph, options, &mut effort).run(schema, Instance::Value(instance))
}

/// As [`validate`], for a value that stands in no document.
pub fn validate_literal(
    graph: &SchemaGraph,
    schema: SchemaId,
    instance: &Literal,
    options: &ValidateOptions,
) -> Vec<Failure> {
    let mut effort = Effort::default();
    Validator::new(graph, options, &mut effort).run(schema, Instance::Literal(instance))
}

/// What judging may still cost, and what it need not do twice; for one instance, or for several of one task.
#[derive(Debug)]
pub(crate) struct Effort<'g> {
    pub(crate) patterns: Patterns<'g>,
    declared: Declared<'g>,
    /// How much work is left.
    pub(crate) steps: u64,
    /// Whether a schema was not applied because that would have been too much.
    is_exceeded: bool,
}

impl Default for Effort<'_> {
    fn default() -> Self {
        Self {
            patterns: Patterns::default(),
            declared: Declared::default(),
            steps: STEP_LIMIT,
            is_exceeded: false,
        }
    }
}

impl Effort<'_> {
    /// Gives back the work that has been done; what is known of patterns stays.
    pub(crate) fn renew(&mut self) {
        self.steps = STEP_LIMIT;
        self.is_exceeded = false;
    }
}

/// As [`validate_literal`], with an `effort` that is shared with other instances.
pub(crate) fn validate_within<'g>(
    graph: &'g SchemaGraph,
    schema: SchemaId,
    instance: &Literal,
    options: &ValidateOptions,
    effort: &mut Effort<'g>,
) -> Vec<Failure> {
    Validator::new(graph, options, effort).run(schema, Instance::Literal(instance))
}

/// A schema that is being applied.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Active {
    schema: SchemaId,
    instance: Identity,
    /// How many resources had been entered, on which dynamic references depend.
    entered: usize,
}

/// As [`validate`], with an `effort` that is shared with other instances.
pub(crate) fn validate_value_within<'g>(
    graph: &'g SchemaGraph,
    schema: SchemaId,
    instance: Value<'_>,
    options: &ValidateOptions,
    effort: &mut Effort<'g>,
) -> Vec<Failure> {
    Validator::new(graph, options, effort).run(schema, Instance::Value(instance))
}

/// Judges instances by the schemas of one graph.
struct Validator<'g, 's> {
    graph: &'g SchemaGraph,
    options: ValidateOptions,
    /// The schemas that are being applied, each with what it is applied to.
    active: Vec<Active>,
    /// The resources that were entered on the way here, in the order in which that happened; for dynamic references.
    entered: Vec<ResourceId>,
    /// How many schemas are gone through to find what they have looked at.
    evaluating: usize,
    effort: &'s mut Effort<'g>,
    /// How many failures are asked for at present.
    limit: usize,
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
            schema: stated.map_or_else(|| self.schema.location.clone(), Keyword::location),
            keyword,
            missing: None,
            is_of_tag: false,
            message,
        }
    }

    /// The failure of the keyword `keyword` that the property `name` is not there.
    fn missing(&self, keyword: &'static str, name: &str, message: String) -> Failure {
        Failure {
            missing: Some(name.to_owned()),
            ..self.failure(keyword, message)
        }
    }
}

impl<'g, 's> Validator<'g, 's> {
    fn new(graph: &'g SchemaGraph, options: &ValidateOptions, effort: &'s mut Effort<'g>) -> Self {
        Self {
            graph,
            options: *options,
            active: Vec::new(),
            entered: Vec::new(),
            evaluating: 0,
            effort,
            limit: FAILURE_LIMIT,
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
        if failures.len() >= self.limit {
            return;
        }
        let entered = self.entered.len();
        let id = self.enter(schema);
        let active = Active {
            schema: id,
            instance: instance.identity(),
            entered: self.entered.len(),
        };
        let on_the_same = self.active.iter().rev();
        let mut on_the_same = on_the_same.take_while(|earlier| earlier.instance == active.instance);
        // A schema that demands itself of the same value demands nothing more by it.
        if !on_the_same.any(|earlier| *earlier == active) {
            self.apply_active(active, instance, path, failures);
        }
        self.entered.truncate(entered);
    }

    /// How many schemas are inside each other at present.
    fn depth(&self) -> usize {
        self.active.len() + self.evaluating
    }

    /// The schema that `schema` stands for; notes the resources on the way to it.
    fn enter(&mut self, mut schema: SchemaId) -> SchemaId {
        if self.graph.dynamic_anchors.is_empty() {
            return self.graph.resolve(schema);
        }
        loop {
            let found = self.graph.get(schema);
            if !self.entered.contains(&found.resource) {
                self.entered.push(found.resource);
            }
            match found.kind {
                SchemaKind::Reference(target) => schema = target,
                _ => return schema,
            }
        }
    }

    fn apply_active(
        &mut self,
        active: Active,
        instance: Instance<'_>,
        path: &Path<'_>,
        failures: &mut Vec<Failure>,
    ) {
        let id = active.schema;
        let schema = self.graph.get(id);
        let exceeded = if self.depth() >= DEPTH_LIMIT {
            Some("is nested too deeply to be checked")
        } else if self.effort.steps == 0 {
            Some("takes too many steps to be checked")
        } else {
            None
        };
        let refusal = match (&schema.kind, exceeded) {
            (SchemaKind::Boolean(true) | SchemaKind::Reference(_), _) => return,
            (SchemaKind::Boolean(false), _) => "is not allowed",
            (SchemaKind::Rules(_), Some(exceeded)) => {
                self.effort.is_exceeded = true;
                exceeded
            }
            (SchemaKind::Rules(rules), None) => {
                self.active.push(active);
                let cost = cost(rules, instance);
                self.effort.steps = self.effort.steps.saturating_sub(cost);
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
            missing: None,
            is_of_tag: false,
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
        self.check_unevaluated(applied, failures);
    }

    /// Whether `instance` is valid under `schema`.
    fn is_valid(&mut self, schema: SchemaId, instance: Instance<'_>, path: &Path<'_>) -> bool {
        let mut failures = Vec::new();
        let limit = std::mem::replace(&mut self.limit, 1);
        self.apply(schema, instance, path, &mut failures);
        self.limit = limit;
        failures.is_empty()
    }
}

/// What it costs to apply `rules` to `instance`, without what its parts cost in turn.
fn cost(rules: &Rules, instance: Instance<'_>) -> u64 {
    let compares_whole_values =
        rules.array.unique_items || rules.constant.is_some() || rules.enumeration.is_some();
    let compared = match instance {
        Instance::Value(value) if compares_whole_values => value.span().range().len() as u64 / 64,
        _ => 0,
    };
    1 + instance.len() + compared
}
