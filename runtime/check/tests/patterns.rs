//! ECMA-262 patterns: what they mean, what they are not, and that none of them hangs.

use tidings_check::{Pattern, PatternLimit, StaticPattern};

#[track_caller]
fn check(pattern: &str, matches: &[&str], others: &[&str]) {
    let compiled = Pattern::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    for text in matches {
        assert_eq!(compiled.try_match(text), Ok(true), "{pattern} on {text:?}");
    }
    for text in others {
        assert_eq!(compiled.try_match(text), Ok(false), "{pattern} on {text:?}");
    }
}

#[track_caller]
fn check_invalid(pattern: &str, position: Option<usize>) {
    match Pattern::new(pattern) {
        Ok(_) => panic!("{pattern} compiles"),
        Err(error) => assert_eq!(error.position(), position, "{pattern}: {error}"),
    }
}

#[test]
fn a_pattern_searches() {
    check("a", &["a", "cat"], &["", "A"]);
    check("^a", &["ab"], &["ba", "\na"]);
    check("a$", &["ba"], &["ab", "a\n"]);
    check("^$", &[""], &["\n"]);
    check("", &["", "x"], &[]);
    check("a|^b", &["xa", "bx"], &["xb"]);
    check("(|x)y", &["y", "xy"], &["x"]);
}

#[test]
fn classes_are_ascii() {
    check(r"^\d$", &["7"], &["\u{667}", "a"]);
    check(r"^\D$", &["\u{667}", "a"], &["7"]);
    check(r"^\w$", &["a", "_", "7"], &["ä", "-"]);
    check(r"^\W$", &["ä", "-"], &["a"]);
    check(r"^[\w.-]+$", &["a.b-c"], &["ä"]);
    check(r"^[^\W_]$", &["a"], &["_", "-"]);
    check(r"^[\D]$", &["a"], &["5"]);
}

#[test]
fn white_space_is_ecma_s() {
    check(
        r"^\s$",
        &[
            " ", "\t", "\n", "\u{B}", "\u{A0}", "\u{FEFF}", "\u{2003}", "\u{2029}",
        ],
        &["x", "\u{85}", "\u{200B}"],
    );
    check(r"^\S$", &["x", "\u{85}"], &["\u{FEFF}"]);
    check(r"^[\S ]$", &["x", " "], &["\t"]);
}

#[test]
fn a_dot_is_no_line_terminator() {
    check(
        "^.$",
        &["a", "ä", "😀", "\u{85}"],
        &["\n", "\r", "\u{2028}", "\u{2029}", ""],
    );
}

#[test]
fn empty_classes() {
    check("^[^]$", &["\n", "a"], &["", "ab"]);
    check("[]", &[], &["", "a", "[]"]);
}

#[test]
fn escapes() {
    check(r"^\/\-\.\$$", &["/-.$"], &[]);
    check(r"^\t\n\v\f\r\0$", &["\t\n\u{B}\u{C}\r\0"], &[]);
    check(r"^\cA\cj$", &["\u{1}\n"], &[]);
    check(r"^\x41\u0042\u{43}\u{1F600}$", &["ABC😀"], &[]);
    check(r"^\uD83D\uDE00$", &["😀"], &[]);
    check(r"^[\b]$", &["\u{8}"], &["b"]);
    check(r"\bcat\b", &["a cat", "äcatä"], &["cats"]);
    check(r"a\Bb", &["ab"], &["a b"]);
    check(r"^\p{Lu}\p{Script=Greek}\P{L}$", &["Äα1"], &["aα1"]);
    check(r"^[\p{L}\d]+$", &["Äa1"], &["-"]);
}

#[test]
fn classes_hold_what_is_special_elsewhere() {
    check("^[a&&b~~d]$", &["a", "&", "~"], &["x"]);
    check("^[+--]$", &["+", ",", "-"], &["."]);
    check(r"^[[a]$", &["[", "a"], &["]"]);
    check(r"^[\]\\^-]$", &["]", "\\", "^", "-"], &["a"]);
    check("^[a-]$", &["a", "-"], &["b"]);
    check("^[-a]$", &["a", "-"], &["b"]);
    check(r"^[\d-x]$", &["5", "-", "x"], &["a"]);
    check("^[+-.]$", &["+", ",", "-", "."], &["/"]);
    check(r"^[\u0000-\uFFFF]$", &["a", "\u{FFFF}"], &["😀"]);
    check(r"^[\uD800-\uDFFF]$", &[], &["a", "😀"]);
    check(r"^[ #]$", &[" ", "#"], &["a"]);
}

#[test]
fn quantifiers_and_braces() {
    check("^a{2}$", &["aa"], &["a", "aaa"]);
    check("^a{2,}$", &["aaaa"], &["a"]);
    check("^a{1,2}?$", &["a", "aa"], &["aaa"]);
    check("^a{0}$", &[""], &["a"]);
    check("^{.*}$", &["{}", "{x}"], &["x"]);
    check("^{name}{,5}$", &["{name}{,5}"], &[]);
    check(r"^x{ 1}$", &["x{ 1}"], &["x"]);
    check("^]}$", &["]}"], &[]);
}

#[test]
fn look_around_and_back_references() {
    check("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", &["abC4"], &["abcd", "C4"]);
    check("^(?!foo)", &["bar"], &["foo"]);
    check("(?<=a)b", &["ab"], &["b", "cb"]);
    check("(?<!a)b", &["b", "cb"], &["ab"]);
    check(r"^(a|b)\1$", &["aa", "bb"], &["ab"]);
    check(r"^(?<q>['\x22]).*\k<q>$", &["'x'", "\"x\""], &["'x\""]);
    check(r"^(?:(a)|b)\1$", &["aa", "b"], &["a", "ba"]);
    check(r"^\1(a)$", &["a"], &["aa"]);
    check(r"(?=a)\bcat|\bact", &["an act"], &["fact"]);
    check(r"(?!x)a\Bb", &["ab"], &["a b"]);
    check(r"^(?!.)[\d\s]*$", &[""], &["\u{667}", "7"]);
    assert!(Pattern::new("(?=a)").unwrap().backtracks());
    assert!(!Pattern::new(r"^\d+\.[(?=]$").unwrap().backtracks());
}

#[test]
fn what_matches_no_character_can_be_repeated() {
    check("^(?:){1,2}$", &[""], &["a"]);
    check("^(?=a)(?:){1,2}a$", &["a"], &["", "aa"]);
    check("^(?:)*(?!b).$", &["a"], &["b"]);
    check(r"^(a)(?:)+?\1$", &["aa"], &["a"]);
    check("^(?:(?=a)){2}.$", &["a"], &["b"]);
    check("^(?=a)*.$", &["a", "b"], &[""]);
    check("^(?:(?!a)){0,3}.$", &["a", "b"], &[""]);
    // A repetition that matches nothing is undone, and with it what its groups hold.
    check(r"^(?:(?=(a))){0,1}(b)?.\1$", &["a", "ba"], &["aa"]);
    check(r"^(?:(?=(a))){1,2}.\1$", &["aa"], &["a", "ba"]);
    check(r"^\2*(a)(b)$", &["ab"], &["bab"]);
    check("^(?:(?:)*)*(?=a)a$", &["a"], &[""]);
}

#[test]
fn named_groups() {
    check(r"^(?<year>\d{4})-(?<$month>\d\d)$", &["2026-11"], &["2026"]);
}

#[test]
fn what_is_no_pattern() {
    check_invalid("a(b", Some(1));
    check_invalid("a)", Some(1));
    check_invalid("[a", Some(0));
    check_invalid("*a", Some(0));
    check_invalid("a**", Some(2));
    check_invalid("a++", Some(2));
    check_invalid("a{2}{3}", Some(4));
    check_invalid("a{3,2}", Some(1));
    check_invalid("[z-a]", Some(2));
    check_invalid(r"a\", Some(1));
    check_invalid(r"\Z", Some(0));
    check_invalid(r"\a", Some(0));
    check_invalid(r"(a)\2", Some(3));
    check_invalid(r"\k<x>", Some(0));
    check_invalid("(?<a>x)(?<a>y)", Some(7));
    check_invalid("(?<1>x)", Some(0));
    check_invalid("(?i)x", Some(0));
    check_invalid("(?P<x>y)", Some(0));
    check_invalid(r"\u{110000}", Some(0));
    check_invalid(r"\u12", Some(0));
    check_invalid(r"\x1", Some(0));
    check_invalid(r"\c1", Some(0));
    check_invalid(r"\pL", Some(0));
    check_invalid(r"\p{Nonsense}", Some(0));
    check_invalid("a{99999999999999999999}", None);
}

/// Where a limit were missing, this would not come to its end.
#[test]
fn hostile_patterns_and_texts_come_to_an_end() {
    let long = "a".repeat(50_000) + "!";
    assert_eq!(Pattern::new("^(a+)+$").unwrap().try_match(&long), Ok(false));
    let backtracking = Pattern::new(r"^(?!x)(a|aa)+\1$").unwrap();
    assert_eq!(backtracking.try_match(&long), Err(PatternLimit));
    assert!(!backtracking.is_match(&long));
    check_invalid("((a{1000}){1000}){1000}", None);
    for pattern in [
        "(".repeat(100_000),
        "(".repeat(2_000) + &")".repeat(2_000),
        "[".repeat(100_000),
        "(?=".repeat(1_000) + &")".repeat(1_000),
        r"\1".repeat(50_000),
    ] {
        assert!(Pattern::new(&pattern).is_err(), "{pattern:.20} compiles");
    }
}

#[test]
fn the_messages_name_the_place() {
    let message = |pattern| Pattern::new(pattern).unwrap_err().to_string();
    assert_eq!(message("a(b"), "a group is never closed, at character 2");
    assert_eq!(
        message("(a{1000}){1000}{1000}"),
        "a quantifier repeats another one, at character 16"
    );
    assert_eq!(
        message("(?:(?:a{1000}){1000}){1000}"),
        "it becomes too large when it is compiled"
    );
    assert_eq!(
        message(r"\p{Nonsense}"),
        "Unicode has no property of this name, at character 1"
    );
    assert_eq!(
        message("(?=(a{2000}){2000})"),
        "it becomes too large when it is compiled"
    );
    let deep = "(".repeat(2_000) + "x" + &")".repeat(2_000);
    assert_eq!(message(&deep), "its groups are nested too deeply");
    assert_eq!(
        message(&format!("(?=a){deep}")),
        "its groups are nested too deeply"
    );
}

#[test]
fn a_static_pattern_compiles_once_and_never_panics() {
    static SKU: StaticPattern = StaticPattern::new("^[A-Z]{3}$");
    static BROKEN: StaticPattern = StaticPattern::new("(");
    assert!(SKU.is_match("ABC"));
    assert!(!SKU.is_match("abc"));
    assert!(!BROKEN.is_match("("));
    assert_eq!(SKU.source(), "^[A-Z]{3}$");
}

#[test]
fn look_ahead_can_be_read_as_groups_with_names() {
    let named = |pattern| Pattern::syntax_with_names(pattern).unwrap();
    assert_eq!(named("^(a)$").as_deref(), Some(r"^(?:a)\z"));
    assert_eq!(
        named("^(?!a)(?=b)b").as_deref(),
        Some("^(?P<not_ahead1>a)(?P<ahead2>b)b")
    );
    assert_eq!(named(r"(?=a)\b").as_deref(), Some(r"(?P<ahead1>a)(?-u:\b)"));
    for beyond in ["(?<=a)b", "(?<!a)b", r"(a)\1", r"(?<x>a)\k<x>"] {
        assert_eq!(named(beyond), None, "{beyond}");
    }
    assert!(Pattern::syntax_with_names("(").is_err());
}
