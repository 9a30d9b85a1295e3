//! Places in several documents, as places in one report.

use tidings_diag::{FileId, Finding, Location, Severity};
use tidings_report::{Document, Overridden, Text, Texts};

use crate::analysis::Analysis;

/// How many files a document has at most, so that the numbers of the files of several documents can be told apart.
const FILES: u32 = 1 << 16;

/// The `location` in the document that has this place in the report.
pub(super) fn location(document: usize, location: &Location) -> Location {
    let mut location = location.clone();
    location.span.file.0 += document as u32 * FILES;
    location
}

/// A finding about the document that has this place in the report.
pub(super) fn finding(document: usize, finding: &Finding) -> Finding {
    let mut finding = finding.clone();
    let place = finding.location.as_ref();
    finding.location = place.map(|place| location(document, place));
    for related in &mut finding.related {
        related.location = location(document, &related.location);
    }
    finding
}

/// The place in the report of the document that has `file`.
pub(super) fn document_of(file: FileId) -> usize {
    (file.0 / FILES) as usize
}

/// The text of a file of one of the `documents`.
pub(super) fn text<'a>(
    mut documents: impl Iterator<Item = &'a Analysis>,
    file: FileId,
) -> Option<Text<'a>> {
    let document = documents.nth(document_of(file))?;
    document.text(FileId(file.0 % FILES))
}

/// Findings about places in several documents, as one document of a report.
pub(super) fn document<'r>(texts: &'r dyn Texts, findings: &'r [Finding]) -> Document<'r> {
    Document {
        texts,
        findings,
        fails_from: Severity::Error,
        overridden: Overridden::default(),
    }
}
