//! Errors in block style: indentation, keys, items and block scalars.

use super::Kind;
use super::line::Line;
use super::place::Place;
use crate::mistake::Mistake;

/// Characters that the key of a line may have (YAML 1.2.2 §7.4).
const LONGEST_KEY: usize = 1024;

pub(super) fn explain(kind: &Kind, place: Place<'_>) -> Option<Mistake> {
    let mistake = match kind {
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed => value_not_allowed(place),
        Kind::ExpectedBlockMappingKey => key_expected(place).section("YAML 1.2.2 §8.2.2"),
        Kind::ExpectedBlockSequenceEntry => item_expected(place).section("YAML 1.2.2 §8.2.1"),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            no_key(place).section("YAML 1.2.2 §8.2.2")
        }
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace => tab(place),
        Kind::TabAtBlockScalarStart | Kind::TabInPlainScalar => {
            // The parser stops where the text starts, and the tab is on a later line.
            let newline = place.rest().find("\n\t").map(|newline| newline + 1);
            tab(Place {
                offset: place.offset + newline.unwrap_or_default(),
                ..place
            })
        }
        Kind::BlockSequenceEntryNotAllowed => item_not_allowed(place).section("YAML 1.2.2 §8.2.1"),
        Kind::InvalidBlockScalarIndent => place
            .character("a line of this block is indented less than its first line")
            .help("indent the lines alike, or say how deep the block is: `|2`")
            .section("YAML 1.2.2 §8.1.1.1"),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => place
            .line("behind `|` or `>` stand at most a digit from 1 to 9, `+` or `-`, and a comment")
            .help("the text itself starts on the next line")
            .section("YAML 1.2.2 §8.1.1"),
        Kind::CommentInterceptedScalar => {
            // The parser stops where the text starts, and it goes on behind the comment.
            let lines = Line::around(place.text, place.offset).below();
            let going_on = |line: &Line<'_>| !line.content().starts_with('#');
            behind_comment(
                lines
                    .skip(1)
                    .find(going_on)
                    .unwrap_or(Line::around(place.text, place.offset)),
            )
        }
        Kind::InvalidIndentation => indentation(Line::around(place.text, place.offset)),
        _ => return None,
    };
    Some(mistake)
}

fn tab(place: Place<'_>) -> Mistake {
    place
        .character("a tab cannot indent in YAML")
        .help("indent with spaces")
        .section("YAML 1.2.2 §6.1")
}

/// A `:` where no key can be: in the middle of a value, or behind a key that is indented too deep.
fn value_not_allowed(place: Place<'_>) -> Mistake {
    let Place { text, offset } = place;
    let line = Line::around(text, offset);
    let before = &text[line.content_start()..offset.max(line.content_start())];
    if before.starts_with("---") {
        return behind_marker(line, "a mapping");
    }
    if before.starts_with(['?', '-']) && before[1..].starts_with('\t') {
        return tab(Place {
            offset: line.content_start() + 1,
            ..place
        });
    }
    if before.contains(": ") {
        return place
            .character("a value with `: ` in it must be quoted")
            .help("put the whole value in quotes")
            .section("YAML 1.2.2 §7.3.3");
    }
    if before.chars().count() > LONGEST_KEY {
        let message = format!("a key of more than {LONGEST_KEY} characters needs `? ` before it");
        return Mistake::at(line.content_start(), offset, message)
            .help("write `? ` and the key on one line, and `: ` and the value on the next")
            .section("YAML 1.2.2 §7.4");
    }
    if let Some(colon) = line.before().and_then(Line::colon_without_space) {
        return colon_without_space(colon);
    }
    let message = "a key cannot stand here, inside the value of another key";
    let mistake = Mistake::at(line.content_start(), offset, message).section("YAML 1.2.2 §8.2.2");
    match line.before() {
        Some(above) if above.indent() < line.indent() => {
            mistake.help("indent it like the key above, or leave the value there empty")
        }
        _ => mistake.help("indent it like the other keys of what it belongs to"),
    }
}

fn colon_without_space(colon: usize) -> Mistake {
    Mistake::at(colon, colon + 1, "a mapping value needs a space after `:`")
        .help("without the space the line is one long text")
        .section("YAML 1.2.2 §7.3.3")
        .mend("insert a space after the `:`", (colon + 1, colon + 1), " ")
}

/// Something that is no key where one must follow.
fn key_expected(place: Place<'_>) -> Mistake {
    let Place { text, offset } = place;
    let line = Line::around(text, offset);
    let before = &text[line.content_start()..offset.max(line.content_start())];
    if line.is_item() && before.len() <= 2 {
        let dash = line.content_start();
        return Mistake::at(
            dash,
            dash + 1,
            "a list item cannot stand among the keys of a mapping",
        )
        .help("indent the list below the key it belongs to");
    }
    if before.is_empty() {
        let behind = line.above().next().is_some_and(Line::has_comment);
        return if behind && !line.is_entry() {
            behind_comment(line)
        } else {
            indentation(line)
        };
    }
    match place.found() {
        Some('&' | '!') => place.word("a value has one anchor and one tag at most"),
        Some('*') => {
            place.word("an alias has no anchor or tag, because the value it stands for has them")
        }
        _ => place
            .line("there is text behind the end of this value")
            .help("start the next entry on a line of its own, or put the whole value in quotes"),
    }
}

/// Something that is no item in the middle of a list.
fn item_expected(place: Place<'_>) -> Mistake {
    let line = Line::around(place.text, place.offset);
    let level = line.above().find(|above| above.indent() <= line.indent());
    match level {
        Some(item) if item.is_item() && item.indent() == line.indent() => place
            .character("`- ` is expected here, as before the items above")
            .help("items of one list start in the same column"),
        _ => indentation(line),
    }
}

fn indentation(line: Line<'_>) -> Mistake {
    let start = line.content_start();
    let message = "the indentation of this line fits none of the lines above";
    Mistake::at(start, line.content_end(), message)
        .help("entries of one mapping and items of one list start in the same column")
        .section("YAML 1.2.2 §6.1")
}

/// Text that would go on with the text above, if a comment had not ended it.
fn behind_comment(line: Line<'_>) -> Mistake {
    let start = line.content_start();
    let message = "the comment above ends the text, which cannot go on here";
    Mistake::at(start, line.content_end(), message)
        .help("move the comment before or behind the text, or put the text in quotes")
        .section("YAML 1.2.2 §6.6")
}

/// A line that is no key, although it stands where one must be.
fn no_key(place: Place<'_>) -> Mistake {
    let line = Line::around(place.text, place.offset);
    let content = line.content();
    let word = content.split([' ', '\t']).next().unwrap_or_default();
    let alias = word.starts_with('*').then(|| word.strip_suffix(':'));
    if let Some(alias) = alias.flatten() {
        let colon = line.content_start() + alias.len();
        return Mistake::at(
            colon,
            colon + 1,
            "this `:` belongs to the name of the alias",
        )
        .help("a name ends at a blank")
        .mend("insert a space before the `:`", (colon, colon), " ");
    }
    if word == content.trim_end() && word.starts_with(['&', '!']) {
        let message = "an anchor or a tag must be indented deeper than the key of its value";
        return place.word(message);
    }
    if let Some(colon) = line.colon_without_space() {
        return colon_without_space(colon);
    }
    place
        .line("a key must be followed by `: ` on its own line")
        .help("text that goes on from the line above must be indented deeper than its key")
}

fn item_not_allowed(place: Place<'_>) -> Mistake {
    let line = Line::around(place.text, place.offset);
    if line.content().starts_with("---") {
        return behind_marker(line, "a list");
    }
    place
        .character("a list item cannot start here")
        .help("start the list on a line of its own, or write it as `[one, two]`")
}

/// A block collection on the line of `---`.
fn behind_marker(line: Line<'_>, what: &str) -> Mistake {
    let marker = line.content_start() + "---".len();
    let blanks = line.content()["---".len()..].trim_start_matches([' ', '\t']);
    let content = line.end - blanks.len();
    let message = format!("{what} cannot start on the line of the `---`");
    Mistake::at(content, line.end, message)
        .section("YAML 1.2.2 §9.1.2")
        .mend("start a new line", (marker, content), "\n")
}
