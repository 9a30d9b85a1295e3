//! Which element is taken for which: pairs of contracts of one interface that was rewritten, split, merged or renamed.
//!
//! What is expected of a file begins with `why`, one sentence that argues for it, and `meaning`, the verdict and the
//! changes as in the other pairs; the lines below are what is told of the matching.

use tidings_diff::{Options, compare};

use crate::pair::{files, meaning};
use crate::support::contract;

#[test]
fn every_element_is_taken_for_what_it_is() {
    let files = files("matching", 3);
    assert!(files.len() >= 40, "{} are left", files.len());
    let mut wrong = Vec::new();
    for (name, parts) in files {
        let mut expected = parts[0].lines();
        let mut stated = |key: &str| {
            let line = expected.next().unwrap_or_default();
            let value = line.strip_prefix(key);
            value
                .unwrap_or_else(|| panic!("{name}: `{key}` is missing"))
                .to_owned()
        };
        assert!(!stated("why: ").is_empty());
        let meant = stated("meaning: ");
        let [base, revision] = [contract(&parts[1]), contract(&parts[2])];
        let comparison = compare(&base, &revision, &Options::default());
        let found = meaning(&comparison);
        if found != meant {
            wrong.push(format!("{name}\n  expected {meant}\n  found    {found}"));
        }
        let told = comparison.matching.explanation(&base, &revision);
        if !expected.eq(told.iter().map(String::as_str)) {
            wrong.push(format!("{name}\n{}", told.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
