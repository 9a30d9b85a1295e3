//! WebSockets, version 0.1.0 of the binding.

use super::Meaning::{Breaks, Schema};
use super::fields;

fields! {
    Channel {
        "method": Breaks,
            "the handshake with the old method is not answered",
            "WebSockets Bindings, Channel Binding Object";
        "query": Schema,
            "the handshake carries these parameters",
            "WebSockets Bindings, Channel Binding Object";
        "headers": Schema,
            "the handshake carries these headers",
            "WebSockets Bindings, Channel Binding Object";
    }
}
