//! A value as people read it: on several lines, without the middle of what is long.

use tidings_schema::Literal;

/// How many characters of a text and items of an array are shown on both sides of what is left out.
const CHARACTERS: (usize, usize) = (120, 40);
const ITEMS: (usize, usize) = (12, 2);

/// How far parts are written on lines of their own; what is inside them goes on one line.
const DEPTH: usize = 64;

/// `value` as JSON on several lines, where what is left out of texts, arrays and objects is counted.
pub(super) fn excerpt(value: &Literal) -> String {
    let mut output = String::new();
    write(value, 0, &mut output);
    output
}

/// `text` without its middle where it is long.
pub(super) fn excerpt_of_text(text: &str) -> String {
    let (head, tail) = CHARACTERS;
    let count = text.chars().count();
    if count <= head + tail {
        return text.to_owned();
    }
    let left_out = count - head - tail;
    let (head, tail): (String, String) = (
        text.chars().take(head).collect(),
        text.chars().skip(head + left_out).collect(),
    );
    format!("{head}…({left_out} characters left out)…{tail}")
}

fn write(value: &Literal, depth: usize, output: &mut String) {
    match value {
        Literal::Array(items) if !items.is_empty() && depth < DEPTH => {
            write_parts(['[', ']'], "items", items, depth, output, |item, output| {
                write(item, depth + 1, output);
            });
        }
        Literal::Object(members) if !members.is_empty() && depth < DEPTH => {
            let brackets = ['{', '}'];
            write_parts(
                brackets,
                "properties",
                members,
                depth,
                output,
                |(name, value), output| {
                    *output += &Literal::String(excerpt_of_text(name)).to_json_text();
                    *output += ": ";
                    write(value, depth + 1, output);
                },
            );
        }
        Literal::String(text) => {
            *output += &Literal::String(excerpt_of_text(text)).to_json_text();
        }
        other => *output += &excerpt_of_text(&other.to_json_text()),
    }
}

/// Writes `parts` between `brackets`, each on a line of its own.
fn write_parts<T>(
    brackets: [char; 2],
    noun: &str,
    parts: &[T],
    depth: usize,
    output: &mut String,
    write_part: impl Fn(&T, &mut String),
) {
    let (head, tail) = ITEMS;
    // One more than is shown takes no more room than to say so.
    let left_out = parts.len().saturating_sub(head + tail);
    let left_out = if left_out == 1 { 0 } else { left_out };
    let indent = "  ".repeat(depth);
    output.push(brackets[0]);
    for (index, part) in parts.iter().enumerate() {
        if index == head && left_out > 0 {
            *output += &format!("\n{indent}  …({left_out} {noun} left out)…");
        }
        if index >= head && index < head + left_out {
            continue;
        }
        *output += &format!("\n{indent}  ");
        write_part(part, output);
        if index + 1 < parts.len() {
            output.push(',');
        }
    }
    *output += &format!("\n{indent}{}", brackets[1]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_loses_its_middle() {
        let text = Literal::String("a".repeat(3_000) + "z");
        let (head, tail) = ("a".repeat(120), "a".repeat(39));
        assert_eq!(
            excerpt(&text),
            format!("\"{head}…(2841 characters left out)…{tail}z\"")
        );
        let items = Literal::Array(vec![Literal::Null; 1_000]);
        let lines = excerpt(&items);
        assert_eq!(lines.lines().count(), 17);
        assert_eq!(lines.lines().nth(13), Some("  …(986 items left out)…"));
    }

    #[test]
    fn what_is_short_is_shown_whole() {
        let value = Literal::Object(vec![
            ("a\"".to_owned(), Literal::Array(vec![Literal::Null; 15])),
            ("b".to_owned(), Literal::Object(Vec::new())),
            ("c".to_owned(), Literal::String("x".repeat(160))),
        ]);
        let items = "    null,\n".repeat(14);
        let text = "x".repeat(160);
        assert_eq!(
            excerpt(&value),
            format!(
                "{{\n  \"a\\\"\": [\n{items}    null\n  ],\n  \"b\": {{}},\n  \"c\": \"{text}\"\n}}"
            )
        );
    }
}
