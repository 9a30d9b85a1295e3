//! JMS, version 0.0.1 of the binding.

use super::Meaning::{Address, Breaks, Own, Risky, Schema};
use super::fields;

fields! {
    Server {
        "jmsConnectionFactory": Own,
            "every client chooses the class that connects it",
            "JMS Bindings, Server Binding Object";
        "properties": Risky,
            "the connection is set up otherwise",
            "JMS Bindings, Server Binding Object";
        "clientID": Own,
            "it names the connection of the application itself",
            "Jakarta Messaging 3.1, 6.1.2 Client identifier";
    }
    Channel {
        "destination": Address,
            "whoever uses the old destination does not meet the new one",
            "JMS Bindings, Channel Binding Object";
        "destinationType": Breaks,
            "the old destination is another kind of queue, which is created and consumed otherwise",
            "JMS Bindings, Channel Binding Object";
    }
    Message {
        "headers": Schema,
            "messages carry these headers",
            "JMS Bindings, Message Binding Object";
    }
}
