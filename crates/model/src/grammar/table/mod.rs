//! What a table of the grammar says: an [`Object`] has [`Field`]s, and a field a [`Kind`].

mod field;
mod keys;
mod kind;
mod object;
mod version;

pub use field::{Condition, Field, reusable};
pub use keys::Keys;
pub use kind::{Format, Kind, Limits, Names};
pub use object::{Object, OwnVersion, Row};
pub use version::{V2_0, V2_1, V2_2, V2_3, V2_4, V2_5, V2_6, V3_0, V3_1, Version};
