//! Cuts a block mapping at its keys, so that each entry can be read although another is broken.

use std::ops::Range;

/// The parts of `range` that each start with a key in `column`, up to the end of the document.
///
/// Whether a line starts with a key is judged by its look; a piece that turns out to be no entry is left out.
pub(super) fn cut(text: &str, range: Range<usize>, column: usize) -> Vec<Range<usize>> {
    // With its indentation the first piece is read as it stands among the others.
    let indent = text[..range.start].trim_end_matches(' ').len();
    let alone = indent == 0 || text[..indent].ends_with(['\n', '\r']);
    let mut starts = vec![if alone { indent } else { range.start }];
    let mut end = range.end;
    for newline in memchr::memchr_iter(b'\n', text[range.clone()].as_bytes()) {
        let offset = range.start + newline + 1;
        let rest = &text[offset..range.end];
        if rest.starts_with("---") || rest.starts_with("...") {
            end = offset;
            break;
        }
        if starts_with_key(rest, column) {
            starts.push(offset);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
}

/// Where the first key of `text` stands, behind blank lines, comments and the start of a document; `None` where anything else
/// comes first.
pub(super) fn first_key(text: &str) -> Option<usize> {
    let mut offset = 0;
    let mut has_started = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if line.trim_end() == "---" && !has_started {
            has_started = true;
        } else if !content.trim_end_matches(['\r', '\n']).is_empty() && !content.starts_with('#') {
            let is_key = starts_with_key(line, indent);
            // Comments before it are not looked at, and may hold what nobody may write.
            let is_harmless = text[..offset].is_ascii();
            return (is_key && is_harmless).then_some(offset + indent);
        }
        offset += line.len();
    }
    None
}

/// How many spaces stand between the start of its line and the end of `text`.
pub(super) fn indentation(text: &str) -> usize {
    text.len() - text.trim_end_matches(' ').len()
}

/// Where the content of a document starts that breaks off before anything of it was read.
pub(super) fn document_start(before_error: &str) -> usize {
    let marker = before_error.rfind("\n---").map(|newline| newline + 1);
    let marker = marker.or(before_error.starts_with("---").then_some(0));
    marker.map_or(0, |start| {
        let line = before_error[start..].find('\n');
        line.map_or(before_error.len(), |length| start + length + 1)
    })
}

/// Whether a key stands in `column` of the first line of `text`, behind spaces only.
fn starts_with_key(text: &str, column: usize) -> bool {
    let Some((indent, text)) = text.split_at_checked(column) else {
        return false;
    };
    let starts = |first: char| !" \t\n\r#-?%[]{},&*!|>@`:".contains(first);
    if !text.starts_with(starts) || indent.bytes().any(|byte| byte != b' ') {
        return false;
    }
    let newline = memchr::memchr(b'\n', text.as_bytes());
    let line = text[..newline.unwrap_or(text.len())].trim_end();
    !line.is_empty() && (line.ends_with(':') || line.contains(": ") || line.contains(":\t"))
}
