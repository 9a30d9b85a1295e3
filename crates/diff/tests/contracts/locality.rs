//! What changes at one place is told of that place alone.

use proptest::prelude::*;
use proptest::sample::Index;
use tidings_diff::{Options, compare};
use tidings_schema::Literal;

use crate::laws::TEXTS;
use crate::pair::meaning;
use crate::rewriting::{document, everywhere};
use crate::support::as_it_is;

/// What may be told of a property that is new: itself, and values that fit several alternatives with it or that a part
/// of which only the name is told does not allow.
const ALLOWED: [&str; 5] = [
    "payload-changed",
    "property-added",
    "idle-keyword-changed",
    "unused-component-changed",
    "payload-undecided",
];

/// The property that no document of the fixtures has.
const NEW: &str = "brandNew";

/// The document with one property more in one of its schemas; `None` where none has properties.
fn extended(text: &str, which: &Index) -> Option<(String, Literal)> {
    let mut document = document(text);
    let mut places = Vec::new();
    everywhere(&mut document, "", &mut |pointer, value| {
        let is_schema = ["/payload/", "/headers/", "/schemas/"]
            .iter()
            .any(|part| pointer.contains(part));
        let is_map = matches!(value, Literal::Object(properties) if properties.iter().all(|(_, part)| matches!(part, Literal::Object(_))));
        let is_named =
            pointer.ends_with("/properties") && !pointer.ends_with("/properties/properties");
        if is_schema && is_map && is_named && !pointer.contains("/examples/") {
            places.push(pointer.to_owned());
        }
    });
    if places.is_empty() {
        return None;
    }
    let place = which.get(&places).clone();
    if let Some(Literal::Object(properties)) = document.at_mut(&place) {
        let text = Literal::Object(vec![(
            "type".to_owned(),
            Literal::String("string".to_owned()),
        )]);
        properties.push((NEW.to_owned(), text));
    }
    Some((place, document))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_property_that_is_new_is_all_that_changed(
        which in any::<Index>(), is_base in any::<bool>(), place in any::<Index>(),
    ) {
        let (name, [base, revision]) = which.get(&TEXTS);
        let text = if is_base { base } else { revision };
        let Some((place, other)) = extended(text, &place) else {
            return Ok(());
        };
        let comparison = compare(&as_it_is(text), &as_it_is(&other.to_json_text()), &Options::default());
        let mut changes = comparison.changes.iter();
        let is_told = changes.all(|change| ALLOWED.contains(&change.check.id));
        prop_assert!(is_told, "{} {}: {}\n{}", name, place, meaning(&comparison), text);
    }
}
