//! Values that a document writes down, as they are.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use tidings_schema::Literal;

/// A value with its numbers digit by digit, because a template may print what no floating point number holds.
#[derive(Clone, Debug)]
pub(crate) struct Json(pub(crate) Literal);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

/// A borrowed part of such a value.
struct Part<'l>(&'l Literal);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

fn serialize<S: Serializer>(literal: &Literal, serializer: S) -> Result<S::Ok, S::Error> {
    match literal {
        Literal::Null => serializer.serialize_unit(),
        Literal::Bool(value) => serializer.serialize_bool(*value),
        Literal::Number(text) => {
            let raw: &RawValue = serde_json::from_str(text).map_err(S::Error::custom)?;
            raw.serialize(serializer)
        }
        Literal::String(text) => serializer.serialize_str(text),
        Literal::Array(items) => serializer.collect_seq(items.iter().map(Part)),
        Literal::Object(entries) => {
            let mut map = serializer.serialize_map(Some(entries.len()))?;
            for (key, value) in entries {
                map.serialize_entry(key, &Part(value))?;
            }
            map.end()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_objects_their_order() {
        let number = |text: &str| Literal::Number(text.to_owned());
        let value = Literal::Object(vec![
            ("b".to_owned(), number("123456789012345678901234567890.10")),
            (
                "a".to_owned(),
                Literal::Array(vec![Literal::Null, Literal::Bool(true), number("1e400")]),
            ),
        ]);
        assert_eq!(
            serde_json::to_string(&Json(value)).expect("JSON"),
            r#"{"b":123456789012345678901234567890.10,"a":[null,true,1e400]}"#
        );
    }
}
