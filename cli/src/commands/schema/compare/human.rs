//! The answers for people, who need not know what an inclusion of schemas is.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use tidings_decide::{Encoding, Outcome};
use tidings_diag::Severity;
use tidings_report::{Place, Presentation, Remark, printable_json};
use tidings_schema::Literal;
use tidings_syntax::unescape_pointer;

use super::comparison::{
    Bytes, Compared, Comparison, Counterexample, Direction, Reason, Verdict, Version,
};
use super::excerpt::{excerpt, excerpt_of_text};
use crate::commands::schema::subject::Subject;

/// Both answers, and what follows from them.
pub(super) fn page(
    comparison: &Comparison,
    subjects: [&Subject; 2],
    presentation: Presentation,
) -> String {
    let page = Page {
        subjects,
        compared: comparison.compared,
        presentation,
    };
    let [old, new] = subjects.map(Subject::name);
    let mut output = format!("old: {old}\nnew: {new}\n\n");
    output += &page.answer(&comparison.backward, Direction::BACKWARD);
    output.push('\n');
    output += &page.answer(&comparison.forward, Direction::FORWARD);
    output.push('\n');
    output += &formats_left_out(&comparison.unknown_formats);
    output += consequence(comparison);
    output.push('\n');
    output
}

/// What every part of the page needs.
struct Page<'p> {
    subjects: [&'p Subject; 2],
    compared: Compared,
    presentation: Presentation,
}

impl Page<'_> {
    /// The answer in one direction, with what shows it.
    fn answer(&self, verdict: &Verdict, direction: Direction) -> String {
        let (from, to) = (direction.from.name(), direction.to.name());
        let word = self.colored(verdict);
        let sentence = match (self.compared, verdict) {
            (Compared::Values, Verdict::Yes) => {
                format!("every value of the {from} schema is valid under the {to} one")
            }
            (Compared::Values, Verdict::No(_)) => {
                format!("some values of the {from} schema are not valid under the {to} one")
            }
            (Compared::Values, Verdict::Unknown(_)) => format!(
                "it is not known whether every value of the {from} schema is valid under the {to} one"
            ),
            (Compared::Bytes, Verdict::Yes) => {
                format!("whatever is written with the {from} schema is read with the {to} one")
            }
            (Compared::Bytes, Verdict::No(_)) => {
                format!("some data written with the {from} schema are not read with the {to} one")
            }
            (Compared::Bytes, Verdict::Unknown(_)) => format!(
                "it is not known whether whatever is written with the {from} schema is read with the {to} one"
            ),
        };
        let mut output = format!("{from} → {to}: {word}, {sentence}\n");
        match verdict {
            Verdict::Yes => {}
            Verdict::No(counterexamples) => {
                for (index, counterexample) in counterexamples.iter().enumerate() {
                    let introduction = match index {
                        0 => "for example",
                        _ => "another one, for another reason",
                    };
                    // Writing to a string cannot fail.
                    let _ = writeln!(output, "\n{introduction}:\n");
                    output += &self.counterexample(counterexample, direction);
                }
            }
            Verdict::Unknown(reason) => {
                output.push('\n');
                output += &self.reason(reason);
            }
        }
        output
    }

    /// The answer in one word.
    fn colored(&self, verdict: &Verdict) -> String {
        let word = verdict.word();
        if !self.presentation.color {
            return word.to_owned();
        }
        let color = match verdict {
            Verdict::Yes => AnsiColor::Green,
            Verdict::No(_) => AnsiColor::BrightRed,
            Verdict::Unknown(_) => AnsiColor::Yellow,
        };
        let style = Style::new().bold().fg_color(Some(color.into()));
        format!("{style}{word}{style:#}")
    }

    /// A value, what one schema has against it, and what of the other one lets it through.
    fn counterexample(&self, counterexample: &Counterexample, direction: Direction) -> String {
        let mut output = indented(&counterexample.instance);
        if let Some(bytes) = &counterexample.bytes {
            output += &travelled(bytes, direction);
        }
        output.push('\n');
        let (from, to) = (direction.from.name(), direction.to.name());
        let (accepted, refused) = match &counterexample.bytes {
            None => (format!("accepted by {from}"), format!("refused by {to}")),
            Some(bytes) if bytes.outcome == Outcome::Refused => {
                (format!("written by {from}"), format!("refused by {to}"))
            }
            Some(_) => (format!("written by {from}"), format!("misread by {to}")),
        };
        let mut remarks: Vec<Remark<'_>> = Vec::new();
        for objection in &counterexample.objections {
            remarks.push(Remark {
                severity: Severity::Error,
                word: &refused,
                message: &objection.message,
                place: self.place(direction.to, &objection.location),
            });
        }
        let allowed_by = counterexample.allowed_by.as_ref();
        let why = match (&counterexample.bytes, allowed_by) {
            (Some(_), _) => "this is what it writes".to_owned(),
            (None, Some(location)) => why_accepted(location.pointer.as_deref().unwrap_or_default()),
            (None, None) => {
                "it does not mention this, and accepts what it does not mention".to_owned()
            }
        };
        remarks.push(Remark {
            severity: Severity::Info,
            word: &accepted,
            message: &why,
            place: allowed_by.and_then(|location| self.place(direction.from, location)),
        });
        output + &Remark::show_all(&remarks, self.presentation)
    }

    fn reason(&self, reason: &Reason) -> String {
        let place = reason.version.zip(reason.location.as_ref());
        let remark = Remark {
            severity: Severity::Warning,
            word: "undecided",
            message: &reason.message,
            place: place.and_then(|(version, location)| self.place(version, location)),
        };
        Remark::show_all(&[remark], self.presentation)
    }

    fn place(&self, version: Version, location: &tidings_diag::Location) -> Option<Place<'_>> {
        let [old, new] = self.subjects;
        let subject = match version {
            Version::Old => old,
            Version::New => new,
        };
        Place::of(subject, location.span)
    }
}

/// Keywords that demand something of a value itself; other names in a pointer lead to schemas.
const DEMANDS: [&str; 23] = [
    "anyOf",
    "const",
    "contains",
    "dependencies",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "type",
];

/// What the place at `pointer` of a schema has to do with a value that it accepts.
fn why_accepted(pointer: &str) -> String {
    let mut segments = pointer.rsplit('/').map(unescape_pointer);
    let name = segments.next().unwrap_or_default();
    match segments.next().as_deref() {
        Some("properties") => format!("`{name}` is declared here, without this demand"),
        Some(_) if DEMANDS.contains(&name.as_str()) => format!("`{name}` demands no more"),
        _ => "this schema makes no such demand".to_owned(),
    }
}

/// The value on lines of its own.
fn indented(value: &Literal) -> String {
    let text = printable_json(excerpt(value));
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// How the value travels, and what becomes of it.
fn travelled(bytes: &Bytes, direction: Direction) -> String {
    let (from, to) = (direction.from.name(), direction.to.name());
    let written = match bytes.encoding {
        _ if bytes.encoded.is_empty() => "no bytes".to_owned(),
        Encoding::AvroBinary | Encoding::ProtobufWire => {
            format!("the bytes {}", excerpt_of_text(&bytes.digits()))
        }
        Encoding::ProtobufJson => {
            let text = String::from_utf8_lossy(&bytes.encoded);
            format!("the text {}", printable_json(excerpt_of_text(&text)))
        }
    };
    let becomes = match &bytes.outcome {
        Outcome::Refused => "refuses them".to_owned(),
        Outcome::Misread(value) => format!("takes them for\n\n{}", indented(value).trim_end()),
    };
    format!("\nwhich the {from} schema writes as {written}; the {to} schema {becomes}\n")
}

/// What the answers do not take into account.
fn formats_left_out(names: &[String]) -> String {
    let named: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names {
        [] => String::new(),
        [_] => format!(
            "The format {} is not known, so it demands nothing here.\n",
            named.join(", ")
        ),
        _ => format!(
            "The formats {} are not known, so they demand nothing here.\n",
            named.join(", ")
        ),
    }
}

/// Who can change first.
fn consequence(comparison: &Comparison) -> &'static str {
    use Verdict::{No, Unknown, Yes};
    match (&comparison.backward, &comparison.forward) {
        (Yes, Yes) => "Readers and writers can change to the new schema in any order.",
        (Yes, No(_)) => {
            "Readers can change to the new schema first: it accepts what is written by the old one. Writers follow."
        }
        (No(_), Yes) => {
            "Writers can change to the new schema first: the old one accepts what is written by it. Readers follow."
        }
        (No(_), No(_)) => {
            "Neither readers nor writers can change to the new schema first: each accepts something that the other one refuses."
        }
        (Yes, Unknown(_)) => {
            "Readers can change to the new schema first. Whether writers can is not known."
        }
        (Unknown(_), Yes) => {
            "Writers can change to the new schema first. Whether readers can is not known."
        }
        (No(_), Unknown(_)) => {
            "Readers cannot change to the new schema first. Whether writers can is not known."
        }
        (Unknown(_), No(_)) => {
            "Writers cannot change to the new schema first. Whether readers can is not known."
        }
        (Unknown(_), Unknown(_)) => {
            "It is not known whether readers or writers can change to the new schema first."
        }
    }
}
