//! What the parser's errors mean to the person who wrote the text.

use super::ErrorKind;
use crate::mistake::Mistake;

/// Says what is wrong at `offset`, and how to mend it.
pub(super) fn explain(kind: &ErrorKind, text: &str, offset: usize) -> Mistake {
    let end = offset + text[offset..].chars().next().map_or(0, char::len_utf8);
    match kind {
        ErrorKind::FlowMappingValueAdjacentCollection => {
            Mistake::at(offset, end, "a `:` inside `{}` needs a space behind it")
                .help("without the space it would be part of the key")
                .mend("put a space behind the `:`", (end, end), " ")
        }
        _ => Mistake::at(offset, end, kind.to_string()),
    }
}
