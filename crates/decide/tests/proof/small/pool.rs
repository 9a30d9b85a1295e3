//! The values: every scalar of a few, and what can be made of them in three levels.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// The scalars, which come first in the pool.
pub(super) const SCALARS: [&str; 5] = ["null", "0", "\"a\"", "\"b\"", "\"ab\""];

/// The scalars that are names of properties.
pub(super) const NAMES: [usize; 3] = [2, 3, 4];

/// A value whose parts are values of the pool.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Small {
    Scalar(usize),
    Array(Vec<usize>),
    /// Names in order, each a scalar, with values.
    Object(Vec<(usize, usize)>),
}

/// The values by number, parts before what is made of them.
#[derive(Debug)]
pub(super) struct Pool(Vec<Small>);

impl Pool {
    /// Everything of up to two parts above the scalars; above that one part may be deep, and at last there is one part only.
    pub(super) fn new() -> Self {
        let mut pool = Self((0..SCALARS.len()).map(Small::Scalar).collect());
        let mut known: HashMap<Small, usize> = HashMap::new();
        let none = [Small::Array(Vec::new()), Small::Object(Vec::new())];
        pool.add(none, &mut known);
        let leaves: Vec<usize> = (0..pool.len()).collect();
        let of_leaves = above(&leaves, &leaves);
        pool.add(of_leaves, &mut known);
        pool.add(full(&leaves), &mut known);
        let shallow: Vec<usize> = (0..pool.len()).collect();
        // The second part is null, 0 or one without parts.
        let of_shallow = above(&shallow, &[0, 1, 5, 6]);
        pool.add(of_shallow, &mut known);
        let deep: Vec<usize> = (shallow.len()..pool.len()).collect();
        pool.add(above(&deep, &[]), &mut known);
        pool
    }

    fn add(&mut self, values: impl IntoIterator<Item = Small>, known: &mut HashMap<Small, usize>) {
        for value in values {
            let next = self.0.len();
            if *known.entry(value.clone()).or_insert(next) == next {
                self.0.push(value);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, number: usize) -> &Small {
        &self.0[number]
    }

    /// The value in JSON.
    pub(super) fn value(&self, number: usize) -> Value {
        match &self.0[number] {
            Small::Scalar(scalar) => {
                serde_json::from_str(SCALARS[*scalar]).expect("a scalar is JSON")
            }
            Small::Array(items) => json!(
                items
                    .iter()
                    .map(|item| self.value(*item))
                    .collect::<Vec<_>>()
            ),
            Small::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (word(*name), self.value(*value)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// The text of a scalar that is a string; empty for another one.
pub(super) fn word(scalar: usize) -> String {
    SCALARS[scalar].trim_matches('"').to_owned()
}

/// Arrays and objects of one of `parts`, and of one of them and one of `others`.
fn above(parts: &[usize], others: &[usize]) -> Vec<Small> {
    let mut made = Vec::new();
    for part in parts {
        made.push(Small::Array(vec![*part]));
        made.extend(NAMES.map(|name| Small::Object(vec![(name, *part)])));
        for other in others {
            made.push(Small::Array(vec![*part, *other]));
            made.push(Small::Array(vec![*other, *part]));
            for (at, first) in NAMES.iter().enumerate() {
                for second in &NAMES[at + 1..] {
                    made.push(Small::Object(vec![(*first, *part), (*second, *other)]));
                    made.push(Small::Object(vec![(*first, *other), (*second, *part)]));
                }
            }
        }
    }
    made
}

/// Objects with every name, and arrays of three items.
fn full(parts: &[usize]) -> Vec<Small> {
    let mut made = Vec::new();
    for (first, second) in parts
        .iter()
        .flat_map(|first| parts.iter().map(move |second| (first, second)))
    {
        let values = [first, second, first];
        made.push(Small::Array(values.map(|value| *value).to_vec()));
        made.push(Small::Object(
            NAMES.into_iter().zip(values.map(|value| *value)).collect(),
        ));
    }
    made
}
