//! Addresses of the internet protocol.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Reason;

/// Four decimals without leading zeros, RFC 2673 §3.2.
///
/// # Errors
///
/// What is wrong with it.
pub fn ipv4(text: &str) -> Result<(), Reason> {
    match text.parse::<Ipv4Addr>() {
        Ok(_) => Ok(()),
        Err(_) => Err("it is not four numbers up to 255, joined by dots"),
    }
}

/// An address of RFC 4291 §2.2, without a zone.
///
/// # Errors
///
/// What is wrong with it.
pub fn ipv6(text: &str) -> Result<(), Reason> {
    match text.parse::<Ipv6Addr>() {
        Ok(_) => Ok(()),
        Err(_) => Err("it is not eight groups of hexadecimal digits, or :: for groups of zeros"),
    }
}
