//! The names of the numbers of enumerations.

use tidings_schema::protobuf::{ProtobufEnum, ProtobufEnumId, ProtobufType};

use super::index::Index;

/// The enumeration that a type leads to.
pub(super) fn enumeration<'g>(index: &Index<'g>, kind: &ProtobufType) -> Option<&'g ProtobufEnum> {
    let id: ProtobufEnumId = match kind {
        ProtobufType::Enum(id) => *id,
        ProtobufType::Map { value, .. } => return enumeration(index, value),
        _ => return None,
    };
    Some(index.graph.enumeration(id))
}

/// The names that stand for a number.
pub(super) fn names(symbols: &ProtobufEnum, number: i32) -> Vec<&str> {
    let values = symbols.values.iter();
    let values = values.filter(|value| value.number == number);
    values.map(|value| value.name.as_str()).collect()
}

/// The first name that stands for a number.
pub(super) fn name(symbols: &ProtobufEnum, number: i32) -> Option<&str> {
    names(symbols, number).first().copied()
}

/// Whether what `written` stands for in `from` is what `read` stands for in `to`: called alike, or renamed.
pub(super) fn is_same_symbol(
    (from, written): (&ProtobufEnum, i32),
    (to, read): (&ProtobufEnum, i32),
) -> bool {
    let (old, new) = (names(from, written), names(to, read));
    let knows = |symbols: &ProtobufEnum, names: &[&str]| {
        let mut values = symbols.values.iter();
        values.any(|value| names.contains(&value.name.as_str()))
    };
    let is_renamed = || written == read && !knows(to, &old) && !knows(from, &new);
    old.iter().any(|name| new.contains(name)) || is_renamed()
}
