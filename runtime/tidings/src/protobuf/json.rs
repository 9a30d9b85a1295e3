//! Fields in JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::encoding::to_key;
use super::{Encoding, Refusal};

/// Collects the fields of a message.
#[derive(Clone, Debug, Default)]
pub struct Object(Map<String, Json>);

impl Object {
    /// A field that is written unless it has its default.
    pub fn singular<E: Encoding>(&mut self, name: &str, value: &E::Value) {
        if *value != E::Value::default() {
            self.always::<E>(name, value);
        }
    }

    /// A field that is written where it is there.
    pub fn optional<E: Encoding>(&mut self, name: &str, value: Option<&E::Value>) {
        if let Some(value) = value {
            self.always::<E>(name, value);
        }
    }

    /// A field that is written.
    pub fn always<E: Encoding>(&mut self, name: &str, value: &E::Value) {
        self.0.insert(name.to_owned(), E::to_json(value));
    }

    /// The values of a field.
    pub fn repeated<E: Encoding>(&mut self, name: &str, values: &[E::Value]) {
        if !values.is_empty() {
            let values = values.iter().map(E::to_json).collect();
            self.0.insert(name.to_owned(), Json::Array(values));
        }
    }

    /// The entries of a map.
    pub fn map<K: Encoding, V: Encoding>(
        &mut self,
        name: &str,
        map: &BTreeMap<K::Value, V::Value>,
    ) {
        if !map.is_empty() {
            let entries = map
                .iter()
                .map(|(key, value)| (to_key::<K>(key), V::to_json(value)));
            self.0
                .insert(name.to_owned(), Json::Object(entries.collect()));
        }
    }

    /// The object.
    pub fn finish(self) -> Json {
        Json::Object(self.0)
    }
}

/// Reads the properties of an object; `read` says whether it knows the name.
///
/// # Errors
///
/// There is no object, a name is unknown, or what `read` says, at its place.
pub fn read_object(
    json: &Json,
    mut read: impl FnMut(&str, &Json) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let object = json
        .as_object()
        .ok_or_else(|| Refusal::new("expected an object"))?;
    for (name, value) in object {
        match read(name, value) {
            Ok(true) => {}
            Ok(false) => {
                return Err(Refusal::new(format!(
                    "the property {name:?} is not allowed"
                )));
            }
            Err(refusal) => return Err(refusal.below(name)),
        }
    }
    Ok(())
}

/// The value of a field; `null` is the absence of one.
///
/// # Errors
///
/// It is none.
pub fn field<E: Encoding>(json: &Json) -> Result<Option<E::Value>, Refusal> {
    if json.is_null() && !E::HAS_NULL {
        return Ok(None);
    }
    E::from_json(json).map(Some)
}

/// The values of a field.
///
/// # Errors
///
/// There is no array, or an item is none.
pub fn repeated_field<E: Encoding>(json: &Json) -> Result<Vec<E::Value>, Refusal> {
    if json.is_null() {
        return Ok(Vec::new());
    }
    let items = json
        .as_array()
        .ok_or_else(|| Refusal::new("expected an array"))?;
    let items = items.iter().enumerate().map(|(index, item)| {
        E::from_json(item).map_err(|refusal| refusal.below(&index.to_string()))
    });
    items.collect()
}

/// The entries of a map.
///
/// # Errors
///
/// There is no object, or an entry is none.
pub fn map_field<K: Encoding, V: Encoding>(
    json: &Json,
) -> Result<BTreeMap<K::Value, V::Value>, Refusal>
where
    K::Value: Ord,
{
    let mut map = BTreeMap::new();
    if json.is_null() {
        return Ok(map);
    }
    read_object(json, |name, value| {
        map.insert(K::from_key(name)?, V::from_json(value)?);
        Ok(true)
    })?;
    Ok(map)
}
