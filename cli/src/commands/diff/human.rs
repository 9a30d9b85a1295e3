//! The changes for people: what breaks, for whom, by which message, and what to do instead.

use std::fmt::Write;
use std::iter;

use anstyle::{AnsiColor, Style};
use tidings_diag::Finding;
use tidings_diff::{
    Change, Comparison, Impact, Options, Outcome, RequiredBump, Verdict, Version, Whole,
};
use tidings_report::{Presentation, Remark, printable};
use tidings_schema::Formats;

use super::Compared;
use super::findings::{in_words, severity};
use super::instance::{Shown, this};
use super::likewise::{self, Shared};
use super::versions::{UNREADABLE, Versions};
use crate::analysis::counted;

/// The whole page; what only people read is counted, and told where it `is_verbose`.
///
/// `wrong` is what is wrong with the revision besides.
pub(super) fn page(
    compared: &Compared,
    wrong: Option<&Finding>,
    presentation: Presentation,
    is_verbose: bool,
) -> String {
    let versions = &compared.versions;
    let base = versions.name(Version::Base);
    let revision = versions.name(Version::Revision);
    // Of what is nowhere there is nothing to say but that.
    if base.is_none() && !compared.contract.is_there() {
        return String::new();
    }
    let mut output = format!(
        "base:     {}\nrevision: {}\n\n",
        base.unwrap_or("none, the contract is new"),
        revision.unwrap_or("none, the contract is gone")
    );
    let wholes = compared.wholes();
    for impact in Impact::ALL.into_iter().rev() {
        if impact == Impact::Annotation && !is_verbose {
            continue;
        }
        let counting = wholes.iter().filter(|one| one.change.accepted.is_none());
        let of_impact = counting.filter(|one| one.change.impact == impact);
        output += &of_changes(of_impact.cloned(), versions, presentation);
    }
    let accepted = wholes
        .into_iter()
        .filter(|whole| whole.change.accepted.is_some());
    for whole in accepted {
        output += &of_changes(iter::once(whole), versions, presentation);
    }
    if let Some(finding) = wrong {
        let location = finding.location.as_ref();
        let message = format!("{} ({})", finding.message, finding.rule.id);
        let remark = Remark {
            severity: finding.severity,
            word: finding.severity.name(),
            message: &message,
            place: location.and_then(|location| versions.place(Version::Revision, location)),
        };
        output += &Remark::show_all(&[remark], presentation);
        output.push('\n');
    }
    output + &summary(compared, presentation, is_verbose)
}

/// Several changes, those that are the same told once.
fn of_changes<'c>(
    changes: impl Iterator<Item = Whole<'c>>,
    versions: &Versions,
    presentation: Presentation,
) -> String {
    let shared = likewise::shared(changes);
    let told = shared
        .iter()
        .map(|one| of_change(one, versions, presentation) + "\n");
    told.collect()
}

fn of_change(shared: &Shared<'_>, versions: &Versions, presentation: Presentation) -> String {
    let change = shared.change;
    let message = format!("{} ({})", change.message, change.check.id);
    let place = |version, location: &Option<tidings_diag::Location>| {
        let location = location.as_ref()?;
        versions.place(version, location)
    };
    let revision = place(Version::Revision, &change.revision);
    let base = place(Version::Base, &change.base);
    let mut remarks = vec![Remark {
        severity: match change.accepted {
            Some(_) => tidings_diag::Severity::Info,
            None => severity(change.impact),
        },
        word: match change.accepted {
            Some(_) => "accepted",
            None => change.impact.name(),
        },
        message: &message,
        place: revision.or(base),
    }];
    if let (Some(_), Some(base)) = (revision, base)
        && (change.impact >= Impact::Risky || is_gone(change))
    {
        remarks.push(Remark {
            severity: tidings_diag::Severity::Info,
            word: "base",
            message: "it was like this",
            place: Some(base),
        });
    }
    let mut output = Remark::show_all(&remarks, presentation);
    for (word, told) in shared.in_words(|change| versions.line(change)) {
        output += &presentation.paragraph(2, &format!("{word}: {}", printable(&told)));
    }
    if let Some(accepted) = &change.accepted {
        let accepted = in_words(accepted);
        let told = format!("{}: {}", change.impact.name(), printable(&accepted));
        output += &presentation.paragraph(2, &told);
    }
    if change.impact < Impact::Risky {
        return output;
    }
    for (word, whom) in concerned(change) {
        output += &presentation.paragraph(2, &format!("{word}: {whom}"));
    }
    if let Some(witness) = &change.witness {
        let shown = Shown::of(&witness.instance);
        let told = format!(
            "for example {}{}, which the {} accepts and the {} refuses ({}):",
            this(witness.part.name()),
            shown.remark(),
            witness.acceptance.accepted_by.name(),
            witness.acceptance.rejected_by.name(),
            printable(&witness.reason),
        );
        output += &presentation.paragraph(2, &told);
        // An example stays as it is, so that it can be copied.
        let lines = shown.lines().replace('\n', "\n      ");
        // Writing to a string cannot fail.
        let _ = writeln!(output, "      {lines}");
    }
    // Whoever accepted it has decided.
    if let (Some(advice), None) = (&change.advice, &change.accepted) {
        output += &presentation.paragraph(2, &format!("instead: {advice}"));
    }
    output
}

/// Whether the revision has only what held the thing that changed.
fn is_gone(change: &Change) -> bool {
    let pointers = [&change.base, &change.revision].map(|place| place.as_ref()?.pointer.as_deref());
    let [Some(base), Some(revision)] = pointers else {
        return false;
    };
    let holder = base.rsplit('/').nth(1);
    base != revision && holder == revision.rsplit('/').next()
}

/// What it means together: the verdict, and where a summary is wanted what follows from it.
fn summary(compared: &Compared, presentation: Presentation, is_verbose: bool) -> String {
    let comparison = &compared.comparison;
    let is_unreadable = compared.versions.is_unreadable();
    let counts = match counts(comparison) {
        _ if is_unreadable => UNREADABLE.to_owned(),
        counts if counts.is_empty() => "nothing changed".to_owned(),
        counts => counts,
    };
    let told = format!("{counts} ({})", way(&comparison.options));
    let mut output = of_outcome(compared.outcome(), &told, presentation);
    if !presentation.summary {
        return output;
    }
    for (channel, options) in &comparison.channels {
        let (channel, options) = (printable(channel), way(options));
        let told = format!("by configuration channel `{channel}` has {options}");
        output += &presentation.paragraph(0, &told);
    }
    if let Some(told) = by_configuration(comparison) {
        output += &presentation.paragraph(0, &told);
    }
    if let Some(left_out) = compared.left_out() {
        output += &presentation.paragraph(0, &format!("not listed here: {left_out}"));
    }
    let mut changes = comparison.changes.iter();
    let is_all_listed = is_verbose || compared.listed.is_some();
    if !is_all_listed && changes.any(|change| change.impact == Impact::Annotation) {
        let told = "annotations, which only people read, are told with --verbose";
        output += &presentation.paragraph(0, told);
    }
    // Who breaks knows nothing of what was accepted here.
    let mut changes = comparison.changes.iter();
    if is_unreadable || changes.any(|change| change.impact > Impact::Annotation) {
        output += &presentation.paragraph(0, &format!("rollout: {}", comparison.rollout.words()));
    }
    if comparison.required_bump > RequiredBump::None {
        let bump = comparison.required_bump.name();
        let _ = writeln!(output, "version: needs a {bump} bump");
    }
    output
}

/// What all changes come to: the word for `outcome`, in its colour, and what is `told` of it.
fn of_outcome(outcome: Outcome, told: &str, presentation: Presentation) -> String {
    let word = outcome.name();
    let paragraph = presentation.paragraph(0, &format!("{word}: {told}"));
    // Colours take no room on a line, so they come into it when its end is known.
    match paragraph.strip_prefix(word) {
        Some(rest) if presentation.color => {
            let color = match outcome.verdict() {
                Verdict::Unchanged | Verdict::Compatible => AnsiColor::Green,
                Verdict::Unknown => AnsiColor::Yellow,
                Verdict::Breaking => AnsiColor::BrightRed,
            };
            let style = Style::new().bold().fg_color(Some(color.into()));
            format!("{style}{word}{style:#}{rest}")
        }
        _ => paragraph,
    }
}

/// How many changes there are of each impact, the worst first.
pub(super) fn counts(comparison: &Comparison) -> String {
    let changes = comparison.wholes().into_iter();
    let changes = changes.map(|whole| whole.change);
    let (accepted, counting): (Vec<&Change>, Vec<&Change>) =
        changes.partition(|change| change.accepted.is_some());
    let counts = Impact::ALL.into_iter().rev().filter_map(|impact| {
        let changes = counting.iter();
        match changes.filter(|change| change.impact == impact).count() {
            0 => None,
            count if impact == Impact::Annotation => Some(counted(count, "annotation")),
            count => Some(format!("{count} {}", impact.name())),
        }
    });
    let accepted = (!accepted.is_empty()).then(|| format!("{} accepted", accepted.len()));
    counts.chain(accepted).collect::<Vec<_>>().join(", ")
}

/// Who does not get along with a change, and who has to look at it, each behind the word that says which; nobody, where
/// nothing is taken away.
pub(in crate::commands) fn concerned(
    change: &Change,
) -> impl Iterator<Item = (&'static str, String)> {
    let others = change.concerns.without(change.breaks);
    let matters = change.impact >= Impact::Risky;
    let words = [("breaks", change.breaks), ("concerns", others)];
    let words = words.into_iter().filter(move |_| matters);
    words.filter_map(|(word, partners)| Some((word, partners.words()?)))
}

/// How something was compared, in words.
pub(super) fn way(options: &Options) -> String {
    let (policy, reading) = (options.policy.name(), options.reading.name());
    match options.formats {
        Formats::Assert => format!("policy {policy}, reading {reading}"),
        Formats::Annotate => format!("policy {policy}, reading {reading}, formats annotate"),
    }
}

/// What the weights of checks have changed; nothing, where they have not.
fn by_configuration(comparison: &Comparison) -> Option<String> {
    let told = match (comparison.off, comparison.reweighed()) {
        (0, 0) => return None,
        (off, 0) => format!("{} off", are(off)),
        (0, reweighed) => format!("{} of another impact", are(reweighed)),
        (off, reweighed) => format!("{} off and {reweighed} of another impact", are(off)),
    };
    Some(format!("by configuration {told}"))
}

/// How many changes there are, before what they are.
fn are(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(count, "change"))
}

#[cfg(test)]
mod tests {
    use tidings_report::Infos;

    use super::*;

    #[test]
    fn a_verdict_is_as_wide_as_the_terminal_whatever_its_colour() {
        let told = "1 breaking, 2 risky, 3 compatible, 1 annotation (policy roles, reading events)";
        let with = |color, width| {
            let presentation = Presentation {
                color,
                summary: true,
                infos: Infos::Shown,
                width,
            };
            of_outcome(Outcome::Breaking, told, presentation)
        };
        assert_eq!(with(false, None), format!("breaking: {told}\n"));
        let wrapped = "breaking: 1 breaking, 2 risky, 3 compatible, 1 annotation (policy roles,\n  reading events)\n";
        assert_eq!(with(false, Some(80)), wrapped);
        let colored = with(true, Some(80));
        assert!(colored.starts_with('\u{1b}'), "{colored}");
        assert!(colored.ends_with(&wrapped["breaking".len()..]), "{colored}");
    }
}
