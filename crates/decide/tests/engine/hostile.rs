//! Questions that cost more than any answer is worth: they end, soon and the same way every time.

use std::fmt::Write;

use tidings_decide::Options;
use tidings_schema::Dialect;

use crate::cases::answer;

#[track_caller]
fn check(first: &str, second: &str, expected: &str) {
    let ask = || {
        answer(
            "subset",
            first,
            second,
            Dialect::Draft2020,
            &Options::default(),
        )
    };
    let found = ask();
    assert!(found.starts_with(expected), "{found}");
    assert_eq!(found, ask());
}

/// `count` texts made of their number, between commas.
pub(crate) fn listed(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().join(",")
}

/// More pigeons than holes: nothing is valid, which every proof by cases takes exponentially many cases for.
fn pigeons() -> String {
    let holes = 9;
    let mut demands = listed(holes + 1, |pigeon| {
        let somewhere = listed(holes, |hole| {
            format!(r#"{{"required":["p{pigeon}h{hole}"]}}"#)
        });
        format!(r#"{{"anyOf":[{somewhere}]}}"#)
    });
    for hole in 0..holes {
        for second in 0..=holes {
            for first in 0..second {
                let both = format!(r#""p{first}h{hole}","p{second}h{hole}""#);
                write!(demands, r#",{{"not":{{"required":[{both}]}}}}"#)
                    .expect("a text takes everything");
            }
        }
    }
    format!(r#"{{"type":"object","allOf":[{demands}]}}"#)
}

#[test]
fn pigeons_end_in_unknown() {
    check(&pigeons(), "false", "unknown: ");
}

/// Not the whole schema is named, but the part of it that the steps went into.
#[test]
fn what_cost_most_is_named() {
    let cheap = r#"{"anyOf":[{"required":["a"]},{"required":["b"]}]}"#;
    let object = format!(r#"{{"allOf":[{cheap},{}]}}"#, pigeons());
    check(&object, "false", "unknown: First /allOf/1");
    let text = r#"{"type":"string","allOf":[{"pattern":"^[ab]"},{"pattern":"a[ab]{40}$"},{"minLength":45}]}"#;
    check(
        text,
        r#"{"pattern":"^b|b[ab]{40}$"}"#,
        "unknown: First /allOf/1/pattern: the search",
    );
}

#[test]
fn patterns_that_part_names_into_thousands_of_sorts_end_in_unknown() {
    let patterns = listed(14, |at| {
        let letter = char::from(b'a' + at as u8);
        format!(r#""{letter}.*{letter}":{{"minimum":{at}}}"#)
    });
    let first = format!(
        r#"{{"patternProperties":{{{patterns}}},"additionalProperties":false,"minProperties":2}}"#
    );
    check(&first, r#"{"maxProperties":1}"#, "unknown: ");
}

/// Each level needs the next one, twice: the smallest value has more parts than there is memory.
#[test]
fn values_that_double_at_every_level_end_in_unknown() {
    let levels = listed(60, |at| {
        let next = format!(r##"{{"$ref":"#/$defs/n{}"}}"##, at + 1);
        format!(
            r#""n{at}":{{"type":"object","required":["l","r"],"properties":{{"l":{next},"r":{next}}}}}"#
        )
    });
    let first =
        format!(r##"{{"$ref":"#/$defs/n0","$defs":{{{levels},"n60":{{"type":"string"}}}}}}"##);
    check(&first, "false", "unknown: First");
}

/// A value that nests thousands deep is not looked for, and the search does not nest that deep either.
#[test]
fn chains_end_in_unknown() {
    let chain = |last: &str| {
        let levels = listed(3_000, |at| {
            let next = at + 1;
            format!(
                r##""n{at}":{{"type":"object","required":["l"],"properties":{{"l":{{"$ref":"#/$defs/n{next}"}}}}}}"##
            )
        });
        format!(r##"{{"$ref":"#/$defs/n0","$defs":{{{levels},"n3000":{last}}}}}"##)
    };
    check(
        &chain(r#"{"type":"string"}"#),
        &chain(r#"{"type":"integer"}"#),
        "unknown: ",
    );
    check(
        &chain(r#"{"type":"string"}"#),
        &chain(r#"{"type":"string"}"#),
        "yes",
    );
}

/// Whatever did not change costs nothing, and of what changed only the change does.
#[test]
fn large_schemas_with_one_change_are_answered() {
    let object = |changed: usize| {
        let properties = listed(1_500, |at| {
            let length = at + usize::from(at == changed);
            format!(r#""p{at}":{{"type":"string","maxLength":{length}}}"#)
        });
        let required = listed(700, |at| format!(r#""p{at}""#));
        format!(r#"{{"type":"object","properties":{{{properties}}},"required":[{required}]}}"#)
    };
    check(&object(9_999), &object(800), "yes");
    check(&object(800), &object(9_999), "no");
}

#[test]
fn unions_with_a_tag_are_answered() {
    let union = |least: i64| {
        let branches = listed(25, |at| {
            let minimum = at as i64 + least;
            format!(
                r#"{{"type":"object","required":["t"],"properties":{{"t":{{"const":"t{at}"}},"v":{{"type":"integer","minimum":{minimum}}}}}}}"#
            )
        });
        format!(r#"{{"oneOf":[{branches}]}}"#)
    };
    check(&union(1), &union(0), "yes");
    check(&union(0), &union(1), "no");
}
