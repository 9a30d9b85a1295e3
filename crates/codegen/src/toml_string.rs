//! Texts as TOML has them.

/// `text` as a basic string of TOML (TOML 1.0, "String"), with whatever cannot be seen by its number.
pub(crate) fn toml_string(text: &str) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '\'' => written.push(character),
            '\0' => written.push_str("\\u0000"),
            _ => {
                let escaped = character.escape_debug().to_string();
                let number = u32::from(character);
                match escaped.starts_with("\\u") {
                    true if number > 0xffff => written.push_str(&format!("\\U{number:08x}")),
                    true => written.push_str(&format!("\\u{number:04x}")),
                    false => written.push_str(&escaped),
                }
            }
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::toml_string;

    #[test]
    fn whatever_is_written_is_read_as_it_was() {
        for text in [
            "plain",
            "cafe\u{301}",
            "\"'\\\n\t\r\0\u{7f}\u{1b}",
            "\u{e0001}",
            "",
        ] {
            let written = format!("key = {}", toml_string(text));
            let read: toml::Table = toml::from_str(&written).unwrap();
            assert_eq!(read["key"].as_str(), Some(text), "{written}");
        }
        assert_eq!(toml_string("cafe\u{301}"), r#""cafe\u0301""#);
    }
}
