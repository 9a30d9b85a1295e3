//! What the values of a type look like in JSON, as a schema of JSON Schema.
//!
//! Two ways of writing are in use: the JSON encoding of the specification, where a value of a union carries the name of
//! its branch, and plain JSON, where it does not. The schema allows both, and whatever libraries make of logical types,
//! so that a value which it refuses is certainly none of the type.

use std::collections::HashMap;

use super::{AvroGraph, AvroId, AvroKind, AvroReader, AvroRecord, AvroSchema};
use crate::{
    Additional, Literal, NumberRules, ObjectRules, Property, Rules, SchemaId, SchemaKind,
    SchemaReader, Type, TypeSet,
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
        if schema.logical.is_some() {
            return types(&[Type::String, Type::Number, Type::Object, Type::Array]);
        }
        match kind {
            AvroKind::Unknown => Rules::default(),
            AvroKind::Null => types(&[Type::Null]),
            AvroKind::Boolean => types(&[Type::Boolean]),
            AvroKind::Int => integer(i64::from(i32::MIN), i64::from(i32::MAX)),
            AvroKind::Long => integer(i64::MIN, i64::MAX),
            // What JSON has no number for is written as a string.
            AvroKind::Float | AvroKind::Double => types(&[Type::Number, Type::String]),
            AvroKind::Bytes | AvroKind::String | AvroKind::Fixed(_) => types(&[Type::String]),
            AvroKind::Enum(enumeration) => Rules {
                enumeration: Some(
                    enumeration
                        .symbols
                        .iter()
                        .map(|symbol| Literal::String(symbol.clone()))
                        .collect(),
                ),
                ..types(&[Type::String])
            },
            AvroKind::Array(items) => {
                let mut rules = types(&[Type::Array]);
                rules.array.items = Some(self.shape(*items));
                rules
            }
            AvroKind::Map(values) => {
                let mut rules = types(&[Type::Object]);
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
            ..types(&[Type::Object])
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
                    ..types(&[Type::Object])
                };
                let kind = SchemaKind::Rules(Box::new(rules));
                self.schemas.fill(tagged, kind, None);
                any_of.push(tagged);
            }
        }
        Rules {
            any_of,
            ..Rules::default()
        }
    }
}

fn types(types: &[Type]) -> Rules {
    Rules {
        types: Some(types.iter().copied().collect::<TypeSet>()),
        ..Rules::default()
    }
}

fn integer(minimum: i64, maximum: i64) -> Rules {
    Rules {
        number: NumberRules {
            minimum: Some(minimum.to_string()),
            maximum: Some(maximum.to_string()),
            ..NumberRules::default()
        }
        .into(),
        ..types(&[Type::Integer])
    }
}
