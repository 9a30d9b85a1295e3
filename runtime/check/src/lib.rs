//! What generated code and the validator judge alike: exact numbers, ECMA-262 patterns, formats, and the words and
//! JSON pointers in which a breach of a constraint is told.
//!
//! Generated code calls one function per JSON Schema keyword ([`minimum`], [`max_length`], [`pattern`] …) with a
//! [`Path`] that lives on the stack and a [`Violations`] that collects; on valid data nothing is allocated.
//! The tool's validator uses the same judgements and the same [`message`]s, so a document's example and a message on
//! the wire are refused in the same words.
//!
//! What neither types nor straight-line code can say is left to a validator of JSON Schema that is embedded with the
//! feature `residual` ([`residual`]); nothing else here knows of schemas.
//!
//! This crate refuses to know what a document or a transport is; it sees one value and one bound at a time.
//! Start reading at [`Violations`], then the modules of the keywords.

mod decimal;
mod decimal_static;
pub mod formats;
mod keywords;
pub mod media_type;
pub mod message;
mod numeric;
mod path;
mod pattern;
mod residual;
mod violation;

pub use decimal::Decimal;
pub use decimal_static::StaticDecimal;
pub use formats::{Format, NumberFormat};
pub use keywords::{
    any_required, contains, dependent_required, excluded, exclusive_maximum, exclusive_minimum,
    format, has_type, holds, is_longer, is_shorter, max_items, max_length, max_properties, maximum,
    min_items, min_length, min_properties, minimum, multiple_of, never, none_of_numbers,
    none_of_texts, not_pattern, one_of_texts, one_required, pattern, required, unique_items,
    unique_values,
};
pub use media_type::Notation;
pub use numeric::Numeric;
pub use path::Path;
pub use pattern::{InvalidPattern, Pattern, PatternLimit, StaticPattern};
pub use residual::{StaticSchema, residual};
pub use violation::{Violation, Violations};
