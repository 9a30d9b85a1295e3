//! The rules about applications that meet, each with a page beside this file.

tidings_diag::rules! {
    /// A message that one application sends is refused where another one receives it.
    MESSAGE_REFUSED: "message-refused", "K201", Error, Compatibility,
        "a message that one application sends is refused where another one receives it";
    /// Nobody sends a message any more that an application waits for.
    MESSAGE_LOST: "message-lost", "K202", Error, Compatibility,
        "nobody sends a message any more that an application waits for";
    /// It could not be found out whether a message is accepted where it is received.
    RECEPTION_UNKNOWN: "reception-unknown", "K203", Error, Compatibility,
        "it could not be found out whether a message is accepted where it is received";
    /// Two operations have one address on different servers.
    SERVERS_APART: "servers-apart", "K204", Info, Compatibility,
        "two operations have one address on different servers";
}
