//! What a message looks like in JSON, as a schema of JSON Schema (Protocol Buffers, "ProtoJSON Format").

use std::collections::HashMap;

use super::json_forms::{map_key, scalar, well_known};
use super::{
    ProtobufCardinality, ProtobufEnumId, ProtobufField, ProtobufGraph, ProtobufMessageId,
    ProtobufReader, ProtobufType,
};
use crate::{
    Additional, Literal, Property, Rules, SchemaId, SchemaKind, SchemaReader, Type, TypeSet,
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
            Some(rules) => SchemaKind::Rules(Box::new(rules)),
            None => {
                let mut rules = Rules::of_types(&[Type::Object]);
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
                for oneof in 0..message.oneofs.len() {
                    let members = message.fields.iter();
                    let members: Vec<_> =
                        members.filter(|field| field.oneof == Some(oneof)).collect();
                    if let [first, _, ..] = members[..] {
                        let alternatives = self.alternatives(&members);
                        rules.all_of.push(self.add(first, alternatives));
                    }
                }
                SchemaKind::Rules(Box::new(rules))
            }
        };
        self.schemas.fill(shape, kind, doc);
    }

    /// At most one of the fields of a `oneof` has a value: one alternative for each, and one without any.
    fn alternatives(&mut self, members: &[&ProtobufField]) -> Rules {
        let mut one_of = Vec::new();
        for member in members {
            one_of.push(self.is_set(member));
        }
        let Some(first) = members.first() else {
            return Rules::default();
        };
        let any = Rules {
            any_of: one_of.clone().into(),
            ..Rules::default()
        };
        let none = Rules {
            not: Some(self.add(first, any)),
            ..Rules::default()
        };
        one_of.push(self.add(first, none));
        Rules {
            one_of: one_of.into(),
            ..Rules::default()
        }
    }

    /// That a field has a value under one of its names: `null` is none where it stands for the default.
    fn is_set(&mut self, field: &ProtobufField) -> SchemaId {
        let value = match self.has_null(&field.kind) {
            true => Rules::default(),
            false => Rules {
                types: Some(
                    Type::ALL
                        .into_iter()
                        .collect::<TypeSet>()
                        .without(Type::Null),
                ),
                ..Rules::default()
            },
        };
        let schema = self.add(field, value);
        let mut names = vec![&field.json_name, &field.name];
        names.dedup();
        let named = names.into_iter().map(|name| {
            let mut rules = Rules::default();
            rules.object.required.push(name.clone());
            rules.object.properties.push(Property {
                name: name.clone(),
                location: field.location.clone(),
                schema,
            });
            self.add(field, rules)
        });
        let named: Vec<SchemaId> = named.collect();
        match named[..] {
            [only] => only,
            _ => self.add(
                field,
                Rules {
                    any_of: named.into(),
                    ..Rules::default()
                },
            ),
        }
    }

    /// Whether `null` is a value of the type, and not the absence of one.
    fn has_null(&self, kind: &ProtobufType) -> bool {
        let name = match kind {
            ProtobufType::Message(id) => &self.graph.message(*id).full_name,
            ProtobufType::Enum(id) => &self.graph.enumeration(*id).full_name,
            ProtobufType::Scalar(_) | ProtobufType::Map { .. } => return false,
        };
        matches!(
            name.as_str(),
            "google.protobuf.Value" | "google.protobuf.NullValue"
        )
    }

    /// A field may be `null` as well, which stands for its default.
    fn field(&mut self, field: &ProtobufField) -> SchemaId {
        let is_map = matches!(field.kind, ProtobufType::Map { .. });
        let mut rules = if field.cardinality == ProtobufCardinality::Repeated && !is_map {
            let mut list = Rules::of_types(&[Type::Array]);
            list.array.items = Some(self.value(&field.kind, field));
            list
        } else {
            self.rules(&field.kind, field)
        };
        if let Some(types) = rules.types {
            rules.types = Some(types.with(Type::Null));
        } else if !rules.any_of.is_empty() {
            let null = self.add(field, Rules::of_types(&[Type::Null]));
            rules.any_of.push(null);
        }
        self.add(field, rules)
    }

    fn value(&mut self, kind: &ProtobufType, field: &ProtobufField) -> SchemaId {
        if let ProtobufType::Message(id) = kind {
            return self.message(*id);
        }
        let rules = self.rules(kind, field);
        self.add(field, rules)
    }

    fn rules(&mut self, kind: &ProtobufType, field: &ProtobufField) -> Rules {
        match kind {
            ProtobufType::Message(id) => Rules {
                any_of: vec![self.message(*id)].into(),
                ..Rules::default()
            },
            ProtobufType::Enum(id) => self.enumeration(field, *id),
            ProtobufType::Scalar(_) => scalar(kind),
            ProtobufType::Map { key, value } => {
                let mut rules = Rules::of_types(&[Type::Object]);
                rules.object.additional = Additional::Schema(self.value(value, field));
                rules.object.property_names = Some(self.add(field, map_key(key)));
                rules
            }
        }
    }

    /// The name of a value, or its number.
    fn enumeration(&mut self, field: &ProtobufField, id: ProtobufEnumId) -> Rules {
        let enumeration = self.graph.enumeration(id);
        if enumeration.full_name == "google.protobuf.NullValue" {
            return Rules::default();
        }
        let names = enumeration.values.iter();
        let names = names.map(|value| Literal::String(value.name.clone()));
        let names = Rules {
            enumeration: Some(names.collect()),
            ..Rules::of_types(&[Type::String])
        };
        let number = Rules::of_integers(i32::MIN.into(), i32::MAX.into());
        Rules {
            any_of: vec![self.add(field, names), self.add(field, number)].into(),
            ..Rules::default()
        }
    }

    fn add(&mut self, field: &ProtobufField, rules: Rules) -> SchemaId {
        let id = self.schemas.reserve(field.location.clone(), None);
        self.schemas
            .fill(id, SchemaKind::Rules(Box::new(rules)), field.doc.clone());
        id
    }
}
