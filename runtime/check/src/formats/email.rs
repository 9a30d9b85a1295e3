//! Mailboxes of RFC 5321 §4.1.2, and of RFC 6531 with letters of every script.

use super::hostname::check_labels;
use super::{Reason, ipv4, ipv6};

/// A mailbox such as `ann@example.org`.
///
/// # Errors
///
/// What is wrong with it.
pub fn email(text: &str) -> Result<(), Reason> {
    mailbox(text, char::is_ascii)
}

/// A mailbox that may use letters of every script.
///
/// # Errors
///
/// What is wrong with it.
pub fn idn_email(text: &str) -> Result<(), Reason> {
    mailbox(text, |character| !character.is_ascii_control())
}

fn mailbox(text: &str, allowed: fn(&char) -> bool) -> Result<(), Reason> {
    // A quoted local part may hold @, a domain never does.
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Err("it has no @");
    };
    if !text.chars().all(|character| allowed(&character)) {
        return Err("it has characters that an address cannot have");
    }
    if local.len() > 64 {
        return Err("the part before the @ is longer than 64 bytes");
    }
    match local.strip_prefix('"') {
        Some(quoted) => quoted_string(quoted)?,
        None => dot_string(local)?,
    }
    match domain.strip_prefix('[').map(|rest| rest.strip_suffix(']')) {
        Some(Some(literal)) => match literal.strip_prefix("IPv6:") {
            Some(address) => ipv6(address),
            None => ipv4(literal),
        },
        Some(None) => Err("the address literal has no closing bracket"),
        None => check_labels(domain, |c| c.is_ascii_alphanumeric() || !c.is_ascii()),
    }
}

fn dot_string(local: &str) -> Result<(), Reason> {
    let atom = |character: char| {
        character.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(character)
            || !character.is_ascii()
    };
    if local.split('.').any(str::is_empty) {
        return Err("a part before the @ is empty");
    }
    if !local.chars().all(|c| c == '.' || atom(c)) {
        return Err("the part before the @ needs quotes");
    }
    Ok(())
}

fn quoted_string(after_quote: &str) -> Result<(), Reason> {
    const OPEN: Reason = "the quotes before the @ are not closed";
    let mut characters = after_quote.strip_suffix('"').ok_or(OPEN)?.chars();
    while let Some(character) = characters.next() {
        let fine = match character {
            '\\' => matches!(characters.next().ok_or(OPEN)?, ' '..='~'),
            '"' => false,
            other => !other.is_ascii_control(),
        };
        if !fine {
            return Err("the quotes before the @ hold a character that must be escaped");
        }
    }
    Ok(())
}
