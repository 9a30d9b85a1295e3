//! What a change of a field can mean.

use std::cmp::Ordering;

use tidings_schema::Literal;

use super::offer::Order;
use super::{TABLES, VERSION_FIELD};
use crate::{Answers, Partners};

/// What a binding belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Server,
    Channel,
    Operation,
    Message,
}

/// A field with what a change of it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) object: Object,
    /// The names that lead to the field, with dots between them; items of lists have none.
    pub(crate) field: &'static str,
    pub(crate) meaning: Meaning,
    /// Why it means that, in words that follow a semicolon.
    pub(crate) why: &'static str,
    /// What it means instead that there is more of what the field offers.
    pub(crate) more: Option<&'static str>,
    /// The text that says so.
    pub(crate) source: &'static str,
}

/// What a change of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Partners that know the old value do not get along with the new one.
    Breaks,
    /// The same; where it is not stated, it is the address of the channel.
    Address,
    /// No message is refused, and still something is taken away or arrives otherwise.
    Risky,
    /// The same, for another reason where there is less of it than where there is more.
    Resized(Order),
    /// The application's own affair.
    Own,
    /// Less of it takes something away from partners, more of it does not.
    Offers(Order),
    /// The broker or the client takes no more than that: who goes beyond it is refused, and only these do that.
    Admits(Order, Partners),
    /// Who sends must offer at least what who receives asks for.
    Negotiated(Order),
    /// What the schemas say; without schemas as [`Meaning::Breaks`].
    Schema,
    /// The key of the message, which has a check of its own.
    Key,
    /// A part of the way through the broker, which is judged as a whole.
    Route,
}

impl Meaning {
    /// What it means that the value was `from` and is `to`.
    pub(crate) fn answers(self, from: Option<&Literal>, to: Option<&Literal>) -> Answers {
        let both = from.zip(to);
        match self {
            Self::Own | Self::Route => Answers::UNTOUCHED,
            Self::Address if from == to => Answers::UNTOUCHED,
            Self::Breaks | Self::Address | Self::Schema | Self::Key if both.is_some() => {
                Answers::EXCHANGED
            }
            Self::Offers(order) => match order.step(from, to).ordering {
                Some(Ordering::Less) => Answers::LESSENED,
                Some(Ordering::Greater) => Answers::LESSENED.reversed(),
                Some(Ordering::Equal) => Answers::UNTOUCHED,
                None => Answers::RISKY,
            },
            Self::Admits(order, _) => {
                let step = order.step(from, to);
                let [less, more] = match step.is_certain {
                    true => [Answers::REMOVED, Answers::ADDED],
                    // What is stated for the first time may have been so all along.
                    false => [Answers::LESSENED, Answers::LESSENED.reversed()],
                };
                match step.ordering {
                    Some(Ordering::Less) => less,
                    Some(Ordering::Greater) => more,
                    Some(Ordering::Equal) => Answers::UNTOUCHED,
                    None => Answers::RISKY,
                }
            }
            // Who asks for more is content with fewer senders, who offers less contents fewer receivers.
            Self::Negotiated(order) => match both.and_then(|(was, is)| order.compare(was, is)) {
                Some(Ordering::Less) => Answers::ADDED,
                Some(Ordering::Greater) => Answers::REMOVED,
                Some(Ordering::Equal) => Answers::UNTOUCHED,
                None => Answers::RISKY,
            },
            // What is stated for the first time may have been so all along.
            Self::Breaks
            | Self::Address
            | Self::Schema
            | Self::Key
            | Self::Risky
            | Self::Resized(_) => Answers::RISKY,
        }
    }
}

impl Row {
    /// Why it means what it means that the value was `from` and is `to`, in words that follow a semicolon.
    pub(crate) fn reason(&self, from: Option<&Literal>, to: Option<&Literal>) -> String {
        let (
            Meaning::Offers(order) | Meaning::Resized(order) | Meaning::Admits(order, _),
            Some(more),
        ) = (self.meaning, self.more)
        else {
            // What it was before it was stated, or is since it is not, nobody says.
            let is_exchanged = matches!(self.meaning, Meaning::Breaks | Meaning::Address);
            return match is_exchanged && from.is_some() != to.is_some() {
                true => format!("unless that is as before, {}", self.why),
                false => self.why.to_owned(),
            };
        };
        let step = order.step(from, to);
        let told = match step.ordering {
            Some(Ordering::Greater) => more,
            _ => self.why,
        };
        match step.ordering {
            None if order == Order::Listed => format!("{told}, and {more}"),
            None => format!("if that is less than before, {told}"),
            Some(_) if !step.is_certain => format!("unless that is as before, {told}"),
            Some(_) => told.to_owned(),
        }
    }
}

/// The row of `field` of the binding that `object` has for `protocol`, or of the object that holds the field.
pub(crate) fn row(protocol: &str, object: Object, field: &str) -> Option<&'static Row> {
    let (_, table) = TABLES.iter().find(|(known, _)| *known == protocol)?;
    let holds = |row: &&Row| {
        let rest = field.strip_prefix(row.field);
        row.object == object && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    table.iter().filter(holds).max_by_key(|row| row.field.len())
}

/// What a change of `field` means; risky, where nothing is known of it.
pub(crate) fn meaning(protocol: &str, object: Object, field: &str) -> Meaning {
    let is_version = field.rsplit('.').next() == Some(VERSION_FIELD);
    match row(protocol, object, field) {
        _ if is_version => Meaning::Own,
        Some(row) => row.meaning,
        None => Meaning::Risky,
    }
}
