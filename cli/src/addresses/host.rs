//! Which hosts may be asked.

use std::net::IpAddr;
use std::str::FromStr;

/// A host that `--allow-remote` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    /// In lower case; an address of version 6 has its brackets.
    name: String,
    port: Option<u16>,
}

impl Host {
    /// Whether `address` is at this host, and at the stated port or the usual one of its scheme.
    pub(crate) fn has(&self, address: &str) -> bool {
        let Some((default, authority)) = authority_of(address) else {
            return false;
        };
        // Whoever writes more than a host and a port means somebody else.
        authority.parse::<Self>().is_ok_and(|other| {
            other.name == self.name && other.port.unwrap_or(default) == self.port.unwrap_or(default)
        })
    }

    /// Whether this is a number with a port: then it is meant as it stands, even if it is no public address.
    pub(crate) fn is_explicit(&self) -> bool {
        let number = self.name.trim_start_matches('[').trim_end_matches(']');
        self.port.is_some() && number.parse::<IpAddr>().is_ok()
    }
}

/// The usual port, and the host with its port.
fn authority_of(address: &str) -> Option<(u16, &str)> {
    let (default, rest) = match address.split_once("://")? {
        ("https", rest) => (443, rest),
        ("http", rest) => (80, rest),
        _ => return None,
    };
    Some((default, rest.split(['/', '?', '#']).next()?))
}

impl FromStr for Host {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains("//") || text.contains('/') {
            return Err("a host is wanted, such as `schemas.example` or `schemas.example:8443`, and no whole address".to_owned());
        }
        let (name, port) = match text.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => {
                let number = port
                    .parse()
                    .ok()
                    .filter(|_| port.starts_with(|digit: char| digit.is_ascii_digit()));
                let number: u16 = number.ok_or_else(|| format!("`{port}` is no port"))?;
                (name, Some(number))
            }
            _ => (text, None),
        };
        let is_number = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .is_some_and(|number| {
                number
                    .parse::<IpAddr>()
                    .is_ok_and(|number| number.is_ipv6())
            });
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "-._".contains(character));
        if !is_number && !is_name {
            return Err(format!("`{name}` is no host"));
        }
        Ok(Self {
            name: name.to_ascii_lowercase(),
            port,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, address: &str, expected: bool) {
        let host: Host = host.parse().unwrap();
        assert_eq!(host.has(address), expected, "{address} at {host:?}");
    }

    #[test]
    fn a_host_is_exactly_the_one_that_was_named() {
        check("h.example", "https://h.example/a.yaml", true);
        check("H.example", "http://h.example?x", true);
        check("h.example", "https://h.example:443/a", true);
        check("h.example:443", "https://h.example/a", true);
        check("h.example:8443", "https://h.example:8443/a", true);
        check("[::1]:80", "http://[::1]/a", true);
        for other in [
            "https://h.example:8443/a",
            "https://h.example.evil/a",
            "https://a.h.example/a",
            "https://user@h.example/a",
            "https://h.example:x@evil/a",
            "https://h.example\\@evil/a",
            "ftp://h.example/a",
            "//h.example/a",
            "h.example/a",
        ] {
            check("h.example", other, false);
        }
        check("h.example:8443", "https://h.example/a", false);
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for (text, message) in [
            ("https://h", "a host is wanted"),
            ("h/a", "a host is wanted"),
            ("h:x", "`x` is no port"),
            ("h:+80", "`+80` is no port"),
            ("h:70000", "`70000` is no port"),
            ("", "`` is no host"),
            ("*.example", "`*.example` is no host"),
            ("user@h", "`user@h` is no host"),
        ] {
            let error = text.parse::<Host>().unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn only_a_number_with_a_port_is_explicit() {
        for (text, expected) in [
            ("127.0.0.1:80", true),
            ("[::1]:80", true),
            ("127.0.0.1", false),
            ("localhost:80", false),
        ] {
            let host: Host = text.parse().unwrap();
            assert_eq!(host.is_explicit(), expected, "{text}");
        }
    }
}
