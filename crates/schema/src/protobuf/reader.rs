//! From a value of the document to a message.

use std::collections::HashMap;

use protox::prost_reflect::{DescriptorPool, EnumDescriptor, MessageDescriptor};
use tidings_diag::{FileId, Finding, Location};
use tidings_source::{Source, Sources, circular};
use tidings_syntax::{Kind, NodeId, Value};

use super::choice::{all_messages, choose};
use super::compile::Unit;
use super::convert::Converter;
use super::diagnosis;
use super::rules::PROTOBUF_INVALID;
use super::text::Text;
use super::{ProtobufGraph, ProtobufMessageId, ProtobufTypes};
use crate::{SCHEMA_FORMAT_OPAQUE, SchemaId};

/// References that may lead to each other before they lead to a text.
const STEPS: usize = 64;

/// The file, and the node of a string inside it.
type Place = (FileId, Option<NodeId>);

impl<'s> Compiled<'s> {
    /// What adds types of the unit to `graph`.
    fn converter<'c>(&'c mut self, graph: &'c mut ProtobufGraph) -> Converter<'c, 's> {
        Converter {
            graph,
            unit: &self.unit,
            known: &mut self.known,
            enums: HashMap::new(),
            waiting: Vec::new(),
        }
    }
}

/// Reads the messages of one contract into one graph.
pub struct ProtobufReader<'s> {
    sources: &'s Sources,
    pub(super) graph: ProtobufGraph,
    /// The schemas of JSON Schema that were made for messages.
    pub(super) shapes: HashMap<ProtobufMessageId, SchemaId>,
    units: HashMap<Place, Option<Compiled<'s>>>,
    findings: Vec<Finding>,
}

/// A text that the compiler took.
struct Compiled<'s> {
    unit: Unit<'s>,
    pool: DescriptorPool,
    /// The messages of the unit that are in the graph, by full name.
    known: HashMap<String, ProtobufMessageId>,
}

impl<'s> ProtobufReader<'s> {
    /// A reader of messages in `sources`.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            graph: ProtobufGraph::default(),
            shapes: HashMap::new(),
            units: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// The message that `value` is: a text, or a reference to one, which may name the message behind `#`.
    ///
    /// `None` where there is none; a finding says why.
    pub fn read(&mut self, value: Value<'s>) -> Option<ProtobufMessageId> {
        let mut current = value;
        for _ in 0..STEPS {
            if let Kind::String = current.kind() {
                return self.text(Text::Inline(current), "", || current.location());
            }
            let Some(reference) = current.get("$ref") else {
                let message =
                    "a schema in Protocol Buffers is a text, or a reference to a file with one";
                let location = current.location();
                self.report(Finding::new(&PROTOBUF_INVALID, location, message));
                return None;
            };
            let text = reference.as_str()?;
            let file = reference.span().file;
            let part = self.sources.named_part(file, text);
            if let Ok(part) = &part
                && part.source.tree.root().is_none()
            {
                let (source, fragment) = (part.source, part.fragment.clone());
                return self.text(Text::File(source), &fragment, || reference.location());
            }
            let step = part.and_then(|_| self.sources.step(file, text));
            match step {
                Ok(target) => current = target,
                Err(unresolved) => {
                    if let Some(finding) = unresolved.finding(reference.location()) {
                        self.report(finding);
                    }
                    return None;
                }
            }
        }
        self.report(circular(value.location()));
        None
    }

    /// The message `fragment` of a whole file, or the one that is meant by the look of it.
    pub fn read_file(&mut self, source: &'s Source, fragment: &str) -> Option<ProtobufMessageId> {
        let text = Text::File(source);
        self.text(text, fragment, || text.location(0..0))
    }

    /// Every type that a whole file declares, those inside others included; `None` where it was not understood.
    pub fn read_types(&mut self, source: &'s Source) -> Option<ProtobufTypes> {
        let text = Text::File(source);
        self.compile(text);
        let compiled = self.units.get_mut(&place_of(text))?.as_mut()?;
        let file = compiled.pool.get_file_by_name(&compiled.unit.name)?;
        let messages = all_messages(&file);
        let nested = messages.iter().flat_map(MessageDescriptor::child_enums);
        let enums: Vec<EnumDescriptor> = file.enums().chain(nested).collect();
        let mut converter = compiled.converter(&mut self.graph);
        Some(ProtobufTypes {
            messages: messages
                .iter()
                .map(|message| converter.convert(message))
                .collect(),
            enums: enums
                .iter()
                .map(|enumeration| converter.enumeration(enumeration))
                .collect(),
        })
    }

    /// What has been read so far.
    pub fn graph(&self) -> &ProtobufGraph {
        &self.graph
    }

    /// The graph, and what is wrong with the texts, in the order of the documents.
    pub fn finish(mut self) -> (ProtobufGraph, Vec<Finding>) {
        self.findings
            .sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
        (self.graph, self.findings)
    }

    fn text(
        &mut self,
        text: Text<'s>,
        fragment: &str,
        place: impl Fn() -> Location,
    ) -> Option<ProtobufMessageId> {
        self.compile(text);
        let compiled = self.units.get_mut(&place_of(text))?.as_mut()?;
        let file = compiled.pool.get_file_by_name(&compiled.unit.name)?;
        let message = match choose(&file, fragment, place) {
            Ok(message) => message,
            Err(finding) => {
                self.report(*finding);
                return None;
            }
        };
        Some(compiled.converter(&mut self.graph).convert(&message))
    }

    /// Compiles `text`, unless that was done before.
    fn compile(&mut self, text: Text<'s>) {
        let place = place_of(text);
        if !self.units.contains_key(&place) {
            let compiled = self.compiled(text);
            self.units.insert(place, compiled);
        }
    }

    fn compiled(&mut self, text: Text<'s>) -> Option<Compiled<'s>> {
        if has_edition(text.as_str()) {
            let message = "editions of Protocol Buffers are passed through without a look inside";
            let location = text.location(0..0);
            self.report(Finding::new(&SCHEMA_FORMAT_OPAQUE, location, message));
            return None;
        }
        let (unit, missing) = Unit::collect(self.sources, text);
        // What the missing files declare would be unknown, and every use of it a finding.
        if !missing.is_empty() {
            self.findings.extend(missing);
            return None;
        }
        match unit.compile() {
            Ok(pool) => Some(Compiled {
                unit,
                pool,
                known: HashMap::new(),
            }),
            Err(error) => {
                self.findings.extend(diagnosis::findings(&unit, &error));
                None
            }
        }
    }

    /// Adds a finding, unless it was made for another payload already.
    fn report(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// What tells `text` from others.
fn place_of(text: Text<'_>) -> Place {
    match text {
        Text::File(source) => (source.tree.file(), None),
        Text::Inline(value) => (value.span().file, Some(value.node())),
    }
}

/// Whether the first statement of a text is `edition`.
fn has_edition(text: &str) -> bool {
    let statement = text.lines().map(str::trim_start).find(|line| {
        let is_comment = ["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
        !(line.is_empty() || is_comment)
    });
    statement.is_some_and(|statement| statement.starts_with("edition"))
}
