//! One line of a text, as somebody sees it who looks for a mistake in it.

/// Lines above a mistake that are looked at to explain it.
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
        let breaks = ['\n', '\r'];
        let start = text[..offset]
            .rfind(breaks)
            .map_or(0, |newline| newline + 1);
        let rest = &text[offset..];
        let end = offset + rest.find(breaks).unwrap_or(rest.len());
        Self { text, start, end }
    }

    /// The nearest line above that is not blank.
    pub(super) fn before(self) -> Option<Self> {
        let above = self.text[..self.start].trim_end();
        (!above.is_empty()).then(|| Self::around(self.text, above.len()))
    }

    /// The nearest lines above that are not blank, upwards.
    pub(super) fn above(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.before(), |line| line.before()).take(SEARCHED)
    }

    /// This line and the nearest below that are not blank, downwards.
    pub(super) fn below(self) -> impl Iterator<Item = Self> {
        let next = |line: &Self| {
            let rest = &line.text[line.end..];
            let blank = rest.len() - rest.trim_start().len();
            (blank < rest.len()).then(|| Self::around(line.text, line.end + blank))
        };
        std::iter::successors(Some(self), next).take(SEARCHED)
    }

    pub(super) fn indent(self) -> usize {
        let line = &self.text[self.start..self.end];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// Where the first character stands that is not a space.
    pub(super) fn content_start(self) -> usize {
        self.start + self.indent()
    }

    /// The line without its indentation.
    pub(super) fn content(self) -> &'t str {
        &self.text[self.content_start()..self.end]
    }

    /// The column of the line's key, behind the `- ` of items.
    pub(super) fn key_column(self) -> usize {
        let line = &self.text[self.start..self.end];
        line.len() - line.trim_start_matches([' ', '-']).len()
    }

    /// Whether the line is an item of a list.
    pub(super) fn is_item(self) -> bool {
        let content = self.content();
        content == "-" || content.starts_with("- ")
    }

    /// Whether the line looks like an entry of a mapping.
    pub(super) fn is_entry(self) -> bool {
        let content = self.content().trim_end();
        content.contains(": ") || content.ends_with(':')
    }

    /// The place behind the last character of the line that is no blank.
    pub(super) fn content_end(self) -> usize {
        self.content_start() + self.content().trim_end().len()
    }

    /// Whether a comment ends the line, or is all of it.
    pub(super) fn has_comment(self) -> bool {
        let content = self.content();
        content.starts_with('#') || content.contains(" #") || content.contains("\t#")
    }

    /// The place of the `:` in a line that would be one entry if a space stood behind it; that of an address is none.
    pub(super) fn colon_without_space(self) -> Option<usize> {
        let (key, value) = self.content().split_once(':')?;
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|each| each.is_alphanumeric() || "_-$".contains(each));
        let is_entry = is_key && !value.is_empty() && !value.starts_with([' ', '\t', '/']);
        is_entry.then(|| self.content_start() + key.len())
    }

    /// The line above in which a quoted text starts that is still open here, with its quote and where that stands.
    pub(super) fn opening(self) -> Option<(Self, char, usize)> {
        self.above().find_map(|above| {
            let content = &self.text[above.start..above.end];
            let open = |quote: &char| content.matches(*quote).count() % 2 == 1;
            let quote = ['"', '\''].into_iter().find(open)?;
            Some((above, quote, above.start + content.rfind(quote)?))
        })
    }
}
