//! Whether a file in a folder is an AsyncAPI document, without reading it as one.
//!
//! Only the outermost keys count, so that a schema or an example which merely mentions the word is left alone.
//! A document that is broken further down is still recognised, and its mistakes are reported.

use std::path::Path;

use tidings_diag::nearest;

/// The key that every document has (AsyncAPI 3.1, "AsyncAPI Version String").
const KEY: &str = "asyncapi";

/// How many bytes a key has that may be a misspelling of it.
const LONGEST_KEY: usize = 16;

/// Whether the name is one that documents have.
pub(super) fn by_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        let known = |other: &&str| extension.eq_ignore_ascii_case(other);
        ["yaml", "yml", "json"].iter().any(known)
    })
}

/// Whether the text has the key `asyncapi` at its outermost level, or begins with a misspelling of it.
pub(super) fn by_content(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.trim_ascii_start().first() {
        Some(b'{') => in_braces(bytes),
        _ => in_block(bytes),
    }
}

/// Block style: a line with the indent of the first key that starts with the key.
fn in_block(bytes: &[u8]) -> bool {
    let mut outermost = None;
    bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .any(|line| {
            let content = line.trim_ascii_start();
            let is_key = !content.is_empty()
                && !matches!(content[0], b'#' | b'%')
                && !content.starts_with(b"---");
            let indent = line.len() - content.len();
            if !is_key {
                return false;
            }
            let is_first = outermost.is_none();
            indent == *outermost.get_or_insert(indent)
                && (starts_with_key(content) || is_first && starts_misspelt(content))
        })
}

/// Whether `content` is the key, plain or quoted, and a colon.
fn starts_with_key(content: &[u8]) -> bool {
    let (quote, content) = quoted(content);
    let Some(rest) = content.strip_prefix(KEY.as_bytes()) else {
        return false;
    };
    let rest = match quote {
        Some(quote) => rest.strip_prefix(&[quote]),
        None => Some(rest),
    };
    rest.is_some_and(|rest| rest.trim_ascii_start().first() == Some(&b':'))
}

/// Whether `content` is a key that is nearly the right one, and a version, such as `asyncpi: 3.0.0`.
fn starts_misspelt(content: &[u8]) -> bool {
    let (quote, content) = quoted(content);
    let end = quote.unwrap_or(b':');
    let Some(length) = content.iter().position(|byte| *byte == end) else {
        return false;
    };
    let (name, rest) = content.split_at(length);
    let rest = rest.strip_prefix(quote.as_slice()).unwrap_or(rest);
    let Some(value) = rest.trim_ascii_start().strip_prefix(b":") else {
        return false;
    };
    let (_, value) = quoted(value.trim_ascii_start());
    let is_version = matches!(value, [b'2' | b'3', b'.', ..]);
    let name = std::str::from_utf8(name.trim_ascii()).unwrap_or_default();
    is_version && name.len() <= LONGEST_KEY && nearest(name, [KEY]).is_some()
}

/// The quote that `content` begins with, if it does, and what follows.
fn quoted(content: &[u8]) -> (Option<u8>, &[u8]) {
    match content.split_first() {
        Some((quote @ (b'"' | b'\''), rest)) => (Some(*quote), rest),
        _ => (None, content),
    }
}

/// JSON, or YAML in braces: the key directly inside the first brace.
fn in_braces(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut position = 0;
    let first = bytes.iter().position(|byte| *byte == b'{');
    let first = first.map_or(&[][..], |brace| &bytes[brace + 1..]);
    if starts_misspelt(first.trim_ascii_start()) {
        return true;
    }
    while let Some(&byte) = bytes.get(position) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ if depth == 1 && starts_with_key(&bytes[position..]) => return true,
            b'"' | b'\'' => position = end_of_string(bytes, position),
            _ => {}
        }
        position += 1;
    }
    false
}

/// Where the string that starts at `position` ends; the end of the text if it does not.
fn end_of_string(bytes: &[u8], position: usize) -> usize {
    let quote = bytes[position];
    let mut end = position + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\\' if quote == b'"' => end += 2,
            _ if byte == quote => return end,
            _ => end += 1,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(by_content(text.as_bytes()), expected, "{text:?}");
    }

    #[test]
    fn documents_are_recognised() {
        check("asyncapi: 3.0.0\n", true);
        check(
            "# first\n%YAML 1.2\n---\ninfo: {}\r\n'asyncapi' : 3.0.0\r\n",
            true,
        );
        check("\u{feff}  info: 1\n  \"asyncapi\": 3.0.0\n", true);
        check(r#"{"info":{"a":"}"},"asyncapi":"3.0.0"}"#, true);
        check("{ info: {}, asyncapi: 3.0.0 }", true);
        check("asyncapi: 3.0.0\ninfo: [unclosed", true);
    }

    #[test]
    fn documents_whose_first_key_is_misspelt_are_recognised() {
        check("asyncpi: 3.0.0\n", true);
        check("asyncApi: '2.6.0'\ninfo: {}\n", true);
        check("\"async-api\" : \"3.1.0\"\n", true);
        check("{\n  \"ayncapi\": \"3.0.0\" }", true);
        check("info: {}\nasyncpi: 3.0.0\n", false);
        check("asyncpi: true\n", false);
        check("asyncapis: 1\n", false);
        check("openapi: 3.1.0\n", false);
    }

    #[test]
    fn other_files_are_left_alone() {
        check("", false);
        check("openapi: 3.1.0\ninfo:\n  asyncapi: 1\n", false);
        check("asyncapis: 1\n", false);
        check(r#"{"a":{"asyncapi":"3.0.0"},"b":"asyncapi: 1"}"#, false);
        check(r#"{"a\"":"\\"#, false);
    }

    #[test]
    fn names_are_compared_without_case() {
        assert!(by_name(Path::new("a/b.YAML")));
        assert!(!by_name(Path::new("a/yaml")));
        assert!(!by_name(Path::new("a.toml")));
    }
}
