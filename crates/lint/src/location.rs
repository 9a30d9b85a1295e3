//! Whether a message has the place that a runtime expression names; correlation ids, parameters and the addresses of
//! replies all need it.

use tidings_diag::{Finding, Location, RuleMeta, Severity, nearest};
use tidings_model::Contract;
use tidings_model::contract::{Message, RuntimeExpression};
use tidings_schema::{Reach, reach};

use crate::place::key_of;

/// What a message says about a place in it.
pub(crate) enum Place {
    /// It has the place, or nothing speaks against it.
    There {
        /// Whether a valid message may lack it.
        optional: bool,
    },
    /// It does not.
    Missing {
        /// What is there instead.
        reason: String,
        /// How to mend it.
        help: String,
        /// Whether no valid message can have the place, or its schema describes others only; else nothing describes
        /// the part of the message at all, and a protocol may still fill it.
        certain: bool,
    },
}

/// What `message` says about the place that `expression` names.
pub(crate) fn judge(
    contract: &Contract,
    message: &Message,
    expression: &RuntimeExpression,
) -> Place {
    let (part, field, schema) = match expression {
        RuntimeExpression::Header(_) => ("the headers", "headers", &message.headers),
        RuntimeExpression::Payload(_) => ("the payload", "payload", &message.payload),
    };
    let steps = expression.steps();
    let name = steps.last().map_or("", String::as_str);
    let missing = |reason, help, certain| Place::Missing {
        reason,
        help,
        certain,
    };
    let declare = || format!("describe `{name}` in the message's `{field}`");
    let schema = match schema {
        Some(payload) => match payload.json_schema() {
            Some(schema) => schema,
            None => return Place::There { optional: false },
        },
        None => {
            let reason = format!("message `{}` has no `{field}`", message.key);
            return missing(reason, declare(), false);
        }
    };
    let beside = |known: &[String]| {
        let near = nearest(name, known.iter().map(String::as_str));
        near.map_or_else(declare, |near| format!("did you mean `{near}`?"))
    };
    match reach(&contract.schemas, schema, &steps) {
        Reach::Declared { required } => Place::There {
            optional: !required,
        },
        Reach::Open => Place::There { optional: false },
        Reach::Undeclared { known } => {
            let reason = format!(
                "the schema of {part} of message `{}` does not describe it",
                message.key
            );
            missing(reason, beside(&known), true)
        }
        Reach::Impossible { known } => {
            let reason = format!(
                "the schema of {part} of message `{}` does not allow it",
                message.key
            );
            missing(reason, beside(&known), true)
        }
    }
}

/// Where a place is wanted, for the finding that it is missing.
pub(crate) struct Wanted<'a> {
    /// The rule that misses it.
    pub(crate) rule: &'static RuleMeta,
    /// What is to be found there: "the correlation id".
    pub(crate) what: &'a str,
    /// The expression.
    pub(crate) expression: &'a RuntimeExpression,
    /// Where the expression stands.
    pub(crate) location: Location,
}

impl Wanted<'_> {
    /// The finding that `message` lacks the place; `None` when it does not.
    pub(crate) fn missing_in(&self, contract: &Contract, message: &Message) -> Option<Finding> {
        let Place::Missing {
            reason,
            help,
            certain,
        } = judge(contract, message, self.expression)
        else {
            return None;
        };
        let text = format!("{} is not at `{}`: {reason}", self.what, self.expression);
        let mut finding = Finding::new(self.rule, self.location.clone(), text)
            .with_help(help)
            .with_related(key_of(&message.origin), "the message")
            .with_element(message.element.as_str())
            .with_detail(self.expression.to_string());
        if !certain {
            finding.severity = Severity::Warning;
        }
        Some(finding)
    }
}
