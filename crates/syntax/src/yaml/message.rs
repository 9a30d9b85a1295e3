//! What the parser's errors mean to the person who wrote the text.

mod line;

use super::ErrorKind as Kind;
use crate::mistake::Mistake;
use crate::rules;
use line::Line;

/// Says what is wrong at `offset`, and how to mend it.
pub(super) fn explain(kind: &Kind, text: &str, offset: usize) -> Mistake {
    let found = text[offset..].chars().next();
    let end = offset + found.map_or(0, char::len_utf8);
    let at = |message: &'static str| Mistake::at(offset, end, message);
    match kind {
        Kind::FlowMappingValueAdjacentCollection => at("a mapping value needs a space after `:`")
            .help("without the space the `:` would be part of the key")
            .mend("insert a space after the `:`", (end, end), " "),
        Kind::MappingValueNotAllowed => value_not_allowed(text, offset),
        Kind::InvalidQuotedScalarIndent => continuation(text, offset),
        Kind::UnknownQuotedScalarEscape => unknown_escape(text, offset),
        Kind::UnexpectedCharacter { character } => unexpected(*character, offset, end),
        Kind::RecursionLimitExceeded => Mistake {
            rule: &rules::OVER_BUDGET,
            ..at("nesting this deep is not read")
        },
        Kind::UnclosedFlowCollection { open } => {
            Mistake::at(offset, end, format!("this `{open}` is never closed"))
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => Mistake::at(
            offset,
            end,
            format!("this `{open}` is closed by a `{close}`"),
        ),
        Kind::MisplacedFlowCollectionEnd => at("this bracket closes nothing"),
        Kind::UnclosedQuotedScalar => at("this quote is never closed"),
        Kind::ExpectedBlockMappingKey if found == Some('-') => {
            at("a list item cannot stand among the keys of a mapping")
                .help("indent the list below the key it belongs to")
        }
        Kind::ExpectedBlockMappingKey => {
            at("the indentation of this line fits none of the keys above")
                .help("entries of one mapping start in the same column")
        }
        Kind::ExpectedBlockSequenceEntry => at("`- ` is expected here, as before the items above")
            .help("items of one list start in the same column"),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            at("a key must be followed by `: ` on its own line")
                .help("text that goes on from the line above must be indented deeper than its key")
        }
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => at("a tab cannot indent in YAML").help("indent with spaces"),
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => {
            at("a list item cannot start here")
                .help("start the list on a line of its own, or write it as `[one, two]`")
        }
        Kind::MissingAnchorOrAliasName => {
            at("`*` and `&` start an alias or an anchor, whose name is missing")
                .help("quote the value if the character itself is meant")
        }
        Kind::PlainScalarStartsWithDashFlowIndicator => {
            at("a `-` alone is no value here").help("quote it if the character itself is meant")
        }
        Kind::InvalidTrailingSingleQuotedScalar => at("there is text behind the closing quote")
            .help("a `'` inside single quotes is written twice, `''`"),
        Kind::InvalidTrailingDoubleQuotedScalar => at("there is text behind the closing quote")
            .help("a `\"` inside double quotes is written `\\\"`"),
        Kind::ExpectedFlowMappingSeparator => at("`,` or `}` is expected here"),
        Kind::ExpectedFlowSequenceSeparator => at("`,` or `]` is expected here"),
        Kind::InvalidColonPlacement => at("a `:` is not possible here")
            .help("perhaps a bracket or a quote further up is not closed"),
        Kind::InvalidBlockScalarIndent => {
            at("a line of this block is indented less than its first line")
        }
        Kind::UndeclaredTagHandle => at("this tag is not known"),
        Kind::BomInsideDocument => at("a byte order mark is allowed at the very start only").mend(
            "remove the byte order mark",
            (offset, end),
            "",
        ),
        Kind::CommentNotSeparated => at("a comment needs a space before its `#`").mend(
            "insert a space",
            (offset, offset),
            " ",
        ),
        _ => Mistake::at(offset, end, kind.to_string()),
    }
}

/// A `:` where no key can be: in the middle of a value, or behind a key that is indented too deep.
fn value_not_allowed(text: &str, offset: usize) -> Mistake {
    let colon = (offset, offset + 1);
    let line = Line::around(text, offset);
    let before = &text[line.content()..offset];
    if before.contains(": ") {
        return Mistake::at(colon.0, colon.1, "a value with `: ` in it must be quoted")
            .help("put the whole value in quotes");
    }
    if let Some(colon) = line.before().and_then(Line::colon_without_space) {
        return Mistake::at(colon, colon + 1, "a mapping value needs a space after `:`")
            .help("without the space the line is one long text")
            .mend("insert a space after the `:`", (colon + 1, colon + 1), " ");
    }
    let message = "a key cannot stand here, inside the value of another key";
    let mistake = Mistake::at(line.content(), offset, message);
    match line.before() {
        Some(above) if above.indent() < line.indent() => {
            mistake.help("indent it like the key above, or leave the value there empty")
        }
        _ => mistake,
    }
}

/// A quoted text that goes on in a line with too little indentation, or whose closing quote is missing.
fn continuation(text: &str, offset: usize) -> Mistake {
    let line = Line::around(text, offset);
    let message =
        "this line continues a quoted text and must be indented deeper than the key of that text";
    let mistake = Mistake::at(line.content(), line.end, message);
    let Some((opening, quote, start)) = line.opening() else {
        return mistake.help("indent the line, or close the quote before it");
    };
    let content = text[line.content()..line.end].trim_end();
    // Only a line that plainly closes the quote is the rest of the text; any other is a new entry behind an open quote.
    if !content.ends_with(quote) || content.matches(quote).count() != 1 || content.contains(": ") {
        return Mistake::at(start, start + 1, "this quote is never closed");
    }
    let missing = (opening.key_column() + 1).saturating_sub(line.indent());
    let place = (line.content(), line.content());
    mistake.mend("indent the line", place, " ".repeat(missing))
}

/// The first unknown escape of the double-quoted text at `offset`.
fn unknown_escape(text: &str, offset: usize) -> Mistake {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let mut rest = text[offset..].char_indices().skip(1);
    while let Some((place, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let Some((next, escaped)) = rest.next() else {
            break;
        };
        if !KNOWN.contains(escaped) {
            let message = format!("`\\{escaped}` is no escape that YAML knows");
            let end = offset + next + escaped.len_utf8();
            return Mistake::at(offset + place, end, message)
                .help("in single quotes a backslash stands for itself");
        }
    }
    Mistake::at(
        offset,
        offset + 1,
        "this text has an escape that YAML does not know",
    )
}

fn unexpected(character: char, offset: usize, end: usize) -> Mistake {
    if character.is_control() {
        let message = format!(
            "the control character U+{:04X} is not allowed",
            u32::from(character)
        );
        return Mistake::at(offset, end, message)
            .help("remove it, or write it as an escape in double quotes");
    }
    let message = match character {
        '`' => "a value cannot start with a backquote".to_owned(),
        _ => format!("a value cannot start with `{character}`"),
    };
    Mistake::at(offset, end, message).help("put the value in quotes")
}
