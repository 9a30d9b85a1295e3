//! Where changes stand.
//!
//! What is expected of a file of `places` has three lines: the only change, and where that stands in the base and in the
//! revision.

use tidings_diag::Location;
use tidings_diff::{Options, compare};

use crate::pair::files;
use crate::support::contract;

#[test]
fn what_changed_is_pointed_at() {
    let mut wrong = Vec::new();
    for (name, parts) in files("places", 3) {
        let [base, revision] = [contract(&parts[1]), contract(&parts[2])];
        let changes = compare(&base, &revision, &Options::default()).changes;
        let pointer = |place: &Option<Location>| {
            let pointer = place.as_ref().and_then(|it| it.pointer.as_deref());
            pointer.unwrap_or_default().to_owned()
        };
        let told = changes.iter().map(|change| {
            let places = [pointer(&change.base), pointer(&change.revision)];
            format!("{}\n{}\n", change.message, places.join("\n"))
        });
        let told = told.collect::<String>();
        if told.trim() != parts[0].trim() {
            wrong.push(format!("{name}:\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
