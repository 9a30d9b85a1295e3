//! What a change of each field of a binding means, one file a protocol.
//!
//! A protocol whose bindings have no fields needs no file.

mod amqp;
mod anypointmq;
mod compared;
mod extension;
mod googlepubsub;
mod http;
mod ibmmq;
mod jms;
mod kafka;
mod meaning;
mod mqtt;
mod mqtt5;
mod nats;
mod offer;
mod plain;
mod pulsar;
mod ros2;
mod route;
mod sns;
mod solace;
mod sqs;
#[cfg(test)]
mod tests;
mod undefined;
mod ws;

pub(crate) use compared::{Changed, changed};
pub(crate) use extension::is_extension;
use meaning::Row;
pub(crate) use meaning::{Meaning, Object, meaning, row};
pub(crate) use plain::is_plain;
pub(crate) use route::Route;
pub(crate) use undefined::is_undefined;

/// What the fields of a protocol mean.
type Table = &'static [Row];

/// The tables, by the protocol's key.
static TABLES: &[(&str, Table)] = &[
    ("amqp", amqp::FIELDS),
    ("anypointmq", anypointmq::FIELDS),
    ("googlepubsub", googlepubsub::FIELDS),
    ("http", http::FIELDS),
    ("ibmmq", ibmmq::FIELDS),
    ("jms", jms::FIELDS),
    ("kafka", kafka::FIELDS),
    ("mqtt", mqtt::FIELDS),
    ("mqtt5", mqtt5::FIELDS),
    ("nats", nats::FIELDS),
    ("pulsar", pulsar::FIELDS),
    ("ros2", ros2::FIELDS),
    ("sns", sns::FIELDS),
    ("solace", solace::FIELDS),
    ("sqs", sqs::FIELDS),
    ("ws", ws::FIELDS),
];

/// The field that every versioned binding has: it says which text the other fields follow.
const VERSION_FIELD: &str = "bindingVersion";

/// Declares the table of a protocol: under what a binding belongs to, each field with its meaning, why, and the source.
///
/// Where less of something takes it away, `more:` says what it means that there is more of it. The row of an object holds
/// for all its fields that have no row of their own.
macro_rules! fields {
    ($($object:ident { $($field:literal: $meaning:expr, $why:literal, $(more: $more:literal,)? $source:literal;)+ })+) => {
        pub(super) static FIELDS: super::Table = &[$($(super::Row {
            object: super::Object::$object,
            field: $field,
            meaning: $meaning,
            why: $why,
            more: super::stated!($($more)?),
            source: $source,
        }),+),+];
    };
}

/// The text, if there is one.
macro_rules! stated {
    () => {
        None
    };
    ($text:literal) => {
        Some($text)
    };
}

use {fields, stated};
