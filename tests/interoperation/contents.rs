//! What stands in a message and in a case, and at the places of a message that runtime expressions name.

use serde_json::Value;
use tidings::transport::Message;

pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

pub fn json(message: &Message) -> Result<Value, String> {
    let value = serde_json::from_slice(&message.body);
    value
        .map(whole)
        .map_err(|error| format!("the body is no JSON: {error}"))
}

/// Numbers as JSON Schema compares them: `7.0` is `7`.
fn whole(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if !number.is_i64() && !number.is_u64() && float.fract() == 0.0 => {
                Value::from(float as i64)
            }
            _ => Value::Number(number),
        },
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.map(|(key, value)| (key, whole(value))).collect())
        }
        other => other,
    }
}

pub fn headers(message: &Message) -> Vec<(String, String)> {
    let headers = message.headers.iter();
    let mut headers: Vec<_> = headers
        .map(|(name, value)| (name.to_owned(), String::from_utf8_lossy(value).into_owned()))
        .collect();
    headers.sort();
    headers
}

/// What stands at a runtime expression.
pub fn read(message: &Message, place: &str) -> Option<Value> {
    match place.split_once('#')? {
        ("$message.header", pointer) => {
            let (name, inside) = header(pointer);
            let value = message.headers.text(name)?;
            match inside {
                "" => Some(Value::from(value)),
                inside => serde_json::from_str::<Value>(value)
                    .ok()?
                    .pointer(inside)
                    .cloned(),
            }
        }
        (_, pointer) => json(message).ok()?.pointer(pointer).cloned(),
    }
}

/// Puts `value` where a runtime expression says, or takes away what stands there.
pub fn write(message: &mut Message, place: Option<&str>, value: Option<&Value>) {
    let Some((source, pointer)) = place.and_then(|place| place.split_once('#')) else {
        message.correlation_id = value.map(digits);
        return;
    };
    if source == "$message.header" {
        let (name, inside) = header(pointer);
        let written = match inside {
            "" => value.and_then(Value::as_str).map(str::to_owned),
            inside => {
                let mut object = message
                    .headers
                    .text(name)
                    .and_then(|text| serde_json::from_str(text).ok())
                    .unwrap_or_default();
                put(&mut object, inside, value);
                Some(object.to_string())
            }
        };
        message.headers.remove(name);
        if let Some(written) = written {
            message.headers.append(name, written);
        }
    } else if let Ok(mut body) = serde_json::from_slice(&message.body) {
        put(&mut body, pointer, value);
        message.body = body.to_string().into();
    }
}

/// A number as the text that fields of transports hold, and a text as it is.
pub fn digits(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// The name of a header, and the pointer into its value.
fn header(pointer: &str) -> (&str, &str) {
    let pointer = pointer.strip_prefix('/').unwrap_or(pointer);
    pointer.split_at(pointer.find('/').unwrap_or(pointer.len()))
}

/// Sets what a pointer leads to, with the objects on the way, or removes it.
fn put(at: &mut Value, pointer: &str, value: Option<&Value>) {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let Some((last, before)) = steps.split_last() else {
        return;
    };
    let mut at = at;
    for step in before {
        if value.is_none() && at.get(step).is_none() {
            return;
        }
        at = &mut at[*step];
    }
    match value {
        Some(value) => at[*last] = value.clone(),
        None => {
            if let Some(object) = at.as_object_mut() {
                object.remove(*last);
            }
        }
    }
}

/// `example` as the message `sent` has it.
pub fn with_body(example: &Value, sent: &Message) -> Value {
    let mut example = example.clone();
    if example["isJson"] == true {
        example["body"] = Value::from(String::from_utf8_lossy(&sent.body));
    }
    example["headers"] = headers(sent).into_iter().collect();
    example
}
