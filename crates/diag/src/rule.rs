//! Rules: the stable identity of every kind of finding.

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
    /// What stands in the way of generated code.
    Generation,
}

impl Group {
    /// The name used in configuration and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Correctness => "correctness",
            Self::Generation => "generation",
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
}
