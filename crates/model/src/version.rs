//! The version a document follows, before anything else is looked at.

use tidings_diag::{Applicability, Edit, FileId, Finding, Fix, Location, Span, nearest};
use tidings_source::Sources;
use tidings_syntax::{Kind, Value};

use crate::grammar::all::versions;
use crate::grammar::check::Spot;
use crate::grammar::table::Version;
use crate::rules::{NOT_ASYNCAPI, UNSUPPORTED_VERSION, VALUE_NOT_ALLOWED, WRONG_TYPE};

/// What to write where there is nothing of AsyncAPI yet.
const OPENING: &str = "an AsyncAPI document starts with `asyncapi: 3.0.0`";

/// The version to check a document by, and what is wrong with how it is stated.
pub(crate) struct Stated {
    /// The version; `None` when the document follows none that is supported.
    pub(crate) version: Option<Version>,
    /// What is wrong.
    pub(crate) finding: Option<Finding>,
}

/// Reads the field `asyncapi` of the document `root` (AsyncAPI 3.1, "AsyncAPI Version String").
pub(crate) fn read(root: Value<'_>) -> Stated {
    let Some(entry) = root.entry("asyncapi") else {
        return refused(missing(root));
    };
    let location = Spot::entry(entry).value_location();
    let value = entry.value;
    let text = match value.kind() {
        Kind::String => value.as_str().unwrap_or_default(),
        Kind::Number => value.as_number().map_or("", |number| number.text()),
        other => {
            let message = format!("`asyncapi` must be a version, not {}", other.described());
            return refused(Finding::new(&NOT_ASYNCAPI, location, message).with_help(supported()));
        }
    };
    let Some(version) = parse(text.trim().trim_start_matches(['v', 'V'])) else {
        let message = format!("`{text}` is not a version of AsyncAPI");
        let finding = Finding::new(&UNSUPPORTED_VERSION, location, message);
        return refused(finding.with_help(supported()));
    };
    if !versions().contains(&version) {
        let message = format!("AsyncAPI {text} is not supported");
        let finding = Finding::new(&UNSUPPORTED_VERSION, location, message);
        return refused(finding.with_help(what_to_write(version)));
    }
    let finding = if value.kind() == Kind::Number {
        let message =
            format!("`{text}` without quotes is a number, and the patch version is missing");
        Some(Finding::new(&WRONG_TYPE, location, message))
    } else if parse(text).is_none() {
        let message = format!("`{text}` has more than the digits and dots of a version");
        Some(Finding::new(&VALUE_NOT_ALLOWED, location, message))
    } else if text.splitn(3, '.').count() != 3 {
        let message = format!("`{text}` lacks the patch version");
        Some(Finding::new(&VALUE_NOT_ALLOWED, location, message))
    } else {
        None
    };
    let patch = text.splitn(3, '.').nth(2).unwrap_or("0").trim();
    let right = format!("{version}.{patch}");
    Stated {
        version: Some(version),
        finding: finding.map(|finding| {
            let fix = Fix {
                title: format!("write `{right}`"),
                applicability: Applicability::Safe,
                edits: vec![Edit {
                    span: value.span(),
                    replacement: format!("\"{right}\""),
                }],
            };
            let finding = finding.with_section("AsyncAPI 3.1, AsyncAPI Version String");
            finding.with_help(format!("write `{right}`")).with_fix(fix)
        }),
    }
}

/// The versions this program reads, as messages name them.
fn supported() -> String {
    let minors = |major: u32| {
        let versions = versions().into_iter();
        let versions = versions.filter(move |version| version.major == major);
        let names: Vec<String> = versions.map(|version| version.to_string()).collect();
        names.join(", ")
    };
    format!("supported are AsyncAPI {} and {}", minors(2), minors(3))
}

/// What to write instead of `version`, which is not supported.
fn what_to_write(version: Version) -> String {
    let newest = |major: u32| {
        let same = versions().into_iter().filter(|known| known.major == major);
        same.max()
    };
    match newest(version.major) {
        Some(newest) => format!(
            "the newest version of AsyncAPI {} is {newest}; {}",
            version.major,
            supported()
        ),
        None if version.major < 2 => format!(
            "AsyncAPI {} has another structure (`topics`); rewrite the document, {}",
            version.major,
            supported()
        ),
        None => supported(),
    }
}

/// What is wrong with a document without a value: that it is empty. A text that cannot be read has findings of its own.
pub(crate) fn of_nothing(sources: &Sources) -> Option<Finding> {
    let tree = &sources.files().first()?.tree;
    if tree.is_partial() {
        return None;
    }
    let says_nothing = |line: &str| {
        let line = line.trim();
        line.is_empty()
            || ["#", "%", "---", "..."]
                .iter()
                .any(|start| line.starts_with(start))
    };
    tree.text().lines().all(says_nothing).then(|| {
        let location = Location {
            span: Span::new(FileId(0), 0, 0),
            pointer: Some("".into()),
        };
        Finding::new(&NOT_ASYNCAPI, location, "the document is empty").with_help(OPENING)
    })
}

fn refused(finding: Finding) -> Stated {
    Stated {
        version: None,
        finding: Some(finding),
    }
}

fn missing(root: Value<'_>) -> Finding {
    let location = Spot::document(root).head_location();
    if root.kind() != Kind::Mapping {
        let found = root.kind().described();
        let message = format!("an AsyncAPI document is an object, this is {found}");
        return Finding::new(&NOT_ASYNCAPI, location, message);
    }
    let message = "the field `asyncapi` is missing, so this is not an AsyncAPI document";
    let finding = Finding::new(&NOT_ASYNCAPI, location, message);
    let near = root
        .entries()
        .find(|entry| nearest(entry.key, ["asyncapi"]).is_some() && entry.key != "openapi");
    if let Some(near) = near {
        return finding.with_help(format!("`{}` should be `asyncapi`", near.key));
    }
    let other = ["openapi", "swagger"]
        .into_iter()
        .find(|name| root.get(name).is_some());
    match other {
        Some(name) => finding.with_help(format!("`{name}` says that it is an OpenAPI document")),
        None => finding.with_help(OPENING),
    }
}

/// `major.minor.patch`, where the patch version may be missing and may have a suffix.
fn parse(text: &str) -> Option<Version> {
    let mut parts = text.splitn(3, '.');
    let major = parts.next()?.parse().ok()?;
    let minor = match parts.next() {
        Some(minor) => minor.parse().ok()?,
        None => 0,
    };
    let patch = parts.next().unwrap_or("0");
    let number = patch.split('-').next().unwrap_or_default();
    let patch_holds = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    patch_holds.then_some(Version { major, minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_patch_version_follows_its_minor_version() {
        for (text, expected) in [
            ("3.0.0", Some((3, 0))),
            ("3.0.1", Some((3, 0))),
            ("2.6.7", Some((2, 6))),
            ("3.1.0-rc2", Some((3, 1))),
            ("3.1", Some((3, 1))),
            ("2", Some((2, 0))),
            ("3.0.0.1", None),
            ("3.0.x", None),
            ("3..0", None),
            ("v3.0.0", None),
            ("", None),
        ] {
            let found = parse(text).map(|version| (version.major, version.minor));
            assert_eq!(found, expected, "{text}");
        }
    }
}
