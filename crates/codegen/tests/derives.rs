//! The traits that generated types have, tried on the committed code.

#![allow(
    dead_code,
    clippy::all,
    reason = "the code of a fixture has more than is tried here"
)]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Debug;
use std::hash::Hash;

mod scalars {
    include!("generated/scalars.rs");
}
mod texts {
    include!("generated/texts.rs");
}
mod recursion {
    include!("generated/recursion.rs");
}
mod objects {
    include!("generated/objects.rs");
}

fn is_ordered<T: Eq + Ord + Hash + Clone + Debug>() {}
fn is_copied<T: Copy + PartialOrd>() {}
fn has_default<T: Default + tidings::Payload>() {
    tidings::json::to_vec(&T::default()).expect("a default is valid");
}

#[test]
fn what_can_be_compared_is() {
    is_ordered::<scalars::Sku>();
    is_ordered::<recursion::Tree>();
    is_ordered::<objects::Closed>();
    is_copied::<scalars::Pieces>();
    is_copied::<scalars::Temperature>();
    has_default::<objects::Empty>();
    has_default::<objects::Free>();
}

#[test]
fn a_named_text_is_made_checked_and_found_by_its_text() {
    let sku: scalars::Sku = "TEA-0001".parse().expect("it matches");
    assert_eq!(sku.as_str(), "TEA-0001");
    assert_eq!(sku.to_string(), "TEA-0001");
    let error = scalars::Sku::new("tea").expect_err("it does not match");
    assert!(error.to_string().contains("tea"), "{error}");
    assert!("tea".parse::<scalars::Sku>().is_err());
    let pieces = HashMap::from([(sku.clone(), 3)]);
    assert_eq!(pieces.get("TEA-0001"), Some(&3));
    assert!(BTreeSet::from([sku.clone()]).contains("TEA-0001"));
    assert!(HashSet::from([sku]).contains("TEA-0001"));
}

#[test]
fn an_enumeration_is_parsed_from_its_texts_and_displays_as_them() {
    let operator: texts::Operator = "<=".parse().expect("it is listed");
    assert_eq!(operator.to_string(), "<=");
    let error = "=<".parse::<texts::Operator>().expect_err("it is not");
    assert!(
        error.to_string().contains("\"=<\" is none of \"+\", "),
        "{error}"
    );
}

#[test]
fn a_named_number_is_made_checked_and_shown() {
    let pieces = scalars::Pieces::new(7).expect("it is in range");
    assert_eq!(pieces.to_string(), "7");
    let error = scalars::Pieces::new(101).expect_err("it is not in range");
    assert!(
        error.to_string().ends_with("101 is greater than 100"),
        "{error}"
    );
}
