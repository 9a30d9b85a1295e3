//! Says what there is instead of what a reference names.

use tidings_diag::nearest;
use tidings_syntax::{Kind, Value, escape_pointer};

use crate::Unresolved;
use crate::loaded::Source;

/// Keys that are named when none of them is similar to the wanted one.
const NAMED: usize = 6;

/// Other places that are named, and objects that are searched for them.
const PLACES: usize = 3;
const SEARCHED: usize = 4_096;

/// A file without anything to refer to.
pub(crate) fn no_data(source: &Source) -> Unresolved {
    let path = &source.path;
    let unresolved = Unresolved::new(if source.tree.text().trim().is_empty() {
        format!("the file `{path}` is empty, so there is nothing to refer to")
    } else {
        format!("nothing in the file `{path}` can be referred to, because it is not YAML or JSON")
    });
    let help = "refer to a file that holds the value, or write the value here";
    unresolved.help(help).lost_if(source.tree.is_partial())
}

/// A fragment that is a name, which no schema in `source` has, as far as that was read.
pub(crate) fn no_pointer(fragment: &str, source: &Source) -> Unresolved {
    let message = format!("`#{fragment}` is no JSON Pointer, which starts with `#/`");
    let help = "write the whole path to the value, such as `#/components/schemas/Order`";
    let unresolved = Unresolved::new(message).help(help);
    unresolved.lost_if(source.tree.is_partial())
}

/// A way that goes through a reference which leads nowhere itself.
pub(crate) fn no_way(reference: &str, through: Value<'_>, segment: &str) -> Unresolved {
    let through = match through.pointer() {
        pointer if pointer.is_empty() => "the root of the file".to_owned(),
        pointer => format!("`{pointer}`"),
    };
    let message = format!(
        "`{reference}` leads nowhere: the way to `{segment}` goes through the reference at {through}, \
         which leads to no value"
    );
    Unresolved::new(message).help(format!("mend the reference at {through} first"))
}

/// A value that does not have the first segment of `rest`; `root` is that of the file which `reference` names.
pub(crate) fn dead_end(
    reference: &str,
    root: Value<'_>,
    value: Value<'_>,
    rest: &[String],
) -> Unresolved {
    let Some((segment, rest)) = rest.split_first() else {
        return Unresolved::new(format!("`{reference}` leads nowhere"))
            .help("write the path to the value, such as `#/components/schemas/Order`");
    };
    let unresolved = Unresolved::new(message(reference, value, segment));
    let unresolved = unresolved.lost_if(!value.is_whole());
    let file = reference.split('#').next().unwrap_or_default();
    let named = |pointer: String| format!("`{file}#{pointer}`");
    // A suggestion is written for the file that the reference names.
    let is_here = value.span().file == root.span().file;
    let key = nearest(segment, value.entries().map(|entry| entry.key)).filter(|_| is_here);
    let near = key.map(|key| named(value.pointer() + &pointer_of(key, rest)));
    let mut others: Vec<String> = elsewhere(root, rest.last().unwrap_or(segment))
        .into_iter()
        .map(named)
        .collect();
    others.retain(|other| Some(other) != near.as_ref());
    let others = others.join(" and ");
    match near {
        Some(near) if others.is_empty() => {
            return unresolved.help(format!("did you mean {near}?"));
        }
        Some(near) => {
            return unresolved.help(format!("did you mean {near}? there is {others} as well"));
        }
        None if !others.is_empty() => return unresolved.help(format!("there is {others}")),
        None => {}
    }
    let count = value.entries().len();
    if (1..=NAMED).contains(&count) {
        let keys: Vec<String> = value
            .entries()
            .map(|entry| format!("`{}`", entry.key))
            .collect();
        return unresolved.help(format!("there is {}", keys.join(", ")));
    }
    unresolved.help("define what is meant there, or refer to what there is")
}

fn message(reference: &str, value: Value<'_>, segment: &str) -> String {
    let parent = match value.pointer() {
        pointer if pointer.is_empty() => "the document".to_owned(),
        pointer => format!("`{pointer}`"),
    };
    match value.kind() {
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
    }
}

/// The pointers of entries called `key` in the file's outer objects, where named parts are kept.
fn elsewhere(root: Value<'_>, key: &str) -> Vec<String> {
    let outer = || root.entries().map(|entry| entry.value);
    let inner = outer().flat_map(|value| value.entries().map(|entry| entry.value));
    let all = [root]
        .into_iter()
        .chain(outer())
        .chain(inner.take(SEARCHED));
    let found = all.filter_map(|object| object.get(key)).map(Value::pointer);
    found.take(PLACES).collect()
}

fn pointer_of(key: &str, rest: &[String]) -> String {
    let rest = rest
        .iter()
        .map(|segment| format!("/{}", escape_pointer(segment)));
    format!("/{}{}", escape_pointer(key), rest.collect::<String>())
}
