//! Ready-made types: bytes, and what logical types stand for (Avro 1.12, "Logical Types").
//!
//! Each keeps what stands on the wire, so nothing is lost, and says what it means where that can be said.

mod binary;
mod decimal;
mod time;

pub use binary::{ByteString, Duration, Fixed, LargeFixed};
pub use decimal::Decimal;
pub use time::{
    Date, LocalTimestampMicros, LocalTimestampMillis, LocalTimestampNanos, TimeMicros, TimeMillis,
    TimestampMicros, TimestampMillis, TimestampNanos,
};
