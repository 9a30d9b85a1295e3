//! Which Rust type a message of Protocol Buffers is.
//!
//! The shapes here say what contains what, so that names and boxes are given out as for all types; how they are written
//! is decided by the schema itself.

use std::collections::{BTreeMap, VecDeque};

use tidings_diag::Location;
use tidings_schema::Sparse;
use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufEnumId, ProtobufField, ProtobufGraph, ProtobufMessageId,
    ProtobufType, ProtobufTypes,
};

use super::{
    AdditionalFields, Builder, Definition, Docs, Field, Integer, Kind, Shape, Struct, ToldBy,
    TypeId, Union, Usage, Variant,
};

/// What of Protocol Buffers a definition is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProtobufSource {
    Message(ProtobufMessageId),
    /// One `oneof` of a message.
    Oneof(ProtobufMessageId, usize),
    Enum(ProtobufEnumId),
}

impl Builder<'_> {
    /// How the payload that `message` describes is used.
    pub(crate) fn read_protobuf(
        &mut self,
        graph: &ProtobufGraph,
        message: ProtobufMessageId,
    ) -> Usage {
        let mut reader = ProtobufReading::new(self, graph);
        let usage = reader.message(message);
        reader.finish();
        usage
    }

    /// The types of `types`; gives the one of the first message, where it is no ready-made type.
    pub(crate) fn read_protobuf_types(
        &mut self,
        graph: &ProtobufGraph,
        types: &ProtobufTypes,
    ) -> Option<TypeId> {
        let mut reader = ProtobufReading::new(self, graph);
        let messages = types.messages.iter();
        let usages: Vec<Usage> = messages.map(|message| reader.message(*message)).collect();
        for enumeration in &types.enums {
            reader.enumeration(*enumeration);
        }
        reader.finish();
        usages.first().and_then(Usage::defined)
    }
}

/// Messages become types one after the other, so that no chain of them is too long.
struct ProtobufReading<'b, 'c, 'g> {
    builder: &'b mut Builder<'c>,
    graph: &'g ProtobufGraph,
    waiting: VecDeque<(TypeId, ProtobufMessageId)>,
}

impl<'b, 'c, 'g> ProtobufReading<'b, 'c, 'g> {
    fn new(builder: &'b mut Builder<'c>, graph: &'g ProtobufGraph) -> Self {
        Self {
            builder,
            graph,
            waiting: VecDeque::new(),
        }
    }

    /// Reads what waits.
    fn finish(mut self) {
        while let Some((id, message)) = self.waiting.pop_front() {
            let shape = self.fields(message);
            self.builder.types.definitions[id.0].shape = shape;
        }
    }

    fn message(&mut self, id: ProtobufMessageId) -> Usage {
        let message = self.graph.message(id);
        if let Some(path) = well_known(&message.full_name) {
            return Usage::of(Kind::Ready(path.to_owned()));
        }
        let canonical = self.graph.canonical(id);
        if let Some(known) = self.builder.protobuf.get(&canonical) {
            return Usage::of(Kind::Defined(*known));
        }
        let shape = Shape::Struct(Struct::default());
        let docs = documented(message.doc.as_deref());
        let defined = self.define(&message.full_name, &message.location, docs, shape);
        self.builder.protobuf.insert(canonical, defined);
        let source = ProtobufSource::Message(id);
        self.builder.types.protobuf.insert(defined, source);
        self.waiting.push_back((defined, id));
        Usage::of(Kind::Defined(defined))
    }

    fn enumeration(&mut self, id: ProtobufEnumId) -> Usage {
        let enumeration = self.graph.enumeration(id);
        let values = enumeration.values.iter();
        let values: Vec<String> = values
            .map(|value| format!("{}={}", value.name, value.number))
            .collect();
        let canonical = format!("enum {} {}", enumeration.full_name, values.join(" "));
        if let Some(known) = self.builder.protobuf.get(&canonical) {
            return Usage::of(Kind::Defined(*known));
        }
        let shape = Shape::Newtype(Usage::of(Kind::Integer(Integer::I32)));
        let defined = self.define(
            &enumeration.full_name,
            &enumeration.location,
            Docs::default(),
            shape,
        );
        self.builder.protobuf.insert(canonical, defined);
        self.builder
            .types
            .protobuf
            .insert(defined, ProtobufSource::Enum(id));
        Usage::of(Kind::Defined(defined))
    }

    fn fields(&mut self, id: ProtobufMessageId) -> Shape {
        let message = self.graph.message(id);
        let mut fields = Vec::new();
        let mut oneofs = Vec::new();
        for field in &message.fields {
            let Some(oneof) = field.oneof else {
                fields.push(Field {
                    name: field.json_name.clone(),
                    required: !is_optional(field),
                    usage: self.usage(field),
                    sensitive: false,
                    tells: false,
                    docs: docs_of(field),
                });
                continue;
            };
            if oneofs.contains(&oneof) {
                continue;
            }
            oneofs.push(oneof);
            fields.push(self.oneof(id, oneof));
        }
        Shape::Struct(Struct {
            names: BTreeMap::new(),
            fields,
            patterned: Vec::new(),
            additional: AdditionalFields::Denied,
            constraints: Sparse::default(),
        })
    }

    /// The field that stands for all members of one `oneof`.
    fn oneof(&mut self, id: ProtobufMessageId, oneof: usize) -> Field {
        let message = self.graph.message(id);
        let name = message.oneofs.get(oneof).cloned().unwrap_or_default();
        let members = message
            .fields
            .iter()
            .filter(|field| field.oneof == Some(oneof));
        let variants = members.map(|member| Variant {
            name: member.name.clone(),
            told: vec![member.json_name.clone()],
            usage: self.usage(member),
        });
        let shape = Shape::Union(Union {
            told_by: ToldBy::Order,
            variants: variants.collect(),
        });
        let full_name = format!("{} {name}", message.full_name);
        let docs = documented(Some(&format!("One of the fields of `{name}`.")));
        let defined = self.define(&full_name, &message.location, docs.clone(), shape);
        let source = ProtobufSource::Oneof(id, oneof);
        self.builder.types.protobuf.insert(defined, source);
        Field {
            name,
            usage: Usage::of(Kind::Defined(defined)),
            required: false,
            sensitive: false,
            tells: false,
            docs,
        }
    }

    fn usage(&mut self, field: &ProtobufField) -> Usage {
        let usage = self.value(&field.kind);
        let is_map = matches!(field.kind, ProtobufType::Map { .. });
        if field.cardinality == ProtobufCardinality::Repeated && !is_map {
            return Usage::of(Kind::List(Box::new(usage)));
        }
        usage
    }

    fn value(&mut self, kind: &ProtobufType) -> Usage {
        Usage::of(match kind {
            ProtobufType::Message(id) => return self.message(*id),
            ProtobufType::Enum(id) => return self.enumeration(*id),
            ProtobufType::Map { value, .. } => Kind::Map(Box::new(self.value(value))),
            ProtobufType::Scalar(name) => match *name {
                "bool" => Kind::Bool,
                "float" => Kind::Ready("f32".to_owned()),
                "double" => Kind::Ready("f64".to_owned()),
                "string" => Kind::Text,
                "bytes" => Kind::Ready("::tidings::Bytes".to_owned()),
                "int32" | "sint32" | "sfixed32" => Kind::Integer(Integer::I32),
                "uint32" | "fixed32" => Kind::Integer(Integer::U32),
                "uint64" | "fixed64" => Kind::Integer(Integer::U64),
                _ => Kind::Integer(Integer::I64),
            },
        })
    }

    fn define(&mut self, name: &str, location: &Location, docs: Docs, shape: Shape) -> TypeId {
        let types = &mut self.builder.types;
        let id = TypeId(types.definitions.len());
        let simple = name.rsplit('.').next().unwrap_or(name);
        types.definitions.push(Definition {
            names: vec![simple.to_owned(), name.to_owned()],
            named: true,
            location: location.clone(),
            docs,
            residual: Vec::new(),
            shape,
        });
        id
    }
}

/// Whether a field is an `Option`: where it can be told apart whether it is there.
pub(crate) fn is_optional(field: &ProtobufField) -> bool {
    let once = field.cardinality != ProtobufCardinality::Repeated;
    let required = field.cardinality == ProtobufCardinality::Required;
    let is_map = matches!(field.kind, ProtobufType::Map { .. });
    once && !is_map && (field.has_presence || required)
}

/// The ready-made type of a message of the standard library.
pub(crate) fn well_known(full_name: &str) -> Option<&'static str> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Any" => "::tidings::protobuf::Any",
        "Duration" => "::tidings::protobuf::Duration",
        "FieldMask" => "::tidings::protobuf::FieldMask",
        "ListValue" => "::tidings::protobuf::ListValue",
        "Struct" => "::tidings::protobuf::Struct",
        "Timestamp" => "::tidings::protobuf::Timestamp",
        "Value" => "::tidings::protobuf::Value",
        "BoolValue" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Bool>",
        "BytesValue" => "::tidings::protobuf::Wrapper<::tidings::protobuf::ByteString>",
        "DoubleValue" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Double>",
        "FloatValue" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Float>",
        "Int32Value" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Int32>",
        "Int64Value" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Int64>",
        "StringValue" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Text>",
        "UInt32Value" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Uint32>",
        "UInt64Value" => "::tidings::protobuf::Wrapper<::tidings::protobuf::Uint64>",
        _ => return None,
    })
}

fn documented(doc: Option<&str>) -> Docs {
    Docs {
        description: doc.map(str::to_owned),
        ..Docs::default()
    }
}

fn docs_of(field: &ProtobufField) -> Docs {
    Docs {
        description: field.doc.clone(),
        default: field.default.clone(),
        deprecated: field.deprecated,
        ..Docs::default()
    }
}
