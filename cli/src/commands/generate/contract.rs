//! Code from a contract.

use std::path::Path;

use tidings_codegen::{Code, Options, weigh_errors};
use tidings_diag::Finding;
use tidings_report::Document;

use super::Origin;
use crate::analysis::{Analysis, Extent, analyse};
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;
use crate::session::Session;

/// The contract at `path`, and what was decided about code for it.
///
/// # Errors
///
/// When there is no saying where the document lies, or its configuration makes no sense.
pub(super) fn read(path: &Path, session: &Session<'_>) -> anyhow::Result<(Analysis, Policy)> {
    let input = Input::named(path, session)?;
    let policy = input.policy.clone();
    let mut analysis = analyse(&Discovered::Document(input), Extent::Validate);
    weigh_errors(&analysis.contract, &mut analysis.findings);
    Ok((analysis, policy))
}

impl Origin for Analysis {
    fn exit(&self) -> Exit {
        Self::exit(self)
    }

    fn add(&mut self, findings: Vec<Finding>) {
        Self::add(self, findings);
    }

    fn document(&self) -> Document<'_> {
        Self::document(self)
    }

    fn code<'c>(&'c self, options: &'c Options) -> Option<Code<'c>> {
        Some(Code::of_contract(&self.contract, options))
    }
}
