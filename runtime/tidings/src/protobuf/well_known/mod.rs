//! Messages of the standard library that have a form of their own in JSON.

mod any;
mod structs;
mod time;
mod wrapper;

pub use any::{Any, FieldMask};
pub use structs::{ListValue, Struct, Value};
pub use time::{Duration, InvalidTimestamp, Timestamp};
pub use wrapper::Wrapper;

use super::Message;

/// What makes a message readable with serde.
macro_rules! with_serde {
    (<$($generic:ident: $bound:ident)?> $name:ty) => {
        impl<$($generic: $bound)?> serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::protobuf::serialize(self, serializer)
            }
        }

        impl<'de, $($generic: $bound)?> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::protobuf::deserialize(deserializer)
            }
        }
    };
}

/// A payload of which there is nothing to check.
macro_rules! payload {
    (<$($generic:ident: $bound:ident)?> $name:ty) => {
        super::with_serde!(<$($generic: $bound)?> $name);

        impl<$($generic: $bound)?> crate::Payload for $name {
            fn check(&self, _: &tidings_check::Path<'_>, _: &mut tidings_check::Violations) {}
        }
    };
}

use {payload, with_serde};
