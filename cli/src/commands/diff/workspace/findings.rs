//! How applications get along as findings, so that every format for findings can show it.

use tidings_diag::Finding;

use super::super::findings::in_words;
use super::super::instance::{Shown, this};
use super::super::joined;
use super::members::{Member, Members};
use super::told::Told;

/// What is told, and what is wrong with the documents besides.
pub(super) fn of_workspace(told: &[Told<'_>], members: &Members) -> Vec<Finding> {
    let told = told.iter().map(|one| of_told(one, members));
    told.chain(members.mistakes()).collect()
}

fn of_told(told: &Told<'_>, members: &Members) -> Finding {
    let accepted = told.accepted.as_ref();
    let accepted = accepted.map_or_else(String::new, |it| format!(", {}", in_words(it)));
    let before = told
        .before
        .as_ref()
        .map_or_else(String::new, |it| format!(" ({it})"));
    let message = format!("{}{accepted}: {}{before}", told.word, told.message);
    let place = |(member, location): (Member, _)| joined::location(member, location);
    let mut finding = match told.stands_at {
        Some(stands_at) => Finding::new(told.rule, place(stands_at), message),
        None => Finding::of_file(told.rule, members.name(told.about), message),
    };
    finding.severity = told.severity();
    if let Some(refused_at) = told.refused_at {
        finding = finding.with_related(place(refused_at), "it is refused by this");
    }
    if let Some(witness) = told.witness {
        let shown = Shown::of(&witness.instance);
        finding = finding.with_example(format!(
            "{}{}, which travels and is refused ({}): {}",
            this(witness.part.name()),
            shown.remark(),
            witness.reason,
            shown.line(),
        ));
    }
    finding
        .with_element(told.element.as_str())
        .with_detail(told.detail.as_str())
}
