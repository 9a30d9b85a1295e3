//! Reads a text beside another version of it, and parses only what differs.
//!
//! Both are cut at the keys of their block mappings, as a broken document is. An entry that is written alike in both means
//! the same in both, wherever it stands, unless anchors or directives play a part: then, and where a piece is no entry by
//! itself, the text is read as a whole.

use std::ops::Range;
use std::sync::Arc;

use tidings_diag::{FileId, Finding};

use super::known::{KnownEntry, KnownMapping};
use super::{Reader, pieces};
use crate::builder::{Builder, Collection};
use crate::tree::Tree;
use crate::{Format, Limits};

/// Bytes of an entry that is parsed as a whole, although only a part of it differs: cutting has its price, too.
const SMALL: usize = 512;

/// Bytes of a key that may be too long for YAML, which allows 1024 characters (YAML 1.2.2 §7.4.2).
const LONG: usize = 1_000;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What [`super::read`] makes of `text`, if it can be put together from pieces.
pub(crate) fn read_beside(
    file: FileId,
    text: &Arc<str>,
    limits: &Limits,
    known: &Tree,
) -> Option<(Tree, Vec<Finding>)> {
    // What is no line feed and no character that is printed may end a line, or be a mistake wherever it stands; a byte order
    // mark may start a document.
    let is_printed = |byte: u8| byte == b'\n' || (byte >= b' ' && byte != 0x7F);
    if !text.bytes().all(is_printed)
        || memchr::memmem::find(text.as_bytes(), BYTE_ORDER_MARK).is_some()
    {
        return None;
    }
    if known.format != Some(Format::Yaml) || known.is_partial || known.has_anchors {
        return None;
    }
    let (start, known_start) = (pieces::first_key(text)?, pieces::first_key(known.text())?);
    // What stands further left than the first key is no part of its mapping.
    if pieces::indentation(&text[..start]) > 0 {
        return None;
    }
    let root = known.root()?.node();
    let mut builder = Builder::new(file, text, limits, Format::Yaml);
    let root = KnownMapping::of(known, root, known_start..known.text().len())?;
    let mut beside = Beside {
        builder: &mut builder,
        text,
        limits,
        known,
    };
    beside.mapping(1, start..text.len(), 0, &root)?;
    let (tree, findings) = builder.finish();
    // Aliases lead from one piece to another one.
    (!tree.has_anchors).then_some((tree, findings))
}

struct Beside<'b, 's, 'k> {
    builder: &'b mut Builder<'s>,
    text: &'s str,
    limits: &'b Limits,
    known: &'k Tree,
}

impl<'s, 'k> Beside<'_, 's, 'k> {
    /// Reads the mapping at `level` whose entries are `range`, in `column`; `None` where it cannot be taken apart, or a limit is
    /// reached.
    fn mapping(
        &mut self,
        level: usize,
        range: Range<usize>,
        column: usize,
        known: &KnownMapping<'k>,
    ) -> Option<()> {
        let place = range.start as u32;
        self.builder.open(Collection::Mapping, place, place).ok()?;
        let end = range.end;
        let pieces = pieces::cut(self.text, range, column);
        // What follows the end of a document is another one.
        if pieces.last()?.end != end {
            return None;
        }
        for piece in pieces {
            let text = &self.text[piece.clone()];
            let entry = known.entry(text);
            let alike = entry.filter(|entry| {
                self.known.text()[entry.piece.clone()] == *text && !entry.has_mistakes(self.known)
            });
            match (alike, entry) {
                (Some(alike), _) => {
                    let (entry, from) = (alike.entry, alike.piece.clone());
                    self.builder
                        .transplant(self.known, entry, from, piece.start)
                        .ok()?;
                }
                (None, Some(entry)) if text.len() > SMALL => {
                    match self.below(&piece, column, entry) {
                        Some((key, first, known)) => {
                            let start = piece.start + column;
                            let (from, to) = (start as u32, (start + key.len()) as u32);
                            self.builder.look_alike(key, from, to);
                            self.builder.key(key, from, to);
                            let column = pieces::indentation(&self.text[..first]);
                            self.mapping(level + 1, first..piece.end, column, &known)?;
                        }
                        None => self.parse(level, piece)?,
                    }
                }
                _ => self.parse(level, piece)?,
            }
        }
        self.builder.close(None);
        Some(())
    }

    /// The key of `piece`, where the mapping that is its value starts, and that mapping in the known version; `None` unless it
    /// is a block mapping in both, and the key stands before it on a line of its own.
    fn below(
        &self,
        piece: &Range<usize>,
        column: usize,
        known: &KnownEntry<'k>,
    ) -> Option<(&'s str, usize, KnownMapping<'k>)> {
        let text = &self.text[piece.clone()];
        let line = text.split_inclusive('\n').next()?;
        let key = line.get(column..)?.trim_end().strip_suffix(':')?;
        let first = pieces::first_key(&text[line.len()..])?;
        let first = piece.start + line.len() + first;
        let is_deeper = pieces::indentation(&self.text[..first]) > column;
        let value = known.entry.value;
        let range = self.known.node(value).start as usize..known.piece.end;
        let known = KnownMapping::of(self.known, value, range)?;
        (is_plain(key) && is_deeper).then_some((key, first, known))
    }

    /// Reads the entry `piece` of the mapping at `level` by itself.
    fn parse(&mut self, level: usize, piece: Range<usize>) -> Option<()> {
        let text = &self.text[..piece.end];
        let mut reader = Reader::new(self.builder, text, piece.start, level);
        reader.run(self.limits).ok()?;
        self.builder.close_to(level);
        Some(())
    }
}

/// Whether a key can only be read as it stands.
fn is_plain(key: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./$".contains(&byte);
    key.len() < LONG && !key.starts_with(['-', '.']) && key.bytes().all(is_plain)
}
