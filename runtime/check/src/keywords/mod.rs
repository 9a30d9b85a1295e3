//! One function per keyword, for straight-line code: the value, the bound, where it stands, and who collects.
//!
//! Bounds come first in the machine's own types, and the words come last, in a part of the code that valid data never
//! enters.

mod collections;
mod conditions;
mod numbers;
mod properties;
mod strings;

pub use collections::{
    contains, max_items, max_properties, min_items, min_properties, unique_items, unique_values,
};
pub use conditions::{has_type, holds, never};
pub use numbers::{
    exclusive_maximum, exclusive_minimum, maximum, minimum, multiple_of, none_of_numbers,
};
pub use properties::{any_required, dependent_required, excluded, one_required, required};
pub use strings::{
    format, is_longer, is_shorter, max_length, min_length, none_of_texts, not_pattern,
    one_of_texts, pattern,
};
