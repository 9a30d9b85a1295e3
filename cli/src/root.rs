//! The root of a document: the folder that its references may not leave.

use std::path::{Path, PathBuf};

/// Files that mark a folder as the top of a project.
const MARKERS: [&str; 2] = [".git", "tidings.toml"];

/// The root of a document in `folder`, both absolute.
///
/// It is the nearest folder upwards with a marker, else the current folder if it holds the document, else `folder`.
pub(crate) fn of_folder(folder: &Path, current: &Path) -> PathBuf {
    let has_marker = |folder: &&Path| MARKERS.iter().any(|marker| folder.join(marker).exists());
    if let Some(project) = folder.ancestors().find(has_marker) {
        project.to_owned()
    } else if folder.starts_with(current) {
        current.to_owned()
    } else {
        folder.to_owned()
    }
}
