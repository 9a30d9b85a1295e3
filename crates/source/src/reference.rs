//! What the text of a `$ref` says (RFC 3986, RFC 6901 §6).

use std::borrow::Cow;

use crate::address::{is_address, normalised_address, resolve_address};

/// A reference taken apart: which file, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target<'r> {
    pub(crate) place: Place,
    /// What stands behind `#`, percent-decoded; empty for the whole file.
    pub(crate) fragment: Cow<'r, str>,
}

/// Where a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The file that the reference stands in.
    Here,
    /// Another file, by its normalised path.
    File(String),
    /// An address: somewhere that only a network reaches, or a name that is no place at all.
    Remote(String),
}

impl<'r> Target<'r> {
    /// Takes `reference` apart, which is written in the file `from`.
    pub(crate) fn of(reference: &'r str, from: &str) -> Self {
        let (place, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decode(fragment);
        let place = if place.is_empty() {
            Place::Here
        } else if is_address(from) {
            Place::Remote(resolve_address(from, place))
        } else if is_address(place) {
            Place::Remote(normalised_address(place))
        } else {
            Place::File(relative(from, &percent_decode(place)))
        };
        Self { place, fragment }
    }
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

/// Replaces `%20` and the like (RFC 3986 §2.1); what is no escape, or no UTF-8 once decoded, stays as it is.
pub fn percent_decode(text: &str) -> Cow<'_, str> {
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
    fn check(reference: &str, place: Place, fragment: &str) {
        let target = Target::of(reference, "api/orders/asyncapi.yaml");
        assert_eq!(target.place, place, "place of {reference}");
        assert_eq!(target.fragment, fragment, "fragment of {reference}");
    }

    fn file(path: &str) -> Place {
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

    #[test]
    fn a_fetched_file_refers_to_addresses() {
        let of = |reference| Target::of(reference, "https://h/api/a.yaml").place;
        let address = |address: &str| Place::Remote(address.to_owned());
        assert_eq!(of("#/a"), Place::Here);
        assert_eq!(of("../b%20c.yaml#/a"), address("https://h/b%20c.yaml"));
        assert_eq!(of("/b.yaml?v=1"), address("https://h/b.yaml?v=1"));
        assert_eq!(of("//other/b.yaml"), address("https://other/b.yaml"));
    }
}
