//! A message that shows a break, as people read it.

use tidings_schema::Literal;

/// How many characters of a text are shown; a longer one only shows how long it is.
const SHOWN: usize = 60;

/// `instance` with the beginnings of its long texts: programs get the whole of it.
pub(in crate::commands) fn shortened(instance: &Literal) -> Literal {
    match instance {
        Literal::String(text) => Literal::String(beginning(text)),
        Literal::Array(items) => Literal::Array(items.iter().map(shortened).collect()),
        Literal::Object(entries) => Literal::Object(
            entries
                .iter()
                .map(|(name, value)| (name.clone(), shortened(value)))
                .collect(),
        ),
        other => other.clone(),
    }
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

    #[test]
    fn only_long_texts_are_shortened() {
        let text = |length: usize| Literal::String("ä".repeat(length));
        let instance = Literal::Array(vec![text(120), text(121), Literal::Null]);
        let shown = format!("{}… (121 characters)", "ä".repeat(60));
        let expected = Literal::Array(vec![text(120), Literal::String(shown), Literal::Null]);
        assert_eq!(shortened(&instance), expected);
    }
}
