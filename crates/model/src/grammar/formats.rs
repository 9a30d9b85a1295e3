//! What strings of a certain form look like, as far as a mistake can be told from a rarity.

use tidings_diag::RuleMeta;

use super::bindings::names;
use super::table::Format;
use crate::contract::RuntimeExpression;
use crate::rules::{
    ID_NOT_URI, MALFORMED_EMAIL, MALFORMED_MEDIA_TYPE, MALFORMED_RUNTIME_EXPRESSION,
    URL_NOT_ABSOLUTE,
};

/// A string that does not have the form it must have.
pub(crate) struct Malformed {
    /// The rule it breaks.
    pub(crate) rule: &'static RuleMeta,
    /// What it is not: "an e-mail address".
    pub(crate) wanted: &'static str,
    /// What would be right.
    pub(crate) help: &'static str,
}

/// Whether `text` has the form `format`; if not, what is wrong.
pub(crate) fn check(text: &str, format: Format) -> Result<(), Malformed> {
    let (holds, rule, wanted, help) = match format {
        Format::Text | Format::SpecificationVersion => return Ok(()),
        Format::Uri => (
            is_uri(text),
            &ID_NOT_URI,
            "a URI",
            "write a URI with a scheme, for instance `urn:example:orders`",
        ),
        Format::Url => (
            is_url(text),
            &URL_NOT_ABSOLUTE,
            "an absolute URL",
            "write it with scheme and host, for instance `https://example.org`",
        ),
        Format::Email => (
            is_email(text),
            &MALFORMED_EMAIL,
            "an e-mail address",
            "write it as `name@example.org`",
        ),
        Format::MediaType => (
            is_media_type(text),
            &MALFORMED_MEDIA_TYPE,
            "a media type",
            "write type and subtype, for instance `application/json`",
        ),
        Format::RuntimeExpression => (
            RuntimeExpression::parse(text).is_some(),
            &MALFORMED_RUNTIME_EXPRESSION,
            "a runtime expression",
            "write `$message.header#/…` or `$message.payload#/…` with a JSON Pointer behind `#`",
        ),
        other => return names::check(text, other),
    };
    if holds {
        Ok(())
    } else {
        Err(Malformed { rule, wanted, help })
    }
}

/// RFC 3986 §3: a scheme, and no character that may not stand in a URI.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let scheme_holds = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    scheme_holds && !rest.is_empty() && rest.chars().all(is_uri_character)
}

/// RFC 3986 §2, with characters beyond ASCII let through as RFC 3987 does.
fn is_uri_character(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !r#""<>\^`{|}"#.contains(character)
}

/// A URI that also names a host, as a link that people follow does; `mailto:` links count.
fn is_url(text: &str) -> bool {
    let names_host = |rest: &str| {
        rest.strip_prefix("//")
            .is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
    };
    is_uri(text)
        && text
            .split_once(':')
            .is_some_and(|(scheme, rest)| names_host(rest) || scheme.eq_ignore_ascii_case("mailto"))
}

/// RFC 5322 §3.4.1 without comments and quoted parts: something, `@`, a host.
fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && !host.is_empty()
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !text.contains(char::is_whitespace)
    })
}

/// RFC 6838 §4.2: type, `/`, subtype; parameters are not looked at.
fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&byte))
    };
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_all(format: Format, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(check(text, format).is_ok(), "{text:?} is right");
        }
        for text in wrong {
            assert!(check(text, format).is_err(), "{text:?} is wrong");
        }
    }

    #[test]
    fn uris_have_a_scheme() {
        check_all(
            Format::Uri,
            &[
                "urn:example:orders",
                "https://example.org/a?b#c",
                "tag:ü,2020:x",
            ],
            &[
                "orders",
                "",
                ":x",
                "1a:b",
                "urn:",
                "urn:a b",
                "https://example.org/{id}",
            ],
        );
    }

    #[test]
    fn urls_have_a_host() {
        check_all(
            Format::Url,
            &[
                "https://example.org",
                "http://localhost:80/x",
                "mailto:a@example.org",
            ],
            &[
                "example.org",
                "/terms",
                "https://",
                "https:///x",
                "urn:example:x",
            ],
        );
    }

    #[test]
    fn emails_have_a_name_and_a_host() {
        check_all(
            Format::Email,
            &["a@example.org", "a.b+c@localhost", "\"x@y\"@example.org"],
            &["a", "a@", "@example.org", "a b@example.org", "a@example."],
        );
    }

    #[test]
    fn media_types_have_a_subtype() {
        check_all(
            Format::MediaType,
            &[
                "application/json",
                "application/vnd.apache.avro+json;version=1.9.0",
                "application/schema+json; version=draft-07",
                "image/*",
            ],
            &[
                "json",
                "",
                "application/",
                "/json",
                "a/b/c",
                "application/json, text/plain",
            ],
        );
    }
}
