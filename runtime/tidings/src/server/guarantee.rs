//! How often a message is handled when something goes wrong in between.

/// What a server promises about each message.
///
/// It is chosen for a server, or for one of its operations.
/// A promise that the transport of a channel cannot keep stops the server at its start, with the names of the channel and
/// of the operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Guarantee {
    /// It is settled before it is handled: it is never handled twice, and lost when the process or the handler fails.
    ///
    /// It is not tried again; what cannot be read, and what its handler refused, is given up as ever.
    AtMostOnce,
    /// It is settled once it was handled: it is never lost, and handled again when the process fails in between.
    #[default]
    AtLeastOnce,
    /// It is settled once it was handled, and a note of its id is kept with the messages: one that comes again after
    /// it was handled is settled and not handled again.
    ///
    /// A handler that fails, or whose process dies before it returns, is tried again, so what it does halfway must be
    /// undone with it: by a transaction, or because doing it again changes nothing ([`Context::message_id`]).
    /// A message without an id is given up.
    ///
    /// [`Context::message_id`]: crate::Context::message_id
    EffectivelyOnce,
}
