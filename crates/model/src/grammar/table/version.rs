//! Which version of the specification is followed.

/// A version of the specification, or of a binding, as far as it decides which fields exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The major number.
    pub major: u32,
    /// The minor number.
    pub minor: u32,
}

impl Version {
    /// The version `major.minor`.
    pub const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// AsyncAPI 2.0.
pub const V2_0: Version = Version::new(2, 0);

/// AsyncAPI 2.1.
pub const V2_1: Version = Version::new(2, 1);

/// AsyncAPI 2.2.
pub const V2_2: Version = Version::new(2, 2);

/// AsyncAPI 2.3.
pub const V2_3: Version = Version::new(2, 3);

/// AsyncAPI 2.4.
pub const V2_4: Version = Version::new(2, 4);

/// AsyncAPI 2.5.
pub const V2_5: Version = Version::new(2, 5);

/// AsyncAPI 2.6.
pub const V2_6: Version = Version::new(2, 6);

/// AsyncAPI 3.0.
pub const V3_0: Version = Version::new(3, 0);

/// AsyncAPI 3.1.
pub const V3_1: Version = Version::new(3, 1);
