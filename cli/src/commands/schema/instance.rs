//! A value that is judged by a schema.

use std::path::Path;

use tidings_diag::{FileId, Finding, LineIndex, Location};
use tidings_project::rules::INSTANCE_INVALID;
use tidings_report::{Document, Overridden, Text, Texts};
use tidings_schema::standalone::Foreign;
use tidings_schema::{Failure, ValidateOptions, validate};
use tidings_source::{Files, UNREADABLE};
use tidings_syntax::{Format, Tree, parse};

use super::subject::Subject;
use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;
use crate::session::Session;

/// A file with one value, and what is wrong with it.
pub(super) struct Instance<'s> {
    subject: &'s Subject,
    name: String,
    tree: Tree,
    lines: LineIndex,
    findings: Vec<Finding>,
    policy: Policy,
    overridden: Overridden,
}

/// The number of the instance's own file; those of the schema follow behind it.
const OWN: FileId = FileId(0);

impl<'s> Instance<'s> {
    /// Reads the value in the file `path`, or standard input, and judges it by the schema of `subject`.
    ///
    /// # Errors
    ///
    /// When the configuration of the file's project makes no sense.
    pub(super) fn judge(
        path: &Path,
        subject: &'s Subject,
        options: &ValidateOptions,
        session: &Session<'_>,
    ) -> anyhow::Result<Self> {
        let input = Input::named(path, session)?;
        let bytes = input.files().and_then(|files| {
            files.read(&input.path).map_err(|error| {
                let message = format!("the instance cannot be read: {error}");
                Box::new(Finding::of_file(&UNREADABLE, &*input.name, message))
            })
        });
        let (tree, mut findings) = match bytes {
            Ok(bytes) => parse(OWN, &bytes, Format::of_path(&input.path)),
            Err(finding) => (Tree::opaque(OWN, ""), vec![*finding]),
        };
        match (tree.root(), subject.meaning.schema) {
            (Some(value), Some(schema)) => {
                let failures = validate(&subject.meaning.graph, schema, value, options);
                let location = value.location();
                let failures = failures.into_iter();
                let foreign = &subject.meaning.foreign;
                findings.extend(failures.map(|failure| finding(failure, &location, foreign)));
            }
            (None, _) if findings.is_empty() => {
                let message = "there is no value in the file";
                findings.push(Finding::of_file(&UNREADABLE, &*input.name, message));
            }
            _ => {}
        }
        let overridden = input.policy.apply(&mut findings);
        Ok(Self {
            subject,
            name: input.name.clone(),
            lines: LineIndex::new(tree.text()),
            tree,
            findings,
            policy: input.policy,
            overridden,
        })
    }

    /// The status that the findings deserve.
    pub(super) fn exit(&self) -> Exit {
        Exit::of(&self.findings, self.policy.fail_on)
    }

    /// The instance as a document of a report.
    pub(super) fn document(&self) -> Document<'_> {
        Document {
            texts: self,
            findings: &self.findings,
            fails_from: self.policy.fail_on,
            overridden: self.overridden,
        }
    }
}

/// What a failure says: where in the instance, and which keyword of the schema demands it.
///
/// Keywords stand in schemas of JSON Schema only; of others their types say what values look like.
fn finding(failure: Failure, whole: &Location, foreign: &Foreign) -> Finding {
    let is_foreign = !matches!(foreign, Foreign::No);
    let help = match (is_foreign, failure.keyword) {
        (false, _) => failure.help(),
        (true, "required") => "add the property, which the type has".to_owned(),
        (true, "oneOf") if matches!(foreign, Foreign::Protobuf(..)) => {
            "leave all but one of them out".to_owned()
        }
        (true, "additionalProperties") => "leave the property out, or declare it".to_owned(),
        (true, _) => "write a value of the type, or change the type".to_owned(),
    };
    let said = match (foreign, failure.keyword) {
        (Foreign::Avro(..), "anyOf" | "oneOf") => "is a value of no type of the union".to_owned(),
        (Foreign::Avro(..), "pattern") => {
            "is not written as values of this type are in the JSON encoding of Avro".to_owned()
        }
        (Foreign::Protobuf(..), "oneOf") => "has several fields of one `oneof`".to_owned(),
        (Foreign::Protobuf(..), "anyOf" | "pattern") => {
            "is not written as values of this type are in the JSON form of Protocol Buffers"
                .to_owned()
        }
        _ => failure.message,
    };
    let message = match failure.pointer.as_str() {
        "" => said,
        pointer => format!("{pointer}: {said}"),
    };
    let mut demand = failure.schema;
    demand.span.file = FileId(demand.span.file.0 + 1);
    let why = match failure.keyword {
        _ if is_foreign => "the type is declared here".to_owned(),
        "" => "the schema allows nothing here".to_owned(),
        keyword => format!("`{keyword}` demands it"),
    };
    let location = failure.location.unwrap_or_else(|| whole.clone());
    Finding::new(&INSTANCE_INVALID, location, message)
        .with_help(help)
        .with_related(demand, why)
}

impl Texts for Instance<'_> {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        match file.0.checked_sub(1) {
            None => Some(Text {
                path: &self.name,
                text: self.tree.text(),
                lines: &self.lines,
            }),
            Some(of_schema) => self.subject.text(FileId(of_schema)),
        }
    }
}
