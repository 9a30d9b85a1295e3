//! What a finding of the grammar says beside itself: which places led to it.

use tidings_diag::{Finding, Location};

use super::Checker;
use crate::grammar::v2::operation::OPERATION;

impl Checker<'_> {
    /// The places that explain `finding`: the reference that leads from another file to where it is, and, for an
    /// operation of AsyncAPI 2, what its key means.
    pub(super) fn explanations(&self, finding: &Finding) -> Vec<(Location, String)> {
        let mut explanations = Vec::new();
        let file = finding.location.as_ref().map(|location| location.span.file);
        if let Some(reference) = self.followed.last()
            && file.is_some_and(|file| file != reference.span().file)
        {
            let message = "it is referred to here".to_owned();
            explanations.push((reference.location(), message));
        }
        if let Some(enclosing) = self.enclosing.last()
            && std::ptr::eq(enclosing.object, &OPERATION)
            && let location = enclosing.spot.head_location()
            && let Some(meaning) = meaning(&location)
        {
            explanations.push((location, meaning.to_owned()));
        }
        explanations
    }
}

/// What the operation at `location` means for the application that the document describes (AsyncAPI 2.6, Channel Item
/// Object).
fn meaning(location: &Location) -> Option<&'static str> {
    let (_, key) = location.pointer.as_deref()?.rsplit_once('/')?;
    match key {
        "publish" => Some("`publish`: others publish here, the application receives"),
        "subscribe" => Some("`subscribe`: others subscribe here, the application sends"),
        _ => None,
    }
}
