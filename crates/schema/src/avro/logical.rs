//! Logical types (Avro 1.12, "Logical Types").

use super::{AvroKind, AvroVersion};

/// What a value of a type stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AvroLogical {
    /// `decimal`: the unscaled value of a number.
    Decimal {
        /// How many digits it has at most.
        precision: u64,
        /// How many of them stand behind the point.
        scale: u64,
    },
    /// `big-decimal`: a number that carries its own scale.
    BigDecimal,
    /// `uuid`.
    Uuid,
    /// `date`: days since 1970.
    Date,
    /// `time-millis`: milliseconds since midnight.
    TimeMillis,
    /// `time-micros`: microseconds since midnight.
    TimeMicros,
    /// `timestamp-millis`: milliseconds since 1970, in UTC.
    TimestampMillis,
    /// `timestamp-micros`.
    TimestampMicros,
    /// `timestamp-nanos`.
    TimestampNanos,
    /// `local-timestamp-millis`: the same without a time zone.
    LocalTimestampMillis,
    /// `local-timestamp-micros`.
    LocalTimestampMicros,
    /// `local-timestamp-nanos`.
    LocalTimestampNanos,
    /// `duration`: months, days and milliseconds.
    Duration,
    /// One that the specification does not know.
    Other(String),
}

impl AvroLogical {
    /// What `logicalType` says.
    pub fn name(&self) -> &str {
        match self {
            Self::Decimal { .. } => "decimal",
            Self::Other(name) => name,
            known => KNOWN
                .iter()
                .find(|row| row.logical.as_ref() == Some(known))
                .map_or("", |row| row.name),
        }
    }
}

/// A logical type of the specification: its name, since when it exists, and on which types.
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) since: AvroVersion,
    /// Names of types; a number of bytes behind `fixed` is demanded.
    pub(super) on: &'static [On],
    logical: Option<AvroLogical>,
}

/// A type that a logical type may be on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Int,
    Long,
    String,
    Bytes,
    /// A fixed of any size.
    Fixed,
    /// A fixed of this size, since a version.
    FixedOf(u64, AvroVersion),
}

impl On {
    fn is(self, kind: &AvroKind, version: AvroVersion) -> bool {
        match (self, kind) {
            (Self::Int, AvroKind::Int)
            | (Self::Long, AvroKind::Long)
            | (Self::String, AvroKind::String)
            | (Self::Bytes, AvroKind::Bytes)
            | (Self::Fixed, AvroKind::Fixed(_)) => true,
            (Self::FixedOf(size, since), AvroKind::Fixed(fixed)) => {
                fixed.size == size && version >= since
            }
            _ => false,
        }
    }

    fn described(self) -> String {
        match self {
            Self::Int => "`int`".to_owned(),
            Self::Long => "`long`".to_owned(),
            Self::String => "`string`".to_owned(),
            Self::Bytes => "`bytes`".to_owned(),
            Self::Fixed => "`fixed`".to_owned(),
            Self::FixedOf(size, _) => format!("`fixed` of size {size}"),
        }
    }
}

const fn known(
    name: &'static str,
    since: AvroVersion,
    on: &'static [On],
    logical: Option<AvroLogical>,
) -> Known {
    Known {
        name,
        since,
        on,
        logical,
    }
}

/// The logical types of the specification; `decimal` has attributes and is read by hand.
pub(super) static KNOWN: [Known; 13] = {
    use AvroVersion as V;
    [
        known("decimal", V::V1_8, &[On::Bytes, On::Fixed], None),
        known(
            "big-decimal",
            V::V1_12,
            &[On::Bytes],
            Some(AvroLogical::BigDecimal),
        ),
        known(
            "uuid",
            V::V1_8,
            &[On::String, On::FixedOf(16, V::V1_12)],
            Some(AvroLogical::Uuid),
        ),
        known("date", V::V1_8, &[On::Int], Some(AvroLogical::Date)),
        known(
            "time-millis",
            V::V1_8,
            &[On::Int],
            Some(AvroLogical::TimeMillis),
        ),
        known(
            "time-micros",
            V::V1_8,
            &[On::Long],
            Some(AvroLogical::TimeMicros),
        ),
        known(
            "timestamp-millis",
            V::V1_8,
            &[On::Long],
            Some(AvroLogical::TimestampMillis),
        ),
        known(
            "timestamp-micros",
            V::V1_8,
            &[On::Long],
            Some(AvroLogical::TimestampMicros),
        ),
        known(
            "timestamp-nanos",
            V::V1_12,
            &[On::Long],
            Some(AvroLogical::TimestampNanos),
        ),
        known(
            "local-timestamp-millis",
            V::V1_10,
            &[On::Long],
            Some(AvroLogical::LocalTimestampMillis),
        ),
        known(
            "local-timestamp-micros",
            V::V1_10,
            &[On::Long],
            Some(AvroLogical::LocalTimestampMicros),
        ),
        known(
            "local-timestamp-nanos",
            V::V1_12,
            &[On::Long],
            Some(AvroLogical::LocalTimestampNanos),
        ),
        known(
            "duration",
            V::V1_8,
            &[On::FixedOf(12, V::V1_8)],
            Some(AvroLogical::Duration),
        ),
    ]
};

impl Known {
    /// The logical type `name`.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|known| known.name == name)
    }

    /// What it means; `None` for `decimal`, which depends on its attributes.
    pub(super) fn logical(&self) -> Option<AvroLogical> {
        self.logical.clone()
    }

    /// Whether it has a meaning on `kind`.
    pub(super) fn is_on(&self, kind: &AvroKind, version: AvroVersion) -> bool {
        self.on.iter().any(|on| on.is(kind, version))
    }

    /// The types that it may be on, in words.
    pub(super) fn types(&self) -> String {
        let types: Vec<String> = self.on.iter().map(|on| on.described()).collect();
        types.join(" or ")
    }
}

/// How many decimal digits every number of `size` bytes can have at least.
pub(super) fn digits_of_bytes(size: u64) -> u64 {
    // ⌊log10(2^(8·size − 1) − 1)⌋; no precision that is written down needs more than this many bytes.
    let bits = size.clamp(1, 1 << 20) * 8 - 1;
    (bits as f64 * std::f64::consts::LOG10_2).floor() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_hold_digits() {
        for (size, digits) in [(1, 2), (2, 4), (4, 9), (8, 18), (16, 38)] {
            assert_eq!(digits_of_bytes(size), digits, "{size} bytes");
        }
    }
}
