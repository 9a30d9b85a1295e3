//! A component that nothing uses is another one.

use super::{Find, check};

check! {
    /// A component that nothing in the contract leads to is another one in both versions.
    ///
    /// What a channel, an operation or a server uses is compared where it is used, and what changed in a schema that nothing
    /// uses is told by the checks of schemas, without a judgement.
    ///
    /// ## Why it matters
    ///
    /// Nobody breaks who uses the contract; documents that refer to the component from elsewhere are compared by
    /// themselves.
    /// A component that only refers to what a channel or a message refers to as well, such as a file, is called another
    /// name of what is in use; it changes when it names something else.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   parameters:
    ///     region: { enum: [eu] }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// components:
    ///   parameters:
    ///     region: { enum: [eu, us] }
    /// ```
    "unused-component-changed", "K093", Info,
    "a component that nothing uses is another one",
    advice: "",
    Find::Elsewhere
}
