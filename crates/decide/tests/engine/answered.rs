//! Questions that look as if they cost more than any answer is worth, and do not: each is answered.

use tidings_decide::Options;
use tidings_schema::Dialect;

use crate::cases::answer;
use crate::hostile::listed;

/// Whether each value of `first` is one of `second`, and the other way round.
#[track_caller]
fn check(first: &str, second: &str, forth: &str, back: &str) {
    let ask = |first, second| {
        let options = Options::default();
        answer("subset", first, second, Dialect::Draft2020, &options)
    };
    let found = [ask(first, second), ask(second, first)];
    assert_eq!(found, [forth, back]);
}

/// An array of at least `least` items that keeps to `more`.
fn array(least: usize, more: &str) -> String {
    format!(r#"{{"type":"array","minItems":{least}{more}}}"#)
}

const INTEGERS: &str = r#","items":{"type":"integer"}"#;

#[test]
fn long_arrays_are_one_item_again_and_again() {
    let of_texts = array(0, r#","items":{"type":"string"}"#);
    for least in [50, 300, 5_000] {
        check(&array(least, INTEGERS), &of_texts, "no", "no");
        check(
            &array(least, INTEGERS),
            &array(least + 1, INTEGERS),
            "no",
            "yes",
        );
        let with_one = array(least, &format!(r#"{INTEGERS},"contains":{{"const":1}}"#));
        let with_two = array(least, &format!(r#"{INTEGERS},"contains":{{"const":2}}"#));
        check(&with_one, &with_two, "no", "no");
        check(&with_one, &array(least, INTEGERS), "yes", "no");
        let without_one = array(
            least,
            &format!(r#"{INTEGERS},"contains":{{"const":1}},"minContains":0,"maxContains":2"#),
        );
        check(&without_one, &array(least, INTEGERS), "yes", "no");
    }
}

#[test]
fn many_items_that_differ_are_counted() {
    let unique = |least: usize, most: usize| {
        let items = format!(
            r#","uniqueItems":true,"items":{{"type":"integer","minimum":1,"maximum":{most}}}"#
        );
        array(least, &items)
    };
    check(&unique(50, 49), "false", "yes", "yes");
    check(
        &unique(50, 50),
        r#"{"type":"array","contains":{"const":50}}"#,
        "yes",
        "no",
    );
    check(
        &unique(50, 51),
        r#"{"type":"array","contains":{"const":50}}"#,
        "no",
        "no",
    );
    let equal =
        format!(r#"{{"type":"array","minItems":60{INTEGERS},"not":{{"uniqueItems":true}}}}"#);
    check(&equal, &array(60, INTEGERS), "yes", "no");
    check(&equal, &array(61, INTEGERS), "no", "no");
}

#[test]
fn many_items_that_are_asked_for() {
    let containing = |from: usize, to: usize| {
        let parts = listed(to - from, |at| {
            format!(r#"{{"contains":{{"const":{}}}}}"#, at + from)
        });
        format!(r#"{{"type":"array","allOf":[{parts}]}}"#)
    };
    for count in [7, 12, 20] {
        let all = containing(0, count);
        check(&all, &array(count, ""), "yes", "no");
        check(&all, &array(count + 1, ""), "no", "no");
        check(&all, &containing(0, count - 1), "yes", "no");
        check(&all, &array(0, INTEGERS), "no", "no");
    }
    let counted = |least: usize| {
        let contains = format!(r#","contains":{{"type":"string"}},"minContains":{least}"#);
        array(0, &contains)
    };
    check(&counted(44), &counted(43), "yes", "no");
    check(&counted(44), &array(44, ""), "yes", "no");
}

#[test]
fn a_long_word_is_one_word() {
    let word = "ab".repeat(250_000);
    let only = format!(r#"{{"enum":["{word}"]}}"#);
    check(&only, r#"{"type":"string"}"#, "yes", "no");
    check(&only, r#"{"type":"string","minLength":3}"#, "yes", "no");
    check(
        &only,
        r#"{"type":"string","pattern":"^(ab)+$"}"#,
        "yes",
        "no",
    );
    check(&only, &format!(r#"{{"enum":["{word}","a"]}}"#), "yes", "no");
}

#[test]
fn branches_with_a_tag_cost_what_differs() {
    let union = |count: usize, changed: usize| {
        let branches = listed(count, |at| {
            let minimum = at + usize::from(at == changed);
            format!(
                r#"{{"type":"object","required":["t"],"properties":{{"t":{{"const":"t{at}"}},"v":{{"type":"array","items":{{"minimum":{minimum}}}}}}}}}"#
            )
        });
        format!(r#"{{"oneOf":[{branches}]}}"#)
    };
    check(&union(200, 999), &union(201, 999), "yes", "no");
    check(&union(200, 999), &union(200, 100), "no", "yes");
}

#[test]
fn names_under_many_patterns_that_overlap() {
    let object = |count: usize, changed: usize, rest: &str| {
        let patterns = listed(count, |at| {
            let letter = char::from(b'a' + at as u8);
            let minimum = at + usize::from(at == changed);
            format!(r#""{letter}.*{letter}":{{"type":"integer","minimum":{minimum}}}"#)
        });
        format!(
            r#"{{"type":"object","patternProperties":{{{patterns}}},"additionalProperties":{rest}}}"#
        )
    };
    for count in [10, 20] {
        let all = object(count, 99, "true");
        check(&all, &object(count, 3, "true"), "no", "yes");
        check(
            &object(count, 99, "false"),
            &object(count, 3, "true"),
            "no",
            "no",
        );
        let either = r#"{"type":"object","additionalProperties":{"type":["string","integer"]}}"#;
        check(
            &object(count, 99, r#"{"type":"string"}"#),
            either,
            "yes",
            "no",
        );
    }
}

#[test]
fn branches_that_declare_what_is_left_over() {
    let object = |count: usize, rest: &str| {
        let branches = listed(count, |at| {
            format!(r#"{{"properties":{{"p{at}":{{"type":"integer"}}}},"required":["p{at}"]}}"#)
        });
        format!(r#"{{"type":"object","anyOf":[{branches}],"unevaluatedProperties":{rest}}}"#)
    };
    for count in [10, 20] {
        check(
            &object(count, "false"),
            &object(count + 1, "false"),
            "yes",
            "no",
        );
        check(
            &object(count, "false"),
            &object(count, r#"{"type":"null"}"#),
            "yes",
            "no",
        );
        let integers = r#"{"type":"object","additionalProperties":{"type":"integer"}}"#;
        check(&object(count, "false"), integers, "yes", "no");
    }
}

#[test]
fn many_look_aheads_at_the_start() {
    let pattern = |count: usize| {
        let ahead: String = (0..count)
            .map(|at| format!("(?=.*{})", char::from(b'a' + at as u8)))
            .collect();
        format!(r#"{{"type":"string","pattern":"^{ahead}(?!x)[a-z]*$"}}"#)
    };
    for count in [8, 10] {
        check(&pattern(count), &pattern(count - 1), "yes", "no");
        let long = format!(r#"{{"type":"string","minLength":{count}}}"#);
        check(&pattern(count), &long, "yes", "no");
        check(
            &pattern(count),
            r#"{"type":"string","pattern":"^x"}"#,
            "no",
            "no",
        );
    }
}
