//! Values that stand for all values of a type: if each of them is read for what it is, every value is.
//!
//! A reader takes the bits of a whole number for one of its own type. Whatever that does (cut, extend, turn round), it
//! keeps all numbers of a range exactly when it keeps both ends of it and what is next to nothing, because no two layouts
//! agree there without agreeing in between. Texts and bytes are told apart by what is no text, fractions by one that is
//! exact and one that is not, enumerations by all their symbols.

use tidings_schema::protobuf::{ProtobufCardinality, ProtobufField, ProtobufGraph, ProtobufType};

use super::datum::{Content, Value};
use super::defaults::has_default;
use super::least::Least;

/// The contents of a field that stand for all of them: the simplest first, and last what may be left out.
pub(super) fn contents(
    graph: &ProtobufGraph,
    least: &Least<'_, '_>,
    field: &ProtobufField,
) -> Vec<Content> {
    if let ProtobufType::Map { key, value } = &field.kind {
        let key = ProtobufType::Scalar(key);
        let (keys, values) = (values(graph, least, &key), values(graph, least, value));
        let (Some(first_key), Some(first_value)) = (keys.first(), values.first()) else {
            return Vec::new();
        };
        let of_keys = keys.iter().map(|key| (key.clone(), first_value.clone()));
        let of_values = values
            .iter()
            .map(|value| (first_key.clone(), value.clone()));
        let entries = of_keys.clone().chain(of_values);
        let one = entries.map(|entry| Content::Entries(vec![entry]));
        return one
            .chain([Content::Entries(of_keys.take(2).collect())])
            .collect();
    }
    let values = values(graph, least, &field.kind);
    if field.cardinality != ProtobufCardinality::Repeated {
        let unset = has_default(field).then_some(Content::Unset);
        return values.into_iter().map(Content::One).chain(unset).collect();
    }
    let two = match (values.first(), values.get(1).or(values.first())) {
        (Some(first), Some(second)) => Some(Content::Many(vec![first.clone(), second.clone()])),
        _ => None,
    };
    let one = values.into_iter().map(|value| Content::Many(vec![value]));
    one.chain(two).collect()
}

fn values(graph: &ProtobufGraph, least: &Least<'_, '_>, kind: &ProtobufType) -> Vec<Value> {
    if let Some(range) = kind.integers() {
        let ends = [*range.end(), *range.start()];
        let powers = [31, 32, 63].map(|power| 1_i128 << power);
        let steps = powers
            .into_iter()
            .flat_map(|power| [power - 1, power, -power]);
        let numbers = [1, 2, -1].into_iter().chain(steps).chain(ends).chain([0]);
        let numbers = numbers.filter(|number| range.contains(number));
        return numbers.map(Value::Integer).collect();
    }
    match kind {
        ProtobufType::Scalar("bool") => vec![Value::Bool(true), Value::Bool(false)],
        ProtobufType::Scalar("float") => [1.0, 0.5, 0.0].map(Value::Float).to_vec(),
        ProtobufType::Scalar("double") => [1.0, 0.5, 0.1, 0.0].map(Value::Double).to_vec(),
        ProtobufType::Scalar("string") => {
            ["a", ""].map(|text| Value::Text(text.to_owned())).to_vec()
        }
        ProtobufType::Scalar("bytes") => [vec![0xFF], vec![]].map(Value::Bytes).to_vec(),
        ProtobufType::Enum(id) => {
            let values = graph.enumeration(*id).values.iter();
            let mut numbers: Vec<i32> = values.map(|value| value.number).collect();
            numbers.sort_by_key(|number| *number == 0);
            numbers.into_iter().map(Value::Enum).collect()
        }
        kind => least.of_type(kind).into_iter().collect(),
    }
}
