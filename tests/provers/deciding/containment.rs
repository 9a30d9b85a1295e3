//! The public suite of containment questions for draft-07.

use std::path::Path;

use tidings_schema::{Dialect, Literal};

use crate::answer::{Answer, ask};
use crate::oracles::{Opinions, random_pairs};
use crate::schema::{Schema, literal};
use crate::suite::questions;
use crate::tally::Tally;

#[test]
fn the_containment_suite_is_answered() {
    let Some(path) = std::env::var_os("TIDINGS_CONTAINMENT") else {
        println!("TIDINGS_CONTAINMENT is not set, so the containment suite is not asked");
        return;
    };
    let compared = random_pairs().is_some();
    let mut tally = Tally::default();
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    let (mut mislabelled, mut otherwise) = (0, 0);
    for question in questions(Path::new(&path)) {
        let id = &question.id;
        let schema = |schema: &serde_json::Value| {
            let schema: Literal = literal(schema);
            Schema::read(&schema, &schema, Dialect::Draft7, question.formats)
        };
        let (first, second) = (schema(&question.first), schema(&question.second));
        let is_otherwise = question.is_otherwise();
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
        let labelled = question.label;
        match &answer {
            Answer::Unknown(reason) => unknown.push(format!("{id}: {reason}")),
            answer if matches!(answer, Answer::Yes) == labelled => {}
            _ if question.is_mislabelled() => mislabelled += 1,
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
