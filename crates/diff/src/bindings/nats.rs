//! NATS, version 0.1.0 of the binding.

use super::Meaning::Risky;
use super::fields;

fields! {
    Operation {
        "queue": Risky,
            "messages are shared among another group, so that who is left in the old one handles them, too",
            "NATS, Queue Groups";
    }
}
