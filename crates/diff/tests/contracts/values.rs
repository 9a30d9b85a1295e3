//! Values of lists that are allowed now, or no more: what means the same is one change, with all its values.
//!
//! What is expected of a file begins with `why`, one sentence that argues for it; below it stands every change.

use tidings_diff::{Change, Options, compare};

use crate::pair::files;
use crate::support::{as_it_is, contract};

#[test]
fn the_values_of_a_list_that_mean_the_same_are_one_change() {
    let mut wrong = Vec::new();
    for (name, parts) in files("values", 3) {
        let mut expected = parts[0].lines();
        let why = expected.next().unwrap_or_default();
        assert!(why.starts_with("why: "), "{name}: `why` is missing");
        let [base, revision] = [as_it_is(&parts[1]), as_it_is(&parts[2])];
        let comparison = compare(&base, &revision, &Options::default());
        let told: Vec<String> = comparison.changes.iter().map(told).collect();
        if !expected.eq(told.iter().map(String::as_str)) {
            wrong.push(format!("{name}\n{}", told.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn told(change: &Change) -> String {
    let values = change.values.iter().map(ToString::to_string);
    let values: Vec<String> = values.collect();
    let (impact, message) = (change.impact.name(), &change.message);
    match values.is_empty() {
        true => format!("{impact}: {message}"),
        false => format!("{impact}: {message} ({})", values.join(" ")),
    }
}

/// The fingerprint of what is new in a list with `values` that had one value.
fn fingerprint(values: &str) -> String {
    let listing = |values: &str| {
        contract(&format!(
            "\
asyncapi: 3.0.0
info: {{ title: Payments, version: 1.0.0 }}
channels:
  payments: {{ address: payments, messages: {{ Paid: {{ payload: {{ enum: [{values}] }} }} }} }}
operations:
  sendPaid: {{ action: send, channel: {{ $ref: '#/channels/payments' }} }}
"
        ))
    };
    let comparison = compare(&listing("T4"), &listing(values), &Options::default());
    assert_eq!(comparison.changes.len(), 1, "{values}");
    comparison.changes[0].fingerprint()
}

#[test]
fn who_accepted_some_values_has_accepted_no_others() {
    let accepted = fingerprint("T4, Q1, Q2, Q3, M1, M2, M3");
    assert_eq!(accepted, fingerprint("M3, Q1, Q2, T4, M2, M1, Q3"));
    assert_ne!(accepted, fingerprint("T4, Q1, Q2, Q3, M1, M2, M4"));
    assert_ne!(accepted, fingerprint("T4, Q1, Q2, Q3, M1, M2, M3, M4"));
    assert_ne!(accepted, fingerprint("T4, Q1, Q2, Q3, M1, M2"));
}
