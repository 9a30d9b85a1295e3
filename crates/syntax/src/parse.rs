//! From bytes to a tree.

use std::sync::Arc;

use tidings_diag::{FileId, Finding};

use crate::builder::Builder;
use crate::mistake::Mistake;
use crate::{Format, Limits, Tree, json, rules, yaml};

/// Reads a document; a broken one still gives the part that could be read, beside findings.
///
/// Findings stand in the order of the text.
pub fn parse(file: FileId, bytes: &[u8], format: Format) -> (Tree, Vec<Finding>) {
    parse_with(file, bytes, format, &Limits::default())
}

/// Reads a document within other limits than the default ones.
pub fn parse_with(
    file: FileId,
    bytes: &[u8],
    format: Format,
    limits: &Limits,
) -> (Tree, Vec<Finding>) {
    read(file, bytes, format, limits, None)
}

/// Reads another version of the document of which `known` was read; what both have alike is parsed only once.
///
/// The answer is that of [`parse`], which takes longer. JSON, and what cannot be taken apart at its keys, is parsed as ever.
pub fn parse_beside(
    file: FileId,
    bytes: &[u8],
    format: Format,
    known: &Tree,
) -> (Tree, Vec<Finding>) {
    read(file, bytes, format, &Limits::default(), Some(known))
}

fn read(
    file: FileId,
    bytes: &[u8],
    format: Format,
    limits: &Limits,
    known: Option<&Tree>,
) -> (Tree, Vec<Finding>) {
    let limit = limits.bytes.min(u32::MAX as usize - 1);
    if bytes.len() > limit {
        let text = Arc::from("");
        let mut builder = Builder::new(file, &text, limits, format);
        let message = format!(
            "the document has {} bytes, more than the {limit} that are read",
            bytes.len()
        );
        let finding = builder.finding(&rules::OVER_BUDGET, (0, 0), message);
        builder.report(finding);
        return builder.finish();
    }
    let (text, mistake) = decode(bytes, format);
    let known = known.filter(|_| format == Format::Yaml && mistake.is_none());
    if let Some(tree) = known.and_then(|known| yaml::read_beside(file, &text, limits, known)) {
        return tree;
    }
    let mut builder = Builder::new(file, &text, limits, format);
    let readable = mistake.as_ref().is_none_or(|mistake| mistake.end > 0);
    if let Some(mistake) = mistake {
        mistake.report(&mut builder);
    }
    if readable {
        match format {
            Format::Yaml => yaml::read(&mut builder, limits),
            Format::Json => json::read(&mut builder),
        }
    }
    builder.finish()
}

/// The text, with one `?` for each byte that is not UTF-8, so that every position stays true.
fn decode(bytes: &[u8], format: Format) -> (Arc<str>, Option<Mistake>) {
    let section = match format {
        Format::Yaml => "YAML 1.2.2 §5.2",
        Format::Json => "RFC 8259 §8.1",
    };
    // Without a mark UTF-16 shows by a zero byte beside each of its first characters.
    if let [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..] = bytes {
        let mistake = Mistake::at(0, 0, "the text is UTF-16, and only UTF-8 is read")
            .help("save the file as UTF-8")
            .section(section);
        return (Arc::from(""), Some(mistake));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (text.into(), None),
        Err(error) => error,
    };
    let start = error.valid_up_to();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    let message = format!("the byte 0x{:02X} here is not UTF-8", bytes[start]);
    let mistake = Mistake::at(start, start + 1, message)
        .help("save the file as UTF-8")
        .section(section);
    (text.into(), Some(mistake))
}
