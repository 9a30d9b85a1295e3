//! Values that no error shows; for `deserialize_with`.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};

thread_local! {
    static IS_READ: Cell<bool> = const { Cell::new(false) };
}

/// Whether a secret is being read.
pub(super) fn is_read() -> bool {
    IS_READ.get()
}

/// The reading of a secret, until it is dropped.
struct Reading {
    within_another: bool,
}

impl Reading {
    fn begin() -> Self {
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
    let _reading = Reading::begin();
    T::deserialize(deserializer)
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
        assert!(secret.starts_with("it is not a valid uuid: "), "{secret}");
        let plain = said(r#"{"token": [], "session": "hunter2"}"#);
        assert!(
            plain.starts_with("\"hunter2\" is not a valid uuid: "),
            "{plain}"
        );
    }
}
