//! The graph: messages and enumerations by number.

use std::ops::RangeInclusive;

use tidings_diag::Location;

/// Index of a message in its [`ProtobufGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtobufMessageId(pub(super) u32);

/// Index of an enumeration in its [`ProtobufGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtobufEnumId(pub(super) u32);

/// Every message that a payload or headers are, with all that they lead to.
#[derive(Clone, Debug, Default)]
pub struct ProtobufGraph {
    pub(super) messages: Vec<ProtobufMessage>,
    pub(super) enums: Vec<ProtobufEnum>,
}

impl ProtobufGraph {
    /// The message `id`.
    ///
    /// # Panics
    ///
    /// When `id` belongs to another, larger graph.
    pub fn message(&self, id: ProtobufMessageId) -> &ProtobufMessage {
        &self.messages[id.0 as usize]
    }

    /// The enumeration `id`.
    ///
    /// # Panics
    ///
    /// When `id` belongs to another, larger graph.
    pub fn enumeration(&self, id: ProtobufEnumId) -> &ProtobufEnum {
        &self.enums[id.0 as usize]
    }

    /// How many messages there are.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether there is no message.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }
}

/// The types that one file declares, in document order: those at its top, then those inside messages.
#[derive(Clone, Debug, Default)]
pub struct ProtobufTypes {
    /// The messages.
    pub messages: Vec<ProtobufMessageId>,
    /// The enumerations.
    pub enums: Vec<ProtobufEnumId>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct ProtobufMessage {
    /// Where its name stands; for a message of a file that comes with the compiler, where the text starts that imports it.
    pub location: Location,
    /// The name with its package: `shop.orders.Order`.
    pub full_name: String,
    /// The comment before it.
    pub doc: Option<String>,
    /// The fields, in document order.
    pub fields: Vec<ProtobufField>,
    /// The names of its `oneof`s.
    pub oneofs: Vec<String>,
    /// The numbers that no field may have, each range with its end.
    pub reserved_numbers: Vec<(u32, u32)>,
    /// The names that no field may have.
    pub reserved_names: Vec<String>,
}

/// A field of a message.
#[derive(Clone, Debug)]
pub struct ProtobufField {
    /// Where its name stands.
    pub location: Location,
    /// The name.
    pub name: String,
    /// The name in JSON.
    pub json_name: String,
    /// The number on the wire.
    pub number: u32,
    /// Its type; for a map that of an entry.
    pub kind: ProtobufType,
    /// How often it may be there.
    pub cardinality: ProtobufCardinality,
    /// Whether a reader can tell a field that is absent from one with its default.
    pub has_presence: bool,
    /// Which of the message's `oneof`s it is in.
    pub oneof: Option<usize>,
    /// Whether several numbers are written as one block of bytes.
    pub is_packed: bool,
    /// Whether it is a group (proto2), which is delimited by tags instead of a length.
    pub is_group: bool,
    /// Its default, where the text states one.
    pub default: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The comment before it.
    pub doc: Option<String>,
}

/// How often a field may be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProtobufCardinality {
    /// Once or not at all.
    Optional,
    /// Once (proto2).
    Required,
    /// Any number of times.
    Repeated,
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProtobufType {
    /// A scalar by its name in the language: `int32`, `fixed64`, `string`, `bytes`, …
    Scalar(&'static str),
    /// A message, or a group.
    Message(ProtobufMessageId),
    /// An enumeration.
    Enum(ProtobufEnumId),
    /// A map.
    Map {
        /// The scalar type of its keys.
        key: &'static str,
        /// The type of its values.
        value: Box<ProtobufType>,
    },
}

impl ProtobufType {
    /// The numbers of a scalar type of whole numbers; `None` for every other type.
    pub fn integers(&self) -> Option<RangeInclusive<i128>> {
        let Self::Scalar(name) = self else {
            return None;
        };
        Some(match *name {
            "int32" | "sint32" | "sfixed32" => i32::MIN.into()..=i32::MAX.into(),
            "int64" | "sint64" | "sfixed64" => i64::MIN.into()..=i64::MAX.into(),
            "uint32" | "fixed32" => 0..=u32::MAX.into(),
            "uint64" | "fixed64" => 0..=u64::MAX.into(),
            _ => return None,
        })
    }
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct ProtobufEnum {
    /// Where its name stands.
    pub location: Location,
    /// The name with its package.
    pub full_name: String,
    /// The values, in document order.
    pub values: Vec<ProtobufEnumValue>,
    /// Whether a reader takes a number without a name for an unknown field (proto2), instead of keeping it.
    pub is_closed: bool,
}

/// A value of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProtobufEnumValue {
    /// The name.
    pub name: String,
    /// The number on the wire.
    pub number: i32,
}
