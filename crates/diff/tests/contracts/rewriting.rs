//! Documents written otherwise: in another order and notation, with other keys, with parts inlined and extracted.

use std::collections::BTreeMap;
use std::fmt::Write;

use tidings_diag::FileId;
use tidings_schema::Literal;
use tidings_syntax::{Format, escape_pointer, parse, unescape_pointer};

/// The keys of components that nothing but references names, in every version of AsyncAPI.
const COMPONENTS: [&str; 8] = [
    "correlationIds",
    "messageTraits",
    "messages",
    "operationTraits",
    "parameters",
    "replies",
    "schemas",
    "tags",
];

/// Numbers that follow from a seed (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit as u64)).expect("less than a usize")
    }

    fn is_so(&mut self) -> bool {
        self.next() & 1 == 0
    }
}

/// The same document, written otherwise; `names` decides about keys, the same way wherever one stands.
pub(crate) fn rewritten(text: &str, names: u64, chance: &mut Chance) -> String {
    let mut document = document(text);
    rename(&mut document, names);
    written(document, chance)
}

/// The same document with the same keys, written otherwise.
pub(crate) fn laid_out(text: &str, chance: &mut Chance) -> String {
    written(document(text), chance)
}

fn written(mut document: Literal, chance: &mut Chance) -> String {
    inline(&mut document, chance);
    extract(&mut document, chance);
    reorder(&mut document, chance);
    match chance.is_so() {
        true => document.to_json_text(),
        false => {
            let mut text = String::new();
            write_block(&document, 0, 1 + chance.below(4), &mut text);
            text
        }
    }
}

pub(crate) fn document(text: &str) -> Literal {
    let (tree, findings) = parse(FileId(0), text.as_bytes(), Format::Yaml);
    assert!(findings.is_empty(), "{findings:?}");
    Literal::from(tree.root().expect("a document has a root"))
}

fn entries(value: &mut Literal) -> &mut [(String, Literal)] {
    match value {
        Literal::Object(entries) => entries,
        _ => &mut [],
    }
}

/// Applies `change` to every part of `value`, the inner ones first.
pub(crate) fn everywhere(
    value: &mut Literal,
    pointer: &str,
    change: &mut dyn FnMut(&str, &mut Literal),
) {
    match value {
        Literal::Object(entries) => {
            for (name, part) in entries {
                everywhere(part, &format!("{pointer}/{}", escape_pointer(name)), change);
            }
        }
        Literal::Array(items) => {
            for (index, part) in items.iter_mut().enumerate() {
                everywhere(part, &format!("{pointer}/{index}"), change);
            }
        }
        _ => {}
    }
    change(pointer, value);
}

/// Puts the entries of every map into another order.
fn reorder(document: &mut Literal, chance: &mut Chance) {
    everywhere(document, "", &mut |_, value| {
        let entries = entries(value);
        for last in (1..entries.len()).rev() {
            entries.swap(last, chance.below(last + 1));
        }
    });
}

/// Gives keys that only the document sees other names, and follows them in references.
fn rename(document: &mut Literal, names: u64) {
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let is_old = document
        .get("asyncapi")
        .and_then(Literal::as_str)
        .is_some_and(|it| it.starts_with('2'));
    everywhere(document, "", &mut |pointer, value| {
        let segments: Vec<&str> = pointer.split('/').skip(1).collect();
        let is_named_by_key = match segments.as_slice() {
            ["components", kind] => COMPONENTS.contains(kind),
            // In AsyncAPI 2 the key of a channel is its address.
            ["channels" | "operations"] | ["channels", _, "messages"] => !is_old,
            _ => false,
        };
        if !is_named_by_key {
            return;
        }
        for (name, _) in entries(value) {
            let place = format!("{pointer}/{}", escape_pointer(name));
            let mut chance = place.bytes().fold(Chance::new(names), |mut chance, byte| {
                Chance::new(chance.next() ^ u64::from(byte))
            });
            if chance.is_so() {
                *name = format!("{name}{}", chance.below(1000));
                renamed.insert(place, name.clone());
            }
        }
    });
    everywhere(document, "", &mut |_, value| {
        let Some(Literal::String(reference)) = value.at_mut("/$ref") else {
            return;
        };
        let (mut old, mut new) = (String::new(), "#".to_owned());
        for segment in reference.split('/').skip(1) {
            write!(old, "/{segment}").expect("a string takes everything");
            let name = renamed.get(&old).map(|name| escape_pointer(name));
            write!(new, "/{}", name.as_deref().unwrap_or(segment))
                .expect("a string takes everything");
        }
        *reference = new;
    });
}

/// Puts what references to components lead to in their place.
fn inline(document: &mut Literal, chance: &mut Chance) {
    let whole = document.clone();
    everywhere(document, "", &mut |pointer, value| {
        let Some(Literal::String(reference)) = value.at("/$ref") else {
            return;
        };
        let target = reference.trim_start_matches('#');
        let kind = target
            .strip_prefix("/components/")
            .and_then(|rest| rest.split('/').next());
        // A message of an operation is one of its channel, which only a reference can say.
        let is_choice = pointer.starts_with("/operations/") && pointer.contains("/messages/");
        let is_component = kind.is_some_and(|kind| COMPONENTS.contains(&kind));
        // A reference that leads nowhere stays what it is.
        if let Some(found) = whole.at(target)
            && is_component
            && !is_choice
            && chance.is_so()
        {
            *value = found.clone();
        }
    });
}

/// Moves schemas to the components.
fn extract(document: &mut Literal, chance: &mut Chance) {
    let mut extracted: Vec<(String, Literal)> = Vec::new();
    everywhere(document, "", &mut |pointer, value| {
        let segments: Vec<String> = pointer.split('/').map(unescape_pointer).collect();
        let in_message = segments
            .iter()
            .position(|segment| segment == "payload" || segment == "headers");
        let is_schema = in_message.is_some_and(|start| {
            let path = &segments[start + 1..];
            path.len().is_multiple_of(2)
                && path
                    .iter()
                    .step_by(2)
                    .all(|keyword| keyword == "properties")
        });
        // Schemas of another language stand beside the name of it.
        let is_movable = matches!(value, Literal::Object(_)) && value.get("schemaFormat").is_none();
        let is_moved = pointer.contains("/messages/") && is_schema && is_movable;
        if is_moved && !segments.iter().any(|segment| segment == "schema") && chance.is_so() {
            let name = format!("Extracted{}", extracted.len());
            let reference = Literal::String(format!("#/components/schemas/{name}"));
            let reference = Literal::Object(vec![("$ref".to_owned(), reference)]);
            extracted.push((name, std::mem::replace(value, reference)));
        }
    });
    if extracted.is_empty() {
        return;
    }
    let components = member(document, "components");
    match member(components, "schemas") {
        Literal::Object(schemas) => schemas.extend(extracted),
        _ => panic!("schemas are a map"),
    }
}

/// The map at `name`, which is made if it is not there.
fn member<'v>(value: &'v mut Literal, name: &str) -> &'v mut Literal {
    let Literal::Object(entries) = value else {
        panic!("a map is expected");
    };
    let index = entries.iter().position(|(known, _)| known == name);
    let index = index.unwrap_or_else(|| {
        entries.push((name.to_owned(), Literal::Object(Vec::new())));
        entries.len() - 1
    });
    &mut entries[index].1
}

/// Writes `value` as YAML in block style, its scalars as JSON.
fn write_block(value: &Literal, depth: usize, indent: usize, text: &mut String) {
    let margin = " ".repeat(depth * indent);
    let line = |start: String, part: &Literal, text: &mut String| {
        let is_nested = match part {
            Literal::Object(entries) => !entries.is_empty(),
            Literal::Array(items) => !items.is_empty(),
            _ => false,
        };
        match is_nested {
            true => {
                let _ = writeln!(text, "{margin}{start}");
                write_block(part, depth + 1, indent, text);
            }
            false => {
                let _ = writeln!(text, "{margin}{start} {part}");
            }
        }
    };
    match value {
        Literal::Object(entries) => {
            for (name, part) in entries {
                line(format!("{}:", Literal::String(name.clone())), part, text);
            }
        }
        Literal::Array(items) => {
            for part in items {
                line("-".to_owned(), part, text);
            }
        }
        scalar => {
            let _ = writeln!(text, "{margin}{scalar}");
        }
    }
}
