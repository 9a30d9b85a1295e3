//! Errors in what stands before a value: its tag and its anchor.

use super::Kind;
use super::place::Place;
use crate::mistake::Mistake;

pub(super) fn explain(kind: &Kind, place: Place<'_>) -> Option<Mistake> {
    let mistake = match kind {
        Kind::MissingAnchorOrAliasName => place
            .character("`*` and `&` start an alias or an anchor, whose name is missing")
            .help("quote the value if the character itself is meant")
            .section("YAML 1.2.2 §6.9.2"),
        Kind::UndeclaredTagHandle => place
            .word("the first part of this tag has no `%TAG` line above the document")
            .help("remove the tag, which says nothing to readers of AsyncAPI")
            .section("YAML 1.2.2 §6.8.2"),
        Kind::UnclosedVerbatimTag => place
            .line("this tag starts with `!<` and has no `>`")
            .section("YAML 1.2.2 §6.9.1"),
        Kind::InvalidTagTerminator
        | Kind::InvalidTagEscape
        | Kind::InvalidTagUtf8LeadingByte
        | Kind::InvalidTagUtf8TrailingByte
        | Kind::InvalidTagUtf8
        | Kind::InvalidGlobalTagCharacter
        | Kind::MissingTagUri
        | Kind::ExpectedTagBang => place
            .word("this is no tag that YAML can read")
            .help("quote the value if the text itself is meant")
            .section("YAML 1.2.2 §6.9.1"),
        Kind::ExpectedWhitespace => place
            .character("a blank is expected here")
            .section("YAML 1.2.2 §6.9"),
        _ => return None,
    };
    Some(mistake)
}
