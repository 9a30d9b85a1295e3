//! Errors around a document: directives and the marks of its start and end.

use super::Kind;
use super::line::Line;
use super::place::Place;
use crate::mistake::Mistake;

pub(super) fn explain(kind: &Kind, place: Place<'_>) -> Option<Mistake> {
    let mistake = match kind {
        Kind::UnsupportedYamlMajorVersion => place
            .line("there is no such version of YAML, and only YAML 1 is read")
            .help("remove the line, or write `%YAML 1.2`"),
        Kind::DuplicateVersionDirective => place.line("the version of YAML is here twice"),
        Kind::DuplicateTagDirective => place.line("the start of tags is declared here twice"),
        Kind::MissingYamlVersion | Kind::MissingYamlVersionSeparator | Kind::YamlVersionTooLong => {
            place
                .line("`%YAML` is followed by a version")
                .help("remove the line, or write `%YAML 1.2`")
        }
        Kind::InvalidDirectiveTerminator
        | Kind::InvalidTagDirectiveTerminator
        | Kind::ExpectedTagDirectiveBang
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. } => place
            .line("this line starts with `%` and is no directive that YAML can read")
            .help("remove the line, or quote it if it is a value"),
        Kind::MissingDocumentEndBeforeDirective => place
            .line("a line that starts with `%` is a directive, and none can stand in a document")
            .help("indent or quote the text if it is a value"),
        Kind::ExpectedDocumentStart => return Some(document_expected(place)),
        Kind::InvalidDocumentEnd => {
            return Some(
                place
                    .line("behind the `...` that ends a document only a comment can stand")
                    .section("YAML 1.2.2 §9.1.2"),
            );
        }
        _ => return None,
    };
    Some(mistake.section("YAML 1.2.2 §6.8"))
}

/// Something that follows a directive and is no `---`, or follows the one value of the document.
fn document_expected(place: Place<'_>) -> Mistake {
    let line = Line::around(place.text, place.offset);
    if let Some(directive) = line
        .before()
        .filter(|above| above.content().starts_with('%'))
    {
        let start = directive.content_start();
        let message =
            "this line is a directive, because it starts with `%`, and no `---` follows it";
        return Mistake::at(start, directive.content_end(), message)
            .help("add a line `---` below it, or quote it if it is a value")
            .section("YAML 1.2.2 §6.8");
    }
    place
        .line("the document ends before this text")
        .help("a document is one value; perhaps this line, or the one above it, is not indented as it should be")
        .section("YAML 1.2.2 §9.1")
}
