//! One request over HTTP or HTTPS; the library for it is named here only.

use std::io;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::public::is_public;

/// What a host says.
#[derive(Debug)]
pub(super) enum Answer {
    /// The file.
    File(Vec<u8>),
    /// Another place to look at, which may be relative.
    Elsewhere(String),
    /// More than was wanted.
    TooLarge,
    /// Nothing in time.
    TooSlow,
    /// Something else, in words.
    Failure(String),
}

/// Asks hosts.
#[derive(Debug)]
pub(super) struct Client {
    /// Connects to public addresses only.
    public: Agent,
    /// Connects to whatever it is told.
    any: Agent,
}

impl Client {
    pub(super) fn new() -> Self {
        let config = || {
            // A proxy would look names up where nobody checks what they lead to.
            Agent::config_builder()
                .proxy(None)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(concat!("tidings/", env!("CARGO_PKG_VERSION")))
                .build()
        };
        let agent = |resolver| Agent::with_parts(config(), DefaultConnector::default(), resolver);
        Self {
            public: agent(Checked { public_only: true }),
            any: agent(Checked { public_only: false }),
        }
    }

    /// Asks for `address`, for at most `limit` bytes and as long as `time`; `trusted` hosts need not be public.
    pub(super) fn get(&self, address: &str, trusted: bool, limit: u64, time: Duration) -> Answer {
        let agent = if trusted { &self.any } else { &self.public };
        let request = agent
            .get(encoded(address))
            .config()
            .timeout_global(Some(time))
            .build();
        let mut response = match request.call() {
            Ok(response) => response,
            Err(error) => return failure(&error),
        };
        let status = response.status();
        if status.is_redirection() {
            let location = response.headers().get("location");
            return match location.and_then(|location| location.to_str().ok()) {
                Some(location) => Answer::Elsewhere(location.to_owned()),
                None => {
                    Answer::Failure(format!("the host answers {status}, and does not say where"))
                }
            };
        }
        if !status.is_success() {
            return Answer::Failure(format!("the host answers {status}"));
        }
        if response
            .body()
            .content_length()
            .is_some_and(|length| length > limit)
        {
            return Answer::TooLarge;
        }
        // One byte more tells a file that is too large from one that just fits.
        let body = response.body_mut().with_config().limit(limit + 1);
        match body.read_to_vec() {
            Ok(bytes) if bytes.len() as u64 > limit => Answer::TooLarge,
            Ok(bytes) => Answer::File(bytes),
            Err(error) => failure(&error),
        }
    }
}

fn failure(error: &Error) -> Answer {
    match error {
        Error::BodyExceedsLimit(_) => Answer::TooLarge,
        Error::Timeout(_) => Answer::TooSlow,
        Error::HostNotFound => Answer::Failure("there is no such host".to_owned()),
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => Answer::TooSlow,
        Error::Io(error) => Answer::Failure(error.to_string()),
        error => Answer::Failure(error.to_string()),
    }
}

/// `address` with everything escaped that must be (RFC 3986 §2.4).
fn encoded(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => text.push(char::from(byte)),
            byte => text += &format!("%{byte:02X}"),
        }
    }
    text
}

/// Looks names up, and gives only what may be connected to: the connection is made to what was checked.
#[derive(Debug)]
struct Checked {
    public_only: bool,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter() {
            if !self.public_only || is_public(address.ip()) {
                kept.push(*address);
            }
        }
        match found.first() {
            Some(address) if kept.is_empty() => {
                let host = uri.host().unwrap_or_default();
                let address = address.ip();
                let message = format!(
                    "`{host}` is at {address}, which is no public address; such a host is asked only when it is allowed as \
                     a number with a port"
                );
                Err(Error::Io(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    message,
                )))
            }
            _ => Ok(kept),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_must_not_hold_is_escaped() {
        assert_eq!(
            encoded("https://h/a b/é%20\\{x}?y=\"z\""),
            "https://h/a%20b/%C3%A9%20%5C%7Bx%7D?y=%22z%22"
        );
    }

    #[test]
    fn a_name_that_leads_home_is_refused() {
        let answer = Client::new().get("http://localhost:9/a", false, 1, Duration::from_secs(5));
        match answer {
            Answer::Failure(reason) => assert!(reason.contains("no public address"), "{reason}"),
            answer => panic!("{answer:?}"),
        }
    }
}
