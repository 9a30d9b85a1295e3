//! Addresses of schemas (RFC 3986).

use tidings_source::is_address;

/// The address of a file that was read from `path`.
pub(super) fn of_file(path: &str) -> String {
    match is_address(path) {
        true => path.to_owned(),
        false => format!("file:///{}", path.trim_start_matches('/')),
    }
}

/// A reference without its fragment, and the fragment.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

#[cfg(test)]
mod tests {
    use tidings_source::resolve_address;

    use super::*;

    #[test]
    fn files_have_addresses_to_be_relative_to() {
        let line = resolve_address(&of_file("api/order.json"), "line.json");
        assert_eq!(line, "file:///api/line.json");
        assert_eq!(of_file("https://h/a.json"), "https://h/a.json");
    }
}
