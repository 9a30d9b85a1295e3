//! A component that nothing used is gone.

use super::unused::unused_only_in;
use super::{Find, Found, Versions, check};
use crate::Version;

check! {
    /// A component is gone, and nothing in the contract led to it.
    ///
    /// ## Why it matters
    ///
    /// Nobody notices who uses the contract; documents that refer to the component from elsewhere do not find it any more.
    /// A component that only referred to what a channel or a message refers to as well, such as a file, is called another
    /// name of what is in use.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   schemas:
    ///     Address: { type: object }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// ```
    "unused-component-removed", "K097", Info,
    "a component that nothing used is gone",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    unused_only_in(versions, Version::Base, "is gone")
}
