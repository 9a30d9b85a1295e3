//! A tree becomes schemas.
//!
//! Reading is lenient: a keyword that is wrong becomes a finding and is left out, everything else still counts.
//! Schemas wait in a list instead of on the stack, so no nesting is too deep and no circle of references is a problem.

mod address;
mod dialects;
mod foreign;
mod identifiers;
mod keywords;
mod merge;
mod object;
mod references;
mod stray;
mod unread;
mod values;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tidings_check::{InvalidPattern, Pattern};
use tidings_diag::{FileId, Finding, Location};
use tidings_source::{Sources, circular};
use tidings_syntax::{Kind, NodeId, Value, unescape_pointer};

use crate::graph::{DynamicAnchor, ResourceId};
use crate::rules::{SCHEMA_FORMAT_UNREAD, SCHEMA_INVALID};
use crate::standalone::stem_of;
use crate::{Dialect, Schema, SchemaGraph, SchemaId, SchemaKind, Sparse, StatedFormat};
use identifiers::Identifiers;
use object::ObjectReader;

/// Reads schemas of one contract into one graph, each in the dialect that its `$schema`, the `schemaFormat` around it,
/// or else the schema that leads to it says.
///
/// The same place in a file gives the same schema, however often and through whichever reference it is reached; only
/// where it is reached in another dialect it is another schema.
#[derive(Debug)]
pub struct SchemaReader<'s> {
    sources: &'s Sources,
    /// The dialect of schemas that nothing is said about.
    dialect: Dialect,
    identifiers: Identifiers<'s>,
    /// The resources whose dynamic anchors have been read.
    opened: HashSet<usize>,
    /// The files in which a dialect is named at all.
    files_with_dialects: HashSet<FileId>,
    graph: SchemaGraph,
    known: FxHashMap<(FileId, NodeId, Dialect), SchemaId>,
    waiting: Vec<Waiting<'s>>,
    /// Patterns that were tried: documents repeat theirs, and compiling one takes as long as reading a page.
    patterns: HashMap<String, Result<Backtracks, InvalidPattern>>,
    /// References that lead into what could not be read, which is told elsewhere.
    lost: Vec<Location>,
    /// Schemas inside others that were read since the last one was finished, each with the `schemaFormat` beside it.
    wrapped: Vec<(SchemaId, Value<'s>)>,
    findings: Vec<Finding>,
}

/// Whether a pattern looks around or back.
#[derive(Clone, Copy, Debug)]
struct Backtracks(bool);

/// A schema that has its number and is not read yet.
#[derive(Debug)]
struct Waiting<'s> {
    id: SchemaId,
    value: Value<'s>,
    pointer: Arc<str>,
}

impl<'s> SchemaReader<'s> {
    /// A reader of schemas in `sources`, which are AsyncAPI's Schema Objects until they say otherwise.
    pub fn new(sources: &'s Sources) -> Self {
        Self::with_dialect(sources, Dialect::default())
    }

    /// A reader of schemas in `sources`, which are in `dialect` until they say otherwise.
    pub fn with_dialect(sources: &'s Sources, dialect: Dialect) -> Self {
        let dialects = ["$schema", "schemaFormat"];
        let files = sources.files().iter();
        let files = files.filter(|source| dialects.iter().any(|word| source.mentions(word)));
        Self {
            sources,
            dialect,
            identifiers: Identifiers::of(sources, dialect),
            opened: HashSet::new(),
            files_with_dialects: files.map(|source| source.tree.file()).collect(),
            graph: SchemaGraph::default(),
            known: FxHashMap::default(),
            waiting: Vec::new(),
            patterns: HashMap::new(),
            lost: Vec::new(),
            wrapped: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The schema at `value`, read with everything it leads to unless it has been read before.
    pub fn read(&mut self, value: Value<'s>) -> SchemaId {
        self.read_as(value, self.dialect)
    }

    /// As [`Self::read`], in `dialect` unless the schema itself or its file names another one.
    pub fn read_as(&mut self, value: Value<'s>, dialect: Dialect) -> SchemaId {
        let first_new = self.graph.len();
        let dialect = self.dialect_at(value, dialect);
        let id = self.visit(value, dialect, || value.pointer());
        while let Some(waiting) = self.waiting.pop() {
            self.read_waiting(waiting);
        }
        self.cut_circles(first_new);
        self.graph.note_ends();
        for (schema, format) in std::mem::take(&mut self.wrapped) {
            self.state_format(self.graph.resolve(schema), format);
        }
        id
    }

    /// Notes that `schemaFormat` beside the schema `id`, which has been read, is `format`.
    pub fn state_format(&mut self, id: SchemaId, format: Value<'s>) {
        let name = format.as_str().unwrap_or_default().to_owned();
        let location = format.location();
        let stated = StatedFormat { name, location };
        self.graph.state_format(id, stated);
    }

    /// What has been read so far.
    pub fn graph(&self) -> &SchemaGraph {
        &self.graph
    }

    /// The graph, and what is wrong with the schemas, in the order of the documents.
    pub fn finish(mut self) -> (SchemaGraph, Vec<Finding>) {
        self.note_unread();
        self.findings
            .sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
        (self.graph, stray::join_repeated(self.findings))
    }

    /// The number of the schema at `value`, which waits to be read if nobody has asked for it before.
    fn visit(
        &mut self,
        value: Value<'s>,
        dialect: Dialect,
        pointer: impl FnOnce() -> String,
    ) -> SchemaId {
        let place = (value.span().file, value.node(), dialect);
        if let Some(&id) = self.known.get(&place) {
            return id;
        }
        let pointer: Arc<str> = pointer().into();
        let resource = self.identifiers.resource_of(value);
        let id = self.graph.add(Schema {
            location: Location {
                span: value.span(),
                pointer: Some(Arc::clone(&pointer)),
            },
            key: self.key(value, &pointer),
            dialect,
            resource: resource
                .map_or_else(ResourceId::default, |index| ResourceId(index as u32 + 1)),
            kind: SchemaKind::Boolean(true),
            title: None,
            description: None,
            deprecated: false,
            default: None,
            examples: Sparse::default(),
            xml: None,
            extensions: Sparse::default(),
        });
        self.known.insert(place, id);
        self.waiting.push(Waiting { id, value, pointer });
        if let Some(resource) = resource {
            self.open(resource, dialect);
        }
        id
    }

    /// Reads the schemas that dynamic references may mean once a schema of their resource is applied.
    fn open(&mut self, resource: usize, dialect: Dialect) {
        if !self.opened.insert(resource) {
            return;
        }
        for (name, value) in self.identifiers.dynamic_anchors(resource).to_vec() {
            let dialect = self.dialect_at(value, dialect);
            let schema = self.visit(value, dialect, || value.pointer());
            self.graph.dynamic_anchors.push(DynamicAnchor {
                resource: ResourceId(resource as u32 + 1),
                name,
                schema,
            });
        }
    }

    /// The name its author gave to the schema at `pointer`.
    fn key(&self, value: Value<'s>, pointer: &str) -> Option<Box<str>> {
        if pointer.is_empty() {
            let path = &self.sources.file(value.span().file).path;
            return Some(stem_of(path).into());
        }
        let (parent, segment) = pointer.rsplit_once('/')?;
        let names_schemas = parent == "/components/schemas"
            || parent.ends_with("/definitions")
            || parent.ends_with("/$defs")
            || (parent.is_empty() && !APPLICATORS.contains(&segment));
        names_schemas.then(|| unescape_pointer(segment).into())
    }

    fn read_waiting(&mut self, waiting: Waiting<'s>) {
        let Waiting { id, value, pointer } = waiting;
        let kind = match value.kind() {
            Kind::Bool => SchemaKind::Boolean(value.as_bool() == Some(true)),
            Kind::Mapping => {
                self.state_dialect(id, value);
                let dialect = self.graph.get(id).dialect;
                let is_alone = !dialect.reads_siblings_of_ref() || value.entries().len() == 1;
                match (value.get("$ref"), in_another_format(value)) {
                    (Some(reference), _) if is_alone => {
                        self.siblings(value, dialect);
                        let target = self.reference(reference, dialect);
                        target.map_or(SchemaKind::Boolean(true), SchemaKind::Reference)
                    }
                    (None, Some((format, schema))) => {
                        self.read_other_format(id, value, format, schema)
                    }
                    _ => {
                        let blank = self.graph.get(id).clone();
                        let schema = ObjectReader::new(self, blank, pointer).read(value);
                        *self.graph.get_mut(id) = schema;
                        return;
                    }
                }
            }
            other => {
                let message = format!(
                    "a schema is an object or a boolean, this is {}",
                    other.described()
                );
                let finding = Finding::new(&SCHEMA_INVALID, value.location(), message)
                    .with_help("write its keywords as an object, such as `type: string`");
                let dialect = self.graph.get(id).dialect;
                self.findings.push(finding.with_section(dialect.section()));
                SchemaKind::Boolean(true)
            }
        };
        self.graph.replace(id, kind);
    }

    /// The schema of a Multi Format Schema Object (AsyncAPI 3.0) that a reference leads to.
    fn read_other_format(
        &mut self,
        id: SchemaId,
        object: Value<'s>,
        format: Value<'s>,
        schema: Value<'s>,
    ) -> SchemaKind {
        let name = format.as_str().unwrap_or_default();
        if let Some(dialect) = Dialect::of_schema_format(name) {
            let dialect = self.dialect_at(schema, dialect);
            let target = self.visit(schema, dialect, || schema.pointer());
            self.wrapped.push((target, format));
            return SchemaKind::Reference(target);
        }
        self.state_format(id, format);
        let message = format!(
            "schemas in `{name}` are not read inside other schemas: every value counts as valid"
        );
        self.findings.push(Finding::new(
            &SCHEMA_FORMAT_UNREAD,
            format.location(),
            message,
        ));
        self.lost.push(object.location());
        SchemaKind::Boolean(true)
    }

    /// What is known of `pattern`, or why it cannot be run.
    fn pattern(&mut self, pattern: &str) -> Result<Backtracks, InvalidPattern> {
        if let Some(known) = self.patterns.get(pattern) {
            return known.clone();
        }
        let compiled = Pattern::new(pattern).map(|pattern| Backtracks(pattern.backtracks()));
        self.patterns.insert(pattern.to_owned(), compiled.clone());
        compiled
    }

    /// Cuts circles of nothing but references among the schemas from `first_new` on, each with a finding.
    fn cut_circles(&mut self, first_new: usize) {
        let mut walk_of = vec![None; self.graph.len() - first_new];
        for start in first_new..self.graph.len() {
            let mut current = start;
            while let SchemaKind::Reference(target) = self.graph.get(SchemaId::new(current)).kind {
                let target = target.index();
                walk_of[current - first_new] = Some(start);
                if target < first_new {
                    break;
                }
                match walk_of[target - first_new] {
                    Some(walk) if walk == start => {
                        self.cut(SchemaId::new(current));
                        break;
                    }
                    Some(_) => break,
                    None => current = target,
                }
            }
        }
    }

    fn cut(&mut self, id: SchemaId) {
        let schema = self.graph.get_mut(id);
        schema.kind = SchemaKind::Boolean(true);
        let tree = &self.sources.file(schema.location.span.file).tree;
        let pointer = schema.location.pointer.as_ref();
        let reference = pointer.and_then(|pointer| tree.pointer(&format!("{pointer}/$ref")));
        let location = reference.map_or_else(|| schema.location.clone(), Value::location);
        self.findings.push(circular(location));
    }
}

/// `schemaFormat` and `schema` of an object that has both, which no Schema Object does.
fn in_another_format(value: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
    Some((value.get("schemaFormat")?, value.get("schema")?))
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
