//! What a contract says in the terms of single protocols.

/// The bindings of a server, a channel, an operation or a message: what the contract says of it in the terms of single
/// protocols.
///
/// A transport reads the one of its protocol and knows what its fields mean; those of other protocols are none of its
/// business.
/// They are constants of the program, so handing them on costs nothing.
///
/// ```
/// use tidings_transport::Bindings;
///
/// let bindings = Bindings::new(&[("mqtt", r#"{"qos":1}"#)]);
/// assert_eq!(bindings.get("mqtt"), Some(r#"{"qos":1}"#));
/// assert_eq!(bindings.get("kafka"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bindings(&'static [(&'static str, &'static str)]);

impl Bindings {
    /// Nothing is said.
    pub const NONE: Self = Self(&[]);

    /// Protocols by their keys in AsyncAPI (`kafka`, `amqp`, `mqtt`), each with its binding as JSON text.
    pub const fn new(bindings: &'static [(&'static str, &'static str)]) -> Self {
        Self(bindings)
    }

    /// The binding of the protocol that AsyncAPI calls `protocol`, as JSON text.
    pub fn get(self, protocol: &str) -> Option<&'static str> {
        let mut bindings = self.iter();
        let found = bindings.find(|(known, _)| *known == protocol);
        found.map(|(_, binding)| binding)
    }

    /// Protocols with their bindings, in the order of the contract.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
        self.0.iter().copied()
    }

    /// Whether nothing is said.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}
