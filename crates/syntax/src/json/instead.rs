//! What stands in a text where JSON has something else.

use super::{Collection, End, Reader};
use crate::extent::rest_of_line;
use crate::mistake::Mistake;

impl Reader<'_, '_> {
    /// What is wrong where `expectation` is not met.
    pub(super) fn unexpected(&self, expectation: &str) -> Mistake {
        let Some(found) = self.text[self.at..].chars().next() else {
            let ends = || {
                let message = format!("{expectation}, but the text ends");
                Mistake::at(self.at, self.at, message)
            };
            return self.unclosed().unwrap_or_else(ends);
        };
        let message = format!("{expectation}, but there is {}", shown(found));
        let mistake = Mistake::at(self.at, self.at + found.len_utf8(), message);
        match found {
            '\'' | '`' | '“' | '”' | '„' | '‘' | '’' => {
                mistake.help("JSON has straight double quotes only")
            }
            _ => mistake,
        }
    }

    /// The mistake of a text that ends inside a collection, at the innermost bracket that is open.
    pub(super) fn unclosed(&self) -> Option<Mistake> {
        let &(collection, bracket) = self.open.last()?;
        let (name, open, close) = match collection {
            Collection::Sequence => ("array", '[', ']'),
            Collection::Mapping => ("object", '{', '}'),
        };
        let message = format!("the {name} that starts here is never closed");
        let mistake = Mistake::at(bracket, bracket + 1, message)
            .help(format!("add the `{close}` that belongs to this `{open}`"));
        Some(mistake)
    }

    /// Refuses a text that starts as YAML does and as JSON never can.
    pub(super) fn refuse_yaml(&self) -> Result<(), End> {
        let end = rest_of_line(self.text, self.at);
        let line = &self.text[self.at..end];
        let bare = |key: &str| {
            let mut characters = key.chars();
            characters.next().is_some_and(char::is_alphabetic)
                && characters.all(|each| each.is_alphanumeric() || "_-".contains(each))
        };
        let entry = line.split_once(':').is_some_and(|(key, _)| bare(key));
        if !entry
            && !["- ", "---", "%YAML"]
                .iter()
                .any(|start| line.starts_with(start))
        {
            return Ok(());
        }
        let mistake = Mistake::at(
            self.at,
            end,
            "this is YAML, and the name of the file says JSON",
        );
        Err(mistake.help("let the name end in `.yaml`").into())
    }
}

/// A character as it can be seen in a message.
pub(super) fn shown(character: char) -> String {
    let invisible = character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    match character {
        ' ' => "a space".to_owned(),
        '`' => "a backquote".to_owned(),
        _ if invisible => format!("the character U+{:04X}", u32::from(character)),
        _ => format!("`{character}`"),
    }
}
