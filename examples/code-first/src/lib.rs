//! A library that lends books: its messages are Rust types, and its contract is made of them.
//!
//! `tidings export --package example-code-first -o examples/code-first/api/library.yaml` writes the contract; whoever
//! talks to the library generates their client from it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tidings::Message;
use tidings::application::{Application, Channel, Operation, Parameter, Server, Variable};
use tidings::own::{Either, Service, Topic};

/// Somebody wants to take a book home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Message)]
#[message(kind = "command", tags("loans"), example = LendBook::example())]
#[serde(rename_all = "camelCase")]
pub struct LendBook {
    /// The number on the card of the reader.
    pub card: u32,
    /// The books, by their numbers.
    #[schemars(length(min = 1, max = 10))]
    pub books: Vec<String>,
    /// How long, if not for four weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u8>,
}

impl LendBook {
    fn example() -> Self {
        Self {
            card: 4711,
            books: vec!["978-0262033848".to_owned()],
            weeks: None,
        }
    }
}

/// The reader may have the books.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Message)]
#[message(kind = "reply")]
pub struct BooksLent {
    /// The day on which each of them has to be back.
    pub back: BTreeMap<String, String>,
}

/// The reader may not have them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Message)]
#[message(kind = "reply")]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum LoanRefused {
    /// The card is not valid any more.
    Expired {
        /// Since when.
        since: String,
    },
    /// Others have them.
    Lent {
        /// The books in question.
        books: Vec<String>,
    },
}

/// A book has come back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Message)]
#[message(
    name = "BookReturned",
    tags("loans"),
    correlation_id = "$message.payload#/book"
)]
#[message(example = Returned { book: "978-0262033848".into(), condition: Condition::Worn })]
pub struct Returned {
    /// Which one.
    pub book: String,
    /// What it looks like now.
    pub condition: Condition,
}

/// What a book looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// As it was.
    Good,
    /// Somebody has read it.
    Worn,
    /// Nobody will read it again.
    Lost,
}

/// Where books come back.
pub static RETURNS: Topic<Returned> = Topic::new("library.{branch}.returns");

/// Where books are asked for.
pub static LOANS: Service<LendBook, Either<BooksLent, LoanRefused>> = Service::new("library.loans");

/// What the library sends and receives, and where.
pub fn application() -> Application {
    let branch = Parameter::new("branch")
        .description("The house that lends the books.")
        .values(["centre", "harbour"]);
    Application::new("Library", "1.0.0")
        .id("urn:example:library")
        .description("Lends books.")
        .server(
            Server::new("production", "nats://{host}:4222")
                .description("The one in the cellar.")
                .variable(Variable::new("host").default("library.example")),
        )
        .channel(Channel::new("returns", "library.{branch}.returns").parameter(branch))
        .operation(
            Operation::receive("lend", "library.loans")
                .summary("Lends books, or says why not.")
                .message::<LendBook>()
                .reply::<BooksLent>()
                .reply::<LoanRefused>(),
        )
        .send::<Returned>("library.{branch}.returns")
}

/// The page about types written by hand, whose examples compile and run as they stand there.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/own-types.md")]
pub struct Page;
