//! Every format over lists of texts: `formats/<name>.txt`, where a line is `+` or `-`, a blank and the text.
//! `\u{…}` in a text stands for a character that an editor would not show.

use std::collections::BTreeSet;

use tidings_check::{Format, formats};

fn unescaped(text: &str) -> String {
    let mut parts = text.split(r"\u{");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('}').expect("an escape is closed");
        let code = u32::from_str_radix(digits, 16).expect("an escape is hexadecimal");
        result.push(char::from_u32(code).expect("an escape is a scalar value"));
        result.push_str(rest);
    }
    result
}

#[track_caller]
fn check(format: Format, list: &str) {
    let mut verdicts = BTreeSet::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (expected, text) = line.split_once(' ').unwrap_or((line, ""));
        assert!(matches!(expected, "+" | "-"), "{}: {line:?}", format.name());
        let text = unescaped(text);
        let found = format.check(&text);
        assert_eq!(
            found.is_ok(),
            expected == "+",
            "{} {text:?}: {found:?}",
            format.name()
        );
        verdicts.insert(expected);
    }
    assert_eq!(
        verdicts.len(),
        2,
        "{} has texts of both kinds",
        format.name()
    );
}

#[test]
fn every_format_keeps_its_list() {
    for &format in Format::ALL {
        let path = format!(
            "{}/tests/formats/{}.txt",
            env!("CARGO_MANIFEST_DIR"),
            format.name()
        );
        let list = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        check(format, &list);
    }
}

#[test]
fn formats_are_found_by_name() {
    for &format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
    }
    assert_eq!(formats::check("ipv4", "127.0.0.1"), Some(Ok(())));
    assert_eq!(formats::check("colour", "red"), None);
}
