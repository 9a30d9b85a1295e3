//! A message is deprecated, or is no more.

use tidings_model::contract::Message;

use super::{Find, Found, Versions, check};

check! {
    /// A message is marked as deprecated, is so no more, or has another date in `x-sunset`.
    ///
    /// ## Why it matters
    ///
    /// Nothing breaks; partners learn that they have to move, and until when.
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
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
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
    ///         deprecated: true
    ///         x-sunset: '2030-05-01'
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "deprecation-changed", "K050", Info,
    "a message is deprecated, or is no more",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, _) in versions.messages() {
        let sunset = |message: &Message| {
            let mut extensions = message.extensions.iter();
            let sunset = extensions.find(|extension| extension.name == "x-sunset");
            sunset.and_then(|sunset| sunset.value.as_str().map(str::to_owned))
        };
        let key = &is.key;
        let message = match (was.deprecated, is.deprecated) {
            (false, true) => match sunset(is) {
                Some(date) => format!("message `{key}` is deprecated until {date}"),
                None => format!("message `{key}` is deprecated"),
            },
            (true, false) => format!("message `{key}` is deprecated no more"),
            _ => continue,
        };
        let found = Found::annotation(&is.element, message);
        changes.push(
            found
                .in_base(&was.origin.location)
                .in_revision(&is.origin.location),
        );
    }
    changes
}
