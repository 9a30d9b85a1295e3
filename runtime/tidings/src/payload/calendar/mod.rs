//! Days, times of day, points in time and lengths of time, as RFC 3339 writes them.
//!
//! Each keeps how it was written, so that it is written back letter for letter, and gives a value to reckon with.
//! Types of other libraries are converted behind the features `jiff` and `chrono`.

#[cfg(feature = "chrono")]
mod chrono;
mod date;
mod date_time;
mod duration;
#[cfg(feature = "jiff")]
mod jiff;
mod spelling;
mod time_of_day;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use time_of_day::Time;

use super::text::{InvalidFormat, written_as_text};

written_as_text!(Date, DateTime, Duration, Time);
