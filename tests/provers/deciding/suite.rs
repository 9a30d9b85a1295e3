//! The questions of the public suite of containment for draft-07, and what is known of their labels.

use std::path::Path;

use serde_json::Value;
use tidings_schema::Formats;

/// Questions whose label is wrong, with the reason.
const WRONG_LABELS: &[(&str, &str)] = &[
    (
        "draft7/universal/items.json#6/",
        "the branches are not complementary: the negated one keeps \"type: array\"",
    ),
    (
        "draft7/universal/ref.json#17/",
        "the generator changed a reference inside an enumeration, where it is data",
    ),
    (
        "draft7/unsatisfiable/ref.json#17/",
        "the generator changed a reference inside an enumeration, where it is data",
    ),
];

/// Questions about what a validator may do and ours does not, with the reason; their labels suppose the opposite.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "/optional/content.json",
        "what an encoded text holds only annotates here, which draft-07 validation section 8 allows",
    ),
    (
        "/optional/unicode.json",
        "letters and digits of a pattern are those of ECMA-262, which are ASCII",
    ),
    (
        "/optional/format/idn-hostname.json",
        "the format is not known here, and unknown formats demand nothing",
    ),
    (
        "/optional/format/idn-email.json",
        "the other validator does not know the format, so it confirms no break of it",
    ),
];

/// Whether every value of `first` is one of `second`, in draft-07.
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) first: Value,
    pub(crate) second: Value,
    pub(crate) formats: Formats,
    /// What the suite says.
    pub(crate) label: bool,
}

impl Question {
    /// Whether the label is known to be wrong.
    pub(crate) fn is_mislabelled(&self) -> bool {
        WRONG_LABELS
            .iter()
            .any(|(start, _)| self.id.starts_with(start))
    }

    /// Whether it asks for what a validator may do and ours does not.
    pub(crate) fn is_otherwise(&self) -> bool {
        OTHERWISE.iter().any(|(part, _)| self.id.contains(part))
    }
}

/// Every question of the file at `path`.
pub(crate) fn questions(path: &Path) -> Vec<Question> {
    let text = std::fs::read_to_string(path).expect("the suite is a file");
    text.lines().map(question).collect()
}

fn question(line: &str) -> Question {
    let mut question: Value = serde_json::from_str(line).expect("a question is JSON");
    let id = question["id"].as_str().expect("a question has a name");
    let id = id.to_owned();
    Question {
        formats: match id.contains("/optional/format/") {
            true => Formats::Assert,
            false => Formats::Annotate,
        },
        id,
        label: question["expect_backward"] == true,
        first: question["old"].take(),
        second: question["new"].take(),
    }
}
