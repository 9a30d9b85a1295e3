//! A message that shows a break, as people read it.

use tidings_report::printable_json;
use tidings_schema::Literal;

use crate::view::Json;

/// How many characters of a text are shown; a longer one only shows how long it is.
const SHOWN: usize = 60;

/// Bytes of a line that is read at a glance; what is longer has a line for each of its parts.
const LINE: usize = 100;

/// How much of a value is shown; the first that makes it short enough, or the last.
const BOUNDS: [Bounds; 3] = [
    Bounds {
        parts: 16,
        depth: 8,
    },
    Bounds { parts: 6, depth: 4 },
    Bounds { parts: 3, depth: 2 },
];

/// Bytes of a value that is shown, where that can be had, and its lines.
const ENOUGH: usize = 1_500;
const LINES: usize = 30;

/// How much of a value is shown.
#[derive(Clone, Copy)]
struct Bounds {
    /// Items of a list, or properties of an object.
    parts: usize,
    /// Values inside of each other.
    depth: usize,
}

/// A value as people read it: JSON, of which programs get the whole.
pub(in crate::commands) struct Shown {
    instance: Literal,
    is_shortened: bool,
}

impl Shown {
    /// The beginnings of `instance`.
    pub(in crate::commands) fn of(instance: &Literal) -> Self {
        let mut shown = instance.clone();
        for bounds in BOUNDS {
            shown = shortened(instance, bounds);
            let lines = lines(&shown);
            if lines.len() <= ENOUGH && lines.lines().count() <= LINES {
                break;
            }
        }
        Self {
            is_shortened: shown != *instance,
            instance: shown,
        }
    }

    /// The value on one line.
    pub(in crate::commands) fn line(&self) -> String {
        printable_json(self.instance.to_json_text())
    }

    /// The value on one line, or where that is long on several ones.
    pub(in crate::commands) fn lines(&self) -> String {
        lines(&self.instance)
    }

    /// What stands behind the name of the part that is shown.
    pub(in crate::commands) fn remark(&self) -> &'static str {
        match self.is_shortened {
            true => " (shortened; `--format json` has all of it)",
            false => "",
        }
    }
}

/// `instance` on one line, or where that is long on several ones.
fn lines(instance: &Literal) -> String {
    let line = instance.to_json_text();
    if line.len() <= LINE {
        return printable_json(line);
    }
    let lines = serde_json::to_string_pretty(&Json(instance.clone()));
    printable_json(lines.unwrap_or(line))
}

/// `part` of a message, behind the word that points at it.
pub(in crate::commands) fn this(part: &str) -> String {
    match part {
        "headers" => format!("these {part}"),
        part => format!("this {part}"),
    }
}

/// `instance` with the beginnings of what is long in it, which says how much more there is.
fn shortened(instance: &Literal, bounds: Bounds) -> Literal {
    let inner = Bounds {
        depth: bounds.depth.saturating_sub(1),
        ..bounds
    };
    match instance {
        Literal::String(text) => Literal::String(beginning(text)),
        Literal::Array(items) if !items.is_empty() && bounds.depth == 0 => more(items.len()),
        Literal::Object(entries) if !entries.is_empty() && bounds.depth == 0 => more(entries.len()),
        Literal::Array(items) => {
            let shown = kept(items.len(), bounds.parts);
            let items = items.iter().map(|item| shortened(item, inner));
            let rest = items.len() - shown;
            let rest = (rest > 0).then(|| more(rest));
            Literal::Array(items.take(shown).chain(rest).collect())
        }
        Literal::Object(entries) => {
            let shown = kept(entries.len(), bounds.parts);
            let rest = entries.len() - shown;
            let rest = (rest > 0).then(|| ("…".to_owned(), more(rest)));
            let entries = entries.iter().take(shown);
            let entries = entries.map(|(name, value)| (beginning(name), shortened(value, inner)));
            Literal::Object(entries.chain(rest).collect())
        }
        other => other.clone(),
    }
}

/// How many of `count` parts are shown: what says how many more there are takes the place of one.
fn kept(count: usize, parts: usize) -> usize {
    if count <= parts { count } else { parts - 1 }
}

fn more(count: usize) -> Literal {
    Literal::String(format!("… ({count} more)"))
}

fn beginning(text: &str) -> String {
    // Counting what is short costs nothing, and bytes are never fewer than characters.
    let length = text.chars().count();
    match length > 2 * SHOWN {
        true => {
            let beginning: String = text.chars().take(SHOWN).collect();
            format!("{beginning}… ({length} characters)")
        }
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize, item: &Literal) -> Literal {
        Literal::Array(vec![item.clone(); count])
    }

    #[test]
    fn only_long_texts_are_shortened() {
        let text = |length: usize| Literal::String("ä".repeat(length));
        let instance = Literal::Array(vec![text(120), text(121), Literal::Null]);
        let long = format!("{}… (121 characters)", "ä".repeat(60));
        let expected = Literal::Array(vec![text(120), Literal::String(long), Literal::Null]);
        let shown = Shown::of(&instance);
        assert_eq!(shown.instance, expected);
        assert!(shown.remark().contains("shortened"));
        assert_eq!(Shown::of(&Literal::Null).remark(), "");
    }

    #[test]
    fn a_long_list_says_how_long_it_is() {
        let shown = Shown::of(&list(101, &Literal::Null));
        assert!(shown.line().starts_with("[null,"), "{}", shown.line());
        assert!(
            shown.line().ends_with(",\"… (86 more)\"]"),
            "{}",
            shown.line()
        );
        assert_eq!(Shown::of(&list(16, &Literal::Null)).remark(), "");
    }

    #[test]
    fn whatever_is_shown_is_short_and_json() {
        let entry = |index: usize| (format!("name-{index}"), Literal::String("x".repeat(100)));
        let object = Literal::Object((0..40).map(entry).collect());
        let mut deep = object.clone();
        for _ in 0..20 {
            deep = Literal::Array(vec![deep.clone(), deep]);
            deep = Shown::of(&deep).instance;
        }
        for instance in [
            object.clone(),
            list(30, &object),
            list(30, &list(30, &object)),
            deep,
        ] {
            let shown = Shown::of(&instance);
            for text in [shown.line(), shown.lines()] {
                assert!(text.len() < 2 * ENOUGH, "{} bytes", text.len());
                serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
            }
        }
    }
}
