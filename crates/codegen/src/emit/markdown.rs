//! CommonMark of a contract as rustdoc may have it.

/// `text` as code; a backtick inside of it would end it.
pub(crate) fn code(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let shown: String = one_line.chars().take(200).collect();
    match shown.contains('`') {
        true => format!("`` {shown} ``"),
        false if shown.trim().is_empty() => format!("`\"{shown}\"`"),
        false => format!("`{shown}`"),
    }
}

/// CommonMark of a contract as lines for rustdoc: nothing in it is run, taken for a link to Rust, or taken for HTML.
pub(super) fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    for line in text.trim().lines() {
        let line = line.trim_end();
        let content = line.trim_start();
        let mark = content
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'));
        let run = mark.map_or(0, |mark| {
            content.chars().take_while(|next| *next == mark).count()
        });
        match (fence, mark) {
            (None, Some(mark)) if run >= 3 => {
                fence = Some((mark, run));
                lines.push("```text".to_owned());
            }
            (Some((opened, length)), Some(mark))
                if mark == opened && run >= length && content.chars().all(|next| next == mark) =>
            {
                fence = None;
                lines.push("```".to_owned());
            }
            (Some(_), _) => lines.push(visible(line).replace("```", "'''")),
            (None, _) => {
                // Four spaces would make it code, and code would be run; a quotation could hide a fence.
                let indent = (line.len() - content.len()).min(2);
                let content = content.trim_start_matches(['>', ' ', '\t']);
                lines.push(format!("{:indent$}{}", "", prose(content)));
            }
        }
    }
    if fence.is_some() {
        lines.push("```".to_owned());
    }
    lines
}

/// Characters that would turn the text round or end a comment are dropped.
fn visible(text: &str) -> String {
    let hidden = |character: char| {
        character.is_control() && character != '\t'
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .filter(|character| !hidden(*character))
        .collect()
}

/// A line outside of code blocks.
fn prose(line: &str) -> String {
    let line = visible(line);
    let mut written = String::new();
    let mut rest = line.as_str();
    while let Some(character) = rest.chars().next() {
        if character == '`'
            && let Some(length) = code_span(rest)
        {
            written.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if character == '['
            && let Some((text, target, length)) = link(rest)
        {
            written.push_str(&format!("[{}]({target})", prose(text)));
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let end = rest.find(|next: char| next.is_whitespace() || "<>()[]\"'`|".contains(next));
            let url = rest[..end.unwrap_or(rest.len())]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
            written.push_str(&format!("<{url}>"));
            rest = &rest[url.len()..];
            continue;
        }
        match character {
            '<' | '[' | ']' | '`' => written.extend(['\\', character]),
            other => written.push(other),
        }
        rest = &rest[character.len_utf8()..];
    }
    written
}

/// The text and the target of the inline link that `text` begins with, and its bytes; only links into the web are
/// kept, because any other would be looked for among the items of the crate.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = rest.split_once(')')?;
    let leads_out = target.starts_with("http://") || target.starts_with("https://");
    let is_plain = !label.contains(['[', ']', '<', '`']) && !target.contains(char::is_whitespace);
    let length = label.len() + target.len() + "[](".len() + ")".len();
    (leads_out && is_plain).then_some((label, target, length))
}

/// The bytes of the code span that `text` begins with.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.chars().take_while(|next| *next == '`').count();
    let rest = &text[ticks..];
    let mut from = 0;
    while let Some(at) = rest[from..].find('`') {
        let start = from + at;
        let run = rest[start..]
            .chars()
            .take_while(|next| *next == '`')
            .count();
        if run == ticks {
            return Some(ticks + start + run);
        }
        from = start + run;
    }
    None
}
