//! Numbers of versions (Semantic Versioning 2.0.0), as far as changes ask for them to grow.

use std::fmt;

use crate::RequiredBump;

/// A version, ordered by precedence (section 11); what stands behind `+` says nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Numbers {
    major: u64,
    minor: u64,
    patch: u64,
    stage: Stage,
}

/// What a version is of its numbers; a pre-release is less than what is released under them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    PreRelease(Vec<Identifier>),
    Release,
}

/// A part of the name of a pre-release; numbers are less than words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identifier {
    Number(u64),
    Word(String),
}

impl Numbers {
    /// Reads `1.2.3`, `v1.2.3-beta` and, as authors write them, `1.2` and `1`.
    fn read(version: &str) -> Option<Self> {
        let version = version.trim().trim_start_matches(['v', 'V']);
        let version = version.split('+').next()?;
        let (core, stage) = match version.split_once('-') {
            Some((core, name)) => (core, Stage::PreRelease(identifiers(name))),
            None => (version, Stage::Release),
        };
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
            stage,
        })
    }

    /// The version that follows when `bump` has to grow; a release, unless nothing has to.
    fn next(self, bump: RequiredBump) -> Self {
        let [major, minor, patch] = match bump {
            RequiredBump::None => return self,
            RequiredBump::Patch => [self.major, self.minor, self.patch + 1],
            RequiredBump::Minor => [self.major, self.minor + 1, 0],
            RequiredBump::Major => [self.major + 1, 0, 0],
        };
        Self {
            major,
            minor,
            patch,
            stage: Stage::Release,
        }
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)?;
        let Stage::PreRelease(identifiers) = &self.stage else {
            return Ok(());
        };
        for (index, identifier) in identifiers.iter().enumerate() {
            formatter.write_str(if index == 0 { "-" } else { "." })?;
            match identifier {
                Identifier::Number(number) => write!(formatter, "{number}")?,
                Identifier::Word(word) => formatter.write_str(word)?,
            }
        }
        Ok(())
    }
}

/// The parts of the name of a pre-release.
fn identifiers(name: &str) -> Vec<Identifier> {
    let identifier = |part: &str| match part.parse() {
        Ok(number) => Identifier::Number(number),
        Err(_) => Identifier::Word(part.to_owned()),
    };
    name.split('.').map(identifier).collect()
}

/// The version that a contract of version `base` should have after changes that ask for `bump`; `None` where `base` is no
/// version of Semantic Versioning.
pub fn next_version(base: &str, bump: RequiredBump) -> Option<String> {
    let next = Numbers::read(base)?.next(bump);
    let prefix = if base.trim().starts_with(['v', 'V']) {
        "v"
    } else {
        ""
    };
    Some(format!("{prefix}{next}"))
}

/// Whether `version` is one of Semantic Versioning, also with fewer numbers, as authors write them.
pub fn is_version(version: &str) -> bool {
    Numbers::read(version).is_some()
}

/// Whether `revision` is at least the version that `bump` asks for after `base`; `None` where one of them is no version of
/// Semantic Versioning. A pre-release of that version is less.
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
            ("1.5.0-rc.1+7", RequiredBump::None, Some("1.5.0-rc.1")),
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
