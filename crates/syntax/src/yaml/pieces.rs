//! Cuts a block mapping at its top-level keys, so that each can be read although another is broken.

use std::ops::Range;

/// The parts of `text` from `from` on that each start with a key in the first column, up to the end of the document.
///
/// Whether a line starts with a key is judged by its look; a piece that turns out to be no entry is left out.
pub(super) fn cut(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut starts = vec![from];
    let mut end = text.len();
    let mut offset = from;
    for line in text[from..].split_inclusive('\n') {
        if offset > from {
            if line.starts_with("---") || line.starts_with("...") {
                end = offset;
                break;
            }
            if starts_with_key(line) {
                starts.push(offset);
            }
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
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

fn starts_with_key(line: &str) -> bool {
    let line = line.trim_end();
    let starts = |first: char| !" \t#-?%[]{},&*!|>@`:".contains(first);
    line.starts_with(starts) && (line.ends_with(':') || line.contains(": ") || line.contains(":\t"))
}
