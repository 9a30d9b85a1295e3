//! The terminal: results to standard output or a file, everything else to standard error.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use tidings_report::{Document, FORMATS, Infos, Presentation, Report};

use crate::arguments::Common;
use crate::columns::columns;
use crate::exit::Exit;

/// What the reader of the results understands.
pub(crate) fn presentation(common: &Common) -> Presentation {
    let shows =
        || common.output.is_none() && AutoStream::choice(&std::io::stdout()) != ColorChoice::Never;
    Presentation {
        color: common.color.is_wanted(shows),
        summary: !common.quiet,
        infos: Infos::Shown,
        width: match common.output {
            Some(_) => None,
            None => columns(std::io::stdout()),
        },
    }
}

/// What the reader of everything else understands.
fn beside_results(color: bool, summary: bool) -> Presentation {
    Presentation {
        color,
        summary,
        infos: Infos::Shown,
        width: columns(std::io::stderr()),
    }
}

/// Where a result goes that is written piece by piece: standard output, or the file that `--output` names.
pub(crate) fn result_writer(common: &Common) -> anyhow::Result<Box<dyn Write>> {
    match &common.output {
        Some(path) => {
            let file = File::create(path).with_context(|| cannot_be_written(path))?;
            Ok(Box::new(BufWriter::new(file)))
        }
        None => Ok(Box::new(BufWriter::new(std::io::stdout().lock()))),
    }
}

fn cannot_be_written(path: &Path) -> String {
    format!("the output file {} cannot be written", path.display())
}

/// Writes a result to standard output, or to the file that `--output` names.
pub(crate) fn write_result(common: &Common, result: &str) -> anyhow::Result<()> {
    match &common.output {
        Some(path) => std::fs::write(path, result).with_context(|| cannot_be_written(path)),
        None => {
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(result.as_bytes())?;
            Ok(stdout.flush()?)
        }
    }
}

/// Says what is wrong with a document where the result is something else, unless there is nothing or nobody wants to hear it;
/// that something cannot be read has to be said.
pub(crate) fn problems(common: &Common, report: &Report<'_>) {
    let is_unreadable = report.exit_status() == Exit::Unreadable.status();
    if !common.quiet || is_unreadable {
        decisions(common, report);
    }
}

/// Says what is wrong with what a project has decided, which `--quiet` does not silence: it may be why the run fails.
pub(crate) fn decisions(common: &Common, report: &Report<'_>) {
    if report.reported().is_empty() {
        return;
    }
    let human = &FORMATS[0];
    let shows = || AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
    let presentation = beside_results(common.color.is_wanted(shows), !common.quiet);
    say(human.render(report, presentation).trim_end());
}

/// Findings in the format that was asked for.
pub(crate) fn findings(common: &Common, documents: &[Document<'_>], exit: Exit) -> String {
    let report = Report::new(documents, exit.status());
    common.format.render(&report, presentation(common))
}

/// Says something about the run that is no result, unless `--quiet`.
pub(crate) fn note(common: &Common, text: &str) {
    if !common.quiet {
        say_sentence(text);
    }
}

/// Says what was not done of what was asked for, which `--quiet` does not silence: its absence would pass for success.
pub(crate) fn warning(text: &str) {
    say_sentence(&format!("warning: {text}"));
}

/// Says something that only `--verbose` asks for.
pub(crate) fn detail(common: &Common, text: &str) {
    if common.verbose {
        say_sentence(text);
    }
}

/// Says why the run ends here.
pub(crate) fn error(error: &anyhow::Error) {
    say_sentence(&format!("error: {error:#}"));
}

/// Says that this program is wrong, with what is needed to find out why.
pub(crate) fn bug(panic: &str) {
    let command: Vec<String> = std::env::args().map(|argument| quoted(&argument)).collect();
    say(&format!(
        "error: a bug in tidings {}, please report it at {}/issues\n{panic}\ncommand: {}",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_REPOSITORY"),
        command.join(" "),
    ));
}

/// `argument` as it can be typed again.
fn quoted(argument: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./=:,@%+".contains(character);
    if !argument.is_empty() && argument.chars().all(plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

/// Writes a sentence to standard error, on lines that the terminal has room for; what has lines already keeps them.
fn say_sentence(text: &str) {
    match text.contains('\n') {
        true => say(text),
        false => say(beside_results(false, true).paragraph(0, text).trim_end()),
    }
}

/// Writes a line to standard error; there is nobody left to tell if that fails.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_quoted_only_where_a_shell_needs_it() {
        assert_eq!(quoted("api/a.yaml"), "api/a.yaml");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("it's here"), r"'it'\''s here'");
    }
}
