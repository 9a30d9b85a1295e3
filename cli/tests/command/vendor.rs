//! `tidings vendor`: copies beside a lock, and what the lock is worth.

use std::fs;

use crate::server::{Server, contract};
use crate::tidings::{Folder, Run, command, finish};

const FILES: [(&str, &str); 2] = [
    (
        "/schemas/lamp.yaml",
        "Lamp: { properties: { name: { $ref: '../common.json#/name' } } }\n",
    ),
    ("/common.json", "{ \"name\": { \"type\": \"string\" } }"),
];

/// A host, and a repository with a contract that refers to it.
struct Repository {
    server: Server,
    folder: Folder,
}

impl Repository {
    fn new(name: &str) -> Self {
        let server = Server::new(&FILES);
        let folder = Folder::new(&format!("vendor-{name}"));
        folder.write("tidings.toml", "");
        let reference = server.address("/schemas/lamp.yaml#/Lamp");
        folder.write("api/lights.yaml", &contract(&reference));
        Self { server, folder }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = command(arguments);
        command.current_dir(self.folder.path());
        finish(command)
    }

    /// Vendors with the host allowed.
    fn vendor(&self, arguments: &[&str]) -> Run {
        let host = ["--allow-remote", self.server.host()];
        self.run(&[&["vendor", "api"], &host[..], arguments].concat())
    }

    fn check(&self) -> Run {
        self.run(&["vendor", "api", "--check"])
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).expect(path)
    }

    /// Where the copy of the file at `path` of the host is.
    fn copy_of(&self, path: &str) -> String {
        format!("vendored/{}{path}", self.server.host().replace(':', "_"))
    }
}

#[test]
fn copies_make_the_network_unnecessary() {
    let repository = Repository::new("copies");
    let run = repository.vendor(&[]).expect(0);
    assert_eq!(
        run.stderr,
        "2 files copied, 0 unchanged, listed in tidings.lock\n"
    );
    assert_eq!(run.stdout, "");
    for (path, text) in FILES {
        assert_eq!(repository.read(&repository.copy_of(path)), text);
        let lock = repository.read("tidings.lock");
        assert!(
            lock.contains(&format!("url = \"{}\"\n", repository.server.address(path))),
            "{lock}"
        );
        assert!(
            lock.contains(&format!("file = \"{}\"\n", repository.copy_of(path))),
            "{lock}"
        );
    }
    assert_eq!(repository.read("vendored/.gitattributes"), "* -text\n");
    repository.server.requests();
    repository.run(&["validate", "api"]).expect(0);
    repository.run(&["validate", "."]).expect(0);
    repository
        .run(&["generate", "rust", "api/lights.yaml", "-o", "out"])
        .expect(0);
    repository.check().expect(0);
    assert!(repository.server.requests().is_empty());
}

#[test]
fn doing_it_again_changes_nothing() {
    let repository = Repository::new("again");
    repository.vendor(&[]).expect(0);
    // A day that is not today shows whether the lock was written anew.
    let lock = repository.read("tidings.lock");
    let (before, _) = lock.split_once("date = ").expect("a date");
    let lock = lock.replace(&lock[before.len()..before.len() + 17], "date = 2020-01-01");
    repository.folder.write("tidings.lock", &lock);
    repository.server.requests();
    for arguments in [&[][..], &["--update"]] {
        let run = repository.vendor(arguments).expect(0);
        assert_eq!(
            run.stderr,
            "0 files copied, 2 unchanged, listed in tidings.lock\n"
        );
        assert_eq!(repository.read("tidings.lock"), lock);
    }
    // Only the update asked the host.
    assert_eq!(repository.server.requests().len(), 2);
}

#[test]
fn pruning_removes_what_no_document_needs() {
    let repository = Repository::new("prune");
    repository.vendor(&[]).expect(0);
    let reference = repository.server.address("/common.json#/name");
    repository
        .folder
        .write("api/lights.yaml", &contract(&reference));
    // Without being asked, nothing is removed: other documents may need it.
    repository.vendor(&[]).expect(0);
    let lamp = repository.copy_of("/schemas/lamp.yaml");
    repository.read(&lamp);
    let run = repository.vendor(&["--prune"]).expect(0);
    assert_eq!(
        run.stderr,
        "0 files copied, 1 unchanged, 1 removed, listed in tidings.lock\n"
    );
    assert!(!repository.folder.path().join(&lamp).exists());
    assert!(!repository.read("tidings.lock").contains("lamp.yaml"));
    repository.check().expect(0);
    repository.folder.write("api/lights.yaml", &contract("#/x"));
    repository.vendor(&["--prune"]).expect(0);
    let lock = repository.read("tidings.lock");
    assert!(lock.ends_with("\nversion = 1\n"), "{lock}");
    repository
        .run(&["vendor", "api", "--prune", "--check"])
        .expect(2);
}

#[test]
fn an_update_takes_what_the_host_has_now() {
    let repository = Repository::new("update");
    repository.vendor(&[]).expect(0);
    repository.server.put("/common.json", "{ \"name\": true }");
    repository.vendor(&[]).expect(0);
    assert_eq!(
        repository.read(&repository.copy_of("/common.json")),
        FILES[1].1
    );
    let run = repository.vendor(&["--update"]).expect(0);
    assert_eq!(
        run.stderr,
        "1 file copied, 1 unchanged, listed in tidings.lock\n"
    );
    assert_eq!(
        repository.read(&repository.copy_of("/common.json")),
        "{ \"name\": true }"
    );
    repository.check().expect(0);
}

#[test]
fn without_every_host_nothing_is_written() {
    let repository = Repository::new("missing");
    let elsewhere = Server::new(&FILES);
    let there = elsewhere.address("/common.json");
    repository
        .folder
        .write("api/more.yaml", &contract(&format!("{there}#/name")));
    repository.vendor(&[]).expect_finding(
        "remote-ref",
        &[&there, &format!("--allow-remote {}", elsewhere.host())],
    );
    assert!(!repository.folder.path().join("tidings.lock").exists());
    assert!(!repository.folder.path().join("vendored").exists());
    repository
        .vendor(&["--allow-remote", elsewhere.host()])
        .expect(0);
    repository.check().expect(0);
}

#[test]
fn a_copy_that_is_not_what_was_locked_is_refused() {
    let repository = Repository::new("changed");
    repository.vendor(&[]).expect(0);
    let copy = repository.copy_of("/schemas/lamp.yaml");
    let address = repository.server.address("/schemas/lamp.yaml");
    repository.folder.write(&copy, "Lamp: {}\n");
    for run in [
        repository.run(&["validate", "api"]),
        repository.check(),
        repository.vendor(&[]),
    ] {
        run.expect_finding("lock-mismatch", &[&copy, &address]);
    }
    repository.vendor(&["--update"]).expect(0);
    repository.run(&["validate", "api"]).expect(0);
    // One that no document needs any more is checked as well.
    repository.folder.write(
        "api/lights.yaml",
        &contract("#/components/schemas/Other").replace("Lamp:", "Other: {}\n    Lamp:"),
    );
    repository.check().expect(0);
    fs::remove_file(repository.folder.path().join(&copy)).expect("the copy");
    repository
        .check()
        .expect_finding("lock-mismatch", &[&copy, &address, "no such file"]);
}

#[test]
fn a_reference_that_is_not_locked_is_told() {
    let repository = Repository::new("new");
    repository.vendor(&[]).expect(0);
    repository
        .folder
        .write("api/more.yaml", &contract("https://schemas.example/x.yaml"));
    let run = repository.run(&[
        "vendor",
        "api",
        "--check",
        "--allow-remote",
        "schemas.example",
    ]);
    run.expect_finding("remote-ref", &["https://schemas.example/x.yaml"]);
}

#[test]
fn the_lock_stands_where_its_documents_find_it() {
    let repository = Repository::new("place");
    repository.vendor(&["-o", "api/copies"]).expect(0);
    assert!(
        repository
            .read("api/tidings.lock")
            .contains("file = \"copies/")
    );
    repository.run(&["validate", "api"]).expect(0);
    let run = repository.vendor(&[]).expect(2);
    assert!(run.stderr.contains("which is nearer"), "{}", run.stderr);
    repository.folder.write("elsewhere/x", "");
    let run = repository.vendor(&["-o", "elsewhere/copies"]).expect(2);
    assert!(
        run.stderr.contains("would not find a lock"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_copy_is_no_document_of_a_folder() {
    let repository = Repository::new("document");
    // A document of somebody else, with a reference that leads nowhere from where the copy stands.
    let document = contract("other.yaml#/X").replace("Lamp", "Other") + "    Lamp: {}\n";
    repository.server.put("/schemas/lamp.yaml", &document);
    repository.server.put("/schemas/other.yaml", "X: {}\n");
    let reference = repository
        .server
        .address("/schemas/lamp.yaml#/components/schemas/Lamp");
    repository
        .folder
        .write("api/lights.yaml", &contract(&reference));
    repository.vendor(&[]).expect(0);
    repository.run(&["validate", "."]).expect(0);
    let copy = repository.copy_of("/schemas/lamp.yaml");
    repository.run(&["validate", &copy]).expect(0);
}

#[test]
fn a_lock_that_makes_no_sense_is_told() {
    let repository = Repository::new("nonsense");
    repository.folder.write("tidings.lock", "version = 7\n");
    let run = repository.run(&["validate", "api"]).expect(3);
    assert!(
        run.stdout
            .contains("error[unreadable]: the lock makes no sense: it has version 7"),
        "{}",
        run.stdout
    );
    let run = repository.vendor(&[]).expect(2);
    assert!(
        run.stderr.contains("tidings.lock makes no sense"),
        "{}",
        run.stderr
    );
}
