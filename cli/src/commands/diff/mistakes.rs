//! What is wrong with the documents that are compared, as far as people have to know who ask what changed.

use tidings_diag::{Finding, Severity, listed};
use tidings_project::lint::must_fail;
use tidings_report::{Document, Place, Report};
use tidings_source::REMOTE_REF;

use super::joined;
use crate::analysis::{Analysis, counted};
use crate::arguments::Common;
use crate::exit::Exit;
use crate::terminal;

/// How many reasons why something could not be read are told.
const UNREAD: usize = 3;

/// The mistakes in a document: what else a linter has to say is no matter of what changed.
pub(super) fn of(analysis: &Analysis) -> impl Iterator<Item = &Finding> {
    let findings = analysis.findings.iter();
    findings.filter(|finding| finding.severity == Severity::Error)
}

/// Says why one of `documents`, each with its name, could not be read, or how many mistakes they have; with `--verbose` all
/// of these.
pub(super) fn say<'d>(
    documents: impl Iterator<Item = (&'d str, &'d Analysis)> + Clone,
    common: &Common,
) {
    let analyses = documents.clone().map(|(_, analysis)| analysis);
    if analyses.clone().any(Analysis::is_unread) {
        let unread = analyses.filter(|analysis| analysis.is_unread());
        let unread: Vec<Document<'_>> = unread.map(Analysis::document).collect();
        terminal::problems(common, &Report::new(&unread, Exit::Unreadable.status()));
    } else if common.verbose {
        let analyses = analyses.map(|analysis| (analysis, of(analysis).cloned().collect()));
        let analyses: Vec<(&Analysis, Vec<Finding>)> = analyses.collect();
        let faulty = analyses.iter().filter(|(_, mistakes)| !mistakes.is_empty());
        let faulty = faulty.map(|(texts, mistakes)| joined::document(*texts, mistakes));
        let faulty: Vec<Document<'_>> = faulty.collect();
        terminal::problems(common, &Report::new(&faulty, Exit::Clean.status()));
    } else {
        for sentence in in_words(documents) {
            terminal::note(common, &sentence);
        }
    }
}

/// How many mistakes `documents` have, in sentences: who asks what changed need not read them all, but has to know how to
/// get what could not be read.
pub(super) fn in_words<'d>(
    documents: impl Iterator<Item = (&'d str, &'d Analysis)>,
) -> Vec<String> {
    let mut counts = Vec::new();
    // Each mistake with the paths of the documents that have it.
    let mut unread: Vec<(&Finding, Vec<String>)> = Vec::new();
    for (name, analysis) in documents {
        let errors = of(analysis).count();
        if errors > 0 {
            counts.push(format!("{} in {name}", counted(errors, "mistake")));
        }
        let is_unread = |error: &&Finding| must_fail(error.rule) || error.rule.id == REMOTE_REF.id;
        let mut helps: Vec<&Option<String>> = Vec::new();
        for error in of(analysis).filter(is_unread) {
            // One of a kind shows how to get what is missing of a document.
            if helps.contains(&&error.help) {
                continue;
            }
            helps.push(&error.help);
            let location = error.location.as_ref();
            let place = location.and_then(|location| Place::of(analysis, location.span));
            let path = place.map(|place| place.text.path).or(error.path.as_deref());
            let path = path.unwrap_or(name).to_owned();
            match unread
                .iter_mut()
                .find(|(known, _)| known.message == error.message)
            {
                Some((_, paths)) => paths.push(path),
                None => unread.push((error, vec![path])),
            }
        }
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let counts = listed(&counts, "and");
    let counts = format!("{counts}: `tidings validate` says what is wrong");
    let unread = unread.into_iter().take(UNREAD).map(|(error, paths)| {
        let help = error.help.as_ref();
        let help = help.map_or_else(String::new, |help| format!("; {help}"));
        let paths = listed(&paths, "and");
        format!(
            "not everything in {paths} was read: {}{help}",
            error.message
        )
    });
    std::iter::once(counts).chain(unread).collect()
}
