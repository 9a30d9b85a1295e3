//! Whether a message has the place that a runtime expression names; correlation ids, parameters and the addresses of
//! replies all need it.

use tidings_diag::{Applicability, Finding, RuleMeta, Severity, nearest};
use tidings_model::Contract;
use tidings_model::contract::{Message, RuntimeExpression};
use tidings_schema::{Reach, reach};
use tidings_syntax::{Value, escape_pointer};

use crate::mend::replaced;
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
        /// The name of what stands there and is probably meant.
        near: Option<String>,
        /// What shows it.
        evidence: Evidence,
    },
}

/// What shows that a message lacks a place, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// Nothing describes the part of the message at all, and a protocol may still fill it.
    NoSchema,
    /// The schema describes other places only.
    Undescribed,
    /// No valid message can have it.
    Forbidden,
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
    let missing = |reason, near: Option<&str>, evidence| Place::Missing {
        reason,
        help: match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("describe `{name}` in the message's `{field}`"),
        },
        near: near.map(str::to_owned),
        evidence,
    };
    let schema = match schema {
        Some(payload) => match payload.json_schema() {
            Some(schema) => schema,
            None => return Place::There { optional: false },
        },
        None => {
            let reason = format!("message `{}` has no `{field}`", message.key);
            return missing(reason, None, Evidence::NoSchema);
        }
    };
    let (does_not, known, evidence) = match reach(&contract.schemas, schema, &steps) {
        Reach::Declared { required } => {
            return Place::There {
                optional: !required,
            };
        }
        Reach::Open => return Place::There { optional: false },
        Reach::Undeclared { known } => ("describe", known, Evidence::Undescribed),
        Reach::Impossible { known } => ("allow", known, Evidence::Forbidden),
    };
    let reason = format!(
        "the schema of {part} of message `{}` does not {does_not} it",
        message.key
    );
    let near = nearest(name, known.iter().map(String::as_str));
    missing(reason, near, evidence)
}

/// Where a place is wanted, for the finding that it is missing.
pub(crate) struct Wanted<'a> {
    /// The rule that misses it.
    pub(crate) rule: &'static RuleMeta,
    /// What is to be found there: "the correlation id".
    pub(crate) what: &'a str,
    /// The expression.
    pub(crate) expression: &'a RuntimeExpression,
    /// The text of the expression.
    pub(crate) written: Value<'a>,
    /// The least that proves the place is missing; less is a warning.
    pub(crate) proof: Evidence,
}

impl Wanted<'_> {
    /// The finding that `message` lacks the place; `None` when it does not.
    pub(crate) fn missing_in(&self, contract: &Contract, message: &Message) -> Option<Finding> {
        let Place::Missing {
            reason,
            help,
            near,
            evidence,
        } = judge(contract, message, self.expression)
        else {
            return None;
        };
        let text = format!("{} is not at `{}`: {reason}", self.what, self.expression);
        let mut finding = Finding::new(self.rule, self.written.location(), text)
            .with_help(help)
            .with_related(key_of(&message.origin), "the message")
            .with_element(message.element.as_str())
            .with_detail(self.expression.to_string());
        finding.fix = near.and_then(|near| {
            let steps = self.expression.steps();
            let last = escape_pointer(steps.last()?);
            replaced(
                self.written,
                &last,
                &escape_pointer(&near),
                Applicability::Unsafe,
            )
        });
        if evidence < self.proof {
            finding.severity = Severity::Warning;
        }
        Some(finding)
    }
}
