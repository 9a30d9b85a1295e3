//! Schemas as the search reads them: both sides in one table, equal ones once.
//!
//! Whatever did not change between two versions of a schema has one number on both sides, so that "valid under the old
//! one and not under the new one" contradicts itself there at once, however large and recursive it is.

mod arena;
mod circles;
mod classes;
mod kind;
mod read;
mod shape;
mod unroll;
mod value;

pub(crate) use arena::Arena;
pub(crate) use kind::{Kind, Kinds};
pub(crate) use read::{ANYTHING, NEVER};
pub(crate) use shape::{
    ArrayShape, Combination, NumberRule, ObjectShape, Shape, StringRule, UNREAD, Undecided,
};
pub(crate) use value::{Value, Values};
