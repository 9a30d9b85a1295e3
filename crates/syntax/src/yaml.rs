//! YAML 1.2 through `granit-parser`; this file is the only one that sees it.
//!
//! The parser gives events with byte ranges.
//! What it leaves to its user happens here: the ranges of block scalars and empty values, tags, and going on after an error.

mod beside;
mod known;
mod message;
mod pieces;
mod range;
mod recovery;

pub(crate) use beside::read_beside;

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, StructureStyle, Tag};
use tidings_diag::FileId;

use crate::builder::{Builder, Collection, Stop};
use crate::extent::rest_of_line;
use crate::mistake::Mistake;
use crate::scalar::{self, Meaning};
use crate::tree::Shape;
use crate::{Format, Limits, rules};

/// Reads the first document of the builder's text.
pub(crate) fn read(builder: &mut Builder<'_>, limits: &Limits) {
    let text = builder.text;
    let mut reader = Reader::new(builder, text, 0, 0);
    let Err(End::Mistake(first)) = reader.run(limits) else {
        return;
    };
    let others = recovery::recover(builder, text, limits, first.start);
    // A piece by itself tells better than the whole where a quote or bracket was left open.
    let mistakes = if others.is_empty() {
        builder.break_off(1);
        vec![first]
    } else {
        others
    };
    for mistake in mistakes {
        mistake.report(builder);
    }
}

/// Where comments stand in `text`, as far as it can be read within the default limits.
pub(crate) fn comments(file: FileId, text: &Arc<str>) -> Vec<(u32, u32)> {
    let limits = Limits::default();
    let mut builder = Builder::new(file, text, &limits, Format::Yaml);
    builder.collect_comments();
    read(&mut builder, &limits);
    builder.into_comments()
}

/// Why reading ended early.
enum End {
    /// A limit was reached, which is reported already.
    Stop,
    /// A piece of the text is no entry of a mapping.
    Stray,
    Mistake(Mistake),
}

impl From<Stop> for End {
    fn from(_: Stop) -> Self {
        Self::Stop
    }
}

/// Hands the events of one text on to the builder.
struct Reader<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    text: &'t str,
    /// Where the part that is parsed starts in the text.
    base: usize,
    /// Byte behind the last event, before which nothing of the next one can stand.
    after: usize,
    /// The level of the mapping of which this is one entry, counted from 1, the root; 0 for a whole document.
    level: usize,
    /// Whether the mapping that the piece is an entry of has not started yet.
    expected: bool,
}

impl<'b, 's, 't> Reader<'b, 's, 't> {
    fn new(builder: &'b mut Builder<'s>, text: &'t str, base: usize, level: usize) -> Self {
        Self {
            builder,
            text,
            base,
            after: base,
            level,
            expected: level > 0,
        }
    }

    fn run(&mut self, limits: &Limits) -> Result<(), End> {
        let mut options = Options::default();
        options.emit_anchor_events = true;
        options.emit_unresolved_aliases = true;
        options.flow_nesting_limit = limits.depth + 1;
        options.block_nesting_limit = limits.depth + 1;
        options.set_emit_comments(self.builder.collects_comments());
        options.max_buffered_comment_events = usize::MAX;
        let mut parser = Parser::new_from_str_with_options(&self.text[self.base..], options);
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                // What is wrong with a second document does not matter: it is not read.
                Err(_) if documents > 1 => return Ok(()),
                Err(error) => {
                    let offset = self.base + error.marker().byte_offset().unwrap_or_default();
                    return Err(End::Mistake(message::explain(
                        error.kind(),
                        self.text,
                        offset,
                    )));
                }
            };
            let range = span.byte_range().unwrap_or_default();
            let (start, end) = (range.start + self.base, range.end + self.base);
            if let Event::DocumentStart(..) = event {
                // A document without content before another one is no document that could be meant.
                self.builder.forget_blank_root();
                documents += usize::from(documents == 0 || !self.builder.is_empty());
            } else if documents > 1 {
                match event {
                    Event::DocumentEnd | Event::StreamEnd | Event::Comment(..) => {}
                    Event::Scalar(ref value, ..) if value == "~" && start == end => {}
                    _ => {
                        self.several_documents(start);
                        return Ok(());
                    }
                }
            } else {
                let tag_start = span.tag_span().and_then(|tag| tag.byte_range());
                let tag_range = tag_start.map(|tag| (tag.start + self.base, tag.end + self.base));
                self.event(event, start, end, tag_range)?;
            }
        }
        self.builder.forget_blank_root();
        Ok(())
    }

    /// Reports the document whose content starts at `start`, at the `---` right before it where there is one.
    fn several_documents(&mut self, start: usize) {
        let before = self.text[..start].trim_end();
        let (start, end) = if before.ends_with("---") {
            (before.len() - "---".len(), before.len())
        } else {
            (start, rest_of_line(self.text, start))
        };
        let place = (start as u32, end as u32);
        let message = "a second document starts here; only the first one of a file is read";
        let finding = self
            .builder
            .finding(&rules::SEVERAL_DOCUMENTS, place, message);
        self.builder.report(
            finding
                .with_help("move it into a file of its own, or remove the `---` before it")
                .with_section("YAML 1.2.2 §9.2"),
        );
    }

    fn event(
        &mut self,
        event: Event<'_>,
        start: usize,
        end: usize,
        tag_range: Option<(usize, usize)>,
    ) -> Result<(), End> {
        if self.expected && event.is_node() {
            let Event::MappingStart(..) = event else {
                return Err(End::Stray);
            };
            self.expected = false;
            if self.builder.depth() >= self.level {
                return Ok(());
            }
        }
        match event {
            Event::Scalar(value, style, _, tag) => {
                self.scalar(value, style, tag.as_deref().zip(tag_range), start, end)?;
            }
            Event::MappingStart(style, _, tag) => {
                self.collection_tag(tag.as_deref().zip(tag_range), "map");
                self.open(Collection::Mapping, style, start, end)?;
            }
            Event::SequenceStart(style, _, tag) => {
                self.collection_tag(tag.as_deref().zip(tag_range), "seq");
                self.open(Collection::Sequence, style, start, end)?;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                // The end of a block collection is where the next thing starts, so it has no text of its own.
                let bracket = (end > start).then_some(end as u32);
                if self.level == 0 || self.builder.depth() > self.level {
                    self.builder.close(bracket);
                }
                self.after = self.after.max(end.min(self.builder.reached() as usize));
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let name = self.text.get(start + 1..end).unwrap_or_default();
                self.builder.alias(name, start as u32, end as u32)?;
                self.after = end;
            }
            Event::Anchor(_, name) => self.builder.anchor(&name),
            Event::Comment(..) => self.builder.comment(start as u32, end as u32),
            _ => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        collection: Collection,
        style: StructureStyle,
        start: usize,
        end: usize,
    ) -> Result<(), End> {
        self.builder.open(collection, start as u32, end as u32)?;
        self.after = match style {
            StructureStyle::Flow => end,
            StructureStyle::Block => start,
        };
        Ok(())
    }

    fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<(&Tag, (usize, usize))>,
        start: usize,
        end: usize,
    ) -> Result<(), End> {
        let plain = style == ScalarStyle::Plain;
        // The parser writes an empty value as `~`.
        let value = if plain && start == end {
            Cow::Borrowed("")
        } else {
            value
        };
        let (start, end) = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                range::block_scalar(self.text, self.after, start, end)
            }
            _ if start == end && self.builder.wants_key() => {
                range::empty_key(self.text, self.after, start)
            }
            _ if start == end => {
                range::empty(self.text, self.after, start, self.builder.innermost())
            }
            _ => (start, end),
        };
        self.after = end;
        let (from, to) = (start as u32, end as u32);
        if plain && tag.is_none() {
            self.builder.look_alike(&value, from, to);
        }
        if self.builder.wants_key() {
            if plain && value == "<<" && tag.is_none() {
                self.builder.merge_key(to);
            } else {
                self.builder.key(&value, from, to);
            }
            return Ok(());
        }
        let meaning = match tag {
            Some((tag, range)) => self.tagged(tag, range, &value, plain),
            None if plain => scalar::resolve(&value),
            None => Meaning::String,
        };
        let shape = match meaning {
            Meaning::Null => Shape::Null,
            Meaning::Bool(value) => Shape::Bool(value),
            // The spelling of a number is the text of its span, so a quoted one is taken without its quotes.
            Meaning::Number if !plain => {
                self.builder.scalar(Shape::Number, from + 1, to - 1)?;
                return Ok(());
            }
            Meaning::Number => Shape::Number,
            Meaning::String => self.builder.string(&value, from, to),
        };
        self.builder.scalar(shape, from, to)?;
        Ok(())
    }

    /// What a scalar with a tag means (YAML 1.2 §10.2, §10.3).
    fn tagged(&mut self, tag: &Tag, range: (usize, usize), value: &str, plain: bool) -> Meaning {
        let untagged = if plain {
            scalar::resolve(value)
        } else {
            Meaning::String
        };
        let implied = scalar::resolve(value);
        let quoted = self.after >= value.len() + 2
            && self.text.get(self.after - value.len() - 1..self.after - 1) == Some(value);
        let meaning = match tag.core_suffix() {
            Some("str") => Some(Meaning::String),
            Some("null") => (implied == Meaning::Null).then_some(implied),
            Some("bool") => matches!(implied, Meaning::Bool(_)).then_some(implied),
            Some("int" | "float") if plain || quoted => {
                (implied == Meaning::Number).then_some(implied)
            }
            // `!` alone says "not resolved by its look".
            _ if is_non_specific(tag) => Some(Meaning::String),
            _ => None,
        };
        meaning.unwrap_or_else(|| {
            self.unusable_tag(tag, range);
            untagged
        })
    }

    fn collection_tag(&mut self, tag: Option<(&Tag, (usize, usize))>, expected: &str) {
        if let Some((tag, range)) = tag
            && tag.core_suffix() != Some(expected)
            && !is_non_specific(tag)
        {
            self.unusable_tag(tag, range);
        }
    }

    fn unusable_tag(&mut self, tag: &Tag, (start, end): (usize, usize)) {
        const KNOWN: [&str; 7] = ["str", "int", "float", "bool", "null", "seq", "map"];
        let spelling = &self.text[start..end];
        let known = tag.core_suffix().is_some_and(|name| KNOWN.contains(&name));
        let message = if known {
            format!("the value does not fit its tag `{spelling}`, which is ignored")
        } else {
            format!("the tag `{spelling}` means nothing to JSON and is ignored")
        };
        let finding = self
            .builder
            .finding(&rules::UNUSABLE_TAG, (start as u32, end as u32), message)
            .with_help("only !!str, !!int, !!float, !!bool, !!null, !!seq and !!map are known, on values that fit them")
            .with_section("YAML 1.2.2 §10.2.1");
        self.builder.report(finding);
    }
}

/// Whether the tag is `!` alone, which says only that the value is a string, a sequence or a mapping as its kind is.
fn is_non_specific(tag: &Tag) -> bool {
    tag.handle().is_empty() && tag.suffix() == "!"
}
