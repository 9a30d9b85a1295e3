//! Errors in flow style: brackets, commas and what stands between them.

use super::Kind;
use super::line::Line;
use super::place::Place;
use crate::mistake::Mistake;

pub(super) fn explain(kind: &Kind, place: Place<'_>) -> Option<Mistake> {
    let mistake = match kind {
        Kind::FlowMappingValueAdjacentCollection => {
            let (_, end) = place.range();
            place
                .character("a mapping value needs a space after `:`")
                .help("without the space the `:` would be part of the key")
                .mend("insert a space after the `:`", (end, end), " ")
        }
        Kind::UnclosedFlowCollection { open } => {
            let close = if *open == '[' { ']' } else { '}' };
            place
                .character(format!("this `{open}` is never closed"))
                .help(format!("write `{close}` where it ends"))
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            place.character(format!("this `{open}` is closed by a `{close}`"))
        }
        Kind::MisplacedFlowCollectionEnd => place.character("this bracket closes nothing"),
        Kind::ExpectedFlowMappingSeparator => {
            comma_missing(place).unwrap_or_else(|| place.character("`,` or `}` is expected here"))
        }
        Kind::ExpectedFlowSequenceSeparator => {
            comma_missing(place).unwrap_or_else(|| place.character("`,` or `]` is expected here"))
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedNodeContent
            if place.found() == Some(',') =>
        {
            place
                .character("there is no value before this `,`")
                .help("remove the comma, or write the value that is missing")
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedNodeContent => place.character("a value is expected here"),
        Kind::BlockEntryInFlowCollection => place
            .character("a list item cannot start with `- ` inside brackets")
            .help("write the list as `[one, two]`"),
        Kind::PlainScalarStartsWithDashFlowIndicator => place
            .character("a `-` alone is no value here")
            .help("quote it if the character itself is meant"),
        Kind::InvalidColonPlacement => place.character("a `:` is not possible here").help(
            "a key stands on one line; perhaps a comma, a bracket or a quote further up is missing",
        ),
        Kind::InvalidFlowScalarIndent => place
            .line("a line inside brackets must be indented deeper than the key of their value")
            .help("indent the line"),
        _ => return None,
    };
    Some(mistake.section("YAML 1.2.2 §7.4"))
}

/// The mistake of a line that is plainly a new entry or item, and follows one without a comma.
fn comma_missing(place: Place<'_>) -> Option<Mistake> {
    let line = Line::around(place.text, place.offset);
    let before = &place.text[line.content_start()..place.offset.max(line.content_start())];
    let above = line.before()?;
    let expects_more = above.content().trim_end().ends_with([',', ':', '[', '{']);
    if expects_more || (!before.is_empty() && place.found() != Some(':')) {
        return None;
    }
    let message = "a comma is missing before this line";
    let mistake = Mistake::at(line.content_start(), line.content_end(), message);
    if above.has_comment() {
        return Some(mistake);
    }
    let end = (above.content_end(), above.content_end());
    Some(mistake.mend("insert a comma", end, ","))
}
