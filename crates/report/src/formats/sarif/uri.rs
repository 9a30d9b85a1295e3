//! Paths as URIs.

use std::fmt::Write;

/// `path`, with `/`, as a relative reference or, where it is absolute, as a `file:` URI (RFC 3986, RFC 8089).
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    let has_drive = path.get(1..3) == Some(":/");
    if has_drive {
        uri.push_str("file:///");
    } else if path.starts_with('/') {
        uri.push_str("file://");
    } else if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        // Else the first folder would look like a scheme.
        uri.push_str("./");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn relative_paths_stay_relative() {
        check("api/orders.yaml", "api/orders.yaml");
        check("../größe 1.yaml", "../gr%C3%B6%C3%9Fe%201.yaml");
        check("a:b/c.yaml", "./a:b/c.yaml");
        check("<stdin>", "%3Cstdin%3E");
        check("50%#?.yaml", "50%25%23%3F.yaml");
    }

    #[test]
    fn absolute_paths_are_files() {
        check("/srv/api.yaml", "file:///srv/api.yaml");
        check("C:/api.yaml", "file:///C:/api.yaml");
    }
}
