//! What a change of each field of a binding means, one file a protocol.

mod amqp;
mod kafka;
mod meaning;
mod mqtt;

pub(crate) use meaning::{Meaning, Object, meaning};

/// What the fields of a protocol mean: the object, the field and the meaning, with the source in a comment beside it.
type Table = &'static [(Object, &'static str, Meaning)];

/// The tables, by the protocol's key.
static TABLES: &[(&str, Table)] = &[
    ("amqp", amqp::FIELDS),
    ("kafka", kafka::FIELDS),
    ("mqtt", mqtt::FIELDS),
];
