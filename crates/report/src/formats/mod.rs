//! The output formats, one file each.

use std::fmt;

use crate::Report;

/// Declares each format's module and its row in the table.
macro_rules! formats {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*

        /// Every output format; the first is the default.
        pub static FORMATS: &[Format] = &[$(Format {
            name: stringify!($name),
            summary: $name::SUMMARY,
            render: $name::render,
        }),*];
    };
}

formats! {
    human,
    concise,
    json,
    jsonl,
    sarif,
    github,
    gitlab,
    junit,
    markdown,
}

/// One way to write a report.
#[derive(Clone, Copy)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// One line for `--help`.
    pub summary: &'static str,
    render: fn(&Report<'_>, Presentation) -> String,
}

/// What the reader's side allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// Whether terminal colours are understood.
    pub color: bool,
    /// Whether a line with the numbers of the run ends the output of formats made for people.
    pub summary: bool,
    /// How much formats made for people tell of what is merely worth knowing.
    pub infos: Infos,
    /// How many characters a line has, where sentences for people are to be wrapped.
    pub width: Option<usize>,
}

/// How much is told of findings that are merely worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Infos {
    /// The first of each rule in each file, and how many more there are.
    Shown,
    /// How many there are of each rule, because the result is something else than findings.
    Counted,
}

impl Format {
    /// The format called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes the report; not empty output ends with a line break.
    pub fn render(&self, report: &Report<'_>, presentation: Presentation) -> String {
        (self.render)(report, presentation)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Format").field(&self.name).finish()
    }
}
