//! NATS, version 0.1.0 of the binding.

use super::Meaning::Risky;
use super::fields;

fields! {
    Operation {
        "queue": Risky,
            "every group gets every message, so that who stays in the old one, or in none, handles it, too",
            "NATS, Queue Groups";
    }
}
