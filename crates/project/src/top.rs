//! Where a project ends.

use std::path::{Path, PathBuf};

/// The file of a project's decisions.
pub const CONFIGURATION: &str = "tidings.toml";

/// What marks a folder as the top of something that is complete: a repository, or a package as a registry hands it out
/// (`cargo package` adds the first manifest as it was written, `cargo vendor` a list of checksums).
///
/// What stands above has no say in it: who depends on a package decides nothing about the code in it.
const COMPLETE: [&str; 3] = [".git", "Cargo.toml.orig", ".cargo-checksum.json"];

/// The folder that references of a document in `folder` may not leave.
///
/// It is the nearest folder upwards that is the top of a repository or of a published package or has a
/// [`CONFIGURATION`], else `current` if it holds the document, else `folder`; both are absolute.
pub fn root_of(folder: &Path, current: &Path) -> PathBuf {
    let is_top = |folder: &&Path| is_complete(folder) || folder.join(CONFIGURATION).exists();
    match folder.ancestors().find(is_top) {
        Some(project) => project.to_owned(),
        None if folder.starts_with(current) => current.to_owned(),
        None => folder.to_owned(),
    }
}

/// The nearest [`CONFIGURATION`] from `folder` upwards, not above the top of its repository or published package.
pub fn nearest_configuration(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(CONFIGURATION);
        if file.is_file() {
            return Some(file);
        }
        if is_complete(folder) {
            return None;
        }
    }
    None
}

fn is_complete(folder: &Path) -> bool {
    COMPLETE.iter().any(|marker| folder.join(marker).exists())
}

#[cfg(test)]
mod tests {
    use tidings_test_folder::Folder;

    use super::*;

    /// The root and the configuration of a document in `inner/api`, both counted from a folder in which `files` lie.
    #[track_caller]
    fn check(files: &[&str], root: &str, configuration: Option<&str>) {
        let top = Folder::of("top", &[("inner/api/asyncapi.yaml", "")]);
        for file in files {
            top.write(file, "");
        }
        let folder = top.path().join("inner/api");
        assert_eq!(root_of(&folder, top.path()), top.path().join(root));
        let expected = configuration.map(|file| top.path().join(file));
        // Without a top the search goes on above the folder of this test.
        if expected.is_some() || !files.is_empty() {
            assert_eq!(nearest_configuration(&folder), expected);
        }
    }

    #[test]
    fn the_nearest_mark_ends_a_project() {
        check(&["tidings.toml"], "", Some("tidings.toml"));
        check(&[".git", "tidings.toml"], "", Some("tidings.toml"));
        check(
            &["tidings.toml", "inner/tidings.toml"],
            "inner",
            Some("inner/tidings.toml"),
        );
    }

    #[test]
    fn who_depends_on_a_package_decides_nothing_about_it() {
        for marker in ["Cargo.toml.orig", ".cargo-checksum.json"] {
            let marker = format!("inner/{marker}");
            check(&["tidings.toml", &marker], "inner", None);
        }
    }
}
