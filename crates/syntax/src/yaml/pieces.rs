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
    let mut offset = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        if offset > range.start {
            if line.starts_with("---") || line.starts_with("...") {
                end = offset;
                break;
            }
            if starts_with_key(line, column) {
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

/// Whether a key stands in `column` of the line, behind spaces only.
fn starts_with_key(line: &str, column: usize) -> bool {
    let Some((indent, line)) = line.split_at_checked(column) else {
        return false;
    };
    let line = line.trim_end();
    let starts = |first: char| !" \t#-?%[]{},&*!|>@`:".contains(first);
    indent.bytes().all(|byte| byte == b' ')
        && line.starts_with(starts)
        && (line.ends_with(':') || line.contains(": ") || line.contains(":\t"))
}
