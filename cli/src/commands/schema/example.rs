//! `tidings schema example`: instances made up for a schema.

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diag::{FileId, Finding};
use tidings_project::rules::SCHEMA_WITHOUT_EXAMPLE;
use tidings_report::Report;
use tidings_schema::standalone::Breadth;
use tidings_schema::{ExampleError, Literal, example};
use tidings_syntax::{Format, parse, print};

use super::subject::Subject;
use crate::arguments::SchemaExample;
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;

/// How many instances are tried for one that differs from those before it.
const ATTEMPTS: u64 = 20;

/// Writes instances of the schema; where there are none, says why.
pub(super) fn run(options: &SchemaExample, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let mut subject = Subject::read(&options.schema, options.dialect, Breadth::Message, session)?;
    let made = match (subject.meaning.schema, subject.exit()) {
        (Some(schema), Exit::Clean) => {
            let variant = |number| example(&subject.meaning.graph, schema, number);
            different(options.count, options.seed, variant)
        }
        _ => Ok(Vec::new()),
    };
    if let Err(error) = &made {
        subject.findings.push(without_example(error));
    }
    let exit = subject.exit();
    let report = Report::new(&[subject.document()], exit.status());
    match made {
        Ok(examples) if exit == Exit::Clean => {
            terminal::problems(common, &report);
            let output = match common.format.name {
                "json" => document(&examples)?,
                _ => lines(&examples),
            };
            terminal::write_result(common, &output)?;
        }
        _ => {
            let output = common
                .format
                .render(&report, terminal::presentation(common));
            terminal::write_result(common, &output)?;
        }
    }
    Ok(exit)
}

/// `count` instances from the variant `seed` on, each another one as long as some are found.
fn different(
    count: u64,
    seed: u64,
    variant: impl Fn(u64) -> Result<Literal, ExampleError>,
) -> Result<Vec<Literal>, ExampleError> {
    let mut examples = vec![variant(seed)?];
    let last = seed.saturating_add(count.saturating_mul(ATTEMPTS));
    let others = (seed.saturating_add(1)..last).filter_map(|number| variant(number).ok());
    for other in others {
        if examples.len() as u64 >= count {
            break;
        }
        if !examples.contains(&other) {
            examples.push(other);
        }
    }
    Ok(examples)
}

fn without_example(error: &ExampleError) -> Finding {
    Finding::new(
        &SCHEMA_WITHOUT_EXAMPLE,
        error.location.clone(),
        error.to_string(),
    )
    .with_help("write one under `examples`; that does not prove that there is none")
}

/// One example on several lines for people, several examples one a line for programs.
fn lines(examples: &[Literal]) -> String {
    match examples {
        [example] => {
            let (tree, _) = parse(FileId(0), example.to_json_text().as_bytes(), Format::Json);
            let text = tree.root().map(|value| print(value, Format::Json));
            text.unwrap_or_default().trim_end().to_owned() + "\n"
        }
        examples => {
            let lines = examples.iter().map(|example| example.to_json_text() + "\n");
            lines.collect()
        }
    }
}

/// All examples as one JSON document.
fn document(examples: &[Literal]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Examples {
        version: u32,
        examples: Vec<Box<RawValue>>,
    }
    let examples = examples.iter();
    let raw = examples.map(|example| RawValue::from_string(example.to_json_text()));
    let document = Examples {
        version: 1,
        examples: raw.collect::<Result<_, _>>()?,
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
