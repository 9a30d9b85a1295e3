//! Names whose case differs from the disk: found on every system, and read all the same.

use tidings_diag::Finding;
use tidings_source::{Files, MemoryFiles, ReadError, Sources};

/// Files of a system for which case does not matter.
struct Forgiving(MemoryFiles);

impl Files for Forgiving {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let read = self.0.read(path);
        if read != Err(ReadError::NotFound) {
            return read;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut names = self.0.list(folder).into_iter();
        let real = names.find(|real| real.eq_ignore_ascii_case(name));
        let real = real.ok_or(ReadError::NotFound)?;
        self.0
            .read(format!("{folder}/{real}").trim_start_matches('/'))
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.0.list(path)
    }

    fn ignores_case(&self) -> bool {
        true
    }
}

const DOCUMENT: &str = "\
a: { $ref: 'Types.yaml#/sku' }
b: { $ref: \"./types.yaml#/sku\" }
c: { $ref: ../api/TYPES.yaml }
";

fn files() -> MemoryFiles {
    MemoryFiles::new([("api/a.yaml", DOCUMENT), ("api/types.yaml", "sku: 1")])
}

/// What is said, and how each is mended.
fn shown(files: &dyn Files) -> Vec<String> {
    let (sources, findings) = Sources::link(files, "api/a.yaml");
    assert_eq!(sources.files().len(), 2, "both spellings are one file");
    for (reference, target) in sources.references() {
        assert!(target.is_ok(), "{} is read", reference.text);
    }
    findings.iter().map(show).collect()
}

fn show(finding: &Finding) -> String {
    let edit = &finding.fix.as_ref().expect("a mend").edits[0];
    let range = edit.span.range();
    format!(
        "{} {} => {}",
        finding.rule.id, &DOCUMENT[range], edit.replacement
    )
}

#[test]
fn case_is_told_wherever_it_matters_and_wherever_it_does_not() {
    let expected = [
        "ref-case-mismatch Types.yaml => types.yaml",
        "ref-case-mismatch ../api/TYPES.yaml => ../api/types.yaml",
    ];
    assert_eq!(shown(&files()), expected);
    assert_eq!(shown(&Forgiving(files())), expected);
}

#[test]
fn of_two_names_that_are_alike_none_is_meant() {
    let files = MemoryFiles::new([
        ("a.yaml", "a: { $ref: ORDER.yaml }"),
        ("order.yaml", "1"),
        ("Order.yaml", "2"),
    ]);
    let (sources, findings) = Sources::link(&files, "a.yaml");
    assert_eq!(findings, []);
    assert_eq!(sources.files().len(), 1);
}
