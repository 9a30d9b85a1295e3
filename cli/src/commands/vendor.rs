//! `tidings vendor`: copies of remote files, so that nobody needs the network.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tidings_diag::Finding;
use tidings_project::lint::means_unreadable;
use tidings_source::{Files, LOCK_MISMATCH, REMOTE_REF};

use crate::analysis::{self, Analysis, Extent, counted};
use crate::arguments::Vendor;
use crate::discover::{Discovered, discover};
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;
use crate::vendoring::{Copies, Recording};

/// What was read from addresses.
type Record = Mutex<BTreeMap<String, Vec<u8>>>;

/// Copies what the documents refer to, or checks the copies.
pub(super) fn run(options: &Vendor, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let discovered = discover(&options.specs, session)?;
    let inputs: Vec<&Input> = discovered.iter().filter_map(Discovered::document).collect();
    let copies = Copies::of(options.out.as_deref(), &inputs, session)?;
    let record = Record::default();
    let mut analyses: Vec<Analysis> = discovered
        .iter()
        .map(|one| match one {
            Discovered::Document(input) => analyse(input, options, &record)
                .unwrap_or_else(|finding| Analysis::nothing(*finding, input.policy.clone())),
            Discovered::Nothing(finding, policy) => {
                Analysis::nothing((**finding).clone(), policy.clone())
            }
        })
        .collect();
    if options.check {
        let policy = session.policy(copies.folder())?;
        let changed = copies.check().into_iter();
        analyses.extend(changed.map(|finding| Analysis::nothing(finding, policy.clone())));
    }
    for analysis in &mut analyses {
        analysis.findings.retain(is_about_copies);
    }
    let is_complete = analyses.iter().all(|analysis| analysis.findings.is_empty());
    if is_complete && !options.check {
        let lock = copies.lock_path();
        let read = record.into_inner().unwrap_or_else(PoisonError::into_inner);
        let written = copies.write(read, options.prune)?;
        let (changed, same) = (written.changed, written.same);
        let removed = match written.removed {
            0 => String::new(),
            removed => format!(", {removed} removed"),
        };
        let lock = lock.display();
        let copied = counted(changed, "file");
        let text = format!("{copied} copied, {same} unchanged{removed}, listed in {lock}");
        terminal::note(common, &text);
    }
    let mut presentation = terminal::presentation(common);
    presentation.summary &= !is_complete;
    let (report, exit) = analysis::report(&analyses);
    terminal::write_result(common, &common.format.render(&report, presentation))?;
    Ok(exit)
}

/// Reads `input` with everything it refers to.
fn analyse(input: &Input, options: &Vendor, record: &Record) -> Result<Analysis, Box<Finding>> {
    let files = input.own_files()?;
    let files: Box<dyn Files> = match (options.check, options.update) {
        (true, _) => Box::new(input.locked(files)?),
        (_, true) => Box::new(input.addresses.fetched_behind(files)),
        _ => Box::new(input.locked(input.addresses.fetched_behind(files))?),
    };
    let files = Recording { files, record };
    let files = input.addresses.mapped_before(files);
    Ok(Analysis::of(input, &files, Extent::Validate))
}

/// Whether `finding` stands in the way of complete copies; everything else is for `validate` to say.
fn is_about_copies(finding: &Finding) -> bool {
    [&REMOTE_REF, &LOCK_MISMATCH].contains(&finding.rule) || means_unreadable(finding.rule)
}
