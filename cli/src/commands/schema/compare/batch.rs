//! Many pairs, one a line: `{"id":…,"old":…,"new":…,"draft":…}`.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;
use tidings_decide::Options;
use tidings_diag::{FileId, Finding, Severity};
use tidings_report::printable_json;
use tidings_schema::standalone::{Found, Language, Meaning};
use tidings_schema::{Dialect, Literal};
use tidings_source::{MemoryFiles, Sources, UNREADABLE};
use tidings_syntax::{Format, Kind, Limits, Value, parse};

use super::comparison::{Comparison, Version};
use super::json::Answer;
use super::lines::{Line, Lines};
use crate::addresses::Addresses;
use crate::analysis::Analysis;
use crate::arguments::SchemaCompare;
use crate::exit::Exit;
use crate::input::STDIN;
use crate::names::with_slashes;
use crate::session::Session;
use crate::terminal;
use crate::view::Json;

/// What is written for one line.
#[derive(Serialize)]
struct Answered {
    /// What the line says; `null` where it says none.
    id: Json,
    /// The answers.
    #[serde(flatten)]
    answer: Answer,
    /// Why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// How the pairs are compared.
struct Batch<'a> {
    options: Options,
    /// What schemas are written in whose line says nothing.
    language: Language,
    addresses: &'a Addresses,
}

/// Answers every line of the file `path`, in order, as it is read.
pub(super) fn run(
    path: &Path,
    options: &SchemaCompare,
    session: &Session<'_>,
) -> anyhow::Result<Exit> {
    let common = session.common;
    super::check_format(common.format.name)?;
    let addresses = session.addresses(&session.current)?;
    let batch = Batch {
        options: Options {
            formats: options.formats.into(),
            breaks: 1,
            ..Options::default()
        },
        language: options
            .dialect
            .unwrap_or(Language::JsonSchema(Dialect::Draft7)),
        addresses: &addresses,
    };
    let input: io::Result<Box<dyn Read>> = match path == Path::new(STDIN) {
        true => Ok(Box::new(io::stdin().lock())),
        false => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let input = match input {
        Ok(input) => BufReader::new(input),
        Err(error) => return unreadable(path, &error, session),
    };
    let mut output = terminal::result_writer(common)?;
    for line in Lines::new(input, Limits::default().bytes) {
        let line = match line {
            Ok(line) => line,
            Err(error) => return unreadable(path, &error, session),
        };
        let answered = batch.answered(&line);
        let text = printable_json(serde_json::to_string(&answered)?) + "\n";
        output.write_all(text.as_bytes())?;
        // Whoever asks line by line waits for each answer.
        output.flush()?;
    }
    Ok(Exit::Clean)
}

/// Says that the file itself cannot be read.
fn unreadable(path: &Path, error: &io::Error, session: &Session<'_>) -> anyhow::Result<Exit> {
    let message = format!("the batch cannot be read: {error}");
    let finding = Finding::of_file(&UNREADABLE, with_slashes(path), message);
    let policy = session.policy(&session.current)?;
    let analyses = [Analysis::nothing(finding, policy)];
    let (report, exit) = crate::analysis::report(&analyses);
    terminal::problems(session.common, &report);
    Ok(exit)
}

impl Batch<'_> {
    /// What is to be said of one line.
    fn answered(&self, line: &Line) -> Answered {
        let mut id = Literal::Null;
        let comparison = match line {
            Line::Whole(bytes) => self.compared(bytes, &mut id),
            Line::TooLong => Err(anyhow::anyhow!("the line is too long")),
        };
        let (answer, error) = match comparison {
            Ok(comparison) => (Answer::from(&comparison), None),
            Err(error) => (Answer::NONE, Some(error.to_string())),
        };
        Answered {
            id: Json(id),
            answer,
            error,
        }
    }

    /// Compares the schemas of a line, whose name goes to `id`.
    fn compared(&self, line: &[u8], id: &mut Literal) -> anyhow::Result<Comparison> {
        let (tree, findings) = parse(FileId(0), line, Format::Json);
        let mistake = findings
            .iter()
            .find(|finding| finding.severity == Severity::Error);
        let root = tree.root().filter(|root| root.kind() == Kind::Mapping);
        if let Some(found) = root.and_then(|root| root.get("id")) {
            *id = Literal::from(found);
        }
        if let Some(mistake) = mistake {
            bail!("{}", mistake.message);
        }
        let root = root.context("a line is an object with `old` and `new`")?;
        let language = match root.get("draft") {
            None => self.language,
            Some(draft) => named_language(draft)?,
        };
        let old = self.meaning(root, Version::Old, language)?;
        let new = self.meaning(root, Version::New, language)?;
        Ok(Comparison::of(&old, &new, &self.options))
    }

    /// Reads the schema `version` of the line `root`.
    fn meaning(
        &self,
        root: Value<'_>,
        version: Version,
        language: Language,
    ) -> anyhow::Result<Meaning> {
        let name = version.name();
        let schema = root
            .get(name)
            .with_context(|| format!("`{name}` is missing"))?;
        let text = &schema.tree().text()[schema.span().range()];
        let path = format!("{name}.json");
        let files = MemoryFiles::new([(path.clone(), text)]);
        let files = self.addresses.fetched_behind(files);
        let files = self.addresses.mapped_before(files);
        let (sources, _) = Sources::link(&files, &path);
        let schema = sources
            .root()
            .with_context(|| format!("`{name}` holds no schema"))?;
        let is_json_schema = matches!(language, Language::JsonSchema(_));
        if is_json_schema && !matches!(schema.kind(), Kind::Mapping | Kind::Bool) {
            let found = schema.kind().described();
            bail!("`{name}` must be an object or a boolean, not {found}");
        }
        let found = Found::in_language(schema, language)?;
        Ok(Meaning::of(found, &sources))
    }
}

/// The language that the field `draft` of a line names.
fn named_language(draft: Value<'_>) -> anyhow::Result<Language> {
    let name = draft
        .as_str()
        .or_else(|| Some(draft.as_number()?.text()))
        .context("`draft` must be a string")?;
    Language::named(name).with_context(|| {
        let names = "4, 6, 7, 2019-09, 2020-12, openapi3, avro and protobuf";
        format!("`{name}` is no language of schemas that is known; known are {names}")
    })
}
