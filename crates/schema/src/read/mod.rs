//! A tree becomes schemas.
//!
//! Reading is lenient: a keyword that is wrong becomes a finding and is left out, everything else still counts.
//! Schemas wait in a list instead of on the stack, so no nesting is too deep and no circle of references is a problem.

mod foreign;
mod keywords;
mod merge;
mod object;
mod values;

use std::collections::HashMap;

use tidings_check::{InvalidPattern, Pattern};
use tidings_diag::{FileId, Finding, Location};
use tidings_source::{CIRCULAR_REF, Sources, UNRESOLVED_REF, Unresolved};
use tidings_syntax::{Kind, NodeId, Value};

use crate::rules::{SCHEMA_FORMAT_UNREAD, SCHEMA_INVALID};
use crate::{Schema, SchemaGraph, SchemaId, SchemaKind};
use object::ObjectReader;

/// Reads schemas of one contract into one graph: AsyncAPI's Schema Object, which is JSON Schema draft-07 with
/// `discriminator`, `externalDocs` and `deprecated`.
///
/// The same place in a file gives the same schema, however often and through whichever reference it is reached.
#[derive(Debug)]
pub struct SchemaReader<'s> {
    sources: &'s Sources,
    graph: SchemaGraph,
    known: HashMap<(FileId, NodeId), SchemaId>,
    waiting: Vec<Waiting<'s>>,
    /// Patterns that were tried: documents repeat theirs, and compiling one takes as long as reading a page.
    patterns: HashMap<String, Option<InvalidPattern>>,
    findings: Vec<Finding>,
}

/// A schema that has its number and is not read yet.
#[derive(Debug)]
struct Waiting<'s> {
    id: SchemaId,
    value: Value<'s>,
    pointer: String,
}

impl<'s> SchemaReader<'s> {
    /// A reader of schemas in `sources`.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            graph: SchemaGraph::default(),
            known: HashMap::new(),
            waiting: Vec::new(),
            patterns: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// The schema at `value`, read with everything it leads to unless it has been read before.
    pub fn read(&mut self, value: Value<'s>) -> SchemaId {
        let first_new = self.graph.len();
        let id = self.visit(value, || value.pointer());
        while let Some(waiting) = self.waiting.pop() {
            self.read_waiting(waiting);
        }
        self.cut_circles(first_new);
        id
    }

    /// What has been read so far.
    pub fn graph(&self) -> &SchemaGraph {
        &self.graph
    }

    /// The graph, and what is wrong with the schemas, in the order of the documents.
    pub fn finish(mut self) -> (SchemaGraph, Vec<Finding>) {
        self.findings
            .sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
        (self.graph, self.findings)
    }

    /// The number of the schema at `value`, which waits to be read if nobody has asked for it before.
    fn visit(&mut self, value: Value<'s>, pointer: impl FnOnce() -> String) -> SchemaId {
        let place = (value.span().file, value.node());
        if let Some(&id) = self.known.get(&place) {
            return id;
        }
        let id = SchemaId(self.graph.schemas.len() as u32);
        self.known.insert(place, id);
        let pointer = pointer();
        self.graph.schemas.push(Schema {
            location: Location {
                span: value.span(),
                pointer: Some(pointer.clone()),
            },
            key: self.key(value, &pointer),
            kind: SchemaKind::Boolean(true),
            title: None,
            description: None,
            deprecated: false,
            default: None,
            examples: Vec::new(),
            extensions: Vec::new(),
        });
        self.waiting.push(Waiting { id, value, pointer });
        id
    }

    /// The name its author gave to the schema at `pointer`.
    fn key(&self, value: Value<'s>, pointer: &str) -> Option<String> {
        if pointer.is_empty() {
            let path = &self.sources.file(value.span().file).path;
            return Some(name_of_file(path).to_owned());
        }
        let (parent, segment) = pointer.rsplit_once('/')?;
        let names_schemas = parent == "/components/schemas"
            || parent.ends_with("/definitions")
            || parent.ends_with("/$defs")
            || (parent.is_empty() && !APPLICATORS.contains(&segment));
        names_schemas.then(|| segment.replace("~1", "/").replace("~0", "~"))
    }

    fn read_waiting(&mut self, waiting: Waiting<'s>) {
        let Waiting { id, value, pointer } = waiting;
        let kind = match value.kind() {
            Kind::Bool => SchemaKind::Boolean(value.as_bool() == Some(true)),
            Kind::Mapping => match (value.get("$ref"), in_another_format(value)) {
                (Some(reference), _) => self.read_reference(reference),
                (None, Some((format, schema))) => self.read_other_format(format, schema),
                (None, None) => {
                    let index = id.0 as usize;
                    let blank = self.graph.schemas[index].clone();
                    let schema = ObjectReader::new(self, blank, pointer).read(value);
                    self.graph.schemas[index] = schema;
                    return;
                }
            },
            other => {
                let message = format!(
                    "a schema is an object or a boolean, this is {}",
                    other.described()
                );
                self.findings
                    .push(Finding::new(&SCHEMA_INVALID, value.location(), message));
                SchemaKind::Boolean(true)
            }
        };
        self.graph.schemas[id.0 as usize].kind = kind;
    }

    /// What `$ref` leads to; everything beside it is ignored (draft-07 core §8.3).
    fn read_reference(&mut self, reference: Value<'s>) -> SchemaKind {
        let Some(text) = reference.as_str() else {
            let message = format!(
                "`$ref` must be a string, not {}",
                reference.kind().described()
            );
            self.findings
                .push(Finding::new(&SCHEMA_INVALID, reference.location(), message));
            return SchemaKind::Boolean(true);
        };
        match self.sources.step(reference.span().file, text) {
            Ok(target) => SchemaKind::Reference(self.visit(target, || target.pointer())),
            Err(Unresolved { message, help }) => {
                let mut finding = Finding::new(&UNRESOLVED_REF, reference.location(), message);
                finding.help = help;
                self.findings.push(finding);
                SchemaKind::Boolean(true)
            }
        }
    }

    /// The schema of a Multi Format Schema Object (AsyncAPI 3.0) that a reference leads to.
    fn read_other_format(&mut self, format: Value<'s>, schema: Value<'s>) -> SchemaKind {
        let name = format.as_str().unwrap_or_default();
        if is_json_schema_format(name) {
            return SchemaKind::Reference(self.visit(schema, || schema.pointer()));
        }
        let message = format!(
            "schemas in `{name}` are not read inside other schemas: every value counts as valid"
        );
        self.findings.push(Finding::new(
            &SCHEMA_FORMAT_UNREAD,
            format.location(),
            message,
        ));
        SchemaKind::Boolean(true)
    }

    /// Why `pattern` cannot be run; `None` when it can.
    fn pattern_error(&mut self, pattern: &str) -> Option<InvalidPattern> {
        if let Some(known) = self.patterns.get(pattern) {
            return known.clone();
        }
        let error = Pattern::new(pattern).err();
        self.patterns.insert(pattern.to_owned(), error.clone());
        error
    }

    /// Cuts circles of nothing but references among the schemas from `first_new` on, each with a finding.
    fn cut_circles(&mut self, first_new: usize) {
        let mut walk_of = vec![None; self.graph.len() - first_new];
        for start in first_new..self.graph.len() {
            let mut current = start;
            while let SchemaKind::Reference(target) = self.graph.schemas[current].kind {
                let target = target.0 as usize;
                walk_of[current - first_new] = Some(start);
                if target < first_new {
                    break;
                }
                match walk_of[target - first_new] {
                    Some(walk) if walk == start => {
                        self.cut(current);
                        break;
                    }
                    Some(_) => break,
                    None => current = target,
                }
            }
        }
    }

    fn cut(&mut self, index: usize) {
        let schema = &mut self.graph.schemas[index];
        schema.kind = SchemaKind::Boolean(true);
        let message = "the references lead back to here and never to a schema";
        self.findings.push(Finding::new(
            &CIRCULAR_REF,
            schema.location.clone(),
            message,
        ));
    }
}

/// `schemaFormat` and `schema` of an object that has both, which no Schema Object does.
fn in_another_format(value: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
    Some((value.get("schemaFormat")?, value.get("schema")?))
}

/// Whether `format` is AsyncAPI's Schema Object or JSON Schema draft-07 (AsyncAPI 3.1, "Schema formats table").
pub fn is_json_schema_format(format: &str) -> bool {
    let mut parts = format.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    match media_type.as_str() {
        "application/vnd.aai.asyncapi"
        | "application/vnd.aai.asyncapi+json"
        | "application/vnd.aai.asyncapi+yaml" => true,
        "application/schema+json" | "application/schema+yaml" => {
            parts.any(|parameter| parameter == "version=draft-07")
        }
        _ => false,
    }
}

/// Keywords whose value is a schema: at the top of a file they belong to it, every other key names a schema.
const APPLICATORS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
];

/// `order` for `schemas/order.schema.json`.
fn name_of_file(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.strip_suffix(".schema").unwrap_or(stem)
}
