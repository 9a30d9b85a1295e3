//! What the measurements share: the reference message and its typed client, documents of any size, and the cost of
//! a process.

pub mod documents;
pub mod process;

/// The typed client of `contracts/reading.yaml`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
pub mod readings {
    tidings::include_contract!("reading");
}

/// The reference message: 256 bytes, 12 fields, 3 constraints.
pub const MESSAGE: &[u8] = concat!(
    r#"{"id":"01J9ZK3Q7W8N4T6B2V5X","sensor":"thermometer-17","site":"hall-3/north","unit":"celsius","#,
    r#""status":"ok","value":21.375,"minimum":19.5,"maximum":24.25,"samples":600,"sequence":184467,"#,
    r#""calibrated":true,"note":"window open since ten, draught near a door"}"#
)
.as_bytes();
