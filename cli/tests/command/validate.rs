//! `tidings validate`: every kind of input, exit status and option.

use crate::tidings::{Folder, command, finish, run, run_with_input};
use serde_json::json;

const CLEAN: &str = "asyncapi: 3.0.0\ninfo:\n  title: Lights\n  version: 1.0.0\n";

#[test]
fn a_clean_document_prints_its_summary_only() {
    let clean = run(&["validate", "clean.yaml"]).expect(0);
    assert_eq!(clean.stdout, "1 file is clean\n");
    assert_eq!(clean.stderr, "");
}

#[test]
fn findings_make_the_status_1() {
    let run = run(&["validate", "misspelt.yaml", "clean.yaml"]).expect(1);
    assert!(
        run.stdout.contains("error[unknown-field]"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.ends_with("1 error in 1 of 2 files\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn fail_on_sets_the_level_that_fails() {
    run(&["validate", "warning.yaml"]).expect(0);
    run(&["validate", "warning.yaml", "--fail-on", "warning"]).expect(1);
    run(&["validate", "warning.yaml", "--fail-on", "info"]).expect(1);
    run(&["validate", "clean.yaml", "--fail-on", "info"]).expect(0);
}

#[test]
fn bad_usage_is_2() {
    run(&[]).expect(2);
    run(&["validate"]).expect(2);
    run(&["validate", "clean.yaml", "--format", "xml"]).expect(2);
    run(&["validate", "clean.yaml", "--root", "no-such-folder"]).expect(2);
    run(&["validate", "clean.yaml", "--root", "folder"]).expect(2);
    run(&["validate", "-", "-"]).expect(2);
    run(&["validate", "clean.yaml", "--output", "no-such-folder/out"]).expect(2);
    let misspelt = run(&["validat", "clean.yaml"]).expect(2);
    assert!(misspelt.stderr.contains("validate"), "{}", misspelt.stderr);
    assert_eq!(misspelt.stdout, "");
}

#[test]
fn what_cannot_be_read_is_3() {
    let missing = run(&["validate", "clean.yml"]).expect(3);
    assert!(
        missing.stdout.contains("error[unreadable]"),
        "{}",
        missing.stdout
    );
    assert!(
        missing.stdout.contains("`clean.yaml`"),
        "{}",
        missing.stdout
    );
    let unclosed = run(&["validate", "unclosed.yaml"]).expect(3);
    assert!(
        unclosed.stdout.contains("error[syntax-error]"),
        "{}",
        unclosed.stdout
    );
    // Of several statuses the highest counts.
    run(&["validate", "misspelt.yaml", "missing.yaml", "clean.yaml"]).expect(3);
    run(&["validate", "unclosed.yaml", "--fail-on", "info"]).expect(3);
}

#[test]
fn what_is_no_asyncapi_document_is_a_finding() {
    let openapi = run(&["validate", "openapi.yaml"]).expect(1);
    assert!(
        openapi.stdout.contains("error[not-asyncapi]"),
        "{}",
        openapi.stdout
    );
    for text in ["", "# nothing\n", "null", "[]", "text", "{}"] {
        let empty = run_with_input(&["validate", "-"], text).expect(1);
        assert!(
            empty.stdout.contains("error[not-asyncapi]"),
            "{text:?}: {}",
            empty.stdout
        );
    }
    let notes = Folder::new("notes");
    let notes = notes.write("NOTES.md", "Nothing to see here.\n");
    run(&["validate", &notes.to_string_lossy()]).expect(1);
}

#[test]
fn a_version_that_does_not_exist_is_refused() {
    let future = run(&["validate", "future.yaml", "--format", "concise"]).expect(1);
    assert_eq!(
        future.stdout,
        "future.yaml:1:11: error[unsupported-version] AsyncAPI 2.7.0 is not supported\n"
    );
}

#[test]
fn json_is_one_document_whatever_happens() {
    for (paths, status, rules) in [
        (&["clean.yaml"][..], 0, json!([])),
        (
            &["misspelt.yaml", "clean.yaml"],
            1,
            json!(["unknown-field"]),
        ),
        (&["missing.yaml"], 3, json!(["unreadable"])),
        (
            &["folder/nested/messages.yaml", "missing.yaml"],
            3,
            json!(["not-asyncapi", "unreadable"]),
        ),
    ] {
        let arguments = [&["validate", "--format", "json"], paths].concat();
        let findings = run(&arguments).expect(status).findings();
        let found: Vec<_> = findings["findings"]
            .as_array()
            .expect("an array")
            .iter()
            .map(|finding| finding["rule"].clone())
            .collect();
        assert_eq!(json!(found), rules, "{paths:?}");
        assert_eq!(findings["summary"]["files"], paths.len());
    }
    let syntax = run(&["validate", "unclosed.yaml", "--format", "json"]).expect(3);
    let syntax = syntax.findings();
    let rules = syntax["findings"].as_array().expect("an array").iter();
    assert!(
        rules
            .into_iter()
            .any(|finding| finding["rule"] == "syntax-error")
    );
}

#[test]
fn json_says_where_in_all_three_ways() {
    let run = run(&["validate", "misspelt.yaml", "--format", "json"]).expect(1);
    let finding = &run.findings()["findings"][0];
    assert_eq!(finding["file"], "misspelt.yaml");
    assert_eq!(finding["pointer"], "/channels/switched/adress");
    assert_eq!(
        finding["range"],
        json!({
            "start": { "line": 7, "column": 5, "offset": 81 },
            "end": { "line": 7, "column": 11, "offset": 87 },
        })
    );
    assert_eq!(finding["fix"]["edits"][0]["replacement"], "address");
}

#[test]
fn a_folder_means_every_document_in_it() {
    let folder = run(&["validate", "folder", "--format", "json"])
        .expect(1)
        .findings();
    // Not the fragment, not the OpenAPI document, not the ignored file.
    assert_eq!(folder["summary"]["files"], 2);
    assert_eq!(folder["findings"][0]["file"], "folder/misspelt.yml");
    // Asked for by name, an ignored file is read, and nothing is read twice.
    let twice = [
        "validate",
        "folder",
        "folder/clean.json",
        "folder/ignored.yaml",
        "--format",
        "json",
    ];
    assert_eq!(run(&twice).expect(1).findings()["summary"]["files"], 3);
}

#[test]
fn a_folder_without_documents_is_3() {
    let nothing = run(&["validate", "folder/nested", "--format", "json"]).expect(3);
    assert_eq!(nothing.findings()["findings"][0]["rule"], "no-documents");
    run(&["validate", "clean.yaml", "folder/nested"]).expect(3);
}

#[test]
fn paths_stay_as_the_user_gave_them() {
    let nested = fixtures_in("folder/nested");
    let mut command = command(&[
        "validate",
        "../misspelt.yml",
        ".././../misspelt.yaml",
        "..",
        "--format",
        "json",
    ]);
    command.current_dir(nested);
    let findings = finish(command).expect(1).findings();
    let files: Vec<_> = findings["findings"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|finding| &finding["file"])
        .collect();
    assert_eq!(
        json!(files),
        json!(["../misspelt.yml", ".././../misspelt.yaml"])
    );
}

fn fixtures_in(folder: &str) -> std::path::PathBuf {
    crate::tidings::fixtures().join(folder)
}

#[test]
fn the_current_folder_needs_no_prefix() {
    let mut command = command(&["validate", ".", "--format", "concise"]);
    command.current_dir(fixtures_in("folder"));
    let run = finish(command).expect(1);
    assert!(
        run.stdout.starts_with("misspelt.yml:7:5: error"),
        "{}",
        run.stdout
    );
}

#[test]
fn standard_input_is_a_document() {
    let clean = run_with_input(&["validate", "-"], CLEAN).expect(0);
    assert_eq!(clean.stdout, "1 file is clean\n");
    let nameless = run_with_input(
        &["validate", "-", "--format", "concise"],
        "asyncapi: 3.0.0\n",
    );
    assert!(
        nameless
            .stdout
            .starts_with("<stdin>:1:1: error[missing-field]"),
        "{}",
        nameless.stdout
    );
}

#[test]
fn standard_input_can_have_a_name_and_references() {
    let text = std::fs::read_to_string(fixtures_in("clean.yaml")).expect("the fixture");
    let moved = text.replace("folder/nested/", "");
    let name = "folder/nested/unsaved.yaml";
    run_with_input(&["validate", "-", "--stdin-filename", name], &moved).expect(0);
    let lost = run_with_input(&["validate", "-", "--format", "concise"], &moved).expect(1);
    assert!(
        lost.stdout.contains("error[unresolved-ref]"),
        "{}",
        lost.stdout
    );
    let broken = run_with_input(
        &[
            "validate",
            "-",
            "--stdin-filename",
            name,
            "--format",
            "concise",
        ],
        "asyncapi: 3.0.0",
    );
    assert!(broken.stdout.starts_with(name), "{}", broken.stdout);
}

#[test]
fn options_stand_before_or_after_everything() {
    let expected = run(&["validate", "misspelt.yaml", "--format", "concise", "-q"]).expect(1);
    for arguments in [
        &["--format", "concise", "-q", "validate", "misspelt.yaml"][..],
        &["-q", "validate", "--format=concise", "misspelt.yaml"],
        &["validate", "-q", "misspelt.yaml", "--format", "concise"],
    ] {
        assert_eq!(
            run(arguments).expect(1).stdout,
            expected.stdout,
            "{arguments:?}"
        );
    }
}

#[test]
fn output_goes_to_a_file_without_colours() {
    let folder = Folder::new("output");
    let path = folder.path().join("out.txt");
    let path = path.to_string_lossy();
    let run = run(&["validate", "misspelt.yaml", "--output", &path]).expect(1);
    assert_eq!(run.stdout, "");
    let text = std::fs::read_to_string(&*path).expect("the output");
    assert!(text.ends_with("1 error in 1 file\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn colours_follow_the_option_and_the_environment() {
    let colored = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command(arguments);
        command.env("TERM", "xterm");
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        finish(command).expect(0).stdout.contains('\u{1b}')
    };
    assert!(!colored(&["validate", "warning.yaml"], None));
    assert!(colored(
        &["validate", "warning.yaml", "--color", "always"],
        None
    ));
    assert!(colored(
        &["validate", "warning.yaml", "--color", "always"],
        Some("NO_COLOR")
    ));
    assert!(colored(
        &["validate", "warning.yaml"],
        Some("CLICOLOR_FORCE")
    ));
    assert!(!colored(
        &["validate", "warning.yaml", "--color", "never"],
        Some("CLICOLOR_FORCE")
    ));
}

#[test]
fn publish_and_subscribe_are_put_in_words() {
    let document = "asyncapi: 2.6.0\ninfo: { title: Lights, version: 1.0.0 }\n\
                    channels: { lights: { publish: {} } }\n";
    let verbose = run_with_input(&["validate", "-", "-v"], document).expect(0);
    assert!(
        verbose.stderr.contains(
            "others `publish` what the application receives (1 operation), \
             and `subscribe` to what it sends (0 operations)"
        ),
        "{}",
        verbose.stderr
    );
}

#[test]
fn quiet_says_less_and_verbose_more() {
    let quiet = run(&["validate", "clean.yaml", "-q"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let verbose = run(&["validate", "bindings.yaml", "-v"]).expect(0);
    assert_eq!(verbose.stdout, "1 file is clean\n");
    assert!(
        verbose.stderr.contains("AsyncAPI 3.0.0, 1 file, 1 channel"),
        "{}",
        verbose.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_success() {
    use std::process::Stdio;

    let mut command = command(&["validate", "clean.yaml"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    // The reading end is closed before the command has anything to say: it waits for its input first.
    command.args(["-"]).stdin(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    drop(child.stdout.take());
    drop(child.stdin.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_entered_is_3() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("locked");
    folder.write("locked/a.yaml", CLEAN);
    let locked = folder.path().join("locked");
    let set_mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&locked, permissions).expect("our own folder");
    };
    set_mode(0o000);
    // Some users may read everything; for them there is nothing to see here.
    let is_locked = std::fs::read_dir(&locked).is_err();
    let run = run(&["validate", &folder.path().to_string_lossy()]);
    set_mode(0o755);
    run.expect(if is_locked { 3 } else { 0 });
}

/// A project whose two documents refer to the same broken file, and have a mistake of their own each.
fn shared_project(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(".git/HEAD", "");
    folder.write("shared/lamp.yaml", "Lamp: { type: no-such-type }\n");
    for document in ["api/a.yaml", "api/b.yaml"] {
        let text = "asyncapi: 3.0.0\ninfo: { title: Lights, version: 1.0.0, titel: x }\n\
                    components: { schemas: { Lamp: { $ref: ../shared/lamp.yaml#/Lamp } } }\n";
        folder.write(document, text);
    }
    folder
}

#[test]
fn a_mistake_in_a_shared_file_is_told_once() {
    let folder = shared_project("shared");
    let run = folder
        .run(&[
            "validate",
            "api/b.yaml",
            "./api/a.yaml",
            "api",
            "--format",
            "concise",
        ])
        .expect(1);
    let places: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(
        places,
        [
            "api/b.yaml:2:40",
            "shared/lamp.yaml:1:15",
            "./api/a.yaml:2:40"
        ]
    );
}

#[test]
fn many_documents_give_the_same_output_every_time() {
    let folder = Folder::new("many");
    for number in 0..40 {
        let text = format!("asyncapi: 3.0.0\ninfo: {{ title: {number}, version: 1.0.0 }}\n");
        folder.write(&format!("{}/{number:02}.yaml", number % 7), &text);
    }
    let path = folder.path().to_string_lossy().into_owned();
    let concise = || {
        run(&["validate", &path, "--format", "concise"])
            .expect(1)
            .stdout
    };
    let first = concise();
    assert_eq!(first.lines().count(), 40);
    let names: Vec<&str> = first.lines().collect();
    assert!(names.is_sorted(), "{first}");
    for _ in 0..3 {
        assert_eq!(concise(), first);
    }
}
