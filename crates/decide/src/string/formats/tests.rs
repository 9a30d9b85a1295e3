use proptest::prelude::*;

use super::*;
use crate::budget::Budget;
use crate::string::automaton::Automaton;

/// The automata of a language's parts.
fn automata(parts: &[Cow<'static, str>]) -> Vec<Automaton> {
    let mut budget = Budget::new(100_000_000);
    let compiled = parts.iter().map(|part| Automaton::new(part, &mut budget));
    let compiled: Result<_, _> = compiled.collect();
    compiled.unwrap_or_else(|cause| panic!("{cause:?} in {parts:?}"))
}

fn accept(automata: &mut [Automaton], text: &str) -> bool {
    let mut budget = Budget::new(100_000_000);
    automata
        .iter_mut()
        .all(|automaton| automaton.is_match(text, &mut budget) == Ok(true))
}

#[track_caller]
fn agree(format: Format, language: &Language, parts: &mut [Automaton], text: &str) {
    let expected = format.check(text).is_ok();
    let found = accept(parts, text);
    match language.beyond {
        None => assert_eq!(found, expected, "{} {text:?}", format.name()),
        Some(_) => assert!(found || !expected, "{} {text:?}", format.name()),
    }
}

/// Texts of and around every format, one a line.
const NEAR: &str = include_str!("../../../fixtures/near-formats.txt");

#[test]
fn languages_agree_with_the_checks_near_their_edges() {
    for &format in Format::ALL {
        let language = language(format);
        let mut parts = automata(&language.parts);
        assert_eq!(format.check(language.sample), Ok(()), "{}", language.sample);
        for text in NEAR.lines() {
            agree(format, &language, &mut parts, text);
        }
        for long in ["a".repeat(63), "a".repeat(64), "a".repeat(65)] {
            agree(format, &language, &mut parts, &long);
            agree(format, &language, &mut parts, &format!("{long}@b"));
            agree(format, &language, &mut parts, &format!("a@{long}"));
            let labels = vec!["a".repeat(60); 4].join(".");
            for length in 0..16 {
                let host = format!("{labels}.{}", "b".repeat(length));
                agree(format, &language, &mut parts, &host);
                agree(format, &language, &mut parts, &format!("a@{host}"));
            }
        }
    }
}

#[test]
fn leap_seconds_agree_with_the_check_at_every_offset() {
    for format in [Format::Time, Format::DateTime] {
        let language = language(format);
        let mut parts = automata(&language.parts);
        let day = if format == Format::Time {
            ""
        } else {
            "2016-12-31T"
        };
        for minute in (0..24 * 60).step_by(7) {
            for offset in (0..24 * 60).step_by(13) {
                for sign in ['+', '-'] {
                    let (hour, minute) = (minute / 60, minute % 60);
                    let (offset_hour, offset_minute) = (offset / 60, offset % 60);
                    let text = format!(
                        "{day}{hour:02}:{minute:02}:60{sign}{offset_hour:02}:{offset_minute:02}"
                    );
                    agree(format, &language, &mut parts, &text);
                }
            }
        }
        for offset in 0..24 * 60 {
            for (sign, utc) in [('+', 1439 + offset), ('-', 1439 + 1440 - offset)] {
                let (hour, minute) = (utc % 1440 / 60, utc % 60);
                let (offset_hour, offset_minute) = (offset / 60, offset % 60);
                let text = format!(
                    "{day}{hour:02}:{minute:02}:60{sign}{offset_hour:02}:{offset_minute:02}"
                );
                assert_eq!(format.check(&text), Ok(()), "{text}");
                agree(format, &language, &mut parts, &text);
            }
        }
    }
}

#[test]
fn every_day_of_the_calendar_agrees_with_the_check() {
    let language = language(Format::Date);
    let mut parts = automata(&language.parts);
    for year in [
        0, 4, 1896, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2400, 9996, 9999,
    ] {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year:04}-{month:02}-{day:02}");
                agree(Format::Date, &language, &mut parts, &text);
            }
        }
    }
}

#[test]
fn what_lies_within_a_format_is_in_it() {
    for &format in Format::ALL {
        let Some(Beyond {
            within: Some(within),
        }) = language(format).beyond
        else {
            continue;
        };
        let mut within = automata(&[within]);
        for text in NEAR.lines() {
            if accept(&mut within, text) {
                assert_eq!(format.check(text), Ok(()), "{} {text}", format.name());
            }
        }
    }
}

/// A text of or around a format with some characters changed, left out or doubled.
fn arbitrary_text() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = NEAR.lines().collect();
    let character = prop::sample::select(
        "0123456789abfgzTZPYMDHSW:.-+@/?#%[]{}~\"\\ é,*vV"
            .chars()
            .collect::<Vec<_>>(),
    );
    let edit = (any::<prop::sample::Index>(), 0..3, character);
    (
        prop::sample::select(lines),
        prop::collection::vec(edit, 0..4),
    )
        .prop_map(|(text, edits)| {
            let mut characters: Vec<char> = text.chars().collect();
            for (index, kind, character) in edits {
                let at = index.index(characters.len() + 1);
                match kind {
                    0 => characters.insert(at, character),
                    1 if at < characters.len() => characters[at] = character,
                    _ if at < characters.len() => {
                        characters.remove(at);
                    }
                    _ => {}
                }
            }
            characters.into_iter().collect()
        })
}

#[test]
fn languages_agree_with_the_checks_on_edited_texts() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(3_000)
    });
    let mut compiled: Vec<_> = Format::ALL
        .iter()
        .map(|&format| {
            let language = language(format);
            let parts = automata(&language.parts);
            (format, language, parts)
        })
        .collect();
    let compiled = std::cell::RefCell::new(&mut compiled);
    let judged = runner.run(&arbitrary_text(), |text| {
        for (format, language, parts) in compiled.borrow_mut().iter_mut() {
            let expected = format.check(&text).is_ok();
            let found = accept(parts, &text);
            let agrees = match language.beyond {
                None => found == expected,
                Some(_) => found || !expected,
            };
            prop_assert!(agrees, "{} {:?}", format.name(), text);
        }
        Ok(())
    });
    judged.unwrap_or_else(|failure| panic!("{failure}"));
}
