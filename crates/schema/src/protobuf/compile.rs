//! The compiler, which sees the texts it is given and those that come with it, and nothing else.

use std::collections::{BTreeMap, HashMap};

use protox::file::{File, FileResolver, GoogleFileResolver};
use protox::prost_reflect::DescriptorPool;
use protox::{Compiler, Error};
use tidings_diag::Finding;
use tidings_source::{Sources, imports};

use super::rules::PROTOBUF_IMPORT_UNRESOLVED;
use super::text::Text;

/// A text with every text that it imports, by the names under which they are imported.
pub(super) struct Unit<'s> {
    /// The name of the text itself.
    pub(super) name: String,
    pub(super) texts: BTreeMap<String, Text<'s>>,
}

impl<'s> Unit<'s> {
    /// Collects what `text` imports; what is missing has a finding.
    pub(super) fn collect(sources: &'s Sources, text: Text<'s>) -> (Self, Vec<Finding>) {
        let name = match text {
            Text::File(source) => source.path.trim_start_matches('/').to_owned(),
            Text::Inline(_) => "schema.proto in the document".to_owned(),
        };
        let mut unit = Self {
            name: name.clone(),
            texts: BTreeMap::from([(name, text)]),
        };
        let mut findings = Vec::new();
        let mut waiting = vec![text];
        while let Some(text) = waiting.pop() {
            for import in imports(text.as_str()) {
                if unit.texts.contains_key(import.path) {
                    continue;
                }
                match sources.imported(text.file(), import.path) {
                    Ok(source) => {
                        let imported = Text::File(source);
                        unit.texts.insert(import.path.to_owned(), imported);
                        waiting.push(imported);
                    }
                    Err(_) if GoogleFileResolver::new().open_file(import.path).is_ok() => {}
                    Err(unresolved) => {
                        let location = text.location(import.range);
                        let rule = &PROTOBUF_IMPORT_UNRESOLVED;
                        let mut finding = Finding::new(rule, location, unresolved.message)
                            .with_section("Protocol Buffers, Importing Definitions");
                        finding.help = unresolved.help.or_else(|| {
                            let help = "an import is seen from the root, or from a folder around the importing file";
                            Some(help.to_owned())
                        });
                        findings.push(finding);
                    }
                }
            }
        }
        (unit, findings)
    }

    /// Compiles the texts.
    pub(super) fn compile(&self) -> Result<DescriptorPool, Error> {
        let error = match self.compile_as(str::to_owned) {
            Ok(pool) => return Ok(pool),
            Err(error) => error,
        };
        // The compiler counts columns in bytes and reads them as characters again, so it is asked once more about texts
        // in which both are the same; whatever else than ASCII there is stands in comments and strings.
        let is_ascii = self.texts.values().all(|text| text.as_str().is_ascii());
        if error.is_parse() || is_ascii {
            return Err(error);
        }
        Err(self.compile_as(in_ascii).err().unwrap_or(error))
    }

    fn compile_as(&self, written: impl Fn(&str) -> String) -> Result<DescriptorPool, Error> {
        let texts = self.texts.iter();
        let resolver = Texts {
            texts: texts
                .map(|(name, text)| (name.clone(), written(text.as_str())))
                .collect(),
            google: GoogleFileResolver::new(),
        };
        let mut compiler = Compiler::with_file_resolver(resolver);
        compiler.include_source_info(true);
        compiler.open_file(&self.name)?;
        Ok(compiler.descriptor_pool())
    }
}

/// `text` with as many `?` as a character has bytes for each that is not ASCII.
fn in_ascii(text: &str) -> String {
    let bytes = text.bytes();
    bytes
        .map(|byte| {
            if byte.is_ascii() {
                char::from(byte)
            } else {
                '?'
            }
        })
        .collect()
}

/// The texts of a unit, and those that come with the compiler.
struct Texts {
    texts: HashMap<String, String>,
    google: GoogleFileResolver,
}

impl FileResolver for Texts {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        match self.texts.get(name) {
            Some(text) => File::from_source(name, text),
            None => self.google.open_file(name),
        }
    }
}
