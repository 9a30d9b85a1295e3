//! Files that a text in Protocol Buffers imports (Protocol Buffers language specification, "Import Statement").

use std::collections::HashMap;
use std::ops::Range;

use tidings_diag::FileId;
use tidings_syntax::Value;

use crate::loaded::{Missing, Source};
use crate::reference::normalised;
use crate::{Sources, Unresolved};

/// What each import, by the file it is written in and by its text, leads to.
pub(crate) type Imports = HashMap<(FileId, String), Result<FileId, Missing>>;

/// An import of a text in Protocol Buffers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import<'t> {
    /// The path as it is written.
    pub path: &'t str,
    /// Where it stands in the text, without its quotes.
    pub range: Range<usize>,
}

impl Sources {
    /// The file that `import`, written in file `from`, names.
    ///
    /// An import is seen from the root, or else from the folder of the importing file or one around it.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] when there is no such file.
    pub fn imported(&self, from: FileId, import: &str) -> Result<&Source, Unresolved> {
        match self.imports().get(&(from, import.to_owned())) {
            Some(Ok(file)) => Ok(self.file(*file)),
            Some(Err(missing)) => {
                let message = format!("the file `{import}` cannot be read: {}", missing.reason);
                let unresolved = Unresolved::of(missing.rule, message);
                Err(match &missing.similar {
                    Some(similar) => unresolved.help(format!("did you mean `{similar}`?")),
                    None => unresolved,
                })
            }
            None => Err(Unresolved::new(format!("the file `{import}` was not read"))),
        }
    }
}

/// The paths that the texts of one file import: the file itself, or strings inside it.
pub(crate) fn imported_paths(source: &Source) -> Vec<String> {
    if !source.mentions(".proto") || !source.mentions("import") {
        return Vec::new();
    }
    let texts: Vec<&str> = match source.tree.root() {
        None => vec![source.tree.text()],
        Some(_) => source.tree.values().filter_map(Value::as_str).collect(),
    };
    let imports = texts.into_iter().flat_map(imports);
    imports.map(|import| import.path.to_owned()).collect()
}

/// Where a file that `importing` imports as `import` may lie, the likeliest place first.
pub(crate) fn candidates(importing: &str, import: &str) -> Vec<String> {
    let mut candidates = vec![normalised(import)];
    let mut folder = importing;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        candidates.push(normalised(&format!("{outer}/{import}")));
        folder = outer;
    }
    candidates
}

/// The imports of a text in Protocol Buffers, in its order.
///
/// Anything else than such a text has none, as far as can be told without reading it whole.
pub fn imports(text: &str) -> Vec<Import<'_>> {
    let mut imports = Vec::new();
    let mut tokens = Tokens { text, position: 0 };
    let mut depth = 0_usize;
    let mut starts = true;
    while let Some(token) = tokens.next() {
        let is_import = starts && depth == 0 && &text[token.clone()] == "import";
        match &text[token] {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        starts = text[..tokens.position].ends_with([';', '}']);
        if is_import {
            imports.extend(tokens.imported());
        }
    }
    imports
}

/// Words, strings and single characters, without comments.
struct Tokens<'t> {
    text: &'t str,
    position: usize,
}

impl<'t> Tokens<'t> {
    /// What stands behind the word `import`.
    fn imported(&mut self) -> Option<Import<'t>> {
        let mut token = self.next()?;
        if ["public", "weak"].contains(&&self.text[token.clone()]) {
            token = self.next()?;
        }
        let quoted = &self.text[token.clone()];
        let quote = quoted
            .chars()
            .next()
            .filter(|first| "\"'".contains(*first))?;
        let path = quoted.strip_prefix(quote)?.strip_suffix(quote)?;
        let start = token.start + 1;
        Some(Import {
            path,
            range: start..start + path.len(),
        })
    }
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = &self.text[self.position..];
            let trimmed = rest.trim_start();
            self.position += rest.len() - trimmed.len();
            let skipped = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                break;
            };
            self.position += skipped;
        }
        let rest = &self.text[self.position..];
        let first = rest.chars().next()?;
        let length = match first {
            '"' | '\'' => string_length(rest, first),
            letter if letter.is_alphanumeric() || letter == '_' => rest
                .find(|other: char| !(other.is_alphanumeric() || other == '_'))
                .unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let start = self.position;
        self.position += length;
        Some(start..self.position)
    }
}

/// How long the string at the start of `text` is, with its quotes.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(1) {
        match character {
            '\n' => return offset,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return offset + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = imports(text);
        let paths: Vec<&str> = found.iter().map(|import| import.path).collect();
        assert_eq!(paths, expected, "{text}");
        for import in found {
            assert_eq!(&text[import.range], import.path);
        }
    }

    #[test]
    fn imports_are_statements() {
        check(
            "syntax = \"proto3\";\nimport \"a.proto\"; import public 'b/c.proto';import weak \"d.proto\";",
            &["a.proto", "b/c.proto", "d.proto"],
        );
        check("// import \"a.proto\";\n/* import \"b.proto\"; */", &[]);
        check(
            "message A { string import = 1; } import \"a.proto\";",
            &["a.proto"],
        );
        check(
            "option text = \"; import \\\"a.proto\\\";\"; import \"b.proto\"",
            &["b.proto"],
        );
        check("please import \"a.proto\" first", &[]);
        check("import", &[]);
        check("import \"a.proto", &[]);
        check("größe /* import", &[]);
    }

    #[test]
    fn an_import_is_seen_from_the_root_and_from_the_folders_around() {
        assert_eq!(
            candidates("proto/shop/order.proto", "shop/money.proto"),
            [
                "shop/money.proto",
                "proto/shop/shop/money.proto",
                "proto/shop/money.proto"
            ]
        );
        assert_eq!(candidates("order.proto", "./money.proto"), ["money.proto"]);
    }
}
