//! An object with the traits that apply to it.

use tidings_schema::Literal;
use tidings_syntax::{Kind, Value};

use crate::contract::{Extension, Identifier, Overridden};

/// An object seen through its traits, the strongest layer first.
///
/// Traits are merged in their order by JSON Merge Patch (RFC 7386). The versions differ in which side is the patch:
/// in AsyncAPI 3 ("Traits Merge Mechanism") the object is laid over its traits, which never override it; in AsyncAPI 2
/// ("Operation Object", "Message Object") the traits are laid over the object.
pub(super) struct Layers<'s> {
    layers: Vec<Value<'s>>,
    /// Which of them is the object itself.
    own: usize,
}

impl<'s> Layers<'s> {
    /// An object without traits.
    pub(super) fn of(object: Value<'s>) -> Self {
        Self {
            layers: vec![object],
            own: 0,
        }
    }

    /// An object of AsyncAPI 2 with `traits` in the order of the document, which override it.
    pub(super) fn overridden_by(object: Value<'s>, traits: Vec<Value<'s>>) -> Self {
        let mut layers: Vec<Value<'s>> = traits.into_iter().rev().collect();
        layers.push(object);
        let own = layers.len() - 1;
        Self { layers, own }
    }

    /// An object of AsyncAPI 3 with `traits` in the order of the document, which it overrides.
    pub(super) fn with_traits(object: Value<'s>, traits: Vec<Value<'s>>) -> Self {
        let mut layers = vec![object];
        layers.extend(traits.into_iter().rev());
        Self { layers, own: 0 }
    }

    /// The values that `field` has in the layers, as far down as they take part in the merge: nothing shows below what
    /// is not an object, and `null` takes the field away.
    pub(super) fn field(
        &self,
        field: &str,
        follow: impl Fn(Value<'s>) -> Option<Value<'s>>,
    ) -> Self {
        let mut layers = Vec::new();
        let values = self.layers.iter().filter_map(|layer| layer.get(field));
        for value in values.filter_map(follow) {
            match value.kind() {
                Kind::Mapping => layers.push(value),
                Kind::Null => break,
                _ => {
                    if layers.is_empty() {
                        layers.push(value);
                    }
                    break;
                }
            }
        }
        Self { layers, own: 0 }
    }

    /// What fields say in vain, because a stronger layer says something else: objects are merged, and what is of another
    /// kind may be broken and then hides nothing.
    pub(super) fn overridden(&self) -> Vec<Overridden> {
        let mut overridden = Vec::new();
        for (place, layer) in self.layers.iter().enumerate().skip(1) {
            let hidden = layer.entries().filter(|entry| {
                let stronger = self.layers.iter().take(place);
                let mut stronger = stronger.filter_map(|layer| layer.get(entry.key));
                entry.value.kind() != Kind::Mapping
                    && stronger.any(|value| value.kind() == entry.value.kind())
            });
            overridden.extend(hidden.map(|entry| Overridden {
                field: entry.key.to_owned(),
                value: Literal::from(entry.value),
                location: entry.key_location(),
                is_of_trait: place != self.own,
            }));
        }
        overridden
    }

    /// The strongest value of `field` as it stands there, references not followed.
    pub(super) fn get(&self, field: &str) -> Option<Value<'s>> {
        let value = self.layers.iter().find_map(|layer| layer.get(field))?;
        (value.kind() != Kind::Null).then_some(value)
    }

    /// The strongest value of `field` that is what the field must be: what is broken in one layer hides nothing of
    /// another one.
    pub(super) fn strongest(
        &self,
        field: &str,
        is_read: impl Fn(Value<'s>) -> bool,
    ) -> Option<Value<'s>> {
        let values = self.layers.iter().filter_map(|layer| layer.get(field));
        let mut read = values.filter(|value| value.kind() == Kind::Null || is_read(*value));
        read.next().filter(|value| value.kind() != Kind::Null)
    }

    /// The strongest layer; `None` when there is none.
    pub(super) fn top(&self) -> Option<Value<'s>> {
        self.layers.first().copied()
    }

    /// The layers below the strongest one.
    pub(super) fn below(&self) -> &[Value<'s>] {
        self.layers.get(1..).unwrap_or_default()
    }

    /// The string `field`.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        let text = self.strongest(field, |value| value.as_str().is_some());
        text?.as_str().map(str::to_owned)
    }

    /// The string `field` with its place, where the object gives itself a name in it.
    pub(super) fn identifier(&self, field: &str) -> Option<Identifier> {
        let value = self.strongest(field, |value| value.as_str().is_some())?;
        Some(Identifier {
            name: value.as_str()?.to_owned(),
            location: value.location(),
        })
    }

    /// The strings of the list `field`.
    pub(super) fn texts(&self, field: &str) -> Vec<String> {
        let list = self.strongest(field, |value| value.kind() == Kind::Sequence);
        let items = list.into_iter().flat_map(Value::items);
        items
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    }

    /// The keys of all layers that `wanted` picks, each once: those of the object first, then what traits add.
    pub(super) fn keys(&self, wanted: impl Fn(&str) -> bool) -> Vec<&'s str> {
        let mut keys = Vec::new();
        for entry in self.layers.iter().flat_map(|layer| layer.entries()) {
            if wanted(entry.key) && !keys.contains(&entry.key) {
                keys.push(entry.key);
            }
        }
        keys
    }

    /// The extensions.
    pub(super) fn extensions(&self) -> Vec<Extension> {
        let names = self.keys(|key| key.starts_with("x-"));
        names
            .into_iter()
            .filter_map(|name| {
                Some(Extension {
                    name: name.to_owned(),
                    value: self.field(name, Some).merged()?,
                })
            })
            .collect()
    }

    /// The layers merged into one value; `None` when there is none.
    pub(super) fn merged(&self) -> Option<Literal> {
        let mut layers = self.layers.iter().rev();
        let weakest = Literal::from(*layers.next()?);
        Some(layers.fold(weakest, |merged, layer| {
            patched(merged, Literal::from(*layer))
        }))
    }
}

/// JSON Merge Patch, RFC 7386 §2. Values nest no deeper than a tree does, which the parser limits.
fn patched(target: Literal, patch: Literal) -> Literal {
    let Literal::Object(changes) = patch else {
        return patch;
    };
    let mut entries = match target {
        Literal::Object(entries) => entries,
        _ => Vec::new(),
    };
    for (key, change) in changes {
        let position = entries.iter().position(|(name, _)| *name == key);
        match (position, change) {
            (Some(position), Literal::Null) => {
                entries.remove(position);
            }
            (None, Literal::Null) => {}
            (Some(position), change) => {
                let old = std::mem::replace(&mut entries[position].1, Literal::Null);
                entries[position].1 = patched(old, change);
            }
            (None, change) => entries.push((key, patched(Literal::Null, change))),
        }
    }
    Literal::Object(entries)
}
