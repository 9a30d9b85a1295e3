//! What the project has decided about its code and about findings: `[generate]` and `[lint]` of the nearest
//! `tidings.toml`.

use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tidings_codegen::Settings;

use crate::lint::Lint;
use crate::reading;

/// The file; what is not about code is judged by the command line.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    generate: Settings,
    lint: Lint,
    #[serde(rename = "references")]
    _references: Option<IgnoredAny>,
    #[serde(rename = "diff")]
    _diff: Option<IgnoredAny>,
    #[serde(rename = "spec")]
    _spec: Option<IgnoredAny>,
}

impl AsRef<Lint> for File {
    fn as_ref(&self) -> &Lint {
        &self.lint
    }
}

/// What is decided.
#[derive(Default)]
pub(crate) struct Decided {
    pub(crate) settings: Settings,
    pub(crate) lint: Lint,
}

/// The decisions in `file`, which is called `shown`.
///
/// # Errors
///
/// Says, with the place, why the file cannot be read or makes no sense, and what was probably meant.
pub(crate) fn read(file: &Path, shown: &Path) -> Result<Decided, String> {
    let shown = shown.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let read: File = reading::parse(&shown, &text)?;
    Ok(Decided {
        settings: read.generate,
        lint: read.lint,
    })
}
