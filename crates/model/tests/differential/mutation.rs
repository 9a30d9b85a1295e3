//! Small changes at random places, the same ones for the same seed.

use serde_json::{Map, Value, json};

/// Keys that documents have somewhere, so that a key at a wrong place is tried too.
const KEYS: [&str; 18] = [
    "name", "title", "type", "enum", "default", "$ref", "payload", "schema", "url", "host", "tags",
    "messages", "x-own", "X-own", "security", "bindings", "required", "address",
];

/// Changes values.
pub(super) struct Mutator {
    state: u64,
}

impl Mutator {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        }
    }

    /// A number below `bound` (xorshift64*, Vigna 2016).
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let mixed = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d);
        ((mixed >> 33) as usize) % bound.max(1)
    }

    /// Changes one place of `document` and says what was done.
    pub(super) fn mutate(&mut self, document: &mut Value) -> String {
        let pointers = pointers(document);
        loop {
            // The version decides who judges, so it stays.
            let pointer = &pointers[self.below(pointers.len())];
            if pointer.is_empty() || pointer == "/asyncapi" {
                continue;
            }
            let Some(place) = document.pointer_mut(pointer) else {
                continue;
            };
            let done = match place {
                Value::Object(entries) if self.below(3) > 0 => self.change_entries(entries),
                Value::Array(items) if self.below(3) > 0 => self.change_items(items),
                other => {
                    let replacement = self.other_value(other);
                    let done = format!("{replacement} instead");
                    *other = replacement;
                    done
                }
            };
            return format!("{done} at {pointer}");
        }
    }

    fn change_entries(&mut self, entries: &mut Map<String, Value>) -> String {
        let keys: Vec<String> = entries
            .keys()
            .filter(|key| *key != "asyncapi")
            .cloned()
            .collect();
        let key = (!keys.is_empty()).then(|| keys[self.below(keys.len())].clone());
        match (self.below(4), key) {
            (0, Some(key)) => {
                entries.remove(&key);
                format!("without {key}")
            }
            (1, Some(key)) => {
                let value = entries.remove(&key).unwrap_or_default();
                let mut renamed = key.clone();
                let cut = self.below(renamed.chars().count().max(1));
                renamed = renamed
                    .chars()
                    .enumerate()
                    .filter(|(index, _)| *index != cut)
                    .map(|(_, character)| character)
                    .collect();
                entries.insert(renamed.clone(), value);
                format!("{key} renamed to {renamed}")
            }
            (2, _) => {
                let key = KEYS[self.below(KEYS.len())];
                let value = self.other_value(&Value::Null);
                let done = format!("{key}: {value} added");
                entries.insert(key.to_owned(), value);
                done
            }
            (_, Some(key)) => {
                let old = entries.get(&key).cloned().unwrap_or_default();
                let value = self.other_value(&old);
                let done = format!("{key}: {value}");
                entries.insert(key, value);
                done
            }
            (_, None) => {
                entries.insert("unknown".to_owned(), Value::from(1));
                "unknown: 1 added".to_owned()
            }
        }
    }

    fn change_items(&mut self, items: &mut Vec<Value>) -> String {
        if items.is_empty() || self.below(2) == 0 {
            let value = self.other_value(&Value::Null);
            let done = format!("{value} added");
            items.push(value);
            return done;
        }
        let index = self.below(items.len());
        if self.below(2) == 0 {
            let copy = items[index].clone();
            items.push(copy);
            "an item twice".to_owned()
        } else {
            items.remove(index);
            "an item taken away".to_owned()
        }
    }

    /// A value that is probably wrong where `old` stands.
    fn other_value(&mut self, old: &Value) -> Value {
        let choices = [
            Value::Null,
            json!(true),
            json!(-1),
            json!(3.5),
            json!(""),
            json!("some text"),
            json!("$message.payload#/id"),
            json!("https://orders.example"),
            json!([]),
            json!({}),
            json!(["a"]),
            json!({ "a": 1 }),
            json!({ "$ref": "#/info" }),
        ];
        loop {
            let choice = &choices[self.below(choices.len())];
            if choice != old {
                return choice.clone();
            }
        }
    }
}

/// The pointers of every value in `value`.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut next = 0;
    while let Some(pointer) = found.get(next).cloned() {
        next += 1;
        match value.pointer(&pointer) {
            Some(Value::Object(entries)) => {
                for key in entries.keys() {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    found.push(format!("{pointer}/{key}"));
                }
            }
            Some(Value::Array(items)) => {
                found.extend((0..items.len()).map(|index| format!("{pointer}/{index}")));
            }
            _ => {}
        }
    }
    found
}
