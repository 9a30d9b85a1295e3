//! The types of the standard library as payloads.

use std::collections::BTreeMap;

use serde_json::Value;
use tidings_check::{Path, Violations};

use super::Payload;

macro_rules! unconstrained {
    ($($payload:ty),*) => {$(
        impl Payload for $payload {
            #[inline]
            fn check(&self, _: &Path<'_>, _: &mut Violations) {}
        }
    )*};
}

unconstrained!(
    (),
    bool,
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
    String,
    Value
);

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl Payload for $float {
            /// Infinities and NaN cannot be written as JSON (RFC 8259 §6).
            #[inline]
            fn check(&self, path: &Path<'_>, violations: &mut Violations) {
                if !self.is_finite() {
                    violations.push(path, format!("{self} is no JSON number"));
                }
            }
        }
    )*};
}

floats!(f32, f64);

impl<T: Payload> Payload for Vec<T> {
    #[inline]
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        for (index, item) in self.iter().enumerate() {
            item.check(&path.index(index), violations);
        }
    }
}

impl<T: Payload> Payload for BTreeMap<String, T> {
    #[inline]
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        for (key, value) in self {
            value.check(&path.key(key), violations);
        }
    }
}

impl<T: Payload> Payload for Option<T> {
    #[inline]
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.check(path, violations);
        }
    }
}

impl<T: Payload> Payload for Box<T> {
    #[inline]
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        self.as_ref().check(path, violations);
    }
}
