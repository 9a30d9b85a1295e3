//! Versions of the specification, which differ in a few rules.

use std::fmt;

/// A version of the specification of Apache Avro, as `schemaFormat` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AvroVersion {
    /// The first number.
    pub major: u16,
    /// The second number; the third one changes no rule.
    pub minor: u16,
}

impl AvroVersion {
    /// Avro 1.8.
    pub const V1_8: Self = Self::new(8);
    /// Avro 1.9.
    pub const V1_9: Self = Self::new(9);
    /// Avro 1.10.
    pub const V1_10: Self = Self::new(10);
    /// Avro 1.12, the latest that is known here.
    pub const V1_12: Self = Self::new(12);

    const fn new(minor: u16) -> Self {
        Self { major: 1, minor }
    }

    /// Reads `1.9.0` or `1.9`; `None` if it is no such number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(str::parse);
        let major = numbers.next()?.ok()?;
        let minor = numbers.next()?.ok()?;
        Some(Self { major, minor })
    }

    /// Whether the default of a union may fit any branch, which the specification says from 1.12 on
    /// (Avro 1.12, "Complex Types", "Records"; before that it had to fit the first one).
    pub(crate) fn defaults_fit_any_branch(self) -> bool {
        self >= Self::V1_12
    }
}

impl Default for AvroVersion {
    /// The latest version, which allows most.
    fn default() -> Self {
        Self::V1_12
    }
}

impl fmt::Display for AvroVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}
