//! The contract of an application whose messages are written by hand.
//!
//! The types say what the messages are ([`Message`](crate::Message), `#[derive(Message)]`), and an [`Application`] says
//! what is done with them; [`Application::document`] makes the AsyncAPI document of both, and `tidings export` writes it
//! to a file.
//!
//! ```
//! use schemars::JsonSchema;
//! use serde::{Deserialize, Serialize};
//! use tidings::application::{Application, Server};
//!
//! /// Somebody has ordered something.
//! #[derive(Serialize, Deserialize, JsonSchema, tidings::Message)]
//! struct OrderPlaced {
//!     order_id: String,
//!     pieces: u32,
//! }
//!
//! let application = Application::new("Orders", "1.0.0")
//!     .server(Server::new("production", "nats://broker.example:4222"))
//!     .send::<OrderPlaced>("orders.placed");
//!
//! let document = application.document()?;
//! assert!(document.to_string().starts_with("{\n  \"asyncapi\": \"3.1.0\""));
//! # Ok::<(), tidings::application::ApplicationError>(())
//! ```
//!
//! It refuses to know how the document is checked and how code is made of it.
//! Start reading at [`Application`], then `assemble.rs`: how the document comes to be.

mod address;
mod assemble;
mod channel;
mod error;
mod json;
mod message;
mod operation;
mod schemas;
mod server;

pub use channel::{Channel, Parameter};
pub use error::ApplicationError;
pub use operation::Operation;
pub use server::{Server, Variable};

use std::fmt;

use schemars::JsonSchema;

pub use crate::wire::{Declaration, Declared};
use json::Json;

/// An application: what it is called, where its messages go, and which it sends and receives.
///
/// Everything stays in the order in which it is stated.
#[derive(Clone, Debug)]
#[must_use = "an application is a description; `document` makes something of it"]
pub struct Application {
    title: String,
    version: String,
    id: Option<String>,
    description: Option<String>,
    servers: Vec<Server>,
    channels: Vec<Channel>,
    operations: Vec<Operation>,
}

impl Application {
    /// An application that does nothing yet.
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            version: version.into(),
            id: None,
            description: None,
            servers: Vec::new(),
            channels: Vec::new(),
            operations: Vec::new(),
        }
    }

    /// Its identifier, a URI such as `urn:example:orders`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What it is for, in Markdown.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Adds a server that its messages go through.
    pub fn server(mut self, server: Server) -> Self {
        self.servers.push(server);
        self
    }

    /// States a channel by more than its address; operations refer to it by that.
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channels.push(channel);
        self
    }

    /// It sends `M` to `address`, which may have `{parameters}`.
    pub fn send<M: Declared + JsonSchema>(self, address: impl Into<String>) -> Self {
        let name = format!("send{}", M::NAME);
        self.operation(Operation::send(name, address).message::<M>())
    }

    /// It receives `M` from `address`, which may have `{parameters}`.
    pub fn receive<M: Declared + JsonSchema>(self, address: impl Into<String>) -> Self {
        let name = format!("receive{}", M::NAME);
        self.operation(Operation::receive(name, address).message::<M>())
    }

    /// Adds an operation that is more than one message in one direction.
    pub fn operation(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
        self
    }

    /// The AsyncAPI 3.1 document, the same text each time.
    ///
    /// # Errors
    ///
    /// What is stated does not fit together, such as two messages of one name.
    pub fn document(&self) -> Result<Document, ApplicationError> {
        assemble::assemble(self).map(Document)
    }
}

/// An AsyncAPI document; as text it is JSON, which is also YAML.
#[derive(Clone, Debug, PartialEq)]
pub struct Document(Json);

impl fmt::Display for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string_pretty(&self.0).map_err(|_| fmt::Error)?;
        formatter.write_str(&text)
    }
}

/// The `main` of a program that prints an application's contract.
///
/// ```ignore
/// // examples/asyncapi.rs
/// tidings::export!(orders::application());
/// ```
///
/// `tidings export` runs the program, checks what it prints and writes it to a file;
/// `cargo run --example asyncapi` shows it.
#[macro_export]
macro_rules! export {
    ($application:expr) => {
        fn main() -> ::std::process::ExitCode {
            match $crate::application::Application::document(&$application) {
                Ok(document) => {
                    ::std::println!("{document}");
                    ::std::process::ExitCode::SUCCESS
                }
                Err(error) => {
                    ::std::eprintln!("error: {error}");
                    ::std::process::ExitCode::FAILURE
                }
            }
        }
    };
}
