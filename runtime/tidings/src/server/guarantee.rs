//! How often a message is handled when something goes wrong in between.

/// What a server promises about each message.
///
/// A promise that the transport of a channel cannot keep stops the server at its start, with the channel's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Guarantee {
    /// It is settled before it is handled: it is never handled twice, and lost when the process or the handler fails.
    ///
    /// It is not tried again; what cannot be read, and what its handler refused, is given up as ever.
    AtMostOnce,
    /// It is settled once it was handled: it is never lost, and handled again when the process fails in between.
    #[default]
    AtLeastOnce,
}
