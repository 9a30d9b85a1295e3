//! The schema that a file, or a place in one, is read for.

use tidings_naming::pascal;
use tidings_schema::SchemaId;

use super::builder::{Builder, is_name};
use super::{Definition, Shape, TypeId};

impl Builder<'_> {
    /// The type of `schema`, which nothing stands around, with everything it leads to.
    ///
    /// It is called by its key or its title, that of a whole file by its title first, and by `name` if it has neither.
    pub(crate) fn read_root(&mut self, name: &str, schema: SchemaId) -> Option<TypeId> {
        let stated = self.graph.get(schema);
        let is_file = stated.location.pointer.as_deref() == Some("");
        let title = stated.title.as_deref().filter(|title| is_name(title));
        let key = stated.key.as_deref();
        let mut names = match is_file {
            true => vec![title, key],
            false => vec![key, title],
        };
        names.push(Some(name));
        let names: Vec<String> = names.into_iter().flatten().map(str::to_owned).collect();
        let location = stated.location.clone();
        let target = self.described(schema).unwrap_or(schema);
        // A file that says nothing itself is there for its definitions.
        if self.graph.resolve(schema) == schema
            && self.graph.is_unconstrained(schema)
            && self.graph.len() > 1
        {
            return None;
        }
        let usage = self.read_named(target, &names[0]);
        match usage.defined() {
            Some(id) if self.graph.resolve(target) == schema => {
                let definition = &mut self.types.definitions[id.0];
                definition.names = names;
                definition.named = true;
                Some(id)
            }
            // A file that refers to one of its own definitions says nothing more than that one does.
            Some(id) if self.is_called(id, &names[0]) => Some(id),
            _ => {
                let id = TypeId(self.types.definitions.len());
                self.types.definitions.push(Definition {
                    names,
                    named: true,
                    location,
                    docs: self.docs(schema),
                    // Nothing but a type of its own would check what holds for the value.
                    shape: match usage.is_constrained() {
                        true => Shape::Newtype(usage),
                        false => Shape::Alias(usage),
                    },
                    residual: Vec::new(),
                });
                Some(id)
            }
        }
    }

    /// Whether the type `id` is called `name`.
    pub(super) fn is_called(&self, id: TypeId, name: &str) -> bool {
        let known = self.types.get(id).names.first();
        known.is_some_and(|known| pascal(known) == pascal(name))
    }
}
