//! URIs of RFC 3986 and IRIs of RFC 3987.

use super::{Reason, ipv6};

/// A URI with its scheme, such as `https://example.org/orders?id=7`.
///
/// # Errors
///
/// What is wrong with it.
pub fn uri(text: &str) -> Result<(), Reason> {
    absolute(text, Letters::Ascii)
}

/// A URI, or a reference relative to one.
///
/// # Errors
///
/// What is wrong with it.
pub fn uri_reference(text: &str) -> Result<(), Reason> {
    reference(text, Letters::Ascii)
}

/// An IRI with its scheme.
///
/// # Errors
///
/// What is wrong with it.
pub fn iri(text: &str) -> Result<(), Reason> {
    absolute(text, Letters::Unicode)
}

/// An IRI, or a reference relative to one.
///
/// # Errors
///
/// What is wrong with it.
pub fn iri_reference(text: &str) -> Result<(), Reason> {
    reference(text, Letters::Unicode)
}

/// Which characters count as unreserved besides the hyphen and its kin.
#[derive(Clone, Copy)]
enum Letters {
    /// RFC 3986.
    Ascii,
    /// RFC 3987: `ucschar` too.
    Unicode,
}

fn absolute(text: &str, letters: Letters) -> Result<(), Reason> {
    match split_scheme(text) {
        Some(rest) => hierarchy(rest, letters),
        None => Err("it has no scheme, such as https:"),
    }
}

fn reference(text: &str, letters: Letters) -> Result<(), Reason> {
    if let Some(rest) = split_scheme(text) {
        return hierarchy(rest, letters);
    }
    let first_segment = text.split(['/', '?', '#']).next().unwrap_or_default();
    if first_segment.contains(':') {
        return Err("what stands before its first colon is no scheme");
    }
    hierarchy(text, letters)
}

/// What follows a scheme and its colon (RFC 3986 §3.1).
fn split_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let fine = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    fine.then_some(rest)
}

fn hierarchy(text: &str, letters: Letters) -> Result<(), Reason> {
    let (text, fragment) = cut(text, '#');
    let (text, query) = cut(text, '?');
    check(
        fragment,
        ":@/?",
        letters,
        "the fragment has a character that must be percent-encoded",
    )?;
    let private = |c: char| matches!(letters, Letters::Unicode) && is_private(c);
    let query: String = query.chars().filter(|&c| !private(c)).collect();
    check(
        &query,
        ":@/?",
        letters,
        "the query has a character that must be percent-encoded",
    )?;
    let path = match text.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            authority(&rest[..end], letters)?;
            &rest[end..]
        }
        None => text,
    };
    check(
        path,
        ":@/",
        letters,
        "the path has a character that must be percent-encoded",
    )
}

/// `text` up to `separator`, and what stands behind it.
fn cut(text: &str, separator: char) -> (&str, &str) {
    text.split_once(separator).unwrap_or((text, ""))
}

fn authority(text: &str, letters: Letters) -> Result<(), Reason> {
    let (user, host_and_port) = text.rsplit_once('@').unwrap_or(("", text));
    check(
        user,
        ":",
        letters,
        "the user information has a character that must be percent-encoded",
    )?;
    let port = match host_and_port.strip_prefix('[') {
        Some(rest) => {
            let Some((literal, port)) = rest.split_once(']') else {
                return Err("the address literal has no closing bracket");
            };
            address_literal(literal)?;
            match port {
                "" => "",
                port => port
                    .strip_prefix(':')
                    .ok_or("something but a port follows the address")?,
            }
        }
        None => {
            let (host, port) = cut(host_and_port, ':');
            check(
                host,
                "",
                letters,
                "the host has a character that must be percent-encoded",
            )?;
            port
        }
    };
    match port.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err("the port is no number"),
    }
}

/// An IPv6 address, or `v7.…` for kinds to come (RFC 3986 §3.2.2).
fn address_literal(text: &str) -> Result<(), Reason> {
    let Some(future) = text.strip_prefix(['v', 'V']) else {
        return ipv6(text);
    };
    let fine = future.split_once('.').is_some_and(|(version, address)| {
        !version.is_empty()
            && version.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !address.is_empty()
            && address
                .chars()
                .all(|c| c == ':' || is_unreserved(c, Letters::Ascii) || is_sub_delimiter(c))
    });
    match fine {
        true => Ok(()),
        false => Err("the address literal is neither IPv6 nor of a version to come"),
    }
}

/// Unreserved characters, sub-delimiters, percent-encoded bytes and those in `more`.
fn check(text: &str, more: &str, letters: Letters, reason: Reason) -> Result<(), Reason> {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '%' {
            let mut hexadecimal = || characters.next().is_some_and(|c| c.is_ascii_hexdigit());
            if !(hexadecimal() && hexadecimal()) {
                return Err("% is not followed by two hexadecimal digits");
            }
        } else if !is_unreserved(character, letters)
            && !is_sub_delimiter(character)
            && !more.contains(character)
        {
            return Err(reason);
        }
    }
    Ok(())
}

fn is_unreserved(character: char, letters: Letters) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '-' | '.' | '_' | '~')
        || matches!(letters, Letters::Unicode) && is_ucschar(character)
}

fn is_sub_delimiter(character: char) -> bool {
    "!$&'()*+,;=".contains(character)
}

/// `ucschar` of RFC 3987 §2.2.
fn is_ucschar(character: char) -> bool {
    match character as u32 {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF | 0xE1000..=0xEFFFD => true,
        high @ 0x10000..=0xDFFFF => high & 0xFFFF <= 0xFFFD,
        _ => false,
    }
}

/// `iprivate` of RFC 3987 §2.2, allowed in queries only.
fn is_private(character: char) -> bool {
    matches!(character as u32, 0xE000..=0xF8FF | 0xF0000..=0xFFFFD | 0x10_0000..=0x10_FFFD)
}
