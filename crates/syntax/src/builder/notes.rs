//! What is noted beside the values: findings, comments and look-alikes.

use tidings_diag::{Applicability, Edit, Finding, Fix, Location, RuleMeta, Span};

use super::{Builder, Stop};
use crate::tree::NodeId;
use crate::{Lookalike, LookalikeKind, rules};

impl Builder<'_> {
    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end.max(start))
    }

    /// Records a finding without a pointer.
    pub(crate) fn report(&mut self, finding: Finding) {
        self.report_at(finding, None);
    }

    /// Whether text that starts at `start` was found unreadable already, so that what follows from it need not be told.
    pub(crate) fn is_told(&self, start: u32) -> bool {
        self.findings.iter().any(|(finding, _)| {
            let location = finding.location.as_ref();
            finding.rule == &rules::SYNTAX_ERROR
                && location.is_some_and(|location| location.span.start == start)
        })
    }

    /// Records a finding that gets the pointer of `node`.
    pub(super) fn report_at(&mut self, finding: Finding, node: Option<NodeId>) {
        if !self.is_full() {
            self.findings.push((finding, node));
        }
    }

    /// Whether no more findings are taken.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() >= self.limits.findings
    }

    /// A finding whose pointer is still unknown.
    pub(crate) fn finding(
        &self,
        rule: &'static RuleMeta,
        (start, end): (u32, u32),
        message: impl Into<String>,
    ) -> Finding {
        let span = self.span(start, end);
        Finding::new(
            rule,
            Location {
                span,
                pointer: None,
            },
            message,
        )
    }

    pub(super) fn over_budget(&mut self, place: (u32, u32), message: String) -> Stop {
        self.break_off(1);
        let finding = self.finding(&rules::OVER_BUDGET, place, message);
        if self.is_full() {
            // That something is not read matters more than one mistake of very many.
            self.findings.pop();
        }
        self.report(finding);
        Stop
    }

    /// Asks for the comments.
    pub(crate) fn collect_comments(&mut self) {
        self.comments = Some(Vec::new());
    }

    pub(crate) fn collects_comments(&self) -> bool {
        self.comments.is_some()
    }

    pub(crate) fn comment(&mut self, start: u32, end: u32) {
        self.comments.get_or_insert_default().push((start, end));
    }

    /// Where the comments stand that were asked for, in document order.
    pub(crate) fn into_comments(self) -> Vec<(u32, u32)> {
        let mut comments = self.comments.unwrap_or_default();
        comments.sort_unstable();
        comments
    }

    /// Records that a plain scalar may be taken for something else, if it may.
    pub(crate) fn look_alike(&mut self, text: &str, start: u32, end: u32) {
        if let Some(kind) = LookalikeKind::of(text) {
            let span = self.span(start, end);
            self.lookalikes.push(Lookalike { span, kind });
            // Keys are strings to nearly every reader, whatever they look like.
            if !self.wants_key() {
                self.ambiguous(text, span, kind);
            }
        }
    }

    /// Reports a scalar that has two meanings; whether `1.10` is a mistake only its user can tell.
    fn ambiguous(&mut self, text: &str, span: Span, kind: LookalikeKind) {
        let Some(other) = kind.in_yaml_1_1(text) else {
            return;
        };
        let here = match kind {
            LookalikeKind::Octal => "a decimal number",
            _ => "text",
        };
        let message = format!("`{text}` is {here} here and {other} to readers of YAML 1.1");
        let finding = self
            .finding(&rules::AMBIGUOUS_SCALAR, (span.start, span.end), message)
            .with_section("YAML 1.2.2 §10.3.2");
        self.report(match kind {
            LookalikeKind::Octal => {
                finding.with_help("remove the leading 0, or quote the value if it is text")
            }
            _ => match kind.in_yaml_1_2(text) {
                // Whether the text or the other value is meant, only the place where it stands can tell.
                Some(plain) => finding.with_help(format!(
                    "write `{plain}` if that is meant, or `\"{text}\"` if it is text"
                )),
                None => finding
                    .with_help("put it in quotes, so that every reader reads the same")
                    .with_fix(Fix {
                        title: "put it in quotes".to_owned(),
                        applicability: Applicability::Safe,
                        edits: vec![Edit {
                            span,
                            replacement: format!("\"{text}\""),
                        }],
                    }),
            },
        });
    }
}
