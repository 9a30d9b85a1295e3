//! The functions that generated code calls: verdict, words and pointer.

use proptest::prelude::*;
use tidings_check::{
    Format, Path, StaticPattern, Violations, exclusive_maximum, exclusive_minimum, format,
    max_items, max_length, max_properties, maximum, min_items, min_length, min_properties, minimum,
    multiple_of, pattern, unique_items, unique_values,
};

fn found(check: impl FnOnce(&Path<'_>, &mut Violations)) -> Option<String> {
    let root = Path::root();
    let mut violations = Violations::all();
    check(&root.key("at"), &mut violations);
    assert!(violations.len() <= 1);
    violations
        .into_result()
        .err()
        .map(|violation| violation.to_string())
}

#[track_caller]
fn passes(check: impl FnOnce(&Path<'_>, &mut Violations)) {
    assert_eq!(found(check), None);
}

#[track_caller]
fn fails(message: &str, check: impl FnOnce(&Path<'_>, &mut Violations)) {
    assert_eq!(found(check), Some(format!("/at: {message}")));
}

#[test]
fn numbers() {
    passes(|path, all| minimum(1_i64, 1, path, all));
    fails("0 is less than 1", |path, all| minimum(0_i64, 1, path, all));
    passes(|path, all| maximum(100_u32, 100, path, all));
    fails("101 is greater than 100", |path, all| {
        maximum(101_i64, 100, path, all)
    });
    passes(|path, all| exclusive_minimum(0.1, 0.0, path, all));
    fails("0 is not greater than 0", |path, all| {
        exclusive_minimum(0.0, 0.0, path, all)
    });
    passes(|path, all| exclusive_maximum(9_i32, 10, path, all));
    fails("10 is not less than 10", |path, all| {
        exclusive_maximum(10_i32, 10, path, all)
    });
    passes(|path, all| multiple_of(0.3, 0.1, path, all));
    passes(|path, all| multiple_of(i64::MIN, -1, path, all));
    passes(|path, all| multiple_of(1e300, 1e299, path, all));
    fails("7 is not a multiple of 2", |path, all| {
        multiple_of(7_u64, 2, path, all)
    });
    fails("0.35 is not a multiple of 0.1", |path, all| {
        multiple_of(0.35, 0.1, path, all)
    });
    fails("inf is not a multiple of 2", |path, all| {
        multiple_of(f64::INFINITY, 2.0, path, all)
    });
}

#[test]
fn strings() {
    static SKU: StaticPattern = StaticPattern::new("^[A-Z]{3}$");
    passes(|path, all| min_length("ä€😀", 3, path, all));
    fails("\"ä€😀\" is shorter than 4 characters", |path, all| {
        min_length("ä€😀", 4, path, all)
    });
    fails("\"\" is shorter than 1 character", |path, all| {
        min_length("", 1, path, all)
    });
    passes(|path, all| max_length("😀😀", 2, path, all));
    fails("\"abc\" is longer than 2 characters", |path, all| {
        max_length("abc", 2, path, all)
    });
    passes(|path, all| pattern("ABC", &SKU, path, all));
    fails(
        "\"abc\" does not match the pattern ^[A-Z]{3}$",
        |path, all| {
            pattern("abc", &SKU, path, all);
        },
    );
    passes(|path, all| format("2026-11-21", Format::Date, path, all));
    fails(
        "\"2026-13-01\" is not a valid date: there is no such month",
        |path, all| {
            format("2026-13-01", Format::Date, path, all);
        },
    );
}

#[test]
fn a_pattern_that_takes_too_long_says_so() {
    static SLOW: StaticPattern = StaticPattern::new(r"^(?!x)(a|aa)+\1$");
    let text = "a".repeat(100) + "!";
    let message = found(|path, all| pattern(&text, &SLOW, path, all));
    assert!(message.is_some_and(|message| message.contains("takes too long to match")));
}

#[test]
fn arrays_and_objects() {
    passes(|path, all| min_items(1, 1, path, all));
    fails("has 0 items, fewer than 1", |path, all| {
        min_items(0, 1, path, all)
    });
    fails("has 1 item, fewer than 2", |path, all| {
        min_items(1, 2, path, all)
    });
    fails("has 3 items, more than 2", |path, all| {
        max_items(3, 2, path, all)
    });
    fails("has 1 property, fewer than 2", |path, all| {
        min_properties(1, 2, path, all)
    });
    fails("has 3 properties, more than 2", |path, all| {
        max_properties(3, 2, path, all)
    });
    passes(|path, all| unique_items(&["a", "b"], path, all));
    fails("items 0 and 2 are equal", |path, all| {
        unique_items(&["a", "b", "a"], path, all)
    });
    fails("items 1 and 2 are equal", |path, all| {
        unique_values(&[0.5, 1.5, 1.5], path, all);
    });
}

#[test]
fn pointers_are_escaped_and_the_root_is_readable() {
    let root = Path::root();
    let mut violations = Violations::all();
    maximum(2, 1, &root, &mut violations);
    let lines = root.key("a/b");
    let line = lines.index(12);
    maximum(2, 1, &line.key("m~n"), &mut violations);
    let shown: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "(root): 2 is greater than 1",
            "/a~1b/12/m~0n: 2 is greater than 1"
        ]
    );
    assert_eq!(violations.into_iter().next().unwrap().pointer, "");
}

#[test]
fn a_sensitive_value_is_never_shown() {
    let root = Path::root();
    let password = root.key("password").sensitive();
    let inner = password.key("part");
    let mut violations = Violations::all();
    min_length("hunter2", 12, &password, &mut violations);
    maximum(1234, 999, &inner, &mut violations);
    let shown: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "/password: the value is shorter than 12 characters",
            "/password/part: the value is greater than 999"
        ]
    );
}

#[test]
fn long_values_are_cut_and_control_characters_escaped() {
    let message = found(|path, all| max_length(&"ä".repeat(1_000_000), 5, path, all)).unwrap();
    assert_eq!(
        message,
        format!("/at: \"{}…\" is longer than 5 characters", "ä".repeat(60))
    );
    fails(
        r#""a\n\u0007\"" is longer than 1 character"#,
        |path, all| {
            max_length("a\n\u{7}\"", 1, path, all);
        },
    );
}

#[test]
fn the_first_violation_is_enough_when_asked() {
    let root = Path::root();
    let mut violations = Violations::first();
    minimum(0, 1, &root, &mut violations);
    assert!(violations.is_full());
    minimum(-7, 1, &root, &mut violations);
    assert_eq!(violations.len(), 1);
    let mut violations = Violations::all();
    for _ in 0..5_000 {
        minimum(0, 1, &root, &mut violations);
    }
    assert_eq!(violations.len(), 1_000);
}

proptest! {
    #[test]
    fn lengths_count_code_points(text in any::<String>(), bound in 0_u64..40) {
        let length = text.chars().count() as u64;
        prop_assert_eq!(tidings_check::is_shorter(&text, bound), length < bound);
        prop_assert_eq!(tidings_check::is_longer(&text, bound), length > bound);
    }

    #[test]
    fn unique_items_agrees_with_comparing_every_pair(items in prop::collection::vec(0_u8..30, 0..20)) {
        let repeated = (1..items.len()).find_map(|second| {
            let first = items[..second].iter().position(|item| *item == items[second])?;
            Some(format!("/at: items {first} and {second} are equal"))
        });
        prop_assert_eq!(found(|path, all| unique_items(&items, path, all)), repeated);
    }

    #[test]
    fn multiples_of_cents_are_exact(cents: i32) {
        let value = format!("{}e-2", cents).parse::<f64>().unwrap();
        prop_assert_eq!(found(|path, all| multiple_of(value, 0.01, path, all)), None);
    }
}
