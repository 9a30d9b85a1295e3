//! The doors inside a user's build, in packages that Cargo really builds.
//!
//! It takes longer than other tests, so it is run by its name: `cargo test -p tidings-tests --test builds`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What Cargo says itself of a build that fails.
const OF_CARGO: [&str; 3] = [
    "could not compile",
    "build script logged errors",
    "aborting due to",
];

/// A copy of a folder in `builds/`, in a folder whose name is hard to get right.
///
/// All of them are built into one folder, where Cargo tells packages apart by their names and not by where they lie; so
/// no two cases have a package of one name.
struct Case {
    name: &'static str,
    folder: PathBuf,
    /// The folder of the package or workspace.
    top: PathBuf,
}

impl Case {
    fn new(name: &'static str) -> Self {
        let above = Path::new(env!("CARGO_TARGET_TMPDIR")).join("Räume und Größen");
        let folder = above.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("our own folder");
        }
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (path, bytes) in files(&package.join("builds").join(name)) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        // The versions that the workspace has, which are there without a network.
        let has_manifest = |folder: &PathBuf| folder.join("Cargo.toml").exists();
        let candidates = [folder.clone(), folder.join("service")];
        let top = candidates
            .into_iter()
            .find(has_manifest)
            .expect("a package");
        fs::copy(package.join("../Cargo.lock"), top.join("Cargo.lock")).expect("a lock");
        let case = Self { name, folder, top };
        assert_success(&case.cargo(&["metadata", "--format-version=1"]));
        case
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let patch = |name: &str, folder: &str| {
            let folder = workspace.join(folder);
            format!("patch.crates-io.{name}.path={folder:?}")
        };
        let mut cargo = Command::new(env!("CARGO"));
        // Cargo hands what this package's build script has made down to its tests; a user's package has its own only.
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TIDINGS_CONTRACT_"))
        {
            cargo.env_remove(name);
        }
        cargo
            .args(arguments)
            .args(["--offline", "--config"])
            .arg(patch("tidings", "runtime/tidings"))
            .arg("--config")
            .arg(patch("tidings-build", "crates/build"))
            .current_dir(&self.top)
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .expect("cargo starts")
    }

    /// What is written while Cargo builds, which is told nothing but to build.
    fn build(&self) -> Output {
        self.cargo(&["build", "--keep-going", "--locked"])
    }

    /// Writes the module of `contract` to `file`, as the command line does.
    fn generate(&self, contract: &str, file: &str) {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "-p", "tidings-cli", "--"])
            .args(["generate", "rust"])
            .arg(self.folder.join(contract))
            .arg("-o")
            .arg(self.folder.join(file))
            .output()
            .expect("the command starts");
        assert_success(&output);
    }

    /// The tests of the package `name` that pass, those that fail, and what is told of these.
    fn tests(&self, name: &str) -> Tests {
        let output = self.cargo(&["test", "--locked", "--lib", "-p", name]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("test result:"), "{name}: {said}");
        let ending = |ending: &str| {
            let lines = told.lines().filter_map(|line| line.strip_prefix("test "));
            let names = lines.filter_map(|line| line.strip_suffix(ending));
            // They run side by side.
            let mut names: Vec<String> = names.map(str::to_owned).collect();
            names.sort();
            names
        };
        Tests {
            passed: ending(" ... ok"),
            failed: ending(" ... FAILED"),
            told,
        }
    }

    /// Puts `new` in the place of `old` in a file.
    fn replace(&self, path: &str, old: &str, new: &str) {
        let path = self.folder.join(path);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(old), "{} has no `{old}`", path.display());
        fs::write(path, text.replace(old, new)).expect("a file");
    }

    /// The errors of a build, with `~` for the folder.
    fn errors(&self, output: &Output) -> String {
        let folder = self.folder.display().to_string();
        let text = String::from_utf8_lossy(&output.stderr);
        let mut errors: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with("error"))
            .filter(|line| !OF_CARGO.iter().any(|own| line.contains(own)))
            .map(|line| line.replace(&folder, "~"))
            .collect();
        errors.sort();
        errors.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// What came of the tests of a package.
struct Tests {
    passed: Vec<String>,
    failed: Vec<String>,
    told: String,
}

/// The folder that is built into, which is the one of this test, so that nothing is compiled twice.
fn target() -> &'static Path {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    folder.parent().expect("it lies in the target folder")
}

/// The files below a folder by their paths, with what is in them.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                let path = path.strip_prefix(folder).expect("it lies in there");
                found.insert(path.to_owned(), bytes);
            }
        }
    }
    found
}

fn set_read_only(folder: &Path, read_only: bool) {
    for path in files(folder).keys() {
        let path = folder.join(path);
        let mut permissions = fs::metadata(&path).expect("a file").permissions();
        permissions.set_readonly(read_only);
        fs::set_permissions(&path, permissions).expect("our own file");
    }
}

#[track_caller]
fn assert_success(output: &Output) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}

/// Builds without a warning and leaves the sources as they were; then documents them, as docs.rs does.
#[track_caller]
fn check_builds(name: &'static str) -> Case {
    let case = Case::new(name);
    let before = files(&case.folder);
    set_read_only(&case.folder, true);
    let built = case.build();
    let documented = case.cargo(&["doc", "--no-deps", "--locked"]);
    set_read_only(&case.folder, false);
    for output in [built, documented] {
        assert_success(&output);
        let told = String::from_utf8_lossy(&output.stderr);
        let warning = told
            .lines()
            .find(|line| line.starts_with("warning") && !line.contains("atch `tidings"));
        assert_eq!(warning, None, "{told}");
    }
    assert!(
        before == files(&case.folder),
        "{name} has written to its sources"
    );
    case
}

/// What differs between the errors of a case and those that it expects.
fn unexpected(name: &'static str) -> Option<String> {
    let case = Case::new(name);
    let output = case.build();
    let errors = case.errors(&output);
    let expected = fs::read_to_string(case.folder.join("expected.txt")).unwrap_or_default();
    let is_expected = !output.status.success() && errors == expected;
    (!is_expected).then(|| format!("{name} fails with:\n{errors}"))
}

/// Builds again once `path` is broken, and says where; and again once it is mended.
#[track_caller]
fn check_comes_back(case: &Case, path: &str) {
    case.replace(path, "type: boolean", "type: bolean");
    let errors = case.errors(&case.build());
    let place = format!("~/{path}:5:17: ");
    assert_eq!(errors.matches(&place).count(), 2, "{}: {errors}", case.name);
    case.replace(path, "type: bolean", "type: boolean");
    assert_success(&case.build());
}

#[test]
fn packages_of_every_shape_build() {
    check_builds("names");
    check_builds("parent");
    check_builds("several");
    check_builds("vendored");
}

#[test]
fn a_changed_file_is_seen_by_every_door() {
    let case = check_builds("workspace");
    check_comes_back(&case, "api/schemas.yaml");
    let unchanged = case.build();
    let told = String::from_utf8_lossy(&unchanged.stderr);
    assert!(!told.contains("Compiling"), "{told}");
}

#[test]
fn mistakes_are_told_by_every_door() {
    let cases = ["wrong-path", "wrong-name", "without-features", "mistake"];
    let unexpected: String = cases.into_iter().filter_map(unexpected).collect();
    assert!(unexpected.is_empty(), "{unexpected}");
}

#[test]
fn examples_of_a_contract_are_tests_behind_every_door() {
    let case = Case::new("shown");
    let doors = ["shown-built", "shown-expanded", "shown-written"];
    let tests = || {
        case.generate("api/lamps.yaml", "members/written/src/lamps.rs");
        doors.map(|door| (door, case.tests(door)))
    };
    let [whole, part, schema] =
        ["switched_evening", "switched_2", "lamp_1"].map(|name| format!("lamps::examples::{name}"));
    for (door, tests) in tests() {
        let every = [schema.clone(), part.clone(), whole.clone()];
        assert_eq!(tests.passed, every, "{door}: {}", tests.told);
        assert_eq!(tests.failed.len(), 0, "{door}: {}", tests.told);
    }

    // The schema has changed, and one of the examples has not.
    case.replace("api/lamps.yaml", "maxLength: 20", "maxLength: 3");
    for (door, tests) in tests() {
        assert_eq!(tests.failed, [whole.clone()], "{door}: {}", tests.told);
        let place = "correct the example at /components/messages/Switched/examples/0, or its schema: /room: ";
        assert!(tests.told.contains(place), "{door}: {}", tests.told);
    }

    case.replace("tidings.toml", "= true", "= false");
    for (door, tests) in tests() {
        let run = tests.passed.len() + tests.failed.len();
        assert_eq!(run, 0, "{door}: {}", tests.told);
    }
}
