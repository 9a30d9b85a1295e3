//! How much the findings of one document matter: the command line before the configuration before the rule itself.

use std::sync::Arc;

use tidings_codegen::Settings;
use tidings_diag::{Finding, Severity};
use tidings_project::lint::Weighed;
use tidings_report::Overridden;

use crate::arguments::Common;
use crate::configuration::Project;

/// What applies to one document.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// The least severity that fails.
    pub(crate) fail_on: Severity,
    project: Arc<Project>,
}

impl Default for Policy {
    /// What applies where nobody has decided anything.
    fn default() -> Self {
        Self {
            fail_on: Severity::Error,
            project: Arc::default(),
        }
    }
}

impl Policy {
    /// What the command line says, and where it says nothing the configuration.
    pub(crate) fn new(common: &Common, project: Arc<Project>) -> Self {
        let configured = project.configuration.lint.fail_on.map(Severity::from);
        Self {
            fail_on: common
                .fail_on
                .or(configured)
                .unwrap_or(Self::default().fail_on),
            project,
        }
    }

    /// What was decided about code that is generated from the document.
    pub(crate) fn generate(&self) -> &Settings {
        &self.project.configuration.generate
    }

    /// The configuration that applies to the document.
    pub(crate) fn project(&self) -> Arc<Project> {
        Arc::clone(&self.project)
    }

    /// Leaves out the findings of rules that are off, gives others the severity that was decided, and counts both.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>) -> Overridden {
        let Weighed { off, changed } = self.project.configuration.lint.weigh(findings);
        Overridden { off, changed }
    }
}
