//! Keys with characters that the specification does not allow, and the mend that renames one with all references to it.

use std::collections::HashMap;

use tidings_diag::{Applicability, Edit, Finding, Fix, Severity, Span};
use tidings_source::{Reference, Sources, percent_decode};
use tidings_syntax::Entry;

use super::mends::{renamed, requoted};
use super::{Checker, Spot};
use crate::grammar::table::Keys;
use crate::rules::ILLEGAL_KEY;

/// Every reference of the files into `components`, by the pointer of the component that it names or passes.
pub(super) type Uses<'s> = HashMap<String, Vec<Reference<'s>>>;

/// How many illegal characters a message names.
const NAMED: usize = 4;

impl<'s> Checker<'s> {
    /// Reports the keys of the map at `spot` that `keys` does not allow.
    pub(super) fn illegal_keys(&mut self, spot: &Spot<'s>, keys: Keys) {
        let illegal = spot.value.entries().filter(|entry| !keys.allows(entry.key));
        let illegal: Vec<Entry<'s>> = illegal.collect();
        let mut proposals: HashMap<String, usize> = HashMap::new();
        for entry in &illegal {
            if let Some(proposal) = keys.proposed(entry.key) {
                *proposals.entry(proposal).or_default() += 1;
            }
        }
        for entry in illegal {
            // Two keys must not be given one name, nor one that another has.
            let proposal = keys.proposed(entry.key).filter(|proposal| {
                proposals.get(proposal) == Some(&1) && spot.value.entry(proposal).is_none()
            });
            let finding = self.illegal_key(spot, &entry, keys, proposal.as_deref());
            self.report(finding);
        }
    }

    fn illegal_key(
        &mut self,
        spot: &Spot<'s>,
        entry: &Entry<'s>,
        keys: Keys,
        proposal: Option<&str>,
    ) -> Finding {
        let illegal = keys.illegal_characters(entry.key);
        let named: Vec<String> = illegal
            .iter()
            .take(NAMED)
            .map(|one| described(*one))
            .collect();
        let why = match (named.as_slice(), entry.key) {
            (_, "") => "it is empty".to_owned(),
            ([], _) => "it is no URI template".to_owned(),
            ([one], _) => format!("{one} is not allowed in it"),
            (several, _) => format!("{} are not allowed in it", several.join(", ")),
        };
        let message = format!("`{}` is no key for `{}`: {why}", entry.key, spot.name());
        let mut finding = Finding::new(&ILLEGAL_KEY, entry.key_location(), message);
        if keys == Keys::Name {
            // The text gives only a pattern here, where it says MUST about components.
            finding.severity = Severity::Warning;
        }
        let allowed = keys.described();
        finding = finding.with_help(match proposal {
            Some(name) => {
                format!("allowed are {allowed}; write `{name}`, here and in what refers to it")
            }
            None => format!("allowed are {allowed}"),
        });
        finding.fix = proposal.and_then(|name| self.renamed_everywhere(entry, keys, name));
        finding
    }

    /// The mend that calls a component `name`, here and in every reference; `None` where something else than a reference
    /// may name it, or a reference cannot be rewritten.
    fn renamed_everywhere(&mut self, entry: &Entry<'s>, keys: Keys, name: &str) -> Option<Fix> {
        let location = entry.key_location();
        let pointer = location.pointer?;
        // Servers and parameters are named in addresses and lists, as are security schemes.
        if keys != Keys::Component || component(&pointer)? != &*pointer || is_named_by_key(&pointer)
        {
            return None;
        }
        let sources = self.sources;
        let uses = self.uses.get_or_insert_with(|| uses(sources));
        let mut fix = renamed(*entry, name)?;
        fix.applicability = Applicability::Unsafe;
        for reference in uses.get(&*pointer).into_iter().flatten() {
            fix.edits.push(redirected(reference, location.span, name)?);
        }
        fix.edits.sort_by_key(|edit| edit.span);
        Some(fix)
    }
}

/// The references of all files that lead into `components` of some file.
fn uses(sources: &Sources) -> Uses<'_> {
    let mut uses = Uses::new();
    for (reference, _) in sources.references() {
        let fragment = reference.text.split_once('#').map(|(_, fragment)| fragment);
        let fragment = fragment.map(percent_decode);
        if let Some(component) = fragment.as_deref().and_then(component) {
            uses.entry(component.to_owned())
                .or_default()
                .push(reference);
        }
    }
    uses
}

/// The pointer of the component that `pointer` names or passes: `/components/`, a kind and a key.
fn component(pointer: &str) -> Option<&str> {
    let behind = pointer.strip_prefix("/components/")?;
    let kind = behind.find('/')? + 1;
    let key = behind[kind..].find('/').unwrap_or(behind.len() - kind);
    Some(&pointer[..pointer.len() - behind.len() + kind + key])
}

/// Whether components of this kind are named by their keys alone, without a reference.
fn is_named_by_key(pointer: &str) -> bool {
    ["/components/securitySchemes/", "/components/servers/"]
        .iter()
        .any(|kind| pointer.starts_with(kind))
}

/// Makes `reference` lead to the component's new name; `None` where it stands in another file than the component, which
/// may have one of that name itself, or is spelled with escapes.
fn redirected(reference: &Reference<'_>, key: Span, name: &str) -> Option<Edit> {
    let span = reference.value.span();
    let fragment = reference.text.strip_prefix('#')?;
    let mut segments: Vec<&str> = fragment.split('/').collect();
    *segments.get_mut(3)? = name;
    let written = &reference.value.tree().text()[span.range()];
    if span.file != key.file || !written.contains(reference.text) {
        return None;
    }
    Some(Edit {
        span,
        replacement: requoted(written, &format!("#{}", segments.join("/"))),
    })
}

/// A character as a message can name it.
fn described(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        character if character.is_control() || character.is_whitespace() => {
            format!("U+{:04X}", u32::from(character))
        }
        character => format!("`{character}`"),
    }
}
