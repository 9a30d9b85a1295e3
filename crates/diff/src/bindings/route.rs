//! How messages of a channel travel through a broker of AMQP 0-9-1, which several fields of its binding say together.
//!
//! Who sends needs an exchange and a routing key, who receives a queue; a queue is filled by the exchange that it is
//! bound to, and by the default exchange under its own name (AMQP 0-9-1, §3.1.3.1).

use std::fmt;

use tidings_schema::Literal;

use crate::roles::Concern;
use crate::{Answer, Answers};

/// Where messages go in, and where they come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route<'b> {
    /// The exchange that messages are sent to, empty for the default one; `None` where the binding does not say.
    exchange: Option<&'b str>,
    /// The routing key that they are sent with.
    key: &'b str,
    /// The queue that they are received from; `None` where everybody who receives has a queue of their own.
    queue: Option<&'b str>,
}

/// What one route in place of another one means for one side.
#[derive(Debug)]
pub(crate) struct Row {
    case: Case,
    answer: Answer,
    /// Why it means that, in words that follow a semicolon.
    pub(crate) why: &'static str,
    /// The text that says so.
    pub(crate) source: &'static str,
}

/// What can become of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Who sends as before reaches the same place.
    SameEntry,
    /// Who sends as before may reach the same place: one version does not say.
    UnknownEntry,
    /// Who sends as before still reaches the queue by its name.
    ByName,
    /// Who sends as before reaches another place.
    OtherEntry,
    /// Who receives has a queue of their own, which is filled as before.
    SameSource,
    /// Who receives has a queue of their own, and one version does not say what fills it.
    UnknownSource,
    /// Who receives has a queue of their own, which is no longer filled.
    OtherSource,
    /// The queue is the same, and filled as before or otherwise.
    SameQueue,
    /// Another queue is received from.
    OtherQueue,
    /// The queue is not named any more, and what filled it is still there.
    QueueLeft,
    /// The queue is not named any more, and what filled it is another one.
    QueueLost,
}

/// What each case means.
static ROWS: [Row; 11] = [
    Row {
        case: Case::SameEntry,
        answer: Answer::Yes,
        why: "who publishes as before reaches the same exchange with the same routing key",
        source: "AMQP 0-9-1, basic.publish",
    },
    Row {
        case: Case::UnknownEntry,
        answer: Answer::Risky,
        why: "one version names no exchange, so who publishes as before may reach another place",
        source: "AMQP Bindings, Channel Binding Object",
    },
    Row {
        case: Case::ByName,
        answer: Answer::Risky,
        why: "the default exchange still delivers to the queue by its name, which the contract no longer says",
        source: "AMQP 0-9-1, §3.1.3.1",
    },
    Row {
        case: Case::OtherEntry,
        answer: Answer::No,
        why: "what is published as before goes to another exchange, or has another routing key, than is received from",
        source: "AMQP 0-9-1, basic.publish",
    },
    Row {
        case: Case::SameSource,
        answer: Answer::Yes,
        why: "queues that are bound as before are filled as before",
        source: "AMQP 0-9-1, queue.bind",
    },
    Row {
        case: Case::UnknownSource,
        answer: Answer::Risky,
        why: "one version names no exchange, so queues that are bound as before may stay empty",
        source: "AMQP Bindings, Channel Binding Object",
    },
    Row {
        case: Case::OtherSource,
        answer: Answer::No,
        why: "queues that are bound as before stay empty",
        source: "AMQP 0-9-1, queue.bind",
    },
    Row {
        case: Case::SameQueue,
        answer: Answer::Risky,
        why: "the same queue is consumed, and something else fills it",
        source: "AMQP 0-9-1, §3.1.3.1",
    },
    Row {
        case: Case::OtherQueue,
        answer: Answer::No,
        why: "who consumes the old queue gets nothing more",
        source: "AMQP 0-9-1, basic.consume",
    },
    Row {
        case: Case::QueueLeft,
        answer: Answer::Risky,
        why: "the old queue is filled as long as it stays bound, and nobody promises that any more",
        source: "AMQP 0-9-1, queue.bind",
    },
    Row {
        case: Case::QueueLost,
        answer: Answer::No,
        why: "who consumes the old queue gets nothing more",
        source: "AMQP 0-9-1, queue.bind",
    },
];

impl<'b> Route<'b> {
    /// The route that a channel at `address` has by its `binding`.
    pub(crate) fn of(binding: &'b Literal, address: Option<&'b str>) -> Self {
        let text = |path: [&str; 2]| match binding.get(path[0])?.get(path[1])? {
            Literal::String(text) => Some(text.as_str()),
            _ => None,
        };
        let is_queue = matches!(binding.get("is"), Some(Literal::String(is)) if is == "queue");
        let address = address.unwrap_or_default();
        let exchange = text(["exchange", "name"]);
        let queue = text(["queue", "name"]).filter(|name| !name.is_empty());
        let queue = is_queue.then(|| queue.unwrap_or(address));
        match queue {
            // What names no exchange is found by its own name.
            Some(name) if exchange.unwrap_or_default().is_empty() => Self {
                exchange: Some(""),
                key: name,
                queue,
            },
            _ => Self {
                exchange,
                key: address,
                queue,
            },
        }
    }

    /// What it means for those whom `concern` says that messages took the route `self` and take `now`, and the row that
    /// says why.
    pub(crate) fn replaced_by(&self, now: &Self, concern: Concern) -> (Answers, &'static Row) {
        let [there, back] = [(self, now), (now, self)].map(|(was, is)| was.become_of(is, concern));
        let answers = Answers {
            backward: there.answer,
            forward: back.answer,
        };
        match there.answer {
            Answer::Yes => (answers, back),
            _ => (answers, there),
        }
    }

    /// What becomes of those whom `concern` says when `now` takes the place of `self`; what is worse, where it is two
    /// things.
    fn become_of(&self, now: &Self, concern: Concern) -> &'static Row {
        let [entry, source] = [self.entry(now), self.source(now)].map(row);
        match () {
            () if concern.is_received() => entry,
            () if concern.is_sent() => source,
            () if entry.answer >= source.answer => entry,
            () => source,
        }
    }

    /// What becomes of who sends.
    fn entry(&self, now: &Self) -> Case {
        match (self.exchange, now.exchange) {
            (Some(""), Some(is)) if !is.is_empty() && now.queue == Some(self.key) => Case::ByName,
            (Some(was), Some(is)) if was != is => Case::OtherEntry,
            _ if self.key != now.key => Case::OtherEntry,
            (Some(_), Some(_)) => Case::SameEntry,
            (was, is) if was == is => Case::SameEntry,
            _ => Case::UnknownEntry,
        }
    }

    /// What becomes of who receives.
    fn source(&self, now: &Self) -> Case {
        let entry = self.entry(now);
        match (self.queue, now.queue) {
            (None, _) => match entry {
                Case::SameEntry => Case::SameSource,
                Case::UnknownEntry => Case::UnknownSource,
                _ => Case::OtherSource,
            },
            (Some(was), Some(is)) if was == is => Case::SameQueue,
            (Some(_), Some(_)) => Case::OtherQueue,
            (Some(_), None) if entry == Case::OtherEntry => Case::QueueLost,
            (Some(_), None) => Case::QueueLeft,
        }
    }
}

impl fmt::Display for Route<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key;
        match (self.queue, self.exchange) {
            (Some(queue), Some("")) => write!(formatter, "the queue `{queue}`"),
            (Some(queue), Some(exchange)) => write!(
                formatter,
                "the queue `{queue}`, bound to the exchange `{exchange}` with the routing key `{key}`"
            ),
            (Some(queue), None) => write!(formatter, "the queue `{queue}`"),
            (None, Some("")) => {
                write!(formatter, "the routing key `{key}` at the default exchange")
            }
            (None, Some(exchange)) => write!(
                formatter,
                "the routing key `{key}` at the exchange `{exchange}`"
            ),
            (None, None) => write!(
                formatter,
                "the routing key `{key}` at an exchange that is not named"
            ),
        }
    }
}

fn row(case: Case) -> &'static Row {
    let mut rows = ROWS.iter();
    let found = rows.find(|row| row.case == case);
    found.expect("invariant: every case has a row, which a test of the table holds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partners::Partners;

    /// A binding and the address of its channel, each as a test writes it.
    fn literal(json: &str) -> Literal {
        let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
        of(&value)
    }

    fn of(value: &serde_json::Value) -> Literal {
        match value {
            serde_json::Value::Object(fields) => Literal::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), of(value)))
                    .collect(),
            ),
            other => Literal::String(other.as_str().unwrap_or_default().to_owned()),
        }
    }

    const KEY: &str = r#"{"is": "routingKey", "exchange": {"name": "shop"}}"#;
    const UNNAMED: &str = r#"{"is": "routingKey"}"#;
    const QUEUE: &str = r#"{"is": "queue"}"#;
    const OTHER: &str = r#"{"is": "queue", "queue": {"name": "other"}}"#;
    const BOUND: &str = r#"{"is": "queue", "exchange": {"name": "shop"}}"#;
    const DEFAULT: &str = r#"{"is": "routingKey", "exchange": {"name": ""}}"#;

    /// What it means for senders and for receivers that a channel at the address `orders` had the binding `was` and has
    /// `is`.
    #[track_caller]
    fn check(was: &str, is: &str, senders: Answer, receivers: Answer) {
        let (was, is) = (literal(was), literal(is));
        let [was, is] = [&was, &is].map(|binding| Route::of(binding, Some("orders")));
        let answer = |concern| was.replaced_by(&is, concern).0.backward;
        assert_eq!(answer(Concern::Of(Partners::SENDERS)), senders, "senders");
        assert_eq!(
            answer(Concern::Of(Partners::RECEIVERS)),
            receivers,
            "receivers"
        );
        assert_eq!(answer(Concern::BOTH), senders.max(receivers), "both");
    }

    #[test]
    fn every_case_is_what_its_row_says() {
        use Answer::{No, Risky, Yes};
        // Bound to the exchange that the routing key was sent to, a queue changes nothing for who sends there.
        check(KEY, BOUND, Yes, Yes);
        check(BOUND, KEY, Yes, Risky);
        // A queue that is not bound is reached by its name at the default exchange.
        check(KEY, QUEUE, No, No);
        check(QUEUE, KEY, No, No);
        check(QUEUE, BOUND, Risky, Risky);
        check(BOUND, QUEUE, No, Risky);
        check(QUEUE, OTHER, No, No);
        check(DEFAULT, QUEUE, Yes, Yes);
        check(QUEUE, DEFAULT, Yes, Risky);
        // Which exchange it was, nobody knows.
        check(UNNAMED, KEY, Risky, Risky);
        check(KEY, UNNAMED, Risky, Risky);
    }

    #[test]
    fn every_row_stands_once_and_says_why() {
        for (place, one) in ROWS.iter().enumerate() {
            assert!(ROWS[..place].iter().all(|other| other.case != one.case));
            assert!(!one.why.ends_with('.') && one.source.contains(", "));
        }
    }
}
