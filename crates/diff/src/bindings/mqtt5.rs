//! MQTT 5 as a protocol of its own, versions 0.1.0 and 0.2.0 of the binding.

use super::Meaning::Own;
use super::fields;

fields! {
    Server {
        "sessionExpiryInterval": Own,
            "it is about the session of the application itself",
            "MQTT 5.0, 3.1.2.11.2 Session Expiry Interval";
    }
}
