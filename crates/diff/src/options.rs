//! How two versions are compared.

use tidings_decide::Reading;
use tidings_schema::Formats;

use crate::{Day, Policy};

/// How two versions are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which direction a change must not break.
    pub policy: Policy,
    /// How literally schemas are read.
    pub reading: Reading,
    /// Whether known formats are compared as the languages they are.
    pub formats: Formats,
    /// How many steps the answer about one pair of schemas may cost before it is *unknown*.
    pub budget: u64,
    /// The day on which they are compared: from the one in `x-sunset` on it breaks nobody that something is gone. Without
    /// one it always does.
    pub today: Option<Day>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            reading: Reading::default(),
            formats: Formats::Assert,
            budget: tidings_decide::Options::default().budget,
            today: None,
        }
    }
}
