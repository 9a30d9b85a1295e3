//! What a bundle means, held against an independent validator: with the same cases it gives the same verdicts as the
//! graph that it was written from.

use serde_json::Value;
use tidings_schema::{Formats, Selection, ValidateOptions, bundle, validate};

use crate::suite::{DRAFTS, files, for_each_group, suite, text_of};

/// Groups whose bundle means something else, and why.
const EXCEPTIONS: &[(&str, &str)] = &[(
    "$dynamicRef avoids the root of each schema, but scopes are still registered",
    "a resource that is passed through by references alone leaves no trace in the graph",
)];

#[test]
fn bundles_mean_what_their_graphs_mean() {
    let Some(suite) = suite() else { return };
    let options = ValidateOptions {
        formats: Formats::Annotate,
    };
    let (mut judged, mut expected) = (0, 0);
    let mut differences = Vec::new();
    for (dialect, folder, least) in DRAFTS {
        let folder = suite.join(folder);
        if !folder.is_dir() {
            continue;
        }
        // A few groups need files that an edition of the suite may come without.
        expected += least * 9 / 10;
        for path in files(&folder) {
            for_each_group(&path, *dialect, |group| {
                if EXCEPTIONS.iter().any(|(name, _)| *name == group.name) {
                    return;
                }
                let place = format!("{}: {}", path.display(), group.name);
                let bundled = match bundle(&group.graph, group.schema, Selection::Whole, false) {
                    Ok(bundled) => bundled,
                    Err(error) => {
                        differences.push(format!("{place}: {error}"));
                        return;
                    }
                };
                let schema: Value = serde_json::from_str(&bundled).expect("a bundle is JSON");
                let validator = jsonschema::options()
                    .should_validate_formats(false)
                    .build(&schema);
                let validator = match validator {
                    Ok(validator) => validator,
                    Err(error) => {
                        differences.push(format!("{place}: {error}: {bundled}"));
                        return;
                    }
                };
                for case in &group.cases {
                    let data = case.get("data").unwrap();
                    let ours = validate(&group.graph, group.schema, data, &options).is_empty();
                    let instance: Value = serde_json::from_str(text_of(data)).expect("JSON");
                    judged += 1;
                    if validator.is_valid(&instance) != ours {
                        differences.push(format!("{place}: {instance}: {bundled}"));
                    }
                }
            });
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(judged >= expected, "only {judged} cases were judged");
}
