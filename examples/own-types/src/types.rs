//! The types of messages, as this program wants them; the compiler holds them against the contract.
//!
//! Take the bound of `grams` away, or make `carrier` a `String`, and see what it says.

use serde::{Deserialize, Serialize};
use tidings::{Message, Payload, Uuid};

/// A parcel has arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(contract = "api/parcels.yaml")]
pub(crate) struct ParcelArrived {
    pub(crate) parcel: Uuid,
    #[serde(rename = "for")]
    #[message(length(min = 1, max = 80))]
    pub(crate) addressee: String,
    pub(crate) size: Size,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) carrier: Option<String>,
}

/// How much of the shelf it takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Payload)]
#[payload(contract = "api/parcels.yaml", schema = "#/components/schemas/Size")]
pub(crate) struct Size {
    #[message(range(min = 1, max = 30000))]
    pub(crate) grams: u16,
    #[serde(default)]
    pub(crate) bulky: bool,
}
