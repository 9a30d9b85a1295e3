//! Days and times. As JSON they are the numbers that stand on the wire.

use serde::{Deserialize, Serialize};
use tidings_check::{Path, Violations};
use time::{Date as Day, Duration, OffsetDateTime, PrimitiveDateTime, Time};

use super::super::{AvroType, Reader, Refusal, Writer};
use crate::Payload;

macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident($number:ty): $of:ty { $value:expr, $number_of:expr })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $number);

        impl $name {
            /// What the number stands for; none where it lies outside of what can be reckoned with.
            pub fn value(self) -> Option<$of> {
                let value: fn($number) -> Option<$of> = $value;
                value(self.0)
            }

            /// The number that stands for `value`, rounded towards the past; none where there is no such number.
            pub fn of(value: $of) -> Option<Self> {
                let number: fn($of) -> Option<$number> = $number_of;
                number(value).map(Self)
            }
        }

        impl AvroType for $name {
            fn write(&self, writer: &mut Writer) {
                self.0.write(writer);
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                AvroType::read(reader).map(Self)
            }
        }

        impl Payload for $name {
            fn check(&self, _: &Path<'_>, _: &mut Violations) {}
        }
    )*};
}

/// Nanoseconds since 1970, where they can be counted.
fn since_1970(nanoseconds: i128) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok()
}

/// What a clock on the wall shows.
fn local(nanoseconds: i128) -> Option<PrimitiveDateTime> {
    let time = since_1970(nanoseconds)?;
    Some(PrimitiveDateTime::new(time.date(), time.time()))
}

fn whole(nanoseconds: i128, unit: i128) -> Option<i64> {
    i64::try_from(nanoseconds.div_euclid(unit)).ok()
}

fn local_whole(time: PrimitiveDateTime, unit: i128) -> Option<i64> {
    whole(time.assume_utc().unix_timestamp_nanos(), unit)
}

/// A time of day after so many nanoseconds.
fn of_day(nanoseconds: i64) -> Option<Time> {
    let elapsed = Duration::nanoseconds(nanoseconds);
    let is_of_day = !elapsed.is_negative() && elapsed < Duration::DAY;
    is_of_day.then(|| Time::MIDNIGHT + elapsed)
}

fn nanoseconds(time: Time) -> i128 {
    (time - Time::MIDNIGHT).whole_nanoseconds()
}

counted! {
    /// `date`: days since 1970-01-01.
    Date(i32): Day {
        |days| Day::from_julian_day(days.checked_add(2_440_588)?).ok(),
        |day| day.to_julian_day().checked_sub(2_440_588)
    }
    /// `time-millis`: milliseconds since midnight.
    TimeMillis(i32): Time {
        |count| of_day(i64::from(count) * 1_000_000),
        |time| i32::try_from(nanoseconds(time) / 1_000_000).ok()
    }
    /// `time-micros`: microseconds since midnight.
    TimeMicros(i64): Time {
        |count| of_day(count.checked_mul(1_000)?),
        |time| whole(nanoseconds(time), 1_000)
    }
    /// `timestamp-millis`: milliseconds since 1970, in UTC.
    TimestampMillis(i64): OffsetDateTime {
        |count| since_1970(i128::from(count) * 1_000_000),
        |time| whole(time.unix_timestamp_nanos(), 1_000_000)
    }
    /// `timestamp-micros`: microseconds since 1970, in UTC.
    TimestampMicros(i64): OffsetDateTime {
        |count| since_1970(i128::from(count) * 1_000),
        |time| whole(time.unix_timestamp_nanos(), 1_000)
    }
    /// `timestamp-nanos`: nanoseconds since 1970, in UTC.
    TimestampNanos(i64): OffsetDateTime {
        |count| since_1970(count.into()),
        |time| whole(time.unix_timestamp_nanos(), 1)
    }
    /// `local-timestamp-millis`: milliseconds since 1970 on the clock of a place that is not said.
    LocalTimestampMillis(i64): PrimitiveDateTime {
        |count| local(i128::from(count) * 1_000_000),
        |time| local_whole(time, 1_000_000)
    }
    /// `local-timestamp-micros`: microseconds since 1970 on the clock of a place that is not said.
    LocalTimestampMicros(i64): PrimitiveDateTime {
        |count| local(i128::from(count) * 1_000),
        |time| local_whole(time, 1_000)
    }
    /// `local-timestamp-nanos`: nanoseconds since 1970 on the clock of a place that is not said.
    LocalTimestampNanos(i64): PrimitiveDateTime {
        |count| local(count.into()),
        |time| local_whole(time, 1)
    }
}
