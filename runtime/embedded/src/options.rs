//! Where the file is and how it is used: `embedded:///var/lib/orders.db?retention=7d`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tidings_transport::{TransportError, TransportErrorKind};

use crate::{SCHEME, percent};

/// How an embedded transport keeps its file.
///
/// Each field can also stand in the query of the URL, under its name with `-` for `_`; the URL wins.
/// Durations are written as a number and one of `ms`, `s`, `m`, `h`, `d`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How long a message is kept that no group needs any more; message ids, and notes of
    /// what was handled, are remembered as long. 7 days.
    pub retention: Duration,
    /// How long a dead letter is kept. 30 days.
    pub dead_letter_retention: Duration,
    /// How often a receiving process shows that it lives; three missed beats count as death. 1 second.
    pub heartbeat: Duration,
    /// How long to wait for another process that is writing. 5 seconds.
    pub busy_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        Self {
            retention: 7 * DAY,
            dead_letter_retention: 30 * DAY,
            heartbeat: Duration::from_secs(1),
            busy_timeout: Duration::from_secs(5),
        }
    }
}

impl Options {
    /// The field of an option by its name in a URL.
    fn field(&mut self, name: &str) -> Option<&mut Duration> {
        match name {
            "retention" => Some(&mut self.retention),
            "dead-letter-retention" => Some(&mut self.dead_letter_retention),
            "heartbeat" => Some(&mut self.heartbeat),
            "busy-timeout" => Some(&mut self.busy_timeout),
            _ => None,
        }
    }
}

/// The names that [`Options::field`] knows, for error messages.
const NAMES: &str = "`retention`, `dead-letter-retention`, `heartbeat`, `busy-timeout`";

/// Reads a URL or a plain path; options in the URL replace those in `options`.
pub(crate) fn locate(
    target: &str,
    mut options: Options,
) -> Result<(PathBuf, Options), TransportError> {
    let wrong = |why: String| {
        TransportError::new(
            TransportErrorKind::Configuration,
            format!("`{target}` is no place for an embedded transport: {why}"),
        )
    };
    let path = match target.split_once("://") {
        Some((SCHEME, rest)) => {
            let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
            for option in query.split('&').filter(|option| !option.is_empty()) {
                let (name, value) = option.split_once('=').unwrap_or((option, ""));
                let field = options.field(name).ok_or_else(|| {
                    wrong(format!("there is no option `{name}`; there are {NAMES}"))
                })?;
                *field = duration(value).ok_or_else(|| {
                    wrong(format!(
                        "`{name}` is a duration such as `500ms`, `30s`, `5m`, `12h` or `7d`, not `{value}`"
                    ))
                })?;
            }
            percent::decode(path).ok_or_else(|| wrong("the path has a broken `%` code".into()))?
        }
        Some((scheme, _)) => {
            return Err(wrong(format!(
                "its scheme is `{scheme}`, not `{SCHEME}`; `embedded:///absolute/path.db` and `embedded://relative.db` are right"
            )));
        }
        None => target.to_owned(),
    };
    if path.is_empty() || path == ":memory:" {
        return Err(wrong(
            "it names no file; for messages in memory use `memory://`".into(),
        ));
    }
    if options.heartbeat.is_zero() {
        return Err(wrong("`heartbeat` is zero".into()));
    }
    Ok((Path::new(&path).to_owned(), options))
}

/// `7d` as a duration.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok()?;
    let unit_in_milliseconds = match &text[digits..] {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    number
        .checked_mul(unit_in_milliseconds)
        .map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_and_paths_name_a_file() {
        for (target, path) in [
            ("embedded:///var/lib/a.db", "/var/lib/a.db"),
            ("embedded://a.db", "a.db"),
            ("embedded://with%20space.db?retention=1d", "with space.db"),
            ("data/what?.db", "data/what?.db"),
        ] {
            let (found, _) = locate(target, Options::default()).unwrap();
            assert_eq!(found, Path::new(path), "{target}");
        }
    }

    #[test]
    fn options_of_the_url_win() {
        let url = "embedded://a.db?retention=90m&busy-timeout=250ms";
        let (_, options) = locate(url, Options::default()).unwrap();
        assert_eq!(options.retention, Duration::from_secs(90 * 60));
        assert_eq!(options.busy_timeout, Duration::from_millis(250));
        assert_eq!(options.heartbeat, Options::default().heartbeat);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_sentence() {
        for (target, sentence) in [
            ("nats://host", "its scheme is `nats`, not `embedded`"),
            (
                "embedded://a.db?retain=7d",
                "there is no option `retain`; there are `retention`",
            ),
            (
                "embedded://a.db?retention=7",
                "`retention` is a duration such as",
            ),
            (
                "embedded://a.db?retention",
                "`retention` is a duration such as",
            ),
            ("embedded://a.db?heartbeat=0s", "`heartbeat` is zero"),
            ("embedded://", "it names no file"),
            (":memory:", "it names no file"),
            ("embedded://%f", "broken `%` code"),
        ] {
            let error = locate(target, Options::default()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Configuration);
            assert!(error.to_string().contains(sentence), "{target}: {error}");
        }
    }
}
