//! Strings with a length, a format or a pattern.

use tidings_check::Format;

use super::{Maker, Obstacle, pattern};
use crate::{Literal, Rules};

/// Longer texts are not made up.
const LENGTH_LIMIT: u64 = 100_000;

/// What free texts are made of; beyond the plain variant with letters that take several bytes.
const PLAIN: &str = "text";
const WORDS: [&str; 6] = ["order", "naïve", "東京", "a b", "\"quoted\"", "🚀"];

impl<'g> Maker<'g> {
    /// A string that has the first format or pattern that is asked for, and the length.
    pub(super) fn string(&mut self, rules: &[&'g Rules]) -> Result<Literal, Obstacle> {
        let strings = || rules.iter().map(|rules| &rules.string);
        let least = strings().filter_map(|rules| rules.min_length).max();
        let most = strings().filter_map(|rules| rules.max_length).min();
        let least = least.unwrap_or(0);
        if least > LENGTH_LIMIT {
            return Err(Obstacle::new("a string would be too long to make up"));
        }
        let format = strings().find_map(|rules| Format::named(rules.format.as_deref()?));
        let source = strings().find_map(|rules| rules.pattern.as_deref());
        let text = match (format, source) {
            (Some(format), _) => sample(format, self.choice.below(1_000)),
            (None, Some(source)) => self.matching(source, least)?,
            (None, None) => self.free_text(least, most.unwrap_or(u64::MAX)),
        };
        Ok(Literal::String(text))
    }

    fn matching(&mut self, source: &'g str, least: u64) -> Result<String, Obstacle> {
        let none = || Obstacle::new(format!("no text was found for the pattern {source}"));
        let compiled = self.effort.patterns.get(source).ok_or_else(none)?;
        let candidate = compiled
            .linear_syntax()
            .and_then(|syntax| pattern::matching(syntax, least, &mut self.choice));
        // Look-around mostly asks for some of each kind of character.
        let guesses = ["Abcdef-123456", "abc", "123", "ABC"].map(str::to_owned);
        candidate
            .into_iter()
            .chain(guesses)
            .find(|text| compiled.is_match(text))
            .ok_or_else(none)
    }

    fn free_text(&mut self, least: u64, most: u64) -> String {
        let mut text = match self.choice.is_plain() {
            true if self.choice.salt > 0 => format!("{PLAIN}{}", self.choice.salt),
            true => PLAIN.to_owned(),
            false => {
                let word = WORDS[self.choice.below(WORDS.len() as u64) as usize];
                format!("{word}{}", self.choice.below(1_000))
            }
        };
        let missing = least.saturating_sub(text.chars().count() as u64);
        text.extend(PLAIN.chars().cycle().take(missing as usize));
        text.chars()
            .take(usize::try_from(most).unwrap_or(usize::MAX))
            .collect()
    }
}

/// A text in the language of `format`, another one for another `number` below 1000.
fn sample(format: Format, number: u64) -> String {
    let (day, hour) = (1 + number % 28, number % 24);
    match format {
        Format::Date => format!("2026-11-{day:02}"),
        Format::DateTime => format!("2026-11-{day:02}T{hour:02}:06:00Z"),
        Format::Time => format!("{hour:02}:06:00Z"),
        Format::Duration => format!("P{day}D"),
        Format::Email => format!("ann{number}@example.org"),
        Format::IdnEmail => format!("änn{number}@example.org"),
        Format::Hostname => format!("broker{number}.example.org"),
        Format::Ipv4 => format!("192.0.2.{day}"),
        Format::Ipv6 => format!("2001:db8::{number:x}"),
        Format::Uri => format!("https://example.org/orders/{number}"),
        Format::UriReference => format!("/orders/{number}"),
        Format::Iri => format!("https://example.org/aufträge/{number}"),
        Format::IriReference => format!("/aufträge/{number}"),
        Format::UriTemplate => format!("/orders/{number}/{{line}}"),
        Format::Uuid => format!("2eb8aa08-aa98-41ea-b4aa-73b441d16{number:03}"),
        Format::JsonPointer => format!("/lines/{number}"),
        Format::RelativeJsonPointer => format!("{number}/lines"),
        Format::Byte => format!("aGVsbG8{number:04}="),
        Format::Decimal => format!("{number}.50"),
        Format::Regex => format!("^[a-z]{{{number}}}$"),
    }
}
