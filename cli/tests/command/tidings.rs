//! Runs the command as a user does.

use std::io::Write;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// `tidings` in the folder of the fixtures, without colours of the environment.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidings"));
    command
        .args(arguments)
        .current_dir(fixtures())
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub(crate) fn run(arguments: &[&str]) -> Run {
    finish(command(arguments))
}

/// Runs with `text` as standard input.
pub(crate) fn run_with_input(arguments: &[&str], text: &str) -> Run {
    let mut command = command(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A command that ends for another reason does not wait for its input.
    let _ = stdin.write_all(text.as_bytes());
    drop(stdin);
    read(child.wait_with_output().expect("the command ends"))
}

pub(crate) fn finish(mut command: Command) -> Run {
    read(command.output().expect("the command runs"))
}

fn read(output: std::process::Output) -> Run {
    Run {
        status: output.status.code().expect("the command ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

impl Run {
    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(
            self.status, status,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// An error of `rule` is shown to people, and `texts` with it.
    #[track_caller]
    pub(crate) fn expect_finding(self, rule: &str, texts: &[&str]) {
        let shown = self.expect(1).stdout;
        assert!(shown.contains(&format!("error[{rule}]")), "{shown}");
        for text in texts {
            assert!(shown.contains(text), "{text} in {shown}");
        }
    }

    /// Standard output as the one JSON document of findings that it must be.
    #[track_caller]
    pub(crate) fn findings(&self) -> Value {
        self.document("../crates/report/schema/findings-1.json")
    }

    /// Standard output as the one JSON document it must be, checked against the published schema, a path from `cli`.
    #[track_caller]
    pub(crate) fn document(&self, schema: &str) -> Value {
        let document = self.json();
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
        let schema = std::fs::read_to_string(schema).expect("the schema");
        let schema = serde_json::from_str(&schema).expect("the schema is JSON");
        jsonschema::validate(&schema, &document).expect("the document keeps the schema");
        document
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("one JSON document")
    }
}

/// A folder in which the command runs.
pub(crate) struct Folder(tidings_test_folder::Folder);

impl Folder {
    /// `name` is the test's own.
    pub(crate) fn new(name: &str) -> Self {
        Self(tidings_test_folder::Folder::new(name))
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = command(arguments);
        command.current_dir(self.path());
        finish(command)
    }
}

impl Deref for Folder {
    type Target = tidings_test_folder::Folder;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
