//! A tree becomes schemas of Avro.
//!
//! Types are read depth first and in document order, because a name must be defined before it is used.
//! What needs every name waits until the whole schema has been read: the branches of unions, and defaults.

mod attributes;
mod checks;
mod logical;
mod named;
mod record;
mod scope;
mod types;

use std::collections::HashMap;

use tidings_diag::{FileId, Finding, Location, RuleMeta};
use tidings_source::{Sources, circular};
use tidings_syntax::{Kind, NodeId, Value};

use super::rules::AVRO_SCHEMA_INVALID;
use super::{AvroGraph, AvroId, AvroKind, AvroSchema, AvroVersion};
use crate::SchemaId;
use scope::Scope;

/// Schemas that may be inside each other, through all files, so that every reader may recurse.
const LEVELS: usize = 100;

/// Schemas of one contract that are read.
///
/// A type that is referred to from several payloads is read for each, because it may name types of theirs.
const SCHEMAS: usize = 500_000;

/// Reads the schemas of Avro of one contract into one graph.
///
/// The same place in a file gives the same schema. Each call of [`AvroReader::read`] is a schema of its own, in which a
/// name may be defined once; it may also name types of schemas that were read before it, as registries allow.
#[derive(Debug)]
pub struct AvroReader<'s> {
    sources: &'s Sources,
    pub(super) graph: AvroGraph,
    /// The schemas of JSON Schema that were made for types.
    pub(super) shapes: HashMap<AvroId, SchemaId>,
    known: HashMap<(FileId, NodeId, AvroVersion), AvroId>,
    /// The named types of all schemas so far.
    loaded: HashMap<String, AvroId>,
    findings: Vec<Finding>,
}

impl<'s> AvroReader<'s> {
    /// A reader of schemas in `sources`.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            graph: AvroGraph::default(),
            shapes: HashMap::new(),
            known: HashMap::new(),
            loaded: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// The schema at `value`, or at what it refers to, by the rules of `version`.
    pub fn read(&mut self, value: Value<'s>, version: AvroVersion) -> AvroId {
        let place = |value: Value<'s>| (value.span().file, value.node(), version);
        let target = self.follow(value).unwrap_or(value);
        if let Some(&known) = self.known.get(&place(target)) {
            return known;
        }
        let mut reader = TypeReader {
            scope: Scope::new(version),
            reader: self,
        };
        let id = reader.schema(value, "", 0);
        reader.finish();
        self.known.insert(place(target), id);
        id
    }

    /// What has been read so far.
    pub fn graph(&self) -> &AvroGraph {
        &self.graph
    }

    /// The graph, and what is wrong with the schemas, in the order of the documents.
    pub fn finish(mut self) -> (AvroGraph, Vec<Finding>) {
        self.findings
            .sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
        // A type that several schemas refer to is read for each of them.
        self.findings.dedup();
        for finding in &mut self.findings {
            if finding.help.is_none() {
                finding.help = help(finding.rule).map(str::to_owned);
            }
        }
        (self.graph, self.findings)
    }

    /// The value itself, or what its reference leads to.
    fn follow(&self, value: Value<'s>) -> Option<Value<'s>> {
        let Some(reference) = value.get("$ref") else {
            return Some(value);
        };
        let text = reference.as_str()?;
        let resolved = self.sources.resolve(reference.span().file, text);
        resolved.ok().map(|resolved| resolved.value)
    }
}

/// Reads one schema.
struct TypeReader<'r, 's> {
    reader: &'r mut AvroReader<'s>,
    scope: Scope<'s>,
}

impl<'s> TypeReader<'_, 's> {
    /// The schema at `value`, inside the namespace `namespace` and `level` other schemas.
    fn schema(&mut self, value: Value<'s>, namespace: &str, level: usize) -> AvroId {
        let node = (value.span().file, value.node());
        match self.scope.known.get(&node) {
            Some(Some(id)) => return *id,
            Some(None) => {
                self.reader.findings.push(circular(value.location()));
                return self.add(value, AvroKind::Unknown);
            }
            None => {}
        }
        if level >= LEVELS || self.reader.graph.len() >= SCHEMAS {
            let message = format!(
                "no more than {LEVELS} schemas inside each other, and {SCHEMAS} in one document, are read"
            );
            self.finding(&AVRO_SCHEMA_INVALID, value.location(), message)
                .help = Some("split the schema into smaller ones".to_owned());
            return self.add(value, AvroKind::Unknown);
        }
        self.scope.known.insert(node, None);
        let id = match value.kind() {
            Kind::String => self.name_of_type(value, namespace),
            Kind::Sequence => self.union(value, namespace, level),
            Kind::Mapping => match value.get("$ref") {
                Some(reference) => self.reference(value, reference, level),
                None => self.object(value, namespace, level),
            },
            Kind::Null => self.unquoted_null(value),
            Kind::Bool | Kind::Number => {
                let message = format!(
                    "a schema of Avro is a name, an array or an object, not {}",
                    value.kind().described()
                );
                self.finding(&AVRO_SCHEMA_INVALID, value.location(), message)
                    .help = Some("write the name of a type, such as `int`".to_owned());
                self.add(value, AvroKind::Unknown)
            }
        };
        self.scope.known.insert(node, Some(id));
        id
    }

    /// What `$ref` leads to, which is a schema for itself: no namespace encloses it.
    fn reference(&mut self, value: Value<'s>, reference: Value<'s>, level: usize) -> AvroId {
        let Some(text) = reference.as_str() else {
            let message = format!(
                "`$ref` must be a string, not {}",
                reference.kind().described()
            );
            self.finding(&AVRO_SCHEMA_INVALID, reference.location(), message)
                .help = Some("write the place of a schema, such as 'order.avsc'".to_owned());
            return self.add(value, AvroKind::Unknown);
        };
        match self.reader.sources.step(reference.span().file, text) {
            Ok(target) => self.schema(target, "", level + 1),
            Err(unresolved) => {
                let finding = unresolved.finding(reference.location());
                self.reader.findings.extend(finding);
                self.add(value, AvroKind::Unknown)
            }
        }
    }

    /// Adds a schema that stands at `value`.
    fn add(&mut self, value: Value<'s>, kind: AvroKind) -> AvroId {
        let id = AvroId(self.reader.graph.schemas.len() as u32);
        self.reader.graph.schemas.push(AvroSchema {
            location: value.location(),
            kind,
            logical: None,
            doc: None,
        });
        id
    }

    /// Adds the schema at `value` before what is inside it is read, so that it can be inside itself.
    fn reserve(&mut self, value: Value<'s>) -> AvroId {
        let id = self.add(value, AvroKind::Unknown);
        let node = (value.span().file, value.node());
        self.scope.known.insert(node, Some(id));
        id
    }

    fn set(&mut self, id: AvroId, kind: AvroKind) {
        self.reader.graph.schemas[id.0 as usize].kind = kind;
    }

    fn finding(
        &mut self,
        rule: &'static RuleMeta,
        location: Location,
        message: impl Into<String>,
    ) -> &mut Finding {
        let section = format!("Apache Avro {}, {}", self.scope.version, section(rule));
        let findings = &mut self.reader.findings;
        findings.push(Finding::new(rule, location, message).with_section(section));
        let last = findings.len() - 1;
        &mut findings[last]
    }
}

/// What mends most of what breaks `rule`, where who found it knows nothing better.
fn help(rule: &RuleMeta) -> Option<&'static str> {
    match rule.code {
        "E102" => Some(
            "write letters, digits and `_`, and no digit first; parts of a namespace are joined by `.`",
        ),
        "E103" => Some("define the type before it is used, and name it with its namespace"),
        "E104" => Some("give one of them another name"),
        "E105" => Some("write a value of the field's type, for a union one of its first branch"),
        "E106" => Some("write the type that the logical type is for, or remove `logicalType`"),
        "E107" => Some(
            "leave one of the branches out, or make them records, which are told apart by name",
        ),
        _ => None,
    }
}

/// The section of the specification that says what `rule` demands.
fn section(rule: &RuleMeta) -> &'static str {
    match rule.code {
        "E102" | "E103" | "E104" => "Names",
        "E105" => "Complex Types, Records",
        "E106" => "Logical Types",
        "E107" => "Complex Types, Unions",
        _ => "Schema Declaration",
    }
}
