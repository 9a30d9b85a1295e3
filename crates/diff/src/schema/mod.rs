//! Where two schemas differ: a walk over both that names each difference and its place, and judges nothing.
//!
//! What the differences mean is decided elsewhere; here they only have to be complete. `$ref` and `allOf` are layout:
//! schemas that apply to one value are looked at together, wherever they stand.

mod alternatives;
mod apart;
mod asides;
mod assertions;
mod broken;
mod collections;
mod conjunction;
mod difference;
mod ending;
mod equality;
mod facts;
mod languages;
mod objects;
mod of_types;
mod place;
mod steps;
mod types;
mod walk;
mod written;

pub(crate) use alternatives::Chosen;
pub(crate) use difference::{
    Branch, Choice, Difference, Held, Idle, Kind, Limit, Sense, Statement, TypeChange,
};
pub(crate) use ending::{Ending, day_in_words};
pub(crate) use equality::{Equality, Hashes};
pub(crate) use place::SchemaPair;
pub(crate) use walk::{Graphs, Walk, chosen, differences};
