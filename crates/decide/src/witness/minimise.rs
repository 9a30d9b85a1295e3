//! The smallest value of a kind: without a key, item or character that is not needed, and of what remains the simplest.
//!
//! One place after the other is made simpler as long as the value stays what it is wanted for. Every change makes its
//! place simpler by one order (null before booleans, numbers, strings, arrays, objects; fewer parts; nearer to 0; more
//! readable), so this ends; the judges that are asked end it sooner when it takes too long.

use tidings_schema::{Literal, Type};

use super::names::Names;
use super::numbers::simplify_number;
use super::texts::simplify_text;

/// How often everything is gone through again because something became simpler.
const ROUNDS: usize = 8;

/// How many parts of values may be copied for one value: some milliseconds. A value of a few hundred parts needs fewer.
pub(super) const EFFORT: u64 = 400_000;

/// The simplest value found on the way down from `value`, for which `is_wanted` holds; `effort` is what may be copied,
/// and becomes what is left of it.
pub(super) fn minimise(
    value: Literal,
    names: &Names<'_>,
    effort: &mut u64,
    is_wanted: &mut dyn FnMut(&Literal) -> bool,
) -> Literal {
    let mut minimiser = Minimiser {
        value,
        names,
        is_wanted,
        is_changed: false,
        effort,
    };
    for _ in 0..ROUNDS {
        minimiser.is_changed = false;
        minimiser.simplify(&mut Vec::new());
        if !minimiser.is_changed {
            break;
        }
    }
    minimiser.value
}

struct Minimiser<'n, 'g, 'w, 'e> {
    /// What is wanted, as simple as it is so far.
    value: Literal,
    names: &'n Names<'g>,
    is_wanted: &'w mut dyn FnMut(&Literal) -> bool,
    is_changed: bool,
    /// How many parts may still be copied.
    effort: &'e mut u64,
}

impl Minimiser<'_, '_, '_, '_> {
    /// Makes the part at `path` simpler, which leads by position in arrays and objects.
    fn simplify(&mut self, path: &mut Vec<usize>) {
        if self.becomes_simpler_kind(path) {
            return;
        }
        match self.part(path).clone() {
            Literal::Null | Literal::Bool(_) => {}
            Literal::Number(text) => simplify_number(&text, &mut |candidate| {
                self.attempt(path, Literal::Number(candidate))
            }),
            Literal::String(text) => simplify_text(&text, &mut |candidate| {
                self.attempt(path, Literal::String(candidate))
            }),
            Literal::Array(items) => {
                self.drop_parts(path, items, Literal::Array);
                self.simplify_parts(path);
            }
            Literal::Object(members) => {
                self.drop_parts(path, members, Literal::Object);
                self.rename_members(path);
                self.simplify_parts(path);
            }
        }
    }

    /// Tries the simplest values of simpler kinds.
    fn becomes_simpler_kind(&mut self, path: &[usize]) -> bool {
        let kind = rank(self.part(path));
        let simplest = [
            Literal::Null,
            Literal::Bool(false),
            Literal::Bool(true),
            Literal::Number("0".to_owned()),
            Literal::Number("1".to_owned()),
            Literal::String(String::new()),
            Literal::Array(Vec::new()),
        ];
        let mut simpler = simplest.into_iter().filter(|value| rank(value) < kind);
        simpler.any(|value| self.attempt(path, value))
    }

    /// Leaves out as many of `parts`, which the value at `path` is made of, as can be: first many at once, then single ones.
    fn drop_parts<T: Clone>(
        &mut self,
        path: &[usize],
        mut parts: Vec<T>,
        whole: fn(Vec<T>) -> Literal,
    ) {
        let mut size = parts.len();
        while size > 0 {
            let mut start = 0;
            while start < parts.len() && *self.effort > 0 {
                let end = parts.len().min(start + size);
                let mut rest = parts.clone();
                rest.drain(start..end);
                match self.attempt(path, whole(rest.clone())) {
                    true => parts = rest,
                    false => start = end,
                }
            }
            size /= 2;
        }
    }

    /// Shortens names that no schema mentions.
    fn rename_members(&mut self, path: &[usize]) {
        let Literal::Object(members) = self.part(path) else {
            return;
        };
        let names: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
        for (index, name) in names.iter().enumerate() {
            if name.is_empty() {
                self.rename(path, index, "a".to_owned());
            } else if !self.names.contains(name) {
                simplify_text(name, &mut |candidate| self.rename(path, index, candidate));
            }
        }
    }

    /// Gives another name to the member at `index` of the object at `path`.
    fn rename(&mut self, path: &[usize], index: usize, name: String) -> bool {
        let Literal::Object(members) = self.part(path) else {
            return false;
        };
        let is_taken = members.iter().any(|(other, _)| *other == name);
        // The empty name is shorter than any other, and looks like a mistake.
        if is_taken || name.is_empty() || self.names.contains(&name) {
            return false;
        }
        let mut members = members.clone();
        members[index].0 = name;
        self.attempt(path, Literal::Object(members))
    }

    fn simplify_parts(&mut self, path: &mut Vec<usize>) {
        let count = match self.part(path) {
            Literal::Array(items) => items.len(),
            Literal::Object(members) => members.len(),
            _ => 0,
        };
        for index in 0..count {
            if *self.effort == 0 {
                return;
            }
            path.push(index);
            self.simplify(path);
            path.pop();
        }
    }

    /// Puts `part` at `path` if the value stays what is wanted.
    fn attempt(&mut self, path: &[usize], part: Literal) -> bool {
        if *self.effort == 0 {
            return false;
        }
        *self.effort = self.effort.saturating_sub(size(&self.value));
        let mut candidate = self.value.clone();
        *part_mut(&mut candidate, path) = part;
        let is_wanted = (self.is_wanted)(&candidate);
        if is_wanted {
            self.value = candidate;
            self.is_changed = true;
        }
        is_wanted
    }

    fn part(&self, path: &[usize]) -> &Literal {
        path.iter().fold(&self.value, |value, index| match value {
            Literal::Array(items) => &items[*index],
            Literal::Object(members) => &members[*index].1,
            other => other,
        })
    }
}

fn part_mut<'v>(value: &'v mut Literal, path: &[usize]) -> &'v mut Literal {
    path.iter().fold(value, |value, index| match value {
        Literal::Array(items) => &mut items[*index],
        Literal::Object(members) => &mut members[*index].1,
        other => other,
    })
}

/// How much copying `value` takes: its parts, and its texts by the line.
fn size(value: &Literal) -> u64 {
    let mut size = 0;
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        size += 1;
        match value {
            Literal::Null | Literal::Bool(_) => {}
            Literal::Number(text) | Literal::String(text) => size += text.len() as u64 / 64,
            Literal::Array(items) => waiting.extend(items),
            Literal::Object(members) => waiting.extend(members.iter().map(|(_, value)| value)),
        }
    }
    size
}

/// How simple values of a kind are, the simplest first.
fn rank(value: &Literal) -> u8 {
    match value.json_type() {
        Type::Null => 0,
        Type::Boolean => 1,
        Type::Integer | Type::Number => 2,
        Type::String => 3,
        Type::Array => 4,
        Type::Object => 5,
    }
}
