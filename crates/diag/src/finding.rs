//! One thing that is wrong with a document.

use crate::{Fix, Location, RuleMeta, Severity, Witness, hash};

/// A mistake in a user's document, as data: never an `Err`.
///
/// Two findings are the same finding over time when [`Finding::fingerprint`] is the same:
/// it hashes the rule, the element and the detail, so that moving a file or adding a line above changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule says so.
    pub rule: &'static RuleMeta,
    /// How much it matters here; starts as the rule's own severity.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it, where that can be said.
    pub help: Option<String>,
    /// The offending key or value, never a whole object; `None` when the file could not be read at all.
    pub location: Option<Location>,
    /// The file as the user named it, when there is no location.
    pub path: Option<String>,
    /// Where the rule is written: the specification with its version, and the section.
    pub section: Option<String>,
    /// Other places that explain this one.
    pub related: Vec<Related>,
    /// A value that proves it, where there is one.
    pub witness: Option<Box<Witness>>,
    /// What that value shows, for people, where the message does not say it.
    pub example: Option<String>,
    /// A mend, where one is known.
    pub fix: Option<Fix>,
    /// What a file has to become, as a unified diff of a length that can be shown, where that is what is wrong.
    pub difference: Option<String>,
    /// The element this is about (an `ElementId` as text), for the fingerprint; the pointer where there is none.
    pub element: Option<String>,
    /// What distinguishes two findings of one rule on one element; the message where it is not set.
    pub detail: Option<String>,
}

/// A second place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// Where it is.
    pub location: Location,
}

impl Finding {
    /// A finding of `rule` at `location`.
    pub fn new(rule: &'static RuleMeta, location: Location, message: impl Into<String>) -> Self {
        Self {
            location: Some(location),
            ..Self::without_location(rule, message)
        }
    }

    /// A finding about the file `path` as a whole, for instance that it cannot be read.
    pub fn of_file(
        rule: &'static RuleMeta,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: Some(path.into()),
            ..Self::without_location(rule, message)
        }
    }

    fn without_location(rule: &'static RuleMeta, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            help: None,
            location: None,
            path: None,
            section: None,
            related: Vec::new(),
            witness: None,
            example: None,
            fix: None,
            difference: None,
            element: None,
            detail: None,
        }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says where the rule is written, for instance `AsyncAPI 3.1, Channel Object`.
    #[must_use]
    pub fn with_section(mut self, section: impl Into<String>) -> Self {
        self.section = Some(section.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Related {
            message: message.into(),
            location,
        });
        self
    }

    /// Adds a value that proves it.
    #[must_use]
    pub fn with_witness(mut self, witness: Witness) -> Self {
        self.witness = Some(Box::new(witness));
        self
    }

    /// Adds an example for people, which the message does not hold.
    #[must_use]
    pub fn with_example(mut self, example: impl Into<String>) -> Self {
        self.example = Some(example.into());
        self
    }

    /// Adds a mend.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds what the file has to become, as a unified diff.
    #[must_use]
    pub fn with_difference(mut self, difference: impl Into<String>) -> Self {
        self.difference = Some(difference.into());
        self
    }

    /// Names the element this is about, for the fingerprint.
    #[must_use]
    pub fn with_element(mut self, element: impl Into<String>) -> Self {
        self.element = Some(element.into());
        self
    }

    /// Says what distinguishes this from another finding of the rule on the same element.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sixteen hexadecimal digits that stay the same while the mistake does.
    pub fn fingerprint(&self) -> String {
        let pointer = self
            .location
            .as_ref()
            .and_then(|location| location.pointer.as_deref());
        let element = self.element.as_deref().or(pointer).unwrap_or_default();
        let detail = self.detail.as_deref().unwrap_or(&self.message);
        hash([self.rule.id, element, detail])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FileId, Group, Span};

    static RULE: RuleMeta = RuleMeta {
        id: "unknown-field",
        code: "D001",
        severity: Severity::Error,
        group: Group::Structure,
        summary: "a field that the specification does not know",
        page: "",
    };

    fn finding(start: u32, message: &str) -> Finding {
        let span = Span::new(FileId(0), start, start + 1);
        Finding::new(
            &RULE,
            Location {
                span,
                pointer: Some("/info".into()),
            },
            message,
        )
    }

    #[test]
    fn a_fingerprint_ignores_the_position() {
        assert_eq!(
            finding(1, "m").fingerprint(),
            finding(200, "m").fingerprint()
        );
    }

    #[test]
    fn a_fingerprint_tells_rule_element_and_detail_apart() {
        let plain = finding(1, "m");
        assert_ne!(plain.fingerprint(), finding(1, "n").fingerprint());
        assert_ne!(
            plain.fingerprint(),
            plain.clone().with_element("info").fingerprint()
        );
        assert_ne!(
            plain.fingerprint(),
            plain.clone().with_detail("d").fingerprint()
        );
    }
}
