//! Who may depend on whom, as a table with a reason for every ban.

use std::collections::{BTreeSet, HashMap, HashSet};

use cargo_metadata::DependencyKind;

use crate::rooms::{
    DOORS, LIBRARY_DOORS, PROJECT, RUNTIME, SIBLINGS, TEMPLATES, WAY_OF_A_DOCUMENT, WORKSHOP,
};
use crate::{dependencies, metadata};

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
