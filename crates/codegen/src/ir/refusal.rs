//! What stands in the way of a type.

use super::builder::Builder;
use super::merged::Merged;
use super::{Kind, Shape, Usage};
use crate::rules::{UNINHABITED_TYPE, UNTYPEABLE};
use tidings_diag::{Finding, Location, Severity};

impl Builder<'_> {
    /// What stands in place of a type where something about `merged` stops it from having one, which is told.
    pub(super) fn instead(&mut self, merged: &Merged) -> Option<Kind> {
        for refused in &merged.refused {
            self.untyped(refused.location.clone(), &refused.reason);
        }
        if !merged.refused.is_empty() {
            return Some(Kind::Free);
        }
        merged.is_evidently_empty().then(|| {
            // `false` says on purpose that there is nothing.
            if !merged.nothing {
                self.uninhabited(&merged.location);
            }
            Kind::Never
        })
    }

    /// Records that nothing is known of the values of what stands at `location`, because of `why`.
    pub(super) fn untyped(&mut self, location: Location, why: &str) {
        let message = format!("{why}, so any value stands for it and nothing of it is checked");
        let help =
            "say it with types, properties and simple bounds, or leave it out of the contract";
        let mut finding = Finding::new(&UNTYPEABLE, location, message).with_help(help);
        finding.severity = Severity::Warning;
        self.find(finding);
    }

    /// Records that no value satisfies the schema at `location`.
    pub(super) fn uninhabited(&mut self, location: &Location) {
        let message = "no value satisfies this schema, so its type has none";
        let help = "look at the keywords and the branches of `allOf` that exclude each other";
        let finding = Finding::new(&UNINHABITED_TYPE, location.clone(), message);
        self.find(finding.with_help(help));
    }

    /// The shape of the schema at `location`, which no value satisfies.
    pub(super) fn uninhabited_shape(&mut self, location: &Location) -> Shape {
        self.uninhabited(location);
        Shape::Newtype(Usage::of(Kind::Never))
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
