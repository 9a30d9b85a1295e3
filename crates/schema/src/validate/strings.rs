//! Keywords for strings (draft-07 validation §6.3, §7).

use tidings_check::message::{self, Shown};
use tidings_check::{Format, PatternLimit, is_longer, is_shorter};

use super::{Applied, Failure, Formats, Validator};

impl<'g> Validator<'g, '_> {
    /// Judges the string `text`.
    pub(super) fn check_string(
        &mut self,
        applied: Applied<'_, 'g>,
        text: &str,
        failures: &mut Vec<Failure>,
    ) {
        let rules = &applied.rules.string;
        let sensitive = applied.path.is_sensitive();
        let value = Shown::Text(text).unless(sensitive);
        if let Some(bound) = rules.min_length
            && is_shorter(text, bound)
        {
            failures.push(applied.failure("minLength", message::min_length(value, bound)));
        }
        if let Some(bound) = rules.max_length
            && is_longer(text, bound)
        {
            failures.push(applied.failure("maxLength", message::max_length(value, bound)));
        }
        if let Some(source) = &rules.pattern
            && let Some(pattern) = self.effort.patterns.get(source)
        {
            let message = match pattern.try_match(text) {
                Ok(true) => None,
                Ok(false) => Some(message::pattern(value, source)),
                Err(PatternLimit) => Some(message::pattern_limit(value, source)),
            };
            failures.extend(message.map(|message| applied.failure("pattern", message)));
        }
        let format = rules.format.as_deref().and_then(Format::named);
        if let (Formats::Assert, Some(format)) = (self.options.formats, format)
            && let Err(reason) = format.check(text)
        {
            let message = message::format(value, format.name(), reason);
            failures.push(applied.failure("format", message));
        }
    }
}
