//! Constants that are arrays or objects.

use serde::de::Error;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::union::buffer;

/// The value that the JSON text of a constant stands for.
pub fn constant(json: &str) -> Value {
    // The generator writes valid JSON; anything else could not be equal to a value that was read.
    serde_json::from_str(json).unwrap_or_default()
}

/// Writes the constant `json`.
///
/// # Errors
///
/// Whatever the format says.
pub fn write_constant<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    constant(json).serialize(serializer)
}

/// Reads one of the `constants`, which are paired with their JSON text.
///
/// # Errors
///
/// When the content is none of them.
pub fn read_constant<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    constants: &[(&str, T)],
) -> Result<T, D::Error> {
    let (value, _) = buffer::read(deserializer)?;
    let found = constants
        .iter()
        .find(|(json, _)| buffer::are_same(&constant(json), &value));
    found.map(|(_, found)| *found).ok_or_else(|| {
        let known: Vec<_> = constants.iter().map(|(json, _)| *json).collect();
        D::Error::custom(format!(
            "expected {}, found {}",
            known.join(" or "),
            match &value {
                Value::Array(_) => "another array",
                Value::Object(_) => "another object",
                other => buffer::type_of(other),
            }
        ))
    })
}
