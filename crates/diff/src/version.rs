//! Numbers of versions (Semantic Versioning 2.0.0), as far as changes ask for them to grow.

use crate::RequiredBump;

/// The three numbers of a version; what stands behind `-` or `+` says nothing of what breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Numbers {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Numbers {
    /// Reads `1.2.3`, `v1.2.3-beta` and, as authors write them, `1.2` and `1`.
    fn read(version: &str) -> Option<Self> {
        let core = version.trim().trim_start_matches(['v', 'V']);
        let core = core.split(['-', '+']).next()?;
        let mut numbers = core.split('.');
        let major = numbers.next()?.parse().ok()?;
        let mut further = || match numbers.next() {
            Some(number) => number.parse().ok(),
            None => Some(0),
        };
        let (minor, patch) = (further()?, further()?);
        numbers.next().is_none().then_some(Self {
            major,
            minor,
            patch,
        })
    }

    /// The version that follows when `bump` has to grow.
    fn next(self, bump: RequiredBump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        match bump {
            RequiredBump::None => self,
            RequiredBump::Patch => Self {
                patch: patch + 1,
                ..self
            },
            RequiredBump::Minor => Self {
                major,
                minor: minor + 1,
                patch: 0,
            },
            RequiredBump::Major => Self {
                major: major + 1,
                minor: 0,
                patch: 0,
            },
        }
    }
}

/// The version that a contract of version `base` should have after changes that ask for `bump`; `None` where `base` is no
/// version of Semantic Versioning.
pub fn next_version(base: &str, bump: RequiredBump) -> Option<String> {
    let Numbers {
        major,
        minor,
        patch,
    } = Numbers::read(base)?.next(bump);
    let prefix = if base.trim().starts_with(['v', 'V']) {
        "v"
    } else {
        ""
    };
    Some(format!("{prefix}{major}.{minor}.{patch}"))
}

/// Whether `revision` is at least the version that `bump` asks for after `base`; `None` where one of them is no version of
/// Semantic Versioning.
pub fn is_grown(base: &str, revision: &str, bump: RequiredBump) -> Option<bool> {
    Some(Numbers::read(revision)? >= Numbers::read(base)?.next(bump))
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
}
