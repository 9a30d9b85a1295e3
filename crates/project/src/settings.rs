//! What the project has decided about its code: the table `[generate]` of the nearest `tidings.toml`, and the rules that
//! `[lint.rules]` has switched off.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use tidings_codegen::Settings;
use tidings_diag::LineIndex;

/// The part of the file that is about code; the command line judges the rest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    generate: Settings,
    lint: Lint,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Lint {
    rules: BTreeMap<String, String>,
}

/// What is decided.
#[derive(Default)]
pub(crate) struct Decided {
    pub(crate) settings: Settings,
    /// The rules whose findings nobody wants to see.
    pub(crate) off: BTreeSet<String>,
}

/// The decisions in `file`, which is called `shown`.
///
/// # Errors
///
/// Says, with the place, why the file cannot be read or makes no sense.
pub(crate) fn read(file: &Path, shown: &Path) -> Result<Decided, String> {
    let shown = shown.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let read: File = toml::from_str(&text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let place = LineIndex::new(&text).line_column(&text, start as u32);
        let message = error.message();
        format!("{shown}:{}:{}: {message}", place.line, place.column)
    })?;
    let rules = read.lint.rules.into_iter();
    let off = rules.filter(|(_, decision)| decision == "off");
    Ok(Decided {
        settings: read.generate,
        off: off.map(|(rule, _)| rule).collect(),
    })
}
