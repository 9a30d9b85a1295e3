//! Descriptors become plain data with places.

use std::collections::HashMap;

use protox::prost_reflect::{
    Cardinality, EnumDescriptor, FieldDescriptor, FileDescriptor, Kind, MessageDescriptor, Syntax,
};
use tidings_diag::Location;

use super::compile::Unit;
use super::graph::{
    ProtobufCardinality, ProtobufEnum, ProtobufEnumId, ProtobufEnumValue, ProtobufField,
    ProtobufGraph, ProtobufMessage, ProtobufMessageId, ProtobufType,
};
use super::text::Text;

/// The part of a path in a descriptor that leads to the name (`DescriptorProto.name`).
const NAME: i32 = 1;

/// Adds the types of one unit to a graph.
pub(super) struct Converter<'c, 's> {
    pub(super) graph: &'c mut ProtobufGraph,
    pub(super) unit: &'c Unit<'s>,
    /// The types of the unit that are in the graph, by full name.
    pub(super) known: &'c mut HashMap<String, ProtobufMessageId>,
    pub(super) enums: HashMap<String, ProtobufEnumId>,
    /// Messages that have a number and no fields yet.
    pub(super) waiting: Vec<(ProtobufMessageId, MessageDescriptor)>,
}

impl Converter<'_, '_> {
    /// The number of `message`, which is converted with all that it leads to.
    pub(super) fn convert(&mut self, message: &MessageDescriptor) -> ProtobufMessageId {
        let id = self.message(message);
        while let Some((id, message)) = self.waiting.pop() {
            let fields = message.fields().map(|field| self.field(&message, &field));
            let fields = fields.collect();
            self.graph.messages[id.0 as usize].fields = fields;
        }
        id
    }

    fn message(&mut self, message: &MessageDescriptor) -> ProtobufMessageId {
        if let Some(&known) = self.known.get(message.full_name()) {
            return known;
        }
        let id = ProtobufMessageId(self.graph.messages.len() as u32);
        self.known.insert(message.full_name().to_owned(), id);
        let file = message.parent_file();
        let ranges = message.reserved_ranges();
        self.graph.messages.push(ProtobufMessage {
            location: self.location(&file, message.path(), message.name()),
            full_name: message.full_name().to_owned(),
            doc: comment(&file, message.path()),
            fields: Vec::new(),
            oneofs: message
                .oneofs()
                .map(|oneof| oneof.name().to_owned())
                .collect(),
            reserved_numbers: ranges.map(|range| (range.start, range.end)).collect(),
            reserved_names: message.reserved_names().map(str::to_owned).collect(),
        });
        self.waiting.push((id, message.clone()));
        id
    }

    fn field(&mut self, message: &MessageDescriptor, field: &FieldDescriptor) -> ProtobufField {
        let file = message.parent_file();
        let proto = field.field_descriptor_proto();
        let optional = proto.proto3_optional();
        let oneof = field.containing_oneof().filter(|_| !optional);
        let oneof = oneof.and_then(|oneof| message.oneofs().position(|other| other == oneof));
        ProtobufField {
            location: self.location(&file, field.path(), field.name()),
            name: field.name().to_owned(),
            json_name: field.json_name().to_owned(),
            number: field.number(),
            kind: self.kind(field),
            cardinality: match field.cardinality() {
                Cardinality::Optional => ProtobufCardinality::Optional,
                Cardinality::Required => ProtobufCardinality::Required,
                Cardinality::Repeated => ProtobufCardinality::Repeated,
            },
            has_presence: field.supports_presence(),
            oneof,
            is_packed: field.is_packed(),
            is_group: field.is_group(),
            default: proto.default_value.clone(),
            deprecated: proto
                .options
                .as_ref()
                .is_some_and(|options| options.deprecated()),
            doc: comment(&file, field.path()),
        }
    }

    fn kind(&mut self, field: &FieldDescriptor) -> ProtobufType {
        match field.kind() {
            Kind::Message(entry) if field.is_map() => {
                let key = entry.map_entry_key_field().kind();
                ProtobufType::Map {
                    key: scalar(&key).unwrap_or("string"),
                    value: Box::new(self.kind(&entry.map_entry_value_field())),
                }
            }
            Kind::Message(message) => ProtobufType::Message(self.message(&message)),
            Kind::Enum(enumeration) => ProtobufType::Enum(self.enumeration(&enumeration)),
            kind => ProtobufType::Scalar(scalar(&kind).unwrap_or("bytes")),
        }
    }

    /// The number of `enumeration`.
    pub(super) fn enumeration(&mut self, enumeration: &EnumDescriptor) -> ProtobufEnumId {
        let name = enumeration.full_name();
        if let Some(&known) = self.enums.get(name) {
            return known;
        }
        let id = ProtobufEnumId(self.graph.enums.len() as u32);
        let file = enumeration.parent_file();
        // As they are declared: the first one is what an absent field has, and of aliases the name that is written.
        let declared = enumeration.enum_descriptor_proto().value.iter();
        let values = declared.map(|value| ProtobufEnumValue {
            name: value.name().to_owned(),
            number: value.number(),
        });
        self.graph.enums.push(ProtobufEnum {
            location: self.location(&file, enumeration.path(), enumeration.name()),
            full_name: name.to_owned(),
            values: values.collect(),
            is_closed: file.syntax() == Syntax::Proto2,
        });
        self.enums.insert(name.to_owned(), id);
        id
    }

    /// Where the name of the thing at `path` stands.
    fn location(&self, file: &FileDescriptor, path: &[i32], name: &str) -> Location {
        let root = self.unit.texts.get(&self.unit.name);
        let Some(text) = self.unit.texts.get(file.name()) else {
            // What comes with the compiler stands nowhere, so the text that uses it is named.
            return root.map_or_else(nowhere, |text| text.location(0..0));
        };
        let info = file.file_descriptor_proto().source_code_info.as_ref();
        let mut locations = info.into_iter().flat_map(|info| &info.location);
        let of_name = locations.find(|location| {
            let rest = location.path.strip_prefix(path);
            rest == Some(&[NAME])
        });
        match of_name.map(|location| location.span.as_slice()) {
            Some([line, column, ..]) => {
                text.location_at(*line as usize, *column as usize, name.len())
            }
            _ => start_of(*text),
        }
    }
}

fn start_of(text: Text<'_>) -> Location {
    text.location(0..0)
}

/// A unit always has its own text; without one there is no place at all.
fn nowhere() -> Location {
    Location {
        span: tidings_diag::Span::new(tidings_diag::FileId(0), 0, 0),
        pointer: None,
    }
}

/// The comment before the thing at `path`, without the space that follows each `//`.
fn comment(file: &FileDescriptor, path: &[i32]) -> Option<String> {
    let info = file.file_descriptor_proto().source_code_info.as_ref()?;
    let location = info
        .location
        .iter()
        .find(|location| location.path == path)?;
    let comment = location.leading_comments.as_ref()?;
    let lines = comment.lines().map(str::trim);
    let text = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn scalar(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Double => "double",
        Kind::Float => "float",
        Kind::Int32 => "int32",
        Kind::Int64 => "int64",
        Kind::Uint32 => "uint32",
        Kind::Uint64 => "uint64",
        Kind::Sint32 => "sint32",
        Kind::Sint64 => "sint64",
        Kind::Fixed32 => "fixed32",
        Kind::Fixed64 => "fixed64",
        Kind::Sfixed32 => "sfixed32",
        Kind::Sfixed64 => "sfixed64",
        Kind::Bool => "bool",
        Kind::String => "string",
        Kind::Bytes => "bytes",
        Kind::Message(_) | Kind::Enum(_) => return None,
    })
}
