//! A checked document becomes a [`Contract`].
//!
//! Lowering reads leniently what the grammar has already judged: a part that is broken is left out, everything else
//! still works. `layers` applies traits, `reader` follows references; `v2/` and `v3/` find the elements where their version
//! has them, and the other files build what all versions have in common.

mod components;
mod element;
mod info;
mod layers;
mod message;
mod reader;
mod security;
mod server;
mod v2;
mod v3;

use std::collections::{HashMap, HashSet};

use tidings_diag::Finding;
use tidings_schema::{SchemaGraph, SchemaId, SchemaKind};
use tidings_source::Sources;
use tidings_syntax::{Entry, Value};

use crate::contract::{
    Arena, Channel, ChannelId, Contract, Message, MessageId, Operation, OperationId, Part, Payload,
    Places, RuntimeExpression, SecurityScheme, SecuritySchemeId, Server, ServerId, UndefinedField,
};
use crate::grammar::check::{Node, check, check_external_docs, node_of};
use crate::grammar::table::{Row, Version};
use crate::{circles, payload, version};
use layers::Layers;
use reader::Reader;

/// A document that was understood as far as it could be.
#[derive(Debug, Default)]
pub struct Lowered {
    /// The contract, without the parts that are broken.
    pub contract: Contract,
    /// What is wrong with the document, in the order of the text; what reading the files found is not repeated.
    pub findings: Vec<Finding>,
}

/// Checks the document in `sources` against the specification and resolves it.
///
/// Never fails: a document that is no AsyncAPI at all gives an empty contract and a finding.
pub fn lower(sources: &Sources) -> Lowered {
    lower_with(sources, None)
}

/// As [`lower`], with the row `off` of the grammar switched off, so that it finds nothing.
///
/// This is how the fixtures of the grammar prove that a row is what finds a mistake.
pub fn lower_without(sources: &Sources, off: Row) -> Lowered {
    lower_with(sources, Some(off))
}

fn lower_with(sources: &Sources, off: Option<Row>) -> Lowered {
    let Some(root) = sources.root() else {
        return Lowered {
            findings: version::of_nothing(sources).into_iter().collect(),
            ..Lowered::default()
        };
    };
    let stated = version::read(root);
    let mut findings: Vec<Finding> = stated.finding.into_iter().collect();
    let Some(version) = stated.version else {
        return Lowered {
            findings,
            ..Lowered::default()
        };
    };
    let checked = check(sources, root, version, off);
    findings.extend(checked.findings);
    let lowering = Lowering {
        version,
        reader: Reader::new(sources, checked.misleading, checked.left_out),
        undefined_fields: checked.undefined_fields,
        schemas: checked.schemas,
        schemas_of_bindings: checked.schemas_of_bindings.iter().collect(),
        default_content_type: Layers::of(root).text("defaultContentType"),
        servers: Arena::default(),
        channels: Arena::default(),
        messages: Arena::default(),
        operations: Arena::default(),
        security_schemes: Arena::default(),
        server_of: HashMap::new(),
        channel_of: HashMap::new(),
        message_of: HashMap::new(),
        security_scheme_of: HashMap::new(),
        listed_messages: HashMap::new(),
    };
    let (contract, schema_findings) = lowering.run(root);
    findings.extend(schema_findings);
    let documented = documented_schemas(sources, &contract.schemas);
    findings.extend(check_external_docs(sources, version, off, documented));
    circles::settle(sources, &mut findings, version);
    for finding in &mut findings {
        if finding.section.is_none() && tidings_source::RULES.contains(&finding.rule) {
            finding.section = Some(format!("AsyncAPI {version}, Reference Object"));
        }
    }
    findings.sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
    Lowered { contract, findings }
}

/// The field `externalDocs` of every schema that has it.
fn documented_schemas<'s>(
    sources: &'s Sources,
    schemas: &SchemaGraph,
) -> impl Iterator<Item = Entry<'s>> {
    let rules = schemas.iter().filter_map(|(_, schema)| match &schema.kind {
        SchemaKind::Rules(rules) => rules.keyword("externalDocs").map(|_| &schema.location),
        SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
    });
    rules.filter_map(|location| {
        let tree = &sources.file(location.span.file).tree;
        tree.pointer(location.pointer.as_deref()?)?
            .entry("externalDocs")
    })
}

/// The elements built so far, and which node each was built from.
struct Lowering<'s> {
    version: Version,
    reader: Reader<'s>,
    undefined_fields: Vec<UndefinedField>,
    schemas: payload::Readers<'s>,
    /// Where the schemas stand that only bindings have.
    schemas_of_bindings: Places,
    default_content_type: Option<String>,
    servers: Arena<ServerId, Server>,
    channels: Arena<ChannelId, Channel>,
    messages: Arena<MessageId, Message>,
    operations: Arena<OperationId, Operation>,
    security_schemes: Arena<SecuritySchemeId, SecurityScheme>,
    server_of: HashMap<Node, ServerId>,
    channel_of: HashMap<Node, ChannelId>,
    message_of: HashMap<Node, MessageId>,
    security_scheme_of: HashMap<Node, SecuritySchemeId>,
    /// What stands in the `messages` of a channel.
    listed_messages: HashMap<(ChannelId, Node), MessageId>,
}

impl<'s> Lowering<'s> {
    fn run(mut self, root: Value<'s>) -> (Contract, Vec<Finding>) {
        if self.version.major < 3 {
            self.elements_of_2(root);
        } else {
            self.elements_of_3(root);
        }
        self.headers_of_traits(root);
        let component_schemas = self.component_schemas(root);
        let components = self.components(root);
        let fields = Layers::of(root);
        let info = self.info(&fields);
        let mut read = self.schemas.finish();
        let of_bindings = &self.schemas_of_bindings;
        let reader = &self.reader;
        reader.leave_out_of_schemas(Part::Schema, &read.findings, of_bindings);
        reader.leave_out_of_schemas(Part::ForeignSchema, &read.foreign_findings, of_bindings);
        read.findings.append(&mut read.foreign_findings);
        let place = |finding: &Finding| {
            let location = finding.location.as_ref()?;
            Some((location.span.file, location.pointer.clone()?))
        };
        // What a keyword cannot say at all does not contradict anything.
        let misread: HashSet<_> = read.findings.iter().filter_map(place).collect();
        let mut contradictions = tidings_schema::check(&read.schemas, self.reader.sources());
        contradictions.retain(|one| place(one).is_none_or(|place| !misread.contains(&place)));
        read.findings.extend(contradictions);
        let contract = Contract {
            asyncapi: fields.text("asyncapi").unwrap_or_default(),
            specification: Some(self.version),
            id: fields.text("id"),
            info,
            default_content_type: self.default_content_type,
            servers: self.servers,
            channels: self.channels,
            operations: self.operations,
            messages: self.messages,
            security_schemes: self.security_schemes,
            schemas: read.schemas,
            avro: read.avro,
            protobuf: read.protobuf,
            component_schemas,
            components,
            extensions: fields.extensions(),
            fields: element::field_places(&fields, 1),
            left_out: self.reader.finish(),
            undefined_fields: self.undefined_fields,
        };
        (contract, read.findings)
    }

    /// The element that the reference `value` names, either through the map of elements it names or at its end.
    fn named<T: Copy>(&self, value: Value<'s>, elements: &HashMap<Node, T>) -> Option<T> {
        let named = self.reader.step(value)?;
        let known = elements.get(&node_of(named)).copied();
        known.or_else(|| {
            let target = self.reader.follow(named)?;
            elements.get(&node_of(target)).copied()
        })
    }

    fn component_schemas(&mut self, root: Value<'s>) -> Vec<(String, SchemaId)> {
        let schemas = self.reader.components(root, "schemas");
        let mut found = Vec::new();
        for entry in schemas.into_iter().flat_map(Value::entries) {
            if let Some(Payload::Schema(schema)) = self.payload(entry.value, Part::Schema) {
                found.push((entry.key.to_owned(), schema));
            }
        }
        found
    }

    /// Where the value of the parameter with `fields` is found in a message.
    fn parameter_location(&self, fields: &Layers<'s>) -> Option<RuntimeExpression> {
        let value = fields.get("location")?;
        let location = value.as_str().and_then(RuntimeExpression::parse);
        self.reader
            .or_leave_out(location, Part::ParameterLocation, value)
    }

    /// The schema at `value`, which is the `part` of the contract, unless it refers to something that is none.
    fn payload(&mut self, value: Value<'s>, part: Part) -> Option<Payload> {
        let payload = match self.reader.is_misleading(value) {
            true => None,
            false => self.readable_payload(value),
        };
        self.reader.or_leave_out(payload, part, value)
    }

    fn readable_payload(&mut self, value: Value<'s>) -> Option<Payload> {
        let sources = self.reader.sources();
        if self.version.major < 3 {
            // AsyncAPI 2 states the language of a payload beside it, and knows one language in all other places.
            Some(payload::in_format(sources, &mut self.schemas, value, None))
        } else {
            payload::read(sources, &mut self.schemas, value)
        }
    }
}
