//! What is hashed: labelled facts in an order of their own.

use std::fmt::Write;

use sha2::{Digest as _, Sha256};
use tidings_schema::Literal;

/// A SHA-256.
pub type Digest = [u8; 32];

/// Facts about one thing; the order in which they are added does not matter.
#[derive(Default)]
pub(super) struct Facts {
    facts: Vec<(String, Vec<u8>)>,
}

impl Facts {
    /// Adds a fact.
    pub(super) fn add(&mut self, label: impl Into<String>, value: impl AsRef<[u8]>) {
        self.facts.push((label.into(), value.as_ref().to_vec()));
    }

    /// Adds a fact where there is one.
    pub(super) fn maybe(&mut self, label: &str, value: Option<impl AsRef<[u8]>>) {
        if let Some(value) = value {
            self.add(label, value);
        }
    }

    /// Adds one fact for each value; their order does not matter either.
    pub(super) fn each(&mut self, label: &str, values: impl IntoIterator<Item = impl AsRef<[u8]>>) {
        for value in values {
            self.add(label, value);
        }
    }

    /// Adds a JSON value, the keys of objects sorted.
    pub(super) fn literal(&mut self, label: impl Into<String>, value: &Literal) {
        let mut text = String::new();
        write_sorted(value, &mut text);
        self.add(label, text);
    }

    /// The hash of all facts. Lengths are hashed too, so that no two sets of facts look the same.
    pub(super) fn digest(mut self) -> Digest {
        self.facts.sort();
        let mut hasher = Sha256::new();
        for (label, value) in &self.facts {
            for part in [label.as_bytes(), value] {
                hasher.update((part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize().into()
    }
}

/// Writes `value` as JSON with sorted keys. Values nest no deeper than a tree does, which the parser limits.
fn write_sorted(value: &Literal, text: &mut String) {
    match value {
        Literal::Array(items) => {
            text.push('[');
            for item in items {
                write_sorted(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Literal::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|(left, _), (right, _)| left.cmp(right));
            text.push('{');
            for (key, value) in entries {
                text.push_str(&Literal::String(key.clone()).to_json_text());
                text.push(':');
                write_sorted(value, text);
                text.push(',');
            }
            text.push('}');
        }
        scalar => {
            // Writing to a string cannot fail.
            let _ = write!(text, "{scalar}");
        }
    }
}
