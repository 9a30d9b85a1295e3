//! MQTT (AsyncAPI bindings, `mqtt`, 0.2.0).

use super::Meaning::{Breaks, Own, Risky};
use super::Object::{Message, Operation, Server};
use super::Table;

pub(super) static FIELDS: Table = &[
    (Server, "clientId", Own),
    (Server, "cleanSession", Own),
    (Server, "lastWill.topic", Breaks),
    (Server, "lastWill", Risky),
    (Server, "keepAlive", Own),
    (Server, "sessionExpiryInterval", Own),
    (Server, "maximumPacketSize", Risky),
    // Messages may be lost or come twice (MQTT 5.0 §4.3).
    (Operation, "qos", Risky),
    (Operation, "retain", Risky),
    (Operation, "messageExpiryInterval", Risky),
    (Message, "payloadFormatIndicator", Risky),
    (Message, "correlationData", Breaks),
    (Message, "contentType", Breaks),
    (Message, "responseTopic", Breaks),
];
