//! What is not known to have come or gone, because the keyword that says it is broken in the other version.

use super::assertions::types;
use super::conjunction::Conjunction;
use super::difference::Kind;
use super::objects::required;
use super::place::Place;

impl Place<'_> {
    /// Whether `kind` is only that one version says nothing by a keyword which is broken there: that is told of the keyword.
    ///
    /// Properties are told by name all the same: of several, people want to know which.
    pub(super) fn is_of_broken(&self, kind: &Kind) -> bool {
        let is_broken = |side: &Conjunction<'_>, keyword: &str| {
            let unread = side.unread();
            unread.iter().any(|one| one.keyword == keyword)
        };
        let (base, revision) = (&self.base, &self.revision);
        let gone = |keyword: &str| is_broken(revision, keyword);
        let came = |keyword: &str| is_broken(base, keyword);
        let texts = |keyword: &str, from: &[String], to: &[String]| {
            to.is_empty() && gone(keyword) || from.is_empty() && came(keyword)
        };
        match kind {
            Kind::Limit { from, to, .. } => match (from, to) {
                (Some(bound), None) => gone(bound.keyword),
                (None, Some(bound)) => came(bound.keyword),
                _ => false,
            },
            Kind::Pattern { from, to } => texts("pattern", from, to),
            Kind::Format { from, to } => texts("format", from, to),
            Kind::Type { .. } => {
                types(revision).is_none() && gone("type") || types(base).is_none() && came("type")
            }
            Kind::ValuesUnlisted => gone("enum") || gone("const"),
            Kind::ValuesListed(_) => came("enum") || came("const"),
            Kind::Optional(_) => required(revision).is_empty() && gone("required"),
            Kind::Required(_) => required(base).is_empty() && came("required"),
            Kind::Opened => gone("additionalProperties"),
            Kind::Closed => came("additionalProperties"),
            Kind::SchemaRemoved(keyword) => gone(keyword),
            Kind::SchemaAdded(keyword) => came(keyword),
            Kind::Annotation(keyword, _) => gone(keyword) || came(keyword),
            _ => false,
        }
    }
}
