//! What the copy of an address is called: a path that every system takes.

use std::collections::BTreeSet;

use tidings_source::LockEntry;

/// Characters of one name at most; some systems allow little more for a whole path.
const LONGEST: usize = 80;

/// Names that some system keeps for itself, whatever follows the first dot.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A path for the copy of `address` below the folder of the copies that clashes with none of `taken`.
pub(super) fn path_of(address: &str, taken: &BTreeSet<String>) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (rest, has_query) = match rest.split_once('?') {
        Some((rest, _)) => (rest, true),
        None => (rest, false),
    };
    let mut names: Vec<String> = rest.split('/').map(name_of).collect();
    if let Some(last) = names.last_mut().filter(|_| rest.ends_with('/')) {
        *last = "index".to_owned();
    }
    let path = names.join("/");
    if !has_query && names.iter().all(|name| name.len() < LONGEST) && !clashes(&path, taken) {
        return path;
    }
    // The digest of the address tells apart what the characters do not.
    let digest = LockEntry::of(String::new(), address.as_bytes(), String::new()).sha256;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{folder}/{stem}-{}{dot}{extension}", &digest[..12])
}

/// Whether `path` is one of `taken`, or would be a folder where one of them is a file, or the other way round.
fn clashes(path: &str, taken: &BTreeSet<String>) -> bool {
    let path = path.to_ascii_lowercase();
    taken.iter().any(|other| {
        let other = other.to_ascii_lowercase();
        let is_inside = |inner: &str, outer: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        is_inside(&path, &other) || is_inside(&other, &path)
    })
}

/// One segment of an address as the name of a file or folder.
fn name_of(segment: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
    let name: String = segment
        .chars()
        .take(LONGEST)
        .map(|character| if plain(character) { character } else { '_' })
        .collect();
    let first = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_kept = first.is_empty() || name.ends_with('.') || RESERVED.contains(&first.as_str());
    if is_kept {
        format!("_{}", name.trim_end_matches('.'))
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, taken: &[&str], expected: &str) {
        let taken = taken.iter().map(|&path| path.to_owned()).collect();
        assert_eq!(path_of(address, &taken), expected, "{address}");
    }

    #[test]
    fn copies_are_called_like_their_addresses() {
        check("https://h.example/a/b.yaml", &[], "h.example/a/b.yaml");
        check("http://127.0.0.1:80/a", &[], "127.0.0.1_80/a");
        check("https://h/", &[], "h/index");
        check("https://h/a%20b/ü.json", &[], "h/a_20b/_.json");
        check("https://h/.git/config", &[], "h/_.git/config");
        check("https://h/NUL.yaml/con", &[], "h/_NUL.yaml/_con");
        check("https://h/...", &[], "h/_");
    }

    #[test]
    fn copies_that_would_clash_are_told_apart() {
        check("https://h/a.yaml", &["h/A.yaml"], "h/a-c24799016401.yaml");
        check("https://h/a", &["h/a/b"], "h/a-616e3352b314");
        check("https://h/a/b", &["h/a"], "h/a/b-5bda67285f12");
        check("https://h/a.yaml?v=1", &[], "h/a-372a4b70f43b.yaml");
    }

    #[test]
    fn long_names_are_cut() {
        let path = path_of(
            &format!("https://h/{}.yaml", "x".repeat(300)),
            &BTreeSet::new(),
        );
        assert!(path.len() < LONGEST + 20, "{path}");
    }
}
