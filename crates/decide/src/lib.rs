//! Decisions about schemas: has this one a value at all, have these two one in common, is every value of this one a value of that one?
//!
//! Each answer is proved, or shown by a witness that the validator of `tidings-schema` has confirmed, or *unknown* with a
//! reason and a place. A *no* without a confirmed witness does not exist, and a budget that counts steps, never time,
//! makes an answer the same on every machine.
//!
//! This crate refuses to know what a message, an operation or a version of a contract is.
//! Start reading at [`subset`], then [`Subset`]; types of Avro and Protocol Buffers are compared by [`avro::readable`] and
//! [`protobuf::readable`].

mod answer;
mod array;
pub mod avro;
mod budget;
mod evaluate;
mod exclusive;
mod found;
mod intern;
mod number;
mod object;
mod options;
mod patterns;
pub mod protobuf;
mod question;
mod readable;
mod reading;
mod search;
mod string;
mod unread;
mod witness;

pub use answer::{Break, Breaks, Disjoint, Objection, Satisfiable, Side, Subset, Unknown};
pub use exclusive::are_exclusive;
pub use options::Options;
pub use question::{Subject, disjoint, satisfiable, subset};
pub use readable::{Encoding, ForeignBreak, Outcome, Readable};
pub use reading::{Exchange, Readers, Reading, Wanted, Writers, disjoint_under, subset_under};
