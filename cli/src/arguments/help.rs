//! What the help of each command shows besides its own options: the common options that it heeds, the forms in which
//! it writes, and how it can end.
//!
//! A common option stands before or after any command, so that one wrapper serves all of them; a command that has no
//! use for it does not show it.

use clap::{Arg, Command};

use super::form::form_parser;
use super::impact_parser;
use crate::commands::{
    CHANGELOG_FORMATS, COMPARE_FORMATS, DIFF_FORMATS, EXPLAIN_FORMATS, RULES_FORMATS,
};

/// Examples of whole command lines.
pub(super) const EXAMPLES: &str = "\
Examples:
  tidings validate api/orders.yaml
  tidings lint . --format json --output findings.json
  tidings diff orders-1.yaml orders-2.yaml
  tidings changelog api/orders.yaml --output CHANGELOG.md
  tidings generate rust api/orders.yaml -o src/orders.rs
  tidings schema validate api/orders.yaml#/components/schemas/Order order.json
  tidings schema compare order-1.json order-2.json
  tidings model api/orders.yaml --output orders.json
  tidings export -o api/orders.yaml
  tidings vendor api --allow-remote schemas.example
  tidings explain unresolved-ref

Exit status:
  0    clean
  1    findings, or what the command was to make cannot be made
  2    the command line or a tidings.toml makes no sense, or the output cannot
       be written
  3    an input cannot be read
  101  a mistake of tidings itself, which it says with what is needed to report
       it
The help of each command says what these mean to it.";

/// How a command ends that judges documents.
macro_rules! exit_of_judging {
    () => {
        "\
Exit status:
  0  clean
  1  findings at or above --fail-on
  2  the command line or a tidings.toml makes no sense
  3  an input cannot be read or is neither YAML nor JSON, or a folder holds no
     AsyncAPI document"
    };
}

/// How `validate` ends.
pub(super) const VALIDATE: &str = exit_of_judging!();

/// What `lint` looks for, and how it ends.
pub(super) const LINT: &str = concat!(
    "\
Rules are on and off in tidings.toml, one by one and by their groups, which `tidings rules` shows:
  [lint.groups]
  suspicious = \"off\"
  [lint.rules]
  oneof-overlap = \"error\"

",
    exit_of_judging!()
);

/// The questions of `diff`, each with what has to be named.
pub(super) const DIFF_USAGE: &str = "\
tidings diff [OPTIONS] [BASE REVISION...]
       tidings diff [OPTIONS] --against REVISION [PATH]...
       tidings diff [OPTIONS] --history N [PATH]...
       tidings diff [OPTIONS] --workspace [--against REVISION]";

/// What the answers of `diff` mean, and how it ends.
pub(super) const DIFF: &str = "\
Examples:
  tidings diff orders-1.yaml orders-2.yaml
  tidings diff orders-1.yaml orders-2.yaml --policy full --reading strict
  tidings diff main:api/orders.yaml api/orders.yaml
  tidings diff --against origin/main api --format github
  tidings diff --history 10 api/orders.yaml
  tidings diff 1.yaml 2.yaml 3.yaml --policy full-transitive
  tidings diff --against v1.4.0 api/orders.yaml --check-version
  tidings diff --level source --against v1.4.0 api/orders.yaml
  tidings diff --workspace --against main
  tidings diff --against main api --accept --reason 'all partners agreed'
  tidings diff --against main api --accept --until 2027-01-31

With --format markdown the result is one comment on a pull request, which begins with <!-- tidings-diff --> so that a \
later run can take its place; annotations are counted there, and listed with --verbose. With --level source the marker \
is tidings-diff-source, with --workspace tidings-diff-workspace, so that all three can stand beside each other.

Findings in the forms for editors and pipelines stand in files of the working copy: what is gone is told at what is \
left around it, and what stood in a past version at its file as a whole, by the name that the contract has now.

With --quiet it ends with the verdict, without the order of the rollout and the version; changes are told all the same.

What a change means:
  breaking    somebody does not get along with the revision
  unknown     it could not be found out
  risky       no message is refused, and still something is taken away
  compatible  everybody gets along with it
  annotation  only people read it

Exit status:
  0  nothing breaks
  1  something breaks, or could not be found out unless --unknown allow, or the
     version is too small for --check-version; with --fail-on risky also what is
     risky, with --fail-on compatible whatever anybody could notice
  2  the command line or a tidings.toml makes no sense
  3  an input cannot be read or is neither YAML nor JSON";

/// What a changelog is made of, and how `changelog` ends.
pub(super) const CHANGELOG: &str = "\
Versions follow `info.version`: each has what changed since the one before, the newest first. Revisions that changed \
nothing but the layout are left out.

Examples:
  tidings changelog api/orders.yaml --output CHANGELOG.md
  tidings changelog api/orders.yaml --format html --output changelog.html
  tidings changelog orders-1.yaml orders-2.yaml orders-3.yaml
  tidings changelog v1.0.0:api/orders.yaml v2.0.0:api/orders.yaml

Exit status:
  0  written, whatever changed
  2  the command line or a tidings.toml makes no sense, or the output cannot be
     written
  3  the newest version, or one that was named, cannot be read or is neither
     YAML nor JSON";

/// How `generate rust` ends, and what it writes.
pub(super) const GENERATE_RUST: &str = "\
Examples:
  tidings generate rust api/orders.yaml -o src/orders.rs
  tidings generate rust api/orders.yaml -o src/orders
  tidings generate rust api/orders.yaml -o orders --crate orders
  tidings generate rust api/orders.yaml -o src/orders.rs --check
  tidings generate rust --schema order.schema.json -o src/order.rs
  tidings generate rust --schema api.yaml#/components/schemas/Order -o order.rs

The first one writes a file and the second one a folder, both for `mod orders;`, and the third one a package. A schema may \
also be one of Avro (order.avsc) or Protocol Buffers (order.proto).

Only an error in what code is made of is one here: a channel, an operation, a message or a schema that cannot be read. \
Other errors of `validate` are shown as warnings that say so.

Exit status:
  0  written, or with --check up to date
  1  findings at or above --fail-on, and nothing is written; with --check also
     files that would change
  2  the command line or a tidings.toml makes no sense, or a file cannot be
     written
  3  an input cannot be read or is neither YAML nor JSON";

/// How `model` ends.
pub(super) const MODEL: &str = "\
What is wrong with the document goes to standard error; the model holds what could be read in spite of it.

Exit status:
  0  written
  1  written, and there are findings at or above --fail-on
  2  the command line or a tidings.toml makes no sense, or the output cannot be
     written
  3  an input cannot be read or is neither YAML nor JSON, and nothing is written";

/// What `export` runs, and how it ends.
pub(super) const EXPORT: &str = "\
The program is one line, examples/asyncapi.rs:
  tidings::export!(orders::application());
and `orders::application()` makes a `tidings::application::Application`.

Examples:
  tidings export -o api/orders.yaml
  tidings export -o api/orders.yaml --check             for a pipeline
  tidings export --package orders --bin orders-contract

Exit status:
  0  written, or with --check up to date
  1  the program does not compile, or fails, or what it prints has findings at
     or above --fail-on, and nothing is written; with --check also a file that
     would change
  2  the command line or a tidings.toml makes no sense, cargo does not start, or
     the file cannot be written
  3  what the program prints is neither YAML nor JSON";

/// How `schema validate` ends, and how a schema is named.
pub(super) const SCHEMA_VALIDATE: &str = "\
Examples of SCHEMA:
  order.schema.json
  api/orders.yaml#/components/schemas/Order
  api/orders.yaml#/components/messages/OrderPlaced/payload

Exit status:
  0  the schema is sound, and every instance is valid under it
  1  findings about the schema or an instance at or above --fail-on
  2  the command line or a tidings.toml makes no sense, or SCHEMA names
     something else than a schema
  3  an input cannot be read or is neither YAML nor JSON";

/// How `schema example` ends, and how a schema is named.
pub(super) const SCHEMA_EXAMPLE: &str = "\
With --format json the instances are one document, otherwise one instance a line or a single one on several; the other \
formats are for findings about the schema.

Examples of SCHEMA:
  order.schema.json
  api/orders.yaml#/components/schemas/Order
  api/orders.yaml#/components/messages/OrderPlaced/payload

Exit status:
  0  written
  1  no instance was found, or there are findings about the schema at or above
     --fail-on
  2  the command line or a tidings.toml makes no sense, or SCHEMA names
     something else than a schema
  3  an input cannot be read or is neither YAML nor JSON";

/// What the answers of `schema compare` mean, what a line of a batch holds, and how it ends.
pub(super) const SCHEMA_COMPARE: &str = "\
Answers, in both directions:
  yes      it is proved that every value of the one schema is a value of the
           other
  no       a value that is not is shown, with the keyword that refuses it
  unknown  neither was found, and why

Examples:
  tidings schema compare order-1.json order-2.json
  tidings schema compare order.json api/orders.yaml#/components/schemas/Order
  git show HEAD:order.json | tidings schema compare - order.json
  tidings schema compare --jsonl pairs.jsonl

A line of pairs.jsonl, where id and draft may be missing:
  {\"id\":1,\"old\":{\"type\":\"integer\"},\"new\":{\"type\":\"number\"},\"draft\":\"7\"}
Its draft is 4, 6, 7, 2019-09, 2020-12, openapi3, avro or protobuf, and a schema in Protocol Buffers is its text.

Exit status:
  0  the answers are given, whatever they are
  1  a schema has findings at or above --fail-on
  2  the command line or a tidings.toml makes no sense
  3  a file cannot be read";

/// What `vendor` writes, and how it ends.
pub(super) const VENDOR: &str = "\
Files are fetched only from hosts that --allow-remote names. If a reference needs another host, it is reported and nothing is written.

Commands that read documents use the lock in the document's folder, or the nearest one above it up to the root.

The lock, tidings.lock, is TOML:
  version = 1
  [[file]]                one for each address, sorted
  url = \"https://…\"     the address without its fragment
  file = \"vendored/…\"   the copy, counted from the folder of the lock
  sha256 = \"…\"          of the bytes of the copy
  size = 1234             in bytes
  date = 2026-03-05       when these bytes were first fetched

Exit status:
  0  every file that the documents need is copied and locked
  1  a reference needs a host that is not allowed, or with --check a copy or the
     lock is not as it was
  2  the command line, a tidings.toml or the lock makes no sense, or a file
     cannot be written
  3  a document or a file of a host cannot be read";

/// How `rules`, `completions` and `man` end.
pub(super) const WRITES_ALWAYS: &str = "\
Exit status:
  0  written
  2  the command line makes no sense, or the output cannot be written";

/// How `explain` ends.
pub(super) const EXPLAIN: &str = "\
Exit status:
  0  written
  2  no rule has this name, or the output cannot be written";

/// Whether `command` has a use for the common option of this id.
fn heeds(command: &str, option: &str) -> bool {
    match command {
        "export" | "schema" | "vendor" => option != "verbose",
        "changelog" => !["verbose", "fail_on"].contains(&option),
        "model" => !["format", "verbose"].contains(&option),
        "rules" | "explain" => ["format", "output"].contains(&option),
        "completions" | "man" => option == "output",
        _ => true,
    }
}

/// The forms in which `command` writes, where these are not the forms of findings.
fn formats(command: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match command {
        "changelog" => Some(CHANGELOG_FORMATS),
        "diff" => Some(DIFF_FORMATS),
        "rules" => Some(RULES_FORMATS),
        "explain" => Some(EXPLAIN_FORMATS),
        "compare" => Some(COMPARE_FORMATS),
        _ => None,
    }
}

/// Takes from the help of each command what it has no use for.
pub(super) fn narrowed(command: Command) -> Command {
    let common = command
        .get_arguments()
        .filter(|argument| argument.is_global_set());
    let common: Vec<Arg> = common.cloned().collect();
    command.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let command = command.mut_subcommands(|command| {
            let inner = command.get_name().to_owned();
            let own = common
                .iter()
                .filter_map(|option| in_own_words(&inner, option));
            command.args(own.collect::<Vec<_>>())
        });
        let own = common
            .iter()
            .filter_map(|option| match in_own_words(&name, option) {
                None if !heeds(&name, option.get_id().as_str()) => Some(option.clone().hide(true)),
                own => own,
            });
        command.args(own.collect::<Vec<_>>())
    })
}

/// `option`, if `command` describes it in words of its own.
fn in_own_words(command: &str, option: &Arg) -> Option<Arg> {
    let option = || option.clone();
    match (command, option().get_id().as_str()) {
        ("diff", "fail_on") => Some(
            option()
                .value_name("IMPACT")
                .value_parser(impact_parser())
                .help("The least impact that makes the exit status 1 [default: what tidings.toml says, else breaking]"),
        ),
        (command, "format") => {
            let parser = form_parser(formats(command)?.iter().copied());
            Some(option().value_parser(parser))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::command;

    /// What stands behind the options of `command` and of those below it.
    fn after_help(command: &clap::Command) -> Vec<String> {
        let own = command.get_after_help().map(ToString::to_string);
        let below = command.get_subcommands().flat_map(after_help);
        own.into_iter().chain(below).collect()
    }

    #[test]
    fn what_a_terminal_wraps_is_not_wrapped_already() {
        for text in after_help(&command()) {
            let lines: Vec<&str> = text.lines().collect();
            for line in lines.iter().filter(|line| line.starts_with(' ')) {
                assert!(line.chars().count() <= 80, "{line}");
            }
            for pair in lines.windows(2) {
                let is_paragraph = |line: &str| !line.is_empty() && !line.starts_with(' ');
                let is_broken = is_paragraph(pair[0]) && is_paragraph(pair[1]);
                assert!(!is_broken, "{pair:?}");
            }
        }
    }
}
