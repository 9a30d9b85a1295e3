//! A component that nothing uses is new.

use super::unused::unused_only_in;
use super::{Find, Found, Versions, check};
use crate::Version;

check! {
    /// A component is new, and nothing in the contract leads to it.
    ///
    /// ## Why it matters
    ///
    /// Nobody notices who uses the contract; it may be meant for the next version, or something forgot to refer to it.
    /// A component that only refers to what a channel or a message refers to as well, such as a file, is called another
    /// name of what is in use.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   schemas:
    ///     Address: { type: object }
    /// ```
    "unused-component-added", "K094", Info,
    "a component that nothing uses is new",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    unused_only_in(versions, Version::Revision, "is new")
}
