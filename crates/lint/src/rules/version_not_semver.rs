use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::followed;
use crate::rule::{Section, rule};

rule! {
    /// The version of the application's interface is no semantic version.
    ///
    /// ## Why it matters
    ///
    /// `info.version` tells one state of the interface from the next (AsyncAPI 3.0, Info Object, leaves its form open).
    /// Written as `MAJOR.MINOR.PATCH` it also says whether the next state can break who uses it, and tools can check that.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: "2026" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// ```
    "version-not-semver", "D024", Info,
    "the version of the application is no semantic version",
    Section::of("Info Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let info = sources
        .root()
        .and_then(|root| followed(sources, root.get("info")?));
    let Some(version) = info.and_then(|info| info.get("version")) else {
        return Vec::new();
    };
    let text = contract.info.version.as_str();
    if text.is_empty() || is_semantic(text) {
        return Vec::new();
    }
    let message = format!("`{text}` is no semantic version");
    let finding = Finding::new(&RULE.meta, version.location(), message)
        .with_help("write it as `MAJOR.MINOR.PATCH`, for instance `1.0.0`");
    vec![finding]
}

/// Semantic Versioning 2.0.0, §2, §9 and §10.
fn is_semantic(text: &str) -> bool {
    let (text, build) = match text.split_once('+') {
        Some((text, build)) => (text, Some(build)),
        None => (text, None),
    };
    let (core, release) = match text.split_once('-') {
        Some((core, release)) => (core, Some(release)),
        None => (text, None),
    };
    let is_number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let is_identifier = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && [release, build]
            .into_iter()
            .flatten()
            .all(|identifiers| identifiers.split('.').all(is_identifier))
}
