//! What the text of a `$ref` says (RFC 3986, RFC 6901 §6).

use std::borrow::Cow;

/// A reference taken apart: which file, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target<'r> {
    pub(crate) place: Place<'r>,
    /// What stands behind `#`, percent-decoded; empty for the whole file.
    pub(crate) fragment: Cow<'r, str>,
}

/// Where a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place<'r> {
    /// The file that the reference stands in.
    Here,
    /// Another file, by its normalised path.
    File(String),
    /// Somewhere that only a network reaches, or a name that is no place at all.
    Remote(Cow<'r, str>),
}

impl<'r> Target<'r> {
    /// Takes `reference` apart, which is written in the file `from`.
    pub(crate) fn of(reference: &'r str, from: &str) -> Self {
        let (place, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decode(fragment);
        let place = if place.is_empty() {
            Place::Here
        } else if is_remote(place) {
            Place::Remote(Cow::Borrowed(place))
        } else if let Some(address) = beside(from, &percent_decode(place)) {
            Place::Remote(Cow::Owned(address))
        } else {
            Place::File(relative(from, &percent_decode(place)))
        };
        Self { place, fragment }
    }
}

/// The address of `path`, written in a file that was itself read from an address (RFC 3986 §5.2).
fn beside(from: &str, path: &str) -> Option<String> {
    let (scheme, rest) = from.split_once("://")?;
    let (host, file) = rest.split_once('/').unwrap_or((rest, ""));
    let file = if path.starts_with('/') {
        normalised(path)
    } else {
        relative(file, path)
    };
    Some(format!("{scheme}://{host}/{file}"))
}

/// Whether a reference starts with a scheme or a host.
fn is_remote(place: &str) -> bool {
    let Some((scheme, _)) = place.split_once(':') else {
        return place.starts_with("//");
    };
    let mut characters = scheme.chars();
    // One letter is a drive and no scheme.
    scheme.len() > 1
        && characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
}

/// The path `path`, written in the file `from`, seen from the root and normalised.
pub(crate) fn relative(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    if path.starts_with('/') {
        format!("/{}", normalised(path))
    } else if from.starts_with('/') {
        format!("/{}", normalised(&format!("{folder}/{path}")))
    } else {
        normalised(&format!("{folder}/{path}"))
    }
}

/// A relative path without `.` and empty segments, and with `..` at the front only.
pub(crate) fn normalised(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

/// Replaces `%20` and the like; what is no escape, or no UTF-8 once decoded, stays as it is.
fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let digit = |place: usize| {
            let digit = char::from(*others.get(place)?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: &str, place: Place<'_>, fragment: &str) {
        let target = Target::of(reference, "api/orders/asyncapi.yaml");
        assert_eq!(target.place, place, "place of {reference}");
        assert_eq!(target.fragment, fragment, "fragment of {reference}");
    }

    fn file(path: &str) -> Place<'static> {
        Place::File(path.to_owned())
    }

    #[test]
    fn files_are_relative_to_the_referring_one() {
        check("#/a", Place::Here, "/a");
        check("", Place::Here, "");
        check("types.yaml", file("api/orders/types.yaml"), "");
        check("./types.yaml#/A", file("api/orders/types.yaml"), "/A");
        check("../common//./x.yaml#", file("api/common/x.yaml"), "");
        check("../../../x.yaml", file("../x.yaml"), "");
        check("/srv/../x.yaml", file("/x.yaml"), "");
        check("c:/x.yaml", file("api/orders/c:/x.yaml"), "");
    }

    #[test]
    fn escapes_are_decoded() {
        check(
            "my%20types.yaml#/a%20b~1c",
            file("api/orders/my types.yaml"),
            "/a b~1c",
        );
        check("100%.yaml#/%zz%", file("api/orders/100%.yaml"), "/%zz%");
        check("#/%C3%A9", Place::Here, "/é");
        check("#/%FF", Place::Here, "/%FF");
    }

    #[test]
    fn schemes_and_hosts_are_remote() {
        check(
            "https://h/x.yaml#/A",
            Place::Remote("https://h/x.yaml".into()),
            "/A",
        );
        check("//h/x.yaml", Place::Remote("//h/x.yaml".into()), "");
        check("urn:x:y", Place::Remote("urn:x:y".into()), "");
    }
}
