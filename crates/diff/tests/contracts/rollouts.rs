//! Who may start to use the revision first.
//!
//! What is expected of a file is one line: the order, and the sentence that argues for it.

use tidings_diff::{Options, Rollout, compare};

use crate::pair::files;
use crate::support::{as_it_is, contract};

/// The order in which everybody goes back to the base.
fn reversed(rollout: Rollout) -> Rollout {
    match rollout {
        Rollout::ApplicationFirst => Rollout::PartnersFirst,
        Rollout::PartnersFirst => Rollout::ApplicationFirst,
        Rollout::SendersFirst => Rollout::ReceiversFirst,
        Rollout::ReceiversFirst => Rollout::SendersFirst,
        Rollout::AnyOrder | Rollout::Together | Rollout::Unknown => rollout,
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
        if there.name() != expected {
            wrong.push(format!("{name}: {} instead of {expected}", there.name()));
        }
        if back != reversed(there) {
            wrong.push(format!("{name}: {} and back {}", there.name(), back.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
