//! Whether patterns divide names between them.

use std::rc::Rc;

use crate::budget::Budget;
use crate::found::Found;
use crate::string::{Automata, StringDemand, find};

/// Whether no text matches both of two patterns of ECMA-262: proved within `budget` steps, and `false` otherwise.
pub fn are_exclusive(first: &str, second: &str, budget: u64) -> bool {
    let demand = StringDemand {
        inside: vec![Rc::from(first), Rc::from(second)],
        ..StringDemand::default()
    };
    let found = find(&demand, &mut Automata::default(), &mut Budget::new(budget));
    matches!(found, Found::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_no_text_has_in_common_are_exclusive() {
        for (first, second, exclusive) in [
            ("^x-", "^n-", true),
            ("^x-", "^x-n-", false),
            ("^[0-9]+$", "^[a-z]", true),
            ("_load$", "^cpu_", false),
            ("^a$", "^b", true),
            ("(", "^b", false),
        ] {
            let proved = are_exclusive(first, second, 20_000);
            assert_eq!(proved, exclusive, "{first} and {second}");
        }
        assert!(
            !are_exclusive("^x-", "^n-", 0),
            "nothing is proved for free"
        );
    }
}
