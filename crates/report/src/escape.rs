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
    markdown(text, |code| match code.contains('|') {
        // A table ends a cell at every bar, and what a backslash before one means depends on the reader.
        true => {
            let mut cell = String::from("<code>");
            escape_markdown(&mut cell, code);
            cell.replace("\\|", "&#124;") + "</code>"
        }
        false => markdown_code(code),
    })
}

/// `text` on one line of Markdown outside of tables, where only code between backticks keeps its meaning.
pub fn markdown_prose(text: &str) -> String {
    markdown(text, markdown_code)
}

/// `text` on one line of Markdown, its code written by `code`.
fn markdown(text: &str, code: impl Fn(&str) -> String) -> String {
    let text = printable(text);
    let mut markdown = String::with_capacity(text.len() + 8);
    let mut rest = &*text;
    while let Some((before, inside, after)) = code_span(rest) {
        escape_markdown(&mut markdown, before);
        markdown += &code(inside);
        rest = after;
    }
    escape_markdown(&mut markdown, rest);
    markdown
}

/// `text`, which is one line, as code in Markdown: a fence is longer than any run of its characters inside, and of spaces
/// on both sides one is taken away (CommonMark, "Code spans").
pub fn markdown_code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let is_spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let is_padded = is_spaced || text.starts_with('`') || text.ends_with('`');
    let space = if is_padded { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A fence around `text` as a block of code in Markdown (CommonMark, "Fenced code blocks").
pub fn markdown_fence(text: &str) -> String {
    "`".repeat(longest_run(text).max(2) + 1)
}

/// How many backticks stand one behind the other at most.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|character| character != '`');
    runs.map(str::len).max().unwrap_or(0)
}

/// The first piece of code between two backticks, with the text on both sides.
///
/// What is code here is mostly a name, and names may have backticks: one with a letter behind it ends no code, and one with
/// a letter before it begins none. A text in quotes goes to its second one.
fn code_span(text: &str) -> Option<(&str, &str, &str)> {
    let mut ticks = text.match_indices('`').map(|(at, _)| at);
    let opens = ticks.find(|at| !is_of_name(text[..*at].chars().next_back()))?;
    let is_quoted = text[opens + 1..].starts_with('"');
    let mut ends = ticks.filter(|at| *at > opens + 1);
    let closes = ends.find(|at| {
        let inside = &text[opens + 1..*at];
        let is_whole = !is_quoted || inside.len() > 1 && inside.ends_with('"');
        is_whole && !is_of_name(text[at + 1..].chars().next())
    })?;
    Some((
        &text[..opens],
        &text[opens + 1..closes],
        &text[closes + 1..],
    ))
}

/// Whether what stands beside a backtick makes it a part of a name.
pub(crate) fn is_of_name(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|neighbour| neighbour.is_alphanumeric() || neighbour == '`')
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
    let text = lines.join("\n");
    let fence = markdown_fence(&text);
    (!lines.is_empty()).then(|| format!("{fence}diff\n{text}\n{fence}\n"))
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
            r"<code>a&#124;b</code> is \*no\* \| &lt;b>"
        );
        assert_eq!(
            markdown_cell("an odd ` [x](y) @all"),
            r"an odd \` \[x\](y) &#64;all"
        );
        assert_eq!(markdown_cell("``"), r"\`\`");
    }

    /// `name` in a sentence, as both papers have it.
    #[track_caller]
    fn check_name(name: &str, markdown: &str, html: &str) {
        let sentence = format!("property `{name}` is gone (`a`)");
        let expected = format!("property {markdown} is gone (`a`)");
        assert_eq!(markdown_prose(&sentence), expected);
        let expected = format!("property <code>{html}</code> is gone (<code>a</code>)");
        assert_eq!(html_prose(&sentence), expected);
    }

    #[test]
    fn names_with_backticks_and_bars_stay_names() {
        check_name("a|b", "`a|b`", "a|b");
        check_name("a`b", "``a`b``", "a`b");
        check_name("a``b`c", "```a``b`c```", "a``b`c");
        check_name("`a", "`` `a ``", "`a");
        check_name("a`", "`` a` ``", "a`");
        check_name("`", "`` ` ``", "`");
        check_name(" a ", "`  a  `", " a ");
        check_name(" a", "` a`", " a");
        check_name("a `b", "``a `b``", "a `b");
        check_name("</code>*a*", "`</code>*a*`", "&lt;/code&gt;*a*");
        check_name(r"a\|b", r"`a\|b`", r"a\|b");
        check_name("\"a`\"", "``\"a`\"``", "&quot;a`&quot;");
        // Nobody knows where such a name ends, and nothing in it is lost or becomes markup.
        assert_eq!(
            markdown_prose("property `a` <b>` is gone"),
            r"property `a` &lt;b>\` is gone"
        );
    }

    #[test]
    fn a_cell_has_no_bar_of_its_own_in_code() {
        assert_eq!(
            markdown_cell(r"`a\|b` and `*|@x`"),
            r"<code>a\\&#124;b</code> and <code>\*&#124;&#64;x</code>"
        );
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
