//! What does not fit together in an application.

/// Why there is no document of an application.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplicationError {
    /// Two types are messages of one name.
    #[error(
        "`{first}` and `{second}` are both called `{name}`: give one of them another name with `#[message(name = \"…\")]`"
    )]
    SameMessage {
        /// The name.
        name: String,
        /// The type that had it first.
        first: &'static str,
        /// The other type.
        second: &'static str,
    },
    /// Two servers, channels or operations have one name.
    #[error("{what} is called `{name}` like another one: give one of them another name")]
    SameName {
        /// What they are, such as `a channel`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name has letters that a reference cannot have.
    #[error("`{name}` cannot name {what}: letters, digits, `-`, `_` and `.` make one")]
    Name {
        /// What would have it, such as `a channel`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A server's URL lacks its scheme or its host.
    #[error(
        "`{url}` says not where the server `{server}` is: a URL has a scheme and a host, such as `nats://broker.example:4222`"
    )]
    Url {
        /// The server.
        server: String,
        /// The URL.
        url: String,
    },
    /// The braces in an address do not match.
    #[error(
        "the address `{address}` is broken: a parameter is a name between braces, such as `orders.{{region}}`"
    )]
    Address {
        /// The address.
        address: String,
    },
    /// A channel or a server describes something that its address or URL does not contain.
    #[error("`{place}` has no `{{{name}}}`, which is described")]
    Undeclared {
        /// The address or URL.
        place: String,
        /// The name of the parameter or variable.
        name: String,
    },
    /// An operation has no messages.
    #[error("the operation `{operation}` has no message: name one with `message::<M>()`")]
    NoMessage {
        /// The operation.
        operation: String,
    },
    /// An example cannot be written.
    #[error("an example of the message `{message}` cannot be written: {problem}")]
    Example {
        /// The message.
        message: String,
        /// What serde says.
        problem: String,
    },
}
