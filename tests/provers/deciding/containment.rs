//! The public suite of containment questions for draft-07.

use tidings_schema::{Dialect, Formats, Literal};

use crate::answer::{Answer, ask};
use crate::oracles::{Opinions, random_pairs};
use crate::schema::{Schema, literal};
use crate::tally::Tally;

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

#[test]
fn the_containment_suite_is_answered() {
    let Some(path) = std::env::var_os("TIDINGS_CONTAINMENT") else {
        println!("TIDINGS_CONTAINMENT is not set, so the containment suite is not asked");
        return;
    };
    let text = std::fs::read_to_string(path).expect("the suite is a file");
    let compared = random_pairs().is_some();
    let mut tally = Tally::default();
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    let (mut mislabelled, mut otherwise) = (0, 0);
    for line in text.lines() {
        let question: serde_json::Value = serde_json::from_str(line).expect("a question is JSON");
        let id = question["id"].as_str().expect("a question has a name");
        let formats = match id.contains("/optional/format/") {
            true => Formats::Assert,
            false => Formats::Annotate,
        };
        let schema = |key: &str| {
            let schema: Literal = literal(&question[key]);
            Schema::read(&schema, &schema, Dialect::Draft7, formats)
        };
        let (first, second) = (schema("old"), schema("new"));
        let is_otherwise = OTHERWISE.iter().any(|(part, _)| id.contains(part));
        let answer = match ask(&first, &second) {
            Ok(answer) => answer,
            Err(_) if is_otherwise => {
                otherwise += 1;
                continue;
            }
            Err(mistake) => {
                wrong.push(format!("{id}: {mistake}"));
                continue;
            }
        };
        tally.count(&answer);
        if compared {
            let opinions = Opinions::ask(&first, &second);
            tally.compare(opinions);
            let against = opinions.against(&answer);
            for name in against.into_iter().filter(|_| !is_otherwise) {
                wrong.push(format!("{id}: {answer:?}, but {name} says otherwise"));
            }
        }
        let labelled = question["expect_backward"] == true;
        match &answer {
            Answer::Unknown(reason) => unknown.push(format!("{id}: {reason}")),
            answer if matches!(answer, Answer::Yes) == labelled => {}
            _ if WRONG_LABELS.iter().any(|(start, _)| id.starts_with(start)) => mislabelled += 1,
            _ if is_otherwise => otherwise += 1,
            answer => wrong.push(format!("{id}: {answer:?} instead of {labelled}")),
        }
    }
    println!(
        "containment suite: {tally}; {mislabelled} have a wrong label, {otherwise} ask for what is optional"
    );
    for question in &unknown {
        println!("  unknown {question}");
    }
    tally.assert_right(&wrong, 50);
}
