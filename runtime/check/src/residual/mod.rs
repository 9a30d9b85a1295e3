//! What neither types nor straight-line code can say (`not`, `if`, `unevaluatedProperties` …), left to a validator of
//! JSON Schema that is embedded with the feature `residual`.
//!
//! The validator judges what stood on the wire, not what a Rust type kept of it: a struct that ignores unknown
//! properties has lost them, and the schema may be about them.

#[cfg(feature = "residual")]
mod engine;
#[cfg(feature = "residual")]
mod words;

use std::fmt;

use serde::Serialize;

use crate::{Path, Violations};

/// A JSON Schema in generated code: a `static` that is compiled when it is first used.
///
/// It is self-contained, in the dialect that it names, and holds the keywords that are checked by it alone.
pub struct StaticSchema {
    source: &'static str,
    #[cfg(feature = "residual")]
    compiled: std::sync::OnceLock<Option<engine::Engine>>,
}

impl StaticSchema {
    /// The schema `source`, which whoever writes this has compiled before.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            #[cfg(feature = "residual")]
            compiled: std::sync::OnceLock::new(),
        }
    }

    /// The schema as it was written.
    pub fn source(&self) -> &'static str {
        self.source
    }
}

impl fmt::Debug for StaticSchema {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StaticSchema({:?})", self.source)
    }
}

/// Checks a value against `schema`: as it was read where that is known, else as it will be written.
///
/// A value that was read from a text that is not at hand is not judged; then [`Violations::misses_wire`] says so.
#[cfg(feature = "residual")]
pub fn residual<T: Serialize + ?Sized>(
    value: &T,
    schema: &StaticSchema,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    use crate::violation::Source;

    if violations.is_full() {
        return;
    }
    let kept = match violations.wire(path) {
        Some(Source::Missed) => return,
        Some(Source::Kept(wire, pointer)) => Some((wire, pointer)),
        None => None,
    };
    let found = kept
        .as_ref()
        .and_then(|(wire, pointer)| wire.pointer(pointer));
    if let Some(found) = found {
        engine::judge(found, schema, path, violations);
        return;
    }
    match serde_json::to_value(value) {
        Ok(written) => engine::judge(&written, schema, path, violations),
        Err(error) => violations.push(path, format!("cannot be written: {error}")),
    }
}

/// Refuses every value: what the schema demands cannot be checked without the feature `residual`.
#[cfg(not(feature = "residual"))]
pub fn residual<T: Serialize + ?Sized>(
    _: &T,
    _: &StaticSchema,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    violations.push(
        path,
        "cannot be checked without the feature `residual` of `tidings`",
    );
}
