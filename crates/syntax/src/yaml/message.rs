//! What the parser's errors mean to the person who wrote the text.
//!
//! Each file explains the errors of one part of YAML and passes the others on.

mod block;
mod directive;
mod flow;
mod line;
mod place;
mod property;
mod quoted;

use super::ErrorKind as Kind;
use crate::mistake::Mistake;
use crate::rules;
use place::Place;

/// Says what is wrong at `offset`, and how to mend it.
pub(super) fn explain(kind: &Kind, text: &str, offset: usize) -> Mistake {
    let place = Place { text, offset };
    block::explain(kind, place)
        .or_else(|| flow::explain(kind, place))
        .or_else(|| quoted::explain(kind, place))
        .or_else(|| property::explain(kind, place))
        .or_else(|| directive::explain(kind, place))
        .unwrap_or_else(|| other(kind, place))
}

fn other(kind: &Kind, place: Place<'_>) -> Mistake {
    match kind {
        Kind::UnexpectedCharacter { character } => unexpected(*character, place),
        Kind::RecursionLimitExceeded => Mistake {
            rule: &rules::OVER_BUDGET,
            ..place.character("nesting this deep is not read")
        },
        Kind::BomInsideDocument => {
            let message = "a byte order mark is allowed at the very start only";
            place.character(message).section("YAML 1.2.2 §5.2").mend(
                "remove the byte order mark",
                place.range(),
                "",
            )
        }
        Kind::CommentNotSeparated => place
            .character("a comment needs a space before its `#`")
            .section("YAML 1.2.2 §6.6")
            .mend("insert a space", (place.offset, place.offset), " "),
        _ => place.character(kind.to_string()),
    }
}

fn unexpected(character: char, place: Place<'_>) -> Mistake {
    let code = u32::from(character);
    // The characters that YAML excludes although they are none of control (§5.1).
    let excluded = character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}');
    if excluded {
        return place
            .character(format!("the character U+{code:04X} is not allowed"))
            .help("remove it, or write it as an escape in double quotes")
            .section("YAML 1.2.2 §5.1");
    }
    let message = match character {
        '`' => "a value cannot start with a backquote".to_owned(),
        _ => format!("a value cannot start with `{character}`"),
    };
    place
        .character(message)
        .help("put the value in quotes")
        .section("YAML 1.2.2 §5.3")
}
