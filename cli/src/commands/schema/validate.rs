//! `tidings schema validate`: instances against a schema.

use std::path::Path;

use anyhow::bail;
use tidings_report::Report;
use tidings_schema::ValidateOptions;
use tidings_schema::standalone::Breadth;

use super::instance::Instance;
use super::subject::Subject;
use crate::arguments::SchemaValidate;
use crate::exit::Exit;
use crate::input::STDIN;
use crate::session::Session;
use crate::terminal;

/// Judges every instance and shows what is wrong with the schema and with each of them.
pub(super) fn run(options: &SchemaValidate, session: &Session<'_>) -> anyhow::Result<Exit> {
    let from_stdin = options.instances.iter();
    let from_stdin = from_stdin.filter(|path| *path == Path::new(STDIN)).count();
    if from_stdin + usize::from(options.schema == STDIN) > 1 {
        bail!("standard input can be read only once");
    }
    let subject = Subject::read(&options.schema, options.dialect, Breadth::Message, session)?;
    let judge = ValidateOptions {
        formats: options.formats.into(),
    };
    let instances = options.instances.iter();
    let instances = instances
        .map(|path| Instance::judge(path, &subject, &judge, session))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let mut documents = vec![subject.document()];
    documents.extend(instances.iter().map(Instance::document));
    let exits = instances.iter().map(Instance::exit);
    let exit = exits.fold(subject.exit(), Ord::max);
    let report = Report::new(&documents, exit.status());
    let common = session.common;
    let output = common
        .format
        .render(&report, terminal::presentation(common));
    terminal::write_result(common, &output)?;
    Ok(exit)
}
