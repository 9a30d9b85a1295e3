//! The order in which messages are tried that nothing tells apart at once: proved where it can be, and what cannot be
//! proved is told.

use std::collections::{HashMap, HashSet};

use tidings_decide::{Disjoint, Reading, Subject, Writers, disjoint};
use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Action, MessageId, Operation, Payload};
use tidings_schema::{Formats, Literal, Rules, SchemaId, Type, TypeSet};

use super::{fields, payload, told_by};
use crate::ir::Types;
use crate::plan::Plan;
use crate::rules::AMBIGUOUS_MESSAGES;
use crate::settings;

/// What one question may cost.
const STEPS: u64 = 20_000;

/// More questions than this are asked of no contract.
const MOST_QUESTIONS: usize = 1_000;

/// Witnesses of more characters than this say less than they hide.
const LONGEST_WITNESS: usize = 120;

/// In which order the messages of a set are tried that nothing else tells apart.
pub(crate) type Orders = HashMap<Vec<MessageId>, Vec<MessageId>>;

/// What is known of what is sent as one message and could be taken for another.
#[derive(Clone)]
enum Taken {
    /// Proved: nothing.
    Never,
    /// This payload.
    Shown(Literal),
    /// Nobody knows.
    Perhaps,
}

impl Taken {
    fn may_be(&self) -> bool {
        !matches!(self, Self::Never)
    }
}

/// Asks what is sent as one message and could be taken for another.
struct Asking<'a> {
    contract: &'a Contract,
    types: &'a Types,
    plan: &'a Plan,
    formats: Formats,
    writers: Writers<'a>,
    known: HashMap<(MessageId, MessageId), Taken>,
}

impl Asking<'_> {
    /// What is sent as `sent` and could be taken for `other`.
    fn taken(&mut self, sent: MessageId, other: MessageId) -> Taken {
        if let Some(known) = self.known.get(&(sent, other)) {
            return known.clone();
        }
        if self.known.len() >= MOST_QUESTIONS {
            return Taken::Perhaps;
        }
        let taken = self.ask(sent, other);
        self.known.insert((sent, other), taken.clone());
        taken
    }

    fn ask(&mut self, sent: MessageId, other: MessageId) -> Taken {
        if told_by(self.types, self.plan, &[sent, other]).is_certain() {
            return Taken::Never;
        }
        let [sent_payload, other_payload] =
            [sent, other].map(|id| self.contract.messages[id].payload.as_ref());
        match (sent_payload, other_payload) {
            // A message without a payload is read whatever the body is, and an empty body is no JSON.
            (_, None) => Taken::Perhaps,
            (None, Some(Payload::Schema(_))) => Taken::Never,
            (Some(Payload::Schema(sent_schema)), Some(Payload::Schema(other_schema))) => {
                let emitted = self.writers.emitted(*sent_schema);
                let emitted = self.meant(emitted, sent);
                let accepted = self.meant(*other_schema, other);
                self.shared(emitted, accepted)
            }
            _ => Taken::Perhaps,
        }
    }

    /// The schema of a payload as its type is: a struct is an object, whether or not the schema says so.
    fn meant(&mut self, schema: SchemaId, message: MessageId) -> SchemaId {
        let plan = self.plan.messages.get(&message);
        let of = plan.and_then(payload);
        if of.is_none_or(|of| fields(self.types, of).is_none()) {
            return schema;
        }
        let rules = Rules {
            types: Some(TypeSet::only(Type::Object)),
            ..Rules::default()
        };
        self.writers.narrowed(schema, rules)
    }

    fn shared(&self, emitted: SchemaId, accepted: SchemaId) -> Taken {
        let graph = self.writers.graph();
        let options = tidings_decide::Options {
            formats: self.formats,
            budget: STEPS,
            ..tidings_decide::Options::default()
        };
        let [emitted, accepted] = [emitted, accepted].map(|schema| Subject { graph, schema });
        match disjoint(emitted, accepted, &options) {
            Disjoint::Yes => Taken::Never,
            Disjoint::No(value) => Taken::Shown(value),
            Disjoint::Unknown(_) => Taken::Perhaps,
        }
    }

    /// An order to try `messages` in, and two that no order tells apart.
    fn order(&mut self, messages: &[MessageId]) -> (Vec<MessageId>, Option<Confusion>) {
        let mut confusion = None;
        // Who has to be tried before whom, because the latter would take what is sent as the former.
        let mut before: HashSet<(MessageId, MessageId)> = HashSet::new();
        for (index, &first) in messages.iter().enumerate() {
            for &second in &messages[index + 1..] {
                let by_first = self.taken(second, first);
                let by_second = self.taken(first, second);
                match (by_first.may_be(), by_second.may_be()) {
                    (true, true) => {
                        confusion.get_or_insert(Confusion {
                            first,
                            second,
                            taken: by_first,
                        });
                    }
                    (true, false) => {
                        before.insert((second, first));
                    }
                    (false, true) => {
                        before.insert((first, second));
                    }
                    (false, false) => {}
                }
            }
        }
        let mut left = messages.to_vec();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let is_free =
                |id: &MessageId| !left.iter().any(|other| before.contains(&(*other, *id)));
            // What stands in a circle is taken in the contract's order, and told.
            let next = left.iter().position(is_free);
            if next.is_none()
                && let [first, second, ..] = left[..]
            {
                confusion.get_or_insert(Confusion {
                    first,
                    second,
                    taken: Taken::Perhaps,
                });
            }
            order.push(left.remove(next.unwrap_or_default()));
        }
        (order, confusion)
    }
}

/// Two messages that cannot be told apart.
struct Confusion {
    first: MessageId,
    second: MessageId,
    /// What is sent as the second, and could be the first.
    taken: Taken,
}

/// Settles in which order messages are tried, and tells which ones cannot be told apart.
pub(crate) fn settle(
    contract: &Contract,
    types: &Types,
    plan: &Plan,
    formats: settings::Formats,
) -> (Orders, Vec<Finding>) {
    let mut asking = Asking {
        contract,
        types,
        plan,
        formats: match formats {
            settings::Formats::Check => Formats::Assert,
            settings::Formats::Annotate => Formats::Annotate,
        },
        writers: Reading::Events.writers(&contract.schemas),
        known: HashMap::new(),
    };
    let mut findings = Vec::new();
    let mut orders = Orders::new();
    for operation in plan.operations.iter().map(|id| &plan.described[*id]) {
        let replies = operation.reply.as_ref().map(|reply| &reply.messages);
        for messages in [Some(&operation.messages), replies].into_iter().flatten() {
            let is_certain = || told_by(types, plan, messages).is_certain();
            if messages.len() < 2 || orders.contains_key(messages) || is_certain() {
                continue;
            }
            let (order, confusion) = asking.order(messages);
            findings.extend(confusion.map(|confusion| ambiguous(contract, operation, &confusion)));
            orders.insert(messages.clone(), order);
        }
    }
    findings.extend(between_operations(&mut asking));
    (orders, findings)
}

/// Tells messages of different operations of one channel apart: a delivery goes to the first whose message it is.
fn between_operations(asking: &mut Asking<'_>) -> Vec<Finding> {
    let plan = asking.plan;
    let operations = plan.operations.iter().map(|id| &plan.described[*id]);
    let receiving: Vec<&Operation> = operations
        .filter(|operation| operation.action == Action::Receive)
        .collect();
    let mut findings = Vec::new();
    for (index, one) in receiving.iter().enumerate() {
        for other in &receiving[index + 1..] {
            if one.channel != other.channel {
                continue;
            }
            let pairs = one.messages.iter().flat_map(|first| {
                let seconds = other.messages.iter();
                seconds.map(move |second| (*first, *second))
            });
            let found = pairs.into_iter().find_map(|(first, second)| {
                if first == second {
                    return Some(format!(
                        "the operations `{}` and `{}` both receive `{}`; it goes to the one whose handler is given first",
                        one.key, other.key, asking.contract.messages[first].key
                    ));
                }
                let is_taken = asking.taken(second, first).may_be() || asking.taken(first, second).may_be();
                is_taken.then(|| {
                    let [first, second] = [first, second].map(|id| &asking.contract.messages[id].key);
                    format!(
                        "nothing tells `{first}` of the operation `{}` and `{second}` of `{}` apart for certain; a \
                         message goes to the one whose handler is given first",
                        one.key, other.key
                    )
                })
            });
            findings.extend(found.map(|text| {
                let location = other.origin.location.clone();
                Finding::new(&AMBIGUOUS_MESSAGES, location, text).with_help(HELP)
            }));
        }
    }
    findings
}

const HELP: &str = "give each a required property or header with a `const` of its own";

fn ambiguous(contract: &Contract, operation: &Operation, confusion: &Confusion) -> Finding {
    let [first, second] = [confusion.first, confusion.second].map(|id| &contract.messages[id].key);
    let both = match &confusion.taken {
        Taken::Shown(value) if value.to_json_text().chars().count() <= LONGEST_WITNESS => {
            let value = value.to_json_text();
            format!(
                "both `{first}` and `{second}` of the operation `{}` may be `{value}`",
                operation.key
            )
        }
        Taken::Shown(_) | Taken::Never | Taken::Perhaps => format!(
            "nothing tells `{first}` and `{second}` of the operation `{}` apart for certain",
            operation.key
        ),
    };
    let text = format!("{both}; what may be both is read as `{first}`");
    Finding::new(&AMBIGUOUS_MESSAGES, operation.origin.location.clone(), text).with_help(HELP)
}
