//! What changed between two versions of a contract, whom it breaks, and the message that shows it.
//!
//! [`compare`] is a pure function with three steps: the elements of both versions are paired by meaning (`matching`),
//! each check looks at the pairs and says what changed (`checks`, one file each), and the policy says what that means
//! (`policy`), channel by channel if that was agreed (`terms`). What schemas allow is decided by `tidings-decide`; a walk over both schemas (`schema`) names and places
//! what it found.
//!
//! [`meetings`] asks the same of two applications in place of two versions: is what one sends accepted by the other?
//!
//! [`source_changes`] says whether callers of code that is generated from both versions still compile.
//!
//! This crate refuses to know where versions come from, which files they stand in and how changes are shown.
//! Start reading at [`compare`] and [`Change`].

mod answer;
mod bindings;
mod change;
mod checks;
mod comparison;
mod facts;
mod judge;
mod matching;
mod options;
mod partners;
mod policy;
mod presence;
mod protocol;
mod roles;
mod rollout;
mod schema;
mod side;
mod source;
mod terms;
mod verdict;
mod version;
mod workspace;

pub use answer::{Answer, Answers};
pub use change::{Acceptance, Accepted, Change, Evidence, Impact, Part, Version, Witness};
pub use checks::RULES;
pub use comparison::{Comparison, Whole, compare, wholes};
pub use matching::{Match, Matching, Pairs, Reason};
pub use options::Options;
pub use partners::Partners;
pub use policy::Policy;
pub use rollout::{Rollout, Steps};
pub use source::{
    SOURCE_RULES, SourceChange, SourceItem, SourceKind, SourceMember, source_bump, source_changes,
};
pub use terms::{Terms, Weight};
pub use tidings_decide::Reading;
pub use tidings_model::contract::Day;
pub use verdict::{Outcome, RequiredBump, Verdict};
pub use version::{is_grown, is_version, next_version};
pub use workspace::{
    Apart, MESSAGE_LOST, MESSAGE_REFUSED, Meeting, Objection, RECEPTION_UNKNOWN, Reception,
    Refusal, SERVERS_APART, Sent, WORKSPACE_RULES, apart, meetings,
};
