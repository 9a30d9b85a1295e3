//! Messages whose payload is one of several alternatives, each of which is a message of its own in the other version.

use std::collections::HashSet;

use tidings_decide::{Disjoint, Options, Reading, disjoint_under};
use tidings_model::Contract;
use tidings_model::contract::{MessageId, Payload};
use tidings_schema::{Rules, SchemaGraph, SchemaId, Sparse};

use super::distinction::Tags;
use super::inclusion::Inclusion;
use super::likeness::Likeness;
use super::traffic::OnChannel;
use super::{Pairs, Reason};
use crate::Version;
use crate::schema::Equality;

/// A message of one version that is an alternative of a message of the other one.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    /// The message of the base.
    pub(crate) base: MessageId,
    /// The message of the revision.
    pub(crate) revision: MessageId,
    /// The version whose message has alternatives.
    pub(crate) version: Version,
    /// The alternative that the other message is.
    pub(crate) payload: Payload,
    /// What it is there: the payload of the other message, or an alternative of that where only some became messages of
    /// their own.
    pub(crate) counterpart: Payload,
}

impl Alternative {
    /// What both hold, that of the base first.
    pub(crate) fn payloads(&self) -> [&Payload; 2] {
        match self.version {
            Version::Base => [&self.payload, &self.counterpart],
            Version::Revision => [&self.counterpart, &self.payload],
        }
    }

    /// The message that has alternatives.
    pub(super) fn whole(&self) -> MessageId {
        match self.version {
            Version::Base => self.base,
            Version::Revision => self.revision,
        }
    }
}

/// Two versions, and what is known of what their messages hold.
#[derive(Clone, Copy)]
pub(crate) struct Contents<'a, 'c> {
    pub(crate) base: &'a Contract,
    pub(crate) revision: &'a Contract,
    pub(crate) equality: &'a Equality<'c>,
    pub(crate) inclusion: &'a Inclusion<'c>,
    pub(crate) likeness: &'a Likeness<'c>,
    /// In which directions the messages travel that are paired.
    pub(crate) traffic: OnChannel<'a>,
}

impl Contents<'_, '_> {
    /// The messages among `old` that were split into several of `new`, and those that were merged into one.
    pub(super) fn alternatives(&self, old: &[MessageId], new: &[MessageId]) -> Vec<Alternative> {
        let is_kept =
            |one: MessageId, other: MessageId| self.equality.have_equal_content(one, other);
        let was: Vec<MessageId> = old
            .iter()
            .copied()
            .filter(|one| !new.iter().any(|other| is_kept(*one, *other)))
            .collect();
        let is: Vec<MessageId> = new
            .iter()
            .copied()
            .filter(|other| !old.iter().any(|one| is_kept(*one, *other)))
            .collect();
        let split = was.iter().flat_map(|whole| {
            let found = self.pieces(Version::Base, *whole, &is).into_iter();
            found.map(|(payload, piece)| Alternative {
                base: *whole,
                revision: piece.message,
                version: Version::Base,
                payload,
                counterpart: Payload::Schema(piece.schema),
            })
        });
        let merged = is.iter().flat_map(|whole| {
            let found = self.pieces(Version::Revision, *whole, &was).into_iter();
            found.map(|(payload, piece)| Alternative {
                base: piece.message,
                revision: *whole,
                version: Version::Revision,
                payload,
                counterpart: Payload::Schema(piece.schema),
            })
        });
        split.chain(merged).collect()
    }

    /// What the alternatives of `whole`, a message of `version`, are among `others` of the other version: messages of their
    /// own, or alternatives of a message that some of them still share.
    ///
    /// Nothing, unless each alternative is there, in more than one message, and those have no other alternatives.
    fn pieces(
        &self,
        version: Version,
        whole: MessageId,
        others: &[MessageId],
    ) -> Vec<(Payload, Piece)> {
        let (one, other) = match version {
            Version::Base => (self.base, self.revision),
            Version::Revision => (self.revision, self.base),
        };
        let may_meet = |other: &&MessageId| match version {
            Version::Base => self.traffic.may_meet(whole, **other),
            Version::Revision => self.traffic.may_meet(**other, whole),
        };
        let Some(branches) = listed(one, whole).filter(|_| others.len() > 1) else {
            return Vec::new();
        };
        let pieces = others
            .iter()
            .filter(may_meet)
            .flat_map(|message| Piece::all(other, *message));
        let pieces: Vec<Piece> = pieces.collect();
        let schemas: Vec<SchemaId> = pieces.iter().map(|piece| piece.schema).collect();
        let ordered = |branch: usize, piece: usize| {
            let (branch, piece) = (branches[branch], schemas[piece]);
            match version {
                Version::Base => (branch, piece),
                Version::Revision => (piece, branch),
            }
        };
        let tags = Tags::between([(&one.schemas, &branches), (&other.schemas, &schemas)]);
        let pairs = Pairs::unpaired(0..branches.len(), 0..pieces.len())
            .by(
                Reason::Distinction,
                |branch| tags.of(&one.schemas, branches[branch]),
                |piece| tags.of(&other.schemas, schemas[piece]),
            )
            .when(Reason::Content, |branch, piece| {
                let (old, new) = ordered(branch, piece);
                self.equality.demand_the_same(old, new)
            });
        let asked = pairs.removed.len() * pairs.added.len();
        let pairs = pairs.when(Reason::Inclusion, |branch, piece| {
            let (old, new) = ordered(branch, piece);
            self.inclusion.is_worth_asking(asked) && self.inclusion.of_schemas(old, new)
        });
        let taken: HashSet<MessageId> = pairs
            .matched
            .iter()
            .map(|one| pieces[one.revision].message)
            .collect();
        let are_left = || {
            let mut left = pairs.added.iter();
            left.any(|piece| taken.contains(&pieces[*piece].message))
        };
        if !pairs.removed.is_empty()
            || taken.len() < 2
            || are_left()
            || !self.are_apart(&one.schemas, &branches)
        {
            return Vec::new();
        }
        let found = pairs.matched.iter();
        let found = found.map(|one| (Payload::Schema(branches[one.base]), pieces[one.revision]));
        found.collect()
    }

    /// Whether no value that is sent belongs to two of `branches`, so that each of them allows what it says: a value that
    /// two branches of a `oneOf` allow is refused.
    fn are_apart(&self, graph: &SchemaGraph, branches: &[SchemaId]) -> bool {
        let mut writers = Reading::Events.writers(graph);
        let mut are_disjoint = |one: SchemaId, other: SchemaId| {
            let answer = disjoint_under(&mut writers, one, other, &Options::default());
            matches!(answer, Disjoint::Yes)
        };
        let mut rest = branches;
        while let Some((one, others)) = rest.split_first() {
            if !self
                .inclusion
                .is_worth_asking(branches.len() * others.len())
                || !others.iter().all(|other| are_disjoint(*one, *other))
            {
                return false;
            }
            rest = others;
        }
        true
    }
}

/// The payload of a message, or one of its alternatives.
#[derive(Clone, Copy)]
struct Piece {
    message: MessageId,
    schema: SchemaId,
}

impl Piece {
    /// All of a message; none, where its payload is no JSON Schema.
    fn all(contract: &Contract, message: MessageId) -> Vec<Self> {
        let whole = || {
            let payload = contract.messages[message].payload.as_ref()?;
            Some(vec![payload.json_schema()?])
        };
        let schemas = listed(contract, message).or_else(whole);
        let schemas = schemas.into_iter().flatten();
        schemas.map(|schema| Self { message, schema }).collect()
    }
}

/// The alternatives of the payload of a message, if they are all that it demands.
fn listed(contract: &Contract, message: MessageId) -> Option<Vec<SchemaId>> {
    let schema = contract.messages[message].payload.as_ref()?.json_schema()?;
    let graph = &contract.schemas;
    let rules = graph.rules(graph.resolve(schema))?;
    let branches = match (&**rules.one_of, &**rules.any_of) {
        (all @ [_, _, ..], []) | ([], all @ [_, _, ..]) => all,
        _ => return None,
    };
    let types = |schema: SchemaId| graph.rules(graph.resolve(schema))?.types;
    let repeats_type = || branches.iter().all(|branch| types(*branch) == rules.types);
    let others = Rules {
        types: None,
        one_of: Sparse::default(),
        any_of: Sparse::default(),
        ..rules.clone()
    };
    let are_all = others.is_unconstrained() && (rules.types.is_none() || repeats_type());
    are_all.then(|| branches.to_vec())
}
