//! Host names, addresses and mailboxes.

use std::borrow::Cow;

/// A number up to 255 without leading zeros.
const OCTET: &str = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";

/// Characters of an unquoted local part.
const ATOM: &str = r"A-Za-z0-9!#$%&'*+\-/=?^_`{|}~";

/// Characters beyond ASCII.
const BEYOND_ASCII: &str = r"\u{80}-\u{10FFFF}";

/// Labels of letters, digits and inner hyphens, joined by dots.
fn labels(letters: &str, longest_inside: u32) -> String {
    let label = format!("[{letters}](?:[{letters}-]{{0,{longest_inside}}}[{letters}])?");
    format!(r"{label}(?:\.{label})*")
}

pub(super) fn hostname() -> [Cow<'static, str>; 2] {
    let labels = labels("0-9A-Za-z", 61);
    [format!("^{labels}$").into(), r"^[\s\S]{0,253}$".into()]
}

pub(super) fn ipv4() -> String {
    format!("^{}$", ipv4_address())
}

pub(super) fn ipv6() -> String {
    format!("^{}$", ipv6_address())
}

fn ipv4_address() -> String {
    format!(r"{OCTET}(?:\.{OCTET}){{3}}")
}

/// Eight groups, the last two perhaps as an IPv4 address, or `::` for at least one of them (RFC 4291 §2.2).
pub(super) fn ipv6_address() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let ipv4 = ipv4_address();
    // Up to so many groups behind `::`.
    let tail = |most: u32| {
        let plain = match most {
            0 => return String::new(),
            _ => format!("{group}(?::{group}){{0,{}}}", most - 1),
        };
        match most {
            1 => format!("(?:{plain})?"),
            _ => format!("(?:{plain}|(?:{group}:){{0,{}}}{ipv4})?", most - 2),
        }
    };
    let full = format!("(?:{group}:){{6}}(?:{group}:{group}|{ipv4})");
    let shortened = (0..8).map(|before| {
        let tail = tail(7 - before);
        match before {
            0 => format!("::{tail}"),
            _ => format!("{group}(?::{group}){{{}}}::{tail}", before - 1),
        }
    });
    let all: Vec<_> = std::iter::once(full).chain(shortened).collect();
    format!("(?:{})", all.join("|"))
}

/// A local part, `@`, and a domain or an address in brackets.
fn mailbox(atom: &str, quoted: &str, domain: &str) -> Cow<'static, str> {
    let local = format!(r#"(?:[{atom}]+(?:\.[{atom}]+)*|"(?:[{quoted}]|\\[ -~])*")"#);
    let (ipv4, ipv6) = (ipv4_address(), ipv6_address());
    format!(r"^{local}@(?:{domain}|\[(?:{ipv4}|IPv6:{ipv6})\])$").into()
}

pub(super) fn email() -> [Cow<'static, str>; 3] {
    [
        mailbox(ATOM, r"\x20!#-\[\]-~", &labels("0-9A-Za-z", 61)),
        r"^[\s\S]{0,64}@[^@]*$".into(),
        "@[^@]{0,253}$".into(),
    ]
}

/// Mailboxes of every script; how long their parts are is counted in bytes and not said here.
pub(super) fn idn_email() -> Cow<'static, str> {
    mailbox(
        &format!("{ATOM}{BEYOND_ASCII}"),
        &format!(r"\x20!#-\[\]-~{BEYOND_ASCII}"),
        &labels(&format!("0-9A-Za-z{BEYOND_ASCII}"), 61),
    )
}

/// Mailboxes of every script that are short enough whatever their characters are.
pub(super) fn short_idn_email() -> Cow<'static, str> {
    let letters = format!("0-9A-Za-z{BEYOND_ASCII}");
    let label = format!("[{letters}](?:[{letters}-]{{0,13}}[{letters}])?");
    format!(r"^[{ATOM}{BEYOND_ASCII}]{{1,16}}@{label}(?:\.{label}){{0,3}}$").into()
}
