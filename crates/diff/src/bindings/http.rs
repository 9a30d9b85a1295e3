//! HTTP, versions 0.1.0 to 0.3.0 of the binding.

use super::Meaning::{Breaks, Schema};
use super::fields;

fields! {
    Operation {
        "type": Breaks,
            "what was asked for is answered now, or the other way round",
            "HTTP Bindings 0.1.0, Operation Binding Object";
        "method": Breaks,
            "requests with the old method are not served",
            "RFC 9110, 9 Methods";
        "query": Schema,
            "requests carry these parameters",
            "HTTP Bindings, Operation Binding Object";
    }
    Message {
        "headers": Schema,
            "messages carry these headers",
            "HTTP Bindings, Message Binding Object";
        "statusCode": Breaks,
            "who waits for the old status takes the answer for another one",
            "RFC 9110, 15 Status Codes";
    }
}
