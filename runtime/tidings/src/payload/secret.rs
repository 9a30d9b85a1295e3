//! Values that no error shows; for `deserialize_with`.

use std::cell::Cell;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::json::words;

thread_local! {
    static IS_READ: Cell<bool> = const { Cell::new(false) };
}

/// Whether a secret is being read.
pub(crate) fn is_read() -> bool {
    IS_READ.get()
}

/// The reading of a secret, until it is dropped.
pub(crate) struct Reading {
    within_another: bool,
}

impl Reading {
    pub(crate) fn begin() -> Self {
        Self {
            within_another: IS_READ.replace(true),
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        IS_READ.set(self.within_another);
    }
}

/// Does `read`, and shows nothing of what it has read if that fails.
///
/// # Errors
///
/// What `read` says.
pub fn secretly<T, E: Error>(read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let _reading = Reading::begin();
    read().map_err(|error| E::custom(words::of_secret(&error.to_string())))
}

/// Reads a value of which errors show nothing.
///
/// # Errors
///
/// It is not of the type.
pub fn secret<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    secretly(|| T::deserialize(deserializer))
}

/// Reads an optional property of which errors show nothing, and that must not be null where it is there.
///
/// # Errors
///
/// It is null, or not of the type.
pub fn secret_present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    secret(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uuid;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "the values are no matter here")]
    struct Login {
        #[serde(deserialize_with = "secret")]
        token: Vec<Uuid>,
        session: Uuid,
    }

    #[test]
    fn what_is_secret_is_not_shown_and_what_follows_is() {
        let said = |json| serde_json::from_str::<Login>(json).unwrap_err().to_string();
        let secret = said(r#"{"token": ["hunter2"], "session": "x"}"#);
        assert!(secret.contains("it is not a valid uuid: "), "{secret}");
        assert!(!secret.contains("hunter2"), "{secret}");
        let plain = said(r#"{"token": [], "session": "hunter2"}"#);
        assert!(
            plain.starts_with("\"hunter2\" is not a valid uuid: "),
            "{plain}"
        );
    }
}
