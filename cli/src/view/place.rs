//! Where something stands, as `--format json` of findings says it.

use serde::Serialize;
use tidings_diag::{LineColumn, Location};
use tidings_model::contract::Origin;
use tidings_report::Texts;
use tidings_schema::Literal;

/// A place in a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Place {
    /// The path as the user gave it, or as it follows from a reference, with `/`.
    file: String,
    /// The plain JSON Pointer inside the file.
    pointer: Option<String>,
    /// The text.
    range: Range,
}

/// A half-open range of text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Range {
    /// Its first character.
    start: Position,
    /// The one behind its last character.
    end: Position,
}

/// A position in a text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Position {
    /// The line, from 1.
    line: u32,
    /// The column, from 1, in Unicode scalar values.
    column: u32,
    /// The offset, from 0, in bytes.
    offset: u32,
}

impl Place {
    /// The place as a value among others.
    pub(super) fn literal(&self) -> Literal {
        let number = |number: u32| Literal::Number(number.to_string());
        let position = |position: &Position| {
            object([
                ("line", number(position.line)),
                ("column", number(position.column)),
                ("offset", number(position.offset)),
            ])
        };
        let pointer = self.pointer.clone();
        object([
            ("file", Literal::String(self.file.clone())),
            ("pointer", pointer.map_or(Literal::Null, Literal::String)),
            (
                "range",
                object([
                    ("start", position(&self.range.start)),
                    ("end", position(&self.range.end)),
                ]),
            ),
        ])
    }
}

fn object<const N: usize>(entries: [(&str, Literal); N]) -> Literal {
    let entries = entries.into_iter();
    Literal::Object(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// The place of `location`; `None` for one of a text that nobody has.
pub(super) fn place(texts: &dyn Texts, location: &Location) -> Option<Place> {
    let span = location.span;
    let text = texts.text(span.file)?;
    let position = |offset| {
        let LineColumn { line, column } = text.lines.line_column(text.text, offset);
        Position {
            line,
            column,
            offset,
        }
    };
    Some(Place {
        file: text.path.to_owned(),
        pointer: location.pointer.as_deref().map(str::to_owned),
        range: Range {
            start: position(span.start),
            end: position(span.end),
        },
    })
}

/// The place of what `origin` describes.
pub(super) fn origin(texts: &dyn Texts, origin: &Origin) -> Option<Place> {
    place(texts, &origin.location)
}
