//! The forms in which results are written.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use tidings_report::{FORMATS, Format, Presentation, Report};

/// A form in which results are written: one of findings, or one that a command has for its own results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The name on the command line.
    pub(crate) name: &'static str,
    of_findings: Option<&'static Format>,
}

impl Form {
    /// Writes findings; for people, where a command has the form for its own results only.
    pub(crate) fn render(&self, report: &Report<'_>, presentation: Presentation) -> String {
        let format = self.of_findings.unwrap_or(&FORMATS[0]);
        format.render(report, presentation)
    }
}

/// Takes the forms that findings have.
pub(super) fn forms_of_findings() -> ValueParser {
    form_parser(FORMATS.iter().map(|format| (format.name, format.summary)))
}

/// Takes the forms of these names, each of which is described.
pub(super) fn form_parser(
    forms: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> ValueParser {
    let forms: Vec<(&str, &str)> = forms.into_iter().collect();
    let described = forms.iter();
    let described = described.map(|(name, summary)| PossibleValue::new(*name).help(*summary));
    let names = PossibleValuesParser::new(described);
    ValueParser::new(names.map(move |given| {
        let mut names = forms.iter().map(|(name, _)| *name);
        Form {
            name: names
                .find(|name| *name == given)
                .expect("invariant: only these names are possible"),
            of_findings: Format::named(&given),
        }
    }))
}
