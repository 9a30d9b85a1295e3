//! Names as users write them, and the laws that hold for every name.

use proptest::prelude::*;
use tidings_naming::{Scope, compound, field, pascal, screaming, snake};

#[test]
fn the_table_of_names() {
    for line in include_str!("fixtures/names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, in_pascal, in_field, in_screaming] = columns[..] else {
            panic!("{line:?}")
        };
        assert_eq!(
            (
                pascal(name).as_str(),
                field(name).as_str(),
                screaming(name).as_str()
            ),
            (in_pascal, in_field, in_screaming),
            "{name:?}"
        );
    }
}

#[test]
fn a_word_where_two_names_meet_is_there_once() {
    let names = [
        ("OrderPayload", "payloadSize", "OrderPayloadSize"),
        ("orderPayload", "payload", "OrderPayloadPayload"),
        ("Order", "orders item", "OrderOrdersItem"),
        ("Order", "+", "OrderPlus"),
    ];
    for (outer, inner, together) in names {
        assert_eq!(pascal(&compound(outer, inner)), together);
    }
}

#[test]
fn who_comes_later_gets_a_number() {
    let mut scope = Scope::new(["Vec"]);
    assert_eq!(scope.claim("order", "Order"), "Order");
    assert_eq!(scope.claim("Order", "Order"), "Order2");
    assert_eq!(scope.claim("vec", "Vec"), "Vec2");
    assert_eq!(scope.claim("type", "r#type"), "r#type");
    assert_eq!(scope.claim("Type", "r#type"), "type2");
    let collision = &scope.collisions()[0];
    assert_eq!(
        (collision.first.as_str(), collision.second.as_str()),
        ("order", "Order")
    );
}

fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
        || text.starts_with("r#") && syn::parse_str::<syn::Ident>(text).is_ok()
}

proptest! {
    #[test]
    fn every_name_becomes_an_identifier(name in any::<String>()) {
        for identifier in [pascal(&name), field(&name), snake(&name), screaming(&name)] {
            prop_assert!(is_identifier(&identifier), "{name:?} became {identifier:?}");
        }
    }

    #[test]
    fn a_name_at_the_end_renames_nobody(names in proptest::collection::vec("[a-zA-Z_1+<-]{0,4}", 1..30)) {
        let claimed = |names: &[String], shape: fn(&str) -> String| -> Vec<String> {
            let mut scope = Scope::new(["Some", "None"]);
            names.iter().map(|name| scope.claim(name, &shape(name))).collect()
        };
        for shape in [pascal, field, snake, screaming] {
            let all = claimed(&names, shape);
            let (_, earlier) = names.split_last().expect("a name");
            prop_assert_eq!(&all[..earlier.len()], &claimed(earlier, shape)[..]);
            let distinct: std::collections::BTreeSet<_> = all.iter().collect();
            prop_assert_eq!(distinct.len(), all.len());
            prop_assert!(all.iter().all(|identifier| is_identifier(identifier)), "{:?}", all);
        }
    }

    #[test]
    fn no_two_names_of_a_scope_are_alike(names in proptest::collection::vec("[a-zA-Z_1+-]{0,4}", 0..30)) {
        let mut scope = Scope::default();
        let mut given: Vec<String> = names.iter().map(|name| scope.claim(name, &field(name))).collect();
        prop_assert!(given.iter().all(|identifier| is_identifier(identifier)), "{given:?}");
        given.sort();
        let count = given.len();
        given.dedup();
        prop_assert_eq!(given.len(), count);
    }
}
