//! Messages that hold nearly the same: what is compared is which places there are in a value, and of which type they are.
//!
//! A value deep below that is described otherwise makes no other message of one, and whoever moves a channel often mends
//! what it carries in the same step. So this is asked of elements that nothing else has paired.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId};
use tidings_schema::{SchemaGraph, SchemaId, TypeSet};
use tidings_syntax::escape_pointer;

use super::distinction::distinction;
use crate::Version;

/// How many of the places that one of two messages has both must have, of [`OF`].
const SHARED: usize = 4;

/// See [`SHARED`].
const OF: usize = 5;

/// How many places both must have: an envelope of one or two values is like every other one.
const FEWEST: usize = 3;

/// How many schemas of a message are looked at, those at the top first.
const MOST: usize = 256;

/// How many pairs are compared of one kind of elements: who exchanges everything has no use for an answer.
const PAIRS: usize = 4_096;

/// The places of a message: a JSON Pointer into its headers or its payload, and the types that are stated there.
type Outline = HashSet<(String, Option<TypeSet>)>;

/// What was made when it was asked for; of messages in other languages nothing is known.
type Outlines = HashMap<(Version, MessageId), Option<Rc<Outline>>>;

/// Compares the outlines of messages of two contracts, each of which is made when it is asked for.
pub(crate) struct Likeness<'c> {
    base: &'c Contract,
    revision: &'c Contract,
    outlines: RefCell<Outlines>,
}

impl<'c> Likeness<'c> {
    pub(crate) fn between(base: &'c Contract, revision: &'c Contract) -> Self {
        Self {
            base,
            revision,
            outlines: RefCell::default(),
        }
    }

    /// Whether so many pairs may be compared.
    pub(super) fn is_worth_asking(&self, pairs: usize) -> bool {
        pairs <= PAIRS
    }

    /// Whether both messages have the same name, or none, no value that tells them apart, and hold nearly the same: of the
    /// places that one of them has, four of five are in both and have the same types there.
    pub(super) fn is_of(&self, base: MessageId, revision: MessageId) -> bool {
        let (old, new) = (&self.base.messages[base], &self.revision.messages[revision]);
        let is_told_apart = || {
            let both = distinction(self.base, old).zip(distinction(self.revision, new));
            both.is_some_and(|(one, other)| one != other)
        };
        old.name == new.name && self.hold_nearly_the_same(base, revision) && !is_told_apart()
    }

    fn hold_nearly_the_same(&self, base: MessageId, revision: MessageId) -> bool {
        let (old, new) = (
            self.outline(Version::Base, base),
            self.outline(Version::Revision, revision),
        );
        old.zip(new).is_some_and(|(old, new)| {
            let shared = old.intersection(&new).count();
            let all = old.len() + new.len() - shared;
            shared >= FEWEST && shared * OF >= all * SHARED
        })
    }

    fn outline(&self, version: Version, message: MessageId) -> Option<Rc<Outline>> {
        let contract = match version {
            Version::Base => self.base,
            Version::Revision => self.revision,
        };
        let mut known = self.outlines.borrow_mut();
        let make = || outline(contract, &contract.messages[message]).map(Rc::new);
        known.entry((version, message)).or_insert_with(make).clone()
    }
}

/// The outline of a message whose parts are JSON Schemas; of others nothing is known.
fn outline(contract: &Contract, message: &Message) -> Option<Outline> {
    let mut waiting = VecDeque::new();
    for (name, part) in [("headers", &message.headers), ("payload", &message.payload)] {
        if let Some(part) = part {
            waiting.push_back((name.to_owned(), part.json_schema()?));
        }
    }
    let mut outline = Outline::new();
    for _ in 0..MOST {
        let Some((path, schema)) = waiting.pop_front() else {
            break;
        };
        let types = look(&contract.schemas, schema, &path, &mut waiting);
        outline.insert((path, types));
    }
    Some(outline)
}

/// The types that `schema` states at `path`; what it applies to the values there and inside of them is added to `waiting`.
fn look(
    graph: &SchemaGraph,
    schema: SchemaId,
    path: &str,
    waiting: &mut VecDeque<(String, SchemaId)>,
) -> Option<TypeSet> {
    let rules = graph.rules(schema)?;
    let branches = [&rules.all_of, &rules.any_of, &rules.one_of];
    let branches = branches.into_iter().flat_map(|branches| branches.iter());
    let here = branches.map(|branch| (path.to_owned(), *branch));
    let properties = rules.object.properties.iter();
    let properties = properties.map(|property| {
        let name = escape_pointer(&property.name);
        (format!("{path}/{name}"), property.schema)
    });
    let items = rules.array.items.iter();
    let items = items.map(|items| (format!("{path}/-"), *items));
    waiting.extend(here.chain(properties).chain(items).take(MOST));
    rules.types
}
