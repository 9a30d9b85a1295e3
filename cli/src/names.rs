//! Paths as text: with `/`, seen from another place.

use std::path::{Component, Path, PathBuf};

/// A path as it is written in messages, references and manifests.
pub(crate) fn with_slashes(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

/// The folder a path is in, without the last `/`.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How to reach `to` from the folder `from`, both seen from the same place.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let mut from = from.split('/').filter(|part| !part.is_empty()).peekable();
    let mut to = to.split('/').filter(|part| !part.is_empty()).peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let parts: Vec<&str> = from.map(|_| "..").chain(to).collect();
    parts.join("/")
}

/// `path` seen from `folder`: each `..` takes a folder away as long as there is one to take.
pub(crate) fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in Path::new(path).components() {
        let last = joined.components().next_back();
        match part {
            Component::ParentDir if matches!(last, Some(Component::Normal(_))) => {
                joined.pop();
            }
            Component::CurDir => {}
            part => joined.push(part),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_go_up_and_down() {
        assert_eq!(relative("a/b", "a/c/d"), "../c/d");
        assert_eq!(relative("", "a"), "a");
        assert_eq!(relative("/x/y", "/z"), "../../z");
        assert_eq!(relative("a", "a/b"), "b");
    }

    #[test]
    fn joined_paths_are_short() {
        let check = |folder: &str, path: &str, expected: &str| {
            assert_eq!(with_slashes(&joined(Path::new(folder), path)), expected);
        };
        check("a/b", "../c", "a/c");
        check("", "../c", "../c");
        check("..", "../c", "../../c");
        check("/a", "./../b", "/b");
        check(".", "a", "./a");
    }
}
