//! What day it is: the only thing that the command knows of the time.

use time::OffsetDateTime;

/// The current day in UTC, as `2026-03-05`.
pub(crate) fn today() -> String {
    OffsetDateTime::now_utc().date().to_string()
}
