//! Files on disk: nothing outside the root is read, by whatever way.

use std::path::{Path, PathBuf};

use tidings_source::{DiskFiles, Files, ReadError, Sources};
use tidings_test_folder::Folder;

fn outside(root: &Path) -> Result<Vec<u8>, ReadError> {
    Err(ReadError::OutsideRoot {
        root: root.display().to_string(),
    })
}

/// A folder with a secret, and a root beside it.
fn folders() -> (Folder, PathBuf) {
    let files = [
        ("secret.yaml", "secret: 1"),
        ("root/a.yaml", "$ref: types/b.yaml"),
        ("root/types/b.yaml", "b: 1"),
    ];
    let folder = Folder::of("disk", &files);
    let root = folder.path().join("root");
    (folder, root)
}

#[test]
fn files_below_the_root_are_read() {
    let (_folder, root) = folders();
    let files = DiskFiles::new(&root);
    assert_eq!(files.read("types/b.yaml"), Ok(b"b: 1".to_vec()));
    assert_eq!(files.list(""), ["a.yaml", "types"]);
    assert_eq!(files.list("types"), ["b.yaml"]);
    let (sources, findings) = Sources::link(&files, "a.yaml");
    assert_eq!(findings, []);
    assert_eq!(sources.files().len(), 2);
}

#[test]
fn nothing_outside_the_root_is_read() {
    let (folder, root) = folders();
    let files = DiskFiles::new(&root);
    let absolute = folder.path().join("secret.yaml").display().to_string();
    for path in ["../secret.yaml", "..", "types/../../secret.yaml", &absolute] {
        assert_eq!(files.read(path), outside(&root), "{path}");
    }
    // Whether a file outside exists cannot be learnt either.
    assert_eq!(files.read("../no-such-file.yaml"), outside(&root));
    assert!(files.list("..").is_empty());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_root_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (folder, root) = folders();
    symlink(folder.path(), root.join("up")).expect("a file system that works");
    symlink(folder.path().join("secret.yaml"), root.join("link.yaml"))
        .expect("a file system that works");
    symlink(root.join("types/b.yaml"), root.join("inside.yaml")).expect("a file system that works");
    symlink(root.join("loop.yaml"), root.join("loop.yaml")).expect("a file system that works");
    let files = DiskFiles::new(&root);
    assert_eq!(files.read("up/secret.yaml"), outside(&root));
    assert_eq!(files.read("link.yaml"), outside(&root));
    assert_eq!(files.read("inside.yaml"), Ok(b"b: 1".to_vec()));
    assert!(files.list("up").is_empty());
    assert!(matches!(files.read("loop.yaml"), Err(ReadError::Other(_))));
}

#[test]
fn folders_and_large_files_are_refused_in_words() {
    let (_folder, root) = folders();
    let files = DiskFiles::new(&root).with_limit(3);
    let limited = ReadError::TooLarge { size: 4, limit: 3 };
    assert_eq!(files.read("types/b.yaml"), Err(limited));
    let folder = ReadError::Other("it is a folder, not a file".to_owned());
    assert_eq!(files.read("types"), Err(folder));
    assert_eq!(files.read("no.yaml"), Err(ReadError::NotFound));
    assert_eq!(files.read("a.yaml/b.yaml"), Err(ReadError::NotFound));
}
