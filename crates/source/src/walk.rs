//! Follows a JSON Pointer to a value, or says at which step it fails.

use tidings_diag::{FileId, nearest};
use tidings_syntax::{Kind, Value, escape_pointer, unescape_pointer};

use crate::reference::Target;
use crate::{Sources, Unresolved};

/// References that one pointer may lead through, and that may lead to each other.
pub(crate) const DETOURS: usize = 64;

/// Keys that are named when none of them is similar to the wanted one.
const NAMED: usize = 6;

/// The value that `reference`, written in the file `from`, names.
pub(crate) fn walk<'s>(
    sources: &'s Sources,
    from: FileId,
    reference: &str,
) -> Result<Value<'s>, Unresolved> {
    let mut detours = DETOURS;
    step(sources, from, reference, &mut detours)
}

fn step<'s>(
    sources: &'s Sources,
    from: FileId,
    reference: &str,
    detours: &mut usize,
) -> Result<Value<'s>, Unresolved> {
    let target = Target::of(reference, &sources.file(from).path);
    let source = sources.place(from, &target)?;
    let Some(root) = source.tree.root() else {
        let path = &source.path;
        return Err(Unresolved::new(if source.tree.text().trim().is_empty() {
            format!("the file `{path}` is empty, so there is nothing to refer to")
        } else {
            format!(
                "nothing in the file `{path}` can be referred to, because it is not YAML or JSON"
            )
        }));
    };
    let pointer = target.fragment.as_ref();
    if pointer.is_empty() {
        return Ok(root);
    }
    let Some(segments) = pointer.strip_prefix('/') else {
        let message = format!("`#{pointer}` is no JSON Pointer, which starts with `#/`");
        let help = "write the whole path to the value, such as `#/components/schemas/Order`";
        return Err(Unresolved::new(message).help(help));
    };
    let mut value = root;
    for (index, segment) in segments.split('/').enumerate() {
        let segment = unescape_pointer(segment);
        value = match child(sources, value, &segment, detours)? {
            Some(child) => child,
            None => {
                let rest = segments.split('/').skip(index + 1);
                // A suggestion is written for the file that the reference names.
                let here = value.span().file == root.span().file;
                return Err(dead_end(reference, value, &segment, here.then_some(rest)));
            }
        };
    }
    Ok(value)
}

/// The entry or item `segment` of `value`, or of what `value` refers to.
fn child<'s>(
    sources: &'s Sources,
    mut value: Value<'s>,
    segment: &str,
    detours: &mut usize,
) -> Result<Option<Value<'s>>, Unresolved> {
    loop {
        if let Some(child) = value.child(segment) {
            return Ok(Some(child));
        }
        let Some(next) = value.get("$ref").and_then(Value::as_str) else {
            return Ok(None);
        };
        if *detours == 0 {
            let message = format!(
                "the way to `{segment}` leads through too many references, perhaps in a circle"
            );
            return Err(Unresolved::new(message));
        }
        *detours -= 1;
        value = step(sources, value.span().file, next, detours)?;
    }
}

/// Says what there is instead of `segment`.
fn dead_end<'r>(
    reference: &str,
    value: Value<'_>,
    segment: &str,
    rest: Option<impl Iterator<Item = &'r str>>,
) -> Unresolved {
    let parent = match value.pointer() {
        pointer if pointer.is_empty() => "the document".to_owned(),
        pointer => format!("`{pointer}`"),
    };
    let message = match value.kind() {
        Kind::Mapping => format!("`{reference}` leads nowhere: {parent} has no `{segment}`"),
        Kind::Sequence => {
            let count = value.items().len();
            let items = if count == 1 { "item" } else { "items" };
            format!("`{reference}` leads nowhere: {parent} has {count} {items}, counted from 0")
        }
        kind => format!(
            "`{reference}` leads nowhere: {parent} is {}, so there is no `{segment}` in it",
            kind.described()
        ),
    };
    let unresolved = Unresolved::new(message);
    let similar = nearest(segment, value.entries().map(|entry| entry.key));
    if let Some((key, rest)) = similar.zip(rest) {
        let file = reference.split('#').next().unwrap_or_default();
        let rest: String = rest.map(|segment| format!("/{segment}")).collect();
        let (pointer, key) = (value.pointer(), escape_pointer(key));
        return unresolved.help(format!("did you mean `{file}#{pointer}/{key}{rest}`?"));
    }
    let count = value.entries().len();
    if (1..=NAMED).contains(&count) {
        let keys: Vec<String> = value
            .entries()
            .map(|entry| format!("`{}`", entry.key))
            .collect();
        return unresolved.help(format!("there is {}", keys.join(", ")));
    }
    unresolved
}
