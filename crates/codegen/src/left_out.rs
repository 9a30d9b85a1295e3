//! What the errors of a document mean for the code that is made of it.
//!
//! A contract lists what it lacks because it is broken in the document, and here stands what becomes of code without
//! it. Errors that cost the contract nothing are for whoever validates the document.

use tidings_diag::{Finding, Group, Severity};
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Part, Places};

use crate::rules::UNREADABLE_PART;

/// What becomes of code without a part of the contract.
enum Without {
    /// There would be code for less than the contract describes, or for something else.
    NoCode,
    /// This, which is to be told.
    Told(&'static str),
    /// Nothing that is not told by others.
    Unsaid,
}

/// The objects whose fields become code, as the tables of the grammar call them.
const TRANSLATED: [&str; 11] = [
    "channel",
    "choice of messages",
    "components",
    "correlation id",
    "document",
    "message",
    "message trait",
    "multi format schema",
    "operation",
    "operation reply",
    "operation trait",
];

impl Without {
    fn of(part: Part) -> Self {
        match part {
            Part::Channel
            | Part::Message
            | Part::Trait
            | Part::Payload
            | Part::Headers
            | Part::Operation
            | Part::Reply
            | Part::ReplyChannel
            | Part::Schema => Self::NoCode,
            Part::FieldOf(object) if TRANSLATED.contains(&object) => Self::NoCode,
            Part::Server => Self::Told("the client does not know that server"),
            Part::ServerVariable => Self::Told("any text may stand for the variable"),
            Part::ServerOfChannel => Self::Told("the client does not know the channel there"),
            Part::Parameter => Self::Told("any text may stand for the parameter"),
            Part::ParameterLocation => {
                Self::Told("the value of the parameter is not compared with the message")
            }
            Part::Correlation => {
                Self::Told("the transport carries the id of a message in a field of its own")
            }
            Part::ReplyAddress => Self::Told("the transport carries the address of a reply"),
            Part::Security => Self::Told("the client does not know how that lets it in"),
            Part::Binding => Self::Told("the transport does not see it"),
            Part::SchemaOfBinding => Self::Told("any value stands for what it describes"),
            // The payload is bytes, which is told of the message.
            Part::ForeignSchema => Self::Unsaid,
            // Other objects lose a field, not their place in the code.
            Part::FieldOf(_) => Self::Unsaid,
            // A part that is younger than this list.
            _ => Self::NoCode,
        }
    }
}

/// Makes warnings of those errors among `findings`, which validating the document of `contract` has brought, that code
/// made of it can do without; each says so.
///
/// An error concerns code where the text itself could not be read, and where it tells of a part that the contract goes
/// without and that code would be made of. Everything else that is wrong stands in the contract as it was written, or
/// code is made without it, which [`generate`](crate::generate) tells.
///
/// Every door to code asks this, so that all of them stop for the same errors.
pub fn weigh_errors(contract: &Contract, findings: &mut [Finding]) {
    let left_out = || contract.left_out.iter();
    let needed = left_out().filter(|one| matches!(Without::of(one.part), Without::NoCode));
    let needed: Places = needed.map(|one| &one.location).collect();
    let missing: Places = left_out().map(|one| &one.location).collect();
    let concerns_code = |finding: &Finding| {
        let is_unread = contract.specification.is_none() || finding.rule.group == Group::Syntax;
        let location = finding.location.as_ref();
        is_unread || location.is_none_or(|location| needed.hold(location))
    };
    for finding in findings {
        if finding.severity != Severity::Error || concerns_code(finding) {
            continue;
        }
        finding.severity = Severity::Warning;
        let location = finding.location.as_ref();
        let said = match location.is_some_and(|location| missing.hold(location)) {
            true => "`tidings validate` fails for this, code is made without it",
            false => "`tidings validate` fails for this, code does not depend on it",
        };
        finding.help = Some(match finding.help.take() {
            Some(question) if question.ends_with('?') => format!("{question} {said}"),
            Some(help) => format!("{help}; {said}"),
            None => said.to_owned(),
        });
    }
}

/// What code has to do without; an error where there is none without it.
pub(crate) fn left_out(contract: &Contract) -> Vec<Finding> {
    contract.left_out.iter().filter_map(told).collect()
}

fn told(left_out: &LeftOut) -> Option<Finding> {
    let part = left_out.part.described();
    let (severity, message) = match Without::of(left_out.part) {
        Without::NoCode => (
            Severity::Error,
            format!("{part} could not be read, and there is no code without it"),
        ),
        Without::Told(means) => (
            Severity::Warning,
            format!("{part} could not be read, so {means}"),
        ),
        Without::Unsaid => return None,
    };
    let mut finding = Finding::new(&UNREADABLE_PART, left_out.location.clone(), message)
        .with_help("`tidings validate` says what is wrong with it");
    finding.severity = severity;
    Some(finding)
}
