//! Formats that nobody knows but that are near a known one.

use tidings_check::NumberFormat;
use tidings_diag::{Applicability, Edit, Finding, Fix, nearest};

use super::Subject;
use crate::Format;
use crate::rules::FORMAT_UNKNOWN;

/// Formats of OpenAPI's registry and of daily use that mean something to other tools.
const OTHERS: &[&str] = &[
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "float",
    "html",
    "http-date",
    "idn-hostname",
    "int16",
    "int8",
    "media-range",
    "password",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
];

/// What people write for a format, and its name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("bigint", "int64"),
    ("e-mail", "email"),
    ("guid", "uuid"),
    ("int", "int32"),
    ("ip", "ipv4"),
    ("iso8601", "date-time"),
    ("iso-8601", "date-time"),
    ("iso-date", "date"),
    ("iso-date-time", "date-time"),
    ("long", "int64"),
    ("mail", "email"),
    ("rfc3339", "date-time"),
    ("timestamp", "date-time"),
    ("url", "uri"),
];

/// Says so where `format` is probably another spelling of a known format, so that nothing checks it.
///
/// Other unknown formats are fine: everybody may have formats of his own (draft-07 validation §7.1).
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(format) = &subject.rules.string.format else {
        return;
    };
    let is_known = Format::named(format).is_some()
        || NumberFormat::named(format).is_some()
        || OTHERS.contains(&&**format);
    if is_known {
        return;
    }
    let Some(meant) = meant(format) else {
        return;
    };
    let Some(value) = subject.value("format") else {
        return;
    };
    let message = format!("the format `{format}` is not known, so nothing is checked");
    let text = &value.tree().text()[value.span().range()];
    let quote = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quote.to_string(),
        _ => String::new(),
    };
    findings.push(
        subject
            .finding(&FORMAT_UNKNOWN, value.location(), message)
            .with_help(format!("did you mean `{meant}`?"))
            .with_fix(Fix {
                title: format!("write `{meant}`"),
                applicability: Applicability::Unsafe,
                edits: vec![Edit {
                    span: value.span(),
                    replacement: format!("{quote}{meant}{quote}"),
                }],
            }),
    );
}

/// The known format that `format` probably is.
fn meant(format: &str) -> Option<&'static str> {
    let folded = format.to_ascii_lowercase();
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == folded);
    if let Some((_, meant)) = other {
        return Some(meant);
    }
    let known = Format::ALL.iter().map(|known| known.name());
    if let Some(meant) = known.clone().find(|known| *known == folded) {
        return Some(meant);
    }
    // Short names are near too many others.
    (format.len() > 4)
        .then(|| nearest(format, known))
        .flatten()
        .filter(|meant| meant.len().abs_diff(format.len()) <= 1)
}
