//! One line of a text, as somebody sees it who looks for a mistake in it.

/// Lines above a mistake in which the start of a quoted text is looked for.
const SEARCHED: usize = 100;

/// A line without its line break.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    text: &'t str,
    start: usize,
    pub(super) end: usize,
}

impl<'t> Line<'t> {
    /// The line that `offset` is in.
    pub(super) fn around(text: &'t str, offset: usize) -> Self {
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = &text[offset..];
        let end = offset + rest.find(['\n', '\r']).unwrap_or(rest.len());
        Self { text, start, end }
    }

    /// The nearest line above that is not blank.
    pub(super) fn before(self) -> Option<Self> {
        let above = self.text[..self.start].trim_end();
        (!above.is_empty()).then(|| Self::around(self.text, above.len()))
    }

    pub(super) fn indent(self) -> usize {
        let line = &self.text[self.start..self.end];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// Where the first character stands that is not a space.
    pub(super) fn content(self) -> usize {
        self.start + self.indent()
    }

    /// The column of the line's key, behind the `- ` of items.
    pub(super) fn key_column(self) -> usize {
        let line = &self.text[self.start..self.end];
        line.len() - line.trim_start_matches([' ', '-']).len()
    }

    /// The place of the `:` in a line that would be one entry if a space stood behind it; that of an address is none.
    pub(super) fn colon_without_space(self) -> Option<usize> {
        let content = &self.text[self.content()..self.end];
        let (key, value) = content.split_once(':')?;
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|each| each.is_alphanumeric() || "_-$".contains(each));
        let is_entry = is_key && !value.is_empty() && !value.starts_with([' ', '\t', '/']);
        is_entry.then(|| self.content() + key.len())
    }

    /// The line above in which a quoted text starts that is still open here, with its quote and where that stands.
    pub(super) fn opening(self) -> Option<(Self, char, usize)> {
        let mut above = self;
        for _ in 0..SEARCHED {
            above = above.before()?;
            let content = &self.text[above.start..above.end];
            let open = |quote: &char| content.matches(*quote).count() % 2 == 1;
            if let Some(quote) = ['"', '\''].into_iter().find(open) {
                let place = above.start + content.rfind(quote)?;
                return Some((above, quote, place));
            }
        }
        None
    }
}
