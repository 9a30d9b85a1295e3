//! Who may start to use the revision first.
//!
//! What is expected of a file is one line: the order, or who goes before whom, and the sentence that argues for it.

use tidings_diff::{Options, Rollout, Steps, compare};

use crate::pair::files;
use crate::support::{as_it_is, contract};

/// The order in which everybody goes back to the base.
fn reversed(rollout: Rollout) -> Rollout {
    match rollout {
        Rollout::Steps(steps) => Rollout::Steps(Steps {
            first: steps.last,
            last: steps.first,
        }),
        Rollout::AnyOrder | Rollout::Together | Rollout::Unknown => rollout,
    }
}

/// Who goes first, and who comes next.
fn told(rollout: Rollout) -> String {
    match rollout.name() {
        "in-steps" => {
            let steps = rollout.steps().into_iter();
            let steps: Vec<String> = steps.map(|step| step.join("+")).collect();
            steps.join(" > ")
        }
        name => name.to_owned(),
    }
}

#[test]
fn whoever_can_go_first_is_told() {
    let mut wrong = Vec::new();
    for (name, parts) in files("rollouts", 3) {
        let (expected, why) = parts[0].split_once(": ").expect("the order and why");
        assert!(!why.trim().is_empty(), "{name}");
        let read = match name.contains("broken-") {
            true => as_it_is,
            false => contract,
        };
        let [base, revision] = [read(&parts[1]), read(&parts[2])];
        let there = compare(&base, &revision, &Options::default()).rollout;
        let back = compare(&revision, &base, &Options::default()).rollout;
        if told(there) != expected {
            wrong.push(format!("{name}: {} instead of {expected}", told(there)));
        }
        if back != reversed(there) {
            wrong.push(format!("{name}: {} and back {}", told(there), told(back)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
