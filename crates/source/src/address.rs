//! Addresses: what a reference means that is written in a file with an address (RFC 3986 §5).
//!
//! Nothing is refused here: an address that makes no sense is one that nobody can read, and whoever tries says so.

/// The address of `reference`, written in the file that was read from the address `base`; neither has a fragment.
///
/// The steps are those of RFC 3986 §5.2.2, and the scheme and the host are in lower case (§6.2.2.1).
pub fn resolve_address(base: &str, reference: &str) -> String {
    let base = Parts::of(base);
    let relative = Parts::of(reference);
    let (authority, path, query) = match relative {
        Parts {
            scheme: Some(_), ..
        } => return relative.joined(relative.path.to_owned()),
        Parts {
            authority: Some(_), ..
        } => (relative.authority, relative.path.to_owned(), relative.query),
        Parts { path: "", .. } => (
            base.authority,
            base.path.to_owned(),
            relative.query.or(base.query),
        ),
        Parts { path, .. } if path.starts_with('/') => {
            (base.authority, path.to_owned(), relative.query)
        }
        Parts { path, .. } => (base.authority, base.beside(path), relative.query),
    };
    let target = Parts {
        scheme: base.scheme,
        authority,
        path: "",
        query,
    };
    target.joined(path)
}

/// `address` in the spelling by which it is known.
pub(crate) fn normalised_address(address: &str) -> String {
    resolve_address(address, address)
}

/// Whether `text` starts with a scheme, or with the two slashes before a host.
pub fn is_address(text: &str) -> bool {
    let parts = Parts::of(text);
    parts.scheme.is_some() || parts.authority.is_some()
}

/// What an address consists of (RFC 3986 §3), without its fragment.
#[derive(Clone, Copy, Debug)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (authority, rest) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find(['/', '?']).unwrap_or(rest.len());
                let (authority, rest) = rest.split_at(end);
                (Some(authority), rest)
            }
            None => (None, rest),
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }

    /// `path` in the place of the last segment (RFC 3986 §5.2.3).
    fn beside(&self, path: &str) -> String {
        match self.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{path}"),
            None if self.authority.is_some() => format!("/{path}"),
            None => path.to_owned(),
        }
    }

    /// The text, with `path` as its path.
    fn joined(&self, path: String) -> String {
        let mut text = String::new();
        if let Some(scheme) = self.scheme {
            text += &scheme.to_ascii_lowercase();
            text.push(':');
        }
        if let Some(authority) = self.authority {
            text += "//";
            text += &authority.to_ascii_lowercase();
        }
        // A host without a path has the path `/` (RFC 3986 §6.2.3).
        if self.authority.is_some() && path.is_empty() {
            text.push('/');
        }
        text += &without_dots(&path);
        if let Some(query) = self.query {
            text.push('?');
            text += query;
        }
        text
    }
}

/// One letter is a drive and no scheme.
fn is_scheme(text: &str) -> bool {
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic());
    let continues = |other: char| other.is_ascii_alphanumeric() || "+-.".contains(other);
    text.len() > 1 && starts && text.chars().all(continues)
}

/// `path` without `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path[1..].split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// References beside `http://a/b/c/d;p?q` and what they mean (RFC 3986 §5.4, without fragments).
    const EXAMPLES: [(&str, &str); 33] = [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y", "http://a/b/c/g;x?y"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
    ];

    #[test]
    fn references_mean_what_the_standard_says() {
        for (reference, address) in EXAMPLES {
            // A scheme has one letter at least, and here two, so that a drive is none.
            let (reference, address) = match reference {
                "g:h" => ("gg:h", "gg:h"),
                _ => (reference, address),
            };
            assert_eq!(
                resolve_address("http://a/b/c/d;p?q", reference),
                address,
                "{reference:?}"
            );
        }
    }

    #[test]
    fn addresses_are_known_in_one_spelling() {
        assert_eq!(
            normalised_address("HTTPS://Example.COM"),
            "https://example.com/"
        );
        assert_eq!(
            normalised_address("https://h/a/../b%20c?x"),
            "https://h/b%20c?x"
        );
        assert_eq!(normalised_address("urn:x:y"), "urn:x:y");
        assert_eq!(normalised_address("//h/x"), "//h/x");
    }

    #[test]
    fn drives_and_paths_are_no_addresses() {
        assert!(is_address("https://h/x") && is_address("//h/x") && is_address("urn:x"));
        assert!(!is_address("c:/x") && !is_address("a/b:c") && !is_address("../x"));
    }
}
