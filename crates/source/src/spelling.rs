//! How the disk spells the name of a file.

use std::collections::HashMap;

use tidings_diag::{Applicability, Edit, Finding, Fix};

use crate::Files;
use crate::graph::Reference;
use crate::rules::REF_CASE_MISMATCH;

/// The folders that were listed.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    folders: HashMap<String, Vec<String>>,
}

impl Spelling {
    /// `path` as the disk spells it, if that differs only in the case of ASCII letters.
    pub(crate) fn of(&mut self, files: &dyn Files, path: &str) -> Option<String> {
        let mut real = String::new();
        for segment in path.split('/') {
            let names = self
                .folders
                .entry(real.clone())
                .or_insert_with(|| files.list(&real));
            let name = match names.iter().any(|name| name == segment) {
                true => segment,
                false => {
                    let mut alike = names
                        .iter()
                        .filter(|name| name.eq_ignore_ascii_case(segment));
                    // Of two names that are alike nobody can say which is meant.
                    alike.next().filter(|_| alike.next().is_none())?
                }
            };
            if !real.is_empty() {
                real.push('/');
            }
            real += name;
        }
        (real != path).then_some(real)
    }
}

/// Says that `reference` names a file that the disk spells `real`.
pub(crate) fn misspelt(reference: &Reference<'_>, real: &str) -> Finding {
    let written = reference.text.split('#').next().unwrap_or_default();
    let pairs = written.bytes().rev().zip(real.bytes().rev());
    let alike = pairs
        .take_while(|(written, real)| written.eq_ignore_ascii_case(real))
        .count();
    let message = format!(
        "the file is called `{real}` on disk, and where case tells names apart `{written}` does not exist"
    );
    let finding = Finding::new(&REF_CASE_MISMATCH, reference.value.location(), message)
        .with_section("RFC 3986, section 6.2.2.1");
    // Both ends are borders of characters, because what is alike is ASCII or the same.
    let (Some(kept), Some(right)) = (
        written.get(..written.len() - alike),
        real.get(real.len() - alike..),
    ) else {
        return finding;
    };
    let right = format!("{kept}{right}");
    let span = reference.value.span();
    let text = &reference.value.tree().text()[span.range()];
    let finding = finding.with_help(format!("write `{right}`"));
    // Where the text is written with escapes, its bytes cannot be found again.
    match text.match_indices(written).next() {
        Some((start, _)) if !written.is_empty() => finding.with_fix(Fix {
            title: format!("spell it `{right}`"),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: tidings_diag::Span::new(
                    span.file,
                    span.start + start as u32,
                    span.start + (start + written.len()) as u32,
                ),
                replacement: right,
            }],
        }),
        _ => finding,
    }
}
