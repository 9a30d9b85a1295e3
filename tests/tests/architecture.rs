//! Who may depend on whom, as a table with a reason for every ban.
//!
//! `ARCHITECTURE.md` tells the same in words.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{CargoOpt, Dependency, DependencyKind, Metadata, MetadataCommand, Package};

/// The rooms of the compiler in the order in which a document goes through them; each may use those before it.
const WAY_OF_A_DOCUMENT: &[&str] = &[
    "tidings-diag",
    "tidings-syntax",
    "tidings-source",
    "tidings-schema",
    "tidings-decide",
    "tidings-model",
    "tidings-naming",
];

/// Rooms at the end of that way; they use it, and never each other.
const SIBLINGS: &[&str] = &["tidings-lint", "tidings-diff", "tidings-codegen"];

/// What doors inside a user's build share.
const PROJECT: &str = "tidings-project";

/// The pages that are written for people, whatever stands on them.
const TEMPLATES: &str = "tidings-templates";

/// Rooms that put the others together for a user.
const DOORS: &[&str] = &["tidings-build", "tidings-macros", "tidings-cli"];

/// Those of them that are libraries.
const LIBRARY_DOORS: &[&str] = &["tidings-build", "tidings-macros"];

/// What generated code links.
const RUNTIME: &[&str] = &[
    "tidings-check",
    "tidings-transport",
    "tidings-embedded",
    "tidings",
];

/// Packages that are no part of what users install.
const WORKSHOP: &[&str] = &[
    "tidings-tests",
    "tidings-test-folder",
    "tidings-benches",
    "tidings-fuzz",
    "xtask",
];

/// Packages of `who` never use packages of `whom`, apart from the pairs in `except`.
struct Ban {
    who: Vec<&'static str>,
    whom: Vec<&'static str>,
    except: &'static [(&'static str, &'static str)],
    because: &'static str,
}

fn bans() -> Vec<Ban> {
    let compiler = [WAY_OF_A_DOCUMENT, SIBLINGS, &["tidings-report", PROJECT]].concat();
    let mut bans = vec![
        Ban {
            who: SIBLINGS.to_vec(),
            whom: SIBLINGS.to_vec(),
            except: &[],
            because: "what one of these shows of another is passed to it as plain data, so that each can be used alone",
        },
        Ban {
            who: [&compiler[..], RUNTIME].concat(),
            whom: DOORS.to_vec(),
            except: &[("tidings", "tidings-macros")],
            because: "the doors put the rooms together, and nothing is built on a door",
        },
        Ban {
            who: [WAY_OF_A_DOCUMENT, SIBLINGS, RUNTIME, &["tidings-report"]].concat(),
            whom: vec![PROJECT],
            except: &[],
            because: "where a project ends and what it has decided is the affair of doors",
        },
        Ban {
            who: [
                WAY_OF_A_DOCUMENT,
                SIBLINGS,
                RUNTIME,
                LIBRARY_DOORS,
                &[PROJECT],
            ]
            .concat(),
            whom: vec!["tidings-report"],
            except: &[],
            because: "findings are data; only the command line shows them",
        },
        Ban {
            who: vec!["tidings-report"],
            whom: [&WAY_OF_A_DOCUMENT[1..], SIBLINGS, RUNTIME].concat(),
            except: &[],
            because: "a report is about texts and findings, whatever they come from",
        },
        Ban {
            who: vec![TEMPLATES],
            whom: [&compiler[..], RUNTIME, DOORS].concat(),
            except: &[],
            because: "a page is filled with plain data, so that its files can be exchanged",
        },
        Ban {
            who: [
                WAY_OF_A_DOCUMENT,
                RUNTIME,
                LIBRARY_DOORS,
                &["tidings-report", PROJECT],
            ]
            .concat(),
            whom: vec![TEMPLATES],
            except: &[],
            because: "code is made of tokens and reports by formats; templates are for pages",
        },
        Ban {
            who: RUNTIME.to_vec(),
            whom: [&compiler[..], DOORS].concat(),
            except: &[("tidings", "tidings-macros")],
            because: "users' programs link the runtime and must not compile the compiler",
        },
        Ban {
            who: [&compiler[..], DOORS].concat(),
            whom: RUNTIME.to_vec(),
            except: &[("tidings-schema", "tidings-check")],
            because: "the compiler writes code against the runtime without running it; the one bridge makes tool and client judge alike",
        },
        Ban {
            who: vec!["tidings-check", "tidings-transport", "tidings-embedded"],
            whom: vec!["tidings", "tidings-embedded"],
            except: &[],
            because: "a transport is written against tidings-transport alone, so that others can write more of them",
        },
        Ban {
            who: vec!["tidings-check", "tidings-transport"],
            whom: vec!["tidings-check", "tidings-transport"],
            except: &[],
            because: "checking values and moving messages have nothing to do with each other",
        },
        Ban {
            who: [&compiler[..], RUNTIME, LIBRARY_DOORS].concat(),
            whom: vec!["anyhow"],
            except: &[],
            because: "errors of a library are types that callers can tell apart",
        },
        Ban {
            who: [&compiler[..], DOORS].concat(),
            whom: vec!["tokio", "reqwest", "ureq", "hyper"],
            except: &[("tidings-cli", "ureq")],
            because: "the compiler reads files and nothing else: no async code, and no network but where the command line is told to use it",
        },
        Ban {
            who: [&compiler[..], RUNTIME, LIBRARY_DOORS].concat(),
            whom: vec!["clap", "anstream"],
            except: &[],
            because: "terminals and arguments belong to the command line",
        },
        Ban {
            who: [&compiler[..], DOORS, RUNTIME].concat(),
            whom: vec!["serde_yaml", "serde_yml", "yaml-rust", "yaml-rust2"],
            except: &[],
            because: "YAML is read in one place, with positions and budgets",
        },
    ];
    for (index, room) in WAY_OF_A_DOCUMENT.iter().enumerate() {
        bans.push(Ban {
            who: vec![room],
            whom: [&WAY_OF_A_DOCUMENT[index + 1..], SIBLINGS].concat(),
            except: &[],
            because: "a document goes through the rooms one way, and each knows only those before it",
        });
    }
    bans
}

fn metadata() -> Metadata {
    // Only packages of this platform, so that the test needs nothing which the build has not fetched.
    let platform = format!("--filter-platform={}", host());
    MetadataCommand::new()
        .features(CargoOpt::AllFeatures)
        .other_options([platform])
        .exec()
        .expect("cargo knows the workspace")
}

/// The platform this test runs on, as rustc names it.
fn host() -> String {
    let output = run(Command::new("rustc").arg("-vV"));
    let line = output.lines().find_map(|line| line.strip_prefix("host: "));
    line.expect("rustc names its host").to_owned()
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The dependencies that users of `package` get.
fn dependencies(package: &Package) -> impl Iterator<Item = &Dependency> {
    let dependencies = package.dependencies.iter();
    dependencies.filter(|dependency| dependency.kind != DependencyKind::Development)
}

#[test]
fn rooms_use_only_what_they_may() {
    let metadata = metadata();
    let mut broken = Vec::new();
    for package in metadata.workspace_packages() {
        for dependency in dependencies(package) {
            let pair = (package.name.as_str(), dependency.name.as_str());
            for ban in bans() {
                let banned = ban.who.contains(&pair.0) && ban.whom.contains(&pair.1);
                if banned && !ban.except.contains(&pair) {
                    broken.push(format!("{} uses {}: {}", pair.0, pair.1, ban.because));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_package_has_a_place_in_the_table() {
    let known: HashSet<&str> = [WAY_OF_A_DOCUMENT, SIBLINGS, DOORS, RUNTIME, WORKSHOP]
        .concat()
        .into_iter()
        .chain(["tidings-report", PROJECT, TEMPLATES])
        .collect();
    for package in metadata().workspace_packages() {
        let name = package.name.as_str();
        assert!(
            known.contains(name) || name.starts_with("example-"),
            "{name} is in no list of this test"
        );
    }
}

#[test]
fn anyhow_is_for_programs() {
    for package in metadata().workspace_packages() {
        let name = package.name.as_str();
        if dependencies(package).any(|dependency| dependency.name == "anyhow") {
            let may =
                name == "tidings-cli" || name.starts_with("example-") || WORKSHOP.contains(&name);
            assert!(may, "{name} is a library, whose errors are types");
        }
    }
}

#[test]
fn a_circle_of_publishing_is_closed_by_path_only() {
    let metadata = metadata();
    let direct: HashMap<&str, BTreeSet<&str>> = metadata
        .workspace_packages()
        .iter()
        .map(|package| {
            let names = dependencies(package).map(|dependency| dependency.name.as_str());
            (package.name.as_str(), names.collect())
        })
        .collect();
    for package in metadata.workspace_packages() {
        for dependency in &package.dependencies {
            let is_circle = dependency.kind == DependencyKind::Development
                && reaches(&direct, &dependency.name, &package.name);
            assert!(
                !is_circle || dependency.req.comparators.is_empty(),
                "{} tests with {}, which needs it: without a path alone neither can be published first",
                package.name,
                dependency.name
            );
        }
    }
}

/// Whether `from` uses `to`, directly or not.
fn reaches<'m>(direct: &HashMap<&'m str, BTreeSet<&'m str>>, from: &str, to: &str) -> bool {
    let mut open: Vec<&str> = direct.get(from).into_iter().flatten().copied().collect();
    let mut seen = HashSet::new();
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(direct.get(name).into_iter().flatten());
        }
    }
    false
}

#[test]
fn the_rust_version_is_true() {
    let metadata = metadata();
    let members = metadata.workspace_packages();
    let ours = members
        .iter()
        .filter_map(|package| package.rust_version.as_ref())
        .min()
        .expect("members state a rust-version");
    for package in &members {
        assert_eq!(
            package.rust_version.as_ref(),
            Some(ours),
            "{}",
            package.name
        );
    }
    for package in &metadata.packages {
        let needs = package.rust_version.as_ref();
        assert!(
            needs.is_none_or(|needs| needs <= ours),
            "{} {} needs Rust {needs:?}, the workspace promises {ours}",
            package.name,
            package.version
        );
    }
}

#[test]
fn features_that_change_the_users_program_are_off() {
    let metadata = metadata();
    let resolve = metadata.resolve.expect("cargo resolves the workspace");
    for node in resolve.nodes {
        let is_serde_json = node.id.repr.contains("#serde_json@");
        let features: Vec<&str> = node
            .features
            .iter()
            .map(|feature| feature.as_str())
            .collect();
        assert!(
            !is_serde_json || !features.contains(&"arbitrary_precision"),
            "arbitrary_precision changes how every number of a user's program is read"
        );
    }
}

#[test]
fn the_runtime_is_light() {
    const MOST: usize = 60;
    let manifest = workspace_root().join("Cargo.toml");
    let tree = run(Command::new(env!("CARGO"))
        .args(["tree", "--package", "tidings", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}", "--manifest-path"])
        .arg(manifest));
    let packages: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    println!("tidings with default features: {} packages", packages.len());
    assert!(
        packages.len() <= MOST,
        "{} packages: {packages:#?}",
        packages.len()
    );
}

#[test]
fn the_derive_is_light() {
    let metadata = metadata();
    let compiler = [WAY_OF_A_DOCUMENT, SIBLINGS, &[PROJECT]].concat();
    let macros = metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name == "tidings-macros")
        .expect("the macros are a package");
    for dependency in dependencies(macros) {
        assert!(
            dependency.optional || !compiler.contains(&dependency.name.as_str()),
            "`#[derive(Message)]` alone must not compile {}",
            dependency.name
        );
    }
}

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

fn workspace_root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("a folder above").to_owned()
}
