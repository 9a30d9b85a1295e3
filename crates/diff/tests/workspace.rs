//! Pairs of applications, each with where they meet and what becomes of the messages there, and why.
//!
//! A file of `workspace/` has three parts between lines of `---`: what is expected, the contract of the application that
//! sends, and that of the one that receives. What is expected are lines of a name and a value: `why`, one sentence that
//! argues for it, and what comes out under the readings `events` and `strict`.

mod support;

use std::fs;
use std::path::Path;

use support::contract;
use tidings_diff::{Options, Reading, Reception, meetings};
use tidings_model::Contract;

/// Where both meet, in words.
fn told(sender: &Contract, receiver: &Contract, reading: Reading) -> String {
    let options = Options {
        reading,
        ..Options::default()
    };
    let found = meetings(sender, receiver, &options);
    let found = found.iter().map(|meeting| {
        let messages = meeting.messages.iter().map(|sent| {
            let key = &sender.messages[sent.message].key;
            match &sent.reception {
                Reception::Accepted => format!("{key} accepted"),
                Reception::Ignored => format!("{key} ignored"),
                Reception::Unknown(reason) => format!("{key} unknown because {reason}"),
                Reception::Refused(refusal) => {
                    let witness = refusal.witness.as_ref();
                    let shown = witness.map(|it| format!(" {}", it.instance.to_json_text()));
                    let others = refusal.reasons.iter().skip(1);
                    let others = others.map(|other| format!(" and because {other}"));
                    let others: String = others.collect();
                    format!("{key} refused{}{others}", shown.unwrap_or_default())
                }
            }
        });
        format!(
            "{} > {} at {}: {}{}",
            sender.operations[meeting.sender].key,
            receiver.operations[meeting.receiver].key,
            meeting.address,
            messages.collect::<Vec<_>>().join(", "),
            if meeting.is_reply { " (reply)" } else { "" },
        )
    });
    let found: Vec<String> = found.collect();
    match found.is_empty() {
        true => "nowhere".to_owned(),
        false => found.join(", "),
    }
}

#[test]
fn every_pair_of_applications_gets_along_as_is_argued() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspace");
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for file in fs::read_dir(folder).expect("the folder of the pairs") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a pair is readable");
        let parts: Vec<&str> = text.split("\n---\n").collect();
        let [expected, sender, receiver] = parts.as_slice() else {
            panic!("{}: three parts are expected", path.display());
        };
        let (sender, receiver) = (contract(sender), contract(receiver));
        for (name, reading) in [("events", Reading::Events), ("strict", Reading::Strict)] {
            let mut lines = expected.lines();
            let argued = lines.find_map(|line| line.strip_prefix(&format!("{name}: ")));
            let argued = argued.unwrap_or_else(|| panic!("{}: no {name}", path.display()));
            let told = told(&sender, &receiver, reading);
            if told != argued {
                wrong.push(format!("{} under {name}: {told}", path.display()));
            }
        }
        assert!(expected.starts_with("why: "), "{}", path.display());
        pairs += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(pairs > 12, "{pairs} pairs");
}
