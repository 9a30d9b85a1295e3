//! MQTT, versions 0.1.0 and 0.2.0 of the binding.

use super::Meaning::{Admits, Breaks, Offers, Own, Risky, Schema};
use super::fields;
use super::offer::Order::Larger;
use crate::Partners;

fields! {
    Server {
        "clientId": Own,
            "it names the session of the application itself",
            "MQTT 5.0, 3.1.3.1 Client Identifier";
        "cleanSession": Own,
            "it is about the session of the application itself",
            "MQTT 3.1.1, 3.1.2.4 Clean Session";
        "lastWill.topic": Breaks,
            "who watches the old topic does not learn that the application is gone",
            "MQTT 5.0, 3.1.3.3 Will Topic";
        "lastWill.message": Risky,
            "who watches the topic reads another message when the application is gone",
            "MQTT 5.0, 3.1.3.4 Will Payload";
        "lastWill.qos": Offers(Larger),
            "the message that the application is gone may be lost",
            more: "the message that the application is gone is delivered more surely",
            "MQTT 5.0, 3.1.2.6 Will QoS";
        "lastWill.retain": Risky,
            "whether who subscribes later learns that the application is gone changes",
            "MQTT 5.0, 3.1.2.7 Will Retain";
        "keepAlive": Own,
            "it is between the application and the broker",
            "MQTT 5.0, 3.1.2.10 Keep Alive";
        "sessionExpiryInterval": Own,
            "it is about the session of the application itself",
            "MQTT 5.0, 3.1.2.11.2 Session Expiry Interval";
        "maximumPacketSize": Admits(Larger, Partners::SENDERS),
            "the broker discards larger messages instead of delivering them to the application",
            more: "the broker delivers larger messages to the application, too",
            "MQTT 5.0, 3.1.2.11.4 Maximum Packet Size";
    }
    Operation {
        "qos": Offers(Larger),
            "with a lower quality of service messages may be lost or come twice",
            more: "with a higher quality of service messages are delivered more surely",
            "MQTT 5.0, 4.3 Quality of Service levels and protocol flows";
        "retain": Risky,
            "whether who subscribes later gets the last message changes",
            "MQTT 5.0, 3.3.1.3 RETAIN";
        "messageExpiryInterval": Offers(Larger),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "MQTT 5.0, 3.3.2.3.3 Message Expiry Interval";
    }
    Message {
        "payloadFormatIndicator": Risky,
            "readers may take text for bytes, or refuse what is no UTF-8",
            "MQTT 5.0, 3.3.2.3.2 Payload Format Indicator";
        "correlationData": Schema,
            "who asks finds its reply by it",
            "MQTT 5.0, 3.3.2.3.6 Correlation Data";
        "contentType": Breaks,
            "who reads the old type of content cannot read the new one",
            "MQTT 5.0, 3.3.2.3.9 Content Type";
        "responseTopic": Schema,
            "who waits for replies at the old topic gets none",
            "MQTT 5.0, 3.3.2.3.5 Response Topic";
    }
}
