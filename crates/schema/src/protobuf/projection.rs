//! What a message looks like in JSON, as a schema of JSON Schema (Protocol Buffers, "ProtoJSON Format").

use std::collections::HashMap;

use super::{
    ProtobufCardinality, ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufReader,
    ProtobufType,
};
use crate::{
    Additional, Literal, NumberRules, Property, Rules, SchemaId, SchemaKind, SchemaReader, Type,
    TypeSet,
};

impl ProtobufReader<'_> {
    /// The schema of the JSON values of the message `id`, among those of `schemas`.
    pub fn json_shape(
        &mut self,
        id: ProtobufMessageId,
        schemas: &mut SchemaReader<'_>,
    ) -> SchemaId {
        let mut projection = Projection {
            graph: &self.graph,
            known: &mut self.shapes,
            schemas,
            waiting: Vec::new(),
        };
        let shape = projection.message(id);
        while let Some((id, shape)) = projection.waiting.pop() {
            projection.fill(id, shape);
        }
        shape
    }
}

/// Messages become schemas one after the other, so that no nesting is too deep.
struct Projection<'p, 's> {
    graph: &'p ProtobufGraph,
    known: &'p mut HashMap<ProtobufMessageId, SchemaId>,
    schemas: &'p mut SchemaReader<'s>,
    waiting: Vec<(ProtobufMessageId, SchemaId)>,
}

impl Projection<'_, '_> {
    fn message(&mut self, id: ProtobufMessageId) -> SchemaId {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let message = self.graph.message(id);
        let key = message.full_name.rsplit('.').next().map(str::to_owned);
        let shape = self.schemas.reserve(message.location.clone(), key);
        self.known.insert(id, shape);
        self.waiting.push((id, shape));
        shape
    }

    fn fill(&mut self, id: ProtobufMessageId, shape: SchemaId) {
        let message = self.graph.message(id);
        let doc = message.doc.clone();
        let kind = match well_known(&message.full_name) {
            Some(&[]) => SchemaKind::Boolean(true),
            Some(allowed) => SchemaKind::Rules(Box::new(types(allowed))),
            None => {
                let mut rules = types(&[Type::Object]);
                rules.object.additional = Additional::Denied;
                for field in &message.fields {
                    let schema = self.field(field);
                    // A reader takes the name of the text too.
                    if field.name != field.json_name {
                        let pattern = format!("^{}$", field.name);
                        rules.object.pattern_properties.push((pattern, schema));
                    } else if field.cardinality == ProtobufCardinality::Required {
                        rules.object.required.push(field.json_name.clone());
                    }
                    rules.object.properties.push(Property {
                        name: field.json_name.clone(),
                        location: field.location.clone(),
                        schema,
                    });
                }
                SchemaKind::Rules(Box::new(rules))
            }
        };
        self.schemas.fill(shape, kind, doc);
    }

    /// A field may be `null` as well, which stands for its default.
    fn field(&mut self, field: &ProtobufField) -> SchemaId {
        let value = self.value(&field.kind, field);
        let is_list = field.cardinality == ProtobufCardinality::Repeated
            && !matches!(field.kind, ProtobufType::Map { .. });
        let value = if is_list {
            let mut list = types(&[Type::Array]);
            list.array.items = Some(value);
            self.add(field, list)
        } else {
            value
        };
        let null = self.add(field, types(&[Type::Null]));
        let either = Rules {
            any_of: vec![value, null],
            ..Rules::default()
        };
        self.add(field, either)
    }

    fn value(&mut self, kind: &ProtobufType, field: &ProtobufField) -> SchemaId {
        let rules = match kind {
            ProtobufType::Message(id) => return self.message(*id),
            ProtobufType::Enum(id) => return self.enumeration(field, *id),
            ProtobufType::Scalar(_) => scalar(kind),
            ProtobufType::Map { value, .. } => {
                let mut rules = types(&[Type::Object]);
                rules.object.additional = Additional::Schema(self.value(value, field));
                rules
            }
        };
        self.add(field, rules)
    }

    /// The name of a value, or its number.
    fn enumeration(&mut self, field: &ProtobufField, id: super::ProtobufEnumId) -> SchemaId {
        let enumeration = self.graph.enumeration(id);
        if enumeration.full_name == "google.protobuf.NullValue" {
            return self.add(field, Rules::default());
        }
        let names = enumeration.values.iter();
        let names = Rules {
            enumeration: Some(
                names
                    .map(|value| Literal::String(value.name.clone()))
                    .collect(),
            ),
            ..types(&[Type::String])
        };
        let any_of = vec![
            self.add(field, names),
            self.add(field, types(&[Type::Integer])),
        ];
        self.add(
            field,
            Rules {
                any_of,
                ..Rules::default()
            },
        )
    }

    fn add(&mut self, field: &ProtobufField, rules: Rules) -> SchemaId {
        let id = self.schemas.reserve(field.location.clone(), None);
        self.schemas
            .fill(id, SchemaKind::Rules(Box::new(rules)), field.doc.clone());
        id
    }
}

/// What values of a scalar type look like.
fn scalar(kind: &ProtobufType) -> Rules {
    match (kind, kind.integers()) {
        (_, Some(range)) => {
            let mut rules = types(&[Type::Integer, Type::String]);
            rules.number = NumberRules {
                minimum: Some(range.start().to_string()),
                maximum: Some(range.end().to_string()),
                ..NumberRules::default()
            }
            .into();
            rules
        }
        (ProtobufType::Scalar("bool"), _) => types(&[Type::Boolean]),
        // What JSON has no number for is a string, and so may be every other number.
        (ProtobufType::Scalar("float" | "double"), _) => types(&[Type::Number, Type::String]),
        _ => types(&[Type::String]),
    }
}

/// The types of JSON that a message of the standard library is written as; none for one that may be anything.
fn well_known(full_name: &str) -> Option<&'static [Type]> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Timestamp" | "Duration" | "FieldMask" => &[Type::String],
        "StringValue" | "BytesValue" => &[Type::String, Type::Null],
        "BoolValue" => &[Type::Boolean, Type::Null],
        "DoubleValue" | "FloatValue" => &[Type::Number, Type::String, Type::Null],
        "Int32Value" | "Int64Value" | "UInt32Value" | "UInt64Value" => {
            &[Type::Integer, Type::String, Type::Null]
        }
        "Struct" | "Any" => &[Type::Object],
        "ListValue" => &[Type::Array],
        "Value" => &[],
        _ => return None,
    })
}

fn types(types: &[Type]) -> Rules {
    Rules {
        types: Some(types.iter().copied().collect::<TypeSet>()),
        ..Rules::default()
    }
}
