//! The version a document follows, before anything else is looked at.

use tidings_diag::{FileId, Finding, Location, Span, nearest};
use tidings_source::Sources;
use tidings_syntax::{Kind, Value};

use crate::grammar::check::Spot;
use crate::grammar::table::{V3_0, V3_1, Version};
use crate::rules::{NOT_ASYNCAPI, UNSUPPORTED_VERSION, VALUE_NOT_ALLOWED, WRONG_TYPE};

/// The versions this program reads, as messages name them.
const SUPPORTED: &str = "supported are AsyncAPI 3.0 and 3.1";

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
    let spot = Spot::entry(entry);
    let location = spot.value_location();
    let value = entry.value;
    let text = match value.kind() {
        Kind::String => value.as_str().unwrap_or_default(),
        Kind::Number => value.as_number().map_or("", |number| number.text()),
        other => {
            let message = format!("`asyncapi` must be a version, not {}", other.described());
            return refused(Finding::new(&NOT_ASYNCAPI, location, message).with_help(SUPPORTED));
        }
    };
    let version = match parse(text) {
        Some(version) if version == V3_0 || version == V3_1 => version,
        Some(version) if version.major == 2 => {
            let message = format!("AsyncAPI {text} is not supported yet");
            let help = "documents of AsyncAPI 2 come with a later release; supported are AsyncAPI 3.0 and 3.1";
            return refused(Finding::new(&UNSUPPORTED_VERSION, location, message).with_help(help));
        }
        _ => {
            let message = format!("`{text}` is not a supported version of AsyncAPI");
            return refused(
                Finding::new(&UNSUPPORTED_VERSION, location, message).with_help(SUPPORTED),
            );
        }
    };
    let finding = if value.kind() == Kind::Number {
        let message =
            format!("`{text}` without quotes is a number, and the patch version is missing");
        Some(Finding::new(&WRONG_TYPE, location, message))
    } else if text.split('.').count() != 3 {
        let message = format!("`{text}` lacks the patch version");
        Some(Finding::new(&VALUE_NOT_ALLOWED, location, message))
    } else {
        None
    };
    Stated {
        version: Some(version),
        finding: finding.map(|finding| finding.with_help(format!("write `{version}.0`"))),
    }
}

/// What is wrong with a document without a value: that it is empty. A text that cannot be read has findings of its own.
pub(crate) fn of_nothing(sources: &Sources) -> Option<Finding> {
    let text = sources.files().first()?.tree.text();
    let says_nothing = |line: &str| {
        let line = line.trim();
        line.is_empty()
            || ["#", "%", "---", "..."]
                .iter()
                .any(|start| line.starts_with(start))
    };
    text.lines().all(says_nothing).then(|| {
        let location = Location {
            span: Span::new(FileId(0), 0, 0),
            pointer: Some(String::new()),
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
