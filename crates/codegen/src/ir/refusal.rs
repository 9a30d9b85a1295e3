//! What stands in the way of a type.

use tidings_diag::{Finding, Location};
use tidings_schema::TypeSet;

use super::builder::Builder;
use super::merged::Merged;
use crate::rules::UNTYPEABLE;

impl Builder<'_> {
    /// Says so when something about `merged` stops it from having a type.
    pub(super) fn is_refused(&mut self, merged: &Merged) -> bool {
        for refused in &merged.refused {
            let what = format!("`{}`", refused.keyword);
            self.untyped(refused.location.clone(), &what);
        }
        let empty = merged.types().is_some_and(TypeSet::is_empty);
        if empty {
            self.unsatisfiable(merged.location.clone());
        }
        !merged.refused.is_empty() || empty
    }

    pub(super) fn untyped(&mut self, location: Location, what: &str) {
        let message = format!("no Rust type says what {what} says, and it cannot be checked yet");
        let help =
            "say it with types, properties and simple bounds, or leave it out of the contract";
        self.refuse(&location, &message, help);
    }

    pub(super) fn unsatisfiable(&mut self, location: Location) {
        let message = "no value satisfies this schema, so there is nothing to generate";
        let help = "look at the keywords and the branches of `allOf` that exclude each other";
        self.refuse(&location, message, help);
    }

    /// Records that nothing can be generated for what stands at `location`.
    pub(crate) fn refuse(&mut self, location: &Location, message: &str, help: &str) {
        self.find(Finding::new(&UNTYPEABLE, location.clone(), message).with_help(help));
    }

    /// Records `finding`, once.
    pub(crate) fn find(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}
