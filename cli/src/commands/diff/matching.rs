//! Which element was taken for which, and why.

use std::fmt::Write;

use tidings_diff::{Matching, Pairs};

use super::versions::Versions;

/// Every pair, and what is left on both sides.
pub(super) fn explanation(matching: &Matching, versions: &Versions) -> String {
    let (base, revision) = (versions.base(), versions.revision());
    let mut output = "\nwhich element was taken for which:\n".to_owned();
    output += &kind(
        "server",
        &matching.servers,
        |id| base.servers[id].key.clone(),
        |id| revision.servers[id].key.clone(),
    );
    output += &kind(
        "channel",
        &matching.channels,
        |id| base.channels[id].key.clone(),
        |id| revision.channels[id].key.clone(),
    );
    output += &kind(
        "operation",
        &matching.operations,
        |id| base.operations[id].key.clone(),
        |id| revision.operations[id].key.clone(),
    );
    output += &kind(
        "message",
        &matching.messages,
        |id| base.messages[id].key.clone(),
        |id| revision.messages[id].key.clone(),
    );
    output
}

fn kind<I: Copy>(
    noun: &str,
    pairs: &Pairs<I>,
    base: impl Fn(I) -> String,
    revision: impl Fn(I) -> String,
) -> String {
    let mut output = String::new();
    // Writing to a string cannot fail.
    for pair in &pairs.matched {
        let (was, is) = (base(pair.base), revision(pair.revision));
        let reason = pair.reason.words();
        let _ = writeln!(output, "  {noun} `{was}` is `{is}`, by {reason}");
    }
    for id in &pairs.removed {
        let _ = writeln!(output, "  {noun} `{}` is only in the base", base(*id));
    }
    for id in &pairs.added {
        let _ = writeln!(
            output,
            "  {noun} `{}` is only in the revision",
            revision(*id)
        );
    }
    output
}
