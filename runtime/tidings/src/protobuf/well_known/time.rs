//! `google.protobuf.Timestamp` and `google.protobuf.Duration`.

use serde_json::Value as Json;
use tidings_check::{Path, Violations};
use time::OffsetDateTime;

use super::{Message, payload, with_serde};
use crate::protobuf::{Encoding, Int32, Int64, Reader, Refusal, Tag, Text, Writer};
use crate::{DateTime, Payload};

/// Nanoseconds in a second.
const SECOND: i32 = 1_000_000_000;

/// The seconds of the years 1 to 9999, which are all that JSON can say.
const TIMES: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// The seconds of about ten thousand years, which are all that the specification allows.
const DURATIONS: std::ops::RangeInclusive<i64> = -315_576_000_000..=315_576_000_000;

/// `google.protobuf.Timestamp`: a point in time, as seconds since 1970 and nanoseconds after them.
///
/// In JSON it is a date-time in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970, in UTC.
    pub seconds: i64,
    /// Nanoseconds after them, never negative.
    pub nanos: i32,
}

/// `google.protobuf.Duration`: seconds and nanoseconds of the same sign.
///
/// In JSON it is a text like `1.5s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Seconds.
    pub seconds: i64,
    /// Nanoseconds of the same sign.
    pub nanos: i32,
}

/// A timestamp that is no point in time which can be reckoned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it lies outside of the years 1 to 9999, or has not 0 to 999999999 nanoseconds")]
pub struct InvalidTimestamp;

impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self {
            seconds: time.unix_timestamp(),
            // Less than a second.
            nanos: time.nanosecond() as i32,
        }
    }
}

impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = InvalidTimestamp;

    fn try_from(Timestamp { seconds, nanos }: Timestamp) -> Result<Self, InvalidTimestamp> {
        if !TIMES.contains(&seconds) || !(0..SECOND).contains(&nanos) {
            return Err(InvalidTimestamp);
        }
        let nanoseconds = i128::from(seconds) * i128::from(SECOND) + i128::from(nanos);
        Self::from_unix_timestamp_nanos(nanoseconds).map_err(|_| InvalidTimestamp)
    }
}

macro_rules! of_two_numbers {
    () => {
        fn write(&self, writer: &mut Writer) {
            writer.singular::<Int64>(1, &self.seconds);
            writer.singular::<Int32>(2, &self.nanos);
        }

        fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
            match tag.number {
                1 => reader.singular::<Int64>(tag, &mut self.seconds),
                2 => reader.singular::<Int32>(tag, &mut self.nanos),
                _ => reader.skip(tag),
            }
        }
    };
}

impl Message for Timestamp {
    of_two_numbers!();

    fn to_json(&self) -> Json {
        match OffsetDateTime::try_from(*self) {
            Ok(time) => {
                let seconds = DateTime::from(time.replace_nanosecond(0).unwrap_or(time));
                let seconds = seconds.as_str().trim_end_matches('Z');
                Json::from(format!("{seconds}{}Z", fraction(time.nanosecond())))
            }
            Err(InvalidTimestamp) => Json::Null,
        }
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let time: Result<DateTime, _> = Text::from_json(json)?.parse();
        let time = time.map_err(|error| Refusal::new(error.to_string()))?;
        Ok(Self::from(time.value()))
    }
}

impl Message for Duration {
    of_two_numbers!();

    fn to_json(&self) -> Json {
        let sign = if self.seconds < 0 || self.nanos < 0 {
            "-"
        } else {
            ""
        };
        let (seconds, nanos) = (self.seconds.unsigned_abs(), self.nanos.unsigned_abs());
        let fraction = fraction(nanos);
        Json::from(format!("{sign}{seconds}{fraction}s"))
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let text = Text::from_json(json)?;
        duration(&text).ok_or_else(|| Refusal::new("is no duration like \"1.5s\""))
    }
}

/// Digits behind the second: none, or three, six or nine of them, as the specification asks.
fn fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        nanos if nanos % 1_000_000 == 0 => format!(".{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => format!(".{:06}", nanos / 1_000),
        nanos => format!(".{nanos:09}"),
    }
}

fn duration(text: &str) -> Option<Duration> {
    let text = text.strip_suffix('s')?;
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (-1, unsigned),
        None => (1, text),
    };
    let (seconds, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(seconds) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let seconds = seconds.parse::<i64>().ok()?;
    let nanos = format!("{fraction:0<9}").parse::<i32>().ok()?;
    DURATIONS.contains(&seconds).then_some(Duration {
        seconds: i64::from(sign) * seconds,
        nanos: sign * nanos,
    })
}

with_serde!(<> Timestamp);

impl Payload for Timestamp {
    /// What lies outside can be read on the wire, and is neither allowed there nor written in JSON.
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        if let Err(invalid) = OffsetDateTime::try_from(*self) {
            violations.push(path, invalid.to_string());
        }
    }
}

payload!(<> Duration);
