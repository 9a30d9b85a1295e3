//! What became of a payload could not be found out.

use super::{Find, check};

check! {
    /// Two schemas differ, and neither a proof nor a message that shows a break was found.
    ///
    /// ## Why it matters
    ///
    /// The change says why and where: mostly the schema is written in a language that is not read, or something in it
    /// takes too long to compare.
    /// `--unknown allow` lets such changes pass.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           schemaFormat: application/raml+yaml;version=1.0
    ///           schema:
    ///             type: object
    ///             properties: { id: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           schemaFormat: application/raml+yaml;version=1.0
    ///           schema:
    ///             type: object
    ///             properties: { id: integer }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "payload-undecided", "K086", Error,
    "what a payload allows could not be compared",
    advice: "compare this schema by hand, or simplify the place that is named",
    Find::Elsewhere
}
