//! A first look at a whole pattern.

use super::input::Input;

/// What must be known of the whole pattern before its first character is written.
pub(super) struct Survey {
    pub(super) groups: usize,
    /// Names of groups with their numbers.
    names: Vec<(String, usize)>,
    /// Whether there is look-around or a back-reference.
    pub(super) backtracks: bool,
}

impl Survey {
    pub(super) fn new(characters: &[char]) -> Self {
        let mut survey = Self {
            groups: 0,
            names: Vec::new(),
            backtracks: false,
        };
        let mut input = Input::new(characters);
        let mut in_class = false;
        while let Some(character) = input.next() {
            match character {
                '\\' => {
                    let escaped = input.next();
                    let refers = matches!(escaped, Some('1'..='9' | 'k'));
                    survey.backtracks |= refers && !in_class;
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => survey.group(&mut input),
                _ => {}
            }
        }
        survey
    }

    fn group(&mut self, input: &mut Input<'_>) {
        if !input.eat("?") {
            self.groups += 1;
        } else if ["=", "!", "<=", "<!"]
            .into_iter()
            .any(|kind| input.eat(kind))
        {
            self.backtracks = true;
        } else if input.eat("<") {
            self.groups += 1;
            let name = input.until('>').unwrap_or_default();
            self.names.push((name, self.groups));
        }
    }

    /// The number of the group `name`.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let (_, number) = self.names.iter().find(|(known, _)| known == name)?;
        Some(*number)
    }
}
