//! Addresses whose parameters stand in the message (AsyncAPI 3.1, "Parameter Object", `location`).

use serde_json::Value;

use super::{Address, Location};
use crate::json::{EncodeError, Problems};
use crate::transport::Message;

/// An address that a message says by itself.
pub trait Located: Address {
    /// The address of `message`, which is written already.
    ///
    /// # Errors
    ///
    /// Nothing stands where a parameter should, or no value of it.
    fn locate(message: &Message) -> Result<Self, EncodeError>;
}

/// The value of the parameter `parameter`, which stands at `location`; `default` where nothing does.
///
/// # Errors
///
/// Nothing stands there, or what `read` does not take.
pub fn located<T>(
    message: &Message,
    parameter: &str,
    location: Location,
    default: Option<&str>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, EncodeError> {
    let problem =
        |what: String| EncodeError::from(Problems::one(format!("parameter {parameter}"), what));
    let found = text(message, location).or_else(|| default.map(str::to_owned));
    let found =
        found.ok_or_else(|| problem(format!("is missing: nothing stands at {location}")))?;
    read(&found).ok_or_else(|| problem(format!("`{found}` is none of its values")))
}

/// What stands at `location`: a text, or a number or a boolean as JSON has it.
fn text(message: &Message, location: Location) -> Option<String> {
    let Location::Payload(pointer) = location else {
        return location.read(message);
    };
    let body: Value = serde_json::from_slice(&message.body).ok()?;
    match body.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
