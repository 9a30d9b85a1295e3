//! Addresses of schemas: a reference beside the address it is relative to (RFC 3986 §5.2).

use std::borrow::Cow;

/// The absolute address that `reference` means beside `base`, both without a fragment.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    if reference.is_empty() {
        return base.to_owned();
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let (scheme, rest) = base.split_once(':').unwrap_or(("", base));
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let Some(after) = rest.strip_prefix("//") else {
        // A base without a hierarchy, such as a URN, has no places beside it.
        return reference.to_owned();
    };
    let (host, path) = match after.find('/') {
        Some(slash) => after.split_at(slash),
        None => (after, "/"),
    };
    let path = path.split('?').next().unwrap_or(path);
    let target = if reference.starts_with('/') {
        reference.to_owned()
    } else if reference.starts_with('?') {
        format!("{path}{reference}")
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{reference}")
    };
    format!("{scheme}://{host}{}", without_dots(&target))
}

/// The address of a file that was read from `path`.
pub(super) fn of_file(path: &str) -> String {
    match has_scheme(path) {
        true => path.to_owned(),
        false => format!("file:///{}", path.trim_start_matches('/')),
    }
}

/// A reference without its fragment, and the fragment.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// A fragment with `%20` and the like replaced; unchanged where that gives no text.
pub(super) fn decoded(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, others @ ..] = rest {
        let digit = |place: usize| char::from(*others.get(place)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high << 4 | low) as u8);
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(fragment), Cow::Owned)
}

fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    let mut characters = scheme.chars();
    // One letter is a drive and no scheme.
    scheme.len() > 1
        && characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
}

/// `path` without `.` and `..` (RFC 3986 §5.2.4); what follows `?` stays as it is.
fn without_dots(path: &str) -> String {
    let (path, query) = match path.find('?') {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let mut segments: Vec<&str> = Vec::new();
    let mut inner = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = inner.next() {
        let is_last = inner.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            segment => segments.push(segment),
        }
    }
    format!("/{}{query}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, reference: &str, expected: &str) {
        assert_eq!(resolve(base, reference), expected, "{reference} at {base}");
    }

    #[test]
    fn references_are_relative_to_their_base() {
        let base = "http://a/b/c/d?q";
        check(base, "g", "http://a/b/c/g");
        check(base, "./g", "http://a/b/c/g");
        check(base, "g/", "http://a/b/c/g/");
        check(base, "/g", "http://a/g");
        check(base, "//h/g", "http://h/g");
        check(base, "?y", "http://a/b/c/d?y");
        check(base, "g?y", "http://a/b/c/g?y");
        check(base, ".", "http://a/b/c/");
        check(base, "../../g", "http://a/g");
        check(base, "../../../g", "http://a/g");
        check(base, "", base);
        check(base, "urn:x:y", "urn:x:y");
        check("urn:x:y", "z", "z");
        check("http://a", "g", "http://a/g");
        check(
            &of_file("api/order.json"),
            "line.json",
            "file:///api/line.json",
        );
    }
}
