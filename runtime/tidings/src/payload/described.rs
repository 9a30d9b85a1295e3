//! The schemas of these types, for messages that are written by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Base64, Date, DateTime, Decimal, DecimalText, Duration, Maybe, Never, Time, Uuid};

macro_rules! described {
    ($($of:ty: $name:literal, { $($schema:tt)* };)+) => {$(
        impl JsonSchema for $of {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!("tidings::", $name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ $($schema)* })
            }
        }
    )+};
}

described! {
    DateTime: "DateTime", { "type": "string", "format": "date-time" };
    Date: "Date", { "type": "string", "format": "date" };
    Time: "Time", { "type": "string", "format": "time" };
    Duration: "Duration", { "type": "string", "format": "duration" };
    Uuid: "Uuid", { "type": "string", "format": "uuid" };
    Base64: "Base64", { "type": "string", "format": "byte" };
    Decimal: "Decimal", { "type": "number", "format": "decimal" };
    DecimalText: "DecimalText", { "type": "string", "format": "decimal" };
    Never: "Never", { "not": {} };
}

impl<T: JsonSchema> JsonSchema for Maybe<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        <Option<T>>::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        <Option<T>>::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Option<T>>::json_schema(generator)
    }
}
