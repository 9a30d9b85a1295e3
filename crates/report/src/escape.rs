//! Text from a document, made harmless for a terminal.

use std::borrow::Cow;

use crate::Reported;

/// Whether a terminal might obey `character` instead of showing it, show its neighbours in another order, or show nothing.
///
/// Besides the control characters these are the separators of lines and paragraphs, at which readers of lines may break a
/// line, the marks of bidirectional text, with which a name can pretend to be another, and what has no looks at all.
/// The two joiners (U+200C, U+200D) are left alone, because they change how their neighbours look.
fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// `text` on one line, with every character that a terminal might obey written as an escape.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut printable = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_obeyed(character) {
            printable.extend(character.escape_default());
        } else {
            printable.push(character);
        }
    }
    Cow::Owned(printable)
}

/// `text` with the same length, where characters of several bytes that a terminal might obey are replaced by ones that it shows.
///
/// For source text, whose byte positions must stay; the renderer itself takes care of the characters of one byte.
pub(crate) fn shown_in_place(text: &str) -> Cow<'_, str> {
    let must_replace = |character: char| character.len_utf8() > 1 && is_obeyed(character);
    if !text.contains(must_replace) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match (must_replace(character), character.len_utf8()) {
            (false, _) => shown.push(character),
            (true, 2) => shown.push('¿'),
            (true, 3) => shown.push(char::REPLACEMENT_CHARACTER),
            (true, _) => shown.push_str("¿¿"),
        }
    }
    Cow::Owned(shown)
}

/// JSON text in which characters that a terminal might obey are written as `\u` escapes.
///
/// A serialiser escapes the first 32 characters only; the others are legal in JSON strings, and there is no other
/// place in JSON text where one can stand.
pub fn printable_json(text: String) -> String {
    let must_escape = |character: char| character != '\n' && is_obeyed(character);
    if !text.contains(must_escape) {
        return text;
    }
    let mut printable = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if must_escape(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                printable.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            printable.push(character);
        }
    }
    printable
}

/// `text` as the content or the value of an attribute of XML 1.0 or HTML, on one line.
pub fn xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 8);
    for character in printable(text).chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // The two characters besides the control characters that XML 1.0 does not allow (§2.2).
            '\u{fffe}' | '\u{ffff}' => xml.extend(character.escape_default()),
            character => xml.push(character),
        }
    }
    xml
}

/// `text` as the content of an element of HTML, on one line, where only code between backticks keeps its meaning.
pub fn html_prose(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, code, after)) = code_span(rest) {
        html.push_str(&format!("{}<code>{}</code>", xml(before), xml(code)));
        rest = after;
    }
    html + &xml(rest)
}

/// `text` as a cell of a table in GitHub's Markdown, where only code between backticks keeps its meaning.
pub fn markdown_cell(text: &str) -> String {
    let text = printable(text);
    let mut cell = String::with_capacity(text.len() + 8);
    let mut rest = &*text;
    while let Some((before, code, after)) = code_span(rest) {
        escape_markdown(&mut cell, before);
        // Inside code a table takes the backslash away again.
        cell.push_str(&format!("`{}`", code.replace('|', "\\|")));
        rest = after;
    }
    escape_markdown(&mut cell, rest);
    cell
}

/// The first piece of code between two backticks, with the text on both sides.
fn code_span(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    (!code.is_empty()).then_some((before, code, after))
}

/// Adds `text` with each character that Markdown or HTML gives a meaning to made a plain one.
fn escape_markdown(cell: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => cell.push_str("&lt;"),
            '&' => cell.push_str("&amp;"),
            // Else the name behind it would be called to the discussion.
            '@' => cell.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                cell.push('\\');
                cell.push(character);
            }
            character => cell.push(character),
        }
    }
}

/// What the file of a finding has to become, as a block of Markdown; `None` where that is not what is wrong.
pub(crate) fn fenced_difference(one: &Reported<'_>) -> Option<String> {
    let lines: Vec<_> = one.difference().map(printable).collect();
    let ticks = |line: &str| line.split(|character| character != '`').map(str::len).max();
    let longest = lines.iter().filter_map(|line| ticks(line)).max()?;
    // A fence ends at as many ticks as it begins with (CommonMark, "Fenced code blocks").
    let fence = "`".repeat(longest.max(2) + 1);
    Some(format!("{fence}diff\n{}\n{fence}\n", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_no_character_that_it_does_not_allow() {
        assert_eq!(
            xml("a<b> & \"c\"\n\0"),
            r"a&lt;b&gt; &amp; &quot;c&quot;\n\u{0}"
        );
        assert_eq!(xml("\u{ffff}ü😀"), r"\u{ffff}ü😀");
    }

    #[test]
    fn prose_in_html_has_code_and_no_other_element() {
        assert_eq!(
            html_prose("`<a>` is <b> & an odd ` \n"),
            r"<code>&lt;a&gt;</code> is &lt;b&gt; &amp; an odd ` \n"
        );
    }

    #[test]
    fn a_cell_of_markdown_stays_a_cell() {
        assert_eq!(
            markdown_cell("`a|b` is *no* | <b>"),
            r"`a\|b` is \*no\* \| &lt;b>"
        );
        assert_eq!(
            markdown_cell("an odd ` [x](y) @all"),
            r"an odd \` \[x\](y) &#64;all"
        );
        assert_eq!(markdown_cell("``"), r"\`\`");
    }

    #[test]
    fn harmless_text_is_kept() {
        assert_eq!(printable("größe 😀 `a`"), "größe 😀 `a`");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(printable("a\x1b[31mb\nc\td"), r"a\u{1b}[31mb\nc\td");
        assert_eq!(printable("\u{9b}2J \u{202e}x"), r"\u{9b}2J \u{202e}x");
    }

    #[test]
    fn what_has_no_looks_is_shown() {
        assert_eq!(
            printable("a\u{2028}b\u{2029}\u{200b}\u{feff}\u{ad}\u{61c}"),
            r"a\u{2028}b\u{2029}\u{200b}\u{feff}\u{ad}\u{61c}"
        );
        let joined = "\u{1f468}\u{200d}\u{1f469}";
        assert_eq!(printable(joined), joined);
    }

    #[test]
    fn source_text_keeps_its_length() {
        let text = "a\u{9b}2J \u{202e}ü\u{e0041}\n";
        assert_eq!(shown_in_place(text), "a¿2J \u{fffd}ü¿¿\n");
        assert_eq!(shown_in_place(text).len(), text.len());
    }

    #[test]
    fn json_keeps_its_meaning() {
        let original = "\u{9b}2J \u{202e}x\u{7f}\n\u{2028}\u{e0041}";
        let text = serde_json::to_string(original).expect("a string");
        let printable = printable_json(text);
        assert_eq!(printable, r#""\u009b2J \u202ex\u007f\n\u2028\udb40\udc41""#);
        let read: String = serde_json::from_str(&printable).expect("still JSON");
        assert_eq!(read, original);
    }
}
