//! What the values of a type look like in JSON, as a schema of JSON Schema.
//!
//! Two ways of writing are in use: the JSON encoding of the specification, where a value of a union carries the name of
//! its branch, and plain JSON, where it does not. The schema allows both, and whatever libraries make of logical types,
//! so that a value which it refuses is certainly none of the type.

use std::collections::HashMap;

use super::{AvroGraph, AvroId, AvroKind, AvroLogical, AvroReader, AvroRecord, AvroSchema};
use crate::{
    Additional, Literal, ObjectRules, Property, Rules, SchemaId, SchemaKind, SchemaReader, Type,
    TypeSet,
};

impl AvroReader<'_> {
    /// The schema of the JSON values of the type `id`, among those of `schemas`.
    pub fn json_shape(&mut self, id: AvroId, schemas: &mut SchemaReader<'_>) -> SchemaId {
        let mut projection = Projection {
            graph: &self.graph,
            known: &mut self.shapes,
            schemas,
            waiting: Vec::new(),
        };
        let shape = projection.shape(id);
        while let Some((id, shape)) = projection.waiting.pop() {
            projection.fill(id, shape);
        }
        shape
    }
}

/// Types become schemas one after the other, so that no nesting is too deep.
struct Projection<'p, 's> {
    graph: &'p AvroGraph,
    known: &'p mut HashMap<AvroId, SchemaId>,
    schemas: &'p mut SchemaReader<'s>,
    waiting: Vec<(AvroId, SchemaId)>,
}

impl Projection<'_, '_> {
    fn shape(&mut self, id: AvroId) -> SchemaId {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let schema = self.graph.get(id);
        let key = schema.kind.name().map(|name| name.name.clone());
        let shape = self.schemas.reserve(schema.location.clone(), key);
        self.known.insert(id, shape);
        self.waiting.push((id, shape));
        shape
    }

    fn fill(&mut self, id: AvroId, shape: SchemaId) {
        let schema = self.graph.get(id);
        let kind = match &schema.kind {
            AvroKind::Unknown => SchemaKind::Boolean(true),
            kind => SchemaKind::Rules(Box::new(self.rules(schema, kind))),
        };
        self.schemas.fill(shape, kind, schema.doc.clone());
    }

    fn rules(&mut self, schema: &AvroSchema, kind: &AvroKind) -> Rules {
        if let Some(logical) = &schema.logical {
            return logical_form(logical, kind);
        }
        match kind {
            AvroKind::Unknown => Rules::default(),
            AvroKind::Null => Rules::of_types(&[Type::Null]),
            AvroKind::Boolean => Rules::of_types(&[Type::Boolean]),
            AvroKind::Int => Rules::of_integers(i32::MIN.into(), i32::MAX.into()),
            AvroKind::Long => Rules::of_integers(i64::MIN.into(), i64::MAX.into()),
            // What JSON has no number for is written as a string.
            AvroKind::Float | AvroKind::Double => Rules::of_types(&[Type::Number, Type::String]),
            AvroKind::Bytes | AvroKind::String => Rules::of_types(&[Type::String]),
            AvroKind::Fixed(fixed) => text_of_bytes(fixed.size),
            AvroKind::Enum(enumeration) => Rules {
                enumeration: Some(
                    enumeration
                        .symbols
                        .iter()
                        .map(|symbol| Literal::String(symbol.clone()))
                        .collect(),
                ),
                ..Rules::of_types(&[Type::String])
            },
            AvroKind::Array(items) => {
                let mut rules = Rules::of_types(&[Type::Array]);
                rules.array.items = Some(self.shape(*items));
                rules
            }
            AvroKind::Map(values) => {
                let mut rules = Rules::of_types(&[Type::Object]);
                rules.object.additional = Additional::Schema(self.shape(*values));
                rules
            }
            AvroKind::Union(branches) => self.union(schema, branches),
            AvroKind::Record(record) => self.record(record),
        }
    }

    fn record(&mut self, record: &AvroRecord) -> Rules {
        let mut object = ObjectRules {
            additional: Additional::Denied,
            ..ObjectRules::default()
        };
        for field in &record.fields {
            if field.default.is_none() && !self.allows_null(field.schema) {
                object.required.push(field.name.clone());
            }
            object.properties.push(Property {
                name: field.name.clone(),
                location: field.location.clone(),
                schema: self.shape(field.schema),
            });
        }
        Rules {
            object: object.into(),
            ..Rules::of_types(&[Type::Object])
        }
    }

    /// Whether plain JSON may leave out a field of this type.
    fn allows_null(&self, id: AvroId) -> bool {
        match &self.graph.get(id).kind {
            AvroKind::Null | AvroKind::Unknown => true,
            AvroKind::Union(branches) => branches.iter().any(|branch| {
                matches!(
                    self.graph.get(*branch).kind,
                    AvroKind::Null | AvroKind::Unknown
                )
            }),
            _ => false,
        }
    }

    /// Every branch as it is, and every branch but `null` under its name.
    fn union(&mut self, schema: &AvroSchema, branches: &[AvroId]) -> Rules {
        let mut any_of: Vec<SchemaId> = branches.iter().map(|branch| self.shape(*branch)).collect();
        for branch in branches {
            let kind = &self.graph.get(*branch).kind;
            let labels = match kind.name() {
                _ if matches!(kind, AvroKind::Null | AvroKind::Unknown) => continue,
                None => vec![kind.type_name().to_owned()],
                Some(name) if name.namespace.is_empty() => vec![name.name.clone()],
                Some(name) => vec![name.to_string(), name.name.clone()],
            };
            for label in labels {
                let shape = self.shape(*branch);
                let tagged = self.schemas.reserve(schema.location.clone(), None);
                let rules = Rules {
                    object: ObjectRules {
                        properties: vec![Property {
                            name: label.clone(),
                            location: schema.location.clone(),
                            schema: shape,
                        }],
                        required: vec![label],
                        additional: Additional::Denied,
                        ..ObjectRules::default()
                    }
                    .into(),
                    ..Rules::of_types(&[Type::Object])
                };
                let kind = SchemaKind::Rules(Box::new(rules));
                self.schemas.fill(tagged, kind, None);
                any_of.push(tagged);
            }
        }
        Rules {
            any_of: any_of.into(),
            ..Rules::default()
        }
    }
}

/// What a value of a logical type looks like: the form of the type that it is on, or the usual text.
fn logical_form(logical: &AvroLogical, kind: &AvroKind) -> Rules {
    match (logical, kind) {
        // Nobody knows what a library makes of these.
        (AvroLogical::Other(_), _) => Rules::of_types(&[
            Type::Boolean,
            Type::Number,
            Type::String,
            Type::Array,
            Type::Object,
        ]),
        (AvroLogical::Decimal { .. } | AvroLogical::BigDecimal, _) => {
            Rules::of_types(&[Type::Number, Type::String])
        }
        (AvroLogical::Uuid, AvroKind::String) => {
            let mut rules = Rules::of_types(&[Type::String]);
            rules.string.format = Some("uuid".to_owned());
            rules
        }
        (_, AvroKind::Int) => integer_or_text(i32::MIN.into(), i32::MAX.into()),
        (_, AvroKind::Long) => integer_or_text(i64::MIN, i64::MAX),
        _ => Rules::of_types(&[Type::String]),
    }
}

/// As many code points as there are bytes (Avro 1.12, "JSON Encoding").
fn text_of_bytes(size: u64) -> Rules {
    let mut rules = Rules::of_types(&[Type::String]);
    rules.string.min_length = Some(size);
    rules.string.max_length = Some(size);
    rules
}

/// A day or a time: counted, or as ISO 8601 writes it, which starts with a digit or a sign.
fn integer_or_text(minimum: i64, maximum: i64) -> Rules {
    let mut rules = Rules::of_integers(minimum.into(), maximum.into());
    rules.types = Some(TypeSet::only(Type::Integer).with(Type::String));
    rules.string.pattern = Some("^[+-]?[0-9]".to_owned());
    rules
}
