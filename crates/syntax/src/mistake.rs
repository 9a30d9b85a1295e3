//! A mistake in the text, before it is a finding.

use std::borrow::Cow;

use tidings_diag::{Applicability, Edit, Fix, RuleMeta};

use crate::builder::Builder;
use crate::rules;

/// What is wrong with the text, where, and how to mend it.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) rule: &'static RuleMeta,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) message: Cow<'static, str>,
    pub(crate) help: Option<Cow<'static, str>>,
    /// Where the standard says so.
    pub(crate) section: Option<&'static str>,
    pub(crate) mend: Option<Box<Mend>>,
}

/// A replacement that certainly gives what was meant.
#[derive(Debug)]
pub(crate) struct Mend {
    pub(crate) title: &'static str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) replacement: String,
}

impl Mistake {
    pub(crate) fn at(start: usize, end: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule: &rules::SYNTAX_ERROR,
            start,
            end,
            message: message.into(),
            help: None,
            section: None,
            mend: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says where the standard has the rule; what was said first stands.
    pub(crate) fn section(mut self, section: &'static str) -> Self {
        self.section = self.section.or(Some(section));
        self
    }

    /// Adds a mend that replaces `start..end`.
    pub(crate) fn mend(
        mut self,
        title: &'static str,
        (start, end): (usize, usize),
        replacement: impl Into<String>,
    ) -> Self {
        self.mend = Some(Box::new(Mend {
            title,
            start,
            end,
            replacement: replacement.into(),
        }));
        self
    }

    /// Records the mistake as a finding, unless there is one at its place.
    pub(crate) fn report(self, builder: &mut Builder<'_>) {
        if builder.is_full() || builder.is_told(self.start as u32) {
            return;
        }
        let place = (self.start as u32, self.end as u32);
        let mut finding = builder.finding(self.rule, place, self.message);
        if let Some(help) = self.help {
            finding = finding.with_help(help);
        }
        if let Some(section) = self.section {
            finding = finding.with_section(section);
        }
        if let Some(mend) = self.mend {
            let edit = Edit {
                span: builder.span(mend.start as u32, mend.end as u32),
                replacement: mend.replacement,
            };
            finding = finding.with_fix(Fix {
                title: mend.title.to_owned(),
                applicability: Applicability::Safe,
                edits: vec![edit],
            });
        }
        builder.report(finding);
    }
}
