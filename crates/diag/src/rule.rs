//! Rules: the stable identity of every kind of finding.

use std::borrow::Cow;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Info,
    /// Probably a mistake, or something that will hurt later.
    Warning,
    /// The document breaks a rule it must keep.
    Error,
}

impl Severity {
    /// The name used on the command line and in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The family a rule belongs to; families are switched on and off together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The text can be read: YAML, JSON, files.
    Syntax,
    /// One object against the specification's tables.
    Structure,
    /// What the specification demands of the resolved contract.
    Correctness,
    /// What the document may say, and hardly means.
    Suspicious,
    /// What stands in the way of generated code.
    Generation,
    /// What changed between two versions.
    Compatibility,
}

impl Group {
    /// The name used in configuration and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Correctness => "correctness",
            Self::Suspicious => "suspicious",
            Self::Generation => "generation",
            Self::Compatibility => "compatibility",
        }
    }
}

/// A kind of finding: its names never change, so that configuration and suppressions keep working.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct RuleMeta {
    /// The kebab-case id; it names the pattern that is wrong, so that "allow `<id>`" reads well.
    pub id: &'static str,
    /// A short code for tables, one letter and three digits.
    pub code: &'static str,
    /// How much a finding of this rule matters unless configuration says otherwise.
    pub severity: Severity,
    /// The family.
    pub group: Group,
    /// One sentence: what is wrong where this rule fires.
    pub summary: &'static str,
    /// The page about the rule in Markdown, as [`RuleMeta::markdown`] gives it or as the lines of a doc comment have it,
    /// with a space at the start of each.
    pub page: &'static str,
}

impl RuleMeta {
    /// The page about the rule for people, in Markdown: what is wrong, why it matters, a bad and a good example.
    pub fn markdown(&self) -> Cow<'static, str> {
        if !self.page.starts_with(' ') {
            return Cow::Borrowed(self.page);
        }
        let lines = self.page.lines();
        let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
        Cow::Owned(lines.flat_map(|line| [line, "\n"]).collect())
    }
}

/// Declares the rules of a crate, and the table `RULES` of them.
///
/// A row is a doc comment, the name of the static, then id, code, severity, group and summary.
/// The page of the rule is the file `pages/<id>.md` beside the file that calls this.
#[macro_export]
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $code:literal, $severity:ident, $group:ident, $summary:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: $crate::RuleMeta = $crate::RuleMeta {
                id: $id,
                code: $code,
                severity: $crate::Severity::$severity,
                group: $crate::Group::$group,
                summary: $summary,
                page: include_str!(concat!("pages/", $id, ".md")),
            };
        )*

        /// Every rule of this crate.
        pub static RULES: &[&$crate::RuleMeta] = &[$(&$name),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &'static str, expected: &str) {
        let rule = RuleMeta {
            id: "unknown-field",
            code: "D002",
            severity: Severity::Error,
            group: Group::Structure,
            summary: "a field that the specification does not know",
            page,
        };
        assert_eq!(rule.markdown(), expected);
    }

    #[test]
    fn a_page_is_the_same_from_a_file_and_from_a_doc_comment() {
        check("A field.\n\n  indented\n", "A field.\n\n  indented\n");
        check(" A field.\n\n   indented\n", "A field.\n\n  indented\n");
    }
}
