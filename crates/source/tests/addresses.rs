//! Files behind addresses: read only where somebody decides so, and then like any other.

use tidings_source::{Files, Lock, LockEntry, LockedFiles, MemoryFiles, ReadError, Sources};

/// Two files of a host, and a document in memory.
struct Host(MemoryFiles);

impl Files for Host {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        match address {
            "https://h/schemas/order.yaml" => {
                Some(Ok(b"line: {$ref: '../line.yaml#/sku'}".to_vec()))
            }
            "https://h/line.yaml" => Some(Ok(b"sku: {type: string}".to_vec())),
            "https://h/gone.yaml" => Some(Err(ReadError::NotFound)),
            _ => None,
        }
    }
}

fn link(reference: &str) -> (Sources, String) {
    let document = format!("a: {{$ref: '{reference}'}}");
    let (sources, findings) =
        Sources::link(&Host(MemoryFiles::new([("a.yaml", document)])), "a.yaml");
    assert_eq!(findings, []);
    (sources, reference.to_owned())
}

#[track_caller]
fn check_unresolved(reference: &str, rule: &str, message: &str) {
    let (sources, reference) = link(reference);
    let file = sources.files()[0].tree.file();
    let error = sources
        .resolve(file, &reference)
        .expect_err("it leads nowhere");
    assert_eq!(error.rule.id, rule, "{}", error.message);
    assert!(error.message.contains(message), "{}", error.message);
}

#[test]
fn an_address_leads_to_a_file_and_a_relative_reference_in_it_to_the_next() {
    let (sources, reference) = link("https://h/schemas/order.yaml#/line");
    let file = sources.files()[0].tree.file();
    let resolved = sources
        .resolve(file, &reference)
        .expect("both files are there");
    assert_eq!(
        resolved.value.get("type").and_then(|value| value.as_str()),
        Some("string")
    );
}

#[test]
fn an_address_that_is_not_read_says_so() {
    check_unresolved(
        "https://elsewhere/x.yaml",
        "remote-ref",
        "its host may not be asked",
    );
    check_unresolved(
        "file:///etc/passwd",
        "remote-ref",
        "neither a file nor anything that can be fetched",
    );
    check_unresolved(
        "//elsewhere/x.yaml",
        "remote-ref",
        "neither a file nor anything that can be fetched",
    );
    check_unresolved("https://h/gone.yaml", "unresolved-ref", "no such file");
}

#[test]
fn an_address_is_read_once_whatever_its_spelling() {
    let document = "a: {$ref: 'https://h/line.yaml#/sku'}\nb: {$ref: 'HTTPS://H/x/../line.yaml'}\n";
    let (sources, _) = Sources::link(&Host(MemoryFiles::new([("a.yaml", document)])), "a.yaml");
    assert_eq!(sources.files().len(), 2);
    assert_eq!(sources.files()[1].path, "https://h/line.yaml");
}

#[test]
fn what_has_an_address_by_its_own_word_is_not_fetched() {
    let document = "a: {$id: 'https://h/line.yaml'}\nb: {$ref: 'https://h/line.yaml'}\n";
    let (sources, _) = Sources::link(&Host(MemoryFiles::new([("a.yaml", document)])), "a.yaml");
    assert_eq!(sources.files().len(), 1);
}

const ADDRESS: &str = "https://h/types.yaml";

/// A lock in the folder `api` with one copy, and a document in a folder below that refers to it.
fn locked(copy: &str, lock: impl FnOnce(String) -> String) -> MemoryFiles {
    let mut known = Lock::default();
    let entry = LockEntry::of(
        "vendored/types.yaml".to_owned(),
        b"sku: 1",
        "2026-03-05".to_owned(),
    );
    known.insert(ADDRESS.to_owned(), entry);
    let document = format!("a: {{$ref: '{ADDRESS}#/sku'}}");
    MemoryFiles::new([
        ("api/v1/a.yaml", document),
        ("api/tidings.lock", lock(known.to_text())),
        ("api/vendored/types.yaml", copy.to_owned()),
    ])
}

#[track_caller]
fn check_locked(copy: &str, expected: Result<(), &str>) {
    let files = LockedFiles::nearest(locked(copy, |lock| lock), "api/v1/a.yaml").expect("a lock");
    assert_eq!(
        files.copy_of(ADDRESS).as_deref(),
        Some("api/vendored/types.yaml")
    );
    let (sources, findings) = Sources::link(&files, "api/v1/a.yaml");
    assert_eq!(findings, []);
    let file = sources.files()[0].tree.file();
    let step = sources.step(file, &format!("{ADDRESS}#/sku"));
    match (step, expected) {
        (Ok(value), Ok(())) => assert_eq!(value.pointer(), "/sku"),
        (Err(unresolved), Err(message)) => {
            assert_eq!(unresolved.rule.id, "lock-mismatch");
            assert!(
                unresolved.message.contains(message),
                "{}",
                unresolved.message
            );
        }
        (step, _) => panic!("{step:?}"),
    }
}

#[test]
fn a_locked_copy_is_read_while_it_is_what_was_locked() {
    check_locked("sku: 1", Ok(()));
    check_locked(
        "sku: 2",
        Err(
            "the file `https://h/types.yaml` cannot be read: its copy `api/vendored/types.yaml` has 6 bytes with SHA-256",
        ),
    );
}

#[test]
fn a_lock_is_looked_for_in_every_folder_up_to_the_root() {
    let found = |document: &str| {
        let files = LockedFiles::nearest(locked("", |lock| lock), document).expect("a lock");
        files.lock().map(|(folder, _)| folder.to_owned())
    };
    assert_eq!(found("api/v1/deep/a.yaml").as_deref(), Some("api"));
    assert_eq!(found("api/a.yaml").as_deref(), Some("api"));
    assert_eq!(found("a.yaml"), None);
    let broken = LockedFiles::nearest(locked("", |_| "?".to_owned()), "api/v1/a.yaml");
    let (path, error) = broken.map(|_| ()).expect_err("it is no lock");
    assert_eq!(path, "api/tidings.lock");
    assert!(error.to_string().starts_with("line 1: "), "{error}");
}
