//! Numbers of versions (Semantic Versioning 2.0.0), as far as changes ask for them to grow.

use semver::{BuildMetadata, Prerelease};

use crate::RequiredBump;

/// Reads `1.2.3`, `v1.2.3-beta` and, as authors write them, `1.2`, `1` and `2026.01.31`. What stands behind `+` is left out,
/// because it says nothing of the order (section 10).
fn read(version: &str) -> Option<semver::Version> {
    let version = version.trim().trim_start_matches(['v', 'V']);
    let version = version.split('+').next()?;
    let (core, pre) = match version.split_once('-') {
        Some((core, stage)) => (core, Prerelease::new(stage).ok()?),
        None => (version, Prerelease::EMPTY),
    };
    let mut numbers = core.split('.');
    let major = numbers.next()?.parse().ok()?;
    let mut further = || match numbers.next() {
        Some(number) => number.parse().ok(),
        None => Some(0),
    };
    let (minor, patch) = (further()?, further()?);
    numbers.next().is_none().then_some(semver::Version {
        major,
        minor,
        patch,
        pre,
        build: BuildMetadata::EMPTY,
    })
}

/// The version that follows when `bump` has to grow, a release unless nothing has to; `None` where a number would be too
/// large.
fn following(version: semver::Version, bump: RequiredBump) -> Option<semver::Version> {
    let (major, minor, patch) = match bump {
        RequiredBump::None => return Some(version),
        RequiredBump::Patch => (version.major, version.minor, version.patch.checked_add(1)?),
        RequiredBump::Minor => (version.major, version.minor.checked_add(1)?, 0),
        RequiredBump::Major => (version.major.checked_add(1)?, 0, 0),
    };
    Some(semver::Version::new(major, minor, patch))
}

/// The version that a contract of version `base` should have after changes that ask for `bump`; `None` where `base` is no
/// version of Semantic Versioning.
pub fn next_version(base: &str, bump: RequiredBump) -> Option<String> {
    let next = following(read(base)?, bump)?;
    let prefix = if base.trim().starts_with(['v', 'V']) {
        "v"
    } else {
        ""
    };
    Some(format!("{prefix}{next}"))
}

/// Whether `version` is one of Semantic Versioning, also with fewer numbers, as authors write them.
pub fn is_version(version: &str) -> bool {
    read(version).is_some()
}

/// Whether `revision` is at least the version that `bump` asks for after `base`; `None` where one of them is no version of
/// Semantic Versioning. A pre-release of that version is less.
pub fn is_grown(base: &str, revision: &str, bump: RequiredBump) -> Option<bool> {
    Some(read(revision)? >= following(read(base)?, bump)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_grow_by_what_changed() {
        for (base, bump, expected) in [
            ("1.2.3", RequiredBump::Major, Some("2.0.0")),
            ("1.2.3", RequiredBump::Minor, Some("1.3.0")),
            ("1.2.3-beta.1", RequiredBump::Patch, Some("1.2.4")),
            ("v1.2", RequiredBump::None, Some("v1.2.0")),
            ("1.5.0-rc.1+7", RequiredBump::None, Some("1.5.0-rc.1")),
            ("2026.01.31", RequiredBump::Minor, Some("2026.2.0")),
            ("18446744073709551615", RequiredBump::Major, None),
            ("1.2.3-", RequiredBump::None, Some("1.2.3")),
            ("1.2.3-a b", RequiredBump::Patch, None),
            ("today", RequiredBump::Major, None),
        ] {
            assert_eq!(next_version(base, bump).as_deref(), expected, "{base}");
        }
    }

    #[test]
    fn a_version_may_grow_further_than_it_has_to() {
        assert_eq!(is_grown("1.2.3", "2.0.0", RequiredBump::Minor), Some(true));
        assert_eq!(is_grown("1.2.3", "1.2.4", RequiredBump::Minor), Some(false));
        assert_eq!(is_grown("1.2.3", "1.2.3", RequiredBump::None), Some(true));
        assert_eq!(is_grown("1.2.3", "latest", RequiredBump::Patch), None);
    }

    #[test]
    fn a_pre_release_is_less_than_what_it_precedes() {
        for (base, revision, bump, expected) in [
            ("1.4.0", "1.5.0-rc.1", RequiredBump::Minor, false),
            ("1.4.0", "1.5.0+build-7", RequiredBump::Minor, true),
            ("1.4.0", "2.0.0-rc.1", RequiredBump::Minor, true),
            ("1.4.0", "2.0.0-rc.1", RequiredBump::Major, false),
            ("1.5.0-rc.1", "1.5.0-rc.1", RequiredBump::None, true),
            ("1.5.0-rc.2", "1.5.0-rc.10", RequiredBump::None, true),
            ("1.5.0-rc.10", "1.5.0-rc.2", RequiredBump::None, false),
            ("1.5.0-rc", "1.5.0-7", RequiredBump::None, false),
            ("1.5.0-rc", "1.5.0-rc.1", RequiredBump::None, true),
        ] {
            let is_grown = is_grown(base, revision, bump);
            assert_eq!(is_grown, Some(expected), "{base} -> {revision}");
        }
    }
}
