//! Words that say what a source does behind its room's back.

use std::path::{Path, PathBuf};

use crate::workspace_root;

/// Words that the sources of `who` do not contain outside the files in `except`.
struct Unwritten {
    who: &'static [&'static str],
    word: &'static str,
    except: &'static [&'static str],
    because: &'static str,
}

const UNWRITTEN: &[Unwritten] = &[
    Unwritten {
        who: &["crates", "runtime"],
        word: "process::Command",
        except: &[],
        because: "no library starts a process",
    },
    Unwritten {
        who: &[
            "crates/diag",
            "crates/syntax",
            "crates/source",
            "crates/schema",
            "crates/decide",
            "crates/model",
            "crates/naming",
            "crates/lint",
            "crates/diff",
            "crates/codegen",
            "crates/report",
        ],
        word: "fs::",
        except: &["crates/source/src/files/disk.rs"],
        because: "files are read through tidings_source::Files, so that every analysis is a pure function",
    },
];

#[test]
fn sources_do_not_reach_around_their_doors() {
    let root = workspace_root();
    for rule in UNWRITTEN {
        for file in rule
            .who
            .iter()
            .flat_map(|folder| sources(&root.join(folder)))
        {
            let name = file.strip_prefix(&root).expect("a file of the workspace");
            let excepted = rule.except.iter().any(|except| Path::new(except) == name);
            let text = std::fs::read_to_string(&file).expect("a source file");
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            assert!(
                excepted || !code.contains(rule.word),
                "{} contains `{}`: {}",
                name.display(),
                rule.word,
                rule.because
            );
        }
    }
}

/// The Rust files of libraries below `folder`, without their tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the workspace") {
        let path = entry.expect("an entry").path();
        let is_test = path
            .file_name()
            .is_some_and(|name| name == "tests" || name == "benches" || name == "examples");
        if path.is_dir() && !is_test {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
