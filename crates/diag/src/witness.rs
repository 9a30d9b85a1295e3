//! A value that proves a finding.

/// A concrete payload that proves what a finding says: two things accept it of which one only may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The payload as JSON text.
    pub instance: String,
    /// The headers that go with it as JSON text, where they matter.
    pub headers: Option<String>,
    /// Why it proves the finding, in one sentence without a full stop.
    pub reason: String,
}
