//! Hashes of single schemas, each made when it is asked for.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use tidings_schema::SchemaId;

use super::facts::Digest;
use super::schemas::{RoundDigests, shape};
use crate::Contract;

/// The hashes of a contract's schemas: equal where two schemas demand the same, whatever annotates them.
///
/// Only what is asked for is hashed, with what it leads to.
pub struct SchemaDigests<'c> {
    contract: &'c Contract,
    /// The schemas that were hashed; none of one that leads into a circle, and so has no parts to be hashed first.
    trees: RefCell<HashMap<SchemaId, Option<Digest>>>,
    /// All of them, once such a schema is asked for.
    circles: OnceCell<RoundDigests<'c>>,
}

impl<'c> SchemaDigests<'c> {
    /// Nothing yet of the schemas that the elements of `contract` have, and everything these lead to.
    pub fn of_contract(contract: &'c Contract) -> Self {
        Self {
            contract,
            trees: RefCell::default(),
            circles: OnceCell::new(),
        }
    }

    /// The hash of the schema `id`.
    pub fn of(&self, id: SchemaId) -> Digest {
        let id = self.contract.schemas.resolve(id);
        match self.tree(id) {
            Some(digest) => digest,
            None => {
                let all = || RoundDigests::of_contract(self.contract);
                self.circles.get_or_init(all).of(id)
            }
        }
    }

    /// Whether the schema `id` was hashed, so that asking for it costs nothing.
    pub fn has(&self, id: SchemaId) -> bool {
        let id = self.contract.schemas.resolve(id);
        self.trees.borrow().contains_key(&id)
    }

    /// The hash of `root` if it does not lead into a circle, the parts of each schema hashed before it.
    fn tree(&self, root: SchemaId) -> Option<Digest> {
        let graph = &self.contract.schemas;
        let mut known = self.trees.borrow_mut();
        if let Some(digest) = known.get(&root) {
            return *digest;
        }
        // A schema that is still open has no hash, so whatever leads to it from below has none either: that is a circle.
        let shape_of = |id| shape(graph, id);
        known.insert(root, None);
        let mut open = vec![(shape_of(root), 0)];
        let mut digest = None;
        while let Some((shape, next)) = open.last_mut() {
            if let Some((_, part)) = shape.parts.get(*next) {
                *next += 1;
                if !known.contains_key(part) {
                    known.insert(*part, None);
                    let part = shape_of(*part);
                    open.push((part, 0));
                }
                continue;
            }
            digest = shape.tree_digest(&known);
            known.insert(shape.id, digest);
            open.pop();
        }
        digest
    }
}
