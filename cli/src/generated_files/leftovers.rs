//! Files of an earlier run that nothing generates any more.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::{is_ours, read};

/// The files in which generated folders begin, and what belongs to them besides their modules.
const ROOTS: [(&str, &[&str]); 2] = [("mod.rs", &[]), ("src/lib.rs", &["Cargo.toml"])];

/// What an earlier run wrote into `folder` and `current` does not have.
///
/// An earlier run is known by the file that it began with, which names its modules: what else lies in the folder may
/// belong to another contract, or to somebody else.
pub(super) fn in_folder(folder: &Path, current: &HashSet<&Path>) -> io::Result<Vec<PathBuf>> {
    let mut leftovers = Vec::new();
    for (root, others) in ROOTS {
        let root = folder.join(root);
        let Some(text) = read(&root)?.filter(|text| is_ours(text)) else {
            continue;
        };
        let modules = modules(&text).map(|name| root.with_file_name(format!("{name}.rs")));
        let others = others.iter().map(|other| folder.join(other));
        let all: Vec<PathBuf> = modules.chain(others).chain([root.clone()]).collect();
        for file in all {
            if !current.contains(&*file) && read(&file)?.is_some_and(|text| is_ours(&text)) {
                leftovers.push(file);
            }
        }
    }
    Ok(leftovers)
}

/// The modules that a generated file declares as files of their own.
fn modules(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| {
        name.chars()
            .all(|character| character == '_' || character.is_alphanumeric())
    };
    text.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(is_name)
}
